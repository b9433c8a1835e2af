"""Resolve names: find the entity that a name means in a gazetteer."""

from __future__ import annotations

import gc
import os.path
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar

import gazetteer as gazetteers
from gazetteer import Entity, Gazetteer, UnknownEntity
from gazetteer.decisions.location import decisions_files
from gazetteer.layers import layered
from gazetteer.sources.merging import joined
from names.caching import forget, gc_paused, remembered
from names.errors import UnknownKind
from names.parsing.parts import Name, read_repaired
from names.processes import in_order, itself
from names.resolution.acceptances import with_accepted, without_rejected
from names.resolution.decision import RunnersUp, decide
from names.resolution.key_version import UNVERSIONED, key_version
from names.resolution.keys import gazetteer_keys
from names.resolution.rating import rate
from names.resolution.repairing import look_up_repaired, with_repair
from names.resolution.results import Ranking, Resolution, status
from names.resolution.rules import RULES, Rules

__all__ = ["GazetteerSource", "build_gazetteer", "open_gazetteer", "resolve", "resolve_many", "update_gazetteer"]

Gazetteers: TypeAlias = str | Path | Sequence[str | Path]  # where one gazetteer is, or several

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

BATCH = 512  # queries that are resolved together; chosen
EMBEDDED = "default"  # the name of the embedded gazetteer among paths
LIMIT = 10  # most candidates of a resolution
# Words that are remembered after the names of a gazetteer were read; if there are more, a gigabyte at most, they are
# forgotten, because sorting the keys of so many names takes as much memory. Chosen.
MANY_WORDS = 1 << 15


def build_gazetteer(
    entities: Iterable[Entity],
    path: str | Path | None = None,
    *,
    sources: Mapping[str, str] | None = None,
    force: bool = False,
    workers: int = 1,
) -> Gazetteer:
    """Build a gazetteer of the entities with this package's keys, in memory or in the file `path`; return it opened.

    `sources` maps each source of the entities to its licence, and is stored in the file. An existing gazetteer at
    `path` is replaced, any other file only with `force`. `workers` are processes that share the making of the keys.
    Raises WorkerLost if one of them dies, and the errors of `gazetteer.build`.
    """
    version = UNVERSIONED if path is None else key_version()
    return gazetteers.build(
        entities,
        path,
        keys=gazetteer_keys,
        key_version=version,
        sources=sources,
        force=force,
        apply=partial(_applied, workers),
    )


def _applied(workers: int, function: Callable[[_Task], _Result], tasks: Iterable[_Task]) -> Iterator[_Result]:
    """The function applied to each task, in order, by several processes if there are more `workers` than one."""
    with in_order(partial(itself, function), workers, "batches of names") as done:
        yield from done(tasks)
    if remembered() > MANY_WORDS:
        forget(beyond=MANY_WORDS)
        gc.collect()  # most of what is forgotten refers to itself


def update_gazetteer(
    entities: Iterable[Entity], path: str | Path, *, sources: Mapping[str, str] | None = None
) -> Gazetteer:
    """Add entities to the gazetteer in the file `path`, and return it opened.

    An entity that has the id of a known one, or shares an id elsewhere with it, is joined to it: it keeps its id, the
    names that its sources gave before are replaced by those they give now, and what is known now goes before.
    `sources` are as for `build_gazetteer`. Raises the errors of `gazetteer.update`; the file is unchanged then.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "towns.gaz")
    ...     build_gazetteer([Entity("1", "place", ["Kyiv"], identifiers=["geonames:703448"])], path).close()
    ...     with update_gazetteer([Entity("x", "place", ["Київ"], identifiers=["geonames:703448"])], path) as updated:
    ...         [(entity.id, entity.label) for entity in updated]
    [('1', 'Київ')]
    """
    version = key_version()
    with Gazetteer.open(path, key_version=version) as old:
        changed = [_renewed(entity, old) for entity in entities]
    return gazetteers.update(path, add=changed, keys=gazetteer_keys, key_version=version, sources=sources)


def _renewed(entity: Entity, old: Gazetteer) -> Entity:
    """The entity joined with the known one that shares an id with it."""
    known = next(iter(chain.from_iterable(map(old.entities_identified, entity.identifiers))), None)
    with suppress(UnknownEntity):
        known = old.entity(entity.id)
    if known is None:
        return entity
    sources = {alias.source for alias in entity.aliases}
    kept = [alias for alias in known.aliases if alias.source not in sources]
    if not kept:
        return replace(entity, id=known.id, identifiers=(*known.identifiers, *entity.identifiers))
    return joined(replace(entity, id=known.id), replace(known, aliases=tuple(kept)))


def open_gazetteer(
    path: Gazetteers | None = None,
    *,
    kinds: Iterable[str] = (),
    countries: Iterable[str] = (),
    decided: bool = True,
) -> Gazetteer:
    """The gazetteer in `path`, or the embedded default; several paths are searched as one, the later winning.

    The path "default" is the embedded gazetteer. What persons decided about it holds, unless `decided` is false.

    With `kinds` ("person", "place", "org", …) or `countries` (codes, as the entities have them), names are found only
    among the entities of one of these. Raises `gazetteer.MissingGazetteer`, `gazetteer.NotAGazetteer`, or
    `gazetteer.KeyMismatch` where another version of this package built it with other keys, or
    `gazetteer.DamagedDecisions`; each message says how to mend it. Raises UnknownKind if no entity is of a kind.

    >>> resolve("Minsk", open_gazetteer(kinds=["person"])).status
    'none'
    """
    files = GazetteerSource(path).files
    opened = _joined([Gazetteer.open(file, key_version=key_version()) for file in files], decided=decided)
    for kind in (kinds := tuple(kinds)):
        if kind not in opened.kinds("entity"):
            raise UnknownKind(kind, opened.kinds("entity"))
    countries = tuple(countries)
    return opened.within(kinds, countries) if kinds or countries else opened


def _joined(opened: Sequence[Gazetteer], *, decided: bool) -> Gazetteer:
    """The gazetteers as one, with what persons decided about them."""
    if decided and any(map(os.path.exists, decisions_files(one.path for one in opened))):
        from names.resolution.decided import with_decisions  # about most gazetteers, nothing is decided

        return with_decisions(opened)
    return layered(opened)


class GazetteerSource(NamedTuple):
    """Which gazetteer is to be opened, by each process that needs it, and among which of its entities to look."""

    path: Gazetteers | None = None  # None: the embedded default
    kinds: tuple[str, ...] = ()  # of entities; all if empty
    countries: tuple[str, ...] = ()  # codes; all if empty
    decided: bool = True  # whether the decisions of persons about it hold

    @property
    def files(self) -> list[str | Path]:
        """Where the gazetteers are that are searched as one."""
        path = EMBEDDED if self.path is None else self.path
        paths = [path] if isinstance(path, str | Path) else path
        return [gazetteers.DEFAULT if each == EMBEDDED else each for each in paths]

    def open(self) -> Gazetteer:
        """The gazetteer; errors are those of `open_gazetteer`."""
        return open_gazetteer(self.path, kinds=self.kinds, countries=self.countries, decided=self.decided)


def resolve(query: str, gazetteer: Gazetteer, rules: Rules = RULES, limit: int = LIMIT) -> Resolution:
    """What a name means in the gazetteer, with up to `limit` candidates (10); any string may be a name.

    >>> cities = build_gazetteer([Entity("b", "place", ("Bishkek",)), Entity("m", "place", ("Minsk",))])
    >>> resolution = resolve("Бишкек", cities)
    >>> resolution.status, resolution.entity.id
    ('match', 'b')
    """
    return resolve_many([query], gazetteer, rules, limit)[0]


def resolve_many(
    queries: Sequence[str], gazetteer: Gazetteer, rules: Rules = RULES, limit: int = LIMIT
) -> list[Resolution]:
    """What each of many names means, in the same order; repeated names are resolved once.

    Candidates far behind the best are computed when they are asked for; the gazetteer must still be open then.
    """
    distinct = list(dict.fromkeys(queries))
    resolved: dict[str, Resolution] = {}
    for some in _batches(distinct, gazetteer):
        with gc_paused():
            resolved.update(zip(some, _resolve_batch(read_repaired(some), gazetteer, rules, limit), strict=True))
    return [resolved[query] for query in queries]


def _batches(names: Sequence[str], gazetteer: Gazetteer) -> Iterator[Sequence[str]]:
    """The names in batches; those that do not mean an entity, as somebody decided, apart, as they are sought wider."""
    decisions = gazetteer.decisions
    contested = [name for name in names if decisions.rejected(name)] if decisions is not None else []
    rest = [name for name in names if name not in set(contested)] if contested else names
    for part in (rest, contested):
        yield from (part[start : start + BATCH] for start in range(0, len(part), BATCH))


def _resolve_batch(names: list[Name], gazetteer: Gazetteer, rules: Rules, limit: int) -> list[Resolution]:
    as_read = [replace(name, repair=None) if name.repair else name for name in names]  # repairs are weighed at the end
    decided = decide(as_read, rate(as_read, gazetteer, rules), gazetteer, rules)
    near = [with_repair(row, name) for name, row in zip(names, decided, strict=True)]
    look_up_repaired(names, near, gazetteer, rules)
    near = with_accepted(names, without_rejected(names, near, gazetteer), gazetteer)  # of what was written
    others = RunnersUp(names, near, gazetteer, rules, limit)
    return [
        Resolution(name.written, status(row, rules), Ranking(row[:limit], partial(others.of, position)), rules=rules)
        for position, (name, row) in enumerate(zip(names, near, strict=True))
    ]
