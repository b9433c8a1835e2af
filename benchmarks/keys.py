"""How many spellings of a name a join by `names.keys` finds, and how many others it brings along.

    python benchmarks/keys.py PAIRS.tsv...

Each line of a table has two spellings of one name, parted by a tab. The keys are those of all names of all tables.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import chain
from pathlib import Path

import names


def read_pairs(path: Path) -> list[tuple[str, str]]:
    cells = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row[0], row[1]) for row in cells if len(row) > 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path, nargs="+", metavar="PAIRS.tsv")
    tables = {path.stem: read_pairs(path) for path in parser.parse_args().tables}
    texts = list(dict.fromkeys(name for pairs in tables.values() for pair in pairs for name in pair))
    one = {text: {key} - {""} for text, key in zip(texts, names.keys(texts), strict=True)}
    several = {text: set(keys) for text, keys in zip(texts, names.keys(texts, several=True), strict=True)}
    print(f"{len(texts):,} names, keys of version {names.KEYS_VERSION}")
    print("| | one key | several |\n|---|--:|--:|")
    for table, pairs in tables.items():
        found = [sum(bool(keys[a] & keys[b]) for a, b in pairs) / max(1, len(pairs)) for keys in (one, several)]
        print(f"| {table}: found | {found[0]:.3f} | {found[1]:.3f} |")
    blocks = [Counter(chain.from_iterable(keys.values())) for keys in (one, several)]
    rows = {
        "keys of a name": [sum(map(len, keys.values())) / len(texts) for keys in (one, several)],
        "names under one key with a name": [sum(size * size for size in each.values()) / len(texts) for each in blocks],
        "names of the commonest key": [max(each.values(), default=0) for each in blocks],
    }
    for what, (first, second) in rows.items():
        print(f"| {what} | {first:,.1f} | {second:,.1f} |")


if __name__ == "__main__":
    main()
