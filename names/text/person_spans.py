"""Where persons are named whom nobody need know: told by given names, initials, titles and endings of family names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.parsing.lexicon import lexicon
from names.parsing.vocabulary import countries, given_languages
from names.text.generic_words import endings, generic_words
from names.text.quotations import is_quoted
from names.text.rules import TextRules
from names.text.tokens import Span, TextToken, TokenizedText, title_words
from names.text.word_facts import Languages, WordFacts, addresses, languages_with, word_facts

LONGEST_TITLE = 3  # most words of a title before a name; chosen
LONGEST_ABBREVIATION = 4  # most letters of a title with a full stop (Prof.); longer words end a sentence; chosen
LONGEST_PREPOSITION = 4  # letters of a word that puts a place before a name (in Paris Macron spoke); chosen
MOST_INITIALS = 2  # initials after a family name; chosen
SHORTEST_FAMILY = 3  # letters of a family name beside initials that follow it; chosen
NO_PERSON = frozenset({"term", "legal", "number"})  # roles of words that persons' names do not have


class PersonSpan(NamedTuple):
    """The tokens [first, last) of a person's name, and the token of the family name."""

    first: int
    last: int
    family: int


class PersonSpans:
    """Finds the names of persons among the capitalised words of a text that are not `taken`.

    `taken` has a value for each token: 0 where nothing is known of it, `GIVES_WAY` where it alone is linked to something
    that may be a part of a longer name, `BLOCKED` where it belongs to another name.
    """

    GIVES_WAY, BLOCKED = 1, 2

    def __init__(
        self, text: TokenizedText, taken: bytearray, languages: Languages, rules: TextRules, *, alone: bool = False
    ) -> None:
        self._text = text.text
        self._tokens: Sequence[TextToken] = text.tokens
        self._runs = text.runs
        self._taken = taken
        self._languages = languages
        self._rules = rules
        self._has_nouns = bool(languages & languages_with("nouns"))
        self._has_genitive = bool(languages & languages_with("genitive"))
        self._has_pairs = bool(languages) and languages <= languages_with("first-capital")
        self._adjective = endings("adjective", languages)
        self._generic = generic_words(languages)
        self._addresses = addresses(languages)
        several = (
            self._initials_first,
            self._given_first,
            self._after_title,
            self._initials_last,
            self._family_first,
            self._family_last,
            self._pair,
        )
        self._readings = (self._alone_after_title, self._family_alone, self._given_alone) if alone else several

    def __iter__(self) -> Iterator[PersonSpan]:
        for first, last in self._runs:
            for stretch in self._stretches(first, last):
                yield from self._persons(*stretch)

    def _stretches(self, first: int, last: int) -> Iterator[Span]:
        """The stretches of a run between words that no person's name has; some are empty."""
        start = first
        for place in range(first, last):
            if self._taken[place] == self.BLOCKED or self._is_no_name(place) or self._is_address(place):
                yield start, place
                start = place + 1
        yield start, last

    def _persons(self, start: int, end: int) -> Iterator[PersonSpan]:
        place = start
        while place < end:
            person = self._person_at(place, start, end)
            if person is None:
                place += 1
            else:
                yield person
                place = person.last

    def _person_at(self, place: int, start: int, end: int) -> PersonSpan | None:
        for reading in self._readings:
            person = reading(place, start, end)
            if person is not None:
                return person
        return None

    # Readings: each gives the person whose name starts at a place of the stretch [start, end), if it sees one.

    def _initials_first(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with initials before the family name: A. Berg, J. R. Smith, K.-J. Wolff."""
        after = self._after_initials(place, end)
        if after == place or after == end or self._is_acronym(place, after):
            return None
        last = self._words_end(after, end, most=2 if self._facts(after).is_given else 1)
        if last == after or not self._is_word(last - 1):
            return None
        if not self._is_free(last - 1) and not self._facts(last - 1).may_be_family:
            return None
        return PersonSpan(place, last, last - 1)

    def _given_first(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with a given name and what follows it."""
        if not self._is_given(place) or (place > start and self._is_given(place - 1)):
            return None
        last = self._words_end(place, end, most=self._rules.longest_unknown + 1)
        words = self._count(place, last)
        if not self._rules.shortest_unknown <= words <= self._rules.longest_unknown:
            return None
        if not self._is_word(last - 1) and not (self._is_initial(last - 1) and words == 2):
            return None
        return PersonSpan(place, last, last - 1)

    def _after_title(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with a title or word of address before the name."""
        if place != start or end - place < self._rules.shortest_unknown or not self._is_titled(place):
            return None
        last = self._words_end(place, end, most=self._rules.longest_unknown)
        if self._count(place, last) < self._rules.shortest_unknown or not self._is_word(last - 1):
            return None
        if self._needs_family(place) and not self._facts(last - 1).may_be_family:
            return None
        return None if self._is_adjective(last - 1) else PersonSpan(place, last, last - 1)

    def _alone_after_title(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with a title or word of address before a single word of the name."""
        if place != start or end - place != 1 or not self._is_word(place) or not self._is_titled(place):
            return None
        if self._needs_family(place) and not (self._facts(place).may_be_family or self._facts(place).is_given):
            return None
        return None if self._is_adjective(place) else PersonSpan(place, end, place)

    def _is_titled(self, place: int) -> bool:
        if self._tokens[place].all_capitals or not self._is_free(place):
            return False
        return self._has_address_before(place) or self._has_title_before(place)

    def _needs_family(self, place: int) -> bool:
        """Whether what is after a title may be what the office belongs to (the coach of a club)."""
        return self._has_genitive and not self._has_address_before(place)

    def _initials_last(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with initials after the family name: Petrenko A. S., as lists have it."""
        if not self._is_word(place) or len(self._tokens[place].stem) < SHORTEST_FAMILY:
            return None
        last = self._after_initials(place + 1, end)
        initials = last - place - 1
        if not 1 <= initials <= MOST_INITIALS or self._is_tied(place + 1):
            return None
        if initials == 1 and not self._facts(place).may_be_family:
            return None
        if last < end and not self._facts(place).may_be_family:
            return None  # the initials are those of the word after them
        return PersonSpan(place, last, place)

    def _family_first(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with the family name before the given name."""
        if place + 2 > end or not self._is_word(place) or not self._is_given(place + 1):
            return None
        by_custom = bool(self._languages & languages_with("family-first"))
        if not by_custom and not self._facts(place).may_be_family:
            return None
        last = place + 2
        while last < end and (self._facts(last).is_patronymic or self._is_given(last)):
            last += 1
        return PersonSpan(place, last, place)

    def _family_last(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with an unknown given name before a word that is known for a family name."""
        words = self._count(place, end)
        if place != start or not 2 <= words <= 3 or self._has_nouns or self._opens_sentence(place):
            return None
        if not self._facts(end - 1).may_be_family or self._facts(end - 1).weight == "adjective":
            return None
        if not all(self._is_word(one) for one in range(place, end)) or not self._may_begin(place):
            return None
        is_free = all(self._is_free(one) for one in range(place + 1, end))
        return PersonSpan(place, end, end - 1) if is_free else None

    def _family_alone(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with nothing but a family name that its ending tells."""
        token, facts = self._tokens[place], self._facts(place)
        if end - start != 1 or not facts.weight or not self._is_free(place) or self._has_nouns:
            return None
        if facts.is_given or token.is_common or token.all_capitals or self._has_capital_beside(place):
            return None
        if facts.weight != "sure" and self._opens_sentence(place):
            return None
        return None if self._is_adjective(place) else PersonSpan(place, end, place)

    def _pair(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person of two words of which nothing is known, in languages where names of things have but one capital."""
        if place != start or self._count(place, end) != 2 or not self._has_pairs or self._opens_sentence(place):
            return None
        if is_quoted(self._text, self._tokens, place, end) or not all(map(self._is_unheard, range(place, end))):
            return None
        return PersonSpan(place, end, end - 1)

    def _is_unheard(self, place: int) -> bool:
        """Whether a word may be part of a name, and is neither an adjective nor a generic word."""
        token = self._tokens[place]
        lower = token.token.text.lower()
        if not self._is_word(place) or not self._is_free(place) or token.all_capitals:
            return False
        return len(lower) > 2 and not lower.endswith(self._adjective) and lower not in self._generic

    def _given_alone(self, place: int, start: int, end: int) -> PersonSpan | None:
        """A person with nothing but a given name."""
        token = self._tokens[place]
        if end - start != 1 or not self._facts(place).is_basic_given or not self._is_free(place) or self._has_nouns:
            return None
        if token.is_common or token.all_capitals or self._has_capital_beside(place) or self._opens_sentence(place):
            return None
        return PersonSpan(place, end, place) if len(token.stem) > SHORTEST_FAMILY else None

    # What the words are.

    def _facts(self, place: int) -> WordFacts:
        token = self._tokens[place]
        return word_facts(token.token.text[: token.end - token.start], self._languages)

    def _is_free(self, place: int) -> bool:
        return not self._taken[place]

    def _is_word(self, place: int) -> bool:
        """Whether a token is a capitalised word and no initial."""
        return self._tokens[place].capitalized and len(self._tokens[place].stem) > 1

    def _may_begin(self, place: int) -> bool:
        """Whether a name may begin with a word: it is free, or is a place's name that no preposition stands before."""
        if self._is_free(place):
            return True
        before = self._tokens[place - 1]
        return before.capitalized or len(before.stem) > LONGEST_PREPOSITION

    def _is_given(self, place: int) -> bool:
        """Whether a word is a given name; an ordinary word that opens a sentence is none."""
        token = self._tokens[place]
        if not token.capitalized or len(token.stem) < 2 or not self._facts(place).is_given:
            return False
        return not (token.is_common and self._opens_sentence(place))

    def _is_no_name(self, place: int) -> bool:
        """Whether a capitalised word is ordinary, or belongs to names of things or countries."""
        token = self._tokens[place]
        if not token.capitalized or len(token.stem) < 2:
            return token.stem.isdigit()
        if token.is_common and not self._facts(place).is_given:
            return True
        if any(entry.role in NO_PERSON for entry in lexicon().get(token.stem, ())):
            return not (self._facts(place).is_given and given_languages(token.stem) & self._languages)
        if token.all_capitals and self._is_acronym_here(place):
            return True
        return token.stem in countries() and not self._facts(place).is_given

    def _is_acronym_here(self, place: int) -> bool:
        """Whether capitals are an acronym: a word beside them is in small letters, and is not a given name before it."""
        before, after = place - 1, place + 1
        if place and self._tokens[place].adjoins and self._tokens[before].capitalized:
            return not (
                self._tokens[before].all_capitals or len(self._tokens[before].stem) == 1 or self._facts(before).is_given
            )
        follows = after < len(self._tokens) and self._tokens[after].adjoins and self._tokens[after].capitalized
        return follows and not self._tokens[after].all_capitals and len(self._tokens[after].stem) > 1

    def _is_initial(self, place: int) -> bool:
        token = self._tokens[place]
        is_short = len(token.stem) == 1 or token.token.text.lower() in _long_initials()
        return is_short and token.capitalized and (token.token.dotted or self._is_tied(place)) and self._is_free(place)

    def _is_tied(self, place: int) -> bool:
        """Whether a hyphen ties the token to the one before."""
        return self._tokens[place].token.joined

    def _is_acronym(self, first: int, last: int) -> bool:
        """Whether initials are an acronym of a country (U.S.)."""
        return last - first > 1 and "".join(token.stem for token in self._tokens[first:last]) in countries()

    def _after_initials(self, place: int, end: int) -> int:
        """The place after the initials that stand at a place."""
        while place < end and self._is_initial(place):
            place += 1
        return place

    def _words_end(self, place: int, end: int, most: int) -> int:
        """The place after up to so many words, without particles at the end; words tied by hyphens count as one."""
        words, last = 0, place
        while place < end:
            if self._tokens[place].capitalized:
                words += not self._is_tied(place)
                if words > most:
                    break
                last = place + 1
            elif self._is_tied(place):
                last = place + 1
            place += 1
        return last

    def _count(self, first: int, last: int) -> int:
        """The number of capitalised words; words tied by hyphens count as one."""
        return sum(self._tokens[place].capitalized and not self._is_tied(place) for place in range(first + 1, last)) + 1

    # What stands around them.

    def _is_address(self, place: int) -> bool:
        token = self._tokens[place]
        return token.token.text.lower() in self._addresses and (token.token.dotted or len(token.stem) > 2)

    def _has_address_before(self, place: int) -> bool:
        """Whether a word of address stands right before a place."""
        if not place or not self._tokens[place].adjoins:
            return False
        return self._is_address(place - 1)

    def _has_title_before(self, place: int) -> bool:
        if not place or not self._tokens[place].adjoins:
            return False
        before = self._tokens[place - 1]
        if before.token.dotted and len(before.stem) > LONGEST_ABBREVIATION:
            return False
        starts = range(max(0, place - LONGEST_TITLE), place)
        return any(title_words(self._tokens, start) == place - start for start in starts)

    def _opens_sentence(self, place: int) -> bool:
        """Whether a word opens a sentence; what stands after an initial or an abbreviated title does not."""
        if not self._tokens[place].opens_sentence:
            return False
        if not place:
            return True
        before = self._tokens[place - 1]
        return not (before.token.dotted and self._tokens[place].adjoins and len(before.stem) < LONGEST_ABBREVIATION)

    def _has_capital_beside(self, place: int) -> bool:
        """Whether a capitalised word that is not linked stands right before or after a word."""
        tokens = self._tokens
        before = (
            place > 0
            and tokens[place].adjoins
            and tokens[place - 1].capitalized
            and not self._opens_sentence(place - 1)
        )
        after = place + 1 < len(tokens) and tokens[place + 1].adjoins and tokens[place + 1].capitalized
        return before or (after and not tokens[place].token.dotted)

    def _is_adjective(self, place: int) -> bool:
        """Whether a word may be the adjective of a place: it has such an ending, and a word in small letters follows."""
        if self._facts(place).weight != "adjective":
            return False
        tokens = self._tokens
        return place + 1 < len(tokens) and tokens[place + 1].adjoins and not tokens[place + 1].capitalized


@cache
def _long_initials() -> frozenset[str]:
    return frozenset(initial for (initial,) in rows("lexicon/initial.tsv"))
