"""Texts of any size: what is compared grows with their length, and portions are understood as the whole would be."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import names
from gazetteer import Entity, Gazetteer
from names.errors import InputError
from names.formats import documents as files
from names.formats.entities import entity_rows
from names.formats.mentions import AnnotatedPortion, mention_records
from names.resolution.results import Ranking, Resolution
from names.text import annotation, neighbours, spotting
from names.text import coreference as discourse
from names.text import unknowns as strangers
from names.text.links import Link, apart
from names.text.mentions import Mention
from names.text.neighbours import EVERY, NEAR, Neighbours
from names.text.portions import portions

ROOT = Path(__file__).parents[2]
SLOWLY = settings(deadline=None, max_examples=60)
GIVEN = ("Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Irina", "Jakob", "Karin", "Lukas")
HEADS, VOWELS = (*"bdfgjklmnprstvz", "br", "dr", "kl", "pr", "st", "tr"), "aeiou"
PUTIN = Entity("p/1", "person", ["Vladimir Putin", "Владимир Путин", "普京"], prior=8)


@pytest.fixture(scope="module")
def few() -> Gazetteer:
    return names.build_gazetteer([PUTIN, Entity("c/1", "place", ["Minsk"], prior=6.3)])


def families(count: int) -> list[str]:
    """Made-up family names, none much like another."""
    chance = random.Random(count)
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(chance.choice(HEADS) + chance.choice(VOWELS) for _ in range(3)).title() + "n"] = None
    return list(made)


def strange(count: int) -> str:
    """A text of so many unknown persons, each repeated by the family name."""
    people = [(GIVEN[i % len(GIVEN)], family) for i, family in enumerate(families(count))]
    return "".join(f"Then {a} {b} spoke. Nobody listened to {b}.\n\n" for a, b in people)


class Counted:
    """A function that also counts the items of its first argument."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.items = function, 0

    def __call__(self, some: Any, *others: Any, **named: Any) -> Any:
        self.items += len(some)
        return self.function(some, *others, **named)


def work(text: str, gaz: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many pairs of names are compared, and how many wordings looked up, to annotate the text."""
    with monkeypatch.context() as patch:
        counted = {}
        for module, name in (
            (strangers, "compare_many"),
            (discourse, "compare_many"),
            (spotting, "rate"),
            (spotting, "resolve_many"),
        ):
            counted[f"{module.__name__}.{name}"] = one = Counted(getattr(module, name))
            patch.setattr(module, name, one)
        assert names.annotate(text, gaz)
        return {name: one.items for name, one in counted.items()}


def test_work_grows_with_the_number_of_unknown_persons(few: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    some, twice = (work(strange(count), few, monkeypatch) for count in (300, 600))
    assert all(twice[name] < 2.5 * some[name] + 100 for name in some)  # pairs of all would be four times as many
    assert some["names.text.unknowns.compare_many"] <= EVERY * EVERY + NEAR * 300
    assert 0 < some["names.text.spotting.rate"] <= 3 * 300 + len(GIVEN)  # each name, and each word of it


def test_repeated_words_are_worked_on_once(few: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    text = strange(40)
    assert work(text * 20, few, monkeypatch) == work(text, few, monkeypatch)


def test_each_name_has_few_neighbours_and_old_ones_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    met = Neighbours()
    people = [f"Anna {family}" for family in families(EVERY + 100)]
    for name in people:
        met.add(name)
    assert all(name in met.near(name) and len(met.near(name)) <= NEAR for name in people)
    assert people[5] in met.near(people[5].replace("A", "Ha"))
    met.remove(people[5])
    assert people[5] not in met.near(people[5])
    monkeypatch.setattr(neighbours, "KEPT", 100)
    met.add("Boris Newen")
    assert people[60] not in met
    assert "Boris Newen" in met.near("Boris Neven")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A" * 200_000, 0),
        ("Ab" * 60_000 + " met Vladimir Putin.", 1),
        ("普" * 20_000, 0),
        ("Minsk " * 12_000, 12_000),
        ("Vladimir Putin. " * 5_000, 5_000),
        ("“" * 100_000, 0),
        ("Dr. " * 20_000, 0),
        ("\n" * 200_000, 0),
        (". " * 100_000, 0),
    ],
    ids=["one-word", "long-word", "one-character", "one-name", "one-person", "quotes", "titles", "lines", "stops"],
)
def test_texts_that_nobody_writes_are_read(text: str, wanted: int, few: Gazetteer) -> None:
    assert len(names.annotate(text, few)) == wanted


def find(start: int, end: int) -> Link:
    return Link(Resolution("", "none", Ranking(), Mention("", start, end)), 0, 1)


def test_finds_that_overlap_are_dropped() -> None:
    finds = [find(0, 4), find(3, 6), find(6, 8), find(4, 7)]
    assert apart(finds, 10) == [finds[0], finds[2]]
    assert apart(finds, 10, taken=[find(7, 9)]) == [finds[0], finds[3]]


@SLOWLY
@given(st.lists(st.text(alphabet="ab .\n!?\r。", max_size=30)), st.integers(8, 40))
def test_portions_make_the_text_whatever_the_pieces_are(pieces: list[str], size: int) -> None:
    cut = list(portions(pieces, size))
    assert "".join(portion.text for portion in cut) == "".join(pieces)
    assert [portion.start for portion in cut] == [0, *(a.start + len(a.text) for a, _ in pairwise(cut))]
    assert all(0 < len(portion.text) <= size for portion in cut) or not any(pieces)
    assert list(portions(["".join(pieces)], size)) == cut


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One two three.\n\nFour. Five six seven", "One two three.\n"),
        ("Then one said. Two three four five six", "Then one said. "),
        ("He met Dr. Who and J. R. Smith again and", "He met Dr. Who and J. R. "),
        ("one two three\nfour five six seven eight", "one two three\n"),
        ("一二三四五六七八九十一二三。四五六七八九十一二三四五六", "一二三四五六七八九十一二三。"),
        ("abcdefghijklmnopqrstuvwxyzabcdefghij", "abcdefghijklmnopqrstuvwxy"),
    ],
)
def test_portions_end_where_the_text_does_best(text: str, first: str) -> None:
    assert next(portions([text], 25)).text == first


def annotated(text: str, gaz: Gazetteer, size: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """The records of the text if portions have the size."""
    with monkeypatch.context() as patch:
        patch.setattr(annotation, "portions", partial(portions, size=size))
        for (portion, start), found in annotation.annotate_portions([text], gaz):
            yield from (r._asdict() for r in mention_records(AnnotatedPortion("-", portion, start, found)))


PARAGRAPHS = (
    "Yesterday Vladimir Putin was in Minsk.\n\n",
    "The guest Vladimir Putin spoke.\nHe met Greta Dubrovan and\nHugo Stavelin.\n\n",
    "Later Greta Dubrovan left Minsk; Hugo Stavelin stayed.\r\n\r\n",
    "Only Dubrovan knew. Stavelyn did not! What did Putin say to Clara Premosin?\n\n",
    "So said Greta Dubrovann, and 普京 was silent.\n\n",
)
FIRST = "The persons are Vladimir Putin, Greta Dubrovan, Hugo Stavelin and Clara Premosin. They met.\n\n"


@SLOWLY
@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=12), st.integers(240, 600))
def test_portions_are_understood_as_the_whole(few: Gazetteer, chosen: list[str], size: int) -> None:
    """Where persons are introduced at first; what a later portion says is not known before."""
    text = FIRST + "".join(chosen)
    with pytest.MonkeyPatch.context() as patch:
        apart_, together = (list(annotated(text, few, most, patch)) for most in (size, 1 << 16))
    assert [_meant(row) for row in apart_] == [_meant(row) for row in together]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in apart_)


def _meant(row: dict[str, object]) -> tuple[object, ...]:
    return row["start"], row["end"], row["text"], row["status"], row["entity"], row["kind"]


def test_what_was_said_holds_for_later_portions(few: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    filler = "Nothing else was said on that long and quiet day in the town. " * 8
    text = f"There spoke Greta Dubrovan.\n\n{filler}\n\nThen Dubrovan left.\n\n{filler}\n\nSo did Greta Dubrowan."
    rows = list(annotated(text, few, 300, monkeypatch))
    assert [row["text"] for row in rows] == ["Greta Dubrovan", "Dubrovan", "Greta Dubrowan"]
    assert {row["entity"] for row in rows} == {"unknown/greta-dubrovan"}
    assert rows[1]["why"] == "short for “Greta Dubrovan” in this text"
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)


def test_a_name_across_a_border_is_found_whole(few: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portion ends before the sentence whose name would stand across its full size."""
    for more in range(40):
        text = f"{'It rained there again. ' * 5}{'x' * more}. In Minsk Vladimir\nPutin spoke. {'It rained again. ' * 9}"
        found = [(row["text"], row["entity"]) for row in annotated(text, few, 150, monkeypatch)]
        assert found == [("Minsk", "c/1"), ("Vladimir\nPutin", "p/1")]


def test_rows_of_entities_count_over_portions(few: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Vladimir Putin was in Minsk. Greta Dubrovan was not.\n\n" * 10
    whole = entity_rows([AnnotatedPortion("-", text, 0, names.annotate(text, few))])
    monkeypatch.setattr(annotation, "portions", partial(portions, size=120))
    parts = [AnnotatedPortion("-", t, start, r) for (t, start), r in annotation.annotate_portions([text], few)]
    assert len(parts) > 3
    assert [vars(row) for row in entity_rows(parts)] == [vars(row) for row in whole]
    assert [row.spellings for row in whole] == [{name: 10} for name in ("Vladimir Putin", "Minsk", "Greta Dubrovan")]


def test_candidates_of_a_name_in_a_text_are_all_there(few: Gazetteer) -> None:
    (found,) = names.annotate("There was Vladimyr Puttin.", few)
    assert [c.entity.id for c in found.candidates] == [
        c.entity.id for c in names.resolve("Vladimyr Puttin", few).candidates
    ]


CONTENTS = [
    "Київ\r\nMinsk\n".encode(),
    b"\xef\xbb\xbf" + "Київ 普京 😀\n".encode() * 3,
    "Київ 😀\n".encode("utf-16"),
    "Київ 😀\n".encode("utf-32"),
    b"good\nlines\nca\xe9fe\n",
    "Київ\nКи".encode()[:-1],
    "Київ\n".encode("utf-16")[:-1],
    b"\x7fELF\0\0\0",
    b"\x89PNG\r\n\0",
    b"",
]


@pytest.mark.parametrize("content", CONTENTS, ids=range(len(CONTENTS)))
def test_files_are_read_alike_whatever_the_size_of_chunks(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)

    def read() -> str:
        try:
            return "".join(files.read_pieces(str(path)))
        except InputError as error:
            return f"error: {error}"

    whole = read()
    for size in range(8, 20):
        monkeypatch.setattr(files, "CHUNK", size)
        assert read() == whole


def test_a_bad_byte_far_in_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"line\n" * 100_000 + b"caf\xe9 \n")
    with pytest.raises(InputError, match=r"file\.txt:100001: byte 0xe9 at offset 500003") as told:
        list(files.read_pieces(str(path)))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("form", ["jsonl", "csv", "text", "html"])
def test_results_are_written_before_all_is_read(form: str, tmp_path: Path) -> None:
    people = tmp_path / "people.gaz"
    names.build_gazetteer([PUTIN], people).close()
    command = [sys.executable, "-m", "names", "resolve", "-g", str(people), "--format", form]
    run = {"cwd": ROOT, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **run) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"There was Vladimir Putin.\n\n" * 10_000)  # more than a chunk of a file
        process.stdin.flush()
        early = b""
        while b"Putin" not in early:
            early += os.read(process.stdout.fileno(), 1 << 16)
        process.stdin.write(b"The end of Vladimir Putin.")
        process.stdin.close()
        whole = (early + process.stdout.read()).decode()
        assert process.wait() == 0
    if form == "jsonl":
        rows = [json.loads(line) for line in whole.splitlines()]
        assert [row["start"] for row in rows] == [27 * at + 10 for at in range(10_000)] + [27 * 10_000 + 11]
    if form == "csv":
        assert len(list(csv.DictReader(io.StringIO(whole)))) == 10_001
    if form == "html":
        assert whole.count("<article") == whole.count("</article>") == 1
    if form == "text":
        assert whole == "There was Vladimir Putin.\n\n" * 10_000 + "The end of Vladimir Putin."
