"""What errors say, and that they go from one process to another."""

from __future__ import annotations

import pickle

from gazetteer import errors


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


_EMBEDDED_ERRORS = (
    errors.NotAGazetteer(errors.EMBEDDED, "it is damaged"),
    errors.MissingGazetteer(errors.EMBEDDED),
    errors.KeyMismatch(errors.EMBEDDED, "1", "2"),
)


def test_the_embedded_gazetteer_is_mended_by_installing_it_again() -> None:
    for error in _EMBEDDED_ERRORS:
        assert "install names-gazetteer again" in str(error)
        assert "names build" not in str(error)
