"""What is known: entities, their aliases, and the file that finds them again by opaque keys.

>>> from gazetteer import Alias, Entity
>>> Entity("Q1", "person", ["Jane Doe", Alias("Джейн Доу", "ru")]).label
'Jane Doe'

`build` makes a gazetteer, `Gazetteer.open` reads one, `update` changes one, `damages` says what is wrong with one.
What a key means is the caller's affair: a function from aliases to `Keys` is passed in, and `key_version` names it in
the file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gazetteer.entity import Alias, Entity
from gazetteer.errors import (
    EMBEDDED,
    CannotWrite,
    DuplicateEntity,
    GazetteerError,
    InvalidEntity,
    KeyMismatch,
    MissingGazetteer,
    NotAGazetteer,
    SourceError,
    SourceWarning,
    UnknownEntity,
)

if TYPE_CHECKING:
    from gazetteer.checking import damages
    from gazetteer.index import Gazetteer
    from gazetteer.storage.arrays import Keys, Ragged
    from gazetteer.updating import compact, update
    from gazetteer.writer import build

DEFAULT = EMBEDDED  # compiled when the package is built (hatch_build.py)

__all__ = [
    "DEFAULT",
    "Alias",
    "CannotWrite",
    "DuplicateEntity",
    "Entity",
    "Gazetteer",
    "GazetteerError",
    "InvalidEntity",
    "KeyMismatch",
    "Keys",
    "MissingGazetteer",
    "NotAGazetteer",
    "Ragged",
    "SourceError",
    "SourceWarning",
    "UnknownEntity",
    "build",
    "compact",
    "damages",
    "update",
]

# Where each exported name is defined that needs numpy. It is imported when it is first asked for: `import gazetteer`
# loads no numpy.
_HOMES = {
    "Gazetteer": "index",
    "Keys": "storage.arrays",
    "Ragged": "storage.arrays",
    "build": "writer",
    "compact": "updating",
    "damages": "checking",
    "update": "updating",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
