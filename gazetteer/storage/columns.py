"""The arrays of a segment: the dtype of each, its length, and the bounds of its values.

Checksums tell what has changed since it was written. These rules tell, before an array is used, that whatever it
points to is there, so that no file, however it came about, leads out of an array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from numpy.typing import NDArray

from gazetteer.errors import NotAGazetteer
from gazetteer.storage.arrays import ArrayFile
from gazetteer.storage.damage import reading


class ColumnRule(NamedTuple):
    """What an array must be. Numbers are named: "entities", "aliases", …, or the length of another array.

    The array has one of `dtypes` and as many items as the number `length` plus `extra` (None: any). Its values are
    below the number `below`, or ascend from the number `first` (None: 0) to the number `last`.
    """

    dtypes: tuple[str, ...]
    length: str | None = None
    extra: int = 0
    below: str | None = None
    first: str | None = None
    last: str | None = None


_U1, _U4, _U8, _U4_OR_U8 = ("|u1",), ("<u4",), ("<u8",), ("<u4", "<u8")

RULES = {
    "alias_starts": ColumnRule(_U4, "entities", 1, last="aliases"),
    "priors": ColumnRule(("<f4",), "entities"),
    "entity_kinds": ColumnRule(_U1, "entities", below="entity kinds"),
    "owners": ColumnRule(_U4, "aliases", below="entities"),
    "alias_kinds": ColumnRule(_U1, "aliases", below="alias kinds"),
    "tags": ColumnRule(_U4, "aliases", below="distinct tags"),
    "texts": ColumnRule(_U1),
    "text_offsets": ColumnRule(_U4_OR_U8, "aliases", 1, last="texts"),
    "forms": ColumnRule(_U1),
    "form_offsets": ColumnRule(_U4_OR_U8, "aliases", 1, last="forms"),
}


def rules_of(field: str) -> dict[str, ColumnRule]:
    """The rules of the arrays of one field of keys (see `postings`)."""
    single, keys, postings = f"{field}.single", f"{field}.keys", f"{field}.postings"
    return {
        single: ColumnRule(_U8),
        keys: ColumnRule(_U8),
        f"{field}.offsets": ColumnRule(_U4_OR_U8, keys, 1, first=single, last=postings),
        postings: ColumnRule(_U4, below="aliases"),
        f"{field}.frequent": ColumnRule(_U8),
        f"{field}.bits": ColumnRule(_U1, f"bytes of {field}"),
    }


class Columns(Mapping[str, NDArray[Any]]):
    """The arrays of a segment in a file, each verified when it is first asked for.

    `numbers` says how many entities, aliases, kinds and tags there are. Raises `NotAGazetteer` for the gazetteer at
    `owner`: at once where dtypes or lengths are wrong, later where the content is.
    """

    def __init__(self, file: ArrayFile, fields: Iterable[str], numbers: Mapping[str, int], owner: Path) -> None:
        self._file, self._owner = file, owner
        self._rules = RULES | {name: rule for field in fields for name, rule in rules_of(field).items()}
        if set(file) != set(self._rules):
            raise NotAGazetteer(owner, "its arrays are not those of its fields")
        self._numbers = dict(numbers) | {name: file.shape(name)[1] for name in self._rules}
        for field in fields:
            bytes_per_alias = -(-self._numbers[f"{field}.frequent"] // 8)
            self._numbers[f"bytes of {field}"] = self._numbers["aliases"] * bytes_per_alias
        for name, rule in self._rules.items():
            dtype, length = file.shape(name)
            if dtype not in rule.dtypes or (rule.length and length != self._numbers[rule.length] + rule.extra):
                raise NotAGazetteer(owner, f"the array {name!r} is damaged ({length} items of type {dtype!r})")
        self._verified: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        values = self._verified.get(name)
        if values is None:
            values = self._file[name]
            with reading(self._owner, f"the array {name!r}"):
                self._check_values(values, self._rules[name])
            self._verified[name] = values
        return values

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def _check_values(self, values: NDArray[Any], rule: ColumnRule) -> None:
        """Raise ValueError where values are not as the rule says."""
        if rule.below is not None and len(values) and int(values.max()) >= self._numbers[rule.below]:
            raise ValueError(f"{values.max()} is not below {self._numbers[rule.below]}, the number of {rule.below}")
        if rule.last is not None:
            first, last = self._numbers[rule.first] if rule.first else 0, self._numbers[rule.last]
            ascending = (values[1:] >= values[:-1]).all()
            if int(values[0]) != first or int(values[-1]) != last or not ascending:
                raise ValueError(f"its numbers do not ascend from {first} to {last}")

    def checks(self) -> Iterator[Callable[[], object]]:
        """Calls that verify all arrays and what stands between them, one each; each raises `NotAGazetteer`."""
        yield from (partial(self.__getitem__, name) for name in self)
        yield self._check_gaps

    def _check_gaps(self) -> None:
        if any(gap.any() for gap in self._file.gaps()):
            raise NotAGazetteer(self._owner, "its arrays are damaged (something stands between them)")
