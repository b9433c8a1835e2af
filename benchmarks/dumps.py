"""How fast, and in how much memory, a dump of Wikidata becomes a gazetteer.

    python benchmarks/dumps.py [--items 100000] [--workers 1] [--keep FOLDER]

Writes a dump like Wikidata's, of items with made-up names in six scripts, the same for each run, and builds it with
`names build` in a process of its own. Prints the size of the dump, what was built, the time of reading alone and of the
whole, and the most memory that the process held.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gazetteer.sources import Choices, read

# Syllables of names by language: made up, in the sounds of the language; chosen.
SYLLABLES = {
    "en": "ba bel cor dan fer gil har jen kin lor mar nor pel ric sor tam ver wil yor zan",
    "de": "bach berg dorf eich feld gart hein jung kron lutz mül nau ost reu sch stein tal ulm vogt wald",
    "ru": "ба вел гор дан ере жан зор ива кол лев мар нов оле пет ров сав тим фед хар чер",
    "el": "αλε βασ γιω δημ ελε ζωη θεο ιωα καλ λεω μαρ νικ ξαν ολυ παν ρεν σοφ τασ φωτ χρι",
    "ar": "أب با تم جم حس خل دا را زي سل شر صا طا عب غا فا قا كم لي من",
    "ka": "ბა გია დავ ეკა ვახ ზურ თამ ირა კახ ლევ მარ ნინ ოთა პავ რუს სოფ ტარ ქეთ შოთ ჯან",
    "zh": "安 白 陈 大 芳 高 华 嘉 康 李 明 宁 平 秦 荣 山 天 文 小 张",
}
CAPITALISED = frozenset({"en", "de", "ru", "el"})
CLASSES = (("Q5", 50), ("Q515", 6), ("Q486972", 16), ("Q4830453", 8), ("Q3918", 4), ("Q13442814", 12), ("Q4167410", 4))
COUNTRIES = ("Q30", "Q145", "Q183", "Q159", "Q41", "Q148", "Q230", "Q79", "Q55", "Q212")


def items(count: int) -> Iterator[dict[str, Any]]:
    """So many items, the same for each call."""
    draw = random.Random("names")
    for number in range(1, count + 1):
        yield _item(number, draw)


def _item(number: int, draw: random.Random) -> dict[str, Any]:
    (id_of_class,) = draw.choices([id for id, _ in CLASSES], [share for _, share in CLASSES])
    spoken = draw.sample(list(SYLLABLES), draw.randint(1, 4))
    names = {code: _name(code, draw) for code in spoken}
    aliases = {code: [_name(code, draw)] for code in spoken[: draw.randint(0, 1)]}
    claims = {"P31": [_statement("P31", _entity(id_of_class))], **_facts(id_of_class, draw)}
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {code: {"language": code, "value": text} for code, text in names.items()},
        "descriptions": {"en": {"language": "en", "value": f"made up for a benchmark, number {number}"}},
        "aliases": {code: [{"language": code, "value": text} for text in texts] for code, texts in aliases.items()},
        "claims": claims,
        "sitelinks": {
            f"{code}wiki": {"site": f"{code}wiki", "title": text, "badges": []}
            for code, text in names.items()
            if draw.random() < 0.4
        },
        "lastrevid": number,
        "modified": "2026-01-01T00:00:00Z",
    }


def _name(code: str, draw: random.Random) -> str:
    syllables = SYLLABLES[code].split()
    if code == "zh":
        return "".join(draw.choices(syllables, k=3))
    words = ["".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(2)]
    return " ".join(word.capitalize() if code in CAPITALISED else word for word in words)


def _facts(id_of_class: str, draw: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Statements that are read, and many that are not, as real items have them."""
    day = f"+{draw.randint(1850, 2005)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}T00:00:00Z"
    facts = {"P214": [_statement("P214", str(draw.randrange(10**9)))] if draw.random() < 0.3 else []}
    if id_of_class == "Q5":
        facts["P27"] = [_statement("P27", _entity(draw.choice(COUNTRIES)))]
        facts["P569"] = [_statement("P569", {"time": day, "precision": 11, "calendarmodel": "Q1985727"})]
    else:
        facts["P17"] = [_statement("P17", _entity(draw.choice(COUNTRIES)))]
    others = [f"P{draw.randint(2000, 9000)}" for _ in range(draw.randint(3, 12))]
    return {**facts, **{id: [_statement(id, str(draw.randrange(10**9)))] for id in others}}


def _entity(id: str) -> Mapping[str, Any]:
    return {"entity-type": "item", "numeric-id": int(id[1:]), "id": id}


def _statement(id: str, value: object) -> dict[str, Any]:
    kind = "string" if isinstance(value, str) else "other"
    snak = {"snaktype": "value", "property": id, "hash": "0" * 40, "datavalue": {"value": value, "type": kind}}
    reference = {"hash": "1" * 40, "snaks": {"P248": [{**snak, "property": "P248"}]}, "snaks-order": ["P248"]}
    return {"mainsnak": snak, "type": "statement", "id": "Q0$0", "rank": "normal", "references": [reference]}


def write_dump(path: Path, count: int) -> None:
    """Write a dump of so many items, an item a line."""
    with path.open("w", encoding="ascii") as file:
        file.write("[\n")
        for number, item in enumerate(items(count), start=1):
            file.write(json.dumps(item, separators=(",", ":")))
            file.write(",\n" if number < count else "\n")
        file.write("]\n")


def measure(dump: Path, target: Path, workers: int) -> None:
    """Build, and print what it took."""
    command = [sys.executable, "-m", "names", "build", str(dump), "-o", str(target), "--workers", str(workers)]
    start = time.monotonic()
    subprocess.run(command, check=True)
    seconds = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"built in {seconds:.0f} s, the largest process holding {peak:.0f} MB at most", flush=True)


def measure_reading(dump: Path, choices: Choices) -> None:
    """Read alone, and print what it took."""
    start = time.process_time()
    count = sum(1 for _ in read(dump, choices=choices, on_reject=print))
    seconds = time.process_time() - start
    size = dump.stat().st_size / 2**20
    print(f"{count} entities read in {seconds:.1f} s of CPU, {size / seconds:.0f} MB a second: {choices}", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder in which the dump and the gazetteer remain")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="names-dump-") as folder:
        place = given.keep or Path(folder)
        dump = place / f"dump-{given.items}.json"
        if not dump.exists():
            write_dump(dump, given.items)
        print(f"{given.items} items, {dump.stat().st_size / 2**20:.0f} MB", flush=True)
        for classes, languages in (((), ()), (("Q3918",), ()), (("Q3918",), ("de",))):
            measure_reading(dump, Choices(classes=classes, languages=languages))
        measure(dump, place / "dump.gaz", given.workers)


if __name__ == "__main__":
    main()
