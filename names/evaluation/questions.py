"""What somebody is asked for labels: two spellings that may be one name, or a name and who may be meant by it.

The most telling questions come first, those whose scores are nearest the threshold; then others at random, by which it
is seen whether scores are what they say.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from gazetteer import Entity, Gazetteer
from names.comparison.repaired import compare_many
from names.comparison.similarity import Comparison
from names.evaluation.measures import SEED
from names.lists.rules_file import TunedRules
from names.parsing.parts import read_names
from names.resolution.candidates import shortlist
from names.resolution.resolver import build_gazetteer, resolve_many
from names.resolution.results import Candidate, Resolution
from names.resolution.rules import RULES

__all__ = ["NOBODY", "LabelQuestion", "OfferedAnswer", "doubles", "looked_up", "pairs_of_rows", "sampled"]

NEAR = 100  # most questions that are asked because their score is near the threshold, and at most half of all; chosen
COMPARED = 8  # names most similar to a name, of which pairs are made; chosen
CHOICES = 5  # entities that are offered for a name; chosen
LIKELY = 0.01  # least score of an entity that is offered beside the likeliest; chosen
SAMPLED = 5000  # names of a list that are asked about, at most; chosen
NOBODY = "n"  # the key for: different, or none of these


class OfferedAnswer(NamedTuple):
    """An answer that may be chosen: its key, what is written for it, and how it is shown."""

    key: str
    label: str
    shown: str


class LabelQuestion(NamedTuple):
    """What is asked, and what may be answered; the key `n` always means: different, or none of these."""

    asked: tuple[str, ...]  # the name, or two spellings
    score: float  # of the likeliest answer, 0..1
    choices: tuple[OfferedAnswer, ...]
    chosen: str = "random"  # why it is asked: "near" the threshold, or at "random"

    @property
    def identity(self) -> frozenset[str]:
        """What tells the question from others: two spellings are one question in either order."""
        return frozenset(self.asked)


def sampled(names: Iterable[str]) -> list[str]:
    """The distinct names, or as many of them as can be asked about, by lot with a seed; sorted."""
    distinct = sorted({name.strip() for name in names} - {""})
    return distinct if len(distinct) <= SAMPLED else sorted(random.Random(SEED).sample(distinct, SAMPLED))


def doubles(names: Sequence[str], rules: TunedRules) -> list[LabelQuestion]:
    """Pairs of similar names of a list.

    >>> [question.asked for question in doubles(["Jan Berg", "Eva Lind", "Berg, Jan"], TunedRules())]
    [('Berg, Jan', 'Jan Berg')]
    """
    if len(names) < 2:
        return []
    texts = [name.encode("utf-8", "replace").decode() for name in names]
    index = build_gazetteer(Entity(str(place), "name", [text]) for place, text in enumerate(texts))
    similar = shortlist(read_names(names), index, RULES.candidates, COMPARED, depth="all fields").aliases
    pairs = {(min(i, j), max(i, j)) for i, row in enumerate(similar) for j in row.tolist() if i != j}
    return pairs_of_rows(sorted(sorted((names[i], names[j])) for i, j in pairs), rules)


def pairs_of_rows(pairs: Sequence[Sequence[str]], rules: TunedRules) -> list[LabelQuestion]:
    """Questions about given pairs, each once."""
    distinct = {frozenset(pair): (pair[0], pair[1]) for pair in pairs if pair[0] and pair[1] and pair[0] != pair[1]}
    asked = list(distinct.values())
    questions = [_pair(pair, found) for pair, found in zip(asked, compare_many(asked), strict=True)]
    return _ordered(questions, rules.pairs)


def _pair(pair: tuple[str, str], comparison: Comparison) -> LabelQuestion:
    return LabelQuestion(pair, comparison.score, (OfferedAnswer("y", "1", comparison.explain()),))


def looked_up(names: Sequence[str], gazetteer: Gazetteer, rules: TunedRules) -> list[LabelQuestion]:
    """Questions about whom names mean, of those for which the gazetteer has candidates."""
    resolved = resolve_many(names, gazetteer, rules.names, CHOICES)
    return _ordered([_name(one) for one in resolved if one.candidates.near], rules.names.threshold)


def _name(resolution: Resolution) -> LabelQuestion:
    first, *others = resolution.candidates.near[:CHOICES]
    candidates = [first, *(one for one in others if one.score >= LIKELY)]
    choices = [_choice(number, candidate) for number, candidate in enumerate(candidates, start=1)]
    return LabelQuestion((resolution.query,), candidates[0].score, tuple(choices))


def _choice(number: int, candidate: Candidate) -> OfferedAnswer:
    entity = candidate.entity
    what = ", ".join(filter(None, (entity.kind, entity.description, entity.id, f"{candidate.score:.2f}")))
    shown = f"{entity.label} ({what}): {candidate.explain(candidate.alias.language)}"
    return OfferedAnswer("y" if number == 1 else str(number), entity.id, shown)


def _ordered(questions: Sequence[LabelQuestion], threshold: float) -> list[LabelQuestion]:
    """The questions in the order in which they are asked."""
    by_distance = sorted(questions, key=lambda one: (abs(_log_odds(one.score) - _log_odds(threshold)), one.asked))
    count = min(NEAR, (len(questions) + 1) // 2)
    others = by_distance[count:]
    random.Random(SEED).shuffle(others)
    return [*(one._replace(chosen="near") for one in by_distance[:count]), *others]


def _log_odds(score: float) -> float:
    clipped = min(max(score, 1e-6), 1 - 1e-6)
    return log(clipped / (1 - clipped))
