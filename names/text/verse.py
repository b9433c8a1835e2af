"""Lines of verse, of which each opens with a capital that says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from names.text.tokens import TextToken

__all__ = ["opens_verse"]

# The end of a line where a clause ends; text that is broken into lines for its width rarely ends one there.
_END_OF_CLAUSE = re.compile(r"[,،、][ \t]*\r?\n\s*")


def opens_verse(text: str, tokens: Sequence[TextToken], place: int) -> bool:
    r"""Whether a token opens a line after one that ends with a comma, as the lines of poems and lists do.

    >>> from names.text.tokens import read_tokens
    >>> verse = "The night is long,\nRose is the sky"
    >>> opens_verse(verse, read_tokens(verse), 4), opens_verse(verse, read_tokens(verse), 5)
    (True, False)
    """
    if not 0 < place < len(tokens):
        return False
    return _END_OF_CLAUSE.fullmatch(text, tokens[place - 1].token.end, tokens[place].start) is not None
