"""Any spelling, any script, one entity, and the reason why.

Names are read (`parse`, `romanize`, `readings`), compared (`compare`, `cluster`, `variants`) and resolved
against a gazetteer of known persons, places and organisations (`resolve`, `resolve_many`, `annotate`,
`annotate_stream`).
Nothing is loaded before it is used.

>>> import gazetteer, names
>>> president = gazetteer.Entity("kg-1", "person", ["Sooronbay Jeenbekov", "Сооронбай Жээнбеков"])
>>> names.resolve("Soronbay Jinbekov", names.build_gazetteer([president])).entity.id
'kg-1'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from names.annotation import annotate, annotate_stream
    from names.clustering import cluster
    from names.division import parse
    from names.errors import DataError, InputError, NamesError, UnknownScheme
    from names.evidence import Evidence
    from names.memory import forget
    from names.mentions import Mention
    from names.parts import Name, Part
    from names.reading import Reading, readings, romanize
    from names.resolution import (
        Candidate,
        Resolution,
        Rules,
        build_gazetteer,
        open_gazetteer,
        resolve,
        resolve_many,
    )
    from names.similarity import Comparison, compare, compare_many
    from names.variation import variants

__all__ = [
    "Candidate",
    "Comparison",
    "DataError",
    "Evidence",
    "InputError",
    "Mention",
    "Name",
    "NamesError",
    "Part",
    "Reading",
    "Resolution",
    "Rules",
    "UnknownScheme",
    "annotate",
    "annotate_stream",
    "build_gazetteer",
    "cluster",
    "compare",
    "compare_many",
    "forget",
    "open_gazetteer",
    "parse",
    "readings",
    "resolve",
    "resolve_many",
    "romanize",
    "variants",
]

# A module must not be called like a name exported here: importing it would hide the name.
_HOMES = {
    "annotation": ("annotate", "annotate_stream"),
    "clustering": ("cluster",),
    "division": ("parse",),
    "errors": ("DataError", "InputError", "NamesError", "UnknownScheme"),
    "evidence": ("Evidence",),
    "memory": ("forget",),
    "mentions": ("Mention",),
    "parts": ("Name", "Part"),
    "reading": ("Reading", "readings", "romanize"),
    "resolution": (
        "Candidate",
        "Resolution",
        "Rules",
        "build_gazetteer",
        "open_gazetteer",
        "resolve",
        "resolve_many",
    ),
    "similarity": ("Comparison", "compare", "compare_many"),
    "variation": ("variants",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
