"""What classes, properties and countries of Wikidata mean here: the tables in `gazetteer/data`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from gazetteer.sources.territories import read_territories
from gazetteer.sources.tsv import DATA, read_tsv

__all__ = ["NONE", "Property", "classes_of_kinds", "countries", "identifier_properties", "kinds", "name_properties"]

NONE = "none"  # in the place of a kind: no entity


class Property(NamedTuple):
    """A property that is read: its id, and the kind of alias or the scheme of identifiers that it gives."""

    id: str
    gives: str


@cache
def kinds() -> Mapping[str, str]:
    """{class: kind of its entities, or NONE}.

    >>> kinds()["Q5"], kinds()["Q515"], kinds()["Q4167410"]
    ('person', 'place', 'none')
    """
    rows = read_tsv(DATA / "wikidata-classes.tsv", ("class", "kind", "label"))
    return {id: kind for _, (id, kind, _) in rows}


def classes_of_kinds(wanted: Collection[str]) -> frozenset[str]:
    """The classes whose entities have one of these kinds."""
    return frozenset(id for id, kind in kinds().items() if kind in wanted)


@cache
def _properties() -> Mapping[str, list[Property]]:
    """{use: properties}."""
    by_use: dict[str, list[Property]] = {"name": [], "identifier": []}
    for _, (id, use, gives, _) in read_tsv(DATA / "wikidata-properties.tsv", ("property", "use", "as", "label")):
        by_use[use].append(Property(id, gives))
    return by_use


def name_properties() -> list[Property]:
    """Properties whose values are names in a language, with the kind of alias."""
    return _properties()["name"]


def identifier_properties() -> list[Property]:
    """Properties whose values are ids elsewhere, with their scheme."""
    return _properties()["identifier"]


@cache
def countries() -> Mapping[str, str]:
    """{item of a country or a part of one: its ISO 3166-1 alpha-2 code}. States of the past have none.

    >>> countries()["Q212"], countries()["Q22"], "Q15180" in countries()
    ('UA', 'GB', False)
    """
    codes = {territory.qid: territory.parent or territory.code for territory in read_territories()}
    realms = read_tsv(DATA / "wikidata-realms.tsv", ("item", "code", "label"))
    codes |= {item: code for _, (item, code, _) in realms}
    return {qid: code for qid, code in codes.items() if len(code) == 2}
