"""What each array of a segment is: its type, its length, and the bounds of what stands in it.

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


class Rule(NamedTuple):
    """Numbers are named: "entities", or the length of another array.

    `rows` is the length of the array itself, less `more`; None: any. Its values are below the number `below`, or
    ascend from the number `first` (0) to the number `last`.
    """

    kinds: tuple[str, ...]
    rows: str | None = None
    more: int = 0
    below: str | None = None
    first: str | None = None
    last: str | None = None


_BYTE, _HALF, _EITHER, _KEY = ("|u1",), ("<u4",), ("<u4", "<u8"), ("<u8",)

RULES = {
    "alias_starts": Rule(_HALF, "entities", 1, last="aliases"),
    "priors": Rule(("<f4",), "entities"),
    "entity_kinds": Rule(_BYTE, "entities", below="entity kinds"),
    "owners": Rule(_HALF, "aliases", below="entities"),
    "alias_kinds": Rule(_BYTE, "aliases", below="alias kinds"),
    "tags": Rule(_HALF, "aliases", below="distinct tags"),
    "texts": Rule(_BYTE),
    "text_offsets": Rule(_EITHER, "aliases", 1, last="texts"),
    "forms": Rule(_BYTE),
    "form_offsets": Rule(_EITHER, "aliases", 1, last="forms"),
}


def rules_of(field: str) -> dict[str, Rule]:
    """The rules of the arrays of one field of keys (see `postings`)."""
    single, keys, postings = f"{field}.single", f"{field}.keys", f"{field}.postings"
    return {
        single: Rule(_KEY),
        keys: Rule(_KEY),
        f"{field}.offsets": Rule(_EITHER, keys, 1, first=single, last=postings),
        postings: Rule(_HALF, below="aliases"),
        f"{field}.frequent": Rule(_KEY),
        f"{field}.bits": Rule(_BYTE, f"bytes of {field}"),
    }


class Columns(Mapping[str, NDArray[Any]]):
    """The arrays of a segment in a file, each verified when it is first asked for.

    `numbers` says how many entities, aliases, kinds and tags there are. Raises `NotAGazetteer` for the gazetteer at
    `owner`: at once where types or lengths are wrong, later where the content is.
    """

    def __init__(self, file: ArrayFile, fields: Iterable[str], numbers: Mapping[str, int], owner: Path) -> None:
        self._file, self._owner = file, owner
        self._rules = RULES | {name: rule for field in fields for name, rule in rules_of(field).items()}
        if set(file) != set(self._rules):
            raise NotAGazetteer(owner, "its arrays are not those of its fields")
        self._numbers = dict(numbers) | {name: file.shape(name)[1] for name in self._rules}
        for field in fields:
            bits = -(-self._numbers[f"{field}.frequent"] // 8)
            self._numbers[f"bytes of {field}"] = self._numbers["aliases"] * bits
        self._verified: dict[str, NDArray[Any]] = {}
        for name, rule in self._rules.items():
            kind, items = file.shape(name)
            if kind not in rule.kinds or (rule.rows is not None and items != self._numbers[rule.rows] + rule.more):
                raise NotAGazetteer(owner, f"the array {name!r} is damaged ({items} items of type {kind!r})")

    def __getitem__(self, name: str) -> NDArray[Any]:
        found = self._verified.get(name)
        if found is None:
            found = self._file[name]
            with reading(self._owner, f"the array {name!r}"):
                self._obey(found, self._rules[name])
            self._verified[name] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def _obey(self, values: NDArray[Any], rule: Rule) -> None:
        """Raise ValueError where values are not as the rule says."""
        if rule.below is not None and len(values) and int(values.max()) >= self._numbers[rule.below]:
            raise ValueError(f"{values.max()} is not below {self._numbers[rule.below]}, the number of {rule.below}")
        if rule.last is not None:
            first, last = self._numbers[rule.first] if rule.first else 0, self._numbers[rule.last]
            if int(values[0]) != first or int(values[-1]) != last or not (values[1:] >= values[:-1]).all():
                raise ValueError(f"its numbers do not ascend from {first} to {last}")

    def steps(self) -> Iterator[Callable[[], object]]:
        """What verifies all arrays and what stands between them, one step each."""
        yield from (partial(self.__getitem__, name) for name in self)
        yield self._gaps

    def _gaps(self) -> None:
        if any(gap.any() for gap in self._file.gaps()):
            raise NotAGazetteer(self._owner, "its arrays are damaged (something stands between them)")
