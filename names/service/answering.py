"""What the processes of a service do: answer questions from the opened gazetteer, with records.

These are functions that are called in another process, and so get and give nothing but plain values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from gazetteer import Gazetteer, UnknownEntity
from gazetteer.decisions import deciding
from gazetteer.decisions.rulings import Rulings
from names.comparison.repaired import compare
from names.errors import UnknownKind
from names.formats.catalogue import annotation_pieces
from names.formats.decisions import decision_records
from names.formats.escaping import json_line
from names.formats.hypertext import read_page
from names.formats.mentions import AnnotatedPortion, Annotations, mention_records
from names.formats.offsets import SourceOffsets
from names.formats.provenance import NOT_STATED, attribution, entity_record
from names.formats.records import comparison_record, lookup_record, scored_record
from names.lists.country_codes import country_code
from names.lists.reconciling import Query, answer, reconcile_queries
from names.resolution.resolver import resolve_many
from names.service.prefixes import entities_beginning
from names.text.annotation import annotate_portions
from names.variation.reading import readings, romanize

__all__ = [
    "NameQuestion",
    "NewDecision",
    "RowQuestion",
    "SearchScope",
    "annotated_text",
    "compared_names",
    "described_entity",
    "described_gazetteer",
    "judged_text",
    "listed_decisions",
    "listed_entities",
    "looked_up",
    "reconciled",
    "romanized_name",
    "ruled",
    "searched",
    "seen_text",
]


class SearchScope(NamedTuple):
    """Among which entities names are sought, all if empty, and how many candidates are wanted."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # codes or names
    limit: int = 5


class NameQuestion(NamedTuple):
    """A name to look up."""

    name: str
    search: SearchScope


class RowQuestion(NamedTuple):
    """What a row of a table says of whom it means."""

    query: Query
    search: SearchScope


class NewDecision(NamedTuple):
    """What a person decides: about a spelling and an entity, or which earlier decisions do not hold."""

    action: str  # "accept", "reject" or "undo"
    spelling: str = ""
    entity: str = ""
    which: tuple[str, ...] = ()
    who: str = ""
    why: str = ""


def searched(gazetteer: Gazetteer, search: SearchScope) -> Gazetteer:
    """The gazetteer with only the entities that are searched. Raises UnknownKind."""
    known = gazetteer.kinds("entity")
    for kind in search.kinds:
        if kind not in known:
            raise UnknownKind(kind, known)
    if not (search.kinds or search.countries):
        return gazetteer
    return gazetteer.within(search.kinds, map(country_code, search.countries))


def looked_up(asked: Sequence[NameQuestion], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The records of names that are sought among the same entities."""
    search = asked[0].search
    found = resolve_many([one.name for one in asked], searched(gazetteer, search), limit=search.limit)
    return [lookup_record(resolution, search.limit, scored=True) for resolution in found]


def reconciled(asked: Sequence[RowQuestion], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The answers to rows whose entities are sought among the same, each with its candidates."""
    search = asked[0].search
    found = reconcile_queries([one.query for one in asked], searched(gazetteer, search))
    return [
        {**answer(resolution)._asdict(), "candidates": list(map(scored_record, resolution.candidates[: search.limit]))}
        for resolution in found
    ]


def compared_names(left: str, right: str, _: Gazetteer) -> dict[str, Any]:
    """The record of a comparison."""
    return comparison_record(compare(left, right), scored=True)


def romanized_name(name: str, scheme: str, _: Gazetteer) -> dict[str, Any]:
    """A name in Latin letters, and all likely readings. Raises UnknownScheme."""
    found = [one._asdict() for one in readings(name)]
    return {"name": name, "latin": romanize(name, scheme=scheme or None), "readings": found}


def annotated_text(text: str, document: str, form: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The names of a text in one of the formats of `names.formats.catalogue`, in pieces."""
    return annotation_pieces(Annotations([document], _portions(text, document, gazetteer)), form)


def judged_text(text: str, document: str, most: int, gazetteer: Gazetteer) -> Iterator[str]:
    """The names of a text as lines of JSON, in pieces, each with up to `most` of its near candidates."""
    for portion in _portions(text, document, gazetteer):
        records = zip(mention_records(portion), portion.resolutions, strict=True)
        yield "".join(
            f"{json_line({**record._asdict(), 'candidates': list(map(scored_record, found.candidates.near[:most]))})}\n"
            for record, found in records
        )


def _portions(text: str, document: str, gazetteer: Gazetteer) -> Iterator[AnnotatedPortion]:
    for portion, resolutions in annotate_portions([text], gazetteer):
        yield AnnotatedPortion(document, portion.text, portion.start, resolutions)


def seen_text(html: str, _: Gazetteer) -> str:
    """The text of an HTML page as a reader sees it. Raises InputError."""
    return "".join(read_page([html], SourceOffsets(), "the page"))


def described_entity(id: str, gazetteer: Gazetteer) -> dict[str, Any]:
    """The record of an entity. Raises UnknownEntity."""
    return entity_record(gazetteer.entity(id), gazetteer)


def listed_entities(
    prefix: str, kinds: Sequence[str], offset: int, limit: int, gazetteer: Gazetteer
) -> Iterator[dict[str, Any] | None]:
    """How many entities a prefix fits, and some of them, best first, at last; before, None after each step of work.

    Raises UnknownKind.
    """
    searched(gazetteer, SearchScope(tuple(kinds)))
    for found in entities_beginning(prefix, kinds, offset, limit, gazetteer):
        if found is None:
            yield None
            continue
        records = [
            {
                "id": one.id,
                "label": one.label,
                "kind": one.kind,
                "description": one.description,
                "countries": list(one.countries),
            }
            for one in gazetteer.entities_at(found.ordinals)
        ]
        yield {"total": found.total, "entities": records}


def described_gazetteer(gazetteer: Gazetteer) -> dict[str, Any]:
    """How many entities and names of which kinds and sources there are, and what to name where they are used."""
    kinds = Counter(gazetteer.kinds("entity")[code] for code in gazetteer.entity_kinds.tolist())
    licences = gazetteer.info["sources"]
    return {
        "entities": len(gazetteer),
        "names": gazetteer.alias_count,
        "kinds": dict(kinds.most_common()),
        "sources": [
            {"source": source, "entities": entities, "names": names, "licence": licences.get(source, NOT_STATED)}
            for source, (entities, names) in gazetteer.source_counts().items()
        ],
        "attribution": attribution(gazetteer),
    }


def listed_decisions(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The records of all decisions, in order, with what became of each and the label of its entity, if there is one."""
    records = decision_records(gazetteer)
    labels = {id: _label(id, gazetteer) for id in {record.get("entity", "") for record in records}}
    return [{**record, "label": labels[record.get("entity", "")]} for record in records]


def _label(id: str, gazetteer: Gazetteer) -> str:
    try:
        return gazetteer.entity(id).label
    except UnknownEntity:
        return ""


def ruled(ruling: NewDecision, gazetteer: Gazetteer) -> dict[str, Any]:
    """The record of a decision that is kept now, or was before. Raises ImpossibleDecision and CannotWrite."""
    if ruling.action == "undo":
        decision = deciding.undo((gazetteer.decisions or Rulings()).decisions, ruling.which)
    else:
        make = deciding.accept if ruling.action == "accept" else deciding.reject
        decision = make(gazetteer, ruling.spelling, ruling.entity)
    [kept] = deciding.keep(gazetteer, [decision], who=ruling.who, why=ruling.why)
    return {"number": kept.number, **kept.record}
