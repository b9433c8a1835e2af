"""Whether an entity has what is asked for by a property, and how much that raises or lowers its odds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gazetteer import Entity, Gazetteer
from gazetteer.sources.identifiers import identifier
from gazetteer.sources.loose_dates import loose_date
from names.lists.country_codes import PREFIX, country_code
from names.lists.facts import FACT_RULES, YEAR, Effect
from names.orthography.normalization import fold
from names.service.reconciliation.asking import Quantifier, Wanted
from names.service.reconciliation.properties import EntityProperty
from names.service.reconciliation.types import kind_called
from names.service.reconciliation.values import property_values, texts_of

__all__ = ["Condition", "year_of"]


@dataclass(frozen=True, slots=True)
class _Weight:
    """By how much the odds of a candidate are multiplied if it has what is asked for, or something else."""

    same: float
    other: float


# By how values are compared. What is not in `FACT_RULES` is chosen.
_WEIGHTS: Mapping[str, _Weight] = {
    "identity": _Weight(1000.0, 0.001),  # an id is seldom wrong
    "identifier": _Weight(1000.0, 0.001),
    "kind": _Weight(1.0, FACT_RULES.other_kind),
    "country": _Weight(FACT_RULES.same_country, FACT_RULES.other_country),
    "year": _Weight(FACT_RULES.same_year, FACT_RULES.other_year),
    "name": _Weight(3.0, 0.3),
    "words": _Weight(3.0, 0.3),
    "text": _Weight(3.0, 0.3),
}
# An entity has no other values of these than those of the gazetteer, so that another one contradicts.
_COMPLETE = frozenset({"identity", "identifier", "kind", "country", "year"})


@dataclass(frozen=True, slots=True)
class Condition:
    """What a query asks of an entity by a property: any, all or none of some values.

    With `required`, entities that do not have it are no candidates.
    """

    about: EntityProperty
    values: tuple[Wanted, ...]
    required: bool = False
    quantifier: Quantifier = "any"

    @property
    def identifies(self) -> bool:
        """Whether an entity can be found by the values."""
        return self.about.compares in {"identity", "identifier"} and self.quantifier != "none"

    def agrees(self, entity: Entity, gazetteer: Gazetteer) -> bool | None:
        """Whether the entity has what is asked for; None if the gazetteer does not say."""
        known = self._normal(
            text for value in property_values(self.about, entity, gazetteer) for text in texts_of(value)
        )
        if self.about.compares == "identity":
            known |= self._normal(entity.identifiers)
        found = [self._has(known, self._normal(value)) for value in self.values]
        if self.quantifier == "none":
            return False if True in found else (True if known else None)
        if (all if self.quantifier == "all" else any)(found):
            return True
        return False if self._is_told(known) else None

    def allows(self, entity: Entity, gazetteer: Gazetteer) -> bool:
        """Whether the entity may be a candidate."""
        agrees = self.agrees(entity, gazetteer) if self.required else True
        return agrees is True or (agrees is None and self.quantifier == "none")

    def effects(self, entity: Entity, gazetteer: Gazetteer) -> list[Effect]:
        """What the condition says of a candidate."""
        agrees, weight = self.agrees(entity, gazetteer), _WEIGHTS[self.about.compares]
        if agrees is None or (agrees and self.quantifier == "none"):
            return []
        return [Effect(weight.same if agrees else weight.other, f"{self.about.name} {'' if agrees else 'dis'}agrees")]

    def _has(self, known: set[str], wanted: set[str]) -> bool:
        if self.about.compares == "words":
            return any(f" {one} " in f" {text} " for one in wanted for text in known)
        if self.about.compares == "year":
            return any(abs(int(one) - int(text)) <= 1 for one in wanted for text in known)
        return not known.isdisjoint(wanted)

    def _is_told(self, known: set[str]) -> bool:
        """Whether the gazetteer would say so if the entity had what is asked for."""
        if self.about.compares == "identity":
            wanted = {_scheme(one) for value in self.values for one in self._normal(value)}
            return not wanted.isdisjoint(map(_scheme, known))
        return bool(known) and self.about.compares in _COMPLETE

    def _normal(self, texts: Iterable[str]) -> set[str]:
        """The texts in the form in which they are compared, without those that have none."""
        if self.about.compares == "identifier":
            return {identifier(text, self.about.id) for text in texts}
        return set(map(_NORMAL[self.about.compares], texts)) - {""}

    def normal_texts(self) -> list[str]:
        """What is asked for, in the form in which it is compared: ids with their schemes, codes of countries."""
        return [one for value in self.values for one in sorted(self._normal(value))]


def year_of(text: str) -> str:
    """The year of a date that is written in any usual way; empty if there is none.

    >>> year_of("1 Feb 1950"), year_of("1950-02"), year_of("soon")
    ('1950', '1950', '')
    """
    year = loose_date(text).date[:YEAR]
    return year if year.isdecimal() else ""


def _scheme(id: str) -> str:
    scheme, colon, _ = id.partition(":")
    return scheme if colon else ""


def _country(text: str) -> str:
    return country_code(text.removeprefix(PREFIX)) if text.strip() else ""


_NORMAL: Mapping[str, Callable[[str], str]] = {
    "identity": identifier,
    "kind": kind_called,
    "country": _country,
    "year": year_of,
    "name": fold,
    "words": fold,
    "text": fold,
}
