r"""Make strings from data safe to show.

A name, an id or a text may contain anything: codes that move the cursor, marks that change the direction of writing,
line breaks in the middle of a row, formulas. There is a function for each place where strings are shown:

visible           a message, or a cell of a table for people: active characters are escaped (`\x1b`)
visible_text      any other output to a terminal: the same, but line ends and tabs are kept
one_line          a line that is a record: white space with a line break becomes one space
tabbed            a line of fields separated by tabs: tabs and line breaks within a field become spaces
spreadsheet_cell  a cell of csv or tsv: one line, and not a formula
json_line         one line of JSON: active characters have JSON's escapes (`\u001b`)
html_text         the content of an HTML element that has an attribute `dir`
html_attribute    an HTML attribute, or content beside other texts: marks of direction are escaped
tei_text          the content of a TEI element: what XML does not allow is an element `g`
unspaced          a field of a line that is parted at white space: such characters are percent-encoded
"""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote

__all__ = [
    "html_attribute",
    "html_text",
    "json_line",
    "one_line",
    "spreadsheet_cell",
    "tabbed",
    "tei_text",
    "unspaced",
    "visible",
    "visible_text",
]

# Active characters, which do something instead of being seen: controls (C0, DEL, C1), the marks, embeddings, overrides
# and isolates of the Unicode bidirectional algorithm, line and paragraph separators, deprecated format characters,
# annotation anchors, and lone surrogates, which cannot be encoded. Joiners are not among them: Persian and Indic names
# are spelled with them.
_ACTIVE = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]")
# Active characters without tabs, line feeds, and carriage returns before a line feed.
_ACTIVE_IN_TEXT = re.compile(rf"(?![\n\t]|\r\n){_ACTIVE.pattern}")
# What HTML does not allow, even as a character reference. Marks of direction are allowed, and end with the element.
_NOT_IN_HTML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# What XML 1.0 does not allow, even as a character reference (section 2.2, "Char").
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What may not stand in a field between spaces, and the sign of percent-encoding itself.
_SPACING = re.compile(rf"[\s%]|{_ACTIVE.pattern}")
# Every character that str.splitlines takes for the end of a line, because other programs do too.
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_TABBED_BREAKS = _LINE_BREAKS | {"\t"}
_SPACE = re.compile(r"\s+")
_NAMED = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
# The beginning of a cell that spreadsheets take for a formula (OWASP, "CSV Injection"): a sign, perhaps a wide one,
# after any number of characters that they skip or do not show.
_FORMULA = re.compile(r"[\s\0-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")


def visible(text: str) -> str:
    r"""The text for a message or a cell of a table, with active characters escaped.

    >>> print(visible("a\x1b[31mb\u202ec\nd"))
    a\x1b[31mb\u202ec\nd
    """
    return _ACTIVE.sub(_escape, text)


def visible_text(text: str) -> str:
    r"""The text with active characters escaped, except tabs, line feeds, and carriage returns before a line feed.

    >>> visible_text("a\tb\r\n\x1bc\rd")
    'a\tb\r\n\\x1bc\\rd'
    """
    return _ACTIVE_IN_TEXT.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def one_line(text: str, breaks: frozenset[str] = _LINE_BREAKS) -> str:
    r"""The text as one line: white space that contains a line break becomes one space.

    `breaks` are the characters that count as line breaks, by default those of `str.splitlines`.

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
    r"""The value as a cell of csv or tsv: a string becomes one line that no spreadsheet runs as a formula.

    Tabs and line breaks become spaces. A string that a spreadsheet would run gets an apostrophe in front, so that it is
    text (OWASP, "CSV Injection"); a single sign is not a formula. Numbers stay numbers.

    >>> [spreadsheet_cell(value) for value in ("=1+1", "line\nbreak", -0.5, "-")]
    ["'=1+1", 'line break', -0.5, '-']
    """
    if not isinstance(value, str):
        return value
    line = tabbed(value)
    return f"'{line}" if len(line) > 1 and _FORMULA.match(value) else line


def json_line(record: object, separators: tuple[str, str] = (", ", ": ")) -> str:
    r"""The record as one line of JSON, without a line end, with active characters escaped.

    `separators` stand between fields, and between a field and its value.

    >>> print(json_line({"query": "Ж\x1b\x85\u2028\ud800"}))
    {"query": "Ж\u001b\u0085\u2028\ud800"}
    """
    return _ACTIVE.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(record, ensure_ascii=False, separators=separators)
    )


def html_text(text: str) -> str:
    r"""The text as the content of an HTML element that has an attribute `dir`.

    Marks of direction are kept, because their effect ends with the element; what HTML does not allow is escaped.

    >>> print(html_text("<b>\x1b\u200f"[:4]))
    &lt;b&gt;\x1b
    """
    return html.escape(_NOT_IN_HTML.sub(_escape, text))


def html_attribute(text: str) -> str:
    r"""The text as an HTML attribute in quotes, or as content beside other texts, with active characters escaped.

    >>> print(html_attribute('"\u202e'))
    &quot;\u202e
    """
    return html.escape(visible(text))


def tei_text(text: str) -> str:
    r"""The text as the content of a TEI element, from which it can be read back to the letter.

    A character that XML does not allow is an element `g` (TEI P5, "Characters, Glyphs, and Writing Modes") with its
    number in `n`; its content is the replacement character, so that offsets into the text of the document hold. A
    carriage return is a reference, because a parser would make a line feed of it.

    >>> print(tei_text("<b>\x1b\r"))
    &lt;b&gt;<g n="U+001B">�</g>&#13;
    """
    escaped = html.escape(text, quote=False).replace("\r", "&#13;")
    return _NOT_IN_XML.sub(lambda match: f'<g n="U+{ord(match[0]):04X}">\ufffd</g>', escaped)


def unspaced(text: str) -> str:
    r"""The text with white space, active characters and the percent sign percent-encoded (RFC 3986).

    `urllib.parse.unquote` gives the text back.

    >>> unspaced("org/École 42\t100%")
    'org/École%2042%09100%25'
    """
    return _SPACING.sub(lambda match: quote(match[0], errors="surrogatepass"), text)
