"""What several sources say of one entity is joined, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import Entity, SourceError
from gazetteer.sources.joining import Joining
from gazetteer.sources.rows import Row


def _row(source: str, id: str, *identifiers: str, kind: str = "person", adds: bool = False) -> Row:
    return Row(Path(source), 1, Entity(id, kind, [f"{source} {id}"], identifiers=identifiers), adds)


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        ([_row("a", "1", "x:1"), _row("b", "2", "x:1")], [["a 1", "b 2"]]),
        ([_row("a", "1", "x:1"), _row("b", "2", "y:2"), _row("c", "3", "x:1", "y:2")], [["a 1", "c 3", "b 2"]]),
        ([_row("a", "1", "x:1"), _row("a", "2", "y:2"), _row("c", "3", "x:1", "y:2")], [["a 1", "c 3"], ["a 2"]]),
        (
            [_row("a", "1", "x:1"), _row("b", "2", "y:2", kind="org"), _row("c", "3", "x:1", "y:2")],
            [["a 1", "c 3"], ["b 2"]],
        ),
        (
            [_row("a", "1", "x:1"), _row("b", "2", "y:2"), _row("c", "3", "x:1", "y:2"), _row("d", "4", "y:2")],
            [["a 1", "c 3", "b 2", "d 4"]],
        ),
        (
            [_row("a", "1", "x:1"), _row("b", "2", "y:2"), _row("b", "5", "z:1"), _row("c", "3", "x:1", "y:2", "z:1")],
            [["a 1", "c 3", "b 2"], ["b 5"]],
        ),
        ([_row("a", "1"), _row("b", "1", adds=True), _row("b", "9", adds=True)], [["a 1", "b 1"]]),
        ([_row("b", "1", adds=True), _row("a", "1")], [["b 1", "a 1"]]),
    ],
)
def test_accounts_of_one_entity(rows: list[Row], joined: list[list[str]]) -> None:
    assert [[alias.text for alias in entity.aliases] for entity in Joining(rows)] == joined


def test_what_was_joined_is_counted() -> None:
    joining = Joining(
        [_row("a", "1", "x:1"), _row("b", "2", "y:2"), _row("c", "3", "x:1", "y:2"), _row("d", "4", adds=True)]
    )
    assert len(list(joining)) == 1
    assert (joining.joined, joining.left_aside) == (2, 1)


def test_one_id_of_two_entities_is_refused() -> None:
    with pytest.raises(SourceError, match="two accounts of entity '1' differ in kind"):
        list(Joining([_row("a", "1"), _row("b", "1", kind="place")]))
