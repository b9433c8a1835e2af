"""The index of a page: what its mentions mean, counted while texts are read, and written as a list at the end.

Entities are numbered in order of their first mentions, and the mentions of each from 1. Elements are called by these
numbers, never by data: `e12` is the entry of entity 12, `e12m3` its third mention, `e12h` the head of the entry, and
`e12s1` the evidence for its first spelling.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from gazetteer import Entity
from names.formats.escaping import html_attribute
from names.formats.mentions import id_of, label_of
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = ["KINDS", "STATUSES", "PageIndex", "Place"]

# Classes of the style sheet, with the words for them. Entities may be of any kind: `other` is the class of all others.
KINDS = {"person": "person", "place": "place", "org": "organisation", "other": "other or unclear"}
STATUSES = {"match": "known", "ambiguous": "ambiguous", "none": "unknown"}  # by the status of a resolution

# Words of scripts that are written from right to left, with what stands between them: Hebrew, Arabic, Syriac, Thaana,
# N'Ko and their like, and the old scripts and Adlam of the second plane (Unicode, DerivedBidiClass).
_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = re.compile(f"[{_LETTERS}]+(?:[ -][{_LETTERS}]+)*")


class _Spelling(NamedTuple):
    """How mentions are spelled, and why they mean what they do."""

    text: str
    score: str  # with two decimals; "" without a candidate
    why: str
    candidates: tuple[tuple[str, str, str, str], ...]  # if ambiguous: label, description, id and score of each


class Place(NamedTuple):
    """The numbers of a mention, by which its element and those of the index are called."""

    entity: int  # from 1
    mention: int  # from 1, among the mentions of the entity
    spelling: int  # from 1, among the spellings of the entity, each with its evidence
    classes: str  # of the style sheet: kind and status

    @property
    def id(self) -> str:
        """The id of the element of the mention."""
        return f"e{self.entity}m{self.mention}"


class _IndexEntry:
    """An entity, a group of an unknown name, or an ambiguous spelling, with where it is mentioned."""

    def __init__(self, number: int, first: Resolution) -> None:
        self.number = number
        self.label = label_of(first) or first.query
        self.kind = first.kind
        self.status = STATUSES[first.status]
        self.classes = f"{self.kind if self.kind in KINDS else 'other'} {self.status}"
        self.id = id_of(first) or ""
        self.description = _description(first.entity) if first.entity else ""
        self.mentions = 0
        # Of each spelling its number, and of its mentions the document and the number.
        self._spellings: dict[_Spelling, tuple[int, list[tuple[int, int]]]] = {}

    def add(self, resolution: Resolution, document: int) -> Place:
        """Count a mention in a document."""
        number, places = self._spellings.setdefault(_spelling(resolution), (len(self._spellings) + 1, []))
        self.mentions += 1
        places.append((document, self.mentions))
        if resolution.group and len(resolution.group_label) > len(self.label):
            self.label = resolution.group_label
        return Place(self.number, self.mentions, number, self.classes)

    def html(self, *, several_documents: bool) -> Iterator[str]:
        """The entry as an element of a list."""
        number, label = self.number, html_attribute(self.label)
        yield (
            f'<li id="e{number}" class="entry {self.classes}" value="{number}" data-mentions="{self.mentions}">\n'
            f'<div id="e{number}h" class="head"><h3 class="kind" data-number="{number}"><bdi>{label}</bdi></h3>\n'
            f'<p class="facts"><span>{self._kind()}</span>{_fact(self.description)}'
            f"{_fact(self.id, 'code')}</p></div>\n"
            f'<p class="count" title="mentions">{self.mentions}</p>\n<ul>\n'
        )
        for spelling, (of_spelling, places) in self._spellings.items():
            jumps = "".join(self._jumps(places, several_documents=several_documents))
            yield (
                f"<li><bdi>{html_attribute(spelling.text)}</bdi> "
                f'<span class="count">\u00d7{len(places)}</span> <span class="jumps">{jumps}</span>'
                f'<div id="e{number}s{of_spelling}" class="evidence">{_reason(spelling)}</div></li>\n'
            )
        yield "</ul></li>\n"

    def _kind(self) -> str:
        """What the entity is, and its status unless it is known."""
        kind = KINDS.get(self.kind) or html_attribute(self.kind) or "kind unclear"
        return kind if self.status == STATUSES["match"] else f"{self.status} {kind}"

    def _jumps(self, places: list[tuple[int, int]], *, several_documents: bool) -> Iterator[str]:
        """Links to mentions, after the number of their text where there are several."""
        previous = 0
        for document, mention in places:
            if several_documents and document != previous:
                yield f'<a class="document" href="#d{document}">text {document}</a> '
            previous = document
            yield f'<a href="#e{self.number}m{mention}">{mention}</a> '


class PageIndex:
    """The entities of the documents of a page; it holds numbers of mentions, and no text but names and reasons."""

    def __init__(self) -> None:
        self._entries: dict[Hashable, _IndexEntry] = {}

    def add(self, resolution: Resolution, document: int) -> Place:
        """Count a mention in the document of that number, from 1; the place at which the index names it."""
        key = resolution.status, id_of(resolution) or resolution.query
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = _IndexEntry(len(self._entries) + 1, resolution)
        return entry.add(resolution, document)

    @property
    def entities(self) -> int:
        """The number of entities."""
        return len(self._entries)

    @property
    def mentions(self) -> int:
        """The number of mentions of all entities."""
        return sum(entry.mentions for entry in self._entries.values())

    def html(self, *, several_documents: bool) -> Iterator[str]:
        """The entries as elements of a list, in order of their first mentions.

        >>> list(PageIndex().html(several_documents=False))
        []
        """
        for entry in self._entries.values():
            yield from entry.html(several_documents=several_documents)


def _spelling(resolution: Resolution) -> _Spelling:
    near = resolution.candidates.near
    rivals = near if resolution.status == "ambiguous" else ()
    return _Spelling(
        text=resolution.mention.text if resolution.mention else resolution.query,
        score=f"{resolution.score:.2f}" if resolution.status != "none" else "",
        why=why(resolution),
        candidates=tuple(
            (rival.entity.label, _description(rival.entity), rival.entity.id, f"{rival.score:.2f}") for rival in rivals
        ),
    )


def _description(entity: Entity) -> str:
    """Office, note, year of death and countries of an entity, as far as they are known."""
    return ", ".join(filter(None, [entity.description, *entity.countries]))


def _reason(spelling: _Spelling) -> str:
    """Score and reason, or the candidates with their scores."""
    if spelling.candidates:
        rivals = "".join(
            f'<li><b class="score">{score}</b> <bdi>{html_attribute(label)}</bdi>{_fact(description)}'
            f"{_fact(id, 'code')}</li>"
            for label, description, id, score in spelling.candidates
        )
        return f'<p>may be one of</p><ul class="candidates">{rivals}</ul>'
    score = f'<b class="score">score {spelling.score}</b> ' if spelling.score else ""
    return f'<p dir="ltr">{score}{_isolated(spelling.why)}</p>'


def _fact(text: str, element: str = "span") -> str:
    """One of the facts of an entity, after a separator; nothing if there is none."""
    return f' <{element} class="fact" dir="auto">{html_attribute(text)}</{element}>' if text else ""


def _isolated(reason: str) -> str:
    """An English reason whose names from right to left do not change the order of what stands around them."""
    pieces, written = [], 0
    for name in _RIGHT_TO_LEFT.finditer(reason):
        pieces += [html_attribute(reason[written : name.start()]), f"<bdi>{html_attribute(name[0])}</bdi>"]
        written = name.end()
    return "".join([*pieces, html_attribute(reason[written:])])
