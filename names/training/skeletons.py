"""Make the table of skeletons, `names/data/skeletons.tsv`: how many names of the default gazetteer have each."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

from names.parsing.parts import read_names
from names.resolution.keys import WRITTEN_KINDS
from names.resolution.phonetic_forms import identifying_words

LEAST = 8  # least names of a skeleton that is listed; others count as having one; chosen


def write_skeletons(wheels: Path, path: Path) -> str:
    """Write the table and return its head. No wheel is needed, because the sources of the gazetteer are installed."""
    del wheels
    from gazetteer import default

    aliases = chain.from_iterable(entity.aliases for entity in default.read())
    names = read_names([alias.text for alias in aliases if alias.kind not in WRITTEN_KINDS])
    counts: Counter[str] = Counter()
    for name in names:
        counts.update({word.skeletons[0] for word in identifying_words(name)})
    head = (
        "# Names that have a word of each consonant skeleton (names/romanization/phonetics.py), "
        "of so many names as * says\n"
        "# made by `python -m names.training --wheels DIR skeletons`; do not edit\n"
        + "".join(f"# source: {source}: {licence}\n" for source, licence in default.SOURCES.items())
        + "skeleton\tnames\n"
    )
    common = [(skeleton, count) for skeleton, count in sorted(counts.items()) if skeleton and count >= LEAST]
    common.sort(key=lambda row: -row[1])  # stable: alphabetical where counts are equal
    rows = "".join(f"{skeleton}\t{count}\n" for skeleton, count in [("*", len(names)), *common])
    path.write_text(head + rows, encoding="utf-8")
    return head
