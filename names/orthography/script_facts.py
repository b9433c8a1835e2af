"""The facts about scripts: one record for each, from `data/scripts.tsv`, whose head explains every field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from names.caching import cached
from names.data.tables import records
from names.errors import DataError

__all__ = ["ScriptFacts", "known_scripts", "script_facts"]

TABLE = "scripts.tsv"
DEFAULTS = "*"  # the code of the record that holds the defaults
SILENT = "-"  # a cell that stands for the default
ANY = 1 << 30  # what the table calls `any`: more letters than a word has


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """The record of one script, explained in the head of the table. Lengths are in letters, similarity is 0..1."""

    script: str  # ISO 15924
    name: str
    # How it is written
    cased: bool
    writes_vowels: bool
    spaced: bool
    spaced_text: bool
    inner_signs: str
    compatible_forms: bool
    # What names in it are like
    surname_first: bool
    longest_surname: int
    surname_endings: bool
    shortest_given: int
    longest_given: int
    full_name_from: int
    dotted_foreign: bool
    transcription_from: int
    only_transcription_from: int
    lends_habits: bool
    # How its words are read and looked up
    readings: int
    scheme_readings: int
    longest_read: int
    query_readings: int
    heard_readings: int
    joined_similarity: float
    gram_candidates: int


@cached(256)
def script_facts(script: str) -> ScriptFacts:
    """The record of a script (ISO 15924); for a script that the table lacks, the defaults without a name.

    Quick enough to be called for each word: a look-up in a cache. Raises DataError where a cell is no value of its
    field.

    >>> facts = script_facts("Hang")
    >>> facts.name, facts.spaced, facts.readings, script_facts("Thai").readings
    ('Hangul', False, 12, 6)
    >>> script_facts("Hira").script, script_facts("Zyyy").spaced
    ('Kana', True)
    """
    cells = _records().get(script, {"script": script})
    target = cells.get("read_as", SILENT)
    if target != SILENT:
        return script_facts(target)
    return _parsed(_records()[DEFAULTS] | {column: cell for column, cell in cells.items() if cell != SILENT})


def known_scripts() -> list[str]:
    """The codes of the scripts that have a record, in the order of the table.

    >>> known_scripts()[:2]
    ['Latn', 'Grek']
    """
    return [script for script in _records() if script != DEFAULTS]


@cache
def _records() -> dict[str, dict[str, str]]:
    return {record["script"]: record for record in records(TABLE)}


def _parsed(cells: Mapping[str, str]) -> ScriptFacts:
    """The record of these cells, each parsed as the type of its field."""
    values: dict[str, Any] = {}
    for field in fields(ScriptFacts):
        try:
            values[field.name] = _PARSERS[str(field.type)](cells[field.name])
        except ValueError as error:
            message = f"{field.name} of {cells['script']} is no {field.type}: {error}"
            raise DataError(message, f"names/data/{TABLE}") from None
    return ScriptFacts(**values)


def _text(cell: str) -> str:
    return "" if cell == SILENT else cell


def _truth(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(f"{cell!r} is neither 'yes' nor 'no'")
    return cell == "yes"


def _letters(cell: str) -> int:
    return ANY if cell == "any" else int(cell)


_PARSERS: dict[str, Callable[[str], Any]] = {"str": _text, "bool": _truth, "int": _letters, "float": float}
