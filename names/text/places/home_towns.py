"""Smaller places of the countries that a text is about, where the text puts a place: "у Жмеринці", "kutoka Lamu"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazetteer import Entity
from names.parsing.lexicon import fold_phrase, lexicon
from names.parsing.vocabulary import concepts
from names.resolution.posterior import shares_by_prior
from names.resolution.resolver import LIMIT
from names.resolution.results import Candidate, Mention, Ranking, Resolution, status
from names.text.inflection import dictionary_forms
from names.text.languages import word_needs_in
from names.text.links import Link
from names.text.phrases import word_forms
from names.text.places.country_evidence import home_countries
from names.text.places.links import is_place
from names.text.places.namesakes import Namesake, Namesakes
from names.text.rules import TextRules
from names.text.tokens import TextToken, TokenizedText, role_entries, title_words
from names.text.unknown.generic_words import endings, generic_words
from names.text.unknown.word_facts import word_facts, words_of

# These numbers and concepts are chosen: of words for places that say that no town follows.
LONGEST_NAME = 3  # most words of a name
SHORTEST = 3  # least letters of a name in a script with capitals
SHORTEST_UNCASED = 4  # least letters of a name in a script without them, clitics not counted
NATURAL = frozenset(
    {"bay", "cape", "gulf", "island", "lake", "mount", "peninsula", "river", "sea", "valley", "village"}
)
CERTAIN = 0.95  # probability that a place is meant


class _Sought(NamedTuple):
    """Where a place may be named: the tokens [first, last), its forms, and why."""

    first: int
    last: int
    names: tuple[str, ...]  # folded; as it stands first
    clitic: int  # letters that are joined to the front of the first word
    is_located: bool  # whether a preposition of places or a word for a place stands before it


class HomeTowns:
    """Links places that are too small to be meant anywhere, but not in a text about their country.

    The country is one that the text names, where a preposition or a word for a place stands right before the name;
    else it must be one of the countries of the text's language, and in scripts without capitals named as well. The name
    is no word of the language and nobody's name, and no capitalised word is beside it.
    """

    def __init__(self, namesakes: Namesakes, rules: TextRules) -> None:
        self._namesakes = namesakes
        self._rules = rules
        self._written = rules.written

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """Further links, which do not overlap those that are given."""
        homes = home_countries(text.languages)
        named = {code for link in links if is_place(link) for code in _countries(link)}
        if not homes and not named:
            return []
        found = []
        for sought in self._sought(text, links):
            is_cased = text.tokens[sought.first].is_cased
            at_home = homes if is_cased else homes & named
            places = self._places(text, sought, homes | named if sought.is_located else at_home)
            if places:
                found.append(self._link(text, sought, places, homes))
        return found

    def _sought(self, text: TokenizedText, links: Sequence[Link]) -> Iterator[_Sought]:
        """The stretches of words that may name a place, the longest first; they do not overlap what is linked."""
        tokens = text.tokens
        prepositions = words_of("unknown/place-preposition.tsv", text.languages) if text.languages else frozenset()
        linked = bytearray(len(tokens) + LONGEST_NAME)
        for link in links:
            linked[link.first : link.last] = b"\1" * (link.last - link.first)
        generic = generic_words(text.languages)  # "in the village of"
        regions = frozenset(link.first for link in links if not link.is_one_word and is_place(link))
        for first, token in enumerate(tokens):
            if linked[first] or not self._may_begin(text, first):
                continue
            is_located = _is_located(tokens, first, prepositions)
            is_unsure = (token.opens_sentence and token.is_cased) or _is_titled(tokens, first)
            is_unsure = is_unsure or (first > 0 and tokens[first - 1].token.text.lower() in generic)
            if is_unsure and not is_located:
                continue
            for last in range(min(first + LONGEST_NAME, len(tokens)), first, -1):
                if 1 not in linked[first:last] and _is_whole(tokens, first, last, regions):
                    yield from _readings(text, first, last, is_located=is_located)

    def _may_begin(self, text: TokenizedText, place: int) -> bool:
        token = text.tokens[place]
        if token.is_common or token.is_unspaced or token.all_capitals or (token.is_cased and not token.capitalized):
            return False
        if len(token.stem) < (SHORTEST if token.is_cased else SHORTEST_UNCASED):
            return False
        if title_words(text.tokens, place) or role_entries(text.tokens, place)[0]:
            return False
        facts = word_facts(token.token.text, text.languages)
        return not (facts.is_given or facts.is_family or facts.weight == "adjective")

    def _places(self, text: TokenizedText, sought: _Sought, countries: frozenset[str]) -> list[Namesake]:
        """The places in one of the countries that bear the name, the most prominent first."""
        is_cased = text.tokens[sought.first].is_cased
        least = self._rules.home_prior if is_cased else self._rules.uncased_home_prior
        adjective = endings("adjective", text.languages)
        written = text.tokens[sought.last - 1].stem
        for name in sought.names:
            if word_needs_in(name, text.languages):
                continue
            if name != sought.names[0] and is_cased and written.endswith(adjective):
                break
            found = [
                one
                for one in self._namesakes.all(name, least)
                if one.place.prior >= least and not countries.isdisjoint(one.place.countries)
            ]
            if found:
                return sorted(found, key=lambda one: (-one.place.prior, one.place.id))
        return []

    def _link(self, text: TokenizedText, sought: _Sought, found: Sequence[Namesake], homes: frozenset[str]) -> Link:
        mention = text.mention(sought.first, sought.last)
        if sought.clitic:
            start = mention.start + sought.clitic
            mention = Mention(text.text[start : mention.end], start, mention.end)
        shares = shares_by_prior([one.place.prior for one in found])
        candidates = [
            Candidate(one.place, one.alias, CERTAIN * share, mention.text)
            for one, share in zip(found[:LIMIT], shares[:LIMIT], strict=True)
        ]
        because = self._reason(found[0].place, homes)
        state = status(candidates, self._written)
        resolution = Resolution(mention.text, state, Ranking(candidates), mention, because=because, rules=self._written)
        return Link(resolution, sought.first, sought.last)

    def _reason(self, place: Entity, homes: frozenset[str]) -> str:
        at_home = [code for code in place.countries if code in homes]
        name = self._namesakes.country_name((at_home or place.countries)[0])
        return (
            f"the language of this text speaks for {name}" if at_home else f"other names of this text belong to {name}"
        )


def _countries(link: Link) -> tuple[str, ...]:
    """The country of a place that is linked surely."""
    return link.resolution.candidates[0].entity.countries[:1] if link.resolution.status == "match" else ()


def _is_located(tokens: Sequence[TextToken], place: int, prepositions: frozenset[str]) -> bool:
    """Whether a preposition of places, or a word for a town in small letters, stands right before a word."""
    if not place or not tokens[place].adjoins or tokens[place - 1].token.dotted:
        return False
    before = tokens[place - 1]
    if before.stem in prepositions:
        return True
    forms = (before.stem, *dictionary_forms(before.stem, before.languages))
    towns = concepts("place") - NATURAL
    entries = (entry for form in forms for entry in lexicon().get(form, ()))
    return not before.capitalized and any(entry.role == "term" and entry.concept in towns for entry in entries)


def _is_titled(tokens: Sequence[TextToken], place: int) -> bool:
    """Whether a title stands right before a word, which then may be a person's name."""
    return place > 0 and tokens[place].adjoins and title_words(tokens, place - 1) == 1


def _is_whole(tokens: Sequence[TextToken], first: int, last: int, regions: frozenset[int]) -> bool:
    """Whether the words of a stretch adjoin, and no capitalised word is beside them, unless a region begins with it."""
    inside = tokens[first + 1 : last]
    if not all(token.adjoins and (token.capitalized or not token.is_cased) for token in inside):
        return False
    if not tokens[first].is_cased:
        return last - first == 1
    before, after = tokens[first - 1] if first else None, tokens[last] if last < len(tokens) else None
    follows = before is not None and tokens[first].adjoins and before.capitalized and len(before.stem) > 1
    if tokens[first].token.joined or (follows and not tokens[first - 1].opens_sentence):
        return False
    if after is None or last in regions or tokens[last - 1].token.dotted or not after.adjoins:
        return True
    return not (after.capitalized or after.token.joined or _leads_on(tokens, last))


def _leads_on(tokens: Sequence[TextToken], place: int) -> bool:
    """Whether a particle and a capitalised word follow, as in "Palacio de Congresos"."""
    after = place + 1
    if after >= len(tokens) or not tokens[after].adjoins or not tokens[after].capitalized:
        return False
    return any(entry.role == "particle" for entry in role_entries(tokens, place)[0])


def _readings(text: TokenizedText, first: int, last: int, *, is_located: bool) -> Iterator[_Sought]:
    """The stretch as it stands with its dictionary forms, then without each clitic in front."""
    tokens = text.tokens[first:last]
    names = [" ".join(token.stem for token in tokens)]
    if len(tokens) > 1:
        yield _Sought(first, last, tuple(names), 0, is_located)
        return
    forms = word_forms(tokens[0], text.languages)
    names += [form.folded for form in forms if form.inflected and len(form.folded) > SHORTEST]
    yield _Sought(first, last, tuple(dict.fromkeys(names if tokens[0].is_cased else names[:1])), 0, is_located)
    for form in forms:
        if form.clitic and len(form.folded) >= SHORTEST_UNCASED:
            yield _Sought(first, last, (fold_phrase(form.folded),), form.clitic, is_located)
