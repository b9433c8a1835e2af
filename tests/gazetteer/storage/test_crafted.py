"""Gazetteers changed as only somebody can who knows the format, with all checksums right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from workbench import Craft, Workbench, answers, judge, refusals

from gazetteer.storage import tallying

DEEP = "[" * 200_000
ROW = "UPDATE entity SET {} WHERE ordinal = 5"


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
        monkeypatch.setattr(tallying, "RULES", replace(tallying.RULES, sorted_postings=0, aliases_per_posting=1 << 40))
    bench = Workbench(shutil.copytree(sound.parent, tmp_path / "a"))
    craft(bench)
    bench.seal()
    answers(bench.path)
