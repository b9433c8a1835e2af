"""Compare names with the aliases on their shortlists, and keep the best alias of each entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from gazetteer import Gazetteer
from names.comparison.similarity import compare_many
from names.parsing.parts import Name, read_names
from names.resolution.candidates import shortlist
from names.resolution.contradiction import ComparedAlias
from names.resolution.own_names import own_names
from names.resolution.precedence import Meant, that_stand
from names.resolution.rules import RULES, DecisionRules, Rules

# Both are chosen.
GLANCE_SLACK = 0.25  # similarity by which an alias may trail the best at a glance, which may be a transcription
GLANCE_ALIASES = 32  # aliases that a glance looks at, before those in other scripts are left out


def rate(names: Sequence[Name], gazetteer: Gazetteer, rules: Rules = RULES) -> list[list[ComparedAlias]]:
    """For each name, the best-comparing alias of each entity that it may mean, best first.

    Names whose best score is doubtful are looked up again, by all key fields.
    """
    found = shortlist(names, gazetteer, rules.candidates, rules.compared)
    rated = best_aliases(names, found.aliases, gazetteer, rules.decision)
    doubted = [
        i
        for i, row in enumerate(rated)
        if not found.exhaustive[i] and (not row or row[0].comparison.score < rules.decision.doubted)
    ]
    if doubted:
        again = [names[i] for i in doubted]
        found = shortlist(again, gazetteer, rules.candidates, rules.compared, depth="all fields")
        for i, row in zip(doubted, best_aliases(again, found.aliases, gazetteer, rules.decision), strict=True):
            rated[i] = row
    return rated


def glance(
    names: Sequence[Name],
    gazetteer: Gazetteer,
    rules: Rules,
    least: NDArray[np.float64],
    priors: NDArray[np.float64],
) -> list[list[ComparedAlias]]:
    """What `rate` gives, but only of aliases that share a pair of words with the name, perhaps misspelt.

    Aliases in Latin and the script of the name are preferred, transcriptions are left out. It takes a tenth of the
    time. For each name, `least` is the least similarity, as of `shortlist`, and `priors` the least prior of an entity.
    """
    wide = replace(rules.candidates, slack_pairs=GLANCE_SLACK)
    found = shortlist(names, gazetteer, wide, GLANCE_ALIASES, least=least, depth="pairs")
    rows = []
    for name, row, prior in zip(names, found.aliases, priors.tolist(), strict=True):
        prominent = row[gazetteer.priors[gazetteer.owners[row]] >= prior]
        rows.append(_fit(name.script, prominent, gazetteer)[: rules.compared])
    return best_aliases(names, rows, gazetteer, rules.decision)


def _fit(script: str, aliases: NDArray[np.uint32], gazetteer: Gazetteer) -> NDArray[np.uint32]:
    """The aliases in this script or Latin; if there are none, the others that are no transcriptions."""
    own = own_names(gazetteer)
    written = aliases[own.are_written(script, aliases, gazetteer)]
    if len(written) or not len(aliases):
        return written
    standing = own.standing([script], np.zeros(len(aliases), np.int32), aliases, gazetteer)
    return aliases[~standing.transcribed]


def best_aliases(
    names: Sequence[Name],
    shortlists: Sequence[NDArray[np.uint32]],
    gazetteer: Gazetteer,
    rules: DecisionRules,
) -> list[list[ComparedAlias]]:
    """For each name, the best-comparing shortlisted alias of each entity, best first, without needless ones."""
    flat = np.concatenate([np.zeros(0, np.uint32), *shortlists])
    query = np.repeat(np.arange(len(names), dtype=np.int32), [len(row) for row in shortlists])
    standing = own_names(gazetteer).standing([name.script for name in names], query, flat, gazetteer)
    kept = ~standing.needless
    needless = np.flatnonzero(standing.needless)
    if len(needless):  # but not those that are written like the name
        texts = gazetteer.alias_texts(flat[needless])
        kept[needless] = [text == names[at].text for text, at in zip(texts, query[needless].tolist(), strict=True)]
    flat, query, transcribed = flat[kept], query[kept], standing.transcribed[kept]
    aliases = read_names(gazetteer.alias_texts(flat))
    comparisons = compare_many([(names[place], alias) for place, alias in zip(query.tolist(), aliases, strict=True)])
    compared = map(ComparedAlias, gazetteer.owners[flat].tolist(), flat.tolist(), comparisons, transcribed.tolist())
    sizes = np.bincount(query, minlength=len(names)).tolist()
    rows = [_best_of_each([next(compared) for _ in range(size)], rules) for size in sizes]
    return rows if len(gazetteer.layer_starts) == 1 else [_of_latest(row, gazetteer) for row in rows]


def _of_latest(row: Sequence[ComparedAlias], gazetteer: Gazetteer) -> list[ComparedAlias]:
    """Those of entities that do not give way to one of a later gazetteer."""
    stand = that_stand([Meant(one.owner, one.comparison.score, one.alias) for one in row], gazetteer)
    return list(compress(row, stand))


def _best_of_each(compared: Sequence[ComparedAlias], rules: DecisionRules) -> list[ComparedAlias]:
    """The best-comparing alias of each entity, best first."""
    if len(compared) < 2:
        return list(compared)
    best: dict[int, ComparedAlias] = {}
    for one in compared:
        other = best.get(one.owner)
        if other is None or _preference(one, rules) > _preference(other, rules):
            best[one.owner] = one
    return sorted(best.values(), key=lambda one: -one.comparison.score)


def _preference(compared: ComparedAlias, rules: DecisionRules) -> float:
    """The score, raised for an alias in the script of the query, and lowered for a transcription."""
    comparison = compared.comparison
    same = comparison.left.script == comparison.right.script
    return comparison.score + (rules.own_script if same else 0.0) - (rules.transcribed if compared.transcribed else 0.0)
