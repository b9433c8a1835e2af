"""The features of a candidate: what decides, as numbers, whether an entity is meant by a query.

How query and alias compare is summed up over the evidence; beside it count how rare the words are that agree, the kind
of alias, what the query looks like, and who else comes near. `posterior` makes probabilities of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from names.comparison.equivalents import groups
from names.comparison.kinds import KINDS, Kind
from names.comparison.similarity import Comparison
from names.comparison.weights import weight
from names.orthography.script_facts import script_facts
from names.parsing.division import parse
from names.parsing.parts import Name, Part
from names.parsing.roles import ATTRIBUTES
from names.parsing.vocabulary import concepts, is_given
from names.resolution.rules import FEATURE_RULES
from names.romanization.words import Word


class EntityFeatures(NamedTuple):
    """What decides whether an entity is meant by a query; one row of weights in `data/posterior.tsv` each."""

    constant: float  # 1
    spelling: float  # log-odds that query and alias are spellings of one name
    certain: float  # by how much these exceed those of names that are taken for one
    cost: float  # square root of the cost of the words that agree, in nats
    letters: float  # log of the letters that agree
    unmatched: float  # letters of the query that the alias has not
    any_unmatched: float  # 1 where there are any
    contradicted: float  # letters of the query that others contradict
    any_contradicted: float  # 1 where there are any
    alias_unmatched: float  # letters of the alias that the query has not
    rarity: float  # of the words that agree, in nats
    common: float  # by how much that falls short of what few names reach by chance
    by_chance: float  # log of 1 + the number of the gazetteer's names that have such words by chance
    one_word: float  # 1 where fewer than two words agree
    family_alias: float  # 1 where the alias is a family name alone
    short_alias: float  # 1 where it is a code or a short form
    known: float  # share of the agreeing letters that are of well-known given and family names
    cross_script: float  # 1 where the two are in different scripts
    both_romanized: float  # 1 where they are, and neither is Latin: each is read to be compared
    transcribed: float  # 1 where the alias is a transcription into a third script
    person: float  # how much the query looks like a person's name, 0..1
    titled: float  # 1 where the query has a title
    prior_gap: float  # the entity's prior (log10) below the highest one of those that fit as well, at most 0
    rival: float  # log-odds of the best-spelled other candidate


class Context(NamedTuple):
    """What decides beside the comparison of query and alias."""

    traits: QueryTraits
    spelling: float  # log-odds that query and alias are spellings of one name
    transcribed: bool  # whether the alias is a transcription into a third script
    alias_count: int  # of the gazetteer
    prior_gap: float  # see `EntityFeatures`
    rival: float  # log-odds of the best-spelled other candidate


def entity_features(
    comparison: Comparison, alias_kind: str, rarity: Mapping[Word, float], context: Context
) -> EntityFeatures:
    """The features of a candidate: query (left) and alias compared, and the rarity of each of their words in nats."""
    spelling = context.spelling
    sums = evidence_sums(comparison, rarity)
    scripts = {comparison.left.script, comparison.right.script}
    return EntityFeatures(
        constant=1.0,
        spelling=spelling,
        certain=max(0.0, spelling - FEATURE_RULES.certain_spelling),
        cost=math.sqrt(sums.cost),
        letters=math.log1p(sums.letters),
        unmatched=min(FEATURE_RULES.most_letters, sums.left_unmatched),
        any_unmatched=float(sums.left_unmatched > 0),
        contradicted=min(FEATURE_RULES.most_letters, sums.contradicted),
        any_contradicted=float(sums.contradicted > 0),
        alias_unmatched=min(FEATURE_RULES.most_letters, sums.right_unmatched),
        rarity=min(FEATURE_RULES.rarest, sums.rarity),
        common=max(0.0, FEATURE_RULES.uncommon - sums.rarity),
        by_chance=math.log1p(context.alias_count * math.exp(-sums.rarity)),
        one_word=float(sums.words < 2),
        family_alias=float(alias_kind == "family"),
        short_alias=float(alias_kind in ("code", "short")),
        known=sums.known_letters / sums.letters if sums.letters else 0.0,
        cross_script=float(len(scripts) > 1),
        both_romanized=float(len(scripts) > 1 and "Latn" not in scripts),
        transcribed=float(context.transcribed),
        person=context.traits.person,
        titled=float(context.traits.titled),
        prior_gap=context.prior_gap,
        rival=context.rival,
    )


def log_odds(comparison: Comparison) -> float:
    """The score of a comparison as log-odds, clipped at both ends."""
    score = min(max(comparison.score, 1e-9), 1 - 1e-9)
    return min(FEATURE_RULES.highest_spelling, max(FEATURE_RULES.lowest_spelling, math.log(score / (1 - score))))


@dataclass(slots=True)
class EvidenceSums:
    """The evidence of a comparison, summed up: what agrees, and what either name has beside it."""

    letters: float = 0.0  # that agree
    cost: float = 0.0  # of the words that agree, in nats
    words: int = 0  # that agree, initials left out
    rarity: float = 0.0  # of the words that agree, in nats
    known_letters: float = 0.0  # that agree and are of well-known given and family names
    contradicted: float = 0.0  # letters of the left name that others contradict
    left_unmatched: float = 0.0  # letters of the left name that agree with nothing, contradicted ones included
    right_unmatched: float = 0.0  # letters of the right name that agree with nothing, contradicted ones included


def evidence_sums(comparison: Comparison, rarity: Mapping[Word, float]) -> EvidenceSums:
    """The sums over the evidence of a comparison, given the rarity of each of its words in nats."""
    sums = EvidenceSums()
    for left, right, how, cost_by_letter, size in comparison.evidence:
        kind = KINDS[how]
        if kind.unmatched:
            if says_little((left or right)[0]):
                continue
            if left:
                sums.left_unmatched += size
            else:
                sums.right_unmatched += size
        elif kind.contradicts:
            sums.contradicted += weight(left)
            sums.right_unmatched += weight(right)
        else:
            sums.letters += size
            sums.cost += cost_by_letter * size
            sums.words += kind.full_word
            sums.rarity += _rarity(left, right, kind, rarity)
            if groups(left[0].word) and groups(right[0].word):
                sums.known_letters += size
    sums.left_unmatched += sums.contradicted
    return sums


def says_little(part: Part) -> bool:
    """Whether a part is often left out: a legal form, and what any company is (Lenovo Group Limited)."""
    return part.role == "legal" or part.concept in concepts("generic")


def _rarity(left: Sequence[Part], right: Sequence[Part], kind: Kind, rarity: Mapping[Word, float]) -> float:
    if kind.rarity is not None:
        return kind.rarity
    if len(left) == len(right) == 1:  # most evidence
        return min(rarity[left[0].word], rarity[right[0].word])
    return min(math.fsum(rarity[part.word] for part in parts) for parts in (left, right))


class QueryTraits(NamedTuple):
    """What a query looks like by itself."""

    words: int  # titles left out; a full name written without spaces counts as its parts
    person: float  # how much it looks like a person's name, 0..1
    titled: bool


def query_traits(query: Name) -> QueryTraits:
    """How many words a query has, how much it looks like a person's name, and whether it has a title.

    It looks like a person's name (1.0) with a title, a given name, or a patronymic, and by half with two words and
    nothing that tells otherwise.

    >>> from names.parsing.parts import read_name
    >>> query_traits(read_name("President Putin")), query_traits(read_name("習近平")).words
    (QueryTraits(words=1, person=1.0, titled=True), 2)
    >>> [query_traits(read_name(text)).person for text in ("Maria Charlesworth", "Bank of Asia", "Lima")]
    [1.0, 0.0, 0.0]
    """
    own = _own_words(query)
    roles = {part.role for part in (*query.parts, *own)}
    return QueryTraits(len(own), _personhood(query, own, roles), "title" in roles)


def _personhood(query: Name, own: Sequence[Part], roles: AbstractSet[str]) -> float:
    if "title" in roles or "patronymic" in roles:
        return 1.0
    if len(own) < 2 or not roles.isdisjoint(("term", "legal", "number")):
        return 0.0
    unspaced = not script_facts(query.parts[0].word.script).spaced
    return 1.0 if unspaced or _is_given(own[0].word) or _is_given(own[-1].word) else 0.5


def _own_words(query: Name) -> list[Part]:
    own = [part for part in query.parts if part.role not in ATTRIBUTES]
    unspaced = len(own) == 1 and not script_facts(own[0].word.script).spaced
    return [part for part in parse(query.text).parts if part.role != "title"] if unspaced else own


def _is_given(word: Word) -> bool:
    return any(map(is_given, word.readings[: FEATURE_RULES.given_readings]))
