"""Why a name is taken for an entity, or for none: one line, from the evidence, the text and the rivals."""

from __future__ import annotations

from names.comparison.explanation import explain
from names.resolution.results import Candidate, Resolution
from names.resolution.rules import RULES

RIVALS = 3  # entities named where a name is ambiguous; chosen
TIE = 0.02  # score by which a rival's alias may compare worse and be as good a reading; chosen


def why(resolution: Resolution) -> str:
    """One line: the alias that was met and how, what the text itself told, or who else may be meant.

    It is told by the rules that the resolution was decided by.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer, resolve
    >>> towns = [Entity("a", "place", ["Lindau"], prior=5.0), Entity("b", "place", ["Lindau"], prior=3.0)]
    >>> why(resolve("Lindau", build_gazetteer(towns)))
    'alias “Lindau”; more prominent than Lindau (b)'
    """
    if resolution.because:
        return resolution.because
    near = resolution.candidates.near
    if resolution.status == "match":
        return "; ".join([_met(near[0]), *_outranked(near)])
    if resolution.status == "ambiguous":
        return "may be " + " or ".join(_named(candidate) for candidate in near[:RIVALS])
    if not near:
        return "not in the gazetteer"
    return f"not in the gazetteer; nearest {_named(near[0])}{_missed(resolution)}"


def _named(candidate: Candidate) -> str:
    return f"{candidate.entity.label} ({candidate.entity.id}, {candidate.score:.2f})"


def _missed(resolution: Resolution) -> str:
    """Which threshold the best score misses that would do by default."""
    if resolution.score < RULES.threshold:
        return ""
    return f", below the threshold {resolution.rules.threshold:g}"


def _met(candidate: Candidate) -> str:
    """The alias, and how it compares if it is not written like the name."""
    alias, comparison = candidate.alias, candidate.comparison
    if all(evidence.agrees and evidence.kind.literal for evidence in comparison.evidence):
        return f"{alias.kind} “{alias.text}”"
    return f"{alias.kind} “{alias.text}”: {explain(comparison, alias.language)}"


def _outranked(near: tuple[Candidate, ...]) -> list[str]:
    """The likeliest entity whose alias is as good a reading but whose prior is lower, if there is any."""
    best, *others = near
    for rival in others:
        if rival.comparison.score >= best.comparison.score - TIE and rival.entity.prior < best.entity.prior:
            return [f"more prominent than {rival.entity.label} ({rival.entity.id})"]
    return []
