"""The introductions of a text: who and what it has named in full, and which short forms repeat them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from names.comparison.similarity import compare_many
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import read_name
from names.resolution.results import Ranking, Resolution
from names.text.links import Link
from names.text.memory import RecentTable
from names.text.neighbours import Neighbours
from names.text.rules import TextRules

BATCH = 256  # words that are compared at once

Rank = tuple[bool, int]  # whether unknown, and the number of the introduction: known ones and earlier ones are lower


@dataclass(slots=True)
class Introduction:
    """A person, place or organisation that the text names in full, and the word that may repeat a person later."""

    resolution: Resolution
    short_form: str  # empty: none
    rank: Rank


class Introductions:
    """The introductions of a text so far; after very many of them the older ones are forgotten."""

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._count = 0
        self._by_entity: RecentTable[str, Introduction] = RecentTable()  # the first of each entity, by its id
        self._first: RecentTable[str, Introduction] = RecentTable()  # the first of each short form, folded
        self._last: RecentTable[str, Introduction] = RecentTable()  # the last of each short form, folded …
        self._last_spelled: RecentTable[str, Introduction] = RecentTable()  # … and as it is spelled
        self._short_forms = Neighbours(rules)

    def add(self, link: Link) -> Introduction:
        """Remember what a link introduces."""
        self._count += 1
        rank = (bool(link.resolution.group), self._count)
        introduction = Introduction(link.resolution, _short_form(link), rank)
        if link.resolution.entity is not None:
            _keep_lowest(self._by_entity, link.resolution.entity.id, introduction)
        short_form = introduction.short_form
        if short_form:
            _keep_lowest(self._first, fold_phrase(short_form), introduction)
            _keep_highest(self._last, fold_phrase(short_form), introduction)
            _keep_highest(self._last_spelled, short_form, introduction)
            self._short_forms.add(short_form)
        return introduction

    def meant_by(self, link: Link) -> Introduction | None:
        """The introduction of lowest rank of those of its candidates, and of persons with the same family name."""
        candidates = link.resolution.candidates.near
        introductions = [self._by_entity.get(candidate.entity.id) for candidate in candidates]
        if link.by_family_name:
            introductions.append(self._first.get(fold_phrase(link.mention.text)))
        known = [introduction for introduction in introductions if introduction is not None]
        return min(known, key=lambda introduction: introduction.rank, default=None)

    def meant_by_words(self, stems: Mapping[str, str]) -> dict[str, Introduction]:
        """The introduction that each word, given with its stem, repeats.

        That is the last one whose short form is spelled so, else the one whose short form is most similar.
        """
        meant = {word: self._last[stem] for word, stem in stems.items() if stem in self._last}
        least = self._rules.misspelled_letters
        others = [word for word, stem in stems.items() if word not in meant and len(stem) >= least]
        for start in range(0, len(others), BATCH):
            meant |= self._misspelled(others[start : start + BATCH])
        return meant

    def _misspelled(self, words: Sequence[str]) -> dict[str, Introduction]:
        """The introduction whose short form a word repeats with the highest score, of words for which there is one.

        Of equal scores the one of the highest rank counts.
        """
        pairs = [(word, short_form) for word in words for short_form in self._short_forms.near(word)]
        best: dict[str, tuple[float, Rank]] = {}
        meant: dict[str, Introduction] = {}
        for (word, short_form), comparison in zip(pairs, compare_many(pairs), strict=True):
            introduction = self._last_spelled.get(short_form)
            if introduction is None or comparison.score < self._rules.misspelled_score:
                continue
            preference = (comparison.score, introduction.rank)
            if word not in best or preference > best[word]:
                best[word] = preference
                meant[word] = introduction
        return meant


def shorten(introductions: Iterable[Introduction]) -> None:
    """Leave of the candidates of each only the best: later portions need no more, and it takes less memory."""
    for introduction in introductions:
        introduction.resolution = without_rivals(introduction.resolution)


def without_rivals(resolution: Resolution) -> Resolution:
    """The resolution with its best candidate only."""
    return replace(resolution, candidates=Ranking(resolution.candidates.near[:1]))


def _short_form(link: Link) -> str:
    """The word that may repeat a person later: the last family name; empty for places and organisations."""
    if not link.resolution.group and link.resolution.candidates[0].entity.kind != "person":
        return ""
    name = read_name(link.mention.text)
    family = [part.text for part in name.parts if part.role in ("family", "name")]
    return family[-1] if family else name.text


def _keep_lowest(table: RecentTable[str, Introduction], key: str, introduction: Introduction) -> None:
    """Keep the introduction of a key that has the lowest rank."""
    table.keep(key, min(introduction, table.get(key, introduction), key=lambda one: one.rank))


def _keep_highest(table: RecentTable[str, Introduction], key: str, introduction: Introduction) -> None:
    """Keep the introduction of a key that has the highest rank."""
    table.keep(key, max(introduction, table.get(key, introduction), key=lambda one: one.rank))
