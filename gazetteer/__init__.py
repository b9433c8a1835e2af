"""Entities with their aliases, stored in a file and found by opaque keys.

Takes entities and a function that makes keys of aliases. A key is a 64-bit number that only the caller can interpret;
`key_version` is the caller's name for its way of making keys, and is stored in the file.
Gives entities by id, aliases by key, and for many queries at once the aliases that share most keys with each.
Never: judges what a name is or whether two names are similar; it imports nothing of the package `names`.

>>> from gazetteer import Alias, Entity
>>> Entity("Q1", "person", ["Jane Doe", Alias("Джейн Доу", "ru")]).label
'Jane Doe'

`build` makes a gazetteer, `Gazetteer.open` reads one, `update` and `compact` change one, `damages` checks one.
`gazetteer.sources` reads entities from files, `gazetteer.default` compiles the gazetteer that is installed with this
package, `gazetteer.storage` reads and writes the files of a gazetteer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gazetteer.entity import Alias, Entity, Office
from gazetteer.errors import (
    EMBEDDED,
    CannotWrite,
    DamagedDecisions,
    DuplicateEntity,
    GazetteerError,
    ImpossibleDecision,
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
    "DamagedDecisions",
    "DuplicateEntity",
    "Entity",
    "Gazetteer",
    "GazetteerError",
    "ImpossibleDecision",
    "InvalidEntity",
    "KeyMismatch",
    "Keys",
    "MissingGazetteer",
    "NotAGazetteer",
    "Office",
    "Ragged",
    "SourceError",
    "SourceWarning",
    "UnknownEntity",
    "build",
    "compact",
    "damages",
    "update",
]

# The modules that define the exported names which need numpy. A module is imported when its name is first used, so
# `import gazetteer` does not load numpy.
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
