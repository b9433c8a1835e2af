"""What was resolved, written down: mentions a line each, the text with usual names, entities and counts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gazetteer import Gazetteer
from names.explanation import explain
from names.files import Document
from names.parts import Name, Part
from names.resolution import Resolution
from names.shown import cell, json_line, one_line, tabbed
from names.similarity import Comparison
from names.verdict import why

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
    """A document and the resolutions of its mentions, in order."""

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


def label_of(resolution: Resolution, labels: dict[str, str]) -> str | None:
    """The usual name of what is meant, of a grouped unknown that in `labels`; None where ambiguous."""
    if resolution.entity is not None:
        return resolution.entity.label
    return labels.get(resolution.group)


def group_labels(annotated: Iterable[Annotated]) -> dict[str, str]:
    """For each group of unknown spellings the longest, of equally long ones the first."""
    labels: dict[str, str] = {}
    for _, resolutions in annotated:
        for resolution in resolutions:
            if resolution.group and len(resolution.query) > len(labels.get(resolution.group, "")):
                labels[resolution.group] = resolution.query
    return labels


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
    labels = group_labels([annotated])
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
            "label": label_of(resolution, labels),
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
    source = annotated.document.text
    for resolution in annotated.resolutions:
        named = resolution.entity is not None and resolution.candidates[0].alias.kind != "demonym"
        if named and resolution.entity is not None and resolution.mention is not None:
            pieces += [source[last : resolution.mention.start], one_line(resolution.entity.label)]
            last = resolution.mention.end
    return "".join([*pieces, source[last:]])


def entity_rows(annotated: Sequence[Annotated]) -> list[EntityRow]:
    """The entities of the documents, those mentioned most first; the ambiguous ones a row each spelling."""
    labels = group_labels(annotated)
    groups: dict[str, list[Resolution]] = {}
    for _, resolutions in annotated:
        for resolution in resolutions:
            groups.setdefault(_id(resolution) or f"? {resolution.query}", []).append(resolution)
    ordered = sorted(groups.values(), key=lambda group: -len(group))
    return [_entity_row(group, labels) for group in ordered]


def _entity_row(group: Sequence[Resolution], labels: dict[str, str]) -> EntityRow:
    first = group[0]
    spellings = Counter(r.mention.text for r in group if r.mention)
    doubtful = min(group, key=lambda r: (bool(r.because), r.score))
    return EntityRow(
        label_of(first, labels) or first.query,
        _kind(first),
        _id(first) or "ambiguous",
        tuple(spellings.most_common()),
        round(min(r.score for r in group), 2),
        why(doubtful),
    )


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
        {"text": p.text, "role": p.role, "start": p.start, "end": p.end, "latin": p.word.latin}
        for p in name.parts
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
