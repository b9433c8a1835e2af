"""How fast the service answers: python benchmarks/service.py [--seconds 20] [--clients 200]

Names of persons of the embedded gazetteer, half of them with a letter wrong, are looked up over HTTP on this machine:
at 50 requests a second, all new and then all asked again; in batches of 50; and by many clients at once, each of which
asks again when it has its answer. The times are set beside those of the library in this process (`resolve`), for the
same names. Needs the extra serve.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from live import Live, served

import names

RATE = 50  # requests a second
BATCH = 50  # names of a batch


def spellings(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    gazetteer = names.open_gazetteer()
    drawn = gazetteer.entities_at(rng.sample(range(len(gazetteer)), count * 6))
    people = [one for one in drawn if one.kind == "person"][:count]
    return [_misspelt(one.label, rng) if rng.random() < 0.5 else rng.choice(one.aliases[:6]).text for one in people]


def _misspelt(name: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(name) - 1)
    return name[:place] + rng.choice(["", "a", "e", "i", "o", "y"]) + name[place + 1 :]


async def ask(live: Live, name: str) -> int:
    """Look a name up on a connection of its own; the status is returned."""
    reader, writer = await asyncio.open_connection("127.0.0.1", live.port)
    head = f"GET /api/lookup?limit=3&name={quote(name)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1])


async def at_a_rate(live: Live, asked: Sequence[str]) -> list[float]:
    """The times of requests that begin at fixed moments, whatever became of those before."""
    times = []

    async def one(name: str, begins: float) -> None:
        await asyncio.sleep(max(0.0, begins - perf_counter()))
        assert await ask(live, name) == 200
        times.append(perf_counter() - begins)

    start = perf_counter()
    await asyncio.gather(*(one(name, start + number / RATE) for number, name in enumerate(asked)))
    return times


async def by_many(live: Live, asked: Sequence[str], clients: int, seconds: float) -> tuple[list[float], int]:
    """The times of requests of many clients, and how many were not answered."""
    times: list[float] = []
    lost = 0
    end = perf_counter() + seconds

    async def client(rng: random.Random) -> None:
        nonlocal lost
        while perf_counter() < end:
            began = perf_counter()
            try:
                lost += await ask(live, rng.choice(asked)) != 200
            except OSError:
                lost += 1
            times.append(perf_counter() - began)

    await asyncio.gather(*(client(random.Random(number)) for number in range(clients)))
    return times, lost


def tell(what: str, times: Sequence[float], more: str = "") -> None:
    ordered = sorted(times)
    middle, most = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
    print(f"{what}: {len(times)}, p50 {1000 * middle:.1f} ms, p99 {1000 * most:.1f} ms{more}", flush=True)


def memory(live: Live) -> float:
    """The memory of all processes of the service, in MB, as the system counts it."""
    processes = ["--ppid", str(live.process.pid), str(live.process.pid)]
    told = subprocess.run(["ps", "-o", "rss=", *processes], capture_output=True, check=True)
    return sum(map(int, told.stdout.split())) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    asked = spellings(int(RATE * options.seconds) + 8 * BATCH, seed=1)
    once, batches = asked[: -8 * BATCH], asked[-8 * BATCH :]
    with served("--workers", options.workers) as live:
        asyncio.run(at_a_rate(live, spellings(200, seed=2)))  # so that both have read what they need
        new = asyncio.run(at_a_rate(live, once))
        tell(f"new names, {RATE} a second", new)
        tell(f"the same names again, {RATE} a second", asyncio.run(at_a_rate(live, once)))
        times = []
        for start in range(0, len(batches), BATCH):
            body = json.dumps({"names": batches[start : start + BATCH], "limit": 3})
            began = perf_counter()
            assert live.send("POST", "/api/lookup", body, {"Content-Type": "application/json"}).status == 200
            times.append(perf_counter() - began)
        tell(f"batches of {BATCH} new names", times)
        before = memory(live)
        many, lost = asyncio.run(by_many(live, asked, options.clients, options.seconds))
        rate = (
            f", {len(many) / options.seconds:.0f} a second, {lost} lost, memory {before:.0f} to {memory(live):.0f} MB"
        )
        tell(f"{options.clients} clients", many, rate)
    gazetteer = names.open_gazetteer()
    names.resolve_many(spellings(200, seed=2), gazetteer)
    library = []
    for name in once[:200]:
        began = perf_counter()
        names.resolve(name, gazetteer)
        library.append(perf_counter() - began)
    ratio = sorted(new)[len(new) // 2] / sorted(library)[len(library) // 2]
    tell("the library, one name after the other", library, f"; the service takes {ratio:.1f} times as long")


if __name__ == "__main__":
    main()
