"""Any spelling, any script, one entity, and the reason why.

Names are read (`parse`, `romanize`, `readings`), compared (`compare`, `cluster`, `variants`) and resolved
against a gazetteer of known persons, places and organisations (`resolve`, `resolve_many`, `annotate`,
`annotate_stream`).

>>> import gazetteer, names
>>> president = gazetteer.Entity("kg-1", "person", ["Sooronbay Jeenbekov", "Сооронбай Жээнбеков"])
>>> names.resolve("Soronbay Jinbekov", names.build_gazetteer([president])).entity.id
'kg-1'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from names.caching import forget
    from names.comparison.evidence import Evidence
    from names.comparison.repaired import compare, compare_many
    from names.comparison.similarity import Comparison
    from names.correction.fixing import fix
    from names.correction.results import Change, Doubt, Fixed
    from names.correction.rules import FixRules
    from names.errors import DataError, InputError, NamesError, TakenColumn, UnknownColumn, UnknownKind, UnknownScheme
    from names.integrations.reconciliation import reconcile
    from names.lists.clustering import Cluster, SpellingPair, cluster, clusters
    from names.lists.join_keys import KEYS_VERSION, keys
    from names.lists.linking import LinkedRow, link
    from names.lists.reconciling import Answer
    from names.lists.rules_file import read_rules
    from names.parsing.division import parse
    from names.parsing.parts import Name, Part
    from names.resolution.resolver import (
        build_gazetteer,
        open_gazetteer,
        resolve,
        resolve_many,
        update_gazetteer,
    )
    from names.resolution.results import Candidate, Mention, Resolution
    from names.resolution.rules import CandidateRules, DecisionRules, Recalibration, Rules
    from names.text.annotation import annotate, annotate_stream
    from names.text.rules import TextRules
    from names.variation.reading import Reading, readings, romanize
    from names.variation.respelling import variants

__all__ = [
    "KEYS_VERSION",
    "Answer",
    "Candidate",
    "CandidateRules",
    "Change",
    "Cluster",
    "Comparison",
    "DataError",
    "DecisionRules",
    "Doubt",
    "Evidence",
    "FixRules",
    "Fixed",
    "InputError",
    "LinkedRow",
    "Mention",
    "Name",
    "NamesError",
    "Part",
    "Reading",
    "Recalibration",
    "Resolution",
    "Rules",
    "SpellingPair",
    "TakenColumn",
    "TextRules",
    "UnknownColumn",
    "UnknownKind",
    "UnknownScheme",
    "annotate",
    "annotate_stream",
    "build_gazetteer",
    "cluster",
    "clusters",
    "compare",
    "compare_many",
    "fix",
    "forget",
    "keys",
    "link",
    "open_gazetteer",
    "parse",
    "read_rules",
    "readings",
    "reconcile",
    "resolve",
    "resolve_many",
    "romanize",
    "update_gazetteer",
    "variants",
]

# The module that defines each exported name. It is imported when the name is first used: `import names` loads no data.
_HOMES = {
    "Answer": "lists.reconciling",
    "Candidate": "resolution.results",
    "CandidateRules": "resolution.rules",
    "Change": "correction.results",
    "Cluster": "lists.clustering",
    "Comparison": "comparison.similarity",
    "DataError": "errors",
    "DecisionRules": "resolution.rules",
    "Doubt": "correction.results",
    "Evidence": "comparison.evidence",
    "FixRules": "correction.rules",
    "Fixed": "correction.results",
    "InputError": "errors",
    "KEYS_VERSION": "lists.join_keys",
    "LinkedRow": "lists.linking",
    "Mention": "resolution.results",
    "Name": "parsing.parts",
    "NamesError": "errors",
    "Part": "parsing.parts",
    "Reading": "variation.reading",
    "Recalibration": "resolution.rules",
    "Resolution": "resolution.results",
    "Rules": "resolution.rules",
    "SpellingPair": "lists.clustering",
    "TakenColumn": "errors",
    "TextRules": "text.rules",
    "UnknownColumn": "errors",
    "UnknownKind": "errors",
    "UnknownScheme": "errors",
    "annotate": "text.annotation",
    "annotate_stream": "text.annotation",
    "build_gazetteer": "resolution.resolver",
    "cluster": "lists.clustering",
    "clusters": "lists.clustering",
    "compare": "comparison.repaired",
    "compare_many": "comparison.repaired",
    "fix": "correction.fixing",
    "forget": "caching",
    "keys": "lists.join_keys",
    "link": "lists.linking",
    "open_gazetteer": "resolution.resolver",
    "parse": "parsing.division",
    "read_rules": "lists.rules_file",
    "readings": "variation.reading",
    "reconcile": "integrations.reconciliation",
    "resolve": "resolution.resolver",
    "resolve_many": "resolution.resolver",
    "romanize": "variation.reading",
    "update_gazetteer": "resolution.resolver",
    "variants": "variation.respelling",
}


_MODULES = {"spark": "integrations.spark"}  # modules that are as near as functions: `names.spark.reconcile`


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"{__name__}.{_MODULES[name]}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
