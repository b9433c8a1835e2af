"""Quotation marks around names of a text."""

from __future__ import annotations

from collections.abc import Sequence

from names.text.tokens import TextToken

OPENING, CLOSING = "«“„\"'‹‘”", "»”“\"'›’"
LONGEST_QUOTATION = 8  # most words of a quoted name; chosen


def opens_quotation(text: str, tokens: Sequence[TextToken], place: int) -> bool:
    """Whether a token is right after an opening quotation mark that follows a space after the token before.

    >>> from names.text.tokens import read_tokens
    >>> opens_quotation("газета «Труд»", read_tokens("газета «Труд»"), 1)
    True
    """
    if not 0 < place < len(tokens):
        return False
    gap = text[tokens[place - 1].token.end : tokens[place].start]
    return gap[-1:] in OPENING and gap != "" and gap[:-1] in ("", " ", "\n", "\u00a0")


def closing_quotation(text: str, tokens: Sequence[TextToken], first: int) -> tuple[int, int]:
    """The token after the quotation that starts at a token, and the character after its mark; zeros if it is too long.

    Quotations within are counted; one mark may close two («БК «Олимпия»).

    >>> from names.text.tokens import read_tokens
    >>> closing_quotation("газета «Наш труд» вышла", read_tokens("газета «Наш труд» вышла"), 1)
    (3, 17)
    """
    inner = 0
    for place in range(first, min(len(tokens), first + LONGEST_QUOTATION)):
        end = tokens[place].token.end
        next_start = tokens[place + 1].start if place + 1 < len(tokens) else len(text)
        gap = text[end:next_start]
        if "\n\n" in gap:
            break
        inner += gap.count("«") + gap.count("„")
        if gap[:1] and gap[0] in CLOSING:
            closed = len(gap) - len(gap.lstrip(CLOSING))
            return place + 1, end + min(closed, inner + 1)
    return 0, 0


def opening_quotation(text: str, tokens: Sequence[TextToken], last: int) -> int:
    """The first token of the quotation that closes right before a token; the token itself if none does.

    >>> from names.text.tokens import read_tokens
    >>> opening_quotation("«Наш труд» газета", read_tokens("«Наш труд» газета"), 2)
    0
    """
    if not 0 < last < len(tokens) or text[tokens[last - 1].token.end] not in CLOSING:
        return last
    for first in range(last - 1, max(-1, last - 1 - LONGEST_QUOTATION), -1):
        start = tokens[first].start
        if start and text[start - 1] in OPENING:
            return first
    return last


def is_quoted(text: str, tokens: Sequence[TextToken], first: int, last: int) -> bool:
    """Whether a quotation mark stands right before or after the tokens [first, last).

    >>> from names.text.tokens import read_tokens
    >>> is_quoted("«Труд»", read_tokens("«Труд»"), 0, 1)
    True
    """
    start, end = tokens[first].start, tokens[last - 1].token.end
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return (before != "" and before in OPENING) or (after != "" and after in CLOSING)
