"""The arrays of a segment: the dtype of each, its length, and the bounds of its values.

Checksums detect changes after writing. These rules are checked too before an array is used: even in a file that was
written wrongly, no number points beyond the end of another array.
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
    """The dtype, length and bounds of an array.

    The array has one of `dtypes` and `length` + `extra` items (length None: any number). Its values are less than
    `below`, or ascend from `first` (None: 0) to `last`. Limits are given by name: "entities", "aliases", … or the name
    of an array, which stands for its length.
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
    """The arrays of a segment in a file, each verified when it is first used.

    `numbers` holds the numbers of entities, aliases, kinds and tags. Raises `NotAGazetteer` for the gazetteer at
    `owner`: at once if dtypes or lengths are wrong, and if values are wrong when the array is first used.
    """

    def __init__(
        self, file: ArrayFile, fields: Iterable[str], sets: Iterable[str], numbers: Mapping[str, int], owner: Path
    ) -> None:
        self._file, self._owner = file, owner
        self._rules = RULES | {name: rule for field in fields for name, rule in rules_of(field).items()}
        self._rules |= {f"{name}.filter": ColumnRule(_U1) for name in sets}
        if set(file) != set(self._rules):
            raise NotAGazetteer(owner, "its arrays are not those of its fields and sets")
        self._numbers = dict(numbers) | {name: file.entry(name).length for name in self._rules}
        for field in fields:
            bytes_per_alias = -(-self._numbers[f"{field}.frequent"] // 8)
            self._numbers[f"bytes of {field}"] = self._numbers["aliases"] * bytes_per_alias
        for name, rule in self._rules.items():
            entry = file.entry(name)
            if entry.dtype not in rule.dtypes or not self._has_length(entry.length, rule):
                shape = f"{entry.length} items of type {entry.dtype!r}"
                raise NotAGazetteer(owner, f"the array {name!r} is damaged ({shape})")
        self._verified: dict[str, NDArray[Any]] = {}

    def _has_length(self, length: int, rule: ColumnRule) -> bool:
        return rule.length is None or length == self._numbers[rule.length] + rule.extra

    def __getitem__(self, name: str) -> NDArray[Any]:
        values = self._verified.get(name)
        if values is None:
            values = self._file[name]
            with reading(self._owner, f"the array {name!r}"):
                self._check_values(values, self._rules[name])
            self._verified[name] = values
            self._file.release(name)
        return values

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def _check_values(self, values: NDArray[Any], rule: ColumnRule) -> None:
        """Raise ValueError if the values break the rule."""
        if rule.below is not None and len(values) and int(values.max()) >= self._numbers[rule.below]:
            raise ValueError(f"{values.max()} is not below {self._numbers[rule.below]}, the number of {rule.below}")
        if rule.last is not None:
            first, last = self._numbers[rule.first] if rule.first else 0, self._numbers[rule.last]
            ascending = (values[1:] >= values[:-1]).all()
            if int(values[0]) != first or int(values[-1]) != last or not ascending:
                raise ValueError(f"its numbers do not ascend from {first} to {last}")

    def checks(self) -> Iterator[Callable[[], object]]:
        """Functions that verify one array each, and one that verifies the gaps; they raise `NotAGazetteer`."""
        yield from (partial(self.__getitem__, name) for name in self)
        yield self._check_gaps

    def _check_gaps(self) -> None:
        if any(gap.any() for gap in self._file.gaps()):
            raise NotAGazetteer(self._owner, "its arrays are damaged (the gaps between them are not empty)")
