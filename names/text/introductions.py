"""The introductions of a text: the entities that it has named in full, and the short forms that repeat them."""

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

BATCH = 256  # words that are compared at once; chosen

# Whether the entity is unknown, and the number of the introduction. So known entities rank lower than unknown ones, and
# earlier introductions lower than later ones.
Rank = tuple[bool, int]


@dataclass(slots=True)
class Introduction:
    """A person, place or organisation that the text names in full."""

    resolution: Resolution
    short_form: str  # the word by which the text may name a person later; empty if there is none
    rank: Rank


class Introductions:
    """The introductions of a text so far; of very many, the older ones are forgotten."""

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._count = 0
        self._by_entity: RecentTable[str, Introduction] = RecentTable()  # the lowest in rank, by id of its entity
        self._first: RecentTable[str, Introduction] = RecentTable()  # the lowest in rank, by folded short form
        self._last: RecentTable[str, Introduction] = RecentTable()  # the highest in rank, by folded short form
        self._last_spelled: RecentTable[str, Introduction] = RecentTable()  # the highest in rank, by short form
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
        """The introduction that a link repeats: of one of its candidates, or of a person with the same family name.

        Of several, it is the one of the lowest rank.
        """
        candidates = link.resolution.candidates.near
        introductions = [self._by_entity.get(candidate.entity.id) for candidate in candidates]
        if link.by_family_name:
            introductions.append(self._first.get(fold_phrase(link.mention.text)))
        known = [introduction for introduction in introductions if introduction is not None]
        return min(known, key=lambda introduction: introduction.rank, default=None)

    def meant_by_words(self, stems: Mapping[str, str]) -> dict[str, Introduction]:
        """The introduction that each word repeats; words are given with their stems.

        It is the last one whose short form is the stem, or else the one whose short form is most similar to the word.
        """
        meant = {word: self._last[stem] for word, stem in stems.items() if stem in self._last}
        least = self._rules.misspelled_letters
        others = [word for word, stem in stems.items() if word not in meant and len(stem) >= least]
        for start in range(0, len(others), BATCH):
            meant |= self._misspelled(others[start : start + BATCH])
        return meant

    def _misspelled(self, words: Sequence[str]) -> dict[str, Introduction]:
        """The introduction with the most similar short form, for each word that has a similar one.

        Of equal scores, the introduction of the highest rank counts.
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
    """Keep only the best candidate of each introduction: later portions need no more, and it saves memory."""
    for introduction in introductions:
        introduction.resolution = without_rivals(introduction.resolution)


def without_rivals(resolution: Resolution) -> Resolution:
    """The resolution with only its best candidate."""
    return replace(resolution, candidates=Ranking(resolution.candidates.near[:1]))


def _short_form(link: Link) -> str:
    """The word by which the text may name a person later: the last family name; empty for other entities."""
    if not link.resolution.group and link.resolution.candidates[0].entity.kind != "person":
        return ""
    name = read_name(link.mention.text)
    family = [part.text for part in name.parts if part.role in ("family", "name")]
    return family[-1] if family else name.text


def _keep_lowest(table: RecentTable[str, Introduction], key: str, introduction: Introduction) -> None:
    """Keep the introduction, unless the table has one of lower rank under this key."""
    table.keep(key, min(introduction, table.get(key, introduction), key=lambda one: one.rank))


def _keep_highest(table: RecentTable[str, Introduction], key: str, introduction: Introduction) -> None:
    """Keep the introduction, unless the table has one of higher rank under this key."""
    table.keep(key, max(introduction, table.get(key, introduction), key=lambda one: one.rank))
