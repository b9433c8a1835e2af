"""Learn the tables of correspondences between native and Latin letters, `names/data/transducers`, from pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from names.errors import InputError
from names.kernel.correspondences import CorrespondenceTable, read_table
from names.romanization.transducers import Transducer
from names.training.em import Learned, learn
from names.training.lattice import Pair
from names.training.recipes import RECIPES, SOURCES, Material

__all__ = ["write_transducers"]


def write_transducers(tables: Sequence[str], wheels: Path, folder: Path) -> Iterator[str]:
    """Learn the tables, write each into `folder` as soon as it is learned, and give its head.

    Raises InputError where no source has pairs of a table's script.
    """
    material = Material(wheels)
    for table in tables:
        pairs, held = material.pairs(table)
        if not pairs:
            raise InputError("no source has pairs of this script; read it by a romanization scheme alone", table)
        learned = learn(pairs, RECIPES[table].shape)
        rows = _rows(learned.costs)
        accuracy = _measure(read_table(rows), table[:4], held)
        head = _head(table, learned, accuracy, len({pair.native for pair in held}))
        (folder / f"{table}.tsv").write_text(head + rows, encoding="utf-8")
        yield head


def _head(table: str, learned: Learned, accuracy: tuple[float, float], words: int) -> str:
    """The lines at the head of a table: its sources, and how well it reads held-out words."""
    right, among = accuracy
    lines = [
        f"{table}: native chunk, Latin chunk, cost (-ln of the probability, nats); ^ and $ are the edges",
        f"made by `python -m names.training --wheels DIR {table}`; do not edit",
        *(f"source: {source}" for source in SOURCES),
        "source: tables of syllables and characters in names/training (hand-curated, CC0 1.0)",
        f"pairs: {learned.pairs}, of which {learned.kept:.0%} of the weight are transliterations",
        f"operations: {len(learned.costs)}; mean log likelihood a pair: {learned.likelihood:.2f}",
        f"held out: {words} words; first reading right {right:.1%}, one of the first five {among:.1%}",
    ]
    return "".join(f"# {line}\n" for line in lines)


def _rows(costs: dict[tuple[str, str], float]) -> str:
    """The operations, one on each line, sorted."""
    return "".join(f"{native}\t{latin}\t{cost:.2f}\n" for (native, latin), cost in sorted(costs.items()))


def _measure(table: CorrespondenceTable, script: str, held: Sequence[Pair]) -> tuple[float, float]:
    """The shares of held-out words whose first reading, or one of the first five, is a known Latin form."""
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
