"""The probability that a name means an entity; the candidates and "none of them" share 1.

It is a multinomial logit over the features of the candidates; the logit of "none of them" is 0. The weights are in
`data/posterior.tsv`: a column for names that are written alike, and for each kind of entity a column for queries of one
word and one for queries of several. `python -m names.training posterior` fits them on names of entities that a
gazetteer has and of others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import chain
from operator import mul
from typing import Literal, cast, get_args

from gazetteer.sources.fields import DEFAULT_KIND
from names.comparison.similarity import Comparison
from names.data.tables import rows
from names.resolution.features import EntityFeatures, says_little

Column = Literal["written", "person/one", "person/several", "place/one", "place/several", "org/one", "org/several"]
COLUMNS: tuple[Column, ...] = get_args(Column)
_PLACES = frozenset({"place", "country", "city", "location", "region"})
_ORGS = frozenset({"org", "organization", "organisation", "company", "institution"})


def weight_column(kind: str, words: int, comparison: Comparison, alias_kind: str = "alias") -> Column:
    """The column of weights for an entity of this kind, and a query of this number of words, compared with its alias.

    Unmatched words that say little (see `says_little`) are not counted. One word that is an alias of an entity of
    unknown kind is its whole name, as that of a place is; that of a person may be a family name. An organisation's name
    with a legal form put on is written alike; a short form (Delta AG) is not, as it may be of another company.

    >>> from names.comparison.similarity import compare
    >>> weight_column("city", 1, compare("Mynsk", "Minsk"))
    'place/one'
    >>> weight_column("entity", 1, compare("Mynsk", "Minsk")), weight_column("entity", 1, compare("Li", "Ada Li"))
    ('place/one', 'person/one')
    >>> weight_column("person", 3, compare("J. A. Berg", "j. a. berg"))
    'written'
    >>> weight_column("org", 2, compare("Zorblat AG", "Zorblat"))
    'written'
    """
    if comparison.score == 1.0:
        return "written"
    if is_organisation(kind) and alias_kind != "short" and _differ_in_legal_form(comparison):
        return "written"
    is_place = kind in _PLACES or (kind == DEFAULT_KIND and len(comparison.right.parts) == 1 and alias_kind != "family")
    entity = "place" if is_place else "org" if is_organisation(kind) else "person"
    unmatched = chain.from_iterable(one.left for one in comparison.evidence if one.kind.unmatched)
    left_out = sum(map(says_little, unmatched))
    return cast("Column", f"{entity}/{'one' if words - left_out < 2 else 'several'}")


def _differ_in_legal_form(comparison: Comparison) -> bool:
    """Whether two names are spelled alike, but one has a legal form."""
    return all(
        one.kind.literal and (one.agrees or all(part.role == "legal" for part in (*one.left, *one.right)))
        for one in comparison.evidence
    )


def is_organisation(kind: str) -> bool:
    """Whether entities of this kind are organisations."""
    return kind in _ORGS


def probabilities(candidates: Sequence[tuple[Column, EntityFeatures]]) -> list[float]:
    """The probability that each candidate is meant, 0..1; the rest to 1 is the probability that none of them is."""
    return shares_against_nobody([math.fsum(map(mul, weights()[column], features)) for column, features in candidates])


def shares_against_nobody(logits: Sequence[float]) -> list[float]:
    """The probabilities of candidates with these logits, of which that of nobody is 0.

    >>> shares_against_nobody([0.0])
    [0.5]
    """
    highest = max((0.0, *logits))
    odds = [math.exp(logit - highest) for logit in logits]
    total = math.exp(-highest) + math.fsum(odds)
    return [each / total for each in odds]


def shares_by_prior(priors: Sequence[float]) -> list[float]:
    """The probabilities of several entities that fit a name equally well, from their priors (log10).

    >>> [round(share, 2) for share in shares_by_prior([6.0, 5.0])]
    [0.91, 0.09]
    """
    odds = [10.0 ** (prior - max(priors)) for prior in priors]
    return [each / math.fsum(odds) for each in odds]


@cache
def weights() -> dict[Column, tuple[float, ...]]:
    """The fitted weights of the features, by column, in the order of `EntityFeatures`.

    >>> all(len(column) == len(EntityFeatures._fields) for column in weights().values())
    True
    """
    table = {feature: tuple(map(float, row)) for feature, *row in rows("posterior.tsv")}
    columns = zip(*(table[feature] for feature in EntityFeatures._fields), strict=True)
    return dict(zip(COLUMNS, columns, strict=True))
