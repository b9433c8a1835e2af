"""How look-ups slow down as a gazetteer grows, with rapidfuzz's brute force measured beside them in the same run.

    python benchmarks/growth.py [--sizes 10000 100000 1000000] [--queries 1000] [--out docs/growth.md]

Names are made by recombining the words of the name groups that the package ships, and queries by misspelling some of
them, both seeded. Prints a table; with `--out` also writes a page with it and a plot (SVG) beside that page.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

import gazetteer
import names
from names.data.tables import rows

# Habits of spelling that are exchanged, either way; chosen.
SWAPS = (("kh", "h"), ("y", "i"), ("sh", "sch"), ("w", "v"), ("ov", "off"), ("ks", "x"), ("ou", "u"), ("e", "a"))
BRUTE_QUERIES = 40  # of the brute force, chosen: it takes a second for each at a million names
SINGLE_QUERIES = 100  # that are looked up one by one; chosen
PAGE = """# Growth

Look-ups a second of CPU time on one core, in batches, names misspelt; rapidfuzz is `process.cdist` with `fuzz.ratio`
over all names, measured in the same minute. `first` is how often the right name comes first among so many. Written by
`python benchmarks/growth.py --out docs/growth.md`.

{table}

A look-up among 10,000 names spends a fifth of its time on reading the words of query and candidates, a fifth on
finding the candidates and the rest on comparing 1.1 of them; among a million, where 2.5 are compared and the mapped
file is read from far apart, a third on finding. Within each part the time lies flat over some sixty small functions
that run once a word or a name: counting and costs are arrays, what is left is Python.

![look-ups a second against the number of names]({plot})
"""


class Figures(NamedTuple):
    """What was measured at one size: in CPU time, per second of it, and the share of queries whose name comes first."""

    names: int
    build_s: float
    file_mb: float
    open_ms: float
    per_s: float
    one_by_one_per_s: float
    rapidfuzz_per_s: float
    first: float


def words() -> list[str]:
    """Latin words of names, from the package's own table."""
    spelled = {word for _, forms in rows("groups.tsv") for word in forms.split(" ")}
    return sorted(word.capitalize() for word in spelled if word.isascii() and word.isalpha() and 3 < len(word) < 13)


def distinct_names(size: int, rng: random.Random) -> list[str]:
    """So many distinct names of two or three words."""
    known, made = words(), dict[str, None]()
    while len(made) < size:
        made[" ".join(rng.choices(known, k=3 if rng.random() < 0.2 else 2))] = None
    return list(made)


def misspell(name: str, rng: random.Random) -> str:
    """The name with a habit of spelling exchanged, or with a letter lost or changed."""
    swaps = [swap for pair in SWAPS for swap in (pair, pair[::-1]) if swap[0] in name.lower()]
    if swaps and rng.random() < 0.7:
        old, new = rng.choice(swaps)
        return name.lower().replace(old, new, 1).title()
    place = rng.randrange(1, len(name))
    return name[:place] + rng.choice(("", rng.choice("aeiklmnorst"))) + name[place + 1 :]


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process's CPU, and the result: other processes on the machine do not count."""
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


def measure(size: int, queries: int) -> Figures:
    """Build, open and ask a gazetteer of so many names."""
    rng = random.Random(size)
    everyone = distinct_names(size, rng)
    meant = [rng.randrange(size) for _ in range(queries)]
    asked = [misspell(everyone[i], rng) for i in meant]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "growth.gaz")
        entities = (gazetteer.Entity(str(i), "person", [name]) for i, name in enumerate(everyone))
        build_s, built = timed(lambda: names.build_gazetteer(entities, path))
        built.close()
        megabytes = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
        open_s, known = timed(lambda: names.open_gazetteer(path))
        names.resolve_many(asked[:20], known)  # so that tables are read before the clock starts
        batch_s, resolutions = timed(lambda: names.resolve_many(asked, known))
        singly = asked[:SINGLE_QUERIES]
        single_s, _ = timed(lambda: [names.resolve(query, known) for query in singly])
        best = [resolution.candidates.best for resolution in resolutions]  # some are found when they are asked for
        known.close()
    by_force = asked[:BRUTE_QUERIES]
    brute_s, _ = timed(lambda: process.cdist(by_force, everyone, scorer=fuzz.ratio, processor=str.lower))
    first = sum(one is not None and one.entity.id == str(i) for one, i in zip(best, meant, strict=True))
    return Figures(
        names=size,
        build_s=build_s,
        file_mb=megabytes,
        open_ms=open_s * 1000,
        per_s=queries / batch_s,
        one_by_one_per_s=len(singly) / single_s,
        rapidfuzz_per_s=len(by_force) / brute_s,
        first=first / queries,
    )


def table(measured: Sequence[Figures]) -> str:
    """The figures as a table of Markdown."""
    columns = ("names", "build s", "file MB", "open ms", "look-ups/s", "one by one", "rapidfuzz/s", "times", "first")
    lines = [f"| {' | '.join(columns)} |", "|--:" * len(columns) + "|"]
    for f in measured:
        times = f.per_s / f.rapidfuzz_per_s
        lines.append(
            f"| {f.names:,} | {f.build_s:.1f} | {f.file_mb:.0f} | {f.open_ms:.1f} | {f.per_s:,.0f} | "
            f"{f.one_by_one_per_s:,.0f} | {f.rapidfuzz_per_s:,.1f} | {times:,.2g} | {f.first:.3f} |"
        )
    return "\n".join(lines)


def plot(measured: Sequence[Figures]) -> str:
    """Both rates against the number of names, on logarithmic axes, as SVG."""
    from math import log10

    low, high = log10(measured[0].names), max(log10(measured[-1].names), log10(measured[0].names) + 1)
    rates = [f.per_s for f in measured] + [f.rapidfuzz_per_s for f in measured]
    floor, top = int(log10(min(rates))), int(log10(max(rates))) + 1

    def place(size: float, rate: float) -> str:
        right, up = (log10(size) - low) / (high - low), (log10(rate) - floor) / (top - floor)
        return f"{70 + 380 * right:.0f},{230 - 200 * up:.0f}"

    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 270" font-family="sans-serif" font-size="11">']
    lines.append('<rect width="560" height="270" fill="white"/>')
    for power in range(floor, top + 1):
        y = place(10**low, 10**power).split(",")[1]
        lines.append(f'<path d="M70 {y}H450" stroke="#ddd"/>')
        lines.append(f'<text x="64" y="{y}" text-anchor="end">{10**power:,}</text>')
    for size in (f.names for f in measured):
        x = place(size, 10**floor).split(",")[0]
        lines.append(f'<text x="{x}" y="248" text-anchor="middle">{size:,}</text>')
    for label, colour, chosen in (("names", "#0a58ca", "per_s"), ("rapidfuzz", "#999", "rapidfuzz_per_s")):
        points = [place(f.names, getattr(f, chosen)) for f in measured]
        x, y = points[-1].split(",")
        line = " ".join(points)
        lines.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines.append(f'<text x="{int(x) + 6}" y="{y}" fill="{colour}">{label}</text>')
    lines.append('<text x="260" y="265" text-anchor="middle">names</text>')
    lines.append('<text x="10" y="16">look-ups a second</text></svg>')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the arguments, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    measured = [measure(size, args.queries) for size in sorted(args.sizes)]
    print(table(measured))
    if args.out:
        picture = args.out.with_suffix(".svg")
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(PAGE.format(table=table(measured), plot=picture.name), encoding="utf-8")
        picture.write_text(plot(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
