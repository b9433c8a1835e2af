"""Write a gazetteer so that it appears whole or not at all.

A gazetteer is drafted in a folder beside its target, and renamed when it is complete. The array file is renamed first.
Its name contains the digest of its content, so nobody reads it before the SQLite file that refers to it is renamed,
which is a single step. If the process is killed at any moment, the target is the old gazetteer or the new one.

A draft holds a lock on its folder, which is released when the process ends in any way. So the next process that writes
there can tell abandoned drafts from those in progress, and removes them. A draft is begun and published under a lock on
the folder of the target, so that array files which no gazetteer refers to can be removed too.
"""

from __future__ import annotations

import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import NotAGazetteer
from gazetteer.storage import schema
from gazetteer.storage.locks import locked, sync
from gazetteer.storage.sealing import seal, unseal
from gazetteer.storage.segment import arrays_path
from gazetteer.storage.targets import is_arrays_of, replaceable, writing

DRAFT = re.compile(r".+\.[0-9a-f]{16}\.gazetteer-draft", re.DOTALL)


@dataclass
class Draft:
    """A gazetteer being written: its folder, its tables, and the digest of its arrays once they are written."""

    folder: Path
    db: sqlite3.Connection
    digest: str = ""

    @property
    def arrays(self) -> Path:
        """The array file."""
        return self.folder / "arrays"

    @property
    def tables(self) -> Path:
        """The SQLite file."""
        return self.folder / "tables"


@contextmanager
def draft(path: Path, *, force: bool = False, changed: bool = False) -> Iterator[Draft]:
    """A draft that becomes the gazetteer at `path` if the block ends without an error, and is removed if not.

    Its tables are empty, or with `changed` a copy of those of the gazetteer at `path`. Raises `CannotWrite`, or
    `NotAGazetteer` if the gazetteer to be changed is damaged.
    """
    target = replaceable(path, force=force)
    with _workplace(path, target) as folder:
        with writing(path):
            new = Draft(folder, _begin(folder / "tables", target if changed else None))
        with closing(new.db):
            yield new
            with writing(path):
                new.db.commit()
                info = schema.info_checksum(new.db)
        with writing(path):
            seal(new.tables, info)
            _publish(target, new)


@contextmanager
def _workplace(path: Path, target: Path) -> Iterator[Path]:
    """A new, locked folder beside the target, which is removed after the block."""
    folder = target.with_name(f"{target.name}.{secrets.token_hex(8)}.gazetteer-draft")
    with ExitStack() as on_exit:
        on_exit.callback(shutil.rmtree, folder, ignore_errors=True)
        with writing(path), locked(target.parent, wait=True) as alone:
            if alone:
                _remove_dead_drafts(target.parent)
            folder.mkdir()
            on_exit.enter_context(locked(folder))
        yield folder


def _begin(tables: Path, base: Path | None) -> sqlite3.Connection:
    """New tables, or a copy of the tables of the gazetteer at `base` without their seal."""
    if base is not None:
        shutil.copyfile(base, tables)
        if not unseal(tables):
            raise NotAGazetteer(base, "its tables are damaged (the checksum differs)")
    db = sqlite3.connect(tables)
    try:
        schema.write_privately(db)
        if base is None:
            schema.create(db)
    except BaseException:
        db.close()
        raise
    return db


def _publish(target: Path, new: Draft) -> None:
    """Give the files their final names, and remove array files that the target does not refer to any more."""
    sync(new.tables)
    with locked(target.parent, wait=True) as alone:
        old_arrays = _named_arrays(target) or set()
        new_arrays = {arrays_path(target, new.digest)} if new.digest else set()
        try:
            for final in new_arrays:
                new.arrays.replace(final)
            new.tables.replace(target)
            sync(target.parent)
        finally:  # after an error, the target may still be the old gazetteer, which keeps its arrays
            _remove_unused_arrays(target, old_arrays | new_arrays, alone=alone)


def _remove_unused_arrays(target: Path, files: set[Path], *, alone: bool) -> None:
    """Remove those of `files` that the target does not refer to; if no other process writes, check all its files."""
    kept = _named_arrays(target)
    if alone and kept is not None:
        files = {file for file in target.parent.iterdir() if is_arrays_of(target, file)}
    for file in files - (kept or set()):
        with suppress(OSError):  # some systems refuse while a reader has the file mapped; a later write removes it
            file.unlink()


def _named_arrays(path: Path) -> set[Path] | None:
    """The array files that the gazetteer at `path` refers to; None if it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            return {arrays_path(path, segment["digest"]) for segment in schema.read_info(db)["segments"]}
    except (sqlite3.Error, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None


def _remove_dead_drafts(folder: Path) -> None:
    """Remove the drafts of killed processes; those of running processes are locked."""
    for file in folder.iterdir():
        if DRAFT.fullmatch(file.name) and file.is_dir() and not file.is_symlink():
            with locked(file) as is_dead:
                if is_dead:
                    shutil.rmtree(file, ignore_errors=True)
