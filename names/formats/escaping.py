r"""Strings from data made fit for where they are shown.

A name, an id or a text may hold anything: a code that moves the cursor, a mark that turns the direction of writing, a
line break in the middle of a row, a formula. Each function escapes or replaces what would act in one place:

visible           a message, or a cell of a table for people: whatever acts on a terminal is an escape (`\x1b`)
visible_text      any other output to a terminal: the same, but lines and tabs stay
one_line          a line that is a record: white space with a line break in it is one space
tabbed            fields with tabs between them: no tab or line break within a field
spreadsheet_cell  a cell of csv or tsv: one line, and no formula
json_line         a record as one line of JSON, with JSON's own escapes (`\u001b`)
html_text         the content of an HTML element with a direction of its own
html_attribute    an HTML attribute, or content among other texts: no direction is turned
"""

from __future__ import annotations

import html
import json
import re

__all__ = [
    "html_attribute",
    "html_text",
    "json_line",
    "one_line",
    "spreadsheet_cell",
    "tabbed",
    "visible",
    "visible_text",
]

# What acts instead of being seen: controls (C0, DEL, C1), the marks, embeddings, overrides and isolates of the Unicode
# bidirectional algorithm, line and paragraph separators, the deprecated format characters and annotation anchors, and
# halves of surrogate pairs, which no encoding can hold. Joiners stay: Persian and Indic names are spelled with them.
_ACTING = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]")
# The same, but for what gives a text its lines and columns.
_ACTING_IN_TEXT = re.compile(rf"(?![\n\t]|\r\n){_ACTING.pattern}")
# What HTML allows neither as it is nor as a reference; it has marks of direction, and keeps them within an element.
_NOT_IN_HTML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# All that some program takes for the end of a line, as str.splitlines does.
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_TABBED_BREAKS = _LINE_BREAKS | {"\t"}
_SPACE = re.compile(r"\s+")
_NAMED = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
# A cell that begins so is a formula to spreadsheets (OWASP, "CSV Injection"), also behind what they skip or do not
# show, and in the wide forms that East Asian versions read alike.
_FORMULA = re.compile(r"[\s\0-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")


def visible(text: str) -> str:
    r"""The text for a message or a cell of a table: every character that acts instead of being seen is an escape.

    >>> print(visible("a\x1b[31mb\u202ec\nd"))
    a\x1b[31mb\u202ec\nd
    """
    return _ACTING.sub(_escape, text)


def visible_text(text: str) -> str:
    r"""The text as `visible` gives it, but line feeds, tabs, and carriage returns before a line feed stay.

    >>> visible_text("a\tb\r\n\x1bc\rd")
    'a\tb\r\n\\x1bc\\rd'
    """
    return _ACTING_IN_TEXT.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def one_line(text: str, breaks: frozenset[str] = _LINE_BREAKS) -> str:
    r"""The text as one line: any white space with a line break in it is one space.

    `breaks` are the characters that count as line breaks, by default all that `str.splitlines` knows.

    >>> one_line("Muammar\r\n  Gaddafi\u2028\x85.")
    'Muammar Gaddafi .'
    """
    return _SPACE.sub(lambda space: " " if breaks.intersection(space[0]) else space[0], text)


def tabbed(*fields: object) -> str:
    r"""The fields as one line with tabs between them; a tab or a line break within a field becomes a space.

    >>> tabbed("Maria\tTeresa", 0, 12)
    'Maria Teresa\t0\t12'
    """
    return "\t".join(one_line(str(field), _TABBED_BREAKS) for field in fields)


def spreadsheet_cell(value: object) -> object:
    r"""The value as a cell of csv or tsv: a string is one line, and no spreadsheet runs it as a formula.

    Tabs and line breaks become spaces. A string that a spreadsheet would run gets an apostrophe before it, which marks
    it as text (OWASP, "CSV Injection"); a lone sign is no formula. Numbers stay numbers.

    >>> [spreadsheet_cell(value) for value in ("=1+1", "line\nbreak", -0.5, "-")]
    ["'=1+1", 'line break', -0.5, '-']
    """
    if not isinstance(value, str):
        return value
    line = tabbed(value)
    return f"'{line}" if len(line) > 1 and _FORMULA.match(value) else line


def json_line(record: object) -> str:
    r"""The record as one line of JSON, without the line's end; characters that act instead of being seen are escaped.

    >>> print(json_line({"query": "Ж\x1b\x85\u2028\ud800"}))
    {"query": "Ж\u001b\u0085\u2028\ud800"}
    """
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(record, ensure_ascii=False))


def html_text(text: str) -> str:
    r"""The text as the content of an HTML element that has a direction of its own (attribute `dir`).

    Marks of direction stay, since they end with the element; what HTML does not allow at all is an escape.

    >>> print(html_text("<b>\x1b\u200f"[:4]))
    &lt;b&gt;\x1b
    """
    return html.escape(_NOT_IN_HTML.sub(_escape, text))


def html_attribute(text: str) -> str:
    r"""The text as an HTML attribute within quotes, or as content among other texts: marks of direction are escapes.

    >>> print(html_attribute('"\u202e'))
    &quot;\u202e
    """
    return html.escape(visible(text))
