"""Why a name is taken for an entity, or for none: one line from the evidence, the text and the rivals."""

from __future__ import annotations

from collections.abc import Iterator

from names.comparison.explanation import explain
from names.resolution.results import Candidate, Resolution

RIVALS = 3  # entities named where a name is ambiguous
ALIKE = 0.02  # by how much a rival's name may compare worse and be as good a reading


def why(resolution: Resolution) -> str:
    """One line: the alias that was met and how, what the text itself told, and who was the rival."""
    if resolution.because:
        return resolution.because
    if resolution.status == "match":
        return "; ".join((_met(resolution.candidates[0]), *_outranked(resolution)))
    shown = " or ".join(_named(candidate) for candidate in resolution.candidates.near[:RIVALS])
    if resolution.status == "ambiguous":
        return f"may be {shown}"
    return "not in the gazetteer" + (f"; nearest {_named(resolution.candidates[0])}" if shown else "")


def _named(candidate: Candidate) -> str:
    return f"{candidate.entity.label} ({candidate.entity.id}, {candidate.score:.2f})"


def _met(candidate: Candidate) -> str:
    alias, comparison = candidate.alias, candidate.comparison
    alike = all(e.agrees and e.kind.literal for e in comparison.evidence)
    return f"{alias.kind} “{alias.text}”" + ("" if alike else f": {explain(comparison, alias.language)}")


def _outranked(resolution: Resolution) -> Iterator[str]:
    """Who else is written so, where prominence decided."""
    best, *others = resolution.candidates.near
    least = best.comparison.score - ALIKE
    rivals = [c for c in others if c.comparison.score >= least and c.entity.prior < best.entity.prior]
    if rivals:
        yield f"more prominent than {rivals[0].entity.label} ({rivals[0].entity.id})"
