"""A segment: consecutive entities and their aliases as arrays, numbered from 0 within the segment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gazetteer.entity import Alias, Entity
from gazetteer.errors import GazetteerError
from gazetteer.storage.arrays import ArrayFile, Arrays, Column, Keys, Spool
from gazetteer.storage.columns import RULES, Columns
from gazetteer.storage.differences import summed
from gazetteer.storage.keysets import KeySetWriter
from gazetteer.storage.postings import Postings, PostingsWriter
from gazetteer.storage.strings import Strings, StringsWriter

KeysFunction: TypeAlias = Callable[[Sequence[Alias]], Keys]


class Segment:
    """The arrays of one segment (see `columns`), which are read when they are first used.

    `first_entity` and `first_alias` are the ordinals that its first entity and first alias have in the gazetteer.
    """

    def __init__(self, arrays: Arrays, aliases: int, first_entity: int = 0, first_alias: int = 0) -> None:
        self.arrays, self._aliases = arrays, aliases
        self.first_entity, self.first_alias = first_entity, first_alias
        self._postings: dict[str, Postings] = {}

    def __len__(self) -> int:
        return self._aliases

    @cached_property
    def texts(self) -> Strings:
        """The texts of the aliases."""
        return Strings(self.arrays["texts"], self.arrays["text_offsets"])

    @cached_property
    def forms(self) -> Strings:
        """The forms of the aliases."""
        return Strings(self.arrays["forms"], self.arrays["form_offsets"])

    def postings(self, field: str) -> Postings:
        """The index of a field of keys."""
        if field not in self._postings:
            self._postings[field] = Postings.of(self.arrays, field)
        return self._postings[field]

    def pairs(self, field: str, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Which alias has which key: two rows, positions in `keys`, ascending, and ordinals in the whole gazetteer.

        Raises ValueError if an ordinal is too great.
        """
        index = self.postings(field)
        starts, lengths = index.find(keys)
        which = np.repeat(np.arange(len(keys)), lengths)
        places = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(len(which))
        ordinals = summed(index.postings[places], lengths).astype(np.int64)
        if len(ordinals) and int(ordinals.max()) >= len(self):
            raise ValueError(f"{ordinals.max()} is not below {len(self)}, the number of aliases")
        return np.stack((which, ordinals + self.first_alias))

    def moved(self, first_entity: int, first_alias: int, codes: Mapping[str, NDArray[Any]]) -> Segment:
        """The same segment with other ordinals, in a gazetteer with other codes: the new code of each, by array."""
        return Segment(RecodedArrays(self.arrays, codes), len(self), first_entity, first_alias)


class RecodedArrays(Mapping[str, NDArray[Any]]):
    """The arrays of a segment, in some of which codes are replaced by others."""

    def __init__(self, arrays: Arrays, codes: Mapping[str, NDArray[Any]]) -> None:
        self._arrays, self._codes = arrays, codes
        self._recoded: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self._codes:
            return self._arrays[name]
        if name not in self._recoded:
            self._recoded[name] = self._codes[name][self._arrays[name]]
        return self._recoded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)


def concatenated(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """One array of all; the first itself if it is the only one."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def arrays_path(path: Path, digest: str) -> Path:
    """The path of the array file with this digest that belongs to the gazetteer at `path`."""
    return path.with_name(f"{path.name}.{digest}.arrays")


def read_segments(path: Path, info: Mapping[str, Any]) -> list[Segment]:
    """The segments of the gazetteer at `path`, which `info` lists; their arrays are mapped into memory.

    If `path` is a link, the array files are beside its target or else beside the link, under the name of the link.
    Raises FileNotFoundError or `NotAGazetteer`.
    """
    segments: list[Segment] = []
    first_entity = first_alias = 0
    kinds = {"entity kinds": len(info["kinds"]["entity"]), "alias kinds": len(info["kinds"]["alias"])}
    for part in info["segments"]:
        entities, aliases = part["entities"], part["aliases"]
        numbers = {"entities": entities, "aliases": aliases, "distinct tags": info["tags"], **kinds}
        file = ArrayFile(_existing_arrays(path, part["digest"]), part["digest"], path)
        segments.append(
            Segment(Columns(file, info["fields"], info["sets"], numbers, path), aliases, first_entity, first_alias)
        )
        first_entity, first_alias = first_entity + entities, first_alias + aliases
    return segments


def _existing_arrays(path: Path, digest: str) -> Path:
    beside_target, beside_link = arrays_path(path.resolve(), digest), arrays_path(path, digest)
    return beside_link if beside_link.exists() and not beside_target.exists() else beside_target


class Codes:
    """Numeric codes for values, in order of first use.

    >>> codes = Codes()
    >>> codes["label"], codes["alias"], codes["label"], codes.values
    (0, 1, 0, ['label', 'alias'])
    """

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self.values = list(values)
        self._codes = {value: code for code, value in enumerate(self.values)}

    def __getitem__(self, value: Any) -> int:
        code = self._codes.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        return code


class CodeTables(NamedTuple):
    """The codes that arrays hold: of kinds, and of tags (see `gazetteer.entity`)."""

    alias_kinds: Codes
    entity_kinds: Codes
    tags: Codes


class SegmentWriter:
    """Collects entities, batch by batch, and gives the arrays of their segment.

    `codes` is extended with new values; what is collected is in temporary files in `folder`.
    """

    def __init__(self, codes: CodeTables, folder: Path | None) -> None:
        self.codes, self._folder = codes, folder
        self._numbers = {name: Spool(RULES[name].dtypes[0], folder) for name in _NUMBERS}
        self._texts, self._forms = StringsWriter(folder), StringsWriter(folder)
        self._fields: dict[str, PostingsWriter] = {}
        self._sets: dict[str, KeySetWriter] = {}
        self.entities = self.aliases = 0

    def add(self, batch: Sequence[Entity], keys: Keys) -> None:
        """Append entities and the keys of their aliases. Raises ValueError for another number of rows or forms."""
        aliases = [alias for entity in batch for alias in entity.aliases]
        alias_counts = np.array([len(entity.aliases) for entity in batch], np.int64)
        ordinals = np.arange(self.entities, self.entities + len(batch))
        codes = self.codes
        numbers = {
            "alias_starts": self.aliases + np.cumsum(alias_counts),
            "priors": np.clip([entity.prior for entity in batch], -_LARGEST, _LARGEST),
            "entity_kinds": _one_byte([codes.entity_kinds[entity.kind] for entity in batch], "entity"),
            "owners": np.repeat(ordinals, alias_counts),
            "alias_kinds": _one_byte([codes.alias_kinds[alias.kind] for alias in aliases], "alias"),
            "tags": [codes.tags[alias.tag] for alias in aliases],
        }
        for name, values in numbers.items():
            self._numbers[name].append(np.asarray(values))
        self._texts.extend(alias.text for alias in aliases)
        self._add_keys(aliases, keys)
        self.entities += len(batch)
        self.aliases += len(aliases)

    def _add_keys(self, aliases: Sequence[Alias], keys: Keys) -> None:
        if len(keys.forms) != len(aliases):
            raise ValueError(f"the keys function gave {len(keys.forms)} forms for {len(aliases)} aliases")
        self._forms.extend(keys.forms)
        for field, rows in keys.fields.items():
            if len(rows.offsets) != len(aliases) + 1:
                given = f"{len(rows.offsets) - 1} rows of {field!r}"
                raise ValueError(f"the keys function gave {given} for {len(aliases)} aliases")
            self._fields.setdefault(field, PostingsWriter(self._folder)).append(rows, self.aliases)
        for name, members in keys.sets.items():
            self._sets.setdefault(name, KeySetWriter(self._folder)).extend(members)

    @property
    def size(self) -> dict[str, int]:
        """The numbers of entities and aliases, as `info` stores them."""
        return {"entities": self.entities, "aliases": self.aliases}

    @property
    def fields(self) -> list[str]:
        """The names of the key fields seen so far, sorted."""
        return sorted(self._fields)

    @property
    def sets(self) -> list[str]:
        """The names of the sets of keys seen so far, sorted."""
        return sorted(self._sets)

    def columns(self, fields: Iterable[str], sets: Iterable[str]) -> Iterator[Column]:
        """The arrays of the segment, with an index for each of these fields, and each of these sets."""
        for name in _NUMBERS:
            first = [np.zeros(1, np.uint32)] if name == "alias_starts" else []
            yield Column(name, RULES[name].dtypes[0], chain(first, self._numbers[name].chunks()), name in _ASCENDING)
        yield from self._texts.columns("texts", "text_offsets")
        yield from self._forms.columns("forms", "form_offsets")
        for field in fields:
            writer = self._fields.pop(field, None) or PostingsWriter(self._folder)
            yield from writer.columns(field, self.aliases)
        for name in sets:
            yield from (self._sets.pop(name, None) or KeySetWriter(self._folder)).columns(name)


_NUMBERS = ("alias_starts", "priors", "entity_kinds", "owners", "alias_kinds", "tags")  # in the order of the file
_ASCENDING = frozenset({"alias_starts", "owners"})
_LARGEST = float(np.finfo(np.float32).max)  # the range in which priors are stored


def _one_byte(codes: list[int], what: str) -> list[int]:
    if max(codes, default=0) > 255:
        raise GazetteerError(f"more than 256 kinds of {what}; put what distinguishes them into the note or the source")
    return codes
