"""Entities by the beginning of a name: what is found is what a look at each name finds, in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import names
from gazetteer import Alias, Entity, Gazetteer
from gazetteer.decisions.records import Decision
from names.orthography.normalization import fold
from names.resolution.decided import as_decided
from names.service import prefixes
from names.service.prefixes import PrefixIndex, entities_beginning

TOWNS = [
    Entity("t/minsk", "place", ["Minsk", Alias("Мінск", "be")], prior=6.3, identifiers=["wikidata:Q2280"]),
    Entity("t/mink", "place", ["Mink Creek"], prior=1.0),
    Entity("t/novo", "place", ["Nowy Mińsk", Alias("Mińsk", "pl", "former")], prior=4.0),
    Entity("o/min", "org", ["Ministry of Ink", Alias("MINSK", "", "code")], prior=2.0),
    Entity("t/far", "place", ["Faro", Alias("Minskafjörður", "is", "exonym")], prior=9.0),
    Entity("p/jomart", "person", ["Kassym-Jomart Tokayev"], prior=5.0),
    Entity("Minsk", "person", ["Somebody"], prior=0.5),
]
GAZETTEER = names.build_gazetteer(TOWNS)


def found(gazetteer: Gazetteer, prefix: str, *kinds: str, offset: int = 0, limit: int = 50) -> list[str]:
    beginning = PrefixIndex().find(gazetteer, prefix, kinds, offset, limit)
    return [entity.id for entity in gazetteer.entities_at(beginning.ordinals)]


ROWS = [
    ("minsk", ["t/minsk", "t/novo", "o/min", "t/far"]),  # whole names by prominence, last an exonym that begins so
    ("Minsk", ["Minsk", "t/minsk", "t/novo", "o/min", "t/far"]),  # first the entity that has it as its id
    ("min", ["t/minsk", "t/novo", "o/min", "t/mink", "t/far"]),
    ("мин", []),
    ("МІН", ["t/minsk"]),
    ("creek", ["t/mink"]),
    ("mink cr", ["t/mink"]),
    ("mink  Cr", ["t/mink"]),
    ("mink k", []),
    ("jomart", ["p/jomart"]),
    ("Kassym Jomart T", ["p/jomart"]),
    ("wikidata:Q2280", ["t/minsk"]),
    ("t/m", ["t/minsk", "t/mink"]),
    ("-", []),
]


@pytest.mark.parametrize(("prefix", "ids"), ROWS)
def test_a_prefix_finds(prefix: str, ids: list[str]) -> None:
    assert found(GAZETTEER, prefix) == ids


def test_without_a_prefix_all_are_found_the_most_prominent_first() -> None:
    everybody = sorted(TOWNS, key=lambda entity: -entity.prior)
    assert found(GAZETTEER, "") == found(GAZETTEER, " ") == [entity.id for entity in everybody]
    assert found(GAZETTEER, "", offset=2, limit=2) == [entity.id for entity in everybody[2:4]]
    assert found(GAZETTEER, "min", "org", "river") == ["o/min"]
    assert found(GAZETTEER, "min", "river") == []
    assert PrefixIndex().find(GAZETTEER, "min", limit=1).total == 5


NAME = st.text(st.sampled_from("abAB -ä'Жж\u0301\0"), max_size=5) | st.text(max_size=3)
fast = settings(max_examples=60, deadline=None)


@fast
@given(st.lists(NAME, min_size=1, max_size=8), NAME)
def test_it_finds_what_a_look_at_each_word_finds(texts: list[str], prefix: str) -> None:
    gazetteer = names.build_gazetteer(
        [Entity(f"{number}:", "person", [f"{text}"]) for number, text in enumerate(texts)]
    )
    ids = found(gazetteer, prefix)
    assert len(ids) == len(set(ids))
    searched = prefixes._searched(prefix)
    if searched:
        slowly = [f"{number}:" for number, text in enumerate(texts) if any(map(_begins(searched), _words(text)))]
        assert sorted(ids) == sorted({*slowly, *(f"{n}:" for n in range(len(texts)) if f"{n}:".startswith(prefix))})


def _begins(searched: bytes):  # type: ignore[no-untyped-def]
    return lambda text: text.startswith(searched)


def _words(text: str) -> list[bytes]:
    """The name from each of its words on."""
    words = prefixes._searched(text).split(b" ")
    return [b" ".join(words[start:]) for start in range(len(words)) if words[start]]


def test_long_prefixes_and_names_are_compared_to_their_ends() -> None:
    texts = ["Universität für Bodenkultur Wien", "Universität für angewandte Kunst", "Universität für Musik " * 20]
    gazetteer = names.build_gazetteer([Entity(f"{text[:30]}", "org", [text]) for text in texts])
    assert found(gazetteer, "universitat fur boden") == [texts[0][:30]]
    assert len(found(gazetteer, "universitat fur ")) == 3
    assert found(gazetteer, fold(texts[2].strip())) == []  # of a very long name the beginning is kept
    assert found(gazetteer, "x" * 5000) == []


def test_large_gazetteers_are_read_in_steps_which_several_may_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefixes, "RUN", 5)
    monkeypatch.setattr(prefixes, "STEP", 2)
    index = PrefixIndex()
    first, second = index.prepared(GAZETTEER), index.prepared(GAZETTEER)
    steps = 0
    while next(first, GAZETTEER) is None or next(second, GAZETTEER) is None:
        steps += 1
    assert steps > 5
    assert list(index.prepared(GAZETTEER)) == []
    for prefix, ids in ROWS:
        assert [entity.id for entity in GAZETTEER.entities_at(index.find(GAZETTEER, prefix).ordinals)] == ids
    *steps_before, last = entities_beginning("minsk", (), 0, 10, names.build_gazetteer(TOWNS))
    assert set(steps_before) == {None}
    assert last is not None
    assert last.total == 4


def test_it_knows_what_was_decided_meanwhile_without_reading_all_again() -> None:
    whole = names.build_gazetteer(TOWNS)
    index = PrefixIndex()
    index.find(whole, "x")
    merge = Decision("merge", entity="t/minsk", others=("t/novo",), id="1")
    split = Decision("split", entity="o/min", aliases=("MINSK",), to="o/min-2", id="2")
    decided = as_decided([whole], [merge, split])
    read = dict(index._read)
    ids = [entity.id for entity in decided.entities_at(index.find(decided, "minsk").ordinals)]
    assert ids == ["t/minsk", "o/min-2", "t/far"]
    assert {key: index._read[key] for key in read} == read
    assert len(index._read) == 2


def test_several_gazetteers_are_searched_as_one(tmp_path: Path) -> None:
    paths = [tmp_path / "old.gaz", tmp_path / "new.gaz"]
    names.build_gazetteer(TOWNS, paths[0]).close()
    names.build_gazetteer(
        [Entity("t/minsk", "place", ["Mensk"]), Entity("x", "place", ["Minsk Park"])], paths[1]
    ).close()
    with names.open_gazetteer(paths) as both:
        assert found(both, "minsk ") == ["t/novo", "o/min", "x", "t/far"]
        assert found(both, "mensk") == ["t/minsk"]
        assert found(both, "t/minsk") == ["t/minsk"]
