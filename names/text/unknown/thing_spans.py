"""Where organisations and places are named that nobody need know, by generic words, legal forms, quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from names.text.links import Link
from names.text.tokens import Span, TextToken, TokenizedText, title_words
from names.text.unknown.quotations import closing_quotation, opening_quotation, opens_quotation
from names.text.unknown.thing_words import ABBREVIATION, ThingWords, without_elision
from names.text.unknown.word_facts import Languages

LONGEST_NAME = 6  # most capitalised words beside a generic word; chosen
LONGEST_LOCALITY = 3  # most words of a village or street; chosen
LONGEST_ADJECTIVES = 4  # most adjectives before a generic word; chosen
LONGEST_FORM = 3  # most words between a legal form and the quotation mark; chosen
INNER = ("name", "quoted")  # where a generic word does not belong to the name


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
        self._tokens: Sequence[TextToken] = text.tokens
        self._words = ThingWords(text, linked, languages)
        self._generic = self._words.generic
        # Functions, not bound methods: these would make a cycle, and keep the text until the garbage is collected.
        self._patterns = {
            "after": ThingSpans._after,
            "after-lower": ThingSpans._after_lower,
            "adjective": ThingSpans._adjective_before,
            "before": ThingSpans._before,
            "of": ThingSpans._of,
            "of-only": ThingSpans._of,
            "terms": ThingSpans._terms,
            "name": ThingSpans._locality,
            "whole": ThingSpans._street,
            "quoted": ThingSpans._quoted,
        }

    def __iter__(self) -> Iterator[ThingSpan]:
        for place, token in enumerate(self._tokens):
            word = without_elision(token.token.text.lower())
            for meaning in self._generic.get(word, ()):
                for where in sorted(meaning.where & self._patterns.keys()):
                    span = self._patterns[where](self, place)
                    if span is not None:
                        yield self._thing(span, meaning.kind, inner=where in INNER)
                if "form" in meaning.where:
                    yield from self._with_legal_form(place)
            if token.capitalized and word not in self._generic and self._words.has_role(place, "legal"):
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
        while first < place and self._words.is_ordinary(first):
            first += 1
        has_name = any(self._words.is_proper(one) for one in range(first, place))
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
            if not is_first_half and not token.token.text.lower().endswith(self._words.adjective):
                return None
            if token.capitalized and not token.token.joined:
                is_known = self._words.is_national(first) and not self._tokens[place].capitalized
                return (
                    None if is_known or token.is_common else (first, self._with_quotation(self._words.tail_end(place)))
                )
        return None

    def _with_quotation(self, last: int) -> int:
        """The place after the quotation that follows a name, or after the name if none does."""
        if not opens_quotation(self._text, self._tokens, last):
            return last
        return closing_quotation(self._text, self._tokens, last)[0] or last

    def _before(self, place: int) -> Span | None:
        """Lake Victoria, Banco Santander."""
        if not self._words.has_capital(place) or not self._words.begins_name(place + 1):
            return None
        last = self._words.tail_end(place)
        return (place, last) if any(self._words.is_proper(one) for one in range(place + 1, last)) else None

    def _of(self, place: int) -> Span | None:
        """University of Oslo."""
        after = place + 1
        if not self._words.has_capital(place) or after >= len(self._tokens) or not self._words.is_of(after):
            return None
        last = self._words.tail_end(place)
        return (place, last) if any(self._words.is_proper(one) for one in range(after, last)) else None

    def _terms(self, place: int) -> Span | None:
        """Министерство обороны Украины."""
        if not self._tokens[place].capitalized:
            return None
        last = self._words.tail_end(place)
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
        if (
            not self._words.begins_name(first)
            or (token.token.dotted and not is_abbreviation)
            or self._words.is_ordinary(first)
        ):
            return None
        if place and token.adjoins and self._tokens[place - 1].stem.isdigit():
            return None  # a measure
        return first, self._words.capitals_end(first, LONGEST_LOCALITY)

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
            if named and not self._words.begins_name(place + 1):
                yield self._thing(named, "org", proper=(named[0], place))
            elif token.all_capitals and not named and self._words.begins_name(place + 1):
                last = self._words.capitals_end(place + 1, LONGEST_LOCALITY)
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
        while first > 0 and self._tokens[first].adjoins and self._words.is_letter(first - 1):
            first -= 1
        word = "".join(token.stem for token in self._tokens[first : place + 1])
        kinds = [one.kind for one in self._generic.get(word, ()) if "before" in one.where]
        if kinds and len(word) > 1 and self._words.begins_name(place + 1):
            yield self._thing((first, self._words.capitals_end(place + 1, LONGEST_LOCALITY)), kinds[0])

    def _thing(self, span: Span, kind: str, proper: Span | None = None, *, inner: bool = False) -> ThingSpan:
        first, last = span
        opening = self._tokens[first].token
        start = opening.end - len(without_elision(opening.text))
        return ThingSpan(first, last, kind, start, self._tokens[last - 1].end, proper or span, is_inner=inner)
