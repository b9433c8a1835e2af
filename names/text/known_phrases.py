"""First pass: phrases of a text that are written like an alias of the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from math import inf
from typing import NamedTuple

from gazetteer import Alias, Gazetteer
from names.resolution.posterior import shares_by_prior
from names.resolution.resolver import LIMIT
from names.resolution.results import Candidate, Ranking, Resolution, status
from names.text.alias_facts import CHOSEN, CURATED, SHARED, SHORT_CODE, is_foreign_code, is_written_as_code
from names.text.decided_claims import accepted_claim, allowed
from names.text.languages import word_needs_in
from names.text.letter_case import LetterCase, ends_lower, has_case
from names.text.links import Link, common_beginning
from names.text.memory import GazetteerMemory, RecentTable
from names.text.ordinary_words import is_ordinary, named_elsewhere
from names.text.phrase_index import Claim, PhraseIndex
from names.text.phrases import PhraseSpan, phrases, unspaced_phrases
from names.text.rules import TextRules
from names.text.tokens import TokenizedText

ESTABLISHED = frozenset({"cldr"})  # sources of names that a language has for places, but for the smallest of them
REMEMBERED = 1 << 13  # phrases whose resolutions are kept from one portion of a text to the next; chosen
SHORT_NAME = 3  # letters; a short name, or a family name, of up to this length needs more; chosen
LONG_UNCASED = 5  # letters of a word in a script without capitals that is hardly another one; chosen
SHORT_BASE = 4  # letters; a name of up to this length needs more where an inflected form opens a sentence; chosen
OPENING_PRIOR = 5.5  # least prior that such a name needs; chosen
LONGEST_ACRONYM = 4  # letters of a word in capitals that is rather an acronym than a small city (UGA, AMI); chosen
ACRONYM_PRIOR = 6.0  # least prior of a city that is meant by such a word nevertheless (ROME, OSLO); chosen
COMMON = frozenset({"demonym", "short", "code"})  # kinds of aliases that are names even if they are ordinary words
UNINFLECTED = frozenset({"code", "nickname", "demonym"})  # kinds of aliases whose forms are listed, or have none


class _Use(NamedTuple):
    """How a phrase is used, as far as it decides what it means; equal uses mean the same."""

    text: str  # as it stands in the text
    folded: str  # as it may be written in the gazetteer
    is_inflected: bool  # whether it is the dictionary form of what stands in the text
    is_one_word: bool
    is_cut: bool  # whether letters that are joined to its front are left out
    is_cased: bool  # whether its script has capitals
    is_common: bool  # whether it is an ordinary word (see `is_ordinary`)
    opens_sentence: bool  # whether its first word may have a capital for that
    case: LetterCase  # of its line
    languages: frozenset[str]  # of the paragraph


def _new_table() -> RecentTable[_Use, Resolution | None]:
    return RecentTable(REMEMBERED)


_remembered = GazetteerMemory(_new_table)


class KnownPhrases:
    """Links phrases that are written like an alias to the entities that have it, and remembers resolutions."""

    def __init__(self, gazetteer: Gazetteer, rules: TextRules) -> None:
        self._gazetteer = gazetteer
        self._index = PhraseIndex(gazetteer)
        self._rules = rules
        self._written = rules.written
        self._resolutions = _remembered.of(gazetteer, rules)

    def link(self, text: TokenizedText) -> list[Link]:
        """A link for each phrase that is written like an alias, or is an inflected form of one; links may overlap."""
        spans = list(chain(phrases(text, self._index, self._rules), unspaced_phrases(text, self._index, self._rules)))
        claims = self._index.claims(span.folded for span in spans)
        known = [span for span in spans if span.folded in claims and _is_long_enough(text, span)]
        uses = {span: _use(text, span, is_common=is_ordinary(text, span)) for span in known}
        links = self._links(text, uses, claims)
        openings = named_elsewhere(text, known, links)
        return [*links, *self._links(text, {span: _use(text, span, is_common=False) for span in openings}, claims)]

    def _links(
        self, text: TokenizedText, uses: Mapping[PhraseSpan, _Use], claims: Mapping[str, Sequence[Claim]]
    ) -> list[Link]:
        """The links of some spans; an inflected form is linked only where nothing is written like the words."""
        resolutions = self._resolve(list(dict.fromkeys(uses.values())), claims)
        found: dict[tuple[int, int, str], Link] = {}  # by place and entity
        written: dict[tuple[int, int], Resolution] = {}
        for span, use in uses.items():
            resolution = resolutions[use]
            place = span.start, span.end
            if resolution is None or (place in written and not _names_country(written[place], resolution)):
                continue
            if place in written:
                found = {key: link for key, link in found.items() if key[:2] != place}
            if not span.inflected:
                written[place] = resolution
            key = (*place, resolution.candidates[0].entity.id)
            link = Link(replace(resolution, mention=text.stretch(span.start, span.end)), span.first, span.last)
            if key not in found or _commonness(_alias(link), use) > _commonness(_alias(found[key]), use):
                found[key] = link
        return list(found.values())

    def _resolve(self, uses: Sequence[_Use], claims: Mapping[str, Sequence[Claim]]) -> dict[_Use, Resolution | None]:
        """What each use of a phrase means, which is remembered; None if it is not taken for a name."""
        resolutions = {use: self._resolutions[use] for use in uses if use in self._resolutions}
        strongest = {use: self._strongest(use, claims[use.folded]) for use in uses if use not in resolutions}
        self._index.entities({claim.owner for each in strongest.values() for claim in each})  # fetched at once
        for use, chosen in strongest.items():
            resolutions[use] = self._decided(use, claims[use.folded]) or (
                self._weighed(use, chosen) if chosen else None
            )
            self._resolutions.keep(use, resolutions[use])
        return resolutions

    def _decided(self, use: _Use, claims: Sequence[Claim]) -> Resolution | None:
        """What a phrase means as somebody decided; None if nobody did."""
        candidate = accepted_claim(use.text, claims, partial(_has_right_capitals, use), self._gazetteer)
        if candidate is None:
            return None
        return Resolution(use.text, "match", Ranking([candidate]), rules=self._written)

    def _strongest(self, use: _Use, claims: Sequence[Claim]) -> list[Claim]:
        """The strongest claims of entities that may be meant here, one for each entity, the most prominent first.

        A further name of a far greater city is as strong as the full name of another, if it is of a language of the
        text.
        """
        first_of_each: dict[int, Claim] = {}
        for claim in sorted(
            allowed(use.text, claims, self._gazetteer), key=lambda claim: _commonness(claim.alias, use), reverse=True
        ):
            if claim.owner not in first_of_each and self._may_be_meant(use, claim):
                first_of_each[claim.owner] = claim
        found = list(first_of_each.values())
        weakness = {claim: _weakness(claim, use.languages) for claim in found}
        least = min(weakness.values(), default=0)
        prior = max((claim.prior for claim in found if weakness[claim] == least), default=0.0)
        much_greater = prior + self._rules.much_more_prominent
        strongest = [
            claim
            for claim in found
            if weakness[claim] == least or (claim.prior >= much_greater and _is_usual(claim.alias, use.languages))
        ]
        return sorted(strongest, key=lambda claim: (-claim.prior, claim.owner))

    def _weighed(self, use: _Use, claims: Sequence[Claim]) -> Resolution:
        """The resolution of a phrase: its candidates share the probability by their priors."""
        scores = shares_by_prior([claim.prior for claim in claims])
        entities = self._index.entities([claim.owner for claim in claims[:LIMIT]])
        candidates = [
            Candidate(entity, claim.alias, score, use.text)
            for entity, claim, score in zip(entities, claims[:LIMIT], scores[:LIMIT], strict=True)
        ]
        because = f"inflected form of “{claims[0].alias.text}”" if use.is_inflected else ""
        state = status(candidates, self._written)
        return Resolution(use.text, state, Ranking(candidates), because=because, rules=self._written)

    def _may_be_meant(self, use: _Use, claim: Claim) -> bool:
        """Whether a phrase that is written like the alias may mean the entity, by capitals, kinds and the language."""
        alias = claim.alias
        if not _has_right_capitals(use, claim) or (use.is_inflected and not _may_be_inflected(use, claim)):
            return False
        if use.is_common and not _is_stronger_than_word(use, alias):
            return False
        if use.case == "lower" and use.is_one_word and claim.prior < self._rules.lower_prior:
            return False
        if is_foreign_code(claim, use.languages) or (use.is_cut and not use.is_cased and _is_doubtful_rest(alias, use)):
            return False
        if alias.kind == "demonym" or (alias.kind == "short" and len(use.folded) <= SHORT_NAME):
            return _is_of_text(alias, use)
        return claim.prior >= self._least_prior(use, claim)

    def _least_prior(self, use: _Use, claim: Claim) -> float:
        """The least prior that is needed for a short family name, or a name of a place that nobody chose."""
        if claim.alias.kind == "family" and len(use.folded) <= SHORT_NAME:
            return self._rules.short_family_prior
        if claim.kind != "place" or claim.alias.source in CHOSEN:
            return -inf
        if use.text.isupper() and len(use.text) <= LONGEST_ACRONYM and use.case == "sentence":
            return ACRONYM_PRIOR
        if use.is_inflected and use.opens_sentence and len(use.folded) <= SHORT_BASE:
            return OPENING_PRIOR
        if claim.is_label or _is_established(claim.alias, use):
            return self._rules.place_prior
        return self._rules.place_alias_prior if use.is_cased else self._rules.uncased_place_prior


def _use(text: TokenizedText, span: PhraseSpan, *, is_common: bool) -> _Use:
    written, token = text.text[span.start : span.end], text.tokens[span.first]
    is_one_word, is_cut = span.last - span.first == 1, span.start > token.start and not token.is_unspaced
    word = (is_one_word, is_cut, token.is_cased, is_common, token.opens_sentence)
    return _Use(written, span.folded, span.inflected, *word, token.case, token.languages)


def _is_of_text(alias: Alias, use: _Use) -> bool:
    """Whether the alias is of a language of the text, or of several, or nobody knows the text's."""
    return not use.languages or alias.language.split("-")[0] in use.languages | SHARED


def _is_doubtful_rest(alias: Alias, use: _Use) -> bool:
    """Whether what is left of a word may be a name by chance: كريم has ريم in it, which is Rome in Kazakh."""
    is_short = len(use.folded) <= SHORT_NAME
    return alias.language.split("-")[0] not in use.languages if is_short else not _is_of_text(alias, use)


def _names_country(written: Resolution, inflected: Resolution) -> bool:
    """Whether words that are written like a demonym are a form of the country's name: Niemiec, of Niemcy."""
    demonym, name = written.candidates[0], inflected.candidates[0]
    return demonym.alias.kind == "demonym" and demonym.entity.id == name.entity.id


def _is_long_enough(text: TokenizedText, span: PhraseSpan) -> bool:
    """Whether the phrase has several letters, or is a character of an unspaced script."""
    return len(span.folded) > 1 or text.tokens[span.first].is_unspaced


def _is_usual(alias: Alias, languages: frozenset[str]) -> bool:
    """Whether an alias is a whole name in one of these languages."""
    return alias.kind not in ("family", "code") and alias.language.split("-")[0] in languages


def _alias(link: Link) -> Alias:
    """The alias by which the best candidate is meant."""
    return link.resolution.candidates[0].alias


def _commonness(alias: Alias, use: _Use) -> tuple[bool, bool, int, bool]:
    """How likely an alias is the usual one where a phrase is used so; more is likelier.

    Polska comes before polska, and where Paříži stands, Paříž before Pariz.
    """
    is_of_language = alias.language.split("-")[0] in use.languages and alias.kind != "former"
    return alias.text == use.text, is_of_language, common_beginning(alias.text, use.text), alias.source == CURATED


def _is_established(alias: Alias, use: _Use) -> bool:
    """Whether an alias is the name that a language of the text has for a place elsewhere (Benátky, Гібралтар).

    In scripts without capitals a long word is needed, as more ordinary words are written like names.
    """
    is_sure = use.is_cased or (use.is_one_word and len(use.folded) >= LONG_UNCASED)
    return is_sure and alias.source in ESTABLISHED and _is_usual(alias, use.languages)


def _has_right_capitals(use: _Use, claim: Claim) -> bool:
    written, alias = use.text, claim.alias
    if alias.kind == "code":
        return is_written_as_code(written, alias, claim.prior)
    if alias.text.isupper() and len(alias.text) <= SHORT_CODE and use.case == "sentence":  # UK, BP
        return written.isupper()
    if alias.kind == "demonym" and alias.text[:1].islower() and use.case == "sentence":  # чехов, but Чехов
        return not written[:1].isupper() or use.opens_sentence
    if claim.kind != "org" and use.opens_sentence and use.case == "sentence" and ends_lower(written, alias.text):
        return False  # Porto seguro é raro; De wet
    return written[:1].isupper() or alias.text[:1].islower() or use.case == "lower" or not has_case(written)


def _is_stronger_than_word(use: _Use, alias: Alias) -> bool:
    """Whether an ordinary word may yet be this alias: a code in capitals, or what has a capital inside a sentence.

    A demonym of the very language needs none; казах is that only where the language has no such word.
    """
    if not use.is_one_word:
        return alias.kind != "family"
    if alias.kind not in COMMON or use.case != "sentence":
        return False
    if alias.kind == "code":
        return use.text.isupper()
    if alias.kind == "demonym" and alias.language not in SHARED:
        return True
    return use.is_cased and use.text[:1].isupper() and not use.opens_sentence


def _may_be_inflected(use: _Use, claim: Claim) -> bool:
    """Whether an alias is one that is inflected, in whatever language, and is no ordinary word."""
    is_word = use.is_one_word and word_needs_in(use.folded, use.languages) == "context"
    return claim.alias.kind not in UNINFLECTED and not is_word


def _weakness(claim: Claim, languages: frozenset[str]) -> int:
    """0 for a full name; 1 for a family name, a code, or another name of a city than its label; 2 for its code.

    An exonym is a full name only in a text of its language, as far as that is told: Rome is a name of Lomé elsewhere.
    """
    alias = claim.alias
    is_weak_kind = alias.kind in ("family", "code")
    is_foreign = alias.kind == "exonym" and bool(languages) and alias.language.split("-")[0] not in languages | SHARED
    is_further_name = (
        claim.kind == "place"
        and alias.source not in CHOSEN
        and (is_foreign or alias.kind not in ("demonym", "exonym"))
        and not claim.is_label
    )
    return int(is_weak_kind) + int(is_further_name)
