"""What the mentions of a TEI document point to: its `standOff`, with lists of entities, reasons and sources.

A `listPerson`, `listPlace` or `listOrg` has the entities of a kind with all names that the gazetteer has of them, each
with language, kind and source, their ids and descriptions; a `list` the entities of another kind. Unknown names have
lists of their own, with the type "unknown". An `alt` joins the entities of an ambiguous mention, likeliest first, an
`interp` holds a reason, and a `bibl` names a source of the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from gazetteer import Alias, Entity
from names.formats.escaping import tei_text
from names.formats.identifiers import XmlIds, language_tag, word
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = ["ELEMENTS", "OTHER", "StandOff", "tag"]


class Elements(NamedTuple):
    """The elements for one kind of entity."""

    mention: str
    name: str  # of an entity
    entity: str
    list: str


ELEMENTS = {
    "person": Elements("persName", "persName", "person", "listPerson"),
    "place": Elements("placeName", "placeName", "place", "listPlace"),
    "org": Elements("orgName", "orgName", "org", "listOrg"),
}
OTHER = Elements("name", "name", "item", "list")  # of any other kind


class Listed(NamedTuple):
    """An entity, or an unknown name, as it is listed."""

    id: str  # in the gazetteer, or of the group
    kind: str
    names: tuple[Alias, ...]
    description: str = ""
    is_known: bool = True


def tag(element: str, attributes: dict[str, str]) -> str:
    """The start tag of an element, without empty attributes.

    >>> tag("persName", {"ref": "#p", "type": ""})
    '<persName ref="#p">'
    """
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{element}{written}>"


class StandOff:
    """What the mentions so far point to; memory grows with entities and reasons, not with mentions.

    `ids` are those of the document, and know the ids that it has already.
    """

    def __init__(self, ids: XmlIds) -> None:
        self._ids = ids
        self._listed: dict[tuple[str, bool], tuple[str, Listed]] = {}  # by id and whether it is known: XML id, entity
        self._alternatives: dict[str, str] = {}  # by pointers to the entities: XML id
        self._reasons: dict[str, str] = {}  # by reason: XML id
        self._sources: dict[str, str] = {}  # by source: XML id

    def meant(self, resolution: Resolution) -> str:
        """The pointer to what a mention means: an entity, an unknown name, or several entities; may be empty."""
        if resolution.entity is not None:
            return self._entity(resolution.entity)
        if resolution.group:
            label = Alias(resolution.group_label or resolution.query)
            return self._pointer(Listed(resolution.group, resolution.kind, (label,), is_known=False))
        pointers = [self._entity(candidate.entity) for candidate in resolution.candidates.near]
        if resolution.status != "ambiguous" or len(pointers) < 2:
            return ""
        return self._numbered(self._alternatives, " ".join(pointers), "ambiguous")

    def reason(self, resolution: Resolution) -> str:
        """The pointer to the reason."""
        return self._numbered(self._reasons, why(resolution), "reason")

    def _entity(self, entity: Entity) -> str:
        known = self._listed.get((entity.id, True))
        if known:
            return f"#{known[0]}"
        return self._pointer(Listed(entity.id, entity.kind, entity.aliases, entity.description))

    def _pointer(self, listed: Listed) -> str:
        """The pointer to an entity, which is listed as it was met last: the label of an unknown name grows."""
        key = listed.id, listed.is_known
        known = self._listed.get(key)
        xml_id = known[0] if known else self._ids.new(listed.id)
        self._listed[key] = xml_id, listed
        return f"#{xml_id}"

    def _numbered(self, table: dict[str, str], key: str, prefix: str) -> str:
        """The pointer to what has the key in a table; it gets a number when it is new."""
        if key not in table:
            table[key] = self._ids.new(f"{prefix}-{len(table) + 1}")
        return f"#{table[key]}"

    def written(self) -> Iterator[str]:
        """The element `standOff` in pieces; nothing if nothing was pointed to."""
        if not self._listed and not self._reasons:
            return
        yield "<standOff>\n"
        yield from self._lists()
        yield from _group(
            "altGrp",
            (
                f'<alt xml:id="{xml_id}" target="{escape(pointers)}" mode="excl"/>'
                for pointers, xml_id in self._alternatives.items()
            ),
        )
        yield from _group("interpGrp", _identified("interp", self._reasons), type="reason")
        yield from _group("listBibl", _identified("bibl", self._sources))
        yield "</standOff>\n"

    def _lists(self) -> Iterator[str]:
        """The lists of entities, by kind and whether they are known."""
        lists: dict[tuple[str, bool], list[tuple[str, Listed]]] = {}
        for xml_id, listed in self._listed.values():
            lists.setdefault((listed.kind, listed.is_known), []).append((xml_id, listed))
        for (kind, is_known), members in lists.items():
            of_kind = "" if kind in ELEMENTS else word(kind)
            types = [*filter(None, (of_kind, "" if is_known else "unknown")), "", ""]
            entries = (self._entry(xml_id, listed) for xml_id, listed in members)
            yield from _group(ELEMENTS.get(kind, OTHER).list, entries, type=types[0], subtype=types[1])

    def _entry(self, xml_id: str, listed: Listed) -> str:
        """An entity with its names, its id and its description."""
        elements = ELEMENTS.get(listed.kind, OTHER)
        lines = [f'<{elements.entity} xml:id="{xml_id}">']
        lines += [self._name(elements.name, alias) for alias in listed.names]
        lines.append(f"<idno>{tei_text(listed.id)}</idno>")
        if listed.description:
            lines.append(f"<note>{tei_text(listed.description)}</note>")
        return "\n".join([*lines, f"</{elements.entity}>"])

    def _name(self, element: str, alias: Alias) -> str:
        attributes = {
            "xml:lang": language_tag(alias.language),
            "type": word(alias.kind),
            "source": self._numbered(self._sources, alias.source, "source") if alias.source else "",
        }
        return f"{tag(element, attributes)}{tei_text(alias.text)}</{element}>"


def _group(element: str, members: Iterable[str], **attributes: str) -> Iterator[str]:
    """An element with its members, each from a new line; nothing without members."""
    has_members = False
    for member in members:
        yield f"{member}\n" if has_members else f"{tag(element, attributes)}\n{member}\n"
        has_members = True
    if has_members:
        yield f"</{element}>\n"


def _identified(element: str, table: dict[str, str]) -> Iterator[str]:
    """The contents of a table as elements, each with its XML id."""
    for content, xml_id in table.items():
        yield f'<{element} xml:id="{xml_id}">{tei_text(content)}</{element}>'
