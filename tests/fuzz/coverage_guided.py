"""Fuzzing guided by coverage: inputs are changed towards code that was not reached yet, until a check fails.

    pip install -e '.[fuzz]'
    python tests/fuzz/coverage_guided.py TARGET [CORPUS] [-max_total_time=300 ...]

TARGET is reading, comparing, annotating, opening or building. What follows it goes to libFuzzer (-help=1 lists it). An
input that fails is written to a file crash-*; the same command with that file as CORPUS runs it again.
"""

from __future__ import annotations

import multiprocessing
import shutil
import struct
import sys
import tempfile
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import atheris
from strategies import WORDS

with atheris.instrument_imports(include=["names", "gazetteer"]):
    import checks

    import names

LONGEST = 400  # characters of a name, so that there are many runs a second
SUFFIXES = [".tsv", ".csv", ".jsonl"]
EDIT = struct.Struct("<BIHB")  # a file, the place in it, bytes taken out and put in; see checks.damaged
SEEDS = {  # what is changed first; \n parts the two names that are compared, the first byte of a table says its kind
    "reading": [*WORDS, "Dr. Anna van der Berg (born 1907)", "Иван Иванович, 习近平 김민수"],
    "comparing": [f"{one}\n{one} {other}" for one, other in pairwise(WORDS)],
    "annotating": ["Anna Berg met " + " and ".join(WORDS) + ".", "Sviatlana Tsikhanouskaya (ST)\nWladimir Putin"],
    "opening": [EDIT.pack(file, place, 1, 0).decode("latin-1") for file in (0, 1) for place in (0, 20, 99, 4_000)],
    "building": ["\0id\tkind\tname\n1\tperson\tAnna|Berg\n", '\1id,kind,name\n1,person,"Anna, ""Berg"\n',
        '\2{"id": "1", "kind": "person", "names": ["Anna", {"text": "Berg", "language": "de"}]}\n'],
}  # fmt: skip


def text(content: bytes) -> str:
    """UTF-8 as far as it is that; other bytes become lone surrogates."""
    return content.decode("utf-8", "surrogateescape")


def reading(content: bytes, folder: Path) -> None:
    checks.reading(text(content)[:LONGEST])


def comparing(content: bytes, folder: Path) -> None:
    left, _, right = text(content).partition("\n")
    checks.comparing(left[:LONGEST], right[:LONGEST])


def annotating(content: bytes, folder: Path) -> None:
    checks.annotating(text(content)[: 2 * LONGEST])
    checks.resolving(text(content)[:LONGEST])


def opening(content: bytes, folder: Path) -> None:
    sound, expected = _sound(folder)
    edits = []
    while len(content) >= EDIT.size:
        file, place, out, put = EDIT.unpack_from(content)
        edits.append((file, place, out, content[EDIT.size : EDIT.size + put]))
        content = content[EDIT.size + put :]
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(sound.parent, copy)
    checks.damaged(copy / sound.name, edits)
    checks.opening(copy / sound.name, expected)


def building(content: bytes, folder: Path) -> None:
    suffix = SUFFIXES[content[0] % len(SUFFIXES)] if content else SUFFIXES[0]
    checks.building(content[1:], folder / f"table{suffix}")


@cache
def _sound(folder: Path) -> tuple[Path, object]:
    """A gazetteer and what it answers."""
    path = folder / "sound" / "x.gaz"
    path.parent.mkdir()
    names.build_gazetteer(checks.ENTITIES, path).close()
    with names.open_gazetteer(path) as opened:
        return path, checks.answers(opened)


TARGETS = {target.__name__: target for target in (reading, comparing, annotating, opening, building)}


def fuzz(target: str, arguments: list[str], folder: Path) -> None:
    """Run until an input fails or the time is over; libFuzzer then ends the process at once."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(SEEDS[target]):
        encoding = "latin-1" if target == "opening" else "utf-8"
        (seeds / str(number)).write_bytes(seed.encode(encoding))
    run = partial(TARGETS[target], folder=folder)
    again = any(Path(argument).is_file() for argument in arguments)  # an input that failed is run once
    atheris.Setup([sys.argv[0], *arguments, *([] if again else [str(seeds)])], run)
    atheris.Fuzz()


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="names-fuzz-") as folder:
        process = multiprocessing.get_context("fork").Process(
            target=fuzz, args=(sys.argv[1], sys.argv[2:], Path(folder))
        )
        process.start()
        process.join()
    sys.exit(process.exitcode)


if __name__ == "__main__":
    main()
