"""What errors say, and that they go from one process to another."""

from __future__ import annotations

import pickle
import shlex
from pathlib import Path

import pytest

from gazetteer import errors

ROOT = Path(__file__).parents[2]


def test_errors_go_from_one_process_to_another() -> None:
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


def embedded_errors() -> list[errors.GazetteerError]:
    return [
        errors.NotAGazetteer(errors.EMBEDDED, "it is damaged"),
        errors.MissingGazetteer(errors.EMBEDDED),
        errors.KeyMismatch(errors.EMBEDDED, "1", "2"),
    ]


def test_the_embedded_gazetteer_is_mended_by_installing_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "SOURCE_TREE", tmp_path)  # as in site-packages
    for error in embedded_errors():
        assert "install names-gazetteer again" in str(error)
        assert "names build" not in str(error)


def test_that_of_a_source_tree_is_mended_by_installing_the_tree() -> None:
    for error in embedded_errors():
        assert str(error).endswith(f": pip install -e {shlex.quote(str(ROOT))}")
        assert "names build" not in str(error)
