"""Second pass: capitalised words of a text that are spelled similarly to an alias of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import inf

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from gazetteer import Gazetteer
from names.caching import cached_texts, gc_paused
from names.comparison.similarity import Comparison
from names.parsing.lexicon import fold_phrase, lexicon
from names.parsing.parts import Name, read_names
from names.resolution.decision import decide
from names.resolution.keys import WRITTEN_KINDS, fold_words, rough_key
from names.resolution.phonetic_forms import identifying_words, query_forms
from names.resolution.rating import glance
from names.resolution.resolver import BATCH, resolve
from names.resolution.results import Candidate, Mention, Ranking, Resolution, status
from names.resolution.rough_skeletons import consonants, rough_pairs, rough_skeleton, rough_skeletons
from names.resolution.rules import Rules
from names.text.links import Link
from names.text.memory import GazetteerMemory, RecentTable
from names.text.rules import TextRules
from names.text.tokens import Span, TextToken, TokenizedText

WORDINGS = 2048  # wordings that are resolved at once; chosen
REMEMBERED = 1 << 15  # wordings whose resolutions, mostly none, are kept from portion to portion; chosen
SIMILARITY = Indel.normalized_similarity  # of phonetic forms
SHORTEST_COUNTED = 3  # letters; shorter words, such as "al" and "de", are not counted; chosen


@cached_texts(1 << 14)
def _is_particle(word: str) -> bool:
    return any(entry.role == "particle" for entry in lexicon().get(word, ()))


class _Outlines:
    """The rough skeletons of the names of a gazetteer, by which most words are seen to be none of them."""

    def __init__(self, gazetteer: Gazetteer, prior: float) -> None:
        self._pairs = gazetteer.key_set("rough")
        varied = [code for code, kind in enumerate(gazetteer.kinds("alias")) if kind not in WRITTEN_KINDS]
        is_prominent = (gazetteer.priors[gazetteer.owners] >= prior) & np.isin(gazetteer.alias_kinds, varied)
        prominent = np.flatnonzero(is_prominent)
        self._forms: dict[str, list[str]] = {}  # phonetic forms of prominent names of one word, by outline
        for text, form in zip(gazetteer.alias_texts(prominent), gazetteer.forms(prominent), strict=True):
            if " " not in text:
                skeleton = rough_skeleton(fold_phrase(text))
                for outline in {skeleton, consonants(skeleton)}:
                    self._forms.setdefault(outline, []).append(form)

    def has(self, wording: str) -> bool:
        """Whether its first word is in a name with another one, and its last word, too; all words roughly.

        Particles do not count. A single word must be a prominent name.
        """
        words = _counted_words(wording)
        if len(words) < 2:
            return any(outline in self._forms for outline in _outlines_of_word(words))
        if len(words) == 2:
            return self._is_pair(words)
        return any(map(self._is_pair, ([word, words[-1]] for word in words[:-1]))) and any(
            map(self._is_pair, ([words[0], word] for word in words[1:]))
        )

    def sounds_like_one(self, name: Name, similarity: float) -> bool:
        """Whether a single word sounds like a prominent name of the same outline; of several words, always true."""
        words = _counted_words(name.text)
        if len(words) > 1:
            return True
        forms = [form for outline in _outlines_of_word(words) for form in self._forms.get(outline, ())]
        heard = query_forms(identifying_words(name)) if forms else ()
        return any(process.extractOne(form, forms, scorer=SIMILARITY)[1] >= similarity for form in heard)

    def _is_pair(self, words: Sequence[str]) -> bool:
        return any(rough_key(pair) in self._pairs for pair in rough_pairs(words, of_query=True))


def _counted_words(wording: str) -> list[str]:
    """The folded words of a wording without particles."""
    return [word for word in fold_words(wording).split(" ") if not _is_particle(word)]


def _outlines_of_word(words: Sequence[str]) -> set[str]:
    """The rough skeletons that a single word may have, with and without vowels; empty if there is no word."""
    skeletons = rough_skeletons(words[0]) if words else ()
    return {*skeletons, *map(consonants, skeletons)}


def _resolutions() -> RecentTable[str, Resolution | None]:
    return RecentTable(REMEMBERED)


_remembered = GazetteerMemory(_resolutions)
_outlines: GazetteerMemory[dict[float, _Outlines]] = GazetteerMemory(dict)


def _outlines_of(gazetteer: Gazetteer, prior: float) -> _Outlines:
    known = _outlines.of(gazetteer)
    if prior not in known:
        known[prior] = _Outlines(gazetteer, prior)
    return known[prior]


class SimilarRuns:
    """Links capitalised words that resolve to an entity. Each wording is resolved once and remembered.

    Most words are not similar to any alias. So each wording is first compared with few aliases, at a glance, and looked
    up only if one of these is similar.
    """

    def __init__(self, gazetteer: Gazetteer, rules: TextRules) -> None:
        self._gazetteer = gazetteer
        self._rules = rules
        self._resolution_rules = rules.resolution
        self._resolutions = _remembered.of(gazetteer, rules)
        self._outlines = _outlines_of(gazetteer, rules.word_prior)

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links, and one for each stretch of capitalised words that is similar to an alias; they may overlap."""
        linked = {(link.first, link.last) for link in links}
        settled = _settled(links)
        spans = [span for span in self._spans(text) if span not in linked and not _divides(span, settled)]
        mentions = {span: text.mention(*span) for span in spans}
        word_counts = {mention.text: _word_count(text.tokens, *span) for span, mention in mentions.items()}
        believed = self._believed(word_counts)
        similar = [
            Link(self._of_mention(believed[mention.text], mention), first, last)
            for (first, last), mention in mentions.items()
            if mention.text in believed
        ]
        return [*links, *similar]

    def _of_mention(self, resolution: Resolution, mention: Mention) -> Resolution:
        """The resolution of a mention of this wording; what is remembered must not refer to the gazetteer."""
        near = resolution.candidates.near
        further = partial(_further_candidates, mention.text, len(near), self._gazetteer, self._resolution_rules)
        return replace(resolution, mention=mention, candidates=Ranking(near, further))

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
        """The resolutions of those wordings that are roughly in the gazetteer, and similar to an alias at a glance."""
        for start in range(0, len(wordings), BATCH):
            batch = [one for one in wordings[start : start + BATCH] if self._outlines.has(one)]
            batch = [one for one in batch if word_counts[one] > 1 or len(one) >= self._rules.word_letters]
            with gc_paused():
                names = [name for name in read_names(batch) if self._sounds_known(name, word_counts[name.text])]
                if names:
                    yield from self._resolved_batch(names, [word_counts[name.text] for name in names])

    def _sounds_known(self, name: Name, words: int) -> bool:
        """Whether a name of several words is not excluded, or a single word sounds like a prominent name."""
        return words > 1 or self._outlines.sounds_like_one(name, self._rules.word_glance_similarity)

    def _resolved_batch(self, names: Sequence[Name], word_counts: Sequence[int]) -> list[Resolution]:
        rules = self._rules
        is_single = np.array(word_counts) < 2
        least = np.where(is_single, rules.word_glance_similarity, rules.glance_similarity)
        priors = np.where(is_single, rules.word_prior, -inf)
        compared = glance(names, self._gazetteer, self._resolution_rules, least, priors)
        rows = zip(names, compared, strict=True)
        likely = [(name, row) for name, row in rows if any(_explains_query(one.comparison) for one in row)]
        if not likely:
            return []
        names, compared = [name for name, _ in likely], [aliases for _, aliases in likely]
        decided = decide(names, compared, self._gazetteer, self._resolution_rules)
        return [
            Resolution(name.text, status(row, self._resolution_rules), Ranking(row), rules=self._resolution_rules)
            for name, row in zip(names, decided, strict=True)
        ]

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


def _settled(links: Sequence[Link]) -> Mapping[int, Span]:
    """The longest name of several words that is linked to one entity, for each token of such a name."""
    names = [(link.first, link.last) for link in links if not link.is_one_word and link.resolution.status == "match"]
    by_length = sorted(names, key=lambda span: span[1] - span[0])
    return {token: span for span in by_length for token in range(*span)}


def _divides(span: Span, settled: Mapping[int, Span]) -> bool:
    """Whether a stretch is part of a name of several words that is linked, or begins or ends within it."""
    first, last = span
    begun, ended = settled.get(first), settled.get(last - 1)
    return bool((begun and begun[0] < first) or (ended and ended[1] > last) or (begun and begun == ended))


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
    if not (closing.capitalized or closing.token.joined):
        return False
    if any(token.is_common and not token.all_capitals for token in (opening, closing)):
        return False
    return not any(token.stem.isdigit() for token in words)


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


def _further_candidates(wording: str, near: int, gazetteer: Gazetteer, rules: Rules) -> Sequence[Candidate]:
    return resolve(wording, gazetteer, rules).candidates[near:]
