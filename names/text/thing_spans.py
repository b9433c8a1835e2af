"""Where organisations and places are named whom nobody need know: told by generic words, legal forms and quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from names.parsing.lexicon import lexicon
from names.parsing.vocabulary import concepts, countries
from names.text.generic_words import endings, generic_words
from names.text.links import Link
from names.text.quotations import closing_quotation, opening_quotation, opens_quotation
from names.text.tokens import Span, TextToken, TokenizedText, title_words
from names.text.word_facts import Languages, languages_with, word_facts

LONGEST_NAME = 6  # most capitalised words beside a generic word; chosen
LONGEST_TAIL = 9  # most words after a generic word; chosen
LONGEST_UNSURE = 5  # most words in small letters in a row after a generic word; chosen
LONGEST_LOCALITY = 3  # most words of a village or street; chosen
LONGEST_ARTICLE = 2  # letters of an article before an apostrophe; chosen
LONGEST_ADJECTIVES = 4  # most adjectives before a generic word; chosen
LONGEST_FORM = 3  # most words between a legal form and the quotation mark; chosen
INNER = ("name", "quoted")  # where a generic word does not belong to the name
ABBREVIATION = 3  # most letters of a generic word that needs a full stop if it has one letter; chosen


class ThingSpan(NamedTuple):
    """The tokens [first, last) of the name of an organisation or place, and its characters [start, end)."""

    first: int
    last: int
    kind: str  # "org" or "place"
    start: int
    end: int
    proper: Span  # the tokens of the name without its legal form
    is_inner: bool = False  # whether the generic word does not belong to the name


class ThingSpans:
    """Finds the names of organisations and places in a text; they may overlap."""

    def __init__(self, text: TokenizedText, linked: Sequence[Link | None], languages: Languages) -> None:
        self._text = text.text
        self._linked = linked
        self._tokens: Sequence[TextToken] = text.tokens
        self._languages = languages
        self._generic = generic_words(languages)
        self._has_genitive = bool(languages & languages_with("genitive"))
        self._has_nouns = bool(languages & languages_with("nouns"))
        self._adjective = endings("adjective", languages)
        self._inner = self._adjective + endings("genitive", languages)
        self._patterns = {
            "after": self._after,
            "after-lower": self._after_lower,
            "adjective": self._adjective_before,
            "before": self._before,
            "of": self._of,
            "of-only": self._of,
            "terms": self._terms,
            "name": self._locality,
            "whole": self._street,
            "quoted": self._quoted,
        }
        self._links = endings("link", languages)

    def __iter__(self) -> Iterator[ThingSpan]:
        for place, token in enumerate(self._tokens):
            word = _without_elision(token.token.text.lower())
            for meaning in self._generic.get(word, ()):
                for where in sorted(meaning.where & self._patterns.keys()):
                    span = self._patterns[where](place)
                    if span is not None:
                        yield self._thing(span, meaning.kind, inner=where in INNER)
                if "form" in meaning.where:
                    yield from self._with_legal_form(place)
            if token.capitalized and word not in self._generic and self._has_role(place, "legal"):
                yield from self._with_legal_form(place)
            if len(token.stem) == 1 and token.token.dotted and token.capitalized:
                yield from self._club(place)

    # Patterns: each gives the tokens of the name with the generic word at a place, if there is one.

    def _after(self, place: int) -> Span | None:
        """Stanford University."""
        if (
            not self._tokens[place].capitalized
            or self._tokens[place].all_capitals != self._tokens[place - 1].all_capitals
        ):
            return None
        return self._named_before(place)

    def _after_lower(self, place: int) -> Span | None:
        """Helsingin yliopisto."""
        return None if self._tokens[place].capitalized else self._named_before(place)

    def _named_before(self, place: int) -> Span | None:
        first = place
        while first > 0 and place - first < LONGEST_NAME and self._joins_before(first):
            first -= 1
        while first < place and self._is_ordinary(first):
            first += 1
        has_name = any(self._is_proper(one) for one in range(first, place))
        return (first, place + 1) if first < place and has_name else None

    def _joins_before(self, place: int) -> bool:
        """Whether the token before a place is a capitalised word of the same name."""
        before = self._tokens[place - 1]
        if not self._tokens[place].adjoins or not before.capitalized or before.has_ending:
            return False
        return not (before.token.dotted and len(before.stem) > ABBREVIATION) and not title_words(
            self._tokens, place - 1
        )

    def _adjective_before(self, place: int) -> Span | None:
        """Полтавская областная библиотека, with what follows it."""
        first = place
        while place - first < LONGEST_ADJECTIVES and first > 0 and self._tokens[first].adjoins:
            first -= 1
            token = self._tokens[first]
            is_first_half = self._tokens[first + 1].token.joined and first + 1 < place
            if not is_first_half and not token.token.text.lower().endswith(self._adjective):
                return None
            if token.capitalized and not token.token.joined:
                is_known = self._is_national(first) and not self._tokens[place].capitalized
                return None if is_known or token.is_common else (first, self._with_quotation(self._tail(place)))
        return None

    def _with_quotation(self, last: int) -> int:
        """The place after the quotation that follows a name, or after the name if none does."""
        if not opens_quotation(self._text, self._tokens, last):
            return last
        return closing_quotation(self._text, self._tokens, last)[0] or last

    def _before(self, place: int) -> Span | None:
        """Lake Victoria, Banco Santander."""
        if not self._has_capital(place) or not self._begins_name(place + 1):
            return None
        last = self._tail(place)
        return (place, last) if any(self._is_proper(one) for one in range(place + 1, last)) else None

    def _has_capital(self, place: int) -> bool:
        """Whether a word has a capital, perhaps after an article with an apostrophe."""
        return _without_elision(self._tokens[place].token.text)[:1].isupper()

    def _of(self, place: int) -> Span | None:
        """University of Oslo."""
        after = place + 1
        if not self._has_capital(place) or after >= len(self._tokens) or not self._is_of(after):
            return None
        last = self._tail(place)
        return (place, last) if any(self._is_proper(one) for one in range(after, last)) else None

    def _terms(self, place: int) -> Span | None:
        """Министерство обороны Украины."""
        if not self._tokens[place].capitalized:
            return None
        last = self._tail(place)
        return (place, last) if last > place + 1 else None

    def _locality(self, place: int) -> Span | None:
        """Село Нова Дофінівка: the name alone."""
        token = self._tokens[place]
        is_abbreviation = len(token.stem) <= ABBREVIATION
        if token.capitalized and (len(token.stem) == 1 or not token.opens_sentence):
            return None
        if len(token.stem) == 1 and not token.token.dotted:
            return None
        first = place + 1
        if not self._begins_name(first) or (token.token.dotted and not is_abbreviation) or self._is_ordinary(first):
            return None
        if place and token.adjoins and self._tokens[place - 1].stem.isdigit():
            return None  # a measure
        return first, self._capitals_end(first, LONGEST_LOCALITY)

    def _street(self, place: int) -> Span | None:
        """вул. Шевченка."""
        named = self._locality(place)
        return (place, named[1]) if named else None

    def _quoted(self, place: int) -> Span | None:
        """Газета «Труд»: what the marks quote."""
        if not opens_quotation(self._text, self._tokens, place + 1):
            first = opening_quotation(self._text, self._tokens, place)
            return (first, place) if first < place else None
        last, _ = closing_quotation(self._text, self._tokens, place + 1)
        return (place + 1, last) if last and self._tokens[place + 1].token.text[:1].isupper() else None

    def _with_legal_form(self, place: int) -> Iterator[ThingSpan]:
        """ТОВ «Вентфасад», Hansen GmbH."""
        token = self._tokens[place]
        quoted = self._quotation_after(place)
        if quoted:
            last, end = closing_quotation(self._text, self._tokens, quoted)
            if last:
                yield ThingSpan(place, last, "org", token.start, end, (quoted, last))
        elif not token.is_common or token.all_capitals:
            named = self._named_before(place)
            if named and not self._begins_name(place + 1):
                yield self._thing(named, "org", proper=(named[0], place))
            elif token.all_capitals and not named and self._begins_name(place + 1):
                last = self._capitals_end(place + 1, LONGEST_LOCALITY)
                yield self._thing((place, last), "org", proper=(place + 1, last))

    def _quotation_after(self, place: int) -> int:
        """The first token of the quotation after a legal form and perhaps a few words more; 0 if there is none."""
        for one in range(place + 1, min(len(self._tokens), place + 2 + LONGEST_FORM)):
            if opens_quotation(self._text, self._tokens, one):
                return one
            if not self._tokens[one].adjoins:
                break
        return 0

    def _club(self, place: int) -> Iterator[ThingSpan]:
        """F.C. Dynamo: initials that are a generic word."""
        first = place
        while first > 0 and self._tokens[first].adjoins and self._is_letter(first - 1):
            first -= 1
        word = "".join(token.stem for token in self._tokens[first : place + 1])
        kinds = [one.kind for one in self._generic.get(word, ()) if "before" in one.where]
        if kinds and len(word) > 1 and self._begins_name(place + 1):
            yield self._thing((first, self._capitals_end(place + 1, LONGEST_LOCALITY)), kinds[0])

    def _is_letter(self, place: int) -> bool:
        token = self._tokens[place]
        return len(token.stem) == 1 and token.token.dotted and token.capitalized

    def _is_national(self, place: int) -> bool:
        """Whether a word is the adjective of a country (the Polish government)."""
        link = self._linked[place]
        is_demonym = link is not None and link.resolution.candidates[0].alias.kind == "demonym"
        return is_demonym or self._tokens[place].stem in countries()

    # What follows a generic word.

    def _tail(self, place: int) -> int:
        """The place after the name that a generic word opens: its matter and what it belongs to.

        Words in small letters may stand before a capitalised one, if they have endings of such words.
        """
        tokens, last = self._tokens, place + 1
        unsure = self._has_genitive or not tokens[place].capitalized
        small = 0
        for one in range(place + 1, min(len(tokens), place + 1 + LONGEST_TAIL)):
            token = tokens[one]
            if not token.adjoins or (tokens[one - 1].token.dotted and len(tokens[one - 1].stem) > ABBREVIATION):
                break
            if token.capitalized:
                if self._ends_tail(one) or (unsure and not self._may_own(one, place)):
                    break
                last, small = one + 1, 0
            elif unsure and (self._is_term(one) or (last == one and self._is_owner(one, place))):
                last, small = one + 1, 0
            elif self._is_and(one):
                if one + 1 >= len(tokens) or not self._is_term(one + 1):
                    break
            elif self._is_function(one) or self._leads_on(one):
                small += 1
                if small > LONGEST_UNSURE:
                    break
            else:
                break
        return last

    def _leads_on(self, place: int) -> bool:
        """Whether a word in small letters may stand before a capitalised one in the same name."""
        token = self._tokens[place].token
        return (
            token.text.endswith(self._inner)
            or token.text in self._links
            or (token.dotted and token.text in self._generic)
        )

    def _may_own(self, place: int, generic: int) -> bool:
        """Whether a capitalised word may be what an organisation belongs to: a place, an adjective, a term or an acronym."""
        token = self._tokens[place]
        if self._tokens[generic].all_capitals:
            return False
        return (
            self._linked[place] is not None
            or token.all_capitals
            or token.stem in countries()
            or token.token.text.lower().endswith(self._adjective)
            or self._is_term(place)
            or not self._tokens[place - 1].capitalized
            and place - 1 > generic
        )

    def _is_owner(self, place: int, generic: int) -> bool:
        """Whether a generic word in small letters closes the name that a capitalised adjective before it goes on with."""
        before = self._tokens[place - 1]
        return place - 1 > generic and before.capitalized and self._tokens[place].token.text in self._generic

    def _ends_tail(self, place: int) -> bool:
        """Whether a capitalised word is not part of the name before it: a title, or a person with a given name."""
        token = self._tokens[place]
        if title_words(self._tokens, place) or (self._has_nouns and token.is_common):
            return True
        after = place + 1
        is_before_capital = (
            after < len(self._tokens) and self._tokens[after].adjoins and self._tokens[after].capitalized
        )
        return is_before_capital and word_facts(token.token.text, self._languages).is_given

    def _capitals_end(self, place: int, most: int) -> int:
        last = place + 1
        while last < min(len(self._tokens), place + most) and self._begins_name(last) and not self._ends_tail(last):
            last += 1
        return last

    # What the words are.

    def _begins_name(self, place: int) -> bool:
        """Whether a token is a capitalised word beside the one before, and not ordinary."""
        if place >= len(self._tokens):
            return False
        token = self._tokens[place]
        return token.adjoins and token.capitalized and not (token.is_common and self._has_nouns)

    def _is_ordinary(self, place: int) -> bool:
        """Whether a word before a name does not belong to it: an ordinary word that opens a sentence."""
        token = self._tokens[place]
        return token.is_common and (token.opens_sentence or self._has_nouns or self._is_function(place))

    def _is_proper(self, place: int) -> bool:
        """Whether a capitalised word is a name and not a generic or ordinary word."""
        token = self._tokens[place]
        if not token.capitalized or token.is_common or token.stem.isdigit():
            return False
        return not self._is_term(place) and token.token.text.lower() not in self._generic

    def _is_term(self, place: int) -> bool:
        return self._has_role(place, "term") and not self._is_function(place)

    def _has_role(self, place: int, role: str) -> bool:
        return any(entry.role == role for entry in lexicon().get(self._tokens[place].stem, ()))

    def _is_function(self, place: int) -> bool:
        """Whether a word is an article, a particle, or a word for `of` or `and`."""
        entries = lexicon().get(self._tokens[place].stem, ())
        return any(entry.role == "particle" or entry.concept in concepts("function") for entry in entries)

    def _is_and(self, place: int) -> bool:
        return any(entry.concept == "and" for entry in lexicon().get(self._tokens[place].stem, ()))

    def _is_of(self, place: int) -> bool:
        return self._tokens[place].adjoins and not self._tokens[place].capitalized and self._is_function(place)

    def _thing(self, span: Span, kind: str, proper: Span | None = None, *, inner: bool = False) -> ThingSpan:
        first, last = span
        opening = self._tokens[first].token
        start = opening.end - len(_without_elision(opening.text))
        return ThingSpan(first, last, kind, start, self._tokens[last - 1].end, proper or span, is_inner=inner)


def _without_elision(word: str) -> str:
    """A word without an article before an apostrophe (l'Université).

    >>> _without_elision("l'université"), _without_elision("bank")
    ('université', 'bank')
    """
    article, apostrophe, rest = word.replace("’", "'").partition("'")
    return rest if apostrophe and len(article) <= LONGEST_ARTICLE and len(rest) > LONGEST_ARTICLE else word
