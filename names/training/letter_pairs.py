"""Make the table of letter pairs, `names/data/repairs/letter-pairs.tsv`: which letters follow each other in names."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from names.data.tables import rows
from names.orthography.script import script

SCRIPTS = ("Arab", "Cyrl", "Grek", "Hebr", "Latn")  # those whose keyboards and encodings are mistaken for each other
EDGE = "^"  # stands before the first letter and behind the last
HEAD = """\
# How often one letter follows another in words of names; ^ stands before the first and behind the last letter.
# Made by `python -m names.training --wheels DIR letter-pairs` of names/data/groups.tsv; do not edit.
# source: rigour 1.8.2 (MIT; names from Wikidata, CC0)
script	pair	words
"""


def write_letter_pairs(wheels: Path, path: Path) -> str:
    """Write the table and return its head. No wheel is needed: the words are those of the table of groups."""
    del wheels
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, spellings in rows("groups.tsv"):
        for word in spellings.split():
            counts[script(word)].update(a + b for a, b in pairwise(f"{EDGE}{word}{EDGE}"))
    body = (f"{code}\t{pair}\t{count}\n" for code in SCRIPTS for pair, count in sorted(counts[code].items()))
    path.write_text(HEAD + "".join(body), encoding="utf-8")
    return HEAD
