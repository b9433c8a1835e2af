"""Find the aliases of a gazetteer that are worth comparing with a name: by selective keys first, then by fuzzier ones.

Three key fields are consulted in turn. `pair` keys (the skeletons of two words, perhaps with one consonant missing)
find a few aliases for most names; these are ranked by the similarity of phonetic forms. Names without a candidate that
is similar enough are then looked up by their single words (`word`), and if that does not find one either, by letter
pairs and triples (`gram`), which find more and cost more. Names with generic words (company, bank) are looked up by all
three fields, and the keys that they share with an alias count beside the similarity, because one rare word may be all
that they have in common. Aliases that trail the best by more than a slack are dropped (see `CandidateRules`).

Measured. Of misspelt Latin names, 1.1 aliases are compared for each name among 10,000, and 2.5 among a million, where
.99 of the right ones are found. Of names in many scripts and languages among 6,400 persons, 6 are compared in the mean,
1 in the median. Of the names for which comparing all aliases finds the right entity (`benchmarks/recall.py`), this
search also finds it for 162 of 163 persons, 161 of 163 places, and 92 of 95 organisations. The others have only one
rare word in common with the right alias, in long names. A name of two words takes 400 bytes in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from gazetteer import Gazetteer
from gazetteer.storage.counting import Counts
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name
from names.parsing.roles import IMPERSONAL
from names.resolution.keys import phrase_keys, query_gram_keys, query_half_keys, query_pair_keys, query_word_keys
from names.resolution.phonetic_forms import identifying_words, query_forms
from names.resolution.rejections import Rejections
from names.resolution.rules import CandidateRules
from names.resolution.skeleton_keys import ragged
from names.romanization.words import Word

Depth = Literal["pairs", "stepwise", "all fields", "everything"]
Ordinals = NDArray[np.uint32]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]


class FormColumn(NamedTuple):
    """One phonetic form of each of several names."""

    forms: NDArray[Any]
    missing: Bools | None  # which names have no such form; None if all have one


class Queries(NamedTuple):
    """Names to look up, as parallel columns."""

    words: list[list[Word]]  # the identifying words of each name
    forms: list[FormColumn]  # item n has the n-th phonetic form of each name
    lengths: NDArray[np.int64]  # letters of the first phonetic form of each name
    generic: Bools  # whether a name has words such as company or bank
    rejections: Rejections  # what they do not mean


class Hits(NamedTuple):
    """Candidates of many queries, as parallel columns."""

    query: NDArray[np.int32]  # position of the query
    aliases: Ordinals
    relevance: Floats  # decides the ranking: the similarity, perhaps plus a weight of the keys in common
    similarity: Floats  # of the phonetic forms, 0..1


class Shortlists(NamedTuple):
    """The ordinals of each name's candidates, best first, and whether all key fields were consulted for it."""

    aliases: list[Ordinals]
    exhaustive: Bools


def shortlist(
    names: Sequence[Name],
    gazetteer: Gazetteer,
    rules: CandidateRules,
    compared: int,
    *,
    least: float | NDArray[np.float64] = 0.0,
    depth: Depth = "stepwise",
) -> Shortlists:
    """The aliases most similar to each name, at most `compared`, best first.

    Aliases that are written like the name come first. If no alias has the similarity `least`, which is one for all or
    one for each name, there are no others, unless the name has a generic word. `depth`: "pairs" consults only the first
    key field; "stepwise" consults further ones if needed, "all fields" always; "everything" consults pairs and grams,
    and drops no alias that trails the best.
    """
    rejections = Rejections.of(names, gazetteer)
    same_phrase = _same_phrase(names, gazetteer, rejections)
    queries = _queries(names, rejections)
    hits, slack, exhaustive = _search(queries, gazetteer, rules, depth)
    floor = _best(hits.query, hits.relevance, len(names)) - slack
    if np.any(least):
        floor[~queries.generic & (_best(hits.query, hits.similarity, len(names)) < least)] = np.inf
    hits = _ranked(hits, floor)
    starts = np.searchsorted(hits.query, np.arange(len(names) + 1)).tolist()
    rows = []
    for same, (start, end) in zip(same_phrase, pairwise(starts), strict=True):
        similar = hits.aliases[start:end]
        rows.append((np.concatenate([same, similar[~np.isin(similar, same)]]) if len(same) else similar)[:compared])
    return Shortlists(rows, exhaustive)


def _queries(names: Sequence[Name], rejections: Rejections) -> Queries:
    words = [identifying_words(name) for name in names]
    forms = [query_forms(each) for each in words]
    columns: list[FormColumn] = []
    for column in zip_longest(*forms):
        missing = np.array([form is None for form in column]) if None in column else None
        columns.append(FormColumn(np.array(column, object), missing))
    lengths = np.array([len(first) for first, *_ in forms], np.int64)
    generic = [not IMPERSONAL.isdisjoint([part.role for part in name.parts]) for name in names]
    return Queries(words, columns, lengths, np.array(generic, np.bool_), rejections)


def _same_phrase(names: Sequence[Name], gazetteer: Gazetteer, rejections: Rejections) -> list[Ordinals]:
    """The aliases that are written like each name, that it is an acronym of, or that are acronyms of it."""
    keys = ragged([phrase_keys(name) for name in names])
    key_places, ordinals = gazetteer.postings("phrase", keys.values)
    if rejections:
        allowed = rejections.allow(np.searchsorted(keys.offsets, key_places, "right") - 1, ordinals)
        key_places, ordinals = key_places[allowed], ordinals[allowed]
    ends = np.searchsorted(key_places, keys.offsets).tolist()
    return [ordinals[start:end] for start, end in pairwise(ends)]


def _search(queries: Queries, gazetteer: Gazetteer, rules: CandidateRules, depth: Depth) -> tuple[Hits, Floats, Bools]:
    """Candidates, the slack of each query, and which queries were looked up by all key fields.

    The slack is how far the relevance of a candidate may trail the best of its query.
    """
    count = len(queries.words)
    hits = _by_pairs(queries, gazetteer, rules)
    slack = np.full(count, np.inf if depth == "everything" else rules.slack_pairs, np.float32)
    if depth == "pairs":
        return hits, slack, np.zeros(count, np.bool_)
    thorough = queries.generic | (depth != "stepwise")
    pending = np.flatnonzero(thorough | (_best(hits.query, hits.relevance, count) < rules.stop_after_pairs))
    if len(pending) and depth != "everything":
        slack[pending] = rules.slack_words
        hits = _merged(hits, _by_words(queries, gazetteer, rules, pending))
        unsure = _best(hits.query, hits.relevance, count) < rules.stop_after_words
        pending = pending[thorough[pending] | unsure[pending]]
        slack[pending] = rules.slack_grams
    if len(pending):
        hits = _merged(hits, _by_grams(queries, gazetteer, rules, pending))
    exhaustive = np.zeros(count, np.bool_)
    exhaustive[pending] = True
    return hits, slack, exhaustive


def _by_pairs(queries: Queries, gazetteer: Gazetteer, rules: CandidateRules) -> Hits:
    counts = gazetteer.count("pair", query_pair_keys(queries.words), k=rules.top_words + queries.rejections.most)
    return _compared(queries, gazetteer, rules, counts, 0.0)


def _by_words(queries: Queries, gazetteer: Gazetteer, rules: CandidateRules, pending: Indices) -> Hits:
    """Aliases that share a word; for a query of one word, also aliases of two words that make this word together."""
    keys = query_word_keys([queries.words[i] for i in pending])
    counts = _of_queries(gazetteer.count("word", keys, k=rules.top_words + queries.rejections.most), pending)
    single = pending[[len(queries.words[i]) == 1 for i in pending]]
    if len(single):
        halves = query_half_keys([word for i in single for word in queries.words[i]])
        by_halves = _of_queries(gazetteer.count("pair", halves, k=rules.top_words + queries.rejections.most), single)
        counts = Counts(*(np.concatenate(columns) for columns in zip(counts, by_halves, strict=True)))
    key_weights = np.where(queries.generic[counts.query], rules.shared_keys, 0.0)
    return _compared(queries, gazetteer, rules, counts, key_weights)


def _by_grams(queries: Queries, gazetteer: Gazetteer, rules: CandidateRules, pending: Indices) -> Hits:
    """Aliases that share letter pairs and triples, weighted by rarity; more for scripts with many readings."""
    limits = np.array([_gram_candidates(queries.words[i]) for i in pending])
    least = int(limits.min())
    if least < limits.max():
        few = _by_grams(queries, gazetteer, rules, pending[limits == least])
        return _merged(few, _by_grams(queries, gazetteer, rules, pending[limits > least]))
    grams, weights = query_gram_keys([queries.words[i] for i in pending])
    rarity = np.log((1 + gazetteer.alias_count) / (1 + gazetteer.frequencies("gram", grams.values)))
    weighed = (rarity * np.array(weights)).astype(np.float32)
    budget = rules.budget + gazetteer.alias_count // rules.budget_growth
    counts = gazetteer.count("gram", grams, weighed, k=least + queries.rejections.most, budget=budget)
    return _compared(queries, gazetteer, rules, _of_queries(counts, pending), rules.shared_keys)


def _gram_candidates(words: Sequence[Word]) -> int:
    """How many candidates by grams are ranked by phonetic form; the script with the most decides."""
    return max(
        [script_facts(word.script).gram_candidates for word in words], default=script_facts("Zyyy").gram_candidates
    )


def _of_queries(counts: Counts, places: Indices) -> Counts:
    """The counts of some queries, renumbered by their positions among all queries."""
    return counts._replace(query=places[counts.query].astype(np.int32))


def _compared(
    queries: Queries,
    gazetteer: Gazetteer,
    rules: CandidateRules,
    counts: Counts,
    key_weight: float | NDArray[np.float64],
) -> Hits:
    """The counted aliases with their similarity and relevance; `key_weight` is the weight of the keys in common."""
    if queries.rejections:
        allowed = queries.rejections.allow(counts.query, counts.ordinals)
        counts = Counts._make(column[allowed] for column in counts)
        key_weight = key_weight[allowed] if isinstance(key_weight, np.ndarray) else key_weight
    query, aliases, keys_in_common = counts
    stored = gazetteer.forms(aliases)
    similarity = _best_similarity(queries, query, stored)
    lengths = np.fromiter(map(len, stored), np.int64, len(stored))
    similarity += rules.containment * _containment_gain(similarity, queries.lengths[query], lengths)
    most = _best(query, keys_in_common, len(queries.words))
    by_keys = np.asarray(key_weight * keys_in_common / np.maximum(most[query], 1e-9), np.float32)
    return Hits(query, aliases, similarity + by_keys, similarity)


def _best_similarity(queries: Queries, query: NDArray[np.int32], stored: Sequence[str]) -> Floats:
    """The similarity of each stored form to the most similar form of its query, 0..1."""
    best = np.zeros(len(query), np.float32)
    for forms, missing in queries.forms:
        if missing is None:
            pairs, right = np.arange(len(query)), stored
        else:
            pairs = np.flatnonzero(~missing[query])
            right = [stored[pair] for pair in pairs.tolist()]
        left = forms[query[pairs]].tolist()
        similarity = process.cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
        best[pairs] = np.maximum(best[pairs], similarity)
    return best


def _containment_gain(similarity: Floats, left: NDArray[np.int64], right: NDArray[np.int64]) -> Floats:
    """How much the similarity grows if only as much of the longer form is compared as the shorter one has letters."""
    contained = similarity * (left + right) / (2 * np.maximum(1, np.minimum(left, right)))
    return np.asarray(np.minimum(1, contained) - similarity, np.float32)


def _best(query: NDArray[np.int32], values: Floats, count: int) -> Floats:
    """The greatest value of each of `count` queries; 0 if it has none."""
    best = np.zeros(count, np.float32)
    np.maximum.at(best, query, values)
    return best


def _merged(some: Hits, others: Hits) -> Hits:
    """The hits of both; a hit that is in both is kept once, with its greater relevance."""
    both = Hits._make(np.concatenate(columns) for columns in zip(some, others, strict=True))
    pairs = both.query.astype(np.uint64) << np.uint64(32) | both.aliases
    order = np.lexsort((-both.relevance, pairs))
    pairs = pairs[order]
    is_first = np.ones(len(pairs), np.bool_)
    is_first[1:] = pairs[1:] != pairs[:-1]
    return Hits._make(column[order[is_first]] for column in both)


def _ranked(hits: Hits, floor: Floats) -> Hits:
    """The hits by query, best first, without those below the floor of their query."""
    kept = Hits._make(column[hits.relevance >= floor[hits.query]] for column in hits)
    order = np.lexsort((kept.aliases, -kept.relevance, kept.query))
    return Hits._make(column[order] for column in kept)
