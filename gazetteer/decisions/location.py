"""Where the decisions about a gazetteer are kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from gazetteer import errors

__all__ = ["SUFFIX", "VARIABLE", "decisions_file", "decisions_files"]

VARIABLE = "NAMES_DECISIONS"  # of the environment: another file, for any gazetteer
SUFFIX = ".decisions.jsonl"
FOLDER = "names-gazetteer"  # within the folder of the user's data


def decisions_file(gazetteer: str | Path) -> Path | None:
    """The file of the decisions about the gazetteer at this path, whether it exists or not; links are followed.

    It is beside the gazetteer, and for the embedded one, whose folder may be read-only, in the folder of the user's
    data; None if the system does not tell that folder. NAMES_DECISIONS names another file.

    >>> decisions_file("/data/my.gaz").name
    'my.gaz.decisions.jsonl'
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if _is_embedded(Path(gazetteer)):
        folder = _user_data()
        return folder / f"{errors.EMBEDDED.name}{SUFFIX}" if folder is not None else None
    path = Path(os.path.realpath(gazetteer))
    return path.with_name(f"{path.name}{SUFFIX}")


def _is_embedded(path: Path) -> bool:
    return path == errors.EMBEDDED or os.path.realpath(path) == os.path.realpath(errors.EMBEDDED)


def decisions_files(gazetteers: Iterable[str | Path | None]) -> list[Path]:
    """The files of the decisions about the gazetteers at these paths, in order; a new decision goes to the last."""
    files = [decisions_file(path) for path in gazetteers if path is not None]
    return list(dict.fromkeys(file for file in files if file is not None))


def _user_data() -> Path | None:
    """The folder for data of this user, as the XDG Base Directory Specification and its like elsewhere have it."""
    named, usual = {
        "win32": ("LOCALAPPDATA", "~/AppData/Local"),
        "darwin": ("", "~/Library/Application Support"),
    }.get(sys.platform, ("XDG_DATA_HOME", "~/.local/share"))
    folder = Path(os.environ.get(named) or os.path.expanduser(usual))  # noqa: PTH111 - pathlib raises without a home
    return folder / FOLDER if folder.is_absolute() else None
