"""The features of a candidate: the numbers that decide whether a query means an entity.

They sum up the evidence of the comparison of query and alias, and add the rarity of the words that agree, the kind of
the alias, traits of the query, and rival entities. `posterior` makes probabilities of them.
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
    """The features of an entity for a query; `data/posterior.tsv` has a row of weights for each."""

    constant: float  # 1
    spelling: float  # log-odds that query and alias are spellings of one name
    certain: float  # how far `spelling` exceeds `FeatureRules.certain_spelling`; 0 if it does not
    cost: float  # square root of the cost of the words that agree, in nats
    letters: float  # log of 1 + the number of letters that agree
    unmatched: float  # letters of the query that the alias does not have
    any_unmatched: float  # 1 if `unmatched` is more than 0
    contradicted: float  # letters of the query that the alias contradicts
    any_contradicted: float  # 1 if `contradicted` is more than 0
    alias_unmatched: float  # letters of the alias that the query does not have
    rarity: float  # rarity of the words that agree, in nats
    common: float  # how far that rarity falls short of `FeatureRules.uncommon`; 0 if it does not
    by_chance: float  # log of 1 + the number of names in the gazetteer that have such words by chance
    one_word: float  # 1 if fewer than two words agree
    family_alias: float  # 1 if the alias is a family name alone
    short_alias: float  # 1 if the alias is a code or a short form
    known: float  # share of the agreeing letters that belong to well-known given and family names
    cross_script: float  # 1 if query and alias are in different scripts
    both_romanized: float  # 1 if they are in different scripts and neither is Latin, so that both are romanized
    transcribed: float  # 1 if the alias is a transcription into a third script
    person: float  # how much the query looks like a person's name, 0..1
    titled: float  # 1 if the query has a title
    prior_gap: float  # the entity's prior (log10) minus the highest prior of entities that fit as well; at most 0
    rival: float  # log-odds of the best-spelled other candidate


class Context(NamedTuple):
    """The input of the features beside the comparison of query and alias."""

    traits: QueryTraits
    spelling: float  # log-odds that query and alias are spellings of one name
    transcribed: bool  # whether the alias is a transcription into a third script
    alias_count: int  # the number of aliases in the gazetteer
    prior_gap: float  # see `EntityFeatures`
    rival: float  # log-odds of the best-spelled other candidate


def entity_features(
    comparison: Comparison, alias_kind: str, rarity: Mapping[Word, float], context: Context
) -> EntityFeatures:
    """The features of a candidate: query (left) and alias compared, with the rarity of each of their words in nats."""
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
    """Sums over the evidence of a comparison."""

    letters: float = 0.0  # letters that agree
    cost: float = 0.0  # cost of the words that agree, in nats
    words: int = 0  # words that agree, without initials
    rarity: float = 0.0  # rarity of the words that agree, in nats
    known_letters: float = 0.0  # letters that agree and belong to well-known given and family names
    contradicted: float = 0.0  # letters of the left name that the right one contradicts
    left_unmatched: float = 0.0  # letters of the left name that do not agree, with contradicted ones
    right_unmatched: float = 0.0  # letters of the right name that do not agree, with contradicted ones


def evidence_sums(comparison: Comparison, rarity: Mapping[Word, float]) -> EvidenceSums:
    """The sums over the evidence of a comparison; `rarity` has the rarity of each of its words in nats."""
    sums = EvidenceSums()
    for left, right, how, cost_by_letter, size in comparison.evidence:
        kind = KINDS[how]
        if kind.unmatched:
            [part] = left or right
            if says_little(part):
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
    """Whether a part is often left out: a legal form or a generic word (Lenovo Group Limited)."""
    return part.role == "legal" or part.concept in concepts("generic")


def _rarity(left: Sequence[Part], right: Sequence[Part], kind: Kind, rarity: Mapping[Word, float]) -> float:
    if kind.rarity is not None:
        return kind.rarity
    if len(left) == len(right) == 1:  # true for most evidence
        return min(rarity[left[0].word], rarity[right[0].word])
    return min(math.fsum(rarity[part.word] for part in parts) for parts in (left, right))


class QueryTraits(NamedTuple):
    """Properties of a query that do not depend on a candidate."""

    words: int  # number of words without titles; a full name written without spaces counts as its parts
    person: float  # how much it looks like a person's name, 0..1
    titled: bool


def query_traits(query: Name) -> QueryTraits:
    """The number of words of a query, how much it looks like a person's name, and whether it has a title.

    With a title, a given name or a patronymic it looks like a person's name (1.0); with two words and no word that
    persons' names do not have, it may be one (0.5).

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
