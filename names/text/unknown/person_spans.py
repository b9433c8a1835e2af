"""Where persons are named whom nobody need know: told by given names, initials, titles and endings of family names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from names.parsing.vocabulary import leading_languages
from names.text.rules import TextRules
from names.text.tokens import Span, TokenizedText
from names.text.unknown.quotations import is_quoted
from names.text.unknown.run_words import RunWords
from names.text.unknown.word_facts import Languages, languages_with

MOST_INITIALS = 2  # initials after a family name; chosen
SHORTEST_FAMILY = 3  # letters of a family name beside initials that follow it, and of a given name alone; chosen
LONGEST_SYLLABLE = 6  # letters of a romanized syllable of a given name; chosen
MOST_UNHEARD = 3  # words of a name of which only the family name is known; chosen


class PersonSpan(NamedTuple):
    """The tokens [first, last) of a person's name, and the token of the family name."""

    first: int
    last: int
    family: int


class PersonSpans:
    """Finds the names of persons among the capitalised words of a text.

    `taken` says what is linked already (see `RunWords`). `alone` finds persons who are named by a single word, else
    those with several words are found.
    """

    def __init__(
        self, text: TokenizedText, taken: bytearray, languages: Languages, rules: TextRules, *, alone: bool = False
    ) -> None:
        self._text = text
        self._words = RunWords(text, taken, languages)
        self._rules = rules
        self._family_may_lead = bool(languages & languages_with("family-first"))
        # Functions, not bound methods: these would make a cycle, and keep the text until the garbage is collected.
        several = (
            PersonSpans._initials_first,
            PersonSpans._given_first,
            PersonSpans._after_title,
            PersonSpans._initials_last,
            PersonSpans._family_first,
            PersonSpans._family_last,
            PersonSpans._syllables,
            PersonSpans._pair,
        )
        single = (
            PersonSpans._alone_after_title,
            PersonSpans._family_alone,
            PersonSpans._given_alone,
            PersonSpans._after_article,
            PersonSpans._speaker,
        )
        self._readings = single if alone else several

    def __iter__(self) -> Iterator[PersonSpan]:
        for first, last in self._text.runs:
            for stretch in self._stretches(first, last):
                yield from self._persons(*stretch)

    def _stretches(self, first: int, last: int) -> Iterator[Span]:
        """The stretches of a run between words that no person's name has, and lines of a list; some are empty."""
        start = first
        for place in range(first, last):
            if self._words.is_no_name(place):
                yield start, place
                start = place + 1
            elif self._words.begins_another(start, place):
                yield start, place
                start = place
        yield start, last

    def _persons(self, start: int, end: int) -> Iterator[PersonSpan]:
        place = start
        while place < end:
            person = self._person_at(place, (start, end))
            if person is None:
                place += 1
            else:
                yield person
                place = person.last

    def _person_at(self, place: int, stretch: Span) -> PersonSpan | None:
        found = (reading(self, place, stretch) for reading in self._readings)
        return next((person for person in found if person is not None), None)

    # Readings: each gives the person whose name starts at a place of the stretch, if it sees one.

    def _initials_first(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with initials before the family name: A. Berg, J. R. Smith, K.-J. Wolff."""
        words, end = self._words, stretch[1]
        after = self._after_initials(place, end)
        if after in (place, end) or words.is_acronym(place, after):
            return None
        last = words.words_end(after, end, most=2 if words.facts(after).is_given else 1)
        if last == after or not words.is_word(last - 1):
            return None
        if not words.is_free(last - 1) and not words.facts(last - 1).may_be_family:
            return None
        return PersonSpan(place, last, last - 1)

    def _given_first(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with a given name and what follows it."""
        words, (start, end) = self._words, stretch
        if not words.is_given(place) or (place > start and words.is_given(place - 1)):
            return None
        last = words.words_end(place, end, most=self._rules.longest_unknown + 1)
        count = words.count(place, last)
        if not self._rules.shortest_unknown <= count <= self._rules.longest_unknown:
            return None
        if not words.is_word(last - 1) and not (words.is_initial(last - 1) and count == 2):
            return None
        return PersonSpan(place, last, last - 1)

    def _after_title(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with a title or word of address before the name."""
        words, (start, end) = self._words, stretch
        if place != start or end - place < self._rules.shortest_unknown or not words.is_titled(place):
            return None
        last = words.words_end(place, end, most=self._rules.longest_unknown)
        if words.count(place, last) < self._rules.shortest_unknown or not words.is_word(last - 1):
            return None
        if words.needs_family(place) and not words.facts(last - 1).may_be_family:
            return None
        if any(map(words.is_given, range(place + 1, last - 1))):
            return None  # the name begins there
        return None if words.is_adjective(last - 1) else PersonSpan(place, last, last - 1)

    def _initials_last(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with initials after the family name: Petrenko A. S., as lists have it."""
        words, end = self._words, stretch[1]
        if not words.is_word(place) or len(words.tokens[place].stem) < SHORTEST_FAMILY:
            return None
        last = self._after_initials(place + 1, end)
        initials = last - place - 1
        if not 1 <= initials <= MOST_INITIALS or words.is_tied(place + 1):
            return None
        if (initials == 1 or last < end) and not words.facts(place).may_be_family:
            return None  # the initials may be those of the word after them
        return PersonSpan(place, last, place)

    def _after_initials(self, place: int, end: int) -> int:
        """The place after the initials that stand at a place."""
        while place < end and self._words.is_initial(place):
            place += 1
        return place

    def _family_first(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with the family name before the given name."""
        words, end = self._words, stretch[1]
        if place + 2 > end or not words.is_word(place) or not words.is_given(place + 1):
            return None
        if not self._family_may_lead and not words.facts(place).may_be_family:
            return None
        last = place + 2
        while last < end and (words.facts(last).is_patronymic or words.is_given(last)):
            last += 1
        return PersonSpan(place, last, place)

    def _family_last(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with an unknown given name before a word that is known for a family name."""
        words, (start, end) = self._words, stretch
        if place != start or not 2 <= words.count(place, end) <= MOST_UNHEARD or words.has_nouns:
            return None
        facts = words.facts(end - 1)
        if words.opens_sentence(place) or not facts.may_be_family or facts.weight == "adjective":
            return None
        if not all(map(words.is_word, range(place, end))) or not words.may_begin(place):
            return None
        if any(map(words.is_given, range(place, end - 1))):
            return None  # the name begins there
        return PersonSpan(place, end, end - 1) if all(map(words.is_free, range(place + 1, end))) else None

    def _syllables(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with a family name and two syllables that a hyphen ties, as East Asian names are: Kwok Ka-ki."""
        words, end = self._words, place + 3
        if end > stretch[1] or not words.is_word(place) or not leading_languages(words.tokens[place].stem):
            return None
        is_tied = words.is_word(place + 1) and words.is_tied(place + 2) and not words.is_tied(place + 1)
        syllables = words.tokens[place + 1 : end]
        if not is_tied or any(token.needs or len(token.stem) > LONGEST_SYLLABLE for token in syllables):
            return None
        return PersonSpan(place, end, place)

    def _pair(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person of two words of which nothing is known, in languages where names of things have but one capital."""
        words, (start, end) = self._words, stretch
        if place != start or words.count(place, end) != 2 or not words.has_pairs or words.opens_sentence(place):
            return None
        if is_quoted(self._text.text, words.tokens, place, end) or not all(map(words.is_unheard, range(place, end))):
            return None
        if any(token.needs for token in words.tokens[place:end]):
            return None  # a feast: Święto Pracy
        return PersonSpan(place, end, end - 1)

    # Readings of a stretch of a single word.

    def _alone_after_title(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with a title or word of address before a single word of the name."""
        words = self._words
        if not _is_all(place, stretch) or not words.is_word(place) or not words.is_titled(place):
            return None
        facts = words.facts(place)
        if words.needs_name(place) and not (facts.may_be_family or facts.is_given):
            return None
        return None if words.is_adjective(place) else PersonSpan(place, place + 1, place)

    def _family_alone(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with nothing but a family name that its ending tells."""
        words, facts = self._words, self._words.facts(place)
        if not facts.weight or facts.is_given or not self._is_single(place, stretch) or words.is_adjective(place):
            return None
        return (
            PersonSpan(place, place + 1, place) if facts.weight == "sure" or not words.opens_sentence(place) else None
        )

    def _given_alone(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with nothing but a given name inside a sentence."""
        words = self._words
        if not words.is_native_given(place) or not self._is_single(place, stretch) or words.opens_sentence(place):
            return None
        return PersonSpan(place, place + 1, place) if len(words.tokens[place].stem) > SHORTEST_FAMILY else None

    def _after_article(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with nothing but one unheard word after an article of persons' names."""
        words = self._words
        if not words.has_article(place) or not self._is_single(place, stretch) or not words.is_unheard(place):
            return None
        return PersonSpan(place, place + 1, place)

    def _speaker(self, place: int, stretch: Span) -> PersonSpan | None:
        """A person with nothing but one unheard word beside a verb of saying."""
        words = self._words
        if not self._is_single(place, stretch) or not words.is_unheard(place) or not words.speaks(place):
            return None
        return PersonSpan(place, place + 1, place)

    def _is_single(self, place: int, stretch: Span) -> bool:
        """Whether a word is a stretch of its own, with a capital that tells something, and no name of anything else."""
        words, token = self._words, self._words.tokens[place]
        if not _is_all(place, stretch) or not words.is_free(place) or words.has_nouns:
            return False
        return not token.is_common and not token.all_capitals and words.stands_alone(place)


def _is_all(place: int, stretch: Span) -> bool:
    return stretch == (place, place + 1)
