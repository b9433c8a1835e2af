"""Countries, territories and well-known subdivisions, with facts of each: ``gazetteer/data/territories.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from gazetteer.sources.tsv import DATA, read_tsv

COLUMNS = ("code", "qid", "status", "parent", "alpha3", "label", "names")
TERRITORIES = DATA / "territories.tsv"


class Territory(NamedTuple):
    """One row of ``territories.tsv``: facts of a country, territory or subdivision."""

    code: str
    qid: str  # Wikidata item; not used here, but a reviewer can look it up
    status: str
    parent: str
    alpha3: str
    label: str
    names: str


def read_territories() -> list[Territory]:
    """All rows of the table. Raises SourceError if it is malformed."""
    return [Territory(*cells) for _, cells in read_tsv(TERRITORIES, COLUMNS)]


@cache
def english_names() -> Mapping[str, str]:
    """{ISO 3166 code: usual English name}.

    >>> english_names()["UA"], english_names()["US-IL"]
    ('Ukraine', 'Illinois')
    """
    return {territory.code: territory.label for territory in read_territories()}
