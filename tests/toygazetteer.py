"""Gazetteers of made-up names of two words, with the keys of `toykeys`."""

from __future__ import annotations

import random

from toykeys import VERSION, keys, pairs

from gazetteer import Entity, Ragged, build, update

SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "sa", "to", "vi", "zo", "an", "ber", "dov"]


def names(size: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    return [" ".join("".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in "ab") for _ in range(size)]


def people(size: int) -> list[Entity]:
    return [Entity(str(i), "person", [name]) for i, name in enumerate(names(size))]


def make(size: int = 300, path=None):
    return build(people(size), path, keys=keys, key_version=VERSION)


def updated(tmp_path):
    """A gazetteer with an overlay, some of whose entities were removed."""
    make(300, tmp_path / "x.gaz").close()
    add = [Entity(f"new {i}", "person", [name]) for i, name in enumerate(names(20, seed=2))]
    return update(
        tmp_path / "x.gaz",
        add=add,
        remove=[str(i) for i in range(0, 300, 13)],
        keys=keys,
        key_version=VERSION,
    )


def rows(texts) -> Ragged:
    return Ragged.of([sorted(set(pairs(text))) for text in texts])


def found(gaz) -> dict[int, str]:
    """What can be found, by alias ordinal."""
    owners = {entity.id: entity for entity in gaz}
    texts = gaz.alias_texts(range(gaz.alias_count))
    entities = [entity.id for entity in gaz]
    alive = [i for i in range(gaz.alias_count) if gaz._of_removed is None or not gaz._of_removed[i]]
    assert [texts[i] for i in alive] == [owners[one].label for one in entities]
    return {i: texts[i] for i in alive}
