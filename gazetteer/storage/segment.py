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
from gazetteer.storage.columns import Columns
from gazetteer.storage.postings import Postings, PostingsWriter

KeysFunction: TypeAlias = Callable[[Sequence[Alias]], Keys]


class Strings(NamedTuple):
    """Many strings in one run of UTF-8 bytes (lone surrogates included, for any string is a name)."""

    bytes: NDArray[np.uint8]
    offsets: NDArray[Any]

    def at(self, places: NDArray[Any]) -> list[str]:
        """The strings with these numbers, decoded together and cut apart."""
        begins, ends = self.offsets[places].astype(np.int64), self.offsets[places + 1].astype(np.int64)
        lengths = ends - begins
        stops = np.cumsum(lengths)
        data = self.bytes[np.repeat(ends - stops, lengths) + np.arange(stops[-1] if len(stops) else 0)]
        whole = data.tobytes().decode("utf-8", "surrogatepass")
        if len(whole) < len(data):  # count characters: the bytes that do not continue one
            stops = np.cumsum((data & 0xC0) != 0x80)[stops - 1] * (stops > 0)
        bounds = stops.tolist()
        return [whole[begin:end] for begin, end in zip([0, *bounds], bounds, strict=False)]


class Segment:
    """The arrays of one segment (see `columns`), with the ordinals of its first entity and its first alias in the
    whole gazetteer. What is used of them is taken from `arrays` when it is used.
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


def arrays_path(path: Path, digest: str) -> Path:
    """Where the arrays with this digest stand, for the gazetteer at `path`."""
    return path.with_name(f"{path.name}.{digest}.arrays")


def read_segments(path: Path, info: Mapping[str, Any]) -> list[Segment]:
    """The segments that `info` names of the gazetteer at `path`, mapped. Where `path` is a link, the arrays stand
    beside what it points to, or else beside the link, under its name.
    """
    segments, entities, aliases = [], 0, 0
    kinds = {f"{of} kinds": len(info["kinds"][of]) for of in ("entity", "alias")}
    for part in info["segments"]:
        digest, numbers = part["digest"], {"entities": part["entities"], "aliases": part["aliases"]}
        places = [arrays_path(path.resolve(), digest), arrays_path(path, digest)]
        file = ArrayFile(next((place for place in places if place.exists()), places[0]), digest, path)
        columns = Columns(file, info["fields"], {**numbers, **kinds, "distinct tags": info["tags"]}, path)
        segments.append(Segment(columns, part["aliases"], entities, aliases))
        entities, aliases = entities + part["entities"], aliases + part["aliases"]
    return segments


class Codes:
    """Small numbers for values, in order of first use.

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


class StringsWriter:
    """Collects strings on disk."""

    def __init__(self, folder: Path | None) -> None:
        self._bytes, self._ends, self._end = Spool("u1", folder), Spool("u8", folder), 0

    def extend(self, texts: Iterable[str]) -> None:
        """Add texts at the end."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        self._bytes.append(np.frombuffer(b"".join(encoded), np.uint8))
        ends = self._end + np.cumsum([len(data) for data in encoded], dtype=np.int64)
        self._ends.append(ends)
        self._end = int(ends[-1]) if len(ends) else self._end

    def columns(self, bytes: str, offsets: str) -> Iterator[Column]:
        """The two arrays of `Strings`, under these names."""
        yield Column(bytes, "u1", self._bytes.chunks())
        yield Column(
            offsets,
            "u4" if self._end < 1 << 32 else "u8",
            chain([np.zeros(1, np.uint64)], self._ends.chunks()),
        )


class SegmentWriter:
    """Collects entities, batch by batch, and gives the arrays of their segment."""

    def __init__(self, keys: KeysFunction, codes: Mapping[str, Codes], folder: Path | None) -> None:
        self._keys, self.codes, self._folder = keys, codes, folder
        self._small = {name: Spool(kind, folder) for name, kind in _SMALL.items()}
        self._texts, self._forms = StringsWriter(folder), StringsWriter(folder)
        self._fields: dict[str, PostingsWriter] = {}
        self.entities = self.aliases = 0

    def add(self, batch: Sequence[Entity]) -> None:
        """Add entities after those already there."""
        aliases = [alias for entity in batch for alias in entity.aliases]
        owned = np.array([len(entity.aliases) for entity in batch], np.int64)
        kinds, uses, tags = self.codes["entity"], self.codes["alias"], self.codes["tag"]
        small = {
            "alias_starts": self.aliases + np.cumsum(owned),
            "priors": np.clip([entity.prior for entity in batch], -_LARGEST, _LARGEST),
            "entity_kinds": _byte([kinds[entity.kind] for entity in batch], "entity"),
            "owners": np.repeat(np.arange(self.entities, self.entities + len(batch)), owned),
            "alias_kinds": _byte([uses[alias.kind] for alias in aliases], "alias"),
            "tags": [tags[alias.language, alias.kind, alias.source] for alias in aliases],
        }
        for name, values in small.items():
            self._small[name].append(np.asarray(values))
        self._texts.extend(alias.text for alias in aliases)
        self._index(aliases)
        self.entities += len(batch)
        self.aliases += len(aliases)

    def _index(self, aliases: Sequence[Alias]) -> None:
        found = self._keys(aliases)
        if len(found.forms) != len(aliases):
            raise ValueError(f"the keys function gave {len(found.forms)} forms for {len(aliases)} aliases")
        self._forms.extend(found.forms)
        for field, rows in found.fields.items():
            if len(rows.offsets) != len(aliases) + 1:
                given = f"{len(rows.offsets) - 1} rows of {field!r}"
                raise ValueError(f"the keys function gave {given} for {len(aliases)} aliases")
            self._fields.setdefault(field, PostingsWriter(self._folder)).append(rows, self.aliases)

    @property
    def size(self) -> dict[str, int]:
        """How many entities and aliases there are."""
        return {"entities": self.entities, "aliases": self.aliases}

    @property
    def fields(self) -> list[str]:
        """The names of the key fields seen so far, sorted."""
        return sorted(self._fields)

    def columns(self, fields: Iterable[str]) -> Iterator[Column]:
        """The arrays of `Segment`."""
        for name, kind in _SMALL.items():
            first = [np.zeros(1, np.uint32)] if name == "alias_starts" else []
            yield Column(name, kind, chain(first, self._small[name].chunks()))
        yield from self._texts.columns("texts", "text_offsets")
        yield from self._forms.columns("forms", "form_offsets")
        for field in fields:
            writer = self._fields.pop(field, None) or PostingsWriter(self._folder)
            yield from writer.columns(field, self.aliases)


_SMALL = {
    "alias_starts": "u4",
    "priors": "f4",
    "entity_kinds": "u1",
    "owners": "u4",
    "alias_kinds": "u1",
    "tags": "u4",
}

_LARGEST = float(np.finfo(np.float32).max)


def _byte(codes: list[int], of: str) -> list[int]:
    if max(codes, default=0) > 255:
        raise GazetteerError(f"more than 256 kinds of {of}; put what distinguishes them into the note or the source")
    return codes
