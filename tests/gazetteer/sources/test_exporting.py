"""A gazetteer as text: whatever entities there are, they are read as they were written, and the text is the same."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer import Alias, Entity, Office, SourceError
from gazetteer.sources import exporting, read, read_all
from gazetteer.sources.exporting import exported
from names.resolution.resolver import build_gazetteer, open_gazetteer

QUIRKS = [
    Entity(
        "place/argentina",
        "place",
        [
            Alias("Argentina", "en", "label", "mine"),
            Alias("Argentine", "fr", "alias", "mine"),
            Alias("Argentine", "en", "demonym", "mine"),
            Alias("República\tArgentina", "es", "full", "mine; yours", "1860", "1983-12-10"),
            Alias("", "", "", ""),
            Alias(' \\t\\ \\e "A" \'\n\r\u2028\x00\ufeff ', "und", "alias", "a\tb"),
            Alias("half \ud800 of \udc00", "und-Zsye"),
        ],
        countries=["AR", "", "A;R", "\\"],
        prior=7.65,
        note="a\nnote; of two lines",
        identifiers=["wikidata:Q414", "x:a;b\\", "iso3166:AR"],
    ),
    Entity("Ω/1 ", "person", [Alias("second", kind="alias"), Alias("first", kind="label")], office=Office("head")),
    Entity(
        "\tid\n",
        "a kind\n",
        ["Z", "A", Alias("Z", "de", "demonym")],
        prior=-0.125,
        office=Office("king;\tof", "1950", "2000-01", "2001"),
        born="-0050",
        died="1999-12-31",
    ),
    Entity("a", "org", ["id\tkind\ttext"], prior=1e300),
]


def lines_of(entities: Sequence[Entity], format: str = "tsv") -> str:
    return "".join(exported(entities, format))


def written_to(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def test_what_is_written_is_read_as_it_was(tmp_path: Path) -> None:
    text = lines_of(QUIRKS)
    found = list(read(written_to(tmp_path / "g.tsv", text)))
    assert found == sorted(QUIRKS, key=lambda entity: entity.id)
    assert list(read_all([tmp_path / "g.tsv"])) == found
    assert lines_of(found) == text
    assert all(line == line.rstrip("\t") for line in text.splitlines())


def test_a_gazetteer_built_of_its_text_has_the_same_text(tmp_path: Path) -> None:
    build_gazetteer(QUIRKS, tmp_path / "one.gaz").close()
    for number in "12":
        done = run("export", "-g", str(tmp_path / "one.gaz"), "-o", str(tmp_path / f"{number}.tsv"))
        assert (done.exit_code, done.output) == (0, "")
        assert run("build", str(tmp_path / f"{number}.tsv"), "-o", str(tmp_path / "one.gaz")).exit_code == 0
    assert (tmp_path / "1.tsv").read_bytes() == (tmp_path / "2.tsv").read_bytes()
    with open_gazetteer(tmp_path / "one.gaz") as opened:
        assert list(opened) == sorted(QUIRKS, key=lambda entity: entity.id)
    assert run("export", "-g", str(tmp_path / "one.gaz")).stdout_bytes == (tmp_path / "1.tsv").read_bytes()


def test_json_lines_are_the_same_after_building_too(tmp_path: Path) -> None:
    entities = [
        Entity("b", "person", [Alias(" Jo\ud800", "en", "alias"), Alias("Jo", "und", "label", "mine", "1950")]),
        Entity(
            "a", "place", [Alias("A", source="x")], note=" n\t", prior=0.5, countries=["BY"], identifiers=["viaf:1"]
        ),
    ]
    text = lines_of(entities, "jsonl")
    assert [json.loads(line)["id"] for line in text.splitlines()] == ["a", "b"]
    with pytest.warns(UserWarning, match="white space around a text, which is kept"):
        found = list(read(written_to(tmp_path / "g.jsonl", text)))
    assert found == entities[::-1]


TEXT = st.text(max_size=8)
ALIAS = st.builds(
    Alias,
    st.text(st.characters(), max_size=8) | st.sampled_from(["\\e", "\\", "\\u0041", ";", "\ud83d\ude00", "a"]),
    TEXT,
    TEXT | st.just("demonym"),
    TEXT,
    st.sampled_from(["", "1950", "-0001-01"]),
    st.sampled_from(["", "2001-12-31"]),
)
ENTITY = st.builds(
    Entity,
    TEXT.filter(bool),
    TEXT.filter(bool),
    st.lists(ALIAS, min_size=1, max_size=4),
    countries=st.lists(TEXT, max_size=2),
    prior=st.floats(allow_nan=False, allow_infinity=False).map(lambda prior: prior + 0.0),
    note=TEXT,
    office=st.none() | st.builds(Office, TEXT.filter(bool), st.just("1990")),
    identifiers=st.lists(TEXT, max_size=2),
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ENTITY, max_size=3, unique_by=lambda entity: entity.id))
def test_any_entities_are_read_as_they_were_written(tmp_path: Path, entities: list[Entity]) -> None:
    text = lines_of(entities)
    path = written_to(tmp_path / "g.tsv", text)
    found = list(read(path)) if entities else []
    assert found == sorted(entities, key=lambda entity: entity.id)


def test_many_entities_are_sorted_by_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "RUN", 7)
    entities = [Entity(f"{number * 37 % 100:02}", "place", ["A", "B"]) for number in range(100)]
    ids = [line.split("\t")[0] for line in lines_of(entities).splitlines()][1::2]
    assert ids == [f"{number:02}" for number in range(100)]


def test_a_change_is_one_line_of_the_difference() -> None:
    before = [Entity("1", "person", ["Ann", "Anna"], note="x"), Entity("2", "person", ["Bo"])]
    after = [Entity("1", "person", ["Ann", "Annie", "Anna"], note="x"), Entity("2", "person", ["Bo"])]
    texts = [lines_of(entities).splitlines() for entities in (before, after)]
    changed = [line for line in difflib.unified_diff(*texts, lineterm="", n=0) if line[:1] in "+-"][2:]
    assert changed == ["+1\tperson\tAnnie\tund\talias"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1\tperson", "2 cells; write id, kind, text and up to 15 more"),
        ("1\tperson\tAnn\\x", "a backslash in 'Ann\\\\\\\\x' escapes nothing; double it"),
        ("1\tplace\tAnna", "kind 'place', but 'person' on line 2 with the same id"),
        ("1\tperson\tAnna\t\t\t\t\t\t\t\tn", "note 'n', but 'x' on line 2 with the same id"),
        ("\tperson\tAnna", "no id; write it"),
        ("1\tperson\tAnna\t\t\t\tyesterday", "write a date such as 2019"),
        ("<<<<<<< HEAD", "1 cells; write id, kind, text"),
        ("1\tperson\tAnn" + "\tx" * 20, "23 cells; write id, kind, text and up to 15 more"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_left_out(tmp_path: Path, line: str, says: str) -> None:
    text = lines_of([Entity("1", "person", ["Ann", "Anne"], note="x"), Entity("2", "person", ["Bo"])])
    lines = text.splitlines(keepends=True)
    path = written_to(tmp_path / "g.tsv", "".join([*lines[:3], f"{line}\n", *lines[3:], "1\tperson\tAnnie\n"]))
    rejected: list[SourceError] = []
    found = list(read_all([path], on_reject=rejected.append))
    assert [(error.line, says.replace("\\\\\\\\", "\\\\") in error.reason) for error in rejected] == [(4, True)]
    assert [[alias.text for alias in entity.aliases] for entity in found] == [["Ann", "Anne", "Annie"], ["Bo"]]


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path, people: str) -> None:
    for path in (tmp_path, tmp_path / "none" / "g.tsv"):
        done = run("export", "-g", people, "-o", str(path))
        assert done.exit_code == 1
        assert str(path) in done.stderr
    assert list(tmp_path.iterdir()) == []
