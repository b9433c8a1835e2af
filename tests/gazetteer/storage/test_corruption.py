"""Bits and blocks changed at random: whatever was done to a file, it is refused with the repair, or answers as before.

`NAMES_CORRUPTIONS=2000 pytest tests/gazetteer/storage/test_corruption.py` tries more.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from workbench import answers, judge, refusals

CORRUPTIONS = int(os.environ.get("NAMES_CORRUPTIONS", "500"))
STEPS = 6  # corruptions of one file in a row, for a share of the cases


def flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice([1, 1, 1, 2, 8, 100])):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def overwrite(data: bytearray, rng: random.Random) -> None:
    begin = rng.randrange(len(data))
    size = min(rng.choice([1, 8, 64, 512, 4096]), len(data) - begin)
    data[begin : begin + size] = rng.choice([bytes(size), b"\xff" * size, rng.randbytes(size)])


def truncate(data: bytearray, rng: random.Random) -> None:
    del data[rng.choice([rng.randrange(len(data)), len(data) - rng.randint(1, 64), len(data) // 4096 * 4096]) :]


def append(data: bytearray, rng: random.Random) -> None:
    data += rng.choice([b"\0", bytes(4096), rng.randbytes(rng.randint(1, 100)), bytes(data[-48:]), bytes(data)])


def exchange(data: bytearray, rng: random.Random) -> None:
    size = rng.choice([8, 64, 512, 4096])
    left, right = (rng.randrange(max(1, len(data) // size)) * size for _ in "ab")
    data[left : left + size], data[right : right + size] = data[right : right + size], data[left : left + size]


def copy_within(data: bytearray, rng: random.Random) -> None:
    size = min(rng.choice([8, 64, 512]), len(data))
    begin, end = rng.randrange(len(data) - size + 1), rng.randrange(len(data) - size + 1)
    data[end : end + size] = data[begin : begin + size]


def drop(data: bytearray, rng: random.Random) -> None:
    begin = rng.randrange(len(data))
    del data[begin : begin + rng.choice([1, 8, 64, 4096])]


WAYS = [flip, flip, overwrite, truncate, append, exchange, copy_within, drop]


def corrupt(folder: Path, other: Path, rng: random.Random) -> None:
    """One of the files changed at random, or exchanged for another one's."""
    files = sorted(folder.iterdir())
    if rng.random() < 0.08:
        replaced, by = rng.choice(files), rng.choice([*files, *sorted(other.iterdir())])
        if replaced != by:
            shutil.copyfile(by, replaced)
        return
    file = rng.choice(files)
    data = bytearray(file.read_bytes())
    for _ in range(1 if rng.random() < 0.8 else STEPS):
        if data:
            rng.choice(WAYS)(data, rng)
    file.write_bytes(data)


def test_random_corruptions(sound: Path, other: Path, tmp_path: Path) -> None:
    expected, refused = answers(sound), 0
    assert not refusals(expected)
    for seed in range(CORRUPTIONS):
        folder = tmp_path / str(seed)
        shutil.copytree(sound.parent, folder)
        corrupt(folder, other.parent, random.Random(seed))
        found = answers(folder / "x.gaz")
        judge(found, expected, folder / "x.gaz")
        refused += bool(refusals(found))
        shutil.rmtree(folder)
    assert refused > 0.8 * CORRUPTIONS
