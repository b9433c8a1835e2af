"""First pass: phrases of a text that are written like an alias of the gazetteer."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

import numpy as np

from gazetteer import Alias, Entity, Gazetteer
from names.comparison.similarity import compare
from names.parsing.lexicon import fold_phrase
from names.resolution.keys import phrase_key
from names.resolution.posterior import shares_by_prior
from names.resolution.resolver import LIMIT
from names.resolution.results import Candidate, Mention, Ranking, Resolution, status
from names.text.languages import text_languages
from names.text.links import Link
from names.text.memory import RecentTable
from names.text.phrases import PhraseSpan, phrases, unspaced_phrases
from names.text.rules import TextRules
from names.text.tokens import TokenizedText, is_introduced

BATCH = 1 << 14  # phrases that are looked up at once; chosen
REMEMBERED = 1 << 12  # phrases whose resolutions are kept from one portion of a text to the next; chosen
SHORT_CODE = 3  # letters; a code of up to this length must be curated and written exactly so; chosen


class Claim(NamedTuple):
    """An entity that a phrase may mean, and its alias that is written like the phrase."""

    entity: Entity
    alias: Alias


class KnownPhrases:
    """Links phrases that are written like an alias to the entities that have it, and remembers resolutions."""

    def __init__(self, gazetteer: Gazetteer, rules: TextRules) -> None:
        self._gazetteer = gazetteer
        self._rules = rules
        self._written = rules.written
        self._languages: frozenset[str] = frozenset()  # of the portion of the text
        self._resolutions: RecentTable[Hashable, Resolution | None] = RecentTable(REMEMBERED)

    def link(self, text: TokenizedText) -> list[Link]:
        """A link for each phrase that is written like an alias; links may overlap."""
        self._languages = text_languages(text.tokens)
        spans = chain(phrases(text.tokens, self._rules), unspaced_phrases(text.tokens, self._rules))
        links: list[Link] = []
        openings: list[PhraseSpan] = []  # words that open sentences, and are names if the text has them elsewhere
        while batch := list(islice(spans, BATCH)):
            links += self._link_batch(text, batch)
            openings += [span for span in batch if _is_opening(text, span)]
        named = {text.tokens[link.first].stem for link in links if link.is_one_word}
        repeated = [span for span in openings if text.tokens[span.first].stem in named]
        return [*links, *self._link_batch(text, repeated, may_be_common=False)]

    def _link_batch(
        self, text: TokenizedText, spans: Sequence[PhraseSpan], *, may_be_common: bool = True
    ) -> Iterator[Link]:
        """The links of some spans; `may_be_common` says whether a single ordinary word is refused."""
        aliases = self._aliases_by_phrase(span.folded for span in spans)
        for first, last, start, end, folded in spans:
            if folded in aliases and (len(folded) > 1 or text.tokens[first].is_unspaced):
                mention = Mention(text.text[start:end], start, end)
                is_common = may_be_common and _is_common(text, first, last)
                resolution = self._resolution(mention, is_common, folded, aliases[folded])
                if resolution is not None:
                    yield Link(replace(resolution, mention=mention), first, last)

    def _aliases_by_phrase(self, folded: Iterable[str]) -> dict[str, list[int]]:
        """The ordinals of the aliases that are written like each phrase, for phrases that have any."""
        distinct = list(dict.fromkeys(folded))
        keys = np.fromiter(map(phrase_key, distinct), np.uint64, len(distinct))
        places, ordinals = self._gazetteer.postings("phrase", keys)
        aliases: dict[str, list[int]] = {}
        for place, ordinal in zip(places.tolist(), ordinals.tolist(), strict=True):
            aliases.setdefault(distinct[place], []).append(ordinal)
        return aliases

    def _resolution(self, mention: Mention, is_common: bool, folded: str, ordinals: Sequence[int]) -> Resolution | None:
        """What the phrase means here; None if it is not taken for a name."""
        key = mention.text, folded, is_common, self._languages
        if key not in self._resolutions:
            claims = self._claims(mention, is_common, ordinals)
            self._resolutions.keep(key, self._weighed(mention, claims) if claims else None)
        return self._resolutions[key]

    def _claims(self, mention: Mention, is_common: bool, ordinals: Sequence[int]) -> list[Claim]:
        """The strongest claims of the entities that have the aliases at `ordinals`, one for each entity.

        `is_common` says that the mention is a single ordinary word.
        """
        owners = [int(self._gazetteer.owners[ordinal]) for ordinal in ordinals]
        entities = self._gazetteer.entities_at(owners)
        aliases = self._gazetteer.aliases_at(ordinals)
        first_of_each: dict[str, Claim] = {}
        pairs = zip(entities, aliases, strict=True)
        for entity, alias in sorted(pairs, key=lambda pair: pair[1].text != mention.text):  # Polska before polska
            if entity.id not in first_of_each and self._may_be_meant(mention, is_common, entity, alias):
                first_of_each[entity.id] = Claim(entity, alias)
        claims = list(first_of_each.values())
        least = min((_weakness(claim) for claim in claims), default=0)
        return [claim for claim in claims if _weakness(claim) == least]

    def _weighed(self, mention: Mention, claims: Sequence[Claim]) -> Resolution:
        """The resolution of the mention: its candidates share the probability by their priors, the highest first."""
        by_prior = sorted(claims, key=lambda claim: (-claim.entity.prior, claim.entity.id))
        scores = shares_by_prior([claim.entity.prior for claim in by_prior])
        candidates = [
            Candidate(entity, alias, compare(mention.text, alias.text), score)
            for (entity, alias), score in zip(by_prior[:LIMIT], scores[:LIMIT], strict=True)
        ]
        return Resolution(mention.text, status(candidates, self._written), Ranking(candidates), rules=self._written)

    def _may_be_meant(self, mention: Mention, is_common: bool, entity: Entity, alias: Alias) -> bool:
        """Whether a phrase that is written like the alias may mean the entity, by capitals, kinds and the language."""
        if alias.kind == "code" and not _is_written_as_code(mention.text, alias):
            return False
        if not (mention.text[:1].isupper() or alias.text[:1].islower() or not _has_case(mention.text)):
            return False
        if is_common and alias.kind not in ("demonym", "short", "code"):
            return False
        if alias.kind == "demonym":
            return not self._languages or alias.language.split("-")[0] in {*self._languages, "mul"}
        if entity.kind != "place" or alias.source == "curated":
            return True
        is_label = fold_phrase(entity.label) == fold_phrase(mention.text)
        return entity.prior >= (self._rules.place_prior if is_label else self._rules.place_alias_prior)


def _is_common(text: TokenizedText, first: int, last: int) -> bool:
    """Whether the tokens [first, last) are a single ordinary word that nothing before it makes a name."""
    token = text.tokens[first]
    if last - first > 1 or not token.is_common or token.all_capitals:
        return False
    return not (token.capitalized and is_introduced(text.tokens, first))


def _is_opening(text: TokenizedText, span: PhraseSpan) -> bool:
    return span.last - span.first == 1 and text.tokens[span.first].may_be_name


def _weakness(claim: Claim) -> int:
    """0 for a full name; 1 for a family name, a code, or another name of a city than its label; 2 for its code."""
    entity, alias = claim
    is_weak_kind = alias.kind in ("family", "code")
    is_further_name = (
        entity.kind == "place"
        and alias.source != "curated"
        and alias.kind not in ("demonym", "exonym")
        and fold_phrase(alias.text) != fold_phrase(entity.label)
    )
    return int(is_weak_kind) + int(is_further_name)


def _is_written_as_code(written: str, code: Alias) -> bool:
    """Whether a phrase is written as a code. A short code must be curated and exact, as IT, IN and BY are words."""
    if len(code.text) <= SHORT_CODE:
        return written == code.text and code.source == "curated"
    return not written.islower()


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()
