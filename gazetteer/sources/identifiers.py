"""Identifiers with their schemes ("wikidata:Q1899"), from the addresses and abbreviations that sources use."""

from __future__ import annotations

import re

__all__ = ["identifier", "is_known"]

# Beginnings of addresses, without protocol and "www.", and the scheme of the id that follows.
# Sources: the pages of these authorities; the aliases of Linked Places (LP-TSV v0.5, "matches").
ADDRESSES = {
    "wikidata.org/entity/": "wikidata", "wikidata.org/wiki/": "wikidata", "geonames.org/": "geonames",
    "sws.geonames.org/": "geonames",
    "viaf.org/viaf/sourceid/": "viaf-source", "viaf.org/viaf/": "viaf", "isni.org/isni/": "isni", "isni.org/": "isni",
    "d-nb.info/gnd/": "gnd", "id.loc.gov/authorities/names/": "lcnaf", "id.loc.gov/rwo/agents/": "lcnaf",
    "id.loc.gov/authorities/subjects/": "lcsh", "vocab.getty.edu/tgn/": "tgn", "vocab.getty.edu/page/tgn/": "tgn",
    "vocab.getty.edu/ulan/": "ulan", "vocab.getty.edu/page/ulan/": "ulan", "vocab.getty.edu/aat/": "aat",
    "pleiades.stoa.org/places/": "pleiades", "dbpedia.org/resource/": "dbpedia", "data.bnf.fr/ark:/12148/": "bnf",
    "data.cerl.org/thesaurus/": "cerl", "orcid.org/": "orcid", "openalex.org/": "openalex", "ror.org/": "ror",
    "whgazetteer.org/places/": "whg", "gov.genealogy.net/": "gov",
}  # fmt: skip
# Schemes as sources abbreviate them, in lower case.
SCHEMES = {
    "wd": "wikidata", "gn": "geonames", "geoname": "geonames", "dbp": "dbpedia", "loc": "lcsh", "pl": "pleiades",
    "lcauth": "lcnaf", "lccn": "lcnaf", "naf": "lcnaf", "imo number": "imo",
}  # fmt: skip
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
        for start, known in ADDRESSES.items():
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


def _scheme(name: str) -> str:
    return SCHEMES.get(name.lower(), name.lower().replace(" ", "-"))


def _bare_id(scheme: str, id: str) -> str:
    """The id without what sources add to it: blanks within an ISNI, the suffix of a page."""
    return id.replace(" ", "").replace("-", "") if scheme == "isni" else id.removesuffix(".html").strip()
