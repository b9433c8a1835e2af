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
    from names.caching import forget
    from names.comparison.evidence import Evidence
    from names.comparison.similarity import Comparison, compare, compare_many
    from names.errors import DataError, InputError, NamesError, UnknownScheme
    from names.lists.clustering import cluster
    from names.parsing.division import parse
    from names.parsing.parts import Name, Part
    from names.resolution.resolver import build_gazetteer, open_gazetteer, resolve, resolve_many
    from names.resolution.results import Candidate, Mention, Resolution
    from names.resolution.rules import Rules
    from names.text.annotation import annotate, annotate_stream
    from names.text.rules import TextRules
    from names.variation.reading import Reading, readings, romanize
    from names.variation.respelling import variants

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
    "TextRules",
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
    "text.annotation": ("annotate", "annotate_stream"),
    "text.rules": ("TextRules",),
    "lists.clustering": ("cluster",),
    "parsing.division": ("parse",),
    "errors": ("DataError", "InputError", "NamesError", "UnknownScheme"),
    "comparison.evidence": ("Evidence",),
    "caching": ("forget",),
    "parsing.parts": ("Name", "Part"),
    "variation.reading": ("Reading", "readings", "romanize"),
    "resolution.resolver": ("build_gazetteer", "open_gazetteer", "resolve", "resolve_many"),
    "resolution.results": ("Candidate", "Mention", "Resolution"),
    "resolution.rules": ("Rules",),
    "comparison.similarity": ("Comparison", "compare", "compare_many"),
    "variation.respelling": ("variants",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
