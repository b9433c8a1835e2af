"""Join what several sources say of one entity, in bounded memory.

Accounts with the same id, or with a shared id elsewhere ("wikidata:Q1899"), are of one entity. It has the id and the
label of the first, the facts of the first that has them, and the aliases of all with their sources. Two rows of one
source with different ids are never of one entity, whatever a third one says; two with the same id must agree in their
facts, as far as they have them.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType
from typing import IO

from gazetteer.entity import Entity
from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.fields import DEFAULT_KIND, difference
from gazetteer.sources.merging import joined, label_first
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import OnReject

__all__ = ["Joining"]

EMPTY: Mapping[str, str] = MappingProxyType({})
FACTS = ("kind", "countries", "prior", "note", "office", "born", "died")  # of which an entity has one of each


class Joining:
    """Iterates the entities of some rows, each joined from all its accounts, in the order of their first accounts.

    A row that cannot be joined is given to `on_reject`, or raised if that is None. While it runs, rows are kept in a
    temporary file, and some 30 bytes of each in memory. `publishers` says, once all was read, whom to name for each
    source, with the licence.
    """

    def __init__(
        self, rows: Iterable[Row], publishers: Mapping[str, str] = EMPTY, on_reject: OnReject | None = None
    ) -> None:
        self._rows, self.publishers, self._on_reject = rows, publishers, on_reject
        self.joined = 0  # rows that were joined to an earlier one
        self.left_aside = 0  # rows that only add to an entity of an earlier source, which none has

    def __iter__(self) -> Iterator[Entity]:
        with tempfile.TemporaryFile(prefix="names-") as file:
            stored = _StoredRows(file)
            for row in self._rows:
                stored.append(row)
            together = stored.groups()
            followers = {place for places in together.values() for place in places[1:]}
            for place in range(len(stored)):
                if place in followers:
                    continue
                for account in self._joined(stored.row(each) for each in together.get(place, [place])):
                    if account.adds:
                        self.left_aside += 1
                    else:
                        yield account.entity

    def _joined(self, rows: Iterable[Row]) -> Iterator[_Account]:
        """The accounts that remain of rows which share ids."""
        accounts: list[_Account] = []
        for row in rows:
            account = next((each for each in accounts if each.fits(row)), None)
            try:
                if account:
                    account.add(row)
                    self.joined += 1
                elif any(each.id == row.entity.id for each in accounts):
                    raise InvalidEntity(f"the id {row.entity.id!r} is that of another entity; give it one of its own")
                else:
                    accounts.append(_Account(row))
            except InvalidEntity as error:
                self._reject(row, str(error))
        return iter(accounts)

    def _reject(self, row: Row, reason: str) -> None:
        error = SourceError(row.path, row.line, reason)
        if self._on_reject is None:
            raise error
        self._on_reject(error)


class _Account:
    """What is said of one entity so far, and the id that it has in each source."""

    def __init__(self, row: Row) -> None:
        self.adds = row.adds
        self._first = row.entity
        self._facts = _without_aliases(row.entity)
        self._aliases = [row.entity.aliases]
        self._ids = {row.path: row.entity.id}
        self._said = {(row.path, field): (value, row.line) for field, value in _facts(row.entity)}

    def fits(self, row: Row) -> bool:
        """Whether the row is of this entity: they share an id, and no other row of its source has been joined."""
        shared = {self.id, *self._facts.identifiers} & {row.entity.id, *row.entity.identifiers}
        return bool(shared) and self._ids.get(row.path, row.entity.id) == row.entity.id

    def add(self, row: Row) -> None:
        """Join the row. Raises InvalidEntity if it differs in kind, or in a fact from a row of the same source."""
        facts = {(row.path, field): (value, row.line) for field, value in _facts(row.entity)}
        for place, (value, _) in facts.items():
            known, line = self._said.get(place, (value, 0))
            if known != value:
                raise InvalidEntity(difference(place[1], value, known, line))
        self._facts = _without_aliases(joined(self._facts, _without_aliases(row.entity)))
        self._aliases.append(row.entity.aliases)
        self._said = facts | self._said
        self._ids.setdefault(row.path, row.entity.id)
        self.adds = self.adds and row.adds

    @property
    def id(self) -> str:
        """The id of the entity."""
        return self._facts.id

    @property
    def entity(self) -> Entity:
        """The entity with all its names; as it was given if it was not joined."""
        if len(self._aliases) == 1:
            return self._first
        return replace(self._facts, aliases=label_first([*chain.from_iterable(self._aliases)]))


def _without_aliases(entity: Entity) -> Entity:
    """The entity with its label alone: accounts are joined many times, and their names once."""
    return replace(entity, aliases=entity.aliases[:1]) if len(entity.aliases) > 1 else entity


def _facts(entity: Entity) -> Iterator[tuple[str, object]]:
    """The facts that are known, with the names of their fields."""
    for field in FACTS:
        value = getattr(entity, field)
        if value and value != DEFAULT_KIND:
            yield field, value


class _StoredRows:
    """Rows in a file, by their places from 0, and digests of their ids."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._ends = array("Q", [0])
        self._digests, self._owners = array("Q"), array("Q")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, row: Row) -> None:
        for id in (row.entity.id, *row.entity.identifiers):
            self._digests.append(int.from_bytes(blake2b(id.encode(), digest_size=8).digest()))
            self._owners.append(len(self))
        self._ends.append(self._ends[-1] + self._file.write(pickle.dumps(row)))

    def row(self, place: int) -> Row:
        self._file.seek(self._ends[place])
        row: Row = pickle.loads(self._file.read(self._ends[place + 1] - self._ends[place]))  # noqa: S301  our own file
        return row

    def groups(self) -> dict[int, list[int]]:
        """The places of rows that share ids, directly or by others, in order, by the first of them."""
        import numpy as np

        digests = np.frombuffer(self._digests, np.uint64)
        owners = np.frombuffer(self._owners, np.uint64)
        order = np.argsort(digests, kind="stable")
        digests, owners = digests[order], owners[order]
        same = np.flatnonzero((digests[1:] == digests[:-1]) & (owners[1:] != owners[:-1]))
        first = _Firsts()
        for low, high in zip(owners[same].tolist(), owners[same + 1].tolist(), strict=True):
            first.unite(low, high)
        together: dict[int, list[int]] = defaultdict(list)
        for place in sorted(first.known()):
            together[first.of(place)].append(place)
        return dict(together)


class _Firsts:
    """Disjoint sets of places, each known by its first."""

    def __init__(self) -> None:
        self._before: dict[int, int] = {}

    def known(self) -> Iterable[int]:
        return self._before.keys()

    def of(self, place: int) -> int:
        """The first place of the set."""
        path = []
        while (before := self._before.setdefault(place, place)) != place:
            path.append(place)
            place = before
        for each in path:
            self._before[each] = place
        return place

    def unite(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._before[second] = first
