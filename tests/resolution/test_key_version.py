"""The version of the keys follows the data that makes them: a file built with other data is refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rows import rows

import gazetteer
import names
from gazetteer import Entity
from names.resolution import key_version as versions

TOWNS = [Entity("minsk", "place", ["Minsk"]), Entity("bishkek", "place", ["Bishkek"])]
# Prints the files of names/data that are opened while keys of the aliases on standard input are made.
TRACE = """
import sys
from pathlib import Path
from names.resolution.key_version import DATA
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from gazetteer import Alias
from names.resolution.keys import gazetteer_keys
gazetteer_keys([Alias(line.rstrip("\\n")) for line in sys.stdin])
for path in map(Path, sorted(opened)):
    if DATA in path.parents and path.suffix in (".tsv", ".toml"):
        print(path.relative_to(DATA).as_posix())
"""


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data that counts as the data while the test runs."""
    folder = tmp_path / "data"
    shutil.copytree(versions.DATA, folder)
    monkeypatch.setattr(versions, "DATA", folder)
    versions.key_version.cache_clear()
    yield folder
    versions.key_version.cache_clear()


def _edit(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new))


def test_keys_depend_on_no_other_data_than_that_of_their_version() -> None:
    specimens = [row["name"] for row in rows("parse.tsv")] + [row["text"] for row in rows("romanize.tsv")]
    specimens += [row[side] for row in rows("compare.tsv") for side in ("left", "right")]
    done = subprocess.run(
        [sys.executable, "-c", TRACE],
        input="\n".join(filter(None, specimens)),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "PYTHONPATH": str(Path(names.__file__).parents[1])},
    )
    opened = set(done.stdout.split())
    assert len(opened) > 100
    assert sorted(opened - set(versions.key_data(versions.DATA))) == []


@pytest.mark.parametrize("path", sorted(versions.UNREAD))
def test_what_is_not_read_exists(path: str) -> None:
    assert (versions.DATA / path).exists()


def test_a_copy_has_the_same_version_whatever_its_line_ends(copied: Path) -> None:
    version = versions.data_digest(copied)
    for path in (copied / "lexicon").iterdir():
        _edit(path, b"\n", b"\r\n")
    (copied / "scratch.bak").write_text("of no consequence", encoding="utf-8")
    _edit(copied / "nicknames.tsv", b"\n", b"\n\n")
    assert versions.data_digest(copied) == version


def test_a_file_built_before_a_title_was_added_is_refused(copied: Path, tmp_path: Path) -> None:
    path = tmp_path / "towns.gaz"
    names.build_gazetteer(TOWNS, path).close()
    names.open_gazetteer(path).close()
    with (copied / "lexicon" / "title.tsv").open("a", encoding="utf-8") as table:
        table.write("generalissimo\tgeneralissimo\tinvented\n")
    versions.key_version.cache_clear()
    with pytest.raises(gazetteer.KeyMismatch) as refused:
        names.open_gazetteer(path)
    assert str(refused.value).endswith(f"build it again: names build SOURCE -o {path}")
    assert refused.value.built.startswith(f"{versions.CODE}-")
    assert refused.value.wanted == versions.key_version() != refused.value.built


def test_a_new_table_counts(copied: Path) -> None:
    version = versions.data_digest(copied)
    (copied / "new.tsv").write_text("a\tb\n", encoding="utf-8")
    assert versions.data_digest(copied) != version


def test_what_no_other_process_opens_needs_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "data_digest", None)
    versions.key_version.cache_clear()
    assert names.build_gazetteer(TOWNS).info["key_version"] == versions.UNVERSIONED
