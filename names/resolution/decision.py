"""Decide which entities a name may mean, and with what probability, by the aliases that compare best with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from math import fsum
from operator import mul
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer import Alias, Entity, Gazetteer
from names.comparison.similarity import Comparison
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name
from names.resolution.acceptances import with_accepted
from names.resolution.candidates import shortlist
from names.resolution.contradiction import ComparedAlias, judge_by_all_names
from names.resolution.features import Context, EntityFeatures, entity_features, log_odds, query_traits
from names.resolution.ordinary_words import name_share
from names.resolution.posterior import Column, is_organisation, probabilities, weight_column
from names.resolution.rarity import rarities
from names.resolution.rating import best_aliases
from names.resolution.recalibration import recalibrated
from names.resolution.results import Candidate
from names.resolution.rules import FEATURE_RULES, RULES, DecisionRules, Rules
from names.romanization.transcriptions import transcribed
from names.romanization.words import Word

SHORTEST_LETTERS = 3  # least letters of a lone word that is compared with names in other scripts; chosen
SHORTEST_CHARACTERS = 2  # the same in scripts that write names without spaces; chosen
CLEAR = 0.9  # score of the best candidate above which no care is taken with those far behind it; chosen
TRIED = 3  # entities that are compared for each runner-up that is asked for; top-10 recall is as with all; chosen
CODE_LETTERS = 3  # most letters of a code that may be a word as well, if it is in small letters; chosen


class Contender(NamedTuple):
    """An entity that shares the probability of a name, with the input of the multinomial logit (see `posterior`)."""

    entity: Entity
    alias: Alias  # the decisive alias
    comparison: Comparison  # of the name and that alias
    column: Column
    features: EntityFeatures


def decide(
    names: Sequence[Name], rated: Sequence[Sequence[ComparedAlias]], gazetteer: Gazetteer, rules: Rules = RULES
) -> list[list[Candidate]]:
    """The entities that each name may mean, with their probabilities, likeliest first."""
    deciding = [row[: rules.decision.deciding] for row in rated]
    contending = contenders(names, deciding, gazetteer, rules.decision)
    return with_accepted(names, [_weighed(row, rules) for row in contending], gazetteer)


class RunnersUp:
    """The entities behind the near candidates of each name of a batch.

    They are found for the whole batch when they are first asked for, because callers mostly ask for all.
    """

    def __init__(
        self,
        names: Sequence[Name],
        near: Sequence[Sequence[Candidate]],
        gazetteer: Gazetteer,
        rules: Rules,
        limit: int,
    ) -> None:
        self._batch = names, near, gazetteer, rules, limit
        self._found: list[list[Candidate]] | None = None

    def of(self, position: int) -> list[Candidate]:
        """The runners-up of the name at this position of the batch, likeliest first."""
        if self._found is None:
            self._found = _runners_up(*self._batch)
        return self._found[position]


def _runners_up(
    names: Sequence[Name], near: Sequence[Sequence[Candidate]], gazetteer: Gazetteer, rules: Rules, limit: int
) -> list[list[Candidate]]:
    """Further candidates of each name, as many as are missing to `limit`."""
    incomplete = [i for i, row in enumerate(near) if len(row) < limit]
    some = [names[i] for i in incomplete]
    aliases = shortlist(some, gazetteer, rules.candidates, rules.decision.runners_up, depth="everything").aliases
    tried = (_tried(near[i], limit - len(near[i])) for i in incomplete)
    aliases = [_of_first(row, count, gazetteer) for row, count in zip(aliases, tried, strict=True)]
    compared = best_aliases(some, aliases, gazetteer, rules.decision)
    entities = iter(gazetteer.entities_at([one.owner for row in compared for one in row]))
    others, rivals = [], []
    for i, row in zip(incomplete, compared, strict=True):
        taken = {candidate.entity.id for candidate in near[i]}
        new = [one for one in row if next(entities).id not in taken]
        others.append(new[: limit - len(near[i])])
        rivals.append(
            max((log_odds(candidate.comparison) for candidate in near[i]), default=FEATURE_RULES.lowest_spelling)
        )
    found: list[list[Candidate]] = [[] for _ in names]
    for i, contending in zip(incomplete, contenders(some, others, gazetteer, rules.decision, rivals), strict=True):
        found[i] = _below(_weighed(contending, rules), near[i])
    return found


def _tried(near: Sequence[Candidate], missing: int) -> int:
    """How many entities are compared to find those that are missing beside the near ones."""
    return missing if near and near[0].score >= CLEAR else TRIED * missing


def _of_first(aliases: NDArray[np.uint32], count: int, gazetteer: Gazetteer) -> NDArray[np.uint32]:
    """The first alias of each of the first entities, so many of them."""
    _, first = np.unique(gazetteer.owners[aliases], return_index=True)
    return aliases[np.sort(first)[:count]]


def _below(others: Sequence[Candidate], near: Sequence[Candidate]) -> list[Candidate]:
    """The other candidates with scores that share the probability left by `near`, and are not above the least of it."""
    remaining = max(0.0, 1.0 - fsum(candidate.score for candidate in near))
    highest = min((candidate.score for candidate in near), default=1.0)
    return [replace(one, score=min(highest, remaining * one.score)) for one in others]


def contenders(
    names: Sequence[Name],
    rated: Sequence[Sequence[ComparedAlias]],
    gazetteer: Gazetteer,
    rules: DecisionRules = RULES.decision,
    rivals: Sequence[float] | None = None,
) -> list[list[Contender]]:
    """The entities that each name may mean, with their features.

    `rivals` holds for each name the log-odds of the best-spelled entity that is not in its row of `rated`.
    """
    rivals = rivals or [FEATURE_RULES.lowest_spelling] * len(names)
    judged = judge_by_all_names(names, rated, gazetteer, rules)
    flat = [compared for row in judged for compared in row]
    evidence = chain.from_iterable(compared.comparison.evidence for compared in flat)
    words = [part.word for one in evidence for part in (*one.left, *one.right)]
    rarity = rarities(words, gazetteer)
    entities = iter(gazetteer.entities_at([one.owner for one in flat]))
    aliases = iter(gazetteer.aliases_at([one.alias for one in flat]))
    found = []
    for name, row, rival in zip(names, judged, rivals, strict=True):
        known = [(next(entities), next(aliases), one) for one in row]
        possible = [one for one in known if _is_possible(*one)]
        found.append(_with_features(name, possible, rarity, gazetteer.alias_count, rival, rules))
    return found


def _with_features(
    name: Name,
    possible: Sequence[tuple[Entity, Alias, ComparedAlias]],
    rarity: Mapping[Word, float],
    alias_count: int,
    rival: float,
    rules: DecisionRules,
) -> list[Contender]:
    spelling = [log_odds(compared.comparison) for _, _, compared in possible]
    priors = [entity.prior for entity, _, _ in possible]
    traits = query_traits(name)
    found = []
    for i, (entity, alias, compared) in enumerate(possible):
        others = [j for j in range(len(possible)) if j != i]
        as_good = [priors[j] for j in others if abs(spelling[j] - spelling[i]) <= rules.tie]
        context = Context(
            traits=traits,
            spelling=spelling[i],
            transcribed=compared.transcribed,
            alias_count=alias_count,
            prior_gap=min(0.0, entity.prior - max(as_good, default=entity.prior)),
            rival=max([rival, *(spelling[j] for j in others)]),
        )
        features = entity_features(compared.comparison, alias.kind, rarity, context)
        column = weight_column(entity.kind, traits.words, compared.comparison, alias.kind)
        found.append(Contender(entity, alias, compared.comparison, column, features))
    return found


def _is_possible(entity: Entity, alias: Alias, compared: ComparedAlias) -> bool:
    for refuses in (_is_read_as_family, _is_code_in_small_letters, _is_too_short, _lacks_family_name):
        if refuses(alias, compared.comparison):
            return False
    return is_organisation(entity.kind) or not _is_company(compared.comparison)


def _is_read_as_family(alias: Alias, comparison: Comparison) -> bool:
    """Whether a query that is long enough for a full name in its script is compared with a foreign family name.

    Characters can be read as nearly any foreign family name, so only known transcriptions of one may mean it.
    """
    query = comparison.left.parts
    if alias.kind != "family" or len(query) != 1:
        return False
    [part] = query
    word = part.word
    if word.script == comparison.right.script:
        return False
    return len(word.text) >= script_facts(word.script).full_name_from and not transcribed(word.text, word.script)


def _is_code_in_small_letters(alias: Alias, comparison: Comparison) -> bool:
    """Whether a short code is written like a word: Egypt's EGY is not the Hungarian egy."""
    query = comparison.left.text
    return alias.kind == "code" and query.islower() and len(alias.text) <= CODE_LETTERS and not alias.text.islower()


def _is_too_short(alias: Alias, comparison: Comparison) -> bool:
    """Whether a word of one or two letters, or one character, is compared across scripts: it sounds like anything."""
    query = comparison.left.parts
    if len(query) != 1 or alias.kind == "code":
        return False
    word = query[0].word
    least = SHORTEST_LETTERS if script_facts(word.script).spaced else SHORTEST_CHARACTERS
    return word.script != comparison.right.script and len(word.text) < least


def _lacks_family_name(alias: Alias, comparison: Comparison) -> bool:
    """Whether only given name and patronymic agree with a full name: Андрій Васильович may be anybody."""
    if alias.kind != "full":
        return False
    roles = {part.role for one in comparison.evidence if one.left for part in one.right}
    missing = {part.role for one in comparison.evidence if not one.left for part in one.right}
    return "family" in missing and roles == {"given", "patronymic"}


def _is_company(comparison: Comparison) -> bool:
    """Whether the query has a legal form that the alias does not have, so that no person or place is meant."""
    disagreeing = chain.from_iterable(one.left for one in comparison.evidence if not one.agrees)
    return any(part.role == "legal" for part in disagreeing)


def _candidate(contender: Contender, score: float) -> Candidate:
    comparison = contender.comparison
    return Candidate(contender.entity, contender.alias, score, comparison.left.written, comparison)


def _weighed(contending: Sequence[Contender], rules: Rules) -> list[Candidate]:
    """The contenders as candidates, likeliest first."""
    fitted = probabilities([(one.column, one.features) for one in contending])
    shares = [name_share(one.comparison, rules.decision) for one in contending]
    scores = recalibrated(list(map(mul, fitted, shares)), rules.recalibration)
    found = [_candidate(one, score) for one, score in zip(contending, scores, strict=True)]
    return sorted(found, key=lambda one: (-one.score, -one.comparison.score, -one.entity.prior))
