"""Join what several sources say of one entity, in bounded memory.

Accounts with the same id, or with a shared id elsewhere ("wikidata:Q1899"), are of one entity. It has the id and the
label of the first, the facts of the first that has them, and the aliases of all with their sources. A bare number may
be the id of anything in another file, so that a name must be shared, too. Two rows of one source with different ids
are never of one entity, whatever a third one says; two with the same id must agree in their facts, as far as they
have them.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import IO

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Entity
from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.fields import DEFAULT_KIND, difference
from gazetteer.sources.merging import common_kind, in_known_languages, joined, label_first
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import OnReject

__all__ = ["Joining"]

EMPTY: Mapping[str, str] = MappingProxyType({})

TRIED = 20  # entities with one id elsewhere that a row is tried with; one that more have tells nothing; chosen
FACTS = ("kind", "countries", "prior", "note", "office", "born", "died")  # of which an entity has one of each
AT_ONCE = 1 << 16  # rows whose places are held as Python's numbers; chosen


class Joining:
    """Iterates the entities of some rows, each joined from all its accounts, in the order of their first accounts.

    A row that cannot be joined is given to `on_reject`, or raised if that is None. While it runs, rows are kept in a
    temporary file; in memory are 16 bytes for each of their ids, own or elsewhere, and 24 for each row. `publishers`
    says, once all was read, whom to name for each source, with the licence.
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
            for places in stored.groups():
                for account in self._joined(stored.row(place) for place in places):
                    if account.adds:
                        self.left_aside += account.rows
                    else:
                        yield account.entity()

    def _joined(self, rows: Iterable[Row]) -> Iterator[_Account]:
        """The accounts that remain of rows which share ids."""
        accounts: list[_Account] = []
        known: dict[str, list[_Account]] = defaultdict(list)  # by all ids of their rows
        for row in rows:
            ids = (row.entity.id, *row.entity.identifiers)
            found = {each.whole.place: each.whole for id in ids for each in known[id][:TRIED]}
            fitting = [account for _, account in sorted(found.items()) if account.may_have(row)]
            try:
                if fitting:
                    account = fitting[0]
                    account.add(row)
                    self.joined += 1 + sum(map(account.unite, fitting[1:]))
                else:
                    if any(each.id == row.entity.id for each in found.values()):
                        raise InvalidEntity(f"the id {row.entity.id!r} is that of another entity; give it its own")
                    account = _Account(row, len(accounts))
                    accounts.append(account)
                for id in ids:
                    if account not in known[id][:TRIED]:
                        known[id].append(account)
            except InvalidEntity as error:
                self._reject(row, str(error))
        return (account for account in accounts if account.whole is account)

    def _reject(self, row: Row, reason: str) -> None:
        error = SourceError(row.path, row.line, reason)
        if self._on_reject is None:
            raise error
        self._on_reject(error)


class _Account:
    """What is said of one entity so far, and the id that it has in each source."""

    def __init__(self, row: Row, place: int) -> None:
        self.id, self.place, self.adds, self.rows = row.entity.id, place, row.adds, 1
        self._kind = row.entity.kind
        self._said = [row.entity]
        self._ids = {row.path: row.entity.id}
        self._facts = _facts(row)
        self._no_names = {row.entity.id} if row.adds else set()  # see `Row`
        self._part_of: _Account | None = None

    @property
    def whole(self) -> _Account:
        """The account itself, or the one that it was united with."""
        account = self
        while account._part_of is not None:
            account = account._part_of
        return account

    def may_have(self, row: Row) -> bool:
        """Whether a row that shares an id is of this entity: no other one of its source has been joined."""
        return self._ids.get(row.path, row.entity.id) == row.entity.id

    def add(self, row: Row) -> None:
        """Join the row. Raises InvalidEntity if it differs in kind, or in a fact from a row of the same source."""
        if row.path not in self._ids and row.entity.id == self.id and self.id.isdecimal() and not self._names(row):
            first = self._said[0].label
            raise InvalidEntity(
                f"the id {self.id} is that of {first!r} in another file; give ids that differ, or one file"
            )
        facts = _facts(row)
        for place, (value, _) in facts.items():
            known, line = self._facts.get(place, (value, 0))
            if known != value:
                raise InvalidEntity(difference(place[1], value, known, line))
        self._kind = common_kind(self._said[0], self._kind, row.entity)
        self._said.append(row.entity)
        self._facts = facts | self._facts
        self._ids.setdefault(row.path, row.entity.id)
        self.adds = self.adds and row.adds
        self._no_names |= {row.entity.id} if row.adds else set()
        self.rows += 1

    def _names(self, row: Row) -> bool:
        """Whether the row has a name that is known of the entity; case does not count."""
        known = {alias.text.casefold() for entity in self._said for alias in entity.aliases}
        return any(alias.text.casefold() in known for alias in row.entity.aliases)

    def unite(self, other: _Account) -> bool:
        """Join another account, which a row has shown to be of this entity; return whether that can be.

        It cannot if a source has the two as two entities, or they differ in kind.
        """
        if any(self._ids.get(path, id) != id for path, id in other._ids.items()):
            return False
        try:
            self._kind = common_kind(self._said[0], self._kind, replace(other._said[0], kind=other._kind))
        except InvalidEntity:
            return False
        self._said += other._said
        self._ids = {**other._ids, **self._ids}
        self._facts = other._facts | self._facts
        self._no_names |= other._no_names
        self.adds = self.adds and other.adds
        self.rows += other.rows
        other._part_of = self
        return True

    def entity(self) -> Entity:
        """The entity of all rows."""
        first, *others = self._said
        if not others:
            return first
        aliases = in_known_languages(label_first([alias for said in self._said for alias in said.aliases]))
        named = tuple(alias for alias in aliases if alias.text not in self._no_names)
        return replace(joined(first, *others), aliases=named)


def _facts(row: Row) -> dict[tuple[Path, str], tuple[object, int]]:
    """The facts that a row has, with its line, by its file and the name of the field."""
    values = ((field, getattr(row.entity, field)) for field in FACTS)
    return {(row.path, field): (value, row.line) for field, value in values if value and value != DEFAULT_KIND}


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

    def groups(self) -> Iterator[list[int]]:
        """The places of rows that share ids, directly or by others; groups and the places in them in order."""
        firsts = self._firsts()
        order = np.argsort(firsts, kind="stable")
        starts = np.flatnonzero(np.diff(firsts[order], prepend=-1))
        for begin in range(0, len(starts), AT_ONCE):
            bounds = starts[begin : begin + AT_ONCE + 1].tolist()
            if begin + AT_ONCE >= len(starts):
                bounds.append(len(order))
            for low, high in pairwise(bounds):
                yield order[low:high].tolist()

    def _firsts(self) -> NDArray[np.int64]:
        """For each row the first one of its group."""
        low, high = self._pairs()
        firsts = np.arange(len(self))
        while True:
            one, other = firsts[low], firsts[high]
            if (one == other).all():
                return firsts
            np.minimum.at(firsts, np.maximum(one, other), np.minimum(one, other))
            while (firsts[firsts] != firsts).any():
                firsts = firsts[firsts]

    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of rows that share an id and follow each other among those that have it."""
        digests = np.frombuffer(self._digests, np.uint64)
        owners = np.frombuffer(self._owners, np.int64)
        order = np.argsort(digests, kind="stable")
        digests, owners = digests[order], owners[order]
        same = np.flatnonzero((digests[1:] == digests[:-1]) & (owners[1:] != owners[:-1]))
        return owners[same], owners[same + 1]
