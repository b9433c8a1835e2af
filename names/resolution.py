"""From a name to the entity it means: a match, an ambiguity with its candidates, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

import gazetteer as gazetteers
from gazetteer import Alias, Entity, Gazetteer
from names.blocking import KEY_VERSION, gazetteer_keys
from names.candidates import candidates
from names.memory import uncollected
from names.mentions import Mention
from names.parts import Name, parse_many
from names.similarity import Comparison, compare_many

Status = Literal["match", "ambiguous", "none"]
Rated = tuple[int, int, Comparison]  # the ordinals of an entity and of an alias, and how the alias compares
BATCH = 512  # queries whose candidates are counted and compared together
SHOWN = 10  # candidates a resolution keeps
OWN_SCRIPT = 0.03  # by how much an alias of another script must be likelier to be the one that is shown
DOUBTED = 0.5  # score below which the best of what sounds alike is rather somebody else


@dataclass(frozen=True, slots=True)
class Rules:
    """When to believe a score."""

    threshold: float = 0.6  # least probability that counts as a match
    margin: float = 0.08  # a rival this near in probability makes it ambiguous …
    fame: float = 0.8  # … unless the best is more prominent by this much (log10; 0.8: six times as prominent)
    compared: int = 24  # aliases compared for each name


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant, the alias that is most like the query and how the two compare."""

    entity: Entity
    alias: Alias
    comparison: Comparison

    @property
    def score(self) -> float:
        """The probability, 0..1, that query and alias are spellings of one name."""
        return self.comparison.score


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: status, the entity of a match, and up to ten candidates, best first, whatever the status.

    In a text, `mention` says where the name stands, `group` names the spellings of one unknown person, and `because`
    what the text itself told.
    """

    query: str
    status: Status
    candidates: tuple[Candidate, ...]
    mention: Mention | None = None
    group: str = ""
    because: str = ""

    @property
    def entity(self) -> Entity | None:
        """The entity of a match, else None."""
        return self.candidates[0].entity if self.status == "match" else None

    @property
    def score(self) -> float:
        """The probability, 0..1, of the best candidate; 0 without candidates."""
        return self.candidates[0].score if self.candidates else 0.0


def build_gazetteer(
    entities: Iterable[Entity], path: str | Path | None = None, *, sources: Mapping[str, str] | None = None
) -> Gazetteer:
    """A gazetteer of the entities with this package's keys: in memory, or in the file `path`, opened.

    `sources` names where the entities are from, with licences; the file keeps it.
    """
    return gazetteers.build(entities, path, keys=gazetteer_keys, key_version=KEY_VERSION, sources=sources or {})


def open_gazetteer(path: str | Path | None = None) -> Gazetteer:
    """The gazetteer in `path`, or the embedded default."""
    return Gazetteer.open(path if path is not None else gazetteers.DEFAULT, key_version=KEY_VERSION)


def resolve(query: str, gazetteer: Gazetteer, rules: Rules = Rules()) -> Resolution:
    """What the name means in the gazetteer; any string is a name.

    >>> cities = build_gazetteer([Entity("b", "place", ("Bishkek",)), Entity("m", "place", ("Minsk",))])
    >>> resolution = resolve("Бишкек", cities)
    >>> resolution.status, resolution.entity.id
    ('match', 'b')
    """
    return resolve_many([query], gazetteer, rules)[0]


def resolve_many(queries: Sequence[str], gazetteer: Gazetteer, rules: Rules = Rules()) -> list[Resolution]:
    """What each of many names means, in their order; distinct names are read and compared once, in batches."""
    distinct = list(dict.fromkeys(queries))
    resolved: dict[str, Resolution] = {}
    for start in range(0, len(distinct), BATCH):
        some = distinct[start : start + BATCH]
        with uncollected():
            resolved.update(zip(some, _resolve_batch(parse_many(some), gazetteer, rules), strict=True))
    return [resolved[query] for query in queries]


def _resolve_batch(names: Sequence[Name], gazetteer: Gazetteer, rules: Rules) -> list[Resolution]:
    found = candidates(names, gazetteer, rules.compared)
    rated = _rated(names, found.rows, gazetteer)
    doubted = [i for i, row in enumerate(rated) if not found.whole[i] and _best_score(row) < DOUBTED]
    if doubted:  # what sounded alike is somebody else: look again, by all keys
        some = [names[i] for i in doubted]
        for i, row in zip(
            doubted, _rated(some, candidates(some, gazetteer, rules.compared, far=True).rows, gazetteer), strict=True
        ):
            rated[i] = row
    ranked = [_rank(row, gazetteer) for row in rated]
    owners, ordinals, comparisons = zip(*chain.from_iterable(ranked), strict=True) if any(ranked) else ((), (), ())
    best = map(Candidate, gazetteer.entities_at(owners), gazetteer.aliases_at(ordinals), comparisons)
    shown = [tuple(islice(best, len(row))) for row in ranked]
    return [Resolution(name.text, status(row, rules), row) for name, row in zip(names, shown, strict=True)]


def _rated(names: Sequence[Name], found: Sequence[NDArray[np.uint32]], gazetteer: Gazetteer) -> list[list[Rated]]:
    """The aliases found for each name, compared with it."""
    flat = np.concatenate([np.zeros(0, np.uint32), *found])
    aliases = parse_many(gazetteer.alias_texts(flat))
    asked = [name for name, row in zip(names, found, strict=True) for _ in range(len(row))]
    compared = compare_many(list(zip(asked, aliases, strict=True)))
    rated = zip(gazetteer.owners[flat].tolist(), flat.tolist(), compared, strict=True)
    return [list(islice(rated, len(row))) for row in found]


def _best_score(rated: Sequence[Rated]) -> float:
    return max((comparison.score for _, _, comparison in rated), default=0.0)


def _rank(rated: Sequence[Rated], gazetteer: Gazetteer) -> list[Rated]:
    """The best alias of each entity, ranked by score, then prominence."""
    if len(rated) < 2:
        return list(rated)
    best: dict[int, Rated] = {}
    for one in rated:
        owner, _, comparison = one
        if owner not in best or _strength(comparison) > _strength(best[owner][2]):
            best[owner] = one
    priors = dict(zip(best, gazetteer.priors[list(best)].tolist(), strict=True))
    return sorted(best.values(), key=lambda one: (-round(one[2].score, 3), -priors[one[0]]))[:SHOWN]


def _strength(comparison: Comparison) -> float:
    """The score, and a little for an alias in the script of the query: it explains itself best."""
    scripts = [{part.word.script for part in name.parts} for name in (comparison.left, comparison.right)]
    return comparison.score + (OWN_SCRIPT if scripts[0] == scripts[1] else 0.0)


def status(found: Sequence[Candidate], rules: Rules) -> Status:
    """What ranked candidates amount to under the rules."""
    if not found or found[0].score < rules.threshold:
        return "none"
    best = found[0]
    rivals = [c for c in found[1:] if c.score > best.score - rules.margin]
    famous = all(best.entity.prior - rival.entity.prior >= rules.fame for rival in rivals)
    return "match" if famous else "ambiguous"
