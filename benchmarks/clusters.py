"""How `names.cluster` slows down as a list grows, and how well they group, on lists of made-up persons.

    python benchmarks/clusters.py [--sizes 1000 10000 100000] [--workers 1]

Names are made by recombining the given and family names of the lexicon, Latin and Cyrillic, with endings that make
family names of given ones; a fifth of the list are doubles of other names of it: misspelt, spelled by another habit, or
romanized. All is seeded. Each size is measured in a process of its own, for its peak of memory. F1 is that of pairs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import time
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import names
from names.data.tables import rows

# Habits of spelling that are exchanged, either way; chosen.
SWAPS = (("kh", "h"), ("y", "i"), ("sh", "sch"), ("w", "v"), ("ov", "off"), ("ks", "x"), ("ou", "u"), ("e", "a"))
LETTERS = {"Latn": "abcdeiklmnorstu", "Cyrl": "абвдеиклмнорсту"}
# Endings that make a family name of a given one, with how many names of 100 have it; "": one of the lexicon.
ENDINGS = {
    "Latn": (("", 60), ("sen", 8), ("son", 8), ("ov", 8), ("ez", 6), ("ian", 5), ("oglu", 5)),
    "Cyrl": (("ов", 40), ("енко", 20), ("ский", 20), ("ин", 20)),
}
DOUBLES = 0.2  # share of a list that is another spelling of one of its names
CYRILLIC = 0.15  # share of the other names that are in Cyrillic letters
SECOND_GIVEN = 0.25  # share of names with two given names


class Person(NamedTuple):
    """A name of a list, and the number of the person whom it names."""

    name: str
    person: int


class Words(NamedTuple):
    """The words of one script that names are made of."""

    given: list[str]
    family: list[str]


def words(script: str) -> Words:
    """The given and family names of the lexicon in a script."""
    first, last = ("a", "z") if script == "Latn" else ("а", "я")
    known = [
        sorted({name for name, *_ in rows(f"lexicon/{table}.tsv") if name.isalpha() and first <= name[0] <= last})
        for table in ("given", "family")
    ]
    return Words(*known)


def made_up(size: int, seed: int = 0) -> list[Person]:
    """A list of so many distinct names, shuffled, with the doubles among them."""
    rng = random.Random(seed)
    known = {script: words(script) for script in ENDINGS}
    made: dict[str, int] = {}
    while len(made) < size:
        script = "Cyrl" if rng.random() < CYRILLIC else "Latn"
        made.setdefault(_full_name(script, known[script], rng), len(made))
        if rng.random() < DOUBLES / (1 - DOUBLES) and len(made) < size:
            name = rng.choice(list(islice(reversed(made), 100)))
            made.setdefault(_respelled(name, rng), made[name])
    people = [Person(name, person) for name, person in made.items()]
    rng.shuffle(people)
    return people


def _full_name(script: str, known: Words, rng: random.Random) -> str:
    endings, weights = zip(*ENDINGS[script], strict=True)
    [ending] = rng.choices(endings, weights)
    family = rng.choice(known.given).rstrip("aeiouаеийоуыьэюя") + ending if ending else rng.choice(known.family)
    given = rng.choices(known.given, k=2 if rng.random() < SECOND_GIVEN else 1)
    return " ".join([*given, family]).title()


def _respelled(name: str, rng: random.Random) -> str:
    """The name misspelt, spelled by another habit, or romanized."""
    if not name.isascii() and rng.random() < 0.5:
        return names.romanize(name)
    swaps = [swap for pair in SWAPS for swap in (pair, pair[::-1]) if swap[0] in name.lower()]
    if swaps and rng.random() < 0.7:
        old, new = rng.choice(swaps)
        return name.lower().replace(old, new, 1).title()
    place = rng.randrange(1, len(name))
    letters = LETTERS["Latn" if name.isascii() else "Cyrl"]
    return name[:place] + rng.choice(("", rng.choice(letters))) + name[place + 1 :]


def pair_f1(groups: Sequence[Sequence[str]], people: Sequence[Person]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs of names that stand in one group."""
    person = dict(people)
    right = sum(n * (n - 1) // 2 for group in groups for n in Counter(person[name] for name in group).values())
    found = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    wanted = sum(n * (n - 1) // 2 for n in Counter(person.values()).values())
    precision, recall = right / max(1, found), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def measure_cluster(size: int, workers: int) -> None:
    """Cluster a list of this size, and print a line of a table."""
    people = made_up(size)
    asked = [person.name for person in people]
    before, cpu_before = time.perf_counter(), _cpu_seconds()
    groups = [cluster.names for cluster in names.clusters(asked, workers=workers)]
    seconds, cpu = time.perf_counter() - before, _cpu_seconds() - cpu_before
    precision, recall, f1 = pair_f1(groups, people)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = f"{precision:.3f} | {recall:.3f} | {f1:.3f}"
    print(f"| {size:,} | {seconds:.1f} | {cpu:.1f} | {1000 * cpu / size:.2f} | {peak:,.0f} | {figures} |", flush=True)


def _cpu_seconds() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    print("| names | seconds | CPU seconds | CPU ms a name | peak MB | precision | recall | F1 |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for size in args.sizes:
        process = multiprocessing.get_context("spawn").Process(target=measure_cluster, args=(size, args.workers))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
