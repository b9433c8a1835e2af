"""How fast `names reconcile` is with one process and with more, and how much memory they take (Linux).

    python benchmarks/reconcile.py [--rows 100000] [--workers 1 2] [--seed 7]

Half of the names are made up; three in ten are names of the embedded gazetteer, one in five such names with one letter
changed. Prints for each number of workers rows a second, rows a second of CPU time, and the greatest memory of a
process and of all together (PSS: what is shared counts once).
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import names

GIVEN = "Anna Ivan Maria Chen Yusuf Fatima Karl Olga Pedro Aiko Nour Tariq Elena John Wei Priya Kwame Ingrid".split()  # noqa: SIM905
SYLLABLES = "ka lo mi ne ru sa to vi zo an ber dov sky ova enko mann ier dez".split()  # noqa: SIM905
SAMPLE = 40_000  # names of the gazetteer that are drawn from
PAUSE = 0.5  # seconds between two looks at the memory


def write_table(path: Path, rows: int, seed: int) -> None:
    rng = random.Random(seed)
    with names.open_gazetteer() as gaz:
        known = gaz.alias_texts(range(0, gaz.alias_count, max(1, gaz.alias_count // SAMPLE)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "city", "note"])
        for number in range(rows):
            writer.writerow([number, drawn(rng, known), "Paris, TX", 'say "hi"' if number % 50 == 0 else ""])


def drawn(rng: random.Random, known: list[str]) -> str:
    share = rng.random()
    if share < 0.5:
        return f"{rng.choice(GIVEN)} {''.join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).capitalize()}"
    name = rng.choice(known)
    if share < 0.8 or not name:
        return name
    at = rng.randrange(len(name))
    return name[:at] + rng.choice("aeiouktlmn") + name[at + 1 :]


class Measured(NamedTuple):
    seconds: float
    cpu: float
    largest: int  # MB of a process
    together: int  # MB of all


def measured(table: Path, output: Path, workers: int) -> Measured:
    command = [sys.executable, "-m", "names", "reconcile", str(table), "--column", "name", "-o", str(output)]
    begun, before = time.monotonic(), os.times()
    process = subprocess.Popen([*command, "--workers", str(workers), "--force"])
    largest = together = 0
    while process.poll() is None:
        sizes = [memory(pid) for pid in tree(process.pid)]
        largest, together = max(largest, *sizes), max(together, sum(sizes))
        time.sleep(PAUSE)
    if process.returncode:
        raise SystemExit(process.returncode)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(time.monotonic() - begun, cpu, largest, together)


def tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(other for child in children for other in tree(int(child)))]


def memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, written = Path(folder) / "table.csv", set()
        write_table(table, chosen.rows, chosen.seed)
        for workers in chosen.workers:
            output = Path(folder) / f"{workers}.csv"
            found = measured(table, output, workers)
            written.add(output.read_bytes())
            print(
                f"{workers} workers: {chosen.rows / found.seconds:.0f} rows/s, {chosen.rows / found.cpu:.0f} rows a CPU"
                f" second, {found.largest} MB a process, {found.together} MB together",
                flush=True,
            )
        print("the same bytes" if len(written) == 1 else "DIFFERENT results")


if __name__ == "__main__":
    main()
