"""Reconcile the names of a list or table with a gazetteer: for each row an answer, in the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gazetteer import Gazetteer
from names.lists.facts import FACT_RULES, FactRules, Facts, weighed
from names.resolution.reasons import why
from names.resolution.resolver import resolve_many
from names.resolution.results import Candidate, Resolution
from names.resolution.rules import RULES, Rules

__all__ = ["ANSWER_FIELDS", "Answer", "Query", "answer", "reconcile_queries"]

SCORE_DIGITS = 3  # after which the digits of a score say nothing; chosen


@dataclass(frozen=True, slots=True)
class Query:
    """A name, and what else its row says of whom it means (see `Facts`).

    Without a name, the given and the family name are it.

    >>> Query(facts=Facts(given="Ada", family="Berg")).wording
    'Ada Berg'
    """

    name: str = ""
    facts: Facts = field(default_factory=Facts)

    @property
    def wording(self) -> str:
        """The name that is looked up."""
        return self.name.strip() or " ".join(filter(None, (self.facts.given.strip(), self.facts.family.strip())))


class Answer(NamedTuple):
    """What a row of a table is given: the entity that its name means, and the likeliest other one.

    Without a match, `id`, `label` and `kind` are empty, and the likeliest entity stands as the runner-up. Scores are
    probabilities, 0..1; `score` is that of the best candidate. A row without a name has an empty status.
    """

    id: str = ""
    label: str = ""
    kind: str = ""
    score: float | None = None
    status: str = ""  # "match", "ambiguous", "none", or "" for a row without a name
    why: str = ""
    runner_up: str = ""  # id of the likeliest other entity
    runner_up_label: str = ""
    runner_up_score: float | None = None


ANSWER_FIELDS = Answer._fields


def reconcile_queries(
    queries: Sequence[Query], gazetteer: Gazetteer, rules: Rules = RULES, facts: FactRules = FACT_RULES
) -> list[Resolution]:
    """The resolution of each query, in the light of its facts; those without a name are resolved as the empty name.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> cities = build_gazetteer([Entity("b", "place", ["Bishkek"]), Entity("m", "place", ["Minsk"])])
    >>> [resolution.status for resolution in reconcile_queries([Query("Бишкек"), Query()], cities)]
    ['match', 'none']
    """
    resolved = resolve_many([query.wording for query in queries], gazetteer, rules)
    return [weighed(resolution, query.facts, facts) for query, resolution in zip(queries, resolved, strict=True)]


def answer(resolution: Resolution) -> Answer:
    """What a row is given for the resolution of its name.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer, resolve
    >>> found = answer(resolve("Бишкек", build_gazetteer([Entity("b", "place", ["Bishkek"])])))
    >>> found.id, found.label, found.status, found.runner_up
    ('b', 'Bishkek', 'match', '')
    """
    if not resolution.query:
        return Answer()
    near = resolution.candidates.near  # not all: to ask for the others takes a fifth of the time of a look-up
    entity = near[0].entity if near and resolution.status == "match" else None
    others = near[1:] if entity else near
    return Answer(
        id=entity.id if entity else "",
        label=entity.label if entity else "",
        kind=entity.kind if entity else "",
        score=_rounded(near[0] if near else None),
        status=resolution.status,
        why=why(resolution),
        runner_up=others[0].entity.id if others else "",
        runner_up_label=others[0].entity.label if others else "",
        runner_up_score=_rounded(others[0] if others else None),
    )


def _rounded(candidate: Candidate | None) -> float | None:
    return round(candidate.score, SCORE_DIGITS) if candidate else None
