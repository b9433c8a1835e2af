"""The samples of published lists and authority files, and what is read of them."""

from __future__ import annotations

import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Entity, SourceError, SourceWarning
from gazetteer.sources import Choices, read_all

SAMPLES = Path(__file__).parents[2] / "cases" / "sources"
# The format of each sample, by its path.
FORMATS = {
    "eu/csvFullSanctionsList_1_1.csv": "eu_csv",
    "eu/xmlFullSanctionsList_1_1.xml": "eu_xml",
    "ftm/entities.ftm.json": "ftm",
    "linked-places/places.lp.tsv": "lp_table",
    "linked-places/places.lpf.json": "lpf",
    "mads/authority.mads.xml": "mads_xml",
    "mads/names.madsrdf.jsonld": "rdf",
    "mads/names.madsrdf.rdf": "rdf",
    "ofac/add.csv": "ofac_csv",
    "ofac/alt.csv": "ofac_csv",
    "ofac/sdn.csv": "ofac_csv",
    "ofac/sdn.xml": "ofac_xml",
    "opensanctions/statements.csv": "opensanctions_statements",
    "opensanctions/targets.simple.csv": "opensanctions_table",
    "popolo/ep-popolo-v1.0.json": "popolo",
    "skos/vocabulary.nt": "rdf",
    "skos/vocabulary.ttl": "rdf",
    "uk/ConList.csv": "uk_csv",
    "uk/ConList.xml": "uk_xml",
    "uk/UK-Sanctions-List.csv": "uk_csv",
    "uk/UK-Sanctions-List.xml": "uk_xml",
    "un/consolidated.xml": "un_xml",
}
needs_rdflib = pytest.mark.skipif(find_spec("rdflib") is None, reason="rdflib is not installed")


def sample(path: str) -> Any:
    """A sample as a parameter of a test; skipped if the package that reads it is not installed."""
    return pytest.param(path, marks=needs_rdflib if FORMATS[path] == "rdf" else ())


def reader(format: str) -> Any:
    return import_module(f"gazetteer.sources.formats.{format}")


class Told:
    """What is read of files, and what is told of them."""

    def __init__(self, *paths: Path, choices: Choices | None = None) -> None:
        self.rejects: list[SourceError] = []
        self.messages: list[str] = []
        self.entities: list[Entity] = []
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            rows = read_all(paths, "", choices, self.rejects.append, self.messages.append)
            self.entities.extend(rows)
        assert all(isinstance(each.message, SourceWarning) for each in warned), [str(each.message) for each in warned]
        self.warnings = [str(each.message) for each in warned]

    def entity(self, id: str) -> Entity:
        return next(entity for entity in self.entities if entity.id == id)


def names(entity: Entity) -> str:
    """The names of an entity on one line: kind, language, text, and the time in which it was used."""
    return " | ".join(
        " ".join(filter(None, [alias.kind, alias.language, alias.text, _time(alias.since, alias.until)]))
        for alias in entity.aliases
    )


def _time(since: str, until: str) -> str:
    return f"({since}–{until})" if since or until else ""


def row(path: str, entity: Entity) -> dict[str, str]:
    """An entity as a row of the table of cases."""
    life = f"{entity.born}–{entity.died}" if entity.born or entity.died else ""
    return {
        "file": path,
        "id": entity.id,
        "kind": entity.kind,
        "countries": " ".join(entity.countries),
        "life": life,
        "office": str(entity.office or ""),
        "note": entity.note,
        "identifiers": " ".join(entity.identifiers),
        "names": names(entity),
    }
