"""What was resolved, written down: mentions a line each, the text with usual names, entities and counts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gazetteer import Gazetteer
from names.comparison.explanation import explain
from names.comparison.similarity import Comparison
from names.formats.documents import Document
from names.formats.escaping import cell, json_line, one_line, tabbed
from names.parsing.parts import Name, Part
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = ["FIELDS", "FORMATS", "Annotated", "EntityRow", "entity_rows", "label_of"]

FIELDS = (
    "document",
    "start",
    "end",
    "text",
    "status",
    "entity",
    "label",
    "kind",
    "alias_kind",
    "score",
    "why",
)


class Annotated(NamedTuple):
    """A document, or a portion of one, and the resolutions of its mentions, in order."""

    document: Document
    resolutions: Sequence[Resolution]


class EntityRow(NamedTuple):
    """One entity of one or several documents: its spellings, frequent ones first, the least sure told."""

    label: str
    kind: str
    id: str
    spellings: tuple[tuple[str, int], ...]
    score: float
    why: str


def label_of(resolution: Resolution) -> str | None:
    """The usual name of what is meant, of a grouped unknown its longest spelling so far; None where ambiguous."""
    return resolution.entity.label if resolution.entity is not None else resolution.group_label or None


def _id(resolution: Resolution) -> str | None:
    return resolution.entity.id if resolution.entity is not None else resolution.group or None


def _kind(resolution: Resolution) -> str:
    """That of the entity or likeliest candidate; unknowns that are grouped are persons."""
    if resolution.group or not resolution.candidates:
        return "person"
    return resolution.candidates[0].entity.kind


def records(annotated: Annotated) -> Iterator[dict[str, object]]:
    """One mapping of FIELDS for each mention; offsets are characters of the text as decoded, half-open.

    `entity` is the id of the entity, for an unknown that of its group, and None only where the status is
    "ambiguous".
    """
    for resolution in annotated.resolutions:
        mention = resolution.mention
        assert mention is not None  # resolutions of a text have one
        yield {
            "document": annotated.document.name,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "status": resolution.status,
            "entity": _id(resolution),
            "label": label_of(resolution),
            "kind": _kind(resolution),
            "alias_kind": _alias_kind(resolution),
            "score": round(resolution.score, 3),
            "why": why(resolution),
        }


def _alias_kind(resolution: Resolution) -> str | None:
    """How the alias that was met is used; none was met of an unknown."""
    return None if resolution.group or not resolution.candidates else resolution.candidates[0].alias.kind


def jsonl(annotated: Annotated) -> str:
    """One JSON object a line."""
    return "".join(f"{json_line(record)}\n" for record in records(annotated))


def _separated(delimiter: str, *, raw: bool = False) -> Callable[[Annotated], str]:
    """How to write a row a line for spreadsheets; `raw`, cells as they are, line breaks and all, within quotes."""

    def write(annotated: Annotated) -> str:
        lines = io.StringIO()
        table = csv.DictWriter(
            lines,
            FIELDS,
            delimiter=delimiter,
            lineterminator="\n",
            quoting=csv.QUOTE_NONNUMERIC if raw else csv.QUOTE_MINIMAL,  # which leaves a carriage return bare
        )
        for record in records(annotated):
            table.writerow(record if raw else {field: cell(value) for field, value in record.items()})
        return lines.getvalue()

    return write


def text(annotated: Annotated) -> str:
    """The text with the usual name in place of each mention of an entity.

    Unknown and ambiguous ones stay, and so do demonyms: "Kyrgyz" means Kyrgyzstan, but is not its name.
    """
    pieces, last = [], 0
    _, source, offset = annotated.document
    for resolution in annotated.resolutions:
        named = resolution.entity is not None and resolution.candidates[0].alias.kind != "demonym"
        if named and resolution.entity is not None and resolution.mention is not None:
            pieces += [source[last : resolution.mention.start - offset], one_line(resolution.entity.label)]
            last = resolution.mention.end - offset
    return "".join([*pieces, source[last:]])


def entity_rows(annotated: Iterable[Annotated]) -> list[EntityRow]:
    """The entities of the documents, those mentioned most first; the ambiguous ones a row each spelling.

    Of what was annotated no more is kept than what the rows hold.
    """
    entries: dict[str, _Entry] = {}
    for _, resolutions in annotated:
        for resolution in resolutions:
            key = _id(resolution) or f"? {resolution.query}"
            entry = entries.get(key) or entries.setdefault(key, _Entry(resolution))
            entry.add(resolution)
    ordered = sorted(entries.values(), key=lambda entry: -entry.spellings.total())
    return [entry.row() for entry in ordered]


class _Entry:
    """What is counted of the mentions of one entity."""

    def __init__(self, first: Resolution) -> None:
        self.spellings: Counter[str] = Counter()
        self._label, self._kind, self._id = label_of(first) or first.query, _kind(first), _id(first) or "ambiguous"
        self._score = first.score
        self._doubt = (bool(first.because), first.score)
        self._why = why(first)

    def add(self, resolution: Resolution) -> None:
        """Count a mention; the one that is least sure tells why."""
        self.spellings[resolution.mention.text if resolution.mention else resolution.query] += 1
        self._score = min(self._score, resolution.score)
        doubt = bool(resolution.because), resolution.score
        if doubt < self._doubt:
            self._doubt, self._why = doubt, why(resolution)
        if len(resolution.group_label) > len(self._label) and resolution.group:
            self._label = resolution.group_label

    def row(self) -> EntityRow:
        """The row of the entity."""
        spellings = tuple(self.spellings.most_common())
        return EntityRow(self._label, self._kind, self._id, spellings, round(self._score, 2), self._why)


# What stands before the first document, and how each document is written.
FORMATS: dict[str, tuple[str, Callable[[Annotated], str]]] = {
    "jsonl": ("", jsonl),
    "csv": (",".join(FIELDS) + "\n", _separated(",")),
    "tsv": ("\t".join(FIELDS) + "\n", _separated("\t")),
    "text": ("", text),
}
# The same for whoever needs the strings as they are.
RAW = {
    "csv": (FORMATS["csv"][0], _separated(",", raw=True)),
    "tsv": (FORMATS["tsv"][0], _separated("\t", raw=True)),
}


def lookup_record(resolution: Resolution, limit: int) -> dict[str, object]:
    """A looked-up name as a mapping: status and candidates with the alias met, the score and the reason."""
    candidates = [
        {
            "entity": c.entity.id,
            "label": c.entity.label,
            "kind": c.entity.kind,
            "alias": c.alias.text,
            "alias_kind": c.alias.kind,
            "score": round(c.score, 3),
            "why": explain(c.comparison),
        }
        for c in resolution.candidates[:limit]
    ]
    return {"query": resolution.query, "status": resolution.status, "candidates": candidates}


def comparison_record(comparison: Comparison) -> dict[str, object]:
    """A comparison as a mapping: score, reasons, and each evidence with its parts and its cost in nats."""
    evidence = [
        {"left": _texts(e.left), "right": _texts(e.right), "how": e.how, "cost": round(e.cost, 2)}
        for e in comparison.evidence
    ]
    return {
        "left": comparison.left.text,
        "right": comparison.right.text,
        "score": round(comparison.score, 3),
        "why": explain(comparison),
        "evidence": evidence,
    }


def _texts(parts: Sequence[Part]) -> list[str]:
    return [part.text for part in parts]


def name_record(name: Name) -> dict[str, Any]:
    """A parsed name as a mapping: each part with its role, its offsets and its likeliest Latin reading."""
    parts = [
        {"text": p.text, "role": p.role, "start": p.start, "end": p.end, "latin": p.word.latin} for p in name.parts
    ]
    return {"text": name.text, "parts": parts}


def info_lines(gazetteer: Gazetteer) -> list[str]:
    """What a gazetteer says of itself, a line each: counts, kinds, keys, each source with its licence."""
    told = gazetteer.info
    kinds = Counter(gazetteer.kinds("entity")[code] for code in gazetteer.entity_kinds.tolist())
    return [
        tabbed("entities", len(gazetteer)),
        *(tabbed(f"  {kind}", count) for kind, count in kinds.most_common()),
        tabbed("names", gazetteer.alias_count),
        tabbed("keys", told["key_version"]),
        *(tabbed("source", f"{source}: {licence}") for source, licence in told["sources"].items()),
    ]
