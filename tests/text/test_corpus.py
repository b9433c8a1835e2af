"""Many texts: unknown names grouped across them, in bounded memory, by any number of processes with one result."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from specimens import MINSK, PUTIN, families, meant, small, unknown_persons

import names
from gazetteer import MissingGazetteer
from names.errors import WorkerLost
from names.resolution.resolver import GazetteerSource
from names.resolution.rules import Rules
from names.text import corpus
from names.text.corpus import annotate_corpus
from names.text.memory import RecentTable
from names.text.parcels import Unpacker, packed
from names.text.rules import TextRules

GRETA, HUGO = "unknown/greta-dubrovan", "unknown/hugo-dubrovan"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("known") / "known.gaz"
    names.build_gazetteer([PUTIN, MINSK], path).close()
    return str(path)


def found(texts: list[str], known: str, workers: int = 1) -> list[list[tuple[str, str]]]:
    """For each text its mentions, each with what is meant."""
    by_text: list[list[tuple[str, str]]] = [[] for _ in texts]
    for number, _, resolutions in annotate_corpus([[text] for text in texts], GazetteerSource(known), workers=workers):
        by_text[number] += [(r.mention.text, meant(r)) for r in resolutions if r.mention]
    return by_text


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # Full names are grouped across texts, with their short forms.
        (
            ["Greta Dubrovan spoke. Dubrovan left.", "There Greta Dubrowan spoke. Dubrowan left."],
            [
                [("Greta Dubrovan", GRETA), ("Dubrovan", GRETA)],
                [("Greta Dubrowan", GRETA), ("Dubrowan", GRETA)],
            ],
        ),
        (["Тогда Грета Дуброван вышла.", "Greta Dubrovan"], [[("Грета Дуброван", GRETA)], [("Greta Dubrovan", GRETA)]]),
        # A family name alone is nobody of another text.
        (["There Greta Dubrovan spoke.", "There Dubrovan spoke."], [[("Greta Dubrovan", GRETA)], []]),
        # Nor does a short form join anybody but the person of its own text.
        (
            ["There Greta Dubrovan spoke.", "Hugo Dubrovan spoke, then Dubrovan left."],
            [[("Greta Dubrovan", GRETA)], [("Hugo Dubrovan", HUGO), ("Dubrovan", HUGO)]],
        ),
        # What the gazetteer knows is the same everywhere.
        (["Vladimir Putin was there.", "In Minsk."], [[("Vladimir Putin", "p/1")], [("Minsk", "c/1")]]),
        ([], []),
        (["", " \n"], [[], []]),
    ],
)  # fmt: skip
def test_unknown_names_of_several_texts(texts: list[str], expected: list[list[tuple[str, str]]], known: str) -> None:
    assert found(texts, known) == expected


def test_all_mentions_of_a_group_have_one_label(known: str) -> None:
    texts = [["There Greta Dubrovan spoke."], ["There Greta Clara Dubrovan spoke."], ["There Greta Dubrovan spoke."]]
    resolutions = [r for portion in annotate_corpus(texts, GazetteerSource(known)) for r in portion.resolutions]
    assert {r.group for r in resolutions} == {GRETA}
    assert {r.group_label for r in resolutions} == {"Greta Dubrovan"}


@pytest.mark.parametrize("text", [unknown_persons(30), "Greta Dubrovan, Hugo Stavelin, Greta Dubrowan. Stavelin left."])
def test_a_single_text_gives_what_it_gives_without_others(text: str, known: str) -> None:
    (portion,) = annotate_corpus([[text]], GazetteerSource(known))
    alone = names.annotate(text, small())
    assert [(r.mention, meant(r), r.because) for r in portion.resolutions] == [
        (r.mention, meant(r), r.because) for r in alone
    ]


def texts_of_all_sizes() -> list[str]:
    people = [f"There Greta {family} met Vladimir Putin in Minsk. Then {family} left. " for family in families(12)]
    again = [text.replace("Greta", "Hugo") for text in people]
    return [*people, "", "".join(people) * 20, *again, "\n\n".join(again) * 120, people[0], people[1] * 40]


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_processes_gives_the_same(workers: int, known: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "LONGEST", 70_000)  # the longest text is annotated by this process
    monkeypatch.setattr(corpus, "PORTION", 400)
    texts = [[text[:100], text[100:]] for text in texts_of_all_sizes()]
    assert max(len("".join(text)) for text in texts) > corpus.LONGEST
    alone = list(annotate_corpus(texts, GazetteerSource(known)))
    assert list(annotate_corpus(texts, GazetteerSource(known), workers=workers)) == alone
    assert [portion.text for portion in alone] == sorted(portion.text for portion in alone)


def test_texts_are_read_while_results_are_taken(known: str) -> None:
    read: list[int] = []

    def texts() -> Iterator[list[str]]:
        for number in range(10_000):
            read.append(number)
            yield ["There Vladimir Putin spoke. " * 100]

    for workers in (1, 2):
        read.clear()
        results = annotate_corpus(texts(), GazetteerSource(known), workers=workers)
        assert next(results).text == 0
        assert len(read) < 1000
        results.close()


class Deadly(TextRules):
    """Rules that no worker survives."""

    @property
    def written(self) -> Rules:
        if multiprocessing.parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().written


def test_a_worker_that_dies_ends_the_run_with_the_place_reached(known: str) -> None:
    with pytest.raises(WorkerLost, match="the first 0 texts are done"):
        list(annotate_corpus([["Minsk"]], GazetteerSource(known), Deadly(), workers=2))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_gazetteer_is_refused_before_a_text_is_read(workers: int, tmp_path: Path) -> None:
    with pytest.raises(MissingGazetteer):
        next(annotate_corpus(iter([["Minsk"]]), GazetteerSource(tmp_path / "none.gaz"), workers=workers))


def test_entities_are_taken_from_the_receivers_gazetteer() -> None:
    resolutions = names.annotate("Vladimir Putin, Greta Dubrovan, Minsk", small())
    parcel = packed(resolutions)
    assert "Владимир".encode() not in parcel
    received = Unpacker(small()).unpacked(parcel)
    assert received == resolutions
    assert [r.entity for r in received] == [r.entity for r in resolutions]


def test_of_many_groups_the_older_are_forgotten(known: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecentTable.__init__, "__defaults__", (8,))
    people = [f"There Greta {family} spoke." for family in families(40)]
    ids = [text[0][1] for text in found([*people, *people], known)]
    assert ids[:40] == ids[40:]
    assert len(set(ids)) == 40
