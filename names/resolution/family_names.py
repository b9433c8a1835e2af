"""Find the family name of a person in all spellings of the whole name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import compress

from gazetteer import Alias, Entity
from names.comparison.similarity import compare_many
from names.orthography.script import is_cased, script

__all__ = ["with_family_names"]

ANYWHERE = 0.5  # score from which on a part of a name is taken for the family name, wherever it stands; chosen
IN_PLACE = 0.05  # the same for a part at the end of the name at which the label has the family name; chosen
LETTERS = 3  # least letters of a family name that is derived; shorter ones are words: По, بن; chosen
CHARACTERS = 2  # the same in scripts without capitals but for those of ALPHABETS; chosen
ALPHABETS = frozenset({"Arab", "Hebr", "Syrc"})  # alphabets without capitals
WHOLE = frozenset({"alias", "full", "former"})  # kinds of aliases that are whole names
BATCH = 1000  # persons whose names are compared together; chosen

_WORD = re.compile(r"[^\s·・•=＝]+")

Scores = Mapping[tuple[str, str], float]  # (part of a name, family name) → score of the comparison


def with_family_names(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities; each that has an alias of kind ``family`` also has the family names in its other aliases.

    A family name is the part of a whole name that compares well with a known family name: at the end where the label
    has it, or wherever it stands: first in Hungarian, in the middle of Nicolás Maduro Moros. Where no part compares
    well, none is added.

    >>> orban = Entity("p", "person", ["Viktor Orbán", Alias("Orbán", kind="family"), Alias("维克托·欧尔班", "zh")])
    >>> [orban] = with_family_names([orban])
    >>> orban.aliases[-1]
    Alias(text='欧尔班', language='zh', kind='family', source='')
    """
    waiting: list[Entity] = []
    for entity in entities:
        waiting.append(entity)
        if len(waiting) == BATCH:
            yield from _with_family_names(waiting)
            waiting = []
    yield from _with_family_names(waiting)


def _with_family_names(entities: list[Entity]) -> Iterator[Entity]:
    pairs = {
        (part, family)
        for entity in entities
        for family in _families(entity)
        for alias in entity.aliases
        for part in _parts(alias, family)
    }
    ordered = sorted(pairs)
    scores = dict(zip(ordered, (one.score for one in compare_many(ordered)), strict=True))
    for entity in entities:
        families = _families(entity)
        aliases = entity.aliases if families else ()
        derived = [one for alias in aliases for one in _derived(alias, entity.label, families, scores)]
        yield replace(entity, aliases=(*entity.aliases, *derived)) if derived else entity


def _families(entity: Entity) -> list[str]:
    return [alias.text for alias in entity.aliases if alias.kind == "family"]


def _derived(alias: Alias, label: str, families: list[str], scores: Scores) -> Iterator[Alias]:
    """The family name in one alias, if there is one."""
    parts = [(part, family) for family in families for part in _parts(alias, family)]
    rated = [(scores[part, family], part) for part, family in parts if _is_long_enough(part)]
    last, first = label.endswith(families[0]), label.startswith(families[0])
    is_in_place = [(last and alias.text.endswith(part)) or (first and alias.text.startswith(part)) for _, part in rated]
    in_place = max(compress(rated, is_in_place), default=(0.0, ""))
    anywhere = max(rated, default=(0.0, ""))
    if in_place[0] < ANYWHERE <= anywhere[0]:
        yield replace(alias, text=anywhere[1], kind="family")
    elif in_place[0] >= IN_PLACE:
        yield replace(alias, text=in_place[1], kind="family")


def _is_long_enough(part: str) -> bool:
    has_letters = is_cased(part) or script(part) in ALPHABETS
    return len(part) >= (LETTERS if has_letters else CHARACTERS)


def _parts(alias: Alias, family: str) -> list[str]:
    """The parts of a whole name that have up to one word more than the family name: de Klerk, 戴克拉克."""
    words = [match.span() for match in _WORD.finditer(alias.text)]
    if alias.kind not in WHOLE or len(words) < 2:
        return []
    most = min(len(words) - 1, len(family.split()) + 1)
    return [
        alias.text[words[first][0] : words[first + size - 1][1]]
        for size in range(1, most + 1)
        for first in range(len(words) - size + 1)
    ]
