"""Damaged and crafted gazetteers: whatever was done to a file, it is refused with the repair, or answers as before.

`NAMES_CORRUPTIONS=2000 pytest tests/gazetteer/test_damage.py` tries more of the random ones.
"""

from __future__ import annotations

import builtins
import io
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from toykeys import VERSION, keys, number, pairs

from gazetteer import Alias, Entity, Gazetteer, Ragged, build, damages, errors, update
from gazetteer.storage import counting, schema
from gazetteer.storage.arrays import _HEAD, FORMAT, MAGIC, ArrayFile, Column, write_arrays
from gazetteer.storage.checksums import checksum_of

CORRUPTIONS = int(os.environ.get("NAMES_CORRUPTIONS", "500"))
STEPS = 6  # corruptions of one file in a row, for a share of the cases
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


def make(folder: Path, seed: int) -> Path:
    """A gazetteer with an overlay, in three files."""
    folder.mkdir()
    build(people(seed), folder / "x.gaz", keys=keys, key_version=VERSION).close()
    add = [Entity("new", "robot", ["kalo robot"])]
    update(folder / "x.gaz", add=add, remove=["p3"], keys=keys, key_version=VERSION).close()
    assert len(list(folder.iterdir())) == 3
    return folder / "x.gaz"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("sound") / "a", 1)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another build, alike in everything but what it holds."""
    return make(tmp_path_factory.mktemp("other") / "a", 2)


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
                found.append(question(gaz))
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
        kinds = {other: dtype if dtype and other == name else file.shape(other)[0] for other in file}
        self.rewrite(lambda path: write_arrays(path, [Column(o, kinds[o], [v]) for o, v in held.items()]))

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
            return checksum_of(listing)

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
        schema.seal(self.path, info)


DEEP = "[" * 200_000
ROW = "UPDATE entity SET {} WHERE ordinal = 5"
Craft = Callable[[Workbench], object]


def put(value: int, at: int = -1) -> Callable[[np.ndarray], np.ndarray]:
    def change(values: np.ndarray) -> np.ndarray:
        values[at] = value
        return values

    return change


SEALED: dict[str, Craft] = {
    **{f"no table {name}": lambda w, n=name: w.sql(f"DROP TABLE {n}") for name in ("entity", "tag", "removed", "info")},
    **{f"no column {name}": lambda w, n=name: w.sql(f"ALTER TABLE entity RENAME {n} TO x{n}")
       for name in ("id", "kind", "countries", "prior", "note")},
    **{f"no {name} in info": lambda w, n=name: w.sql(f"DELETE FROM info WHERE name = '{n}'")
       for name in ("key_version", "entities", "tags", "kinds", "fields", "segments", "sources")},
    **{f"{name} is {value[:9]}": lambda w, n=name, v=value: w.say(n, v)
       for name in ("key_version", "entities", "tags", "kinds", "fields", "segments", "sources")
       for value in ("null", "-1", "[[7]]", "{", DEEP)},
    "entities is true": lambda w: w.say("entities", "true"),
    "too many entities": lambda w: w.say("entities", 10**6),
    "no segment": lambda w: w.say("segments", []),
    "digest leads elsewhere": lambda w: w.part(digest="../../../../etc/passwd"),
    "digest is a number": lambda w: w.part(digest=7),
    "digest of the other segment": lambda w: w.part(digest=w.info("segments")[1]["digest"]),
    "one alias more": lambda w: w.part(aliases=w.info("segments")[0]["aliases"] + 1),
    "one entity less": lambda w: w.part(entities=39),
    "half an entity": lambda w: w.part(entities=39.5),
    "fewer kinds": lambda w: w.say("kinds", {"alias": [], "entity": ["person"]}),
    "another field": lambda w: w.say("fields", [*w.info("fields"), "phrase"]),
    "a field less": lambda w: w.say("fields", ["start"]),
    "fewer tags": lambda w: w.say("tags", 1),
    "tags gone": lambda w: w.sql("DELETE FROM tag WHERE code = 1"),
    "tags moved": lambda w: w.sql("UPDATE tag SET code = code + 100"),
    "a tag is bytes": lambda w: w.sql("UPDATE tag SET language = x'ff00'"),
    "removed nonsense": lambda w: w.sql("DROP TABLE removed", "CREATE TABLE removed (ordinal)",
                                        "INSERT INTO removed VALUES ('many')"),
    "an entity gone": lambda w: w.sql("DELETE FROM entity WHERE ordinal = 39"),
    "an ordinal beyond": lambda w: w.sql("UPDATE entity SET ordinal = 5000 WHERE ordinal = 39"),
    "an ordinal below": lambda w: w.sql("UPDATE entity SET ordinal = -7 WHERE ordinal = 39"),
    "an ordinal too large": lambda w: w.sql(f"UPDATE entity SET ordinal = {2**63 - 1} WHERE ordinal = 39"),
    **{f"entity: {change[:20]}": lambda w, c=change: w.sql(ROW.format(c)) for change in (
        "id = ''", "id = x'00ff'", "kind = ''", "kind = x'41'", "countries = '{'", "countries = '7'",
        "countries = '\"UA\"'", "countries = '[7]'", "countries = 'null'", f"countries = '{DEEP}'",
        "countries = x'ff'", "prior = 'high'", "prior = 1e999", "note = x'ff'", "note = CAST(x'ff' AS TEXT)")},
    "array of another type": lambda w: w.column("owners", lambda v: v, "<u8"),
    "real owners": lambda w: w.column("owners", lambda v: v, "<f4"),
    "an owner too many": lambda w: w.column("owners", lambda v: v[:-1]),
    "owner beyond": lambda w: w.column("owners", put(40)),
    "tag beyond": lambda w: w.column("tags", put(2**32 - 1)),
    "kind of alias beyond": lambda w: w.column("alias_kinds", put(255)),
    "kind of entity beyond": lambda w: w.column("entity_kinds", put(200)),
    "aliases beyond": lambda w: w.column("alias_starts", put(2**32 - 1)),
    "aliases descend": lambda w: w.column("alias_starts", put(90, 3)),
    "texts beyond": lambda w: w.column("text_offsets", put(10**6)),
    "texts descend": lambda w: w.column("text_offsets", put(10**6, 4)),
    "texts begin late": lambda w: w.column("text_offsets", put(1, 0)),
    "no texts": lambda w: w.column("texts", lambda v: v[:0]),
    "texts of no UTF-8": lambda w: w.column("texts", lambda v: v | 0x80),
    "forms of no UTF-8": lambda w: w.column("forms", lambda v: v | 0xF8),
    "forms beyond": lambda w: w.column("form_offsets", put(2**32 - 1)),
    "posting beyond": lambda w: w.column("gram.postings", put(10**9)),
    "no postings": lambda w: w.column("gram.postings", lambda v: v[:0]),
    "postings begin elsewhere": lambda w: w.column("gram.offsets", put(0, 0)),
    "postings descend": lambda w: w.column("gram.offsets", put(0, 2)),
    "keys are gone": lambda w: w.column("gram.keys", lambda v: v[:3]),
    "single keys are gone": lambda w: w.column("gram.single", lambda v: v[:0]),
    "bits are gone": lambda w: w.column("gram.frequent", lambda _: np.zeros(9, np.uint64)),
    "directory without an array": lambda w: w.directory(lambda d: d.pop("tags")),
    "directory with too much": lambda w: w.directory(lambda d: d["texts"].append(1)),
    "directory far away": lambda w: w.directory(lambda d: d.update(texts=[*d["texts"][:2], 10**15, "0" * 16])),
    "directory before": lambda w: w.directory(lambda d: d.update(texts=[*d["texts"][:2], -64, "0" * 16])),
    "directory is a list": lambda w: w.directory(lambda _: None, "[1, 2]"),
    "directory is deep": lambda w: w.directory(lambda _: None, DEEP),
    "directory is no JSON": lambda w: w.directory(lambda _: None, "\x00"),
}  # fmt: skip


@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
@pytest.mark.parametrize("craft", SEALED.values(), ids=SEALED.keys())
def test_crafted_gazetteers(sound: Path, tmp_path: Path, craft: Craft, sealed: bool) -> None:
    """Changed as only somebody can who knows the format; also with all checksums right."""
    bench = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    craft(bench)
    if sealed:
        bench.seal()
    found = answers(bench.path)
    assert refusals(found)
    if not sealed:
        judge(found, answers(sound), bench.path)


LIES: dict[str, Craft] = {
    "segments exchanged": lambda w: w.say("segments", w.info("segments")[::-1]),
    "keys in disorder": lambda w: w.column("gram.keys", lambda v: v[::-1]),
    "an alias twice under a key": lambda w: w.column("gram.postings", lambda v: np.sort(v) // 60),
    "bits of nobody": lambda w: w.column("gram.bits", lambda v: ~v),
    "priors of no number": lambda w: w.column("priors", lambda v: v * np.float32("nan")),
    "another name of the keys": lambda w: w.say("sources", {"x": "y"}),
    "texts of one another": lambda w: w.column("texts", lambda v: v[::-1] & 0x7F),
    "owners in disorder": lambda w: w.column("owners", lambda v: v[::-1]),
}


@pytest.mark.parametrize("craft", LIES.values(), ids=LIES.keys())
@pytest.mark.parametrize("dense", [False, True], ids=["sparse", "dense"])
def test_a_gazetteer_that_agrees_with_itself_is_read(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, craft: Craft, dense: bool
) -> None:
    """Nobody can tell that it is not as it was meant; but it breaks nothing, in either way of counting."""
    if dense:
        monkeypatch.setattr(counting, "SPARSE", 0)
        monkeypatch.setattr(counting, "DENSE", 1 << 40)
    bench = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    craft(bench)
    bench.seal()
    answers(bench.path)


def ends(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def replaced(path: Path, make_: Callable[[Path], object]) -> None:
    path.unlink()
    make_(path)


FILES: dict[str, Craft] = {
    "empty": lambda w: ends(w.path, b""),
    "a text": lambda w: ends(w.path, b"id\tname\n" * 99),
    "SQLite's head alone": lambda w: ends(w.path, w.path.read_bytes()[:100]),
    "one page": lambda w: ends(w.path, w.path.read_bytes()[:4096]),
    "no seal": lambda w: ends(w.path, w.path.read_bytes()[:-48]),
    "two seals": lambda w: ends(w.path, w.path.read_bytes() + w.path.read_bytes()[-48:]),
    "its arrays": lambda w: ends(w.path, w.arrays().read_bytes()),
    "another database": lambda w: replaced(w.path, lambda p: w.sql("CREATE TABLE info (name, value)")),
    "another application": lambda w: w.sql("PRAGMA application_id = 7"),
    "another format": lambda w: w.sql("PRAGMA user_version = 2"),
    "a future format": lambda w: w.sql("PRAGMA user_version = 99"),
    "vacuumed": lambda w: w.sql("VACUUM"),
    "one more table": lambda w: w.sql("CREATE TABLE more (x)"),
    "arrays: empty": lambda w: ends(w.arrays(), b""),
    "arrays: head alone": lambda w: ends(w.arrays(), w.arrays().read_bytes()[:64]),
    "arrays: a text": lambda w: ends(w.arrays(), b"no arrays" * 99),
    "arrays: the gazetteer": lambda w: ends(w.arrays(), w.path.read_bytes()),
    "arrays: the other segment": lambda w: ends(w.arrays(), w.arrays(1).read_bytes()),
    "arrays: missing": lambda w: w.arrays().unlink(),
    "arrays: overlay missing": lambda w: w.arrays(1).unlink(),
    "arrays: a folder": lambda w: replaced(w.arrays(), Path.mkdir),
    "arrays: a FIFO": lambda w: replaced(w.arrays(), os.mkfifo),
    "arrays: a device": lambda w: replaced(w.arrays(), lambda p: p.symlink_to("/dev/zero")),
    "arrays: a link to nowhere": lambda w: replaced(w.arrays(), lambda p: p.symlink_to("nowhere")),
    "arrays: a link to itself": lambda w: replaced(w.arrays(), lambda p: p.symlink_to(p.name)),
    "arrays: format 1": lambda w: ends(w.arrays(), w.arrays().read_bytes()[:16] + b"\1" + w.arrays().read_bytes()[17:]),
    "arrays: directory far away": lambda w: ends(
        w.arrays(), _HEAD.pack(MAGIC, FORMAT, 0, 2**63, 2**63) + w.arrays().read_bytes()[_HEAD.size :]
    ),
}


@pytest.mark.parametrize("craft", FILES.values(), ids=FILES.keys())
def test_other_files(sound: Path, tmp_path: Path, craft: Craft) -> None:
    bench = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    craft(bench)
    found = answers(bench.path)
    assert refusals(found)
    judge(found, answers(sound), bench.path)


@pytest.mark.parametrize("kind", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file(tmp_path: Path, kind: Callable[[Path], object]) -> None:
    kind(tmp_path / "x.gaz")
    with pytest.raises(errors.NotAGazetteer, match=r"not a file; .* names build SOURCE -o .*x\.gaz\.gaz"):
        Gazetteer.open(tmp_path / "x.gaz", key_version=VERSION)


@pytest.mark.parametrize("name", ["n" * 300, "a\0b", "loop", "people.tsv/x"])
def test_names_that_no_file_has(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "people.tsv").touch()
    with pytest.raises(REFUSED):
        Gazetteer.open(tmp_path / name, key_version=VERSION)


@pytest.mark.parametrize("suffix", ["x.gaz", ".arrays"])
def test_a_file_that_may_not_be_read(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    path = shutil.copytree(sound.parent, tmp_path / "a") / "x.gaz"
    real = io.open

    def denied(file: Any, *arguments: Any, **options: Any) -> Any:
        if str(file).endswith(suffix):
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *arguments, **options)

    for place in (io, builtins):  # pathlib's and numpy's
        monkeypatch.setattr(place, "open", denied)
    with pytest.raises(errors.NotAGazetteer, match=r"cannot be read \(Permission denied\); .* chmod a\+r .*x\.gaz\*$"):
        Gazetteer.open(path, key_version=VERSION)


def test_another_builds_arrays_under_the_expected_name(sound: Path, other: Path, tmp_path: Path) -> None:
    mine = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    for at in (0, 1):
        shutil.copyfile(Workbench(other.parent).arrays(at), mine.arrays(at))
    with pytest.raises(errors.NotAGazetteer, match="another build"):
        Gazetteer.open(mine.path, key_version=VERSION)


def test_the_repair_of_arrays_names_the_gazetteer(sound: Path) -> None:
    arrays = Workbench(sound.parent).arrays()
    for path in (arrays, arrays.with_name(arrays.name.replace("x.gaz", "gone.gaz"))):
        with pytest.raises(REFUSED) as caught:
            Gazetteer.open(path, key_version=VERSION)
        assert f"-o {path.parent / path.name[: path.name.index('.gaz') + 4]}" in str(caught.value)
        assert ".arrays" not in str(caught.value).split(";", 1)[1]


def test_damages_are_told_one_by_one(sound: Path, tmp_path: Path) -> None:
    bench = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    with Gazetteer.open(bench.path, key_version=VERSION) as gaz:
        assert damages(gaz) == []
    data, place = bytearray(bench.arrays().read_bytes()), {}
    bench.directory(place.update)
    for name in ("texts", "gram.postings"):
        data[place[name][2]] ^= 1
    _, items, begin, _ = place["texts"]
    assert (begin + items) % 64
    data[begin + items] ^= 1  # between two arrays
    bench.arrays().write_bytes(data)
    with Gazetteer.open(bench.path, key_version=VERSION) as gaz:
        told = [error.reason for error in damages(gaz)]
    assert sorted(told) == [
        "its arrays are damaged (something stands between them)",
        "the array 'gram.postings' is damaged (its checksum differs)",
        "the array 'texts' is damaged (its checksum differs)",
    ]


def test_errors_go_from_one_process_to_another() -> None:
    import pickle

    for error in (
        errors.NotAGazetteer("x.gaz", "damaged"),
        errors.MissingGazetteer("x.gaz"),
        errors.CannotWrite("x.gaz", "is a folder", "name another file"),
        errors.KeyMismatch("x.gaz", "a", "b"),
        errors.UnknownEntity("p1"),
        errors.DuplicateEntity("p1"),
        errors.SourceError("p.tsv", 3, "no id"),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


_EMBEDDED_ERRORS = (
    errors.NotAGazetteer(errors.EMBEDDED, "it is damaged"),
    errors.MissingGazetteer(errors.EMBEDDED),
    errors.KeyMismatch(errors.EMBEDDED, "1", "2"),
)


def test_the_embedded_gazetteer_is_mended_by_installing_it_again() -> None:
    for error in _EMBEDDED_ERRORS:
        assert "install names-gazetteer again" in str(error)
        assert "names build" not in str(error)
