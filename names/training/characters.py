"""Make the table of Chinese characters that are equal in names, `names/data/characters.tsv`.

These are simplified, traditional and Japanese forms, and the variants of family registers and older print.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from names.training.sources import OPENCC, wheel_file

DICTIONARIES = ("TSCharacters", "JPVariants", "HKVariants", "TWVariants")  # of OpenCC: a character and its other forms


def write_characters(wheels: Path, path: Path) -> str:
    """Write the table, which maps each character to one of its equal forms, and return its head."""
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
    """The form that represents all forms that are so far known to be equal to this one."""
    while leaders.get(form, form) != form:
        form = leaders[form]
    leaders.setdefault(form, form)
    return form


def _forms(wheels: Path) -> Iterator[list[str]]:
    """Groups of equal characters; if a character has several simplified forms, only the usual one is in its group."""
    with wheel_file(wheels, OPENCC) as wheel:
        for name in DICTIONARIES:
            for line in wheel.read(f"opencc/dictionary/{name}.txt").decode("utf-8-sig").splitlines():
                first, _, others = line.partition("\t")
                yield [_composed(first), _composed(others.split()[0])]
    for line in Path(__file__).with_name("characters.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield list(map(_composed, line.split()))


def _composed(form: str) -> str:
    """The character in NFKC, as words are normalized before they are looked up."""
    return unicodedata.normalize("NFKC", form)
