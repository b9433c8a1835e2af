"""Which entity a name means, or does not, as somebody decided; one that is meant has the decision as its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer import Alias, Gazetteer
from names.comparison.evidence import Evidence
from names.comparison.kinds import DECISION
from names.comparison.similarity import Comparison
from names.parsing.parts import Name, read_names
from names.resolution.results import Candidate

__all__ = ["DECIDED", "accepted", "with_accepted", "without_rejected"]

DECIDED = "decision"  # source of the alias by which an accepted spelling is known


def accepted(query: str, gazetteer: Gazetteer) -> Candidate | None:
    """The candidate that the name means as somebody decided; None if nobody did, or if look-ups do not return it."""
    ruling = gazetteer.decisions.accepted(query) if gazetteer.decisions is not None else None
    ordinal = gazetteer.ordinal(ruling.entity) if ruling is not None else None
    if ruling is None or ordinal is None:
        return None
    [entity] = gazetteer.entities_at([ordinal])
    spelling = ruling.decision.spelling
    left, right = read_names([query, spelling])
    letters = float(sum(len(part.text) for part in left.parts))
    evidence = Evidence(left.parts, right.parts, DECISION.name, 0.0, letters)
    alias = Alias(spelling, source=DECIDED)
    comparison = Comparison(left, right, (evidence,))
    return Candidate(entity, alias, 1.0, query, comparison, decision=ruling.decision)


def with_accepted(names: Sequence[Name], rows: list[list[Candidate]], gazetteer: Gazetteer) -> list[list[Candidate]]:
    """The candidates of each name; that of a decision in place of all others."""
    if gazetteer.decisions is None or not gazetteer.decisions.accepted_forms:
        return rows
    decided = [accepted(name.written, gazetteer) for name in names]
    return [row if one is None else [one] for row, one in zip(rows, decided, strict=True)]


def without_rejected(names: Sequence[Name], rows: list[list[Candidate]], gazetteer: Gazetteer) -> list[list[Candidate]]:
    """The candidates of each name without the entities that it does not mean as it is written."""
    decisions = gazetteer.decisions
    if decisions is None or not decisions.rejected_forms:
        return rows
    rejected = [decisions.rejected(name.written) for name in names]
    return [[one for one in row if one.entity.id not in ids] for row, ids in zip(rows, rejected, strict=True)]
