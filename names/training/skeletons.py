"""The table of skeletons, `names/data/skeletons.tsv`: how many names of the default gazetteer have each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from names.parsing.parts import read_names
from names.resolution.keys import WRITTEN_KINDS
from names.resolution.phonetic_forms import identifying_words

LEAST = 8  # names that a skeleton is listed from; rarer ones count as borne by one


def write_skeletons(wheels: Path, path: Path) -> str:
    """Count, write the table and return its head. No wheel is needed: the gazetteer's sources are installed."""
    del wheels
    from gazetteer import default

    names = read_names([alias.text for e in default.read() for alias in e.aliases if alias.kind not in WRITTEN_KINDS])
    counts = Counter(skeleton for name in names for skeleton in {word.skeletons[0] for word in identifying_words(name)})
    head = (
        "# Names that have a word of each consonant skeleton (names/romanization/phonetics.py), "
        "of so many names as * says\n"
        "# made by `python -m names.training --wheels DIR skeletons`; do not edit\n"
        + "".join(f"# source: {source}: {licence}\n" for source, licence in default.SOURCES.items())
        + "skeleton\tnames\n"
    )
    common = sorted((row for row in counts.items() if row[0] and row[1] >= LEAST), key=lambda row: (-row[1], row[0]))
    rows = "".join(f"{skeleton}\t{count}\n" for skeleton, count in [("*", len(names)), *common])
    path.write_text(head + rows, encoding="utf-8")
    return head
