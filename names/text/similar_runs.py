"""Second pass: capitalised words of a text that are spelled similarly to an alias of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import inf

from gazetteer import Gazetteer
from names.caching import gc_paused
from names.comparison.similarity import Comparison
from names.parsing.parts import read_names
from names.resolution.decision import glance
from names.resolution.resolver import BATCH, resolve, resolve_many
from names.resolution.results import Candidate, Ranking, Resolution
from names.resolution.rules import Rules
from names.text.links import Link
from names.text.memory import GazetteerMemory, RecentTable
from names.text.rules import TextRules
from names.text.tokens import Span, TextToken, TokenizedText

WORDINGS = 2048  # wordings that are resolved at once; chosen
REMEMBERED = 1 << 15  # wordings whose resolutions, mostly none, are kept from portion to portion; chosen
SHORTEST_COUNTED = 3  # letters; shorter words, such as "al" and "de", are not counted; chosen


def _resolutions() -> RecentTable[str, Resolution | None]:
    return RecentTable(REMEMBERED)


_remembered = GazetteerMemory(_resolutions)


class SimilarRuns:
    """Links capitalised words that resolve to an entity. Each wording is resolved once and remembered.

    Most words are not similar to any alias. So each wording is first compared with few aliases, at a glance, and looked
    up only if one of these is similar.
    """

    def __init__(self, gazetteer: Gazetteer, rules: TextRules) -> None:
        self._gazetteer = gazetteer
        self._rules = rules
        self._resolution_rules = rules.resolution
        self._glance_rules = rules.glance
        self._resolutions = _remembered.of(gazetteer, rules)

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links, and one for each stretch of capitalised words that is similar to an alias; they may overlap."""
        linked = {(link.first, link.last) for link in links}
        spans = [span for span in self._spans(text) if span not in linked]
        mentions = {span: text.mention(*span) for span in spans}
        word_counts = {mention.text: _word_count(text.tokens, *span) for span, mention in mentions.items()}
        believed = self._believed(word_counts)
        similar = [
            Link(replace(believed[mention.text], mention=mention), first, last)
            for (first, last), mention in mentions.items()
            if mention.text in believed
        ]
        return [*links, *similar]

    def _spans(self, text: TokenizedText) -> Iterator[Span]:
        """The stretches of runs that may be a name."""
        for run in text.runs:
            for span in windows(text.tokens, run, self._rules):
                if _may_be_name(text.tokens, span, self._rules):
                    yield span

    def _believed(self, word_counts: Mapping[str, int]) -> dict[str, Resolution]:
        """The resolutions of those wordings that are taken for a name; wordings come with their numbers of words."""
        remembered = {wording: self._resolutions[wording] for wording in word_counts if wording in self._resolutions}
        believed = {wording: resolution for wording, resolution in remembered.items() if resolution is not None}
        new = [wording for wording in word_counts if wording not in remembered]
        for start in range(0, len(new), WORDINGS):
            batch = new[start : start + WORDINGS]
            accepted = {
                resolution.query: resolution
                for resolution in self._resolved(batch, word_counts)
                if self._is_accepted(resolution, word_counts[resolution.query])
            }
            for wording in batch:
                self._resolutions.keep(wording, accepted.get(wording))
            believed |= accepted
        return believed

    def _resolved(self, wordings: Sequence[str], word_counts: Mapping[str, int]) -> Iterator[Resolution]:
        """The resolutions of those wordings that are similar to an alias at a glance."""
        rules = self._rules
        single = [one for one in wordings if word_counts[one] < 2 and len(one) >= rules.word_letters]
        several = [one for one in wordings if word_counts[one] > 1]
        likely = self._likely(single, rules.word_glance_similarity, rules.word_glance_score, rules.word_prior)
        likely += self._likely(several, rules.glance_similarity, rules.glance_score, -inf)
        for resolution in resolve_many(likely, self._gazetteer, self._resolution_rules):
            yield _detached(resolution, self._gazetteer, self._resolution_rules)

    def _likely(self, wordings: Sequence[str], similarity: float, score: float, prior: float) -> list[str]:
        """The wordings that are worth looking up: an alias is similar, and compares well or explains every word.

        `prior` is the least prior of its entity.
        """
        likely: list[str] = []
        for start in range(0, len(wordings), BATCH):
            batch = wordings[start : start + BATCH]
            with gc_paused():
                compared = glance(read_names(batch), self._gazetteer, self._glance_rules, similarity, prior)
            likely += [
                wording
                for wording, aliases in zip(batch, compared, strict=True)
                if any(one.comparison.score >= score or _explains_query(one.comparison) for one in aliases)
            ]
        return likely

    def _is_accepted(self, resolution: Resolution, words: int) -> bool:
        """Whether a wording of this number of words is taken for the name of its best candidate."""
        if resolution.status == "none":
            return False
        best = resolution.candidates[0]
        if best.entity.kind == "person":
            explained = _explains_query(best.comparison)
        else:
            explained = all(evidence.agrees for evidence in best.comparison.evidence)
        if not explained or (best.entity.kind == "place" and best.comparison.score < self._rules.place_score):
            return False
        return words > 1 or self._is_accepted_alone(resolution.query, best)

    def _is_accepted_alone(self, word: str, best: Candidate) -> bool:
        """Whether a single word is enough: it is long, and very similar to the name of an entity of high prior."""
        rules = self._rules
        return (
            best.entity.prior >= rules.word_prior
            and best.comparison.score >= rules.word_score
            and len(word) >= rules.word_letters
        )


def windows(tokens: Sequence[TextToken], run: Span, rules: TextRules) -> Iterator[Span]:
    """All stretches of a run that are not too long for a name and do not divide words with a hyphen (Il-sung).

    >>> from names.text.rules import TEXT_RULES
    >>> from names.text.tokens import read_tokens
    >>> list(windows(read_tokens("Kim Il-sung"), (0, 3), TEXT_RULES))
    [(0, 1), (0, 3), (1, 3)]
    """
    first, last = run
    longest = rules.longest_name if last - first <= rules.crowd else rules.longest_name_in_crowd
    for start in range(first, last):
        if not tokens[start].capitalized:
            continue
        for end in range(start + 1, min(start + longest, last) + 1):
            if end == len(tokens) or tokens[end].capitalized or not tokens[end].token.joined:
                yield start, end


def _may_be_name(tokens: Sequence[TextToken], span: Span, rules: TextRules) -> bool:
    """Whether tokens do not begin or end with an ordinary word, do not end with a particle, and have no number.

    A single word must be long, and not at the beginning of a sentence.
    """
    words = tokens[slice(*span)]
    opening, closing = words[0], words[-1]
    if len(words) == 1 and (len(opening.stem) < rules.word_letters or opening.opens_sentence):
        return False
    if any(token.stem.isdigit() for token in words):
        return False
    if any(token.is_common and not token.all_capitals for token in (opening, closing)):
        return False
    return closing.capitalized or closing.token.joined


def _word_count(tokens: Sequence[TextToken], first: int, last: int) -> int:
    """The number of words of a stretch, without very short ones."""
    return sum(len(token.stem) >= SHORTEST_COUNTED for token in tokens[first:last])


def _explains_query(comparison: Comparison) -> bool:
    """Whether every word of the query, except particles, agrees with a word of the alias.

    The alias may have more words: al-Sisi is one word in Arabic.
    """
    return all(
        evidence.agrees or not evidence.left or all(part.role == "particle" for part in evidence.left)
        for evidence in comparison.evidence
    )


def _detached(resolution: Resolution, gazetteer: Gazetteer, rules: Rules) -> Resolution:
    """The resolution without references to its batch, which would stay in memory with it."""
    near = resolution.candidates.near
    further = partial(_further_candidates, resolution.query, len(near), gazetteer, rules)
    return replace(resolution, candidates=Ranking(near, further))


def _further_candidates(wording: str, near: int, gazetteer: Gazetteer, rules: Rules) -> Sequence[Candidate]:
    return resolve(wording, gazetteer, rules).candidates[near:]
