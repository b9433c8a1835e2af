"""What a query looks for, in terms of the gazetteer: names, facts, conditions, kinds of entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gazetteer import Gazetteer
from names.errors import NamesError
from names.lists.facts import Facts
from names.lists.reconciling import Query
from names.service.reconciliation.agreement import Condition, year_of
from names.service.reconciliation.asking import AskedCondition, AskedQuery
from names.service.reconciliation.properties import property_called
from names.service.reconciliation.types import kinds_called

__all__ = ["MatchQuery", "NothingToLookFor", "match_query"]

NO_FACTS = Facts()
PARTS = ("given", "family")  # properties that are a name, if there is no other


class NothingToLookFor(NamesError):
    """A query has no name and no id.

    >>> print(NothingToLookFor())
    there is nothing to look for; give a name, an id, or the properties given and family
    """

    def __init__(self) -> None:
        super().__init__("there is nothing to look for; give a name, an id, or the properties given and family")


@dataclass(frozen=True, slots=True)
class MatchQuery:
    """What is looked for."""

    names: tuple[str, ...] = ()  # one of which the entity has
    every_name: bool = False  # whether it must have all of them
    other_names: tuple[str, ...] = ()  # names of entities that are not meant
    name_required: bool = False  # whether only entities that are probably called so are candidates
    facts: Facts = NO_FACTS  # what `names reconcile` takes from the columns of a table
    conditions: tuple[Condition, ...] = ()  # all of them
    weighing: tuple[Condition, ...] = ()  # those that are not among the facts
    kinds: frozenset[str] | None = None  # of the entities; None: any
    also_others: bool = False  # whether entities of other kinds are candidates, too, if they are called exactly so
    limit: int = 10  # most candidates


def match_query(asked: AskedQuery, gazetteer: Gazetteer) -> MatchQuery:
    """What the query looks for in a gazetteer. Raises UnknownProperty and NothingToLookFor."""
    wanted = [one for one in asked.names if one.quantifier != "none"]
    query = MatchQuery(
        names=_texts(wanted),
        every_name=_is_every(wanted),
        other_names=_texts(one for one in asked.names if one.quantifier == "none"),
        name_required=any(one.required for one in wanted),
        kinds=_kinds(asked, gazetteer),
        also_others=asked.strictness == "should",
        limit=asked.limit,
    )
    conditions = [
        Condition(property_called(one.about, gazetteer), one.values, one.required, one.quantifier)
        for one in asked.conditions
    ]
    return _with_conditions(query, [one for one in conditions if one.values], gazetteer)


def _texts(conditions: Iterable[AskedCondition | Condition]) -> tuple[str, ...]:
    """The texts of all values; of an entity its name, if it has one."""
    return tuple(dict.fromkeys(value[-1] for one in conditions for value in one.values))


def _is_every(conditions: Sequence[AskedCondition | Condition]) -> bool:
    return len(conditions) > 1 or any(one.quantifier == "all" for one in conditions)


def _kinds(asked: AskedQuery, gazetteer: Gazetteer) -> frozenset[str] | None:
    """The kinds of the entities that are looked for; None if they may be of any."""
    types = {one for one in asked.types if one.strip()}
    if not types:
        return None
    if asked.strictness == "all" and len(types) > 1:
        return frozenset()  # an entity has one kind
    return kinds_called(types, gazetteer)


def _with_conditions(query: MatchQuery, conditions: Sequence[Condition], gazetteer: Gazetteer) -> MatchQuery:
    """The query with conditions, some of which may be its name. Raises NothingToLookFor."""
    if not query.names:
        query, conditions = _named_by_conditions(query, conditions)
    if not query.names and not any(one.identifies for one in conditions):
        raise NothingToLookFor
    facts, weighing = query.facts, []
    for one in conditions:
        told = _told(facts, one, gazetteer)
        if told is not None:
            facts = told
        elif query.facts == NO_FACTS or one.about.id not in PARTS:  # else they are the name
            weighing.append(one)
    return replace(query, facts=facts, conditions=tuple(conditions), weighing=tuple(weighing))


def _named_by_conditions(query: MatchQuery, conditions: Sequence[Condition]) -> tuple[MatchQuery, Sequence[Condition]]:
    """The query with the name that conditions hold, and the other conditions."""
    asked = [one for one in conditions if one.quantifier != "none"]
    if names := [one for one in asked if one.about.id == "name"]:
        named = replace(query, names=_texts(names), every_name=_is_every(names))
        return named, [one for one in conditions if one not in names]
    given, family = (next((one.values[0][-1] for one in asked if one.about.id == part), "") for part in PARTS)
    facts = Facts(given.strip(), family.strip())
    return replace(query, names=(name,) if (name := Query(facts=facts).wording) else (), facts=facts), conditions


def _told(facts: Facts, condition: Condition, gazetteer: Gazetteer) -> Facts | None:
    """The facts with what a condition says, as the columns of a table would; None if it says something else."""
    if condition.quantifier != "any":
        return None
    asked, is_one = condition.about.id, len(condition.values) == 1
    if asked == "country" and not facts.countries:
        return replace(facts, countries=tuple(condition.normal_texts()))
    if asked == "kind" and not facts.kind and is_one:
        text = condition.values[0][0]
        return replace(facts, kind=next(iter(kinds_called([text], gazetteer)), text))
    if asked == "born" and not facts.born and is_one:
        return replace(facts, born=year_of(condition.values[0][0]))
    return None
