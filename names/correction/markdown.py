"""What is no prose in Markdown (CommonMark 0.31, with front matter, footnotes, wiki links and attributes).

A line that is indented by four places after an empty one counts as code unless it is an item of a list; so the second
paragraph of an item may be left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from names.correction.masking import Hidden, lines, mask

__all__ = ["mask_markdown"]

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\r?\n.*?^(?:\1|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})([^`\r\n]*)")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
# Between as many backticks as open it, without an empty line.
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\r?\n).){1,5000}?(?<!`)\1(?!`)", re.DOTALL)
_DEFINITION = re.compile(r"^[ >]{0,6}\[(?!\^)((?:[^\[\]\\\r\n]|\\.)+)\]:.*$", re.MULTILINE)
_DESTINATION = re.compile(r"(?<=\])\((?:[^()\\]|\\.|\([^()]{0,500}\)){0,2000}?\)", re.DOTALL)
_REFERENCE = re.compile(r"(?<=\])\[[^\[\]\r\n]*\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\r\n]+\]:?")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\r\n]*\||[^\[\]|\r\n]*\]\])")
_ATTRIBUTES = re.compile(r"\{[#.:][^{}\r\n]*\}")
_LABEL = re.compile(r"\[([^\[\]\r\n]+)\]")
_INLINE = (_CODE, _DEFINITION, _WIKI_LINK, _DESTINATION, _REFERENCE, _FOOTNOTE, _ATTRIBUTES)


def mask_markdown(text: str) -> str:
    """The text without front matter, code, destinations and labels of links, and attributes.

    >>> mask_markdown("See [Anna](Anna.md) and `Anna`.")
    'See [Anna]||||||||| and ||||||.'
    """
    labels = {match[1].casefold().strip() for match in _DEFINITION.finditer(text)}
    masked = mask(text, _code_blocks(text))
    for pattern in _INLINE:
        masked = mask(masked, (Hidden(*match.span()) for match in pattern.finditer(masked)))
    return mask(masked, _defined(masked, text, labels))


def _code_blocks(text: str) -> Iterator[Hidden]:
    """Front matter, and the lines of fenced and of indented code."""
    front = _FRONT_MATTER.match(text)
    beginning = front.end() if front else 0
    yield Hidden(0, beginning)
    fence = ""  # that opened the code in which a line stands
    after_empty, in_code = True, False
    for offset, line in lines(text[beginning:]):
        start, is_empty = beginning + offset, not line.strip()
        marked = _FENCE.match(line)
        in_code = bool(_INDENTED.match(line)) and not is_empty and (in_code or (after_empty and not _ITEM.match(line)))
        if fence or marked or in_code:
            yield Hidden(start, start + len(line))
        if fence:
            fence = "" if marked and marked[1].startswith(fence) and not marked[2].strip() else fence
        elif marked:
            fence = marked[1]
        after_empty = is_empty


def _defined(masked: str, text: str, labels: set[str]) -> Iterator[Hidden]:
    """Bracketed texts that are the label of a link, and must be written as in its definition."""
    for match in _LABEL.finditer(masked):
        behind = text[match.end() : match.end() + 2]
        has_own_target = behind[:1] in ("(", "[") and behind != "[]"
        if not has_own_target and match[1].casefold().strip() in labels:
            yield Hidden(*match.span())
