"""Read the records of an XML document one by one, each with the line on which it begins.

Only the record that is read is in memory. Names of elements and attributes are given without their namespaces. A
document that is cut off or broken gives the records before; the rest is rejected. What could do harm is not followed:
documents that declare entities are refused (none of the published lists does), and so are nesting and records beyond a
measure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from gazetteer.errors import InvalidEntity
from gazetteer.sources.source_file import Head, SourceFile

__all__ = ["check_harmless", "records", "root", "text", "texts"]

CHUNK = 1 << 16  # bytes
DEEPEST = 64  # elements within each other; the published lists have six; chosen
LONGEST = 10_000_000  # characters of one record; the published lists have some ten thousand; chosen
LONGEST_TEXT = 200_000  # characters of one text in a document for another parser, and of one declared entity; chosen
MOST_PIECES = 5000  # pieces in which such a text comes, for parsers that put them together slowly; chosen
MOST_EXPANDED = 20  # times the length of a document; more is made by entities only; chosen
_SEPARATOR = " "  # between the namespace of a name and the name, for neither has spaces


def root(head: Head) -> tuple[str, str]:
    """The namespace and the name of the element that is the whole document; two empty strings if it is no XML.

    >>> root(Head("list.xml", b'<?xml version="1.0"?><!-- new --><sdnList xmlns="http://tempuri.org/sdnList.xsd">'))
    ('http://tempuri.org/sdnList.xsd', 'sdnList')
    >>> root(Head("list.csv", b"id,name"))
    ('', '')
    """
    found: list[str] = []
    parser = ParserCreate(namespace_separator=_SEPARATOR)
    parser.StartElementHandler = lambda name, _attributes: found.append(name)
    with suppress(ExpatError, LookupError, ValueError):  # the last two: an encoding that Python does not know
        parser.Parse(head.content, False)
    namespace, _, name = found[0].rpartition(_SEPARATOR) if found else ("", "", "")
    return namespace, name


def records(file: SourceFile, names: Collection[str]) -> Iterator[tuple[int, Element]]:
    """The elements with one of these names, wherever they stand, with the lines on which they begin."""
    reading = _RecordParser(names)
    while True:
        chunk = file.stream.read(CHUNK)
        try:
            reading.parser.Parse(chunk, not chunk)
            fault = ""
        except InvalidEntity as error:
            fault = f"{error}; what follows is left out"
        except (ExpatError, LookupError, ValueError) as error:
            fault = f"XML is broken or cut off here ({error}); what follows is left out; get the file anew"
        yield from reading.take()
        if fault:
            file.reject(reading.parser.CurrentLineNumber, fault)
        if fault or not chunk:
            return


def text(record: Element, path: str) -> str:
    r"""The text of the first element on this path that has any, with single spaces; empty if there is none.

    >>> from xml.etree.ElementTree import fromstring
    >>> text(fromstring("<a><b/><b> Ann\n  Lee </b></a>"), "b")
    'Ann Lee'
    """
    return next(iter(texts(record, path)), "")


def texts(record: Element, path: str) -> list[str]:
    """The texts of all elements on this path that have any, with single spaces."""
    found = (" ".join("".join(element.itertext()).split()) for element in record.iterfind(path))
    return [each for each in found if each]


def check_harmless(document: bytes) -> None:
    """Raise InvalidEntity for a document that another parser of XML must not be given.

    Namespaces are often declared as entities; what is refused are entities that contain others or stand elsewhere, and
    texts beyond a measure. Whether the rest is sound XML, the other parser tells.
    """
    check = _HarmCheck(len(document) * MOST_EXPANDED + LONGEST_TEXT)
    try:
        check.parser.Parse(document, True)
    except InvalidEntity:
        raise
    except (ExpatError, LookupError, ValueError):
        return


class _HarmCheck:
    """What has been seen of a document so far: the length of all texts, and of the one that is read."""

    def __init__(self, most: int) -> None:
        self._left, self._length, self._pieces = most, 0, 0
        self.parser: XMLParserType = ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._begin_text
        self.parser.CharacterDataHandler = self._data
        self.parser.EntityDeclHandler = self._entity

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count(sum(map(len, attributes.values())))
        self._begin_text(name)

    def _begin_text(self, _name: str) -> None:
        self._length = self._pieces = 0

    def _data(self, data: str) -> None:
        self._count(len(data))
        self._length += len(data)
        self._pieces += 1
        if self._length > LONGEST_TEXT or self._pieces > MOST_PIECES:
            raise InvalidEntity(f"a text of more than {LONGEST_TEXT:,} characters or {MOST_PIECES:,} lines; shorten it")

    def _count(self, length: int) -> None:
        self._left -= length
        if self._left < 0:
            raise InvalidEntity("entities that make the document many times as long; write their texts instead")

    def _entity(self, _name: str, _is_parameter: bool, value: str | None, *_places: object) -> None:
        if value is None or "&" in value or len(value) > LONGEST_TEXT:
            raise InvalidEntity("an entity that stands elsewhere or contains others; write its text instead")


class _RecordParser:
    """What is read of a document so far: the records that are finished, and the one that is not."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self._finished: list[tuple[int, Element]] = []
        self._builder: TreeBuilder | None = None
        self._depth = self._begin = self._line = self._length = 0
        self.parser: XMLParserType = ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.EntityDeclHandler = self._refuse_entity
        self.parser.buffer_text = True

    def take(self) -> list[tuple[int, Element]]:
        """The records that have been finished since the last call."""
        finished, self._finished = self._finished, []
        return finished

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise InvalidEntity(f"more than {DEEPEST} elements within each other; is this another format?")
        local = _local(name)
        if self._builder is None and local in self._names:
            self._builder, self._begin, self._length = TreeBuilder(), self._depth, 0
            self._line = self.parser.CurrentLineNumber
        if self._builder is not None:
            self._grow(sum(map(len, attributes.values())) + len(name))
            self._builder.start(local, {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        if self._builder is not None:
            self._builder.end(_local(name))
            if self._depth == self._begin:
                self._finished.append((self._line, self._builder.close()))
                self._builder = None
        self._depth -= 1

    def _data(self, data: str) -> None:
        if self._builder is not None:
            self._grow(len(data))
            self._builder.data(data)

    def _grow(self, length: int) -> None:
        self._length += length
        if self._length > LONGEST:
            raise InvalidEntity(f"a record of more than {LONGEST:,} characters; is this another format?")

    def _refuse_entity(self, *_declaration: object) -> None:
        raise InvalidEntity("the document declares entities, which may stand for anything; write their texts instead")


@lru_cache(maxsize=1000)
def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]
