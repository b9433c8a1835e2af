"""What the tests of texts share: a small gazetteer, invented persons, and links for short."""

from __future__ import annotations

import random
from functools import cache

import names
from gazetteer import Entity, Gazetteer

GIVEN = ("Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Irina", "Jakob", "Karin", "Lukas")
HEADS, VOWELS = (*"bdfgjklmnprstvz", "br", "dr", "kl", "pr", "st", "tr"), "aeiou"
PUTIN = Entity("p/1", "person", ["Vladimir Putin", "Владимир Путин", "普京"], prior=8)
MINSK = Entity("c/1", "place", ["Minsk"], prior=6.3)


@cache
def small() -> Gazetteer:
    """A gazetteer of one person and one place."""
    return names.build_gazetteer([PUTIN, MINSK])


def families(count: int) -> list[str]:
    """Made-up family names, none much like another."""
    chance = random.Random(count)
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(chance.choice(HEADS) + chance.choice(VOWELS) for _ in range(3)).title() + "n"] = None
    return list(made)


def unknown_persons(count: int) -> str:
    """A text of so many unknown persons, each repeated by the family name."""
    people = [(GIVEN[i % len(GIVEN)], family) for i, family in enumerate(families(count))]
    return "".join(f"Then {given} {family} spoke. Nobody listened to {family}.\n\n" for given, family in people)


def meant(resolution: names.Resolution) -> str:
    """The id of the entity or the group of an unknown person, else the status."""
    return resolution.entity.id if resolution.entity else resolution.group or resolution.status


def mentions(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """Each mention of a text with what is meant."""
    return [(r.mention.text, meant(r)) for r in names.annotate(text, gazetteer) if r.mention]
