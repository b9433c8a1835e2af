"""What a gazetteer, or an entity of it, is made of: counts, sources, licences, and each alias with where it is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from gazetteer import Entity, Gazetteer
from gazetteer.decisions.records import Decision
from names.formats.decision_words import decision_words
from names.formats.escaping import tabbed

__all__ = ["attribution", "decisions_about", "entity_lines", "entity_record", "info_lines"]

NOT_STATED = "licence not stated"
NAMELESS = "no source given"


def info_lines(gazetteer: Gazetteer) -> Iterator[str]:
    r"""The description of a gazetteer, lines of name and value with a tab: counts, kinds, key version, sources.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> list(info_lines(build_gazetteer([Entity("b", "place", ["Bishkek"])])))[:2]
    ['entities\t1', '  place\t1']
    """
    stored = gazetteer.info
    kinds = Counter(gazetteer.kinds("entity")[code] for code in gazetteer.entity_kinds.tolist())
    yield tabbed("entities", len(gazetteer))
    for kind, count in kinds.most_common():
        yield tabbed(f"  {kind}", count)
    yield tabbed("names", gazetteer.alias_count)
    yield tabbed("keys", stored["key_version"])
    for source, (entities, names) in gazetteer.source_counts().items():
        licence = stored["sources"].get(source, NOT_STATED)
        yield tabbed("source", f"{source or NAMELESS}: {names} names of {entities} entities; {licence}")


def attribution(gazetteer: Gazetteer) -> str:
    """The sentences to be printed where data of the gazetteer are used: its sources with their licences.

    >>> from gazetteer import Alias, Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> entities = [Entity("b", "place", [Alias("Bishkek", source="list")])]
    >>> attribution(build_gazetteer(entities, sources={"list": "Towns, by A. Berg: CC BY 4.0"}))
    'Contains data of: Towns, by A. Berg: CC BY 4.0.'
    """
    stored = gazetteer.info["sources"]
    sources = [stored.get(source) or f"{source or NAMELESS} ({NOT_STATED})" for source in gazetteer.source_counts()]
    return f"Contains data of: {'; '.join(sources)}."


def entity_record(entity: Entity, gazetteer: Gazetteer) -> dict[str, Any]:
    """An entity with its facts and each alias: text, language, kind, source, licence and dates, as far as known."""
    aliases = []
    for alias in entity.aliases:
        licence = gazetteer.info["sources"].get(alias.source, NOT_STATED)
        fields = {"text": alias.text, "language": alias.language, "kind": alias.kind, "source": alias.source}
        aliases.append({**fields, "licence": licence, "since": alias.since, "until": alias.until})
    return {
        "id": entity.id,
        "label": entity.label,
        "kind": entity.kind,
        "description": entity.description,
        "countries": list(entity.countries),
        "born": entity.born,
        "died": entity.died,
        "prior": entity.prior,
        "identifiers": list(entity.identifiers),
        "aliases": aliases,
        **(
            {"decisions": [one.record for one in decided]} if (decided := decisions_about(entity.id, gazetteer)) else {}
        ),
    }


def decisions_about(id: str, gazetteer: Gazetteer) -> list[Decision]:
    """What persons decided about an entity, as far as it is in force, in order."""
    return gazetteer.decisions.about(id) if gazetteer.decisions is not None else []


def entity_lines(entity: Entity, decisions: Sequence[Decision] = ()) -> Iterator[str]:
    r"""The entity for reading: a line for each fact, alias and decision, their parts separated by tabs.

    >>> list(entity_lines(Entity("b", "place", ["Bishkek"], countries=["KG"])))
    ['id\tb', 'kind\tplace', 'countries\tKG', 'name\tBishkek\tund\talias']
    """
    facts = {
        "id": entity.id,
        "kind": entity.kind,
        "description": entity.description,
        "countries": " ".join(entity.countries),
        "born": entity.born,
        "died": entity.died,
        "prior": f"{entity.prior:g}" if entity.prior else "",
        "identifiers": " ".join(entity.identifiers),
    }
    for name, value in facts.items():
        if value:
            yield tabbed(name, value)
    for alias in entity.aliases:
        dates = f"{alias.since}–{alias.until}" if alias.since or alias.until else ""
        parts = [alias.text, alias.language, alias.kind, alias.source, dates]
        while not parts[-1]:
            parts.pop()
        yield tabbed("name", *parts)
    for decision in decisions:
        yield tabbed("decision", decision_words(decision), decision.told)
