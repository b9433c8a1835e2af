"""Read the text of an HTML page as a reader sees it, with the place of each character in the source.

Tags, comments, scripts and what else is not shown are left out, references (`&amp;`) are the characters they stand for,
white space is collapsed, and a block, a line break or a table cell begins a new paragraph.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from names.errors import InputError
from names.formats.offsets import SourceOffsets

__all__ = ["declared_encoding", "read_page"]

LONGEST = 1 << 24  # most characters of a tag, a comment or a script; chosen

# Elements of the HTML standard (https://html.spec.whatwg.org/multipage/rendering.html): those that are shown as blocks,
# table cells or lines of their own, and those whose content is not shown.
_BLOCKS = """
address article aside blockquote body br button caption center col colgroup dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html input legend li listing main menu nav ol
optgroup option p plaintext pre search section select summary table tbody td textarea tfoot th thead tr ul xmp
"""
_UNSEEN = "audio canvas datalist iframe noembed noframes noscript object script style template title video"
BLOCKS = frozenset(_BLOCKS.split())
UNSEEN = frozenset(_UNSEEN.split())
RUBY = frozenset({"rp", "rt"})  # readings above characters: they would stand in the middle of a name
AFTER_RUBY = BLOCKS | {"rb", "rp", "rt", "ruby"}  # tags that end such a reading
VERBATIM = frozenset({"listing", "pre", "textarea", "xmp"})  # white space counts in these

_SPACE = " \t\n\r\f"
_WORDS = re.compile(rf"[^{_SPACE}]+(?: [^{_SPACE}]+)*")  # words with single spaces between them
_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+)|[a-zA-Z][-.a-zA-Z0-9]*);?")
_PARAGRAPH = "\n\n"
# Where a page says its encoding, within the first bytes (https://html.spec.whatwg.org/#prescan-a-byte-stream).
_CHARSET = re.compile(rb"<meta[^>]{0,200}\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 1024


def declared_encoding(start: bytes) -> str | None:
    """The encoding that the first bytes of a page name, if they do.

    >>> declared_encoding(b'<html><meta charset="windows-1251">')
    'windows-1251'
    """
    match = _CHARSET.search(start[:_DECLARED_WITHIN])
    encoding = match[1].decode("ascii", "replace") if match else None
    return None if encoding and encoding.lower().startswith("utf-16") else encoding  # else its name could not be read


def read_page(pieces: Iterable[str], offsets: SourceOffsets, name: str) -> Iterator[str]:
    r"""The text of a page that comes in pieces, in pieces; `offsets` are told where each stands in the source.

    Raises InputError, with the file `name` and the line, at a tag, comment or script of more than LONGEST characters.

    >>> "".join(read_page(["<p>Kyiv &amp; <b>Mi", "nsk</b><p>Oslo<!-- x -->"], SourceOffsets(), "a.html"))
    'Kyiv & Minsk\n\nOslo'
    """
    parser = _Page(offsets)
    for piece in pieces:
        parser.read(piece)
        if parser.unread > LONGEST:
            message = f"a tag, comment or script has more than {LONGEST:,} characters; close or remove it"
            raise InputError(message, name, parser.getpos()[0])
        yield parser.taken()
    parser.close()
    yield parser.taken()


class _Page(HTMLParser):
    """Takes the text out of the source, and counts where in the source it is."""

    def __init__(self, offsets: SourceOffsets) -> None:
        super().__init__(convert_charrefs=False)
        self._offsets = offsets
        self._position = 0  # characters of the source before what is being parsed
        self._source, self._source_start = "", 0  # the stretch of the source that is being parsed, and where it begins
        self._unseen = ""  # the element, not shown, that we are in
        self._verbatim = 0  # the number of open elements in which white space counts
        self._gap = ""  # what separates the next word from the text so far
        self._has_text = False
        self._taken: list[str] = []

    @property
    def unread(self) -> int:
        """The number of characters that wait for their end."""
        return len(self.rawdata)

    def read(self, piece: str) -> None:
        """Parse another piece of the source."""
        self._source, self._source_start = self.rawdata + piece, self._position
        self.feed(piece)

    def taken(self) -> str:
        """The text since the last call."""
        text = "".join(self._taken)
        self._taken.clear()
        return text

    def updatepos(self, i: int, j: int) -> int:
        """Count the characters [i, j), which are parsed; the parser calls this for all characters in order."""
        self._position += max(j - i, 0)
        return super().updatepos(i, j)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A tag: it may begin a paragraph, or what is not shown."""
        del attrs
        self._pass_tag(tag)
        if not self._unseen and (tag in UNSEEN or tag in RUBY):
            self._unseen = tag
        if tag in VERBATIM:
            self._verbatim += 1

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """A tag with a slash at its end, which has no content (XHTML, SVG)."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """An end tag: it may end a paragraph, or what is not shown."""
        if self._unseen == tag:
            self._unseen = ""
        self._pass_tag(tag)
        if tag in VERBATIM:
            self._verbatim = max(self._verbatim - 1, 0)

    def _pass_tag(self, tag: str) -> None:
        if self._unseen in RUBY and tag in AFTER_RUBY:  # its end tag may be left out
            self._unseen = ""
        if tag in BLOCKS and not self._unseen:
            self._gap = _PARAGRAPH

    def handle_data(self, data: str) -> None:
        """Text as it stands in the source."""
        if self._unseen:
            return
        if self._verbatim:
            self._take(data, self._position, len(data))
            return
        end = 0
        for words in _WORDS.finditer(data):
            self._separate(data[end : words.start()])
            self._take(words[0], self._position + words.start(), len(words[0]))
            end = words.end()
        self._separate(data[end:])

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        del name  # it does not say where the reference ends
        self._take_reference()

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        del name
        self._take_reference()

    def _take_reference(self) -> None:
        match = _REFERENCE.match(self._source, self._position - self._source_start)
        if self._unseen or match is None:
            return
        characters = html.unescape(match[0])
        if characters.strip(_SPACE) or self._verbatim:
            self._take(characters, self._position, len(match[0]))
        else:
            self._separate(characters)

    def _separate(self, space: str) -> None:
        if space and not self._gap:
            self._gap = " "

    def _take(self, text: str, source: int, length: int) -> None:
        """Add to the text what stands in `length` characters of the source, after a gap if there is one."""
        if self._gap and self._has_text:
            self._offsets.add(self._gap, source, 0)
            self._taken.append(self._gap)
        self._gap, self._has_text = "", True
        self._offsets.add(text, source, length)
        self._taken.append(text)
