"""The roles of words in a name, and the sets of roles that several stages tell apart."""

from __future__ import annotations

from typing import Literal

Role = Literal[
    "given", "family", "patronymic", "particle", "title", "suffix", "initial", "legal", "term", "number",
    "qualifier", "name",
]  # fmt: skip

# Words that are the bearer's own and written out; `name` is one that may be a given or a family name.
OWN_WORDS: frozenset[Role] = frozenset({"given", "family", "name"})
# Words that no person's name has: legal forms, and the translated words of organisations and places.
IMPERSONAL: frozenset[Role] = frozenset({"legal", "term"})
# Words about the bearer, before or behind the name or in brackets; without them the name is the same.
ATTRIBUTES: frozenset[Role] = frozenset({"title", "qualifier"})
