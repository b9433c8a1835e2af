"""Gazetteers taken apart and put together again, and what is asked of them then."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from toykeys import VERSION, keys, number, pairs

from gazetteer import Alias, Entity, Gazetteer, Ragged, build, damages, errors, update
from gazetteer.storage import schema, sealing
from gazetteer.storage.arrays import _HEAD, FORMAT, MAGIC, ArrayFile, Column, write_arrays
from gazetteer.storage.checksums import text_checksum

REFUSED = (errors.NotAGazetteer, errors.MissingGazetteer)
TEXTS = ["kalo", "mine", "ruсa", "Київ", "東京", "saka lomi", "nerudov", "an"]


def people(seed: int) -> list[Entity]:
    rng = random.Random(seed)
    return [
        Entity(
            f"p{i}",
            rng.choice(["person", "place"]),
            [
                Alias(f"{' '.join(rng.choices(TEXTS, k=2))} {i}", rng.choice(["und", "uk"]), source=rng.choice("ab"))
                for _ in range(rng.randint(1, 4))
            ],
            countries=["UA"] * (i % 2),
            prior=i,
            note="n" * (i % 3),
        )
        for i in range(40)
    ]


def make_sound(folder: Path, seed: int) -> Path:
    """A gazetteer with an overlay, in three files."""
    folder.mkdir()
    build(people(seed), folder / "x.gaz", keys=keys, key_version=VERSION).close()
    add = [Entity("new", "robot", ["kalo robot"])]
    update(folder / "x.gaz", add=add, remove=["p3"], keys=keys, key_version=VERSION).close()
    assert len(list(folder.iterdir())) == 3
    return folder / "x.gaz"


ASKED = Ragged.of([sorted(set(pairs(text))) for text in (*TEXTS, "kalo robot", "nobody")])
STARTS = np.array([number(text[:3]) for text in (*TEXTS, "nob")], np.uint64)
QUESTIONS: list[Callable[[Gazetteer], Any]] = [
    list,
    lambda gaz: [known(gaz, id) and gaz.entity(id) for id in ("p1", "p39", "new")],
    lambda gaz: known(gaz, "p3") or known(gaz, "nobody"),
    lambda gaz: gaz.entities_at([40, 2, 39]),
    lambda gaz: gaz.aliases_at([0, gaz.alias_count - 1]),
    lambda gaz: gaz.forms(range(gaz.alias_count)),
    lambda gaz: [column.tolist() for column in gaz.count("gram", ASKED, k=5)],
    lambda gaz: [column.tolist() for column in gaz.count("gram", ASKED, k=5, budget=3)],
    lambda gaz: [column.tolist() for column in gaz.postings("start", STARTS)],
    lambda gaz: gaz.frequencies("start", STARTS).tolist(),
    lambda gaz: [gaz.owners.tolist(), gaz.priors.tolist(), gaz.alias_starts.tolist()],
    lambda gaz: [gaz.kinds("alias")[code] for code in gaz.alias_kinds],
    lambda gaz: [gaz.kinds("entity")[code] for code in gaz.entity_kinds],
    lambda gaz: {name: value for name, value in gaz.info.items() if name != "segments"},
    len,
]


def known(gaz: Gazetteer, id: str) -> bool:
    try:
        gaz.entity(id)
    except errors.UnknownEntity:
        return False
    return True


def answers(path: Path) -> list[Any]:
    """What each question is answered, or how it is refused; any other error is a failure of the test."""
    found: list[Any] = []
    try:
        gaz = Gazetteer.open(path, key_version=VERSION)
    except REFUSED as error:
        return [error]
    with gaz:
        for question in QUESTIONS:
            try:
                answer = question(gaz)
                repr(answer)  # reads the aliases of entities, which are read when they are asked for
                found.append(answer)
            except REFUSED as error:
                found.append(error)
        told = damages(gaz)
    assert told or not refusals(found)
    return [*found, told[0] if told else None]


def refusals(found: list[Any]) -> list[errors.GazetteerError]:
    return [answer for answer in found if isinstance(answer, REFUSED)]


def judge(found: list[Any], expected: list[Any], path: Path) -> None:
    for error in refusals(found):
        assert str(error).endswith((f"names build SOURCE -o {path}", f"names build SOURCE -o {path} --force"))
        assert "\n" not in str(error)
    if len(found) > 1:
        for answer, right in zip(found, expected, strict=True):
            assert isinstance(answer, REFUSED) or answer == right


class Workbench:
    """A gazetteer taken apart and put together again."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "x.gaz"

    def arrays(self, at: int = 0) -> Path:
        return self.path.with_name(f"x.gaz.{self.info('segments')[at]['digest']}.arrays")

    def info(self, name: str) -> Any:
        with closing(sqlite3.connect(self.path)) as db:
            return json.loads(db.execute("SELECT value FROM info WHERE name = ?", (name,)).fetchone()[0])

    def sql(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.path)) as db:
            for statement in statements:
                db.execute(statement)
            db.commit()

    def say(self, name: str, value: Any) -> None:
        """Put a value, or the text of a JSON value, into `info`."""
        text = value if isinstance(value, str) else json.dumps(value)
        with closing(sqlite3.connect(self.path)) as db:
            db.execute("UPDATE info SET value = ? WHERE name = ?", (text, name))
            db.commit()

    def part(self, **changes: Any) -> None:
        """Change what is said of the first segment."""
        first, *others = self.info("segments")
        self.say("segments", [first | changes, *others])

    def column(self, name: str, change: Callable[[np.ndarray], np.ndarray], dtype: str | None = None) -> None:
        """Change an array of the first segment, with the right checksum and digest."""
        file = ArrayFile(self.arrays(), self.info("segments")[0]["digest"], self.path)
        held = {other: file[other].copy() for other in file}
        held[name] = change(held[name])
        kinds = {other: dtype if dtype and other == name else file.entry(other).dtype for other in file}
        columns = [Column(other, kinds[other], [held[other]], file.entry(other).differences) for other in file]
        self.rewrite(lambda path: write_arrays(path, columns))

    def directory(self, change: Callable[[dict[str, Any]], object], text: str | None = None) -> None:
        """Change the directory of the first array file, with the right digest."""
        data = self.arrays().read_bytes()
        _, _, _, end, length = _HEAD.unpack(data[: _HEAD.size])
        places = json.loads(data[end : end + length])
        change(places)
        listing = text or json.dumps(places)
        head = _HEAD.pack(MAGIC, FORMAT, 0, end, len(listing)).ljust(64, b"\0")

        def write(path: Path) -> str:
            path.write_bytes(head + data[64:end] + listing.encode())
            return text_checksum(listing)

        self.rewrite(write)

    def rewrite(self, write: Callable[[Path], str]) -> None:
        self.arrays().unlink()
        digest = write(self.path.with_name("new"))
        self.part(digest=digest)
        self.path.with_name("new").rename(self.arrays())

    def seal(self) -> None:
        """Seal the file again, as if all this was meant."""
        data = self.path.read_bytes()
        self.path.write_bytes(data[: len(data) // 4096 * 4096])
        try:
            with closing(sqlite3.connect(self.path)) as db:
                info = schema.info_checksum(db)
        except (sqlite3.Error, TypeError):
            info = "0" * 16
        sealing.seal(self.path, info)


Craft = Callable[[Workbench], object]
