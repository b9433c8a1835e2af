"""The sources and the size of each table of correspondences: how much each source of pairs counts, and `em.Shape`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from names.training import sources, syllables
from names.training.em import Shape
from names.training.lattice import Pair
from names.training.sources import ARABIC, CLDR, GEONAMES, JYUTPING, PINYIN, RIGOUR, Pairs

SOURCES = (RIGOUR, ARABIC, GEONAMES, CLDR, PINYIN, JYUTPING)
LONGEST = 16  # most letters of a word used in training
HELD_OUT = 12  # one native word in this many is kept from training, for measuring and calibration
ALWAYS = 500  # the native words with the most weight, which are never held out


class Recipe(NamedTuple):
    """How a table is learned: its shape, and the weights of the sources of its pairs. The numbers are chosen."""

    shape: Shape = Shape()
    groups: float = 1.0  # weight of Wikidata's groups of name parts
    places: float = 0.4  # weight of names of cities and territories
    persons: float = 0.0  # weight of names of persons
    characters: float = 0.0  # weight of readings of single characters
    most: int = 120_000  # most pairs; those with the most weight are used
    like: str = ""  # the table whose groups it learns from; "": its own


_HAN = Shape(
    native=2,
    latin=6,
    chunks=1500,
    latins=4500,
    operations=20000,
    least=0.4,
    discount=0.05,
    silent=False,
    edges=False,
)
_SPOKEN = Recipe(_HAN._replace(unrelated=1e4, operations=24000), groups=0.03, characters=2.0, places=0.0, like="Hani")
RECIPES: dict[str, Recipe] = {
    "Arab": Recipe(persons=1.0),
    "Armn": Recipe(), "Beng": Recipe(), "Cyrl": Recipe(most=150_000), "Deva": Recipe(), "Geor": Recipe(),
    "Grek": Recipe(), "Guru": Recipe(), "Gujr": Recipe(), "Hang": Recipe(persons=1.0), "Hebr": Recipe(),
    "Kana": Recipe(), "Khmr": Recipe(), "Knda": Recipe(), "Mlym": Recipe(), "Mymr": Recipe(), "Sinh": Recipe(),
    "Taml": Recipe(), "Telu": Recipe(), "Thai": Recipe(), "Ethi": Recipe(), "Laoo": Recipe(),
    "Hani": Recipe(_HAN._replace(operations=40000), characters=1.5),
    "Hani-ja": Recipe(_HAN),
    "Hani-yue": _SPOKEN, "Hani-nan": _SPOKEN, "Hani-ko": _SPOKEN._replace(groups=0.1),
    "Latn": Recipe(Shape(native=4, latin=4, operations=7000, symmetric=True)),
}  # fmt: skip


class Material:
    """The pairs of all sources, read once. Each native word is either trained on or held out."""

    def __init__(self, wheels: Path) -> None:
        self.groups: Mapping[str, Pairs] = sources.group_pairs(wheels)
        self.places: Mapping[str, Pairs] = sources.place_pairs(wheels)
        self.persons: Mapping[str, Pairs] = {"Arab": sources.arabic_pairs(wheels), "Hang": syllables.korean_names()}
        self.characters: Mapping[str, Pairs] = {
            "Hani": syllables.mandarin(wheels), "Hani-yue": syllables.cantonese(wheels),
            "Hani-nan": syllables.southeast_asian(), "Hani-ko": syllables.sinokorean(),
        }  # fmt: skip
        by_hand = (self.characters["Hani-nan"], self.characters["Hani-ko"], syllables.hong_kong())
        self.usual = frozenset(character for pairs in by_hand for character, _ in pairs)
        self.latin: Pairs = sources.latin_pairs(wheels)

    def pairs(self, table: str) -> tuple[list[Pair], list[Pair]]:
        """The pairs of a table that are trained on, those with the most weight first, and the pairs held out."""
        recipe = RECIPES[table]
        weights: Pairs = Counter()
        if recipe.shape.symmetric:
            weights.update(self.latin)
        sure: Pairs = self.characters.get(table, Counter())
        for weight, found in (
            (recipe.groups, self.groups.get(recipe.like or table)), (recipe.places, self.places.get(table)),
            (recipe.persons, self.persons.get(table)), (recipe.characters, sure),
        ):  # fmt: skip
            for pair, count in (found or {}).items():
                weights[pair] += count * weight  # type: ignore[assignment]
        rows = [
            WeightedPair(min(weight, 60.0), native, latin)
            for (native, latin), weight in weights.items()
            if weight >= 0.05 and _usable(native, latin)
        ]
        rows = _written_twice(rows, self.usual) if table.startswith("Hani") else rows
        rows.sort(key=lambda row: (-row.weight, row.native, row.latin))
        frequent = _frequent(rows)
        trained: list[Pair] = []
        held: list[Pair] = []
        for weight, native, latin in rows[: recipe.most]:
            is_sure = (native, latin) in sure
            example = Pair(native, latin, weight, doubted=not is_sure)
            is_held = not is_sure and native not in frequent and held_out(native)
            (held if is_held else trained).append(_edged(example, recipe.shape))
        return trained, held


class WeightedPair(NamedTuple):
    """A native and a Latin spelling of one word, with their weight in all sources."""

    weight: float
    native: str
    latin: str


def _frequent(rows: list[WeightedPair]) -> set[str]:
    """The native words with the most weight; a table that is not trained on Muhammad would be of little use."""
    weights: Counter[str] = Counter()
    for weight, native, _ in rows:
        weights[native] += weight  # type: ignore[assignment]
    return {native for native, _ in weights.most_common(ALWAYS)}


def _edged(pair: Pair, shape: Shape) -> Pair:
    """The pair with marks of the edges of its words, on the sides on which the table has them."""
    native = f"^{pair.native}$" if shape.edges else pair.native
    return pair._replace(native=native, latin=f"^{pair.latin}$" if shape.symmetric else pair.latin)


def _usable(native: str, latin: str) -> bool:
    return 0 < len(native) <= LONGEST and 0 < len(latin) <= LONGEST


def _written_twice(rows: list[WeightedPair], usual: frozenset[str]) -> list[WeightedPair]:
    """The rows whose characters are all usual in names or occur in several words; others cannot be learned from."""
    words = {row.native for row in rows}
    seen = Counter(chain.from_iterable(map(set, words)))  # in how many words each character occurs
    known = usual | {character for character, count in seen.items() if count > 1}
    return [row for row in rows if known.issuperset(row.native)]


def held_out(native: str) -> bool:
    """Whether a native word is kept from training; its hash decides, so that it is the same in every run."""
    return int(hashlib.sha256(native.encode()).hexdigest()[:8], 16) % HELD_OUT == 0
