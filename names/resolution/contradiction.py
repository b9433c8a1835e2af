"""Compare a query with further names of an entity, not only with the most similar one.

For example, Hans Merkel only has one word more than the alias Merkel. But the entity is also called Angela Merkel, and
Hans contradicts that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from gazetteer import Gazetteer
from names.comparison.similarity import Comparison, compare_many
from names.comparison.weights import part_weight
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name, read_names
from names.resolution.own_names import own_names
from names.resolution.rules import DecisionRules

PARTIAL = frozenset({"family", "code", "demonym", "exonym"})  # kinds of aliases that are not full names


class ComparedAlias(NamedTuple):
    """An alias of an entity, compared with a query (the left name of the comparison)."""

    owner: int  # ordinal of the entity
    alias: int  # ordinal of the alias
    comparison: Comparison
    transcribed: bool  # whether the alias is a transcription into a third script


class _Question(NamedTuple):
    """Another name of an entity that a query is to be compared with."""

    query: int  # position of the query
    rank: int  # position of the entity in the row of the query
    alias: int  # ordinal of the other name


def judge_by_all_names(
    names: Sequence[Name], rated: Sequence[Sequence[ComparedAlias]], gazetteer: Gazetteer, rules: DecisionRules
) -> list[list[ComparedAlias]]:
    """The decisive alias of each entity: the best-comparing one, or a fuller one that the query contradicts.

    `rated` has a row for each name, with the best-comparing alias of each entity, best first. For a query in characters
    or syllables, a name of the entity in the same script can also be decisive (see `_is_read`).
    """
    judged = [list(row) for row in rated]
    questions = _questions(names, rated, gazetteer, rules)
    if not questions:  # true for most small batches
        return judged
    others = read_names(gazetteer.alias_texts([question.alias for question in questions]))
    pairs = [(names[question.query], other) for question, other in zip(questions, others, strict=True)]
    decisive: dict[tuple[int, int], ComparedAlias] = {}
    for (query, rank, alias), comparison in zip(questions, compare_many(pairs), strict=True):
        best = rated[query][rank]
        in_query_script = comparison.left.script == comparison.right.script and _is_read(best, gazetteer)
        if in_query_script or _says_more(comparison, best.comparison):
            earlier = decisive.get((query, rank))
            if earlier is None or comparison.score > earlier.comparison.score:
                decisive[query, rank] = ComparedAlias(best.owner, alias, comparison, transcribed=False)
    for (query, rank), compared in decisive.items():
        judged[query][rank] = compared
    return judged


def _questions(
    names: Sequence[Name], rated: Sequence[Sequence[ComparedAlias]], gazetteer: Gazetteer, rules: DecisionRules
) -> list[_Question]:
    """The other names of those entities for which another name may be decisive."""
    questions = []
    for query, row in enumerate(rated):
        for rank, compared in enumerate(row[: rules.contradictable]):
            if compared.comparison.score <= rules.contradictable_from:
                continue
            if _has_unmatched(compared.comparison) or _is_read(compared, gazetteer):
                others = _other_names(names[query], compared, gazetteer, rules)
                questions += [_Question(query, rank, alias) for alias in others]
    return questions


def _is_read(compared: ComparedAlias, gazetteer: Gazetteer) -> bool:
    """Whether a query in the unspaced script of the entity's own names is compared with an alias in another script.

    Then the name in the same script is decisive: 김민서 is not 김민석, however similar it is to Kim Min-seok.
    """
    script = compared.comparison.left.script
    if script_facts(script).spaced or compared.comparison.right.script == script:
        return False
    return own_names(gazetteer).is_native(script, compared.owner, gazetteer)


def _has_unmatched(comparison: Comparison) -> bool:
    """Whether a word of the query that has weight is unmatched."""
    unmatched = chain.from_iterable(one.left for one in comparison.evidence if one.kind.unmatched)
    return any(part_weight(part) for part in unmatched)


def _says_more(other: Comparison, best: Comparison) -> bool:
    """Whether another name matches the same words of the query and more, or the same words with a contradiction."""
    of_best, of_other = _matched(best), _matched(other)
    if of_best < of_other:
        return True
    return of_best == of_other and any(one.kind.contradicts for one in other.evidence)


def _matched(comparison: Comparison) -> set[int]:
    """The offsets of the words of the query that agree with the alias, without particles."""
    agreeing = chain.from_iterable(one.left for one in comparison.evidence if one.agrees)
    return {part.start for part in agreeing if part.role != "particle"}


def _other_names(query: Name, compared: ComparedAlias, gazetteer: Gazetteer, rules: DecisionRules) -> list[int]:
    """The ordinals of the first few other full names of the entity, without transcriptions."""
    first, end = gazetteer.alias_starts[compared.owner : compared.owner + 2].tolist()
    kinds = gazetteer.kinds("alias")
    full = [
        ordinal
        for ordinal, kind in enumerate(gazetteer.alias_kinds[first:end].tolist()[: rules.other_names_read], first)
        if kinds[kind] not in PARTIAL and ordinal != compared.alias
    ]
    if not full:
        return []
    ordinals = np.array(full, np.uint32)
    standing = own_names(gazetteer).standing([query.script], np.zeros(len(full), np.int32), ordinals, gazetteer)
    return [int(ordinal) for ordinal in ordinals[~standing.transcribed][: rules.other_names]]
