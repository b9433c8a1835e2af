"""How probable it is that an entity is meant by a name: candidates and nobody share 1.

A multinomial logit: each candidate has figures of its own (how the name compares with the entity's, how many letters
agree and how rare the words are, how many names would come as near by chance, what kind of name and of entity it is,
who else comes near), nobody has none. The weights are data (`data/posterior.tsv`), one column for names written
alike, and for each kind of entity one for queries of one and of several words, fitted by `python -m names.training
posterior` on names of known entities and on names of nobody.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from operator import mul
from typing import Literal, NamedTuple, get_args

from names.comparison.equivalents import groups
from names.comparison.evidence import SLIGHT, weight
from names.comparison.similarity import Comparison
from names.data.tables import rows
from names.orthography.script_facts import script_facts
from names.parsing.division import parse as divide
from names.parsing.parts import Name, Part
from names.parsing.vocabulary import is_given
from names.romanization.words import Word

Column = Literal["written", "person/one", "person/several", "place/one", "place/several", "org/one", "org/several"]
COLUMNS: tuple[Column, ...] = get_args(Column)
SURE, UNSURE = 5.0, -7.0  # log-odds of a comparison beyond which nothing more is learned from it
CERTAIN = 2.5  # log-odds of a comparison from which names are taken for one
ENOUGH = 8.0  # nats of rarity that few names reach by chance
RARE = 25.0  # nats of rarity beyond which names are equally rare
LETTERS = 12.0  # letters left over beyond which more make no difference
INITIAL = 2.0  # nats of rarity of an initial that fits …
ACRONYM = 6.0  # … and of an acronym
READINGS = 3  # readings of a word that may be a given name
_PLACES = frozenset({"place", "country", "city", "location", "region"})
_ORGS = frozenset({"org", "organization", "organisation", "company", "institution"})


class Agreement(NamedTuple):
    """What agrees between two names, and what either has beside it."""

    letters: float  # that agree
    cost: float  # nats that the agreeing words cost
    words: int  # that agree, initials left out
    rarity: float  # nats by which the agreeing words are rare
    known: float  # share of the agreeing letters that are of well-known given and family names
    contradicted: float  # letters of the left name that others contradict
    unmatched: float  # letters of the left name that agree with nothing, contradicted ones included
    missing: float  # letters of the right name that agree with nothing


def agree(comparison: Comparison, rarity: Mapping[Word, float]) -> Agreement:
    """What agrees between the two names, by the rarity of each of their words in nats."""
    letters = cost = rare = known = contradicted = unmatched = missing = 0.0
    words = 0
    for left, right, how, each, size in comparison.evidence:
        if how == "omitted":
            if _says_little((left or right)[0]):
                continue
            unmatched, missing = (unmatched + size, missing) if left else (unmatched, missing + size)
            continue
        if how == "contradicted":
            contradicted += weight(left)
            missing += weight(right)
            continue
        letters += size
        cost += each * size
        words += how != "initial"
        rare += _rarity(left, right, how, rarity)
        if groups(left[0].word) and groups(right[0].word):
            known += size
    share = known / letters if letters else 0.0
    return Agreement(letters, cost, words, rare, share, contradicted, unmatched + contradicted, missing)


def _says_little(part: Part) -> bool:
    """Whether a part is left out at will: a legal form, and what any company is (Lenovo Group Limited)."""
    return part.role == "legal" or part.concept in SLIGHT


def _rarity(left: Sequence[Part], right: Sequence[Part], how: str, rarity: Mapping[Word, float]) -> float:
    if how == "initial":
        return INITIAL
    if how == "acronym":
        return ACRONYM
    if len(left) == len(right) == 1:  # most evidence
        return min(rarity[left[0].word], rarity[right[0].word])
    return min(math.fsum(rarity[part.word] for part in parts) for parts in (left, right))


class Figures(NamedTuple):
    """What decides whether an entity is meant by a query; see `figures`."""

    one: float  # 1: the constant
    spelling: float  # log-odds that the two are spellings of one name
    certain: float  # by how much these exceed CERTAIN
    cost: float  # square root of the nats that the agreeing words cost
    agreed: float  # log of the letters that agree
    unmatched: float  # letters of the query that the entity's name has not
    partial: float  # 1 where there are any
    contradicted: float  # letters of the query that others contradict
    against: float  # 1 where there are any
    missing: float  # letters of the entity's name that the query has not
    rarity: float  # nats of rarity of the words that agree
    common: float  # by how much that falls short of ENOUGH
    chance: float  # log of 1 + the number of the gazetteer's names that have such words by chance
    lone: float  # 1 where fewer than two words agree
    family: float  # 1 where the entity's name is a family name alone
    short: float  # 1 where it is a code or a short form
    known: float  # share of the letters that are of well-known given and family names
    crossed: float  # 1 where the two are in different scripts
    reread: float  # 1 where they are, and neither is Latin: each is read to be compared
    transcribed: float  # 1 where the entity's name is a transcription into a third script
    person: float  # how much the query looks like a person's name, 0 to 1
    titled: float  # 1 where it has a title
    prior: float  # the entity's prior below that of the most prominent one that fits as well, log10
    rival: float  # log-odds of the best-spelled other candidate


def column(kind: str, words: int, comparison: Comparison) -> Column:
    """The column of weights for an entity of the kind, a query of so many words, and how it compares.

    Words that say little, and that the entity's name has not, do not count.

    >>> from names.comparison.similarity import compare
    >>> column("city", 1, compare("Mynsk", "Minsk")), column("person", 3, compare("J. A. Berg", "j. a. berg"))
    ('place/one', 'written')
    """
    if comparison.score == 1.0:
        return "written"
    entity = "place" if kind in _PLACES else "org" if is_organisation(kind) else "person"
    left_out = sum(_says_little(part) for e in comparison.evidence if e.how == "omitted" for part in e.left)
    return f"{entity}/{'one' if words - left_out < 2 else 'several'}"  # type: ignore[return-value]


def is_organisation(kind: str) -> bool:
    """Whether entities of the kind are organisations."""
    return kind in _ORGS


class Shape(NamedTuple):
    """What a query looks like by itself: see `shape`."""

    words: int  # titles left out; a full name written without spaces counts as its parts
    person: float  # how much it looks like a person's name, 0 to 1
    titled: bool


def shape(query: Name) -> Shape:
    """The words of a query, how much it looks like a person's name, and whether it has a title.

    A person's name has a title, a given name, a patronymic, or (by half) two words and no other sign.

    >>> from names.parsing.parts import parse
    >>> shape(parse("President Putin")), shape(parse("習近平")).words
    (Shape(words=1, person=1.0, titled=True), 2)
    >>> [shape(parse(text)).person for text in ("Maria Charlesworth", "Bank of Asia", "Lima")]
    [1.0, 0.0, 0.0]
    """
    own = _own_words(query)
    roles = {part.role for part in (*query.parts, *own)}
    return Shape(len(own), _likeness_to_person(query, own, roles), "title" in roles)


def _likeness_to_person(query: Name, own: Sequence[Part], roles: AbstractSet[str]) -> float:
    if "title" in roles or "patronymic" in roles:
        return 1.0
    if len(own) < 2 or not roles.isdisjoint(("term", "legal", "number")):
        return 0.0
    unspaced = not script_facts(query.parts[0].word.script).spaced
    return 1.0 if unspaced or _is_given(own[0].word) or _is_given(own[-1].word) else 0.5


def _own_words(query: Name) -> list[Part]:
    own = [part for part in query.parts if part.role not in ("title", "qualifier")]
    unspaced = len(own) == 1 and not script_facts(own[0].word.script).spaced
    return [part for part in divide(query.text).parts if part.role != "title"] if unspaced else own


def log_odds(comparison: Comparison) -> float:
    """The score of a comparison as log-odds, held between UNSURE and SURE."""
    score = min(max(comparison.score, 1e-9), 1 - 1e-9)
    return min(SURE, max(UNSURE, math.log(score / (1 - score))))


class Setting(NamedTuple):
    """What decides beside the two names: the query, and where the entity's name stands among all and its rivals'."""

    query: Shape
    spelling: float  # log-odds that query and name are spellings of one name
    transcribed: bool  # whether the entity's name is a transcription into a third script
    aliases: int  # names of the gazetteer
    prior: float  # the entity's prior below that of the most prominent one that fits as well (log10), at most 0
    rival: float  # log-odds of the best-spelled other candidate


def figures(comparison: Comparison, alias_kind: str, rarity: Mapping[Word, float], setting: Setting) -> Figures:
    """The figures of a candidate: query and entity's name compared, and how rare each of their words is in nats."""
    spelling = setting.spelling
    agreement = agree(comparison, rarity)
    scripts = {comparison.left.script, comparison.right.script}
    return Figures(
        one=1.0,
        spelling=spelling,
        certain=max(0.0, spelling - CERTAIN),
        cost=math.sqrt(agreement.cost),
        agreed=math.log1p(agreement.letters),
        unmatched=min(LETTERS, agreement.unmatched),
        partial=float(agreement.unmatched > 0),
        contradicted=min(LETTERS, agreement.contradicted),
        against=float(agreement.contradicted > 0),
        missing=min(LETTERS, agreement.missing),
        rarity=min(RARE, agreement.rarity),
        common=max(0.0, ENOUGH - agreement.rarity),
        chance=math.log1p(setting.aliases * math.exp(-agreement.rarity)),
        lone=float(agreement.words < 2),
        family=float(alias_kind == "family"),
        short=float(alias_kind in ("code", "short")),
        known=agreement.known,
        crossed=float(len(scripts) > 1),
        reread=float(len(scripts) > 1 and "Latn" not in scripts),
        transcribed=float(setting.transcribed),
        person=setting.query.person,
        titled=float(setting.query.titled),
        prior=setting.prior,
        rival=setting.rival,
    )


def _is_given(word: Word) -> bool:
    return any(map(is_given, word.readings[:READINGS]))


def probabilities(candidates: Sequence[tuple[Column, Figures]]) -> list[float]:
    """The probability that each candidate is meant, 0..1; what they lack of 1 is that of nobody."""
    logits = [math.fsum(map(mul, weights()[column], figures)) for column, figures in candidates]
    top = max((0.0, *logits))
    shares = [math.exp(logit - top) for logit in logits]
    total = math.exp(-top) + math.fsum(shares)
    return [share / total for share in shares]


def shares_by_prior(priors: Sequence[float]) -> list[float]:
    """The probability of each of several entities that a name fits equally well: priors are log10 of prominence.

    >>> [round(share, 2) for share in shares_by_prior([6.0, 5.0])]
    [0.91, 0.09]
    """
    odds = [10.0 ** (prior - max(priors)) for prior in priors]
    return [each / math.fsum(odds) for each in odds]


@cache
def weights() -> dict[Column, tuple[float, ...]]:
    """The fitted weights of the figures, by column.

    >>> all(len(column) == len(Figures._fields) for column in weights().values())
    True
    """
    table = {figure: tuple(map(float, row)) for figure, *row in rows("posterior.tsv") if figure != "figure"}
    columns = zip(*(table[figure] for figure in Figures._fields), strict=True)
    return dict(zip(COLUMNS, columns, strict=True))
