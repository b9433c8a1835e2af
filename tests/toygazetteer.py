"""Gazetteers of made-up names of two words, with the keys of `toykeys`."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from toykeys import VERSION, keys, pairs

from gazetteer import Entity, Gazetteer, Ragged, build, update

SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "sa", "to", "vi", "zo", "an", "ber", "dov"]


def made_up_names(size: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    return [" ".join("".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in "ab") for _ in range(size)]


def people(size: int) -> list[Entity]:
    return [Entity(str(i), "person", [name]) for i, name in enumerate(made_up_names(size))]


def make_people(size: int = 300, path: Path | None = None) -> Gazetteer:
    return build(people(size), path, keys=keys, key_version=VERSION)


def make_updated(folder: Path) -> Gazetteer:
    """A gazetteer of 300 entities with an overlay of 20, without every thirteenth of the base."""
    make_people(300, folder / "x.gaz").close()
    return update(
        folder / "x.gaz",
        add=[Entity(f"new {i}", "person", [name]) for i, name in enumerate(made_up_names(20, seed=2))],
        remove=[str(i) for i in range(0, 300, 13)],
        keys=keys,
        key_version=VERSION,
    )


def queries(texts: Iterable[str]) -> Ragged:
    """The keys of texts in the field "gram", each once."""
    return Ragged.of([sorted(set(pairs(text))) for text in texts])


def findable(gaz: Gazetteer) -> dict[int, str]:
    """The texts of the aliases of entities that are there, by alias ordinal; each entity has one."""
    texts = gaz.alias_texts(range(gaz.alias_count))
    there = [i for i in range(gaz.alias_count) if gaz._is_left_out is None or not gaz._is_left_out[i]]
    assert [texts[i] for i in there] == [entity.label for entity in gaz]
    return {i: texts[i] for i in there}
