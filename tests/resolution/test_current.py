"""A gazetteer that stays open sees what is decided meanwhile, in texts, too."""

from __future__ import annotations

from pathlib import Path

from gazetteer import Entity
from gazetteer.decisions import deciding
from names.resolution.current import CurrentGazetteer, ServedFiles
from names.resolution.resolver import build_gazetteer, resolve
from names.text.annotation import annotate

TEXT = "Then The Lady left."


def test_what_is_decided_meanwhile_holds(tmp_path: Path) -> None:
    path = tmp_path / "p.gaz"
    build_gazetteer(
        [Entity("ann", "person", ["Ann Lindqvist"]), Entity("bo", "person", ["Bo Lindqvist"])], path
    ).close()
    current = CurrentGazetteer(ServedFiles((path,), (path,)))
    for id in ("ann", "bo"):
        before = current.get()
        resolve("The Lady", before)
        annotate(TEXT, before)
        deciding.keep(before, [deciding.accept(before, "The Lady", id)], who="eva")
        assert resolve("The Lady", current.get()).entity.id == id
        assert [found.entity.id for found in annotate(TEXT, current.get()) if found.entity] == [id]
    assert current.get() is current.get()
