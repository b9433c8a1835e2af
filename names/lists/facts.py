"""What a table says of somebody beside the name, and how far it agrees with what a gazetteer knows.

A fact multiplies the odds of each candidate: a country or year of birth that agrees raises them, one that contradicts
lowers them, and what either side does not say changes nothing. So a name alone decides as before, and a contradiction
is told in the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum

from gazetteer import Entity
from names.lists.country_codes import country_code
from names.resolution.results import Candidate, Ranking, Resolution, status

__all__ = ["FACT_RULES", "SWAPPED", "Effect", "FactRules", "Facts", "weighed"]

YEAR = 4  # digits of a year in an ISO 8601 date
SWAPPED = "given and family name are the other way round"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of whom a name means. What is empty is not known.

    `given` and `family` are the parts of the name told apart; `countries` are codes (ISO 3166-1) or names of countries,
    one of which must agree; `kind` is "person", "place", "org" or another kind of the gazetteer; `born` is an
    ISO 8601 date, of which the year counts.
    """

    given: str = ""
    family: str = ""
    countries: tuple[str, ...] = ()
    kind: str = ""
    born: str = ""


@dataclass(frozen=True, slots=True)
class FactRules:
    """By how much a fact multiplies the odds of a candidate. All numbers are chosen."""

    same_country: float = 3.0  # many namesakes are compatriots
    other_country: float = 0.1  # people move, and hold several citizenships
    other_kind: float = 0.02
    same_year: float = 20.0  # one in some fifty adults was born in that year; sources are wrong now and then
    next_year: float = 2.0  # a year more or less: sources count differently
    other_year: float = 0.02
    swapped_parts: float = 0.2  # given and family name are the other way round


FACT_RULES = FactRules()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a fact says of a candidate: the factor of its odds, and the reason."""

    factor: float
    reason: str


def _none(_: Candidate) -> tuple[Effect, ...]:
    return ()


def weighed(
    resolution: Resolution,
    facts: Facts,
    rules: FactRules = FACT_RULES,
    further: Callable[[Candidate], Iterable[Effect]] = _none,
) -> Resolution:
    """The resolution with the scores, order, status and reasons that it has in the light of the facts.

    `further` gives effects of facts that the caller knows beside these. None of them changes what somebody decided.

    >>> from names import build_gazetteer, resolve
    >>> ivanovs = [Entity("1", "person", ["Ivan Ivanov"], countries=["BG"]), Entity("2", "person", ["Ivan Ivanov"])]
    >>> resolution = resolve("Ivan Ivanov", build_gazetteer(ivanovs))
    >>> resolution.status, weighed(resolution, Facts(countries=("Bulgaria",))).entity.id
    ('ambiguous', '1')
    """
    near = resolution.candidates.near
    if (facts == Facts() and further is _none) or not near or near[0].decision is not None:
        return resolution
    found = [[*_effects(candidate, facts, rules), *further(candidate)] for candidate in near]
    odds = [candidate.score * _product(effects) for candidate, effects in zip(near, found, strict=True)]
    total = max(0.0, 1.0 - fsum(candidate.score for candidate in near)) + fsum(odds)
    scored = [
        replace(candidate, score=each / total, facts=tuple(effect.reason for effect in effects))
        for candidate, each, effects in zip(near, odds, found, strict=True)
        if total
    ]
    ranked = sorted(scored, key=lambda candidate: -candidate.score)
    others = _further(resolution, len(near))
    return replace(resolution, status=status(ranked, resolution.rules), candidates=Ranking(ranked, others))


def _further(resolution: Resolution, near: int) -> Callable[[], Sequence[Candidate]]:
    return lambda: resolution.candidates[near:]


def _product(effects: Sequence[Effect]) -> float:
    product = 1.0
    for effect in effects:
        product *= effect.factor
    return product


def _effects(candidate: Candidate, facts: Facts, rules: FactRules) -> Iterator[Effect]:
    entity = candidate.entity
    if facts.kind and facts.kind != entity.kind:
        yield Effect(rules.other_kind, f"{entity.kind}, not {facts.kind}")
    yield from _of_country(entity, facts, rules)
    yield from _of_birth(entity, facts, rules)
    if facts.given and facts.family and _is_swapped(candidate, facts):
        yield Effect(rules.swapped_parts, SWAPPED)


def _of_country(entity: Entity, facts: Facts, rules: FactRules) -> Iterator[Effect]:
    """What the country says, if both sides name one."""
    wanted = [country_code(country) for country in facts.countries if country.strip()]
    known = [country_code(country) for country in entity.countries]
    if not wanted or not known:
        return
    if set(wanted) & set(known):
        yield Effect(rules.same_country, f"country {' '.join(code for code in wanted if code in known)}")
    else:
        yield Effect(rules.other_country, f"country {' '.join(known)}, not {' '.join(wanted)}")


def _of_birth(entity: Entity, facts: Facts, rules: FactRules) -> Iterator[Effect]:
    """What the year of birth says, if both sides have one."""
    asked, known = facts.born[:YEAR], entity.born[:YEAR]
    if not (asked.isdecimal() and known.isdecimal()):
        return
    years = abs(int(asked) - int(known))
    if years > 1:
        yield Effect(rules.other_year, f"born {known}, not {asked}")
    else:
        yield Effect(rules.next_year if years else rules.same_year, f"born {known}")


def _is_swapped(candidate: Candidate, facts: Facts) -> bool:
    """Whether a word of the given name agrees with the alias's family name, and one of the family name with its given.

    The query is the given name, then the family name.
    """
    agreeing = [one for one in candidate.comparison.evidence if one.agrees and one.left and one.right]
    roles: dict[bool, set[str]] = {True: set(), False: set()}  # of the alias's words, by whether the query's is given
    for one in agreeing:
        for part in one.left:
            roles[part.end <= len(facts.given)] |= {other.role for other in one.right}
    return roles[True] == {"family"} and roles[False] == {"given"}
