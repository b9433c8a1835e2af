"""Identifiers that XML and the web allow, made of strings that may hold anything."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

__all__ = ["XmlIds", "document_iri", "entity_iri", "language_tag", "word"]

# Letters of names in every edition of XML 1.0: libxml2 knows those of the fourth alone ("BaseChar", "Ideographic"), the
# blocks of which are written here as far as they are common.
_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0141-\u0148\u014a-\u017e\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce"
    "\u0401-\u040c\u040e-\u044f\u0451-\u045c\u045e-\u0481\u0490-\u04c4\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    "\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
_NOT_IN_NAME = re.compile(rf"[^{_LETTERS}_.0-9-]+")
_STARTS = re.compile(f"[{_LETTERS}_]")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", re.ASCII)  # XML Schema, "language"
# An absolute IRI that can be followed as it is; RFC 3987 refuses the characters that are left out.
_ADDRESS = re.compile(
    r"https?://(?:[^\s<>\"{}\[\]|\\^`%\x00-\x20\x7f-\x9f\ud800-\uf8ff\ufff0-\uffff]|%[0-9A-Fa-f]{2})+"
)
_KEPT = "/:;=@!$&'()*+,-._~"  # what needs no percent-encoding in a fragment, beside letters and digits (RFC 3986)


class XmlIds:
    """Ids for the elements of one document, each of which is a name of XML and is given only once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, wanted: str) -> str:
        """An id that is like the wanted string: a hyphen stands for what names of XML do not have.

        >>> ids = XmlIds()
        >>> [ids.new(wanted) for wanted in ("person/ana-berg", "person ana-berg", "7", "Київ")]
        ['person-ana-berg', 'person-ana-berg.2', '_7', 'Київ']
        """
        name = _NOT_IN_NAME.sub("-", wanted)
        if not _STARTS.match(name):
            name = f"_{name}"
        unique, number = name, 1
        while unique in self._given:
            number += 1
            unique = f"{name}.{number}"
        self._given.add(unique)
        return unique


def word(text: str) -> str:
    r"""The text as a word of TEI (`teidata.word`): each space and control character is an underscore; may be empty.

    >>> word("trade name\x1b")
    'trade_name_'
    """
    return "".join("_" if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)


def language_tag(language: str) -> str:
    """The language if it is written as `xml:lang` must be, else an empty string.

    >>> language_tag("zh-Hant"), language_tag("a language")
    ('zh-Hant', '')
    """
    return language if _LANGUAGE.fullmatch(language) else ""


def entity_iri(id: str) -> str:
    """The IRI of an entity: its id if that is a web address, else a fragment of the document that is written.

    >>> entity_iri("http://www.wikidata.org/entity/Q365"), entity_iri("person/ana berg")
    ('http://www.wikidata.org/entity/Q365', '#entity/person/ana%20berg')
    """
    if _ADDRESS.fullmatch(id):
        return id
    return f"#entity/{quote(id, safe=_KEPT, errors='surrogatepass')}"


def document_iri(name: str) -> str:
    """The IRI of a file: relative like its name, or with the scheme `file` if the name is absolute.

    >>> document_iri("texts/two towns.txt"), document_iri("-")
    ('texts/two%20towns.txt', '-')
    """
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(name))
