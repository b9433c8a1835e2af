"""The command that learns the tables and curves: `python -m names.training --wheels DIR [TABLE ...]`.

Of several, the curves must come after the tables they measure with, each in its own process: "letters", "words", then
"names", then "posterior".
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from names.kernel.correspondences import CorrespondenceTable, read_table
from names.romanization.transducer import Transducer
from names.training.characters import write_characters
from names.training.curves import LETTERS, NAMES, POSTERIOR, WORDS, write_curve
from names.training.customary import write_customary
from names.training.em import Learned, learn
from names.training.groups import write_groups
from names.training.inventory import write_syllables
from names.training.lattice import Pair
from names.training.recipes import RECIPES, Material
from names.training.skeletons import write_skeletons
from names.training.sources import IPADIC, OPENCC, SOURCES
from names.training.transcriptions import write_transcriptions

FOLDER = Path(__file__).resolve().parent.parent / "data" / "transducers"
WRITTEN = {  # tables that are taken or counted whole, and a folder of them
    "groups": (write_groups, "groups.tsv"),
    "characters": (write_characters, "characters.tsv"),
    "syllables": (write_syllables, "syllables.tsv"),
    "skeletons": (write_skeletons, "skeletons.tsv"),
    "customary": (write_customary, "customary"),
    "transcriptions": (write_transcriptions, "transcriptions"),
}
CURVES = (LETTERS, WORDS, NAMES, POSTERIOR)
ALL = (*RECIPES, *WRITTEN, *CURVES)
WHEELS = " ".join(f"{s.wheel.replace('_', '-')}=={s.version}" for s in (*SOURCES, OPENCC, IPADIC))


def head(table: str, learned: Learned, accuracy: tuple[float, float], words: int) -> str:
    """The lines that say where a table comes from and what it knows."""
    right, among = accuracy
    lines = [
        f"{table}: native chunk, Latin chunk, cost (-ln of the probability, nats); ^ and $ are the edges",
        f"made by `python -m names.training --wheels DIR {table}`; do not edit",
        *(f"source: {s.wheel} {s.version} ({s.licence})" for s in SOURCES),
        "source: tables of syllables and characters in names/training (hand-curated, CC0 1.0)",
        f"pairs: {learned.pairs}, of which {learned.kept:.0%} of the weight are transliterations",
        f"operations: {len(learned.costs)}; mean log likelihood a pair: {learned.likelihood:.2f}",
        f"held out: {words} words; first reading right {right:.1%}, one of the first five {among:.1%}",
    ]
    return "".join(f"# {line}\n" for line in lines)


def body(costs: dict[tuple[str, str], float]) -> str:
    """The operations, one a line, sorted."""
    return "".join(f"{native}\t{latin}\t{cost:.2f}\n" for (native, latin), cost in sorted(costs.items()))


def measure(table: CorrespondenceTable, script: str, held: Sequence[Pair]) -> tuple[float, float]:
    """How often the first reading, and one of the first five, is a known Latin form of a held-out word."""
    forms: dict[str, set[str]] = defaultdict(set)
    for pair in held:
        forms[pair.native.strip("^$")].add(pair.latin.strip("^$"))
    transducer = Transducer(script, [table])
    first = among = 0
    for native, latins in forms.items():
        texts = [reading.text.strip("^$") for reading in transducer.readings(native)]
        first += texts[:1] != [] and texts[0] in latins
        among += not latins.isdisjoint(texts)
    return first / max(len(forms), 1), among / max(len(forms), 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the tables asked for and say what was learned."""
    parser = argparse.ArgumentParser(
        prog="python -m names.training", description=__doc__,
        epilog=f"Get the wheels with: pip download --no-deps -d DIR {WHEELS}",
    )  # fmt: skip
    parser.add_argument("--wheels", type=Path, required=True, help="the folder of the downloaded wheels")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the tables are written (default: the package)")
    usual = f"of {' '.join(ALL)} (default: every one but the curves {' '.join(CURVES)})"
    parser.add_argument("table", nargs="*", help=usual)
    options = parser.parse_args(arguments)
    wanted = options.table or [*RECIPES, *WRITTEN]
    if unknown := sorted(set(wanted) - set(ALL)):
        parser.error(f"no such table: {' '.join(unknown)}; there are {' '.join(ALL)}")
    try:
        for table, (write, path) in WRITTEN.items():
            if table in wanted:
                sys.stdout.write(write(options.wheels, options.out.parent / path))
        if tables := [name for name in wanted if name in RECIPES]:
            write_tables(tables, options.wheels, options.out)
        for curve in CURVES:
            if curve in wanted:
                sys.stdout.write(write_curve(curve, options.wheels))
    except FileNotFoundError as error:
        parser.error(str(error))
    return 0


def write_tables(wanted: Sequence[str], wheels: Path, out: Path) -> None:
    """Train the tables and write each as soon as it is learned."""
    material = Material(wheels)
    for name in wanted:
        pairs, held = material.pairs(name)
        learned = learn(pairs, RECIPES[name].shape)
        rows = body(learned.costs)
        accuracy = measure(read_table(rows), name[:4], held)
        lines = head(name, learned, accuracy, len({pair.native for pair in held}))
        (out / f"{name}.tsv").write_text(lines + rows, encoding="utf-8")
        sys.stdout.write(lines)
        sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
