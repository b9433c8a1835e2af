"""Gazetteers appear whole: they are drafted in a folder of their own beside, and renamed when all is written.

The array file takes its final name first; the digest of its content is part of that name, so nobody reads
it until the SQLite file that names it takes its own final name, and that happens in one step. Whatever
moment the process is killed at, the final name holds the old gazetteer or the new one.

A draft holds a lock on its folder, which ends with the process, however that ends. So the next process that writes
there can tell what a killed one has left from what is being written, and removes it. Drafts begin, and gazetteers are
renamed, under a lock on the folder in which they stand, so that array files that no gazetteer names can be removed too.
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
    """A gazetteer to be written, which takes its place at `path` if the block ends well; nothing else is ever left.

    Its tables are empty, or those of the gazetteer that is `changed`. Raises `CannotWrite`, `NotAGazetteer` for a
    damaged one to change.
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
    """A new folder beside the target, locked, and removed in the end."""
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
    """New tables, or a copy of those of the gazetteer at `base`, without its seal."""
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
    """Give the files their final names, and remove those that nobody reads any more."""
    sync(new.tables)
    with locked(target.parent, wait=True) as alone:
        old_arrays = _named_arrays(target) or set()
        new_arrays = {arrays_path(target, new.digest)} if new.digest else set()
        try:
            for final in new_arrays:
                new.arrays.replace(final)
            new.tables.replace(target)
            sync(target.parent)
        finally:  # whatever the target is now, it keeps its arrays
            _remove_unnamed_arrays(target, old_arrays | new_arrays, alone=alone)


def _remove_unnamed_arrays(target: Path, ours: set[Path], *, alone: bool) -> None:
    """Remove those of `ours` that the gazetteer does not name; of a process that is alone, all array files are its."""
    kept = _named_arrays(target)
    if alone and kept is not None:
        ours = {file for file in target.parent.iterdir() if is_arrays_of(target, file)}
    for file in ours - (kept or set()):
        with suppress(OSError):  # refused by some systems while a reader has it mapped: it is litter then
            file.unlink()


def _named_arrays(path: Path) -> set[Path] | None:
    """The array files that a gazetteer names; None if there is no readable gazetteer."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            return {arrays_path(path, segment["digest"]) for segment in schema.read_info(db)["segments"]}
    except (sqlite3.Error, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None


def _remove_dead_drafts(folder: Path) -> None:
    """Remove the drafts of processes that were killed; of living ones they are locked."""
    for file in folder.iterdir():
        if DRAFT.fullmatch(file.name) and file.is_dir() and not file.is_symlink():
            with locked(file) as dead:
                if dead:
                    shutil.rmtree(file, ignore_errors=True)
