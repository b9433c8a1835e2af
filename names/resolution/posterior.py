"""The probability that an entity is meant by a name; the candidates and "nobody of them" share 1.

A multinomial logit. Each candidate has features (how the name compares with the entity's, how many letters agree and
how rare the words are, how many names would agree as much by chance, the kind of alias, who else comes near); nobody
has none. The weights are data (`data/posterior.tsv`): one column for names written alike, and for each kind of entity
one for queries of one word and of several, fitted by `python -m names.training posterior` on names of known entities
and on names of nobody.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from operator import mul
from typing import Literal, NamedTuple, get_args

from names.comparison.equivalents import groups
from names.comparison.kinds import KINDS, Kind
from names.comparison.similarity import Comparison
from names.comparison.weights import weight
from names.data.tables import rows
from names.orthography.script_facts import script_facts
from names.parsing.division import parse
from names.parsing.parts import Name, Part
from names.parsing.roles import ATTRIBUTES
from names.parsing.vocabulary import concepts, is_given
from names.resolution.rules import FEATURE_RULES
from names.romanization.words import Word

Column = Literal["written", "person/one", "person/several", "place/one", "place/several", "org/one", "org/several"]
COLUMNS: tuple[Column, ...] = get_args(Column)
_PLACES = frozenset({"place", "country", "city", "location", "region"})
_ORGS = frozenset({"org", "organization", "organisation", "company", "institution"})


class EvidenceSums(NamedTuple):
    """The evidence of a comparison, summed up: what agrees, and what either name has beside it."""

    letters: float  # that agree
    cost: float  # of the words that agree, in nats
    words: int  # that agree, initials left out
    rarity: float  # of the words that agree, in nats
    known: float  # share of the agreeing letters that are of well-known given and family names
    contradicted: float  # letters of the left name that others contradict
    unmatched: float  # letters of the left name that agree with nothing, contradicted ones included
    missing: float  # letters of the right name that agree with nothing


def evidence_sums(comparison: Comparison, rarity: Mapping[Word, float]) -> EvidenceSums:
    """The sums over the evidence of a comparison, given the rarity of each of its words in nats."""
    letters = cost = agreeing_rarity = known = contradicted = unmatched = missing = 0.0
    words = 0
    for left, right, how, cost_by_letter, size in comparison.evidence:
        kind = KINDS[how]
        if kind.unmatched:
            if _says_little((left or right)[0]):
                continue
            if left:
                unmatched += size
            else:
                missing += size
        elif kind.contradicts:
            contradicted += weight(left)
            missing += weight(right)
        else:
            letters += size
            cost += cost_by_letter * size
            words += kind.full_word
            agreeing_rarity += _rarity(left, right, kind, rarity)
            if groups(left[0].word) and groups(right[0].word):
                known += size
    known_share = known / letters if letters else 0.0
    return EvidenceSums(
        letters, cost, words, agreeing_rarity, known_share, contradicted, unmatched + contradicted, missing
    )


def _says_little(part: Part) -> bool:
    """Whether a part is often left out: a legal form, and what any company is (Lenovo Group Limited)."""
    return part.role == "legal" or part.concept in concepts("generic")


def _rarity(left: Sequence[Part], right: Sequence[Part], kind: Kind, rarity: Mapping[Word, float]) -> float:
    if kind.rarity is not None:
        return kind.rarity
    if len(left) == len(right) == 1:  # most evidence
        return min(rarity[left[0].word], rarity[right[0].word])
    return min(math.fsum(rarity[part.word] for part in parts) for parts in (left, right))


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
    missing: float  # letters of the alias that the query has not
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


def column(kind: str, words: int, comparison: Comparison) -> Column:
    """The column of weights for an entity of a kind and a query of so many words that compares with its alias so.

    Words that say little, and that the alias has not, do not count.

    >>> from names.comparison.similarity import compare
    >>> column("city", 1, compare("Mynsk", "Minsk")), column("person", 3, compare("J. A. Berg", "j. a. berg"))
    ('place/one', 'written')
    """
    if comparison.score == 1.0:
        return "written"
    entity = "place" if kind in _PLACES else "org" if is_organisation(kind) else "person"
    left_out = sum(_says_little(part) for e in comparison.evidence if e.kind.unmatched for part in e.left)
    return f"{entity}/{'one' if words - left_out < 2 else 'several'}"  # type: ignore[return-value]


def is_organisation(kind: str) -> bool:
    """Whether entities of the kind are organisations."""
    return kind in _ORGS


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


def log_odds(comparison: Comparison) -> float:
    """The score of a comparison as log-odds, clipped at both ends."""
    score = min(max(comparison.score, 1e-9), 1 - 1e-9)
    return min(FEATURE_RULES.highest_spelling, max(FEATURE_RULES.lowest_spelling, math.log(score / (1 - score))))


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
        unmatched=min(FEATURE_RULES.most_letters, sums.unmatched),
        any_unmatched=float(sums.unmatched > 0),
        contradicted=min(FEATURE_RULES.most_letters, sums.contradicted),
        any_contradicted=float(sums.contradicted > 0),
        missing=min(FEATURE_RULES.most_letters, sums.missing),
        rarity=min(FEATURE_RULES.rarest, sums.rarity),
        common=max(0.0, FEATURE_RULES.uncommon - sums.rarity),
        by_chance=math.log1p(context.alias_count * math.exp(-sums.rarity)),
        one_word=float(sums.words < 2),
        family_alias=float(alias_kind == "family"),
        short_alias=float(alias_kind in ("code", "short")),
        known=sums.known,
        cross_script=float(len(scripts) > 1),
        both_romanized=float(len(scripts) > 1 and "Latn" not in scripts),
        transcribed=float(context.transcribed),
        person=context.traits.person,
        titled=float(context.traits.titled),
        prior_gap=context.prior_gap,
        rival=context.rival,
    )


def _is_given(word: Word) -> bool:
    return any(map(is_given, word.readings[: FEATURE_RULES.given_readings]))


def probabilities(candidates: Sequence[tuple[Column, EntityFeatures]]) -> list[float]:
    """The probability that each candidate is meant, 0..1; what they lack of 1 is that of nobody."""
    logits = [math.fsum(map(mul, weights()[column], features)) for column, features in candidates]
    highest = max((0.0, *logits))
    odds = [math.exp(logit - highest) for logit in logits]
    total = math.exp(-highest) + math.fsum(odds)
    return [each / total for each in odds]


def shares_by_prior(priors: Sequence[float]) -> list[float]:
    """The probability of each of several entities that a name fits equally well, from their priors (log10).

    >>> [round(share, 2) for share in shares_by_prior([6.0, 5.0])]
    [0.91, 0.09]
    """
    odds = [10.0 ** (prior - max(priors)) for prior in priors]
    return [each / math.fsum(odds) for each in odds]


@cache
def weights() -> dict[Column, tuple[float, ...]]:
    """The fitted weights of the features, in their order, by column.

    >>> all(len(column) == len(EntityFeatures._fields) for column in weights().values())
    True
    """
    table = {feature: tuple(map(float, row)) for feature, *row in rows("posterior.tsv")}
    columns = zip(*(table[feature] for feature in EntityFeatures._fields), strict=True)
    return dict(zip(COLUMNS, columns, strict=True))
