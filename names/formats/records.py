"""Results of commands as mappings for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from names.checks.findings import Finding
from names.comparison.contributions import contributions
from names.comparison.similarity import Comparison
from names.parsing.kinds import kind_of
from names.parsing.parts import Name, Part
from names.resolution.results import Candidate, Resolution

__all__ = ["candidate_record", "comparison_record", "finding_record", "lookup_record", "name_record", "scored_record"]


def lookup_record(resolution: Resolution, limit: int, *, scored: bool = False) -> dict[str, Any]:
    """A looked-up name: its status and up to `limit` candidates, best first, with what they are, alias and reason.

    Countries are codes (ISO 3166-1). Scores are probabilities, 0..1. What a person decided comes with the decision.
    With `scored`, each candidate comes with all that made its score.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer, resolve
    >>> record = lookup_record(resolve("Бишкек", build_gazetteer([Entity("b", "place", ["Bishkek"])])), limit=5)
    >>> record["status"], [candidate["entity"] for candidate in record["candidates"]]
    ('match', ['b'])
    """
    record = scored_record if scored else candidate_record
    candidates = [record(candidate) for candidate in resolution.candidates[:limit]]
    return {"query": resolution.query, "status": resolution.status, "candidates": candidates}


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    """A candidate: what the entity is, the alias that speaks most for it, the score and the reason."""
    return {
        "entity": candidate.entity.id,
        "label": candidate.entity.label,
        "kind": candidate.entity.kind,
        "description": candidate.entity.description,
        "countries": list(candidate.entity.countries),
        "alias": candidate.alias.text,
        "alias_kind": candidate.alias.kind,
        "score": round(candidate.score, 3),
        "why": candidate.explain(),
        **({"decision": candidate.decision.record} if candidate.decision is not None else {}),
    }


def scored_record(candidate: Candidate) -> dict[str, Any]:
    """A candidate with all that made its score: the facts that agree or contradict, and the comparison.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer, resolve
    >>> [bishkek] = resolve("Bichkek", build_gazetteer([Entity("b", "place", ["Bishkek"])])).candidates
    >>> scored_record(bishkek)["comparison"]["steps"][0]["feature"]
    'constant'
    """
    comparison = candidate.comparison
    compared = {
        "score": round(comparison.score, 3),
        "evidence": _evidence_records(comparison),
        "steps": _step_records(comparison),
    }
    return {**candidate_record(candidate), "facts": list(candidate.facts), "comparison": compared}


def _step_records(comparison: Comparison) -> list[dict[str, object]]:
    return [
        {"feature": step.feature, "meaning": step.meaning, "log_odds": round(step.log_odds, 2)}
        for step in contributions(comparison)
    ]


def comparison_record(comparison: Comparison, *, scored: bool = False) -> dict[str, Any]:
    """A comparison: its score (0..1), the reasons, and each piece of evidence with its words and its cost in nats.

    With `scored`, it comes with the steps of its score (see `names.comparison.contributions`).

    >>> from names.comparison.similarity import compare
    >>> comparison_record(compare("A. Ivanova", "Anna Ivanova"))["evidence"][0]["how"]
    'initial'
    """
    return {
        "left": comparison.left.written,
        "right": comparison.right.written,
        "score": round(comparison.score, 3),
        "why": comparison.explain(),
        "evidence": _evidence_records(comparison),
        **({"steps": _step_records(comparison)} if scored else {}),
    }


def _evidence_records(comparison: Comparison) -> list[dict[str, object]]:
    return [
        {"left": _texts(one.left), "right": _texts(one.right), "how": one.how, "cost": round(one.cost, 2)}
        for one in comparison.evidence
    ]


def _texts(parts: Sequence[Part]) -> list[str]:
    return [part.text for part in parts]


def name_record(name: Name) -> dict[str, Any]:
    """A parsed name: its kind if its words tell it, and each part with role, offsets [start, end) and Latin reading.

    Offsets are in characters.

    >>> from names.parsing.division import parse
    >>> [(part["text"], part["role"]) for part in name_record(parse("Dr. Maria Berg"))["parts"]]
    [('Dr', 'title'), ('Maria', 'given'), ('Berg', 'family')]
    """
    parts = [
        {"text": part.text, "role": part.role, "start": part.start, "end": part.end, "latin": part.word.latin}
        for part in name.parts
    ]
    return {"text": name.text, "kind": kind_of(name), "parts": parts}


def finding_record(finding: Finding) -> dict[str, object]:
    """What a check has found: file, line (0: none), id of the entity, level, what is wrong, and how to mend it.

    >>> finding_record(Finding("people.tsv", 7, "p1", "error", "no name", "write it"))["line"]
    7
    """
    return asdict(finding)
