"""From a name to the entity it means: a match, an ambiguity with its candidates, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import fsum
from pathlib import Path
from typing import Literal

import gazetteer as gazetteers
from gazetteer import Entity, Gazetteer
from names.caching import gc_paused
from names.parsing.parts import Name, parse_many
from names.resolution.decision import RunnersUp, decide, rate
from names.resolution.keys import KEY_VERSION, gazetteer_keys
from names.resolution.ranking import Candidate, Ranking

__all__ = [
    "Candidate",
    "Mention",
    "Resolution",
    "Rules",
    "build_gazetteer",
    "open_gazetteer",
    "resolve",
    "resolve_many",
    "status",
]

Status = Literal["match", "ambiguous", "none"]
BATCH = 512  # queries whose candidates are counted and compared together
LIMIT = 10  # candidates of a resolution


@dataclass(frozen=True, slots=True)
class Rules:
    """When to believe a score."""

    threshold: float = 0.66  # least probability that counts as a match: twice as likely as not
    compared: int = 24  # aliases compared for each name


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text, [start, end) characters, that names something."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: status, the entity of a match, and candidates, best first, whatever the status.

    In a text, `mention` says where the name stands, `group` names the spellings of one unknown person, `group_label`
    is the longest of them so far, and `because` says what the text itself told.
    """

    query: str
    status: Status
    candidates: Ranking
    mention: Mention | None = None
    group: str = ""
    because: str = ""
    group_label: str = ""

    @property
    def entity(self) -> Entity | None:
        """The entity of a match, else None."""
        best = self.candidates.best
        return best.entity if best is not None and self.status == "match" else None

    @property
    def score(self) -> float:
        """The probability, 0..1, that the best candidate is meant; 0 without candidates."""
        best = self.candidates.best
        return best.score if best is not None else 0.0


def build_gazetteer(
    entities: Iterable[Entity],
    path: str | Path | None = None,
    *,
    sources: Mapping[str, str] | None = None,
    force: bool = False,
) -> Gazetteer:
    """A gazetteer of the entities with this package's keys: in memory, or in the file `path`, opened.

    `sources` names where the entities are from, with licences; the file keeps it. A file that stands there is replaced
    if it is a gazetteer, any other only by `force`.
    """
    return gazetteers.build(
        entities, path, keys=gazetteer_keys, key_version=KEY_VERSION, sources=sources or {}, force=force
    )


def open_gazetteer(path: str | Path | None = None) -> Gazetteer:
    """The gazetteer in `path`, or the embedded default."""
    return Gazetteer.open(path if path is not None else gazetteers.DEFAULT, key_version=KEY_VERSION)


def resolve(query: str, gazetteer: Gazetteer, rules: Rules = Rules(), limit: int = LIMIT) -> Resolution:
    """What the name means in the gazetteer; any string is a name. Up to `limit` entities are its candidates.

    >>> cities = build_gazetteer([Entity("b", "place", ("Bishkek",)), Entity("m", "place", ("Minsk",))])
    >>> resolution = resolve("Бишкек", cities)
    >>> resolution.status, resolution.entity.id
    ('match', 'b')
    """
    return resolve_many([query], gazetteer, rules, limit)[0]


def resolve_many(
    queries: Sequence[str], gazetteer: Gazetteer, rules: Rules = Rules(), limit: int = LIMIT
) -> list[Resolution]:
    """What each of many names means, in their order; distinct names are read and compared once, in batches.

    Candidates that are far behind the best are found when they are asked for, while the gazetteer is open.
    """
    distinct = list(dict.fromkeys(queries))
    resolved: dict[str, Resolution] = {}
    for start in range(0, len(distinct), BATCH):
        some = distinct[start : start + BATCH]
        with gc_paused():
            resolved.update(zip(some, _resolve_batch(parse_many(some), gazetteer, rules, limit), strict=True))
    return [resolved[query] for query in queries]


def _resolve_batch(names: Sequence[Name], gazetteer: Gazetteer, rules: Rules, limit: int) -> list[Resolution]:
    near = decide(names, rate(names, gazetteer, rules.compared), gazetteer)
    others = RunnersUp(names, near, gazetteer, limit)
    return [
        Resolution(name.text, status(row, rules), Ranking(row[:limit], partial(others.of, at)))
        for at, (name, row) in enumerate(zip(names, near, strict=True))
    ]


def status(found: Sequence[Candidate], rules: Rules) -> Status:
    """What ranked candidates amount to: a match; several of which one is meant, probably; or nobody."""
    if found and found[0].score >= rules.threshold:
        return "match"
    return "ambiguous" if fsum(candidate.score for candidate in found) >= rules.threshold else "none"
