"""First pass: phrases of a text that are written like an alias of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from gazetteer import Alias, Gazetteer
from names.resolution.posterior import shares_by_prior
from names.resolution.resolver import LIMIT
from names.resolution.results import Candidate, Mention, Ranking, Resolution, status
from names.text.languages import word_needs_in
from names.text.links import Link
from names.text.memory import GazetteerMemory, RecentTable
from names.text.phrase_index import Claim, PhraseIndex
from names.text.phrases import PhraseSpan, phrases, unspaced_phrases
from names.text.rules import TextRules
from names.text.tokens import TokenizedText, is_introduced

REMEMBERED = 1 << 13  # phrases whose resolutions are kept from one portion of a text to the next; chosen
SHORT_CODE = 3  # letters; a code of up to this length must be curated and written exactly so; chosen
UNINFLECTED = frozenset({"code", "nickname", "demonym"})  # kinds of aliases whose forms are listed, or have none


def _resolutions() -> RecentTable[tuple[object, ...], Resolution | None]:
    return RecentTable(REMEMBERED)


_remembered = GazetteerMemory(_resolutions)


class KnownPhrases:
    """Links phrases that are written like an alias to the entities that have it, and remembers resolutions."""

    def __init__(self, gazetteer: Gazetteer, rules: TextRules) -> None:
        self._index = PhraseIndex(gazetteer)
        self._rules = rules
        self._written = rules.written
        self._resolutions = _remembered.of(gazetteer, rules)

    def link(self, text: TokenizedText) -> list[Link]:
        """A link for each phrase that is written like an alias, or is an inflected form of one; links may overlap."""
        spans = list(chain(phrases(text, self._index, self._rules), unspaced_phrases(text, self._index, self._rules)))
        claims = self._index.claims(span.folded for span in spans)
        known = [span for span in spans if span.folded in claims]
        links = list(self._links(text, known, claims))
        # Words that open sentences are names if the text has them elsewhere.
        named = {text.tokens[link.first].stem for link in links if link.is_one_word}
        openings = [span for span in known if _is_opening(text, span) and text.tokens[span.first].stem in named]
        return [*links, *self._links(text, openings, claims, may_be_common=False)]

    def _links(
        self,
        text: TokenizedText,
        spans: Sequence[PhraseSpan],
        claims: dict[str, Sequence[Claim]],
        *,
        may_be_common: bool = True,
    ) -> Iterator[Link]:
        """The links of some spans; an inflected form is linked only where nothing is written like the words.

        `may_be_common` says whether a single ordinary word is refused.
        """
        written: set[tuple[int, int]] = set()
        for span in spans:
            place = span.start, span.end
            if place in written or (len(span.folded) < 2 and not text.tokens[span.first].is_unspaced):
                continue
            is_common = may_be_common and _is_common(text, span)
            mention = Mention(text.text[span.start : span.end], *place)
            resolution = self._resolution(mention, span, is_common, text.languages, claims[span.folded])
            if resolution is not None:
                if not span.inflected:
                    written.add(place)
                yield Link(replace(resolution, mention=mention), span.first, span.last)

    def _resolution(
        self,
        mention: Mention,
        span: PhraseSpan,
        is_common: bool,
        languages: frozenset[str],
        claims: Sequence[Claim],
    ) -> Resolution | None:
        """What the phrase means here; None if it is not taken for a name."""
        key = mention.text, span.folded, span.inflected, is_common, languages
        if key not in self._resolutions:
            strongest = self._strongest(mention, span, is_common, languages, claims)
            self._resolutions.keep(key, self._weighed(mention, span, strongest) if strongest else None)
        return self._resolutions[key]

    def _strongest(
        self,
        mention: Mention,
        span: PhraseSpan,
        is_common: bool,
        languages: frozenset[str],
        claims: Sequence[Claim],
    ) -> list[Claim]:
        """The strongest claims of entities that may be meant here, one for each entity.

        `is_common` says that the mention is a single ordinary word.
        """
        first_of_each: dict[int, Claim] = {}
        for claim in sorted(claims, key=lambda claim: claim.alias.text != mention.text):  # Polska before polska
            if claim.owner in first_of_each or (span.inflected and claim.alias.kind in UNINFLECTED):
                continue
            if self._may_be_meant(mention, span, is_common, languages, claim):
                first_of_each[claim.owner] = claim
        found = list(first_of_each.values())
        least = min((_weakness(claim) for claim in found), default=0)
        return [claim for claim in found if _weakness(claim) == least]

    def _weighed(self, mention: Mention, span: PhraseSpan, claims: Sequence[Claim]) -> Resolution:
        """The resolution of the mention: its candidates share the probability by their priors, the highest first."""
        by_prior = sorted(claims, key=lambda claim: (-claim.prior, claim.owner))
        scores = shares_by_prior([claim.prior for claim in by_prior])
        entities = self._index.entities([claim.owner for claim in by_prior[:LIMIT]])
        candidates = [
            Candidate(entity, claim.alias, score, mention.text)
            for entity, claim, score in zip(entities, by_prior[:LIMIT], scores[:LIMIT], strict=True)
        ]
        because = f"inflected form of “{by_prior[0].alias.text}”" if span.inflected else ""
        state = status(candidates, self._written)
        return Resolution(mention.text, state, Ranking(candidates), because=because, rules=self._written)

    def _may_be_meant(
        self, mention: Mention, span: PhraseSpan, is_common: bool, languages: frozenset[str], claim: Claim
    ) -> bool:
        """Whether a phrase that is written like the alias may mean the entity, by capitals, kinds and the language."""
        alias = claim.alias
        if alias.kind == "code" and not _is_written_as_code(mention.text, alias):
            return False
        if not (mention.text[:1].isupper() or alias.text[:1].islower() or not _has_case(mention.text)):
            return False
        if is_common and alias.kind not in ("demonym", "short", "code"):
            return False
        if alias.kind == "demonym":
            return not languages or alias.language.split("-")[0] in {*languages, "mul"}
        if span.inflected and span.last - span.first == 1 and word_needs_in(span.folded, languages) == "context":
            return False
        if claim.kind != "place" or alias.source == "curated":
            return True
        return claim.prior >= (self._rules.place_prior if claim.is_label else self._rules.place_alias_prior)


def _is_common(text: TokenizedText, span: PhraseSpan) -> bool:
    """Whether a span is a single ordinary word that nothing before it makes a name."""
    token = text.tokens[span.first]
    if span.last - span.first > 1 or not token.is_common or token.all_capitals:
        return False
    return not (token.capitalized and is_introduced(text.tokens, span.first))


def _is_opening(text: TokenizedText, span: PhraseSpan) -> bool:
    return span.last - span.first == 1 and text.tokens[span.first].may_be_name


def _weakness(claim: Claim) -> int:
    """0 for a full name; 1 for a family name, a code, or another name of a city than its label; 2 for its code."""
    alias = claim.alias
    is_weak_kind = alias.kind in ("family", "code")
    is_further_name = (
        claim.kind == "place"
        and alias.source != "curated"
        and alias.kind not in ("demonym", "exonym")
        and not claim.is_label
    )
    return int(is_weak_kind) + int(is_further_name)


def _is_written_as_code(written: str, code: Alias) -> bool:
    """Whether a phrase is written as a code. A short code must be curated and exact, as IT, IN and BY are words."""
    if len(code.text) <= SHORT_CODE:
        return written == code.text and code.source == "curated"
    return not written.islower()


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()
