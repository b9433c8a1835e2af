"""The reason for a resolution in one line, from the evidence, the text and rival entities."""

from __future__ import annotations

from collections.abc import Sequence

from names.parsing.parts import read_name
from names.repairs.readings import certain_repair
from names.resolution.ordinary_words import is_ordinary
from names.resolution.results import Candidate, Resolution
from names.resolution.rules import RULES

RIVALS = 3  # most entities named in the reason for an ambiguity; chosen
TIE = 0.02  # scores of comparisons that differ by less are as good; chosen


def why(resolution: Resolution) -> str:
    """The reason in one line: the alias that matched and how, what the text itself says, or who else may be meant.

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
        best, *others = near
        return "; ".join([_matched_alias(best), *best.facts, *_outranked(best, others)])
    if resolution.status == "ambiguous":
        return "; ".join(["may be " + " or ".join(map(_named, near[:RIVALS])), *_repairs(near[0])])
    nobody = "an ordinary word" if is_ordinary(read_name(resolution.query)) else "not in the gazetteer"
    if not near:
        return nobody
    nearest, *_ = near
    return "; ".join([f"{nobody}; nearest {_named(nearest)}{_missed_threshold(resolution)}", *_repairs(nearest)])


def _named(candidate: Candidate) -> str:
    return f"{candidate.entity.label} ({', '.join([candidate.entity.id, f'{candidate.score:.2f}', *candidate.facts])})"


def _missed_threshold(resolution: Resolution) -> str:
    """The threshold in force, if only the default one is reached."""
    if resolution.score < RULES.threshold:
        return ""
    return f", below the threshold {resolution.rules.threshold:g}"


def _matched_alias(candidate: Candidate) -> str:
    """The alias, and how it compares unless it is written like the name."""
    alias, comparison = candidate.alias, candidate.comparison
    if candidate.decision is not None:
        return candidate.explain()
    if all(evidence.agrees and evidence.kind.literal for evidence in comparison.evidence):
        return "; ".join([f"{alias.kind} “{alias.text}”", *_repairs(candidate)])
    return f"{alias.kind} “{alias.text}”: {comparison.explain(alias.language)}"


def _repairs(candidate: Candidate) -> list[str]:
    """How the name was read otherwise than it is written, if it was."""
    compared = candidate.compared
    repairs = compared.repairs if compared else filter(None, [certain_repair(candidate.query)])
    return [repair.phrase for repair in repairs]


def _outranked(best: Candidate, others: Sequence[Candidate]) -> list[str]:
    """The likeliest other entity that compares as well but has a lower prior, if there is one."""
    for rival in others:
        if rival.comparison.score >= best.comparison.score - TIE and rival.entity.prior < best.entity.prior:
            return [f"more prominent than {rival.entity.label} ({rival.entity.id})"]
    return []
