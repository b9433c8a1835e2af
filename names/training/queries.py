"""Queries whose answer is known: names of entities in a gazetteer, and names of nobody in it.

They are made of the sources of the default gazetteer. Some aliases are left out; they are queries that mean their
entity. Some entities are left out; their names are queries that mean nobody. So are recombined names (the given name of
one person and the family name of another, the name of an organisation with another last word) and given names alone.
What is left out is drawn by a hash of id and text, so that the same sources give the same queries.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gazetteer import Alias, Entity
from names.orthography.script import script
from names.parsing.parts import read_name
from names.parsing.vocabulary import given_names
from names.resolution.phonetic_forms import identifying_words

# These numbers are chosen.
LEFT_OUT = {"person": 0.2, "org": 0.2, "place": 0.06}  # share of the entities that are left out
HIDDEN = {"person": 0.12, "org": 0.12, "place": 0.06}  # share of the aliases that are left out and queried
SHOWN = {"person": 0.04, "org": 0.08, "place": 0.02}  # share of the stored aliases that are queried too
ASKED = {"person": 0.15, "org": 0.15, "place": 0.12}  # share of the aliases of left-out entities that are queried
HIDEABLE = frozenset({"alias", "full", "former", "short", "nickname", "family"})  # kinds of aliases to leave out
SHOWABLE = frozenset({"label", "code"})  # further kinds of stored aliases that are queried
FULL = frozenset({"label", "alias", "full"})  # kinds of aliases that are full names
BY_LANGUAGE = frozenset({"Cyrl", "Arab", "Deva"})  # scripts in which names are recombined within a language
LEAST = 12  # least names of a script or language, for them to be recombined
MOST = 600  # most recombined names of a script or language
GIVEN = 700  # given names that are queried alone


class TrainingQuery(NamedTuple):
    """A name to look up, with what it means."""

    text: str
    entity: str | None  # the id of the entity; None: nobody in the gazetteer
    kind: str  # of the entity, or of the one that the name was taken from
    origin: str  # how the query was made


class DividedName(NamedTuple):
    """A name and its words."""

    words: list[str]
    text: str


class QuerySet(NamedTuple):
    """The entities of a gazetteer, and queries for it whose answer is known."""

    title: str
    entities: list[Entity]
    queries: list[TrainingQuery]


def draw(*parts: str) -> float:
    """A number 0..1 that depends on the parts alone."""
    return int(hashlib.sha1("|".join(parts).encode(), usedforsecurity=False).hexdigest()[:8], 16) / 0xFFFFFFFF


def query_sets(entities: Sequence[Entity]) -> list[QuerySet]:
    """Three sets: entities with several aliases; persons, and other entities, with only their labels."""
    kept = [e for e in entities if draw("out", e.id) >= LEFT_OUT[e.kind]]
    rich = [_without_hidden(e) for e in kept]
    persons = [Entity(e.id, e.kind, e.aliases[:1]) for e in rich if e.kind == "person"]
    others = [Entity(e.id, e.kind, e.aliases[:1]) for e in rich if e.kind == "org" or draw("few", e.id) < 0.1]
    others = [e for e in others if e.kind != "person"]
    of_nobody = [
        *_of_left_out(entities, rich),
        *_recombined(entities),
        *_recombined_organisations(entities),
        *_given_names(entities),
    ]
    return [
        QuerySet("many names an entity", rich, [*_hidden(kept), *_shown(rich), *of_nobody]),
        QuerySet("persons, one name each", persons, [*_beside_label(kept, persons, 0.3), *_like(of_nobody, "person")]),
        QuerySet(
            "organisations and places, one name each",
            others,
            [*_beside_label(kept, others, 0.5), *_like(of_nobody, "org", "place")],
        ),
    ]


def _is_hidden(entity: Entity, alias: Alias) -> bool:
    usual = alias.kind in HIDEABLE and (entity.kind != "place" or alias.kind in FULL or alias.kind == "former")
    return usual and draw("alias", entity.id, alias.text) < HIDDEN[entity.kind]


def _without_hidden(entity: Entity) -> Entity:
    first, *others = entity.aliases
    shown = [first, *(alias for alias in others if not _is_hidden(entity, alias))]
    return replace(entity, aliases=tuple(shown))


def _hidden(entities: Iterable[Entity]) -> Iterator[TrainingQuery]:
    for entity in entities:
        for alias in entity.aliases[1:]:
            if _is_hidden(entity, alias):
                yield TrainingQuery(alias.text, entity.id, entity.kind, f"left out: {alias.kind}")


def _shown(entities: Iterable[Entity]) -> Iterator[TrainingQuery]:
    for entity in entities:
        for alias in entity.aliases:
            if alias.kind in HIDEABLE | SHOWABLE and draw("shown", entity.id, alias.text) < SHOWN[entity.kind]:
                yield TrainingQuery(alias.text, entity.id, entity.kind, f"stored: {alias.kind}")


def _beside_label(kept: Iterable[Entity], known: Iterable[Entity], share: float) -> Iterator[TrainingQuery]:
    ids = {entity.id for entity in known}
    for entity in kept:
        for alias in entity.aliases[1:] if entity.id in ids else ():
            if alias.kind in ("alias", "full", "former") and draw("label", entity.id, alias.text) < share:
                yield TrainingQuery(alias.text, entity.id, entity.kind, f"left out: {alias.kind}")


def _like(queries: Iterable[TrainingQuery], *kinds: str) -> Iterator[TrainingQuery]:
    return (query for query in queries if query.kind in kinds)


def _wording(text: str) -> str:
    """The phonetic forms of the words, sorted; names for which this is equal cannot be told apart by their spelling."""
    return " ".join(sorted(word.phonetic_forms[0] for word in identifying_words(read_name(text))))


def _wordings(entities: Iterable[Entity]) -> set[str]:
    return {_wording(alias.text) for entity in entities for alias in entity.aliases}


def _of_left_out(entities: Iterable[Entity], known: Iterable[Entity]) -> Iterator[TrainingQuery]:
    """Names of left-out entities, unless an entity in the gazetteer has one that is spelled alike."""
    borne = _wordings(known)
    for entity in entities:
        for alias in entity.aliases if draw("out", entity.id) < LEFT_OUT[entity.kind] else ():
            asked = alias.kind in HIDEABLE | FULL and draw("asked", entity.id, alias.text) < ASKED[entity.kind]
            if asked and _wording(alias.text) not in borne:
                yield TrainingQuery(alias.text, None, entity.kind, f"nobody's: {alias.kind}")


def _recombined(entities: Sequence[Entity]) -> Iterator[TrainingQuery]:
    """The first word of one person's name with the last of another's, in one script or language."""
    people = [entity for entity in entities if entity.kind == "person"]
    pools = _pools(people)
    yield from _mixtures("person", pools, _mixed, _wordings(people), MOST)


def _recombined_organisations(entities: Sequence[Entity]) -> Iterator[TrainingQuery]:
    """An organisation's name with the last word of another's, in one script or language."""
    organisations = [entity for entity in entities if entity.kind == "org"]
    yield from _mixtures("org", _pools(organisations), _otherwise_ended, _wordings(organisations), MOST // 3)


def _pools(entities: Iterable[Entity]) -> dict[str, list[DividedName]]:
    """The full names of several words, by script or language."""
    pools: dict[str, list[DividedName]] = defaultdict(list)
    for alias in (alias for entity in entities for alias in entity.aliases if alias.kind in FULL):
        code = script(alias.text)
        if len(words := _parted(alias.text, code)) > 1:
            pool = f"{code} {alias.language}" if code in BY_LANGUAGE else code
            pools[pool].append(DividedName(words, alias.text))
    return pools


def _mixtures(
    kind: str,
    pools: dict[str, list[DividedName]],
    mix: Callable[[DividedName, DividedName, float], str],
    borne: set[str],
    most: int,
) -> Iterator[TrainingQuery]:
    rng = random.Random(5)
    for pool, names in sorted(pools.items()):
        for _ in range(min(most, 2 * len(names)) if len(names) >= LEAST else 0):
            text = mix(rng.choice(names), rng.choice(names), rng.random())
            if text and _wording(text) not in borne:
                yield TrainingQuery(text, None, kind, f"recombined: {pool}")


def _parted(text: str, code: str) -> list[str]:
    """The words of a name; a name of 3 or 4 characters without spaces is divided into family and given name."""
    words = text.replace(",", "").split()
    unspaced = len(words) == 1 and code in ("Hani", "Hang") and text.isalpha() and len(text) in (3, 4)
    return [text[:-2], text[-2:]] if unspaced else words


def _otherwise_ended(one: DividedName, other: DividedName, draw: float) -> str:
    """The first name with the last word of the other; "" if that is not a new name of several words."""
    del draw
    *words, own_last = one.words
    last = other.words[-1]
    return " ".join([*words, last]) if own_last != last and " " in one.text else ""


def _mixed(one: DividedName, other: DividedName, draw: float) -> str:
    """The first word of one name, sometimes its second, and the last of the other; "" if an end is the same in both."""
    first, *others = one.words
    last = other.words[-1]
    if first == other.words[0] or others[-1] == last:
        return ""
    middle = others[:1] if draw < 0.15 and len(others) > 1 else []
    mixed = [first, *middle, last]
    separator = " " if " " in one.text else ""
    return separator.join(mixed[::-1] if draw > 0.9 and separator else mixed)


def _given_names(entities: Iterable[Entity]) -> Iterator[TrainingQuery]:
    borne = _wordings(entities)
    for name in random.Random(6).sample(sorted(given_names()), GIVEN):
        if _wording(name) not in borne:
            yield TrainingQuery(name.title(), None, "person", "given name alone")
