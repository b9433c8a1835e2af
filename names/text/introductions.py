"""The introductions of a text: the entities that it has named in full, and the short forms that repeat them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from names.comparison.similarity import compare_many
from names.resolution.results import Ranking, Resolution
from names.text.links import Link
from names.text.memory import RecentTable
from names.text.rules import TextRules
from names.text.short_forms import family_place, gender_told
from names.text.tokens import TokenizedText
from names.text.unknown.word_facts import Languages, word_facts
from names.text.unknown.word_forms import NearWords, are_forms

MOST_OF_ONE_FORM = 8  # persons with one short form that are remembered, the newest; chosen

Position = tuple[int, int]  # the number of the portion, and the offset in it


@dataclass(slots=True)
class Introduction:
    """A person, place or organisation that the text names in full, where, and the gender that the text tells."""

    resolution: Resolution
    position: Position
    gender: str = ""  # m, f or empty

    def agrees(self, gender: str) -> bool:
        """Whether a word of this gender may mean it."""
        return not gender or not self.gender or gender == self.gender


class Introductions:
    """The introductions of a text so far; of very many, the older ones are forgotten."""

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._by_entity: RecentTable[str, Introduction] = RecentTable()  # the first, by id of its entity
        self._by_family: RecentTable[str, list[Introduction]] = RecentTable()  # by family name, in small letters
        self._by_given: RecentTable[str, list[Introduction]] = RecentTable()  # by given name
        self._near = NearWords()
        self._portion = 0
        self._languages: Languages = frozenset()

    def begin(self, languages: Languages) -> None:
        """Begin the next portion of the text, in these languages."""
        self._portion += 1
        self._languages = languages

    def add(self, text: TokenizedText, link: Link) -> Introduction:
        """Remember what a link introduces."""
        words = [token.token.text[: token.end - token.start] for token in text.tokens[link.first : link.last]]
        is_person = link.resolution.kind == "person"
        gender = gender_told(text.tokens, link.first, words, self._languages) if is_person else ""
        introduction = Introduction(link.resolution, (self._portion, link.start), gender)
        if link.resolution.entity is not None and link.resolution.entity.id not in self._by_entity:
            self._by_entity.keep(link.resolution.entity.id, introduction)
        if is_person:
            family = family_place(words, self._languages)
            _append(self._by_family, words[family].lower(), introduction)
            self._near.add(words[family].lower(), words[family].lower())
            given = words[0] if family else words[-1]
            if len(words) > 1 and word_facts(given, self._languages).is_given:
                _append(self._by_given, given.lower(), introduction)
        return introduction

    def meant_by(self, link: Link, gender: str) -> Introduction | None:
        """The introduction that a link repeats: of one of its candidates, or of a person with the same family name."""
        if link.by_family_name:
            named = self.meant_by_word(link.mention.text, link.start, gender)
            if named is not None:
                return named
        candidates = link.resolution.candidates.near
        known = [self._by_entity.get(candidate.entity.id) for candidate in candidates]
        return min((one for one in known if one is not None), key=lambda one: one.position, default=None)

    def meant_by_word(self, word: str, start: int, gender: str) -> Introduction | None:
        """The person whom a word repeats by a short form, a case form of it or a misspelling, if the text has one."""
        lower = word.lower()
        persons = (
            self._by_family.get(lower) or self._by_given.get(lower) or self._by_family.get(self._form_of(lower), [])
        )
        agreeing = [one for one in persons if one.agrees(gender)] or persons
        position = (self._portion, start)
        before = [one for one in agreeing if one.position < position]
        after = [one for one in agreeing if one.position >= position]
        meant = max(before, key=_position, default=min(after, key=_position, default=None))
        if meant is not None and gender:
            meant.gender = gender
        return meant

    def _form_of(self, lower: str) -> str:
        """The short form that a word is a case form or a misspelling of; empty if there is none."""
        forms = [form for form in self._near.near(lower) if form in self._by_family]
        for form in reversed(forms):
            if are_forms(form, lower, self._languages):
                return form
        if not forms or len(lower) < self._rules.misspelled_letters:
            return ""
        comparisons = compare_many([(lower.title(), form.title()) for form in forms])
        scores = [comparison.score for comparison in comparisons]
        best = max(range(len(forms)), key=lambda place: (scores[place], place))
        return forms[best] if scores[best] >= self._rules.misspelled_score else ""


def _append(table: RecentTable[str, list[Introduction]], form: str, introduction: Introduction) -> None:
    """Add an introduction to those of a short form, as the newest."""
    others = [one for one in table.get(form, ()) if _meaning(one) != _meaning(introduction)]
    table.keep(form, [*others, introduction][-MOST_OF_ONE_FORM:])


def _position(introduction: Introduction) -> Position:
    return introduction.position


def _meaning(introduction: Introduction) -> str:
    entity = introduction.resolution.entity
    return entity.id if entity is not None else introduction.resolution.group


def shorten(introductions: Iterable[Introduction]) -> None:
    """Keep only the best candidate of each introduction: later portions need no more, and it saves memory."""
    for introduction in introductions:
        introduction.resolution = without_rivals(introduction.resolution)


def without_rivals(resolution: Resolution) -> Resolution:
    """The resolution with only its best candidate."""
    return replace(resolution, candidates=Ranking(resolution.candidates.near[:1]))
