"""What the words of a text are, as far as it tells where the name of an organisation or place begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from names.parsing.lexicon import lexicon
from names.parsing.vocabulary import concepts, countries
from names.text.links import Link
from names.text.tokens import TextToken, TokenizedText, title_words
from names.text.unknown.generic_words import endings, generic_words
from names.text.unknown.word_facts import Languages, languages_with, word_facts

LONGEST_TAIL = 9  # most words after a generic word; chosen
LONGEST_UNSURE = 5  # most words in small letters in a row after a generic word; chosen
LONGEST_ARTICLE = 2  # letters of an article before an apostrophe; chosen
ABBREVIATION = 3  # most letters of an abbreviation; a longer word with a full stop ends a sentence; chosen


class ThingWords:
    """The words of a text by their places; `linked` has the link that covers each token."""

    def __init__(self, text: TokenizedText, linked: Sequence[Link | None], languages: Languages) -> None:
        self.tokens: Sequence[TextToken] = text.tokens
        self.generic = generic_words(languages)
        self.adjective = endings("adjective", languages)
        self._inner = self.adjective + endings("genitive", languages)
        self._links = endings("link", languages)
        self._linked = linked
        self._languages = languages
        self._has_genitive = bool(languages & languages_with("genitive"))
        self._has_nouns = bool(languages & languages_with("nouns"))

    def tail_end(self, place: int) -> int:
        """The place after the name that a generic word opens: its matter and what it belongs to.

        Words in small letters may stand before a capitalised one, if they have endings of such words.
        """
        last, small = place + 1, 0
        for one in range(place + 1, min(len(self.tokens), place + 1 + LONGEST_TAIL)):
            if self._is_parted(one) or not self._goes_on(one, place, is_next=last == one):
                break
            if self.tokens[one].capitalized or self._closes(one, place, is_next=last == one):
                last, small = one + 1, 0
            else:
                small += 1
                if small > LONGEST_UNSURE:
                    break
        return last

    def _is_parted(self, place: int) -> bool:
        """Whether a word does not adjoin the one before, or a full stop that ends a sentence is between."""
        before = self.tokens[place - 1]
        return not self.tokens[place].adjoins or (before.token.dotted and len(before.stem) > ABBREVIATION)

    def _goes_on(self, place: int, generic: int, *, is_next: bool) -> bool:
        """Whether a name goes on with a word; `is_next` says that all words before it belong to the name."""
        if self.tokens[place].capitalized:
            return not self._ends_tail(place) and (not self._is_unsure(generic) or self._may_own(place, generic))
        if self._closes(place, generic, is_next=is_next):
            return True
        if self._is_and(place):
            return place + 1 < len(self.tokens) and self.is_term(place + 1)
        return self.is_function(place) or self._leads_on(place)

    def _closes(self, place: int, generic: int, *, is_next: bool) -> bool:
        """Whether a word in small letters may be the last of a name: a term, or a generic word after an adjective."""
        return self._is_unsure(generic) and (self.is_term(place) or (is_next and self._is_owner(place, generic)))

    def _is_unsure(self, generic: int) -> bool:
        """Whether not every capitalised word after a generic word belongs to the name."""
        return self._has_genitive or not self.tokens[generic].capitalized

    def _leads_on(self, place: int) -> bool:
        """Whether a word in small letters may stand before a capitalised one in the same name."""
        token = self.tokens[place].token
        return (
            token.text.endswith(self._inner)
            or token.text in self._links
            or (token.dotted and token.text in self.generic)
        )

    def _may_own(self, place: int, generic: int) -> bool:
        """Whether a capitalised word may be what an organisation belongs to: a place, adjective, term or acronym."""
        token = self.tokens[place]
        if self.tokens[generic].all_capitals:
            return False
        return (
            self._linked[place] is not None
            or token.all_capitals
            or token.stem in countries()
            or token.token.text.lower().endswith(self.adjective)
            or self.is_term(place)
            or (place - 1 > generic and not self.tokens[place - 1].capitalized)
        )

    def _is_owner(self, place: int, generic: int) -> bool:
        """Whether a generic word in small letters closes the name that a capitalised adjective goes on with."""
        before = self.tokens[place - 1]
        return place - 1 > generic and before.capitalized and self.tokens[place].token.text in self.generic

    def _ends_tail(self, place: int) -> bool:
        """Whether a capitalised word is not part of the name before it: a title, or a person with a given name."""
        token = self.tokens[place]
        if title_words(self.tokens, place) or (self._has_nouns and token.is_common):
            return True
        after = place + 1
        is_before_capital = after < len(self.tokens) and self.tokens[after].adjoins and self.tokens[after].capitalized
        return is_before_capital and word_facts(token.token.text, self._languages).is_given

    def capitals_end(self, place: int, most: int) -> int:
        """The place after up to so many capitalised words that belong to one name."""
        last = place + 1
        while last < min(len(self.tokens), place + most) and self.begins_name(last) and not self._ends_tail(last):
            last += 1
        return last

    def has_capital(self, place: int) -> bool:
        """Whether a word has a capital, perhaps after an article with an apostrophe."""
        return without_elision(self.tokens[place].token.text)[:1].isupper()

    def begins_name(self, place: int) -> bool:
        """Whether a token is a capitalised word beside the one before, and not ordinary."""
        if place >= len(self.tokens):
            return False
        token = self.tokens[place]
        return token.adjoins and token.capitalized and not (token.is_common and self._has_nouns)

    def is_ordinary(self, place: int) -> bool:
        """Whether a word before a name does not belong to it: an ordinary word that opens a sentence."""
        token = self.tokens[place]
        return token.is_common and (token.opens_sentence or self._has_nouns or self.is_function(place))

    def is_proper(self, place: int) -> bool:
        """Whether a capitalised word is a name and not a generic or ordinary word."""
        token = self.tokens[place]
        if not token.capitalized or token.is_common or token.stem.isdigit():
            return False
        return not self.is_term(place) and token.token.text.lower() not in self.generic

    def is_national(self, place: int) -> bool:
        """Whether a word is the adjective of a country (the Polish government)."""
        link = self._linked[place]
        is_demonym = link is not None and link.resolution.candidates[0].alias.kind == "demonym"
        return is_demonym or self.tokens[place].stem in countries()

    def is_letter(self, place: int) -> bool:
        """Whether a token is a capital with a full stop."""
        token = self.tokens[place]
        return len(token.stem) == 1 and token.token.dotted and token.capitalized

    def is_term(self, place: int) -> bool:
        """Whether a word is of those that names of things are made of, without function words."""
        return self.has_role(place, "term") and not self.is_function(place)

    def has_role(self, place: int, role: str) -> bool:
        """Whether the lexicon has a word in this role."""
        return any(entry.role == role for entry in lexicon().get(self.tokens[place].stem, ()))

    def is_function(self, place: int) -> bool:
        """Whether a word is an article, a particle, or a word for `of` or `and`."""
        entries = lexicon().get(self.tokens[place].stem, ())
        return any(entry.role == "particle" or entry.concept in concepts("function") for entry in entries)

    def is_of(self, place: int) -> bool:
        """Whether a word in small letters joins a name to the generic word before it."""
        return self.tokens[place].adjoins and not self.tokens[place].capitalized and self.is_function(place)

    def _is_and(self, place: int) -> bool:
        return any(entry.concept == "and" for entry in lexicon().get(self.tokens[place].stem, ()))


def without_elision(word: str) -> str:
    """A word without an article before an apostrophe (l'Université).

    >>> without_elision("l'université"), without_elision("bank")
    ('université', 'bank')
    """
    article, apostrophe, rest = word.replace("’", "'").partition("'")
    return rest if apostrophe and len(article) <= LONGEST_ARTICLE and len(rest) > LONGEST_ARTICLE else word
