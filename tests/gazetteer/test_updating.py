"""Changing a gazetteer that is there."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from toykeys import JANE, KYIV, VERSION, keys, make

from gazetteer import Alias, Entity, Gazetteer, compact, errors, update


def names_in(path: Path) -> list[str]:
    return sorted(file.name for file in path.iterdir())


def change(path, **changes):
    return update(path, keys=keys, key_version=VERSION, **changes)


def test_update(tmp_path):
    path = tmp_path / "x.gaz"
    people = [Entity(str(i), "person", [f"name {i}"], prior=i) for i in range(40)]
    old = make(people, path)
    five = Entity("5", "robot", ["Number Five", Alias("Пять", "ru", "nick")], prior=0.5)
    new = change(path, add=[five, KYIV], remove=["7", "8"])
    assert list(new) == [p for p in people if p.id not in "578"] + [five, KYIV]
    assert new.entity("5") == five
    assert len(new) == 39
    assert len(new.info["segments"]) == 2
    assert [new.kinds("entity")[code] for code in new.entity_kinds[-2:]] == ["robot", "place"]
    with pytest.raises(errors.UnknownEntity):
        new.entity("7")
    assert list(old) == people  # an opened gazetteer does not change
    again = change(path, add=[JANE], remove=["place:1"])
    assert list(again) == [p for p in people if p.id not in "578"] + [five, JANE]
    assert len(names_in(tmp_path)) == 3
    with compact(path, keys=keys, key_version=VERSION) as compacted:
        assert list(compacted) == list(again)
        assert len(compacted.info["segments"]) == 1
    assert len(names_in(tmp_path)) == 2


def test_large_updates_are_compacted(tmp_path):
    make([Entity(str(i), "person", [f"name {i}"]) for i in range(10)], tmp_path / "x.gaz").close()
    with change(tmp_path / "x.gaz", remove=["1", "2", "3"]) as gaz:
        assert len(gaz) == 7
        assert len(gaz.info["segments"]) == 1
    with change(tmp_path / "x.gaz") as gaz:
        assert len(gaz) == 7


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"remove": ["nobody"]}, errors.UnknownEntity),
        ({"add": [JANE, JANE]}, errors.DuplicateEntity),
    ],
)
def test_refused_updates_change_nothing(tmp_path, changes, error):
    path = tmp_path / "x.gaz"
    make([KYIV], path).close()
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(error):
        change(path, **changes)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_reader_sees_one_gazetteer_or_another(tmp_path):
    """While one thread writes, others open: every opened gazetteer is one of those written."""
    path = tmp_path / "x.gaz"

    def state(turn: int) -> list[Entity]:
        return [Entity(str(i), "person", [f"{turn} of {i}"]) for i in range(30)]

    make(state(0), path).close()
    stop, wrong = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            with Gazetteer.open(path, key_version=VERSION) as gaz:
                turns = {entity.label.split()[0] for entity in gaz} | {
                    text.split()[0] for text in gaz.alias_texts(range(3))
                }
                if len(turns) != 1:
                    wrong.append(turns)

    thread = threading.Thread(target=read)
    thread.start()
    for turn in range(1, 15):
        make(state(turn), path).close()
    stop.set()
    thread.join()
    assert not wrong
