"""What the words of a text are, as far as it tells where a person's name begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from names.data.tables import rows
from names.parsing.lexicon import lexicon
from names.parsing.vocabulary import countries, given_languages, qualifiers, trailing_titles
from names.text.tokens import TextToken, TokenizedText, title_words
from names.text.unknown.generic_words import endings, generic_words
from names.text.unknown.word_facts import Languages, WordFacts, addresses, languages_with, word_facts, words_of
from names.text.verse import opens_verse

LONGEST_TITLE = 3  # most words of a title before a name; chosen
LONGEST_ABBREVIATION = 4  # most letters of a title with a full stop (Prof.); longer words end a sentence; chosen
NO_PERSON = frozenset({"term", "legal", "number"})  # roles of words that persons' names do not have


class RunWords:
    """The words of a text by their places.

    `taken` has a value for each token: 0 where nothing is known of it, `GIVES_WAY` where it alone is linked to what
    may be part of a longer name, `BLOCKED` where it belongs to another name.
    """

    GIVES_WAY, BLOCKED = 1, 2

    def __init__(self, text: TokenizedText, taken: bytearray, languages: Languages) -> None:
        self.tokens: Sequence[TextToken] = text.tokens
        self._text = text.text
        self.has_nouns = bool(languages & languages_with("nouns"))
        self.has_pairs = bool(languages) and languages <= languages_with("first-capital")
        self._taken = taken
        self._languages = languages
        self._has_genitive = bool(languages & languages_with("genitive"))
        self._adjective = endings("adjective", languages)
        self._generic = generic_words(languages)
        self._addresses = addresses(languages)
        self._prepositions = words_of("unknown/place-preposition.tsv", languages)
        self._sayings = words_of("unknown/saying.tsv", languages) if languages else frozenset()
        self._articles = words_of("unknown/person-article.tsv", languages)

    def facts(self, place: int) -> WordFacts:
        """What the tables tell of a word."""
        token = self.tokens[place]
        return word_facts(token.token.text[: token.end - token.start], self._languages)

    def is_free(self, place: int) -> bool:
        """Whether a word belongs to no name so far."""
        return not self._taken[place]

    def is_word(self, place: int) -> bool:
        """Whether a token is a capitalised word and no initial."""
        return self.tokens[place].capitalized and len(self.tokens[place].stem) > 1

    def is_tied(self, place: int) -> bool:
        """Whether a hyphen ties a token to the one before."""
        return self.tokens[place].token.joined

    def is_given(self, place: int) -> bool:
        """Whether a word is a given name; an ordinary word that opens a sentence is none."""
        token = self.tokens[place]
        if not token.capitalized or len(token.stem) < 2:
            return False
        if not self.facts(place).is_given and not self.is_given_name_of_place(place):
            return False
        if token.stem in trailing_titles() and self.is_beside(place):
            return False  # Mehmet Bey
        if self.is_headline(place):
            return not token.needs or (not token.is_common and self.is_native_given(place))
        return not (token.is_common and self.opens_sentence(place))

    def is_given_name_of_place(self, place: int) -> bool:
        """Whether a place's name is a given name here, before a family name: Jordan Peterson, Paris Hilton."""
        after = place + 1
        if self.tokens[place].stem not in _given_names_of_places() or self.is_located(place):
            return False
        if not self.is_beside(after) or self.is_no_name(after) or title_words(self.tokens, after):
            return False
        return self.facts(after).may_be_family or self.is_unheard(after)

    def has_article(self, place: int) -> bool:
        """Whether an article of persons' names stands right before a word."""
        return place > 0 and self.tokens[place].adjoins and self.tokens[place - 1].stem in self._articles

    def speaks(self, place: int) -> bool:
        """Whether a verb of saying in small letters stands right before a word, in the same sentence."""
        if not place or not self.tokens[place].adjoins or self.opens_sentence(place):
            return False
        before = self.tokens[place - 1]
        return not (before.capitalized or before.token.dotted) and before.stem in self._sayings

    def is_native_given(self, place: int) -> bool:
        """Whether a word is a given name, as a table has it, in a language of the text."""
        if not self.facts(place).is_basic_given or self.is_located(place):
            return False
        return (
            not self._languages
            or not self._languages.isdisjoint(given_languages(self.tokens[place].stem))
            or (self.tokens[place].script != "Latn")
        )

    def is_initial(self, place: int) -> bool:
        """Whether a token is an initial."""
        token = self.tokens[place]
        is_short = len(token.stem) == 1 or token.token.text.lower() in _long_initials()
        return is_short and token.capitalized and (token.token.dotted or token.token.joined) and self.is_free(place)

    def is_acronym(self, first: int, last: int) -> bool:
        """Whether initials are an acronym of a country (U.S.)."""
        return last - first > 1 and "".join(token.stem for token in self.tokens[first:last]) in countries()

    def is_no_name(self, place: int) -> bool:
        """Whether a word is in no person's name: ordinary, a number, an address, of a thing or a country."""
        token = self.tokens[place]
        if self._taken[place] == self.BLOCKED or self.is_address(place) or self.is_born(place):
            return True
        if not token.capitalized or len(token.stem) < 2:
            return token.stem.isdigit()
        if token.is_common and not self.facts(place).is_given:
            return True
        if any(entry.role in NO_PERSON for entry in lexicon().get(token.stem, ())):
            return not (self.facts(place).is_given and given_languages(token.stem) & self._languages)
        if token.all_capitals and self._is_acronym_here(place):
            return True
        return token.stem in countries() and not self.facts(place).is_given and not self._is_before_family(place)

    def _is_before_family(self, place: int) -> bool:
        """Whether a word that is known for a family name follows (Jordan Peterson), and no preposition leads."""
        after = place + 1
        if not self.is_beside(after) or self.is_located(place) or self._taken[after] == self.BLOCKED:
            return False
        return self.facts(after).may_be_family and self.tokens[after].needs == ""

    def _is_acronym_here(self, place: int) -> bool:
        """Whether capitals are an acronym: a word beside them has small letters, and is no given name before them."""
        if self.is_beside(place):
            before = self.tokens[place - 1]
            return not (before.all_capitals or len(before.stem) == 1 or self.facts(place - 1).is_given)
        if not self.is_beside(place + 1):
            return False
        after = self.tokens[place + 1]
        return not after.all_capitals and len(after.stem) > 1

    def is_beside(self, place: int) -> bool:
        """Whether a capitalised word adjoins another one before it."""
        if not 0 < place < len(self.tokens) or not self.tokens[place].adjoins:
            return False
        return self.tokens[place].capitalized and self.tokens[place - 1].capitalized

    def is_unheard(self, place: int) -> bool:
        """Whether a word may be part of a name, and is neither an adjective nor a generic word."""
        token = self.tokens[place]
        lower = token.token.text.lower()
        if not self.is_word(place) or not self.is_free(place) or token.all_capitals:
            return False
        return len(lower) > 2 and not lower.endswith(self._adjective) and lower not in self._generic

    def may_begin(self, place: int) -> bool:
        """Whether a name may begin with a word: it is free, or is a place's name that no preposition stands before."""
        return self.is_free(place) or not self.is_located(place)

    def is_located(self, place: int) -> bool:
        """Whether a preposition of places stands right before a word."""
        return place > 0 and self.tokens[place].adjoins and self.tokens[place - 1].stem in self._prepositions

    def is_adjective(self, place: int) -> bool:
        """Whether a word may be the adjective of a place: it has the ending, and a word in small letters follows."""
        if self.facts(place).weight != "adjective" or place + 1 >= len(self.tokens):
            return False
        return self.tokens[place + 1].adjoins and not self.tokens[place + 1].capitalized

    def is_address(self, place: int) -> bool:
        """Whether a token is a word of address, or an abbreviated title with its full stop."""
        token = self.tokens[place]
        return token.token.text.lower() in self._addresses and (token.token.dotted or len(token.stem) > 2)

    def is_titled(self, place: int) -> bool:
        """Whether a title or a word of address stands right before a free word."""
        if self.tokens[place].all_capitals or not self.is_free(place) or not place or not self.tokens[place].adjoins:
            return False
        before = self.tokens[place - 1]
        if self.is_address(place - 1):
            return True
        if before.token.dotted and len(before.stem) > LONGEST_ABBREVIATION:
            return False
        starts = range(max(0, place - LONGEST_TITLE), place)
        return any(title_words(self.tokens, start) == place - start for start in starts)

    def needs_family(self, place: int) -> bool:
        """Whether what is after a title may be what the office belongs to (the coach of a club)."""
        return self._has_genitive and not self.is_address(place - 1)

    def needs_name(self, place: int) -> bool:
        """Whether what is after a title may be no name: what the office belongs to, or any word of a headline."""
        return self.needs_family(place) or (self.is_headline(place) and not self.is_address(place - 1))

    def is_headline(self, place: int) -> bool:
        """Whether the capital of a word says nothing, as all longer words of its line have one that need not."""
        token = self.tokens[place]
        return token.is_cased and token.case != "sentence" and (token.case == "upper" or not self.has_nouns)

    def opens_sentence(self, place: int) -> bool:
        """Whether a word opens a sentence or line; what stands after an initial or an abbreviated title does not."""
        if not place or not self.tokens[place].opens_sentence:
            return not place or opens_verse(self._text, self.tokens, place)
        return not (self._is_abbreviation(place - 1) and self.tokens[place].adjoins)

    def _is_abbreviation(self, place: int) -> bool:
        """Whether a token is a short one with a full stop, and no ordinary word that ends a sentence."""
        token = self.tokens[place]
        if not token.token.dotted or len(token.stem) >= LONGEST_ABBREVIATION:
            return False
        return not token.needs or self.is_address(place) or title_words(self.tokens, place) > 0

    def is_of_two_on_line(self, place: int) -> bool:
        """Whether a word and one beside it are all that stands on a line."""
        first = place - (place > 0 and self.tokens[place].adjoins and not self._breaks_line(place))
        if first + 2 > len(self.tokens) or self._breaks_line(first + 1):
            return False
        return (not first or self._breaks_line(first)) and (
            first + 2 == len(self.tokens) or self._breaks_line(first + 2)
        )

    def begins_another(self, first: int, place: int) -> bool:
        """Whether the words from `first` on are a name that ends with its line before a word, as in a list of names.

        The line is all of a name of two words or more, or the next one begins with a given name.
        """
        if place - first < 2 or not self._breaks_line(place):
            return False
        begin = next((one for one in range(place - 1, first - 1, -1) if not one or self._breaks_line(one)), None)
        return self.is_given(place) if begin is None else place - begin > 1

    def _breaks_line(self, place: int) -> bool:
        """Whether a line ends before a token."""
        return "\n" in self._text[self.tokens[place - 1].token.end : self.tokens[place].start]

    def stands_alone(self, place: int) -> bool:
        """Whether no capitalised word stands right before or after a word, but one that opens a sentence before it."""
        if self.is_beside(place) and not self.opens_sentence(place - 1):
            return False
        after = place + 1
        if after >= len(self.tokens) or self.tokens[place].token.dotted:
            return True
        return not (self.tokens[after].adjoins and self.tokens[after].capitalized)

    def words_end(self, place: int, end: int, most: int) -> int:
        """The place after up to so many words, without particles at the end; words tied by hyphens count as one."""
        words, last = 0, place
        for one in range(place, end):
            if self.tokens[one].capitalized:
                words += self._is_apart(one)
                if words > most:
                    break
                last = one + 1
            elif self.is_tied(one):
                last = one + 1
        return last

    def count(self, first: int, last: int) -> int:
        """The number of capitalised words; words tied by hyphens count as one."""
        return 1 + sum(self.tokens[place].capitalized and self._is_apart(place) for place in range(first + 1, last))

    def _is_apart(self, place: int) -> bool:
        """Whether no hyphen ties a word to another one of the name (a particle is none: al-Bakri)."""
        return not self.is_tied(place) or not self.tokens[place - 1].capitalized

    def is_born(self, place: int) -> bool:
        """Whether a word for `born` stands before a word, which then is the name that the person had at birth."""
        if not place:
            return False
        return qualifiers().get(self.tokens[place - 1].stem) in ("born", "birth")


@cache
def _long_initials() -> frozenset[str]:
    return frozenset(initial for (initial,) in rows("unknown/initial.tsv"))


@cache
def _given_names_of_places() -> frozenset[str]:
    return frozenset(word for (words,) in rows("unknown/place-given.tsv") for word in words.split())
