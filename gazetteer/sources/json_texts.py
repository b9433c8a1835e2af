"""Read JSON: one value, or the elements of the arrays of a document one by one, so that it may be of any size."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from gazetteer.errors import InvalidEntity
from gazetteer.sources.source_file import SourceFile
from gazetteer.sources.text import MARKS, byte_order_mark

__all__ = ["JsonElement", "elements", "parsed"]

CHUNK = 1 << 16  # bytes
LARGEST = 1 << 26  # characters of one element; chosen
_MARGIN = 16  # characters at the end of what is read, within which an error may only mean that more must be read
_AFTER_NUMBER = frozenset(" \t\r\n,]}")
_SPACE = re.compile(r"[ \t\r\n]*")
_JSON = json.JSONDecoder()


class JsonElement(NamedTuple):
    """An element of an array that is a field of the document, and the line on which it begins."""

    field: str
    line: int
    value: Any


def parsed(text: str, decode: Callable[[str], Any] = json.loads) -> Any:
    """The value that is written in the text, as `decode` reads it. Raises InvalidEntity if it is no JSON.

    >>> parsed('{"id": 1}')
    {'id': 1}
    """
    try:
        return decode(text)
    except InvalidEntity:
        raise
    except json.JSONDecodeError as error:
        raise InvalidEntity(f"no JSON at column {error.colno} ({error.msg}); write one whole object a line") from None
    except ValueError:
        raise InvalidEntity("a number with thousands of digits; write it as a string") from None
    except RecursionError:
        raise InvalidEntity("lists and objects within each other too deeply; write one object a line") from None


def elements(file: SourceFile) -> Iterator[JsonElement]:
    """The elements of all arrays that are fields of the object which the document is.

    If the document is broken or cut off, the rest of it is rejected.
    """
    document = _JsonDocument(file)
    try:
        yield from _fields(document)
    except json.JSONDecodeError as error:
        reason = error.msg
    except RecursionError:
        reason = "lists and objects within each other too deeply"
    except ValueError:
        reason = "a number with thousands of digits"
    else:
        return
    file.reject(
        document.line, f"JSON is broken or cut off here ({reason}); what follows is left out; get the file anew"
    )


def _fields(document: _JsonDocument) -> Iterator[JsonElement]:
    document.expect("{")
    if document.next() == "}":
        return
    while True:
        field = document.value()
        document.expect(":")
        if document.next() == "[":
            yield from _array(document, str(field))
        else:
            document.value()
        if document.expect(",}") == "}":
            return


def _array(document: _JsonDocument, field: str) -> Iterator[JsonElement]:
    document.expect("[")
    if document.next() == "]":
        document.expect("]")
        return
    while True:
        document.next()
        line = document.line
        yield JsonElement(field, line, document.value())
        if document.expect(",]") == "]":
            return


class _JsonDocument:
    """The text of a document, of which only what is being read is in memory."""

    def __init__(self, file: SourceFile) -> None:
        self._stream = file.stream
        mark = byte_order_mark(self._stream.peek(4))
        self._stream.read(len(mark))
        self._decoder = codecs.getincrementaldecoder(MARKS.get(mark, "utf-8"))("replace")
        self._text, self._at = "", 0
        self.line = 1

    def next(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._go(match.end() if match else self._at)
            if self._at < len(self._text) or not self._fill():
                return self._text[self._at : self._at + 1]

    def expect(self, characters: str) -> str:
        """Read one of these characters."""
        found = self.next()
        if not found or found not in characters:
            raise json.JSONDecodeError(f"{' or '.join(characters)} expected", self._text, self._at)
        self._go(self._at + 1)
        return found

    def value(self) -> Any:
        """Read a value."""
        self.next()
        while True:
            try:
                value, end = _JSON.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                is_cut = error.pos >= len(self._text) - _MARGIN or error.msg.startswith("Unterminated string")
                if not is_cut or not self._fill():
                    raise
            else:
                may_go_on = isinstance(value, int | float) and self._text[end : end + 1] not in _AFTER_NUMBER
                if not may_go_on or not self._fill():  # a number may go on in what has not been read
                    self._go(end)
                    return value

    def _go(self, at: int) -> None:
        self.line += self._text.count("\n", self._at, at)
        self._at = at

    def _fill(self) -> bool:
        """Read as much again as there is; return whether there is more."""
        rest = self._text[self._at :]
        if len(rest) > LARGEST:
            raise json.JSONDecodeError(f"a value of more than {LARGEST:,} characters", rest, 0)
        chunk = self._stream.read(max(CHUNK, len(rest)))
        self._text, self._at = rest + self._decoder.decode(chunk, not chunk), 0
        return bool(chunk)
