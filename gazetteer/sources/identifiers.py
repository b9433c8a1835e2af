"""Identifiers with their schemes ("wikidata:Q1899"), from the addresses and abbreviations that sources use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gazetteer.sources.words import read_words

__all__ = ["identifier", "is_known"]

TABLE = Path(__file__).with_name("identifiers.tsv")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9_.-]{1,40}):(?!//)(\S.*)", re.ASCII | re.DOTALL)
_PROTOCOL = re.compile(r"(?:info:lc/|https?://(?:www\.)?)", re.IGNORECASE)
_ID = re.compile(r"[^/?#\s]+")


def identifier(text: str, scheme: str = "") -> str:
    """The id with its scheme; as it is written if it is an address of no known authority, with `scheme` if it is bare.

    >>> identifier("http://www.wikidata.org/entity/Q1899"), identifier("wd:Q1899"), identifier("118540238", "GND")
    ('wikidata:Q1899', 'wikidata:Q1899', 'gnd:118540238')
    >>> identifier("http://www.geonames.org/703448/"), identifier("http://mygaz.org/places/p_12345")
    ('geonames:703448', 'http://mygaz.org/places/p_12345')
    """
    bare = " ".join(text.split())
    if protocol := _PROTOCOL.match(bare):
        rest = bare[protocol.end() :]
        for start, known in _schemes("address").items():
            if rest.lower().startswith(start) and (match := _ID.match(rest, len(start))):
                return f"{known}:{_bare_id(known, match[0])}"
        return bare
    if match := _SCHEME.fullmatch(bare):
        return f"{_scheme(match[1])}:{_bare_id(_scheme(match[1]), match[2])}"
    return f"{_scheme(scheme)}:{_bare_id(_scheme(scheme), bare)}" if scheme and bare else bare


def is_known(identifier: str) -> bool:
    """Whether the identifier has a scheme, and is no address.

    >>> is_known("wikidata:Q1899"), is_known("http://mygaz.org/places/p_12345")
    (True, False)
    """
    return bool(_SCHEME.fullmatch(identifier))


@cache
def _schemes(written_as: str) -> Mapping[str, str]:
    """The schemes of addresses, or of abbreviations."""
    return {text: scheme for kind, text, scheme in read_words(TABLE) if kind == written_as}


def _scheme(name: str) -> str:
    return _schemes("abbreviation").get(name.lower(), name.lower().replace(" ", "-"))


def _bare_id(scheme: str, id: str) -> str:
    """The id without what sources add to it: blanks within an ISNI, the suffix of a page."""
    return id.replace(" ", "").replace("-", "") if scheme == "isni" else id.removesuffix(".html").strip()
