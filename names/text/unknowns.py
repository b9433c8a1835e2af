"""Third pass: persons, organisations and places that the gazetteer does not know, taken whole and grouped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from names.resolution.results import Mention
from names.text.links import Link, unresolved, without_overlaps
from names.text.rules import TextRules
from names.text.tokens import Span, TokenizedText, title_words
from names.text.unknown.acronym_spans import acronym_spans
from names.text.unknown.groups import UnknownGroups, UnknownName
from names.text.unknown.person_spans import PersonSpan, PersonSpans
from names.text.unknown.place_parts import place_parts
from names.text.unknown.repeated_names import RepeatedNames
from names.text.unknown.run_words import RunWords
from names.text.unknown.thing_spans import ThingSpan, ThingSpans
from names.text.unknown.word_facts import Languages

PROMINENT = 6.2  # least prior of a place that an unheard word beside it does not make doubtful; chosen


class UnknownSpan(NamedTuple):
    """The tokens [first, last) and the characters [start, end) of an unknown name, and what it names."""

    first: int
    last: int
    start: int
    end: int
    kind: str  # "person", "org" or "place"
    proper: Span  # the tokens of the name without its legal form
    head: int  # the token that tells most: a family name


class UnknownPersons:
    """Adds links to what the gazetteer does not know, each with the group of its spellings in the text so far."""

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._resolution_rules = rules.resolution
        self._groups = UnknownGroups(rules)
        self._repeated = RepeatedNames()  # organisations
        self._alone = RepeatedNames()  # persons who were named by a single word

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links that do not overlap an unknown name, then the links of unknown names."""
        languages = text.languages
        heard = RunWords(text, bytearray(len(text.tokens)), languages)
        links = [link for link in links if not is_given_part(link, heard)]
        linked = links_by_token(links, len(text.tokens))
        things = self._things(text, linked, languages)
        taken = _taken(text, links, things)
        links = [link for link in links if not is_part_of_unheard(link, RunWords(text, taken, languages))]
        persons = PersonSpans(text, taken, languages, self._rules)
        spans = sorted([*map(_of_thing, things), *(_of_person(text, person) for person in persons)])
        unknown = self._grouped(text, spans, languages)
        return [*without_overlaps(links, taken=unknown), *unknown]

    def _things(self, text: TokenizedText, linked: Sequence[Link | None], languages: Languages) -> list[ThingSpan]:
        """The organisations and places, also those that are repeated without a legal form."""
        found = list(ThingSpans(text, linked, languages))
        for thing in found:
            if thing.kind == "org" and (thing.is_inner or thing.proper != (thing.first, thing.last)):
                self._repeated.add(_words(text, thing.proper))
        for first, last in self._repeated.find(text, linked, languages):
            start, end = text.tokens[first].start, text.tokens[last - 1].end
            found.append(ThingSpan(first, last, "org", start, end, (first, last), is_inner=True))
        links = {id(link): link for link in linked if link is not None}
        for first, last in place_parts(text, links.values()):
            start, end = text.tokens[first].start, text.tokens[last - 1].end
            found.append(ThingSpan(first, last, "place", start, end, (first, last)))
        for place in acronym_spans(text, linked):
            token = text.tokens[place]
            found.append(ThingSpan(place, place + 1, "org", token.start, token.end, (place, place + 1)))
        return whole_things(found, linked)

    def link_alone(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links, and links of unknown persons who are named by a single word, by title or ending."""
        languages = text.languages
        taken = bytearray(len(text.tokens))
        for link in links:
            taken[link.first : link.last] = bytes([RunWords.BLOCKED]) * (link.last - link.first)
        persons = set(PersonSpans(text, taken, languages, self._rules, alone=True))
        for person in persons:
            self._alone.add(_words(text, (person.first, person.last)))
        linked = links_by_token(links, len(text.tokens))
        words = RunWords(text, taken, languages)
        for first, last in self._alone.find(text, linked, languages):
            if words.is_free(first) and not (words.has_nouns and words.is_beside(first + 1)):
                persons.add(PersonSpan(first, last, first))
        spans = [_of_person(text, person) for person in sorted(persons)]
        return [*links, *self._grouped(text, spans, languages)]

    def _grouped(self, text: TokenizedText, spans: Sequence[UnknownSpan], languages: Languages) -> list[Link]:
        """The links of unknown names with their groups."""
        names = [_name(text, span) for span in spans]
        groups = self._groups.of(names, languages)
        links = []
        for name, span, group in zip(names, spans, groups, strict=True):
            mention = Mention(name.spelling, span.start, span.end)
            link = unresolved(mention, span.first, span.last, self._resolution_rules)
            label = self._groups.label(group)
            resolution = replace(link.resolution, group=group, group_label=label, group_kind=span.kind)
            links.append(replace(link, resolution=resolution))
        return links


def links_by_token(links: Sequence[Link], tokens: int) -> list[Link | None]:
    """The link that covers each token."""
    linked: list[Link | None] = [None] * tokens
    for link in links:
        linked[link.first : link.last] = [link] * (link.last - link.first)
    return linked


def whole_things(things: Iterable[ThingSpan], linked: Sequence[Link | None]) -> list[ThingSpan]:
    """The names of things that are no part of another name, longer ones first, without overlaps.

    A name gives way to a link that has all its words, and to one of several words that it overlaps or only goes on.
    """
    taken = bytearray(len(linked))
    chosen = []
    for thing in sorted(things, key=lambda one: (one.first - one.last, one.first)):
        inside = {id(link): link for link in linked[thing.first : thing.last] if link is not None}
        if 1 not in taken[thing.first : thing.last] and not any(_stays(link, thing) for link in inside.values()):
            taken[thing.first : thing.last] = b"\1" * (thing.last - thing.first)
            chosen.append(thing)
    return chosen


def _stays(link: Link, thing: ThingSpan) -> bool:
    """Whether a link is kept, and a thing of the same words is not taken for unknown."""
    if link.first <= thing.first and thing.last <= link.last:
        is_other_kind = link.resolution.candidates[0].entity.kind != thing.kind
        return not (thing.is_inner and link.is_one_word and is_other_kind)
    if link.is_one_word:
        return False
    is_inside = thing.first <= link.first and link.last <= thing.last
    return not is_inside or link.resolution.candidates[0].entity.kind == "org"  # Council of the Union State


def _taken(text: TokenizedText, links: Sequence[Link], things: Sequence[ThingSpan]) -> bytearray:
    """What is linked already, by token (see `RunWords`)."""
    taken = bytearray(len(text.tokens))
    for link in links:
        mark = RunWords.GIVES_WAY if _gives_way(link) else RunWords.BLOCKED
        for place in range(link.first, link.last):
            taken[place] = max(taken[place], mark)
    for thing in things:
        taken[thing.first : thing.last] = bytes([RunWords.BLOCKED]) * (thing.last - thing.first)
    return taken


def is_part_of_unheard(link: Link, words: RunWords) -> bool:
    """Whether a link is likely part of a longer name of somebody else, of which the other words tell nothing.

    It is the single word of a small place or a person, and beside an unheard word with a capital (Linton Sirait);
    or a hyphen ties it to one, whatever it is; or it is a given name before a family name, whatever else it is; or both
    have a line of their own, as in a list of names (Lenovo Barrax).
    """
    if words.has_nouns or not (_gives_way(link) or _is_half_of_line(link, words)):
        return False
    place, best = link.first, link.resolution.candidates[0]
    before = _is_beside(words, place) and not words.opens_sentence(place - 1) and _is_unheard(words, place - 1)
    after = _is_beside(words, place + 1) and _is_unheard(words, place + 1)
    is_tied = (before and words.is_tied(place)) or (after and words.is_tied(place + 1))
    is_doubtful = best.entity.kind != "place" or best.entity.prior < PROMINENT or _is_half_of_line(link, words)
    return is_tied or ((before or after) and is_doubtful) or words.is_given_name_of_place(place)


def is_given_part(link: Link, words: RunWords) -> bool:
    """Whether a link of several words is only the given names of somebody else: María Antonia Sánchez Lorenzo."""
    best = link.resolution.candidates.best
    if best is None or best.entity.kind != "person" or link.is_one_word or words.has_nouns:
        return False
    last = link.last - 1
    if not words.is_beside(link.last) or not words.facts(last).is_given or words.tokens[last].token.dotted:
        return False
    return _is_unheard(words, link.last) and not words.facts(link.last).is_given


def _is_half_of_line(link: Link, words: RunWords) -> bool:
    """Whether a link is one of the two words of its line."""
    return link.is_one_word and words.is_of_two_on_line(link.first)


def _is_beside(words: RunWords, place: int) -> bool:
    """Whether a capitalised word stands right before a word, and no full stop between them (Springfield. Greta)."""
    return words.is_beside(place) and not words.tokens[place - 1].token.dotted


def _is_unheard(words: RunWords, place: int) -> bool:
    return words.is_unheard(place) and not words.is_no_name(place) and not title_words(words.tokens, place)


def _gives_way(link: Link) -> bool:
    """Whether a link may be part of an unknown person's name: a single word that is a family name or a place."""
    best = link.resolution.candidates[0]
    if best.entity.kind == "person":
        return link.is_one_word and not link.resolution.group
    return link.is_one_word and best.entity.kind == "place" and best.alias.kind not in ("demonym", "code")


def _of_thing(thing: ThingSpan) -> UnknownSpan:
    return UnknownSpan(thing.first, thing.last, thing.start, thing.end, thing.kind, thing.proper, thing.proper[0])


def _of_person(text: TokenizedText, person: PersonSpan) -> UnknownSpan:
    """The span of a person; the full stop of an initial at the end belongs to it."""
    last = text.tokens[person.last - 1]
    is_initial = len(last.stem) == 1 and last.token.dotted
    start, words = text.tokens[person.first].start, (person.first, person.last)
    return UnknownSpan(*words, start, last.end + is_initial, "person", words, person.family)


def _name(text: TokenizedText, span: UnknownSpan) -> UnknownName:
    spelling = text.text[span.start : span.end]
    return UnknownName(spelling, span.kind, _words(text, span.proper), span.head - span.proper[0])


def _words(text: TokenizedText, span: Span) -> tuple[str, ...]:
    """The words of some tokens in small letters, without endings after an apostrophe."""
    return tuple(token.token.text[: token.end - token.start].lower() for token in text.tokens[slice(*span)])
