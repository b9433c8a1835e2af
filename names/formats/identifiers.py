"""Identifiers that XML and the web allow, made of strings that may hold anything."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

__all__ = ["XmlIds", "document_iri", "entity_iri", "language_tag", "word"]

# XML 1.0, section 2.3, "NameStartChar" without the colon (Namespaces in XML), and what may follow in a name.
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NOT_IN_NAME = re.compile(rf"[^{_START}.0-9\u00b7\u0300-\u036f\u203f-\u2040-]+")
_STARTS = re.compile(f"[{_START}]")
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
