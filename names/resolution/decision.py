"""Whom a name means of the entities whose names are like it: compared, judged by all that is known, weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from math import fsum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazetteer import Alias, Entity, Gazetteer
from names.comparison.similarity import Comparison, compare_many
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name, parse_many
from names.resolution.candidates import candidates
from names.resolution.contradiction import Known, against_all
from names.resolution.own_names import own_names
from names.resolution.posterior import (
    UNSURE,
    Column,
    Figures,
    Setting,
    column,
    figures,
    is_organisation,
    log_odds,
    probabilities,
    shape,
)
from names.resolution.ranking import Candidate
from names.resolution.rarity import rarities
from names.romanization.transcriptions import transcribed
from names.romanization.words import Word

DECIDING = 8  # entities of a query, those spelled most like it, that share its probability
OWN_SCRIPT = 0.2  # by how much a name in another script must compare better than one in the script of the query
TRANSCRIBED = 0.3  # the same for one that is a transcription
DOUBTED = 0.5  # score below which the best of what sounds alike is rather somebody else
ALIKE = 0.1  # log-odds by which two names of rivals may differ and fit the query equally well
FURTHER = 32  # aliases that are compared for runners-up


class Measured(NamedTuple):
    """An entity that may be meant, its name and the comparison that decide, and their figures."""

    entity: Entity
    alias: Alias
    comparison: Comparison
    column: Column
    figures: Figures


def rate(names: Sequence[Name], gazetteer: Gazetteer, compared: int, least: float = 0.0) -> list[list[Known]]:
    """The best-comparing alias of each entity that each name may mean, best first, of `compared` aliases a name.

    None where no alias has the share of sound `least` in common with the name.
    """
    found = candidates(names, gazetteer, compared, least=least)
    rated = _compared(names, found.rows, gazetteer)
    doubted = [i for i, row in enumerate(rated) if not found.whole[i] and _best_score(row) < DOUBTED]
    if doubted:  # what sounded alike is somebody else: look again, by all keys
        some = [names[i] for i in doubted]
        further = _compared(some, candidates(some, gazetteer, compared, least=least, far=True).rows, gazetteer)
        for i, row in zip(doubted, further, strict=True):
            rated[i] = row
    return rated


def decide(names: Sequence[Name], rated: Sequence[Sequence[Known]], gazetteer: Gazetteer) -> list[list[Candidate]]:
    """The entities that each name may mean, with their probabilities, likeliest first."""
    return [_weighed(row) for row in measure(names, [row[:DECIDING] for row in rated], gazetteer)]


class RunnersUp:
    """The entities less like each of a batch of names than the near ones; found for all of the batch at once.

    Whoever asks for those of one name mostly asks for those of the others, too.
    """

    def __init__(
        self, names: Sequence[Name], near: Sequence[Sequence[Candidate]], gazetteer: Gazetteer, limit: int
    ) -> None:
        self._batch = names, near, gazetteer, limit
        self._found: list[list[Candidate]] | None = None

    def of(self, at: int) -> list[Candidate]:
        """Those of the name at a place of the batch, best first."""
        if self._found is None:
            self._found = _runners_up(*self._batch)
        return self._found[at]


def _runners_up(
    names: Sequence[Name], near: Sequence[Sequence[Candidate]], gazetteer: Gazetteer, limit: int
) -> list[list[Candidate]]:
    short = [i for i, row in enumerate(near) if len(row) < limit]
    some = [names[i] for i in short]
    rows = _compared(some, candidates(some, gazetteer, FURTHER, every=True).rows, gazetteer)
    entities = iter(gazetteer.entities_at([known.owner for row in rows for known in row]))
    others = [
        [known for known in row if next(entities).id not in taken][: limit - len(near[i])]
        for i, row in zip(short, rows, strict=True)
        for taken in [{candidate.entity.id for candidate in near[i]}]
    ]
    rivals = [max((log_odds(c.comparison) for c in near[i]), default=UNSURE) for i in short]
    measured = measure(some, others, gazetteer, rivals)
    found: list[list[Candidate]] = [[] for _ in names]
    for i, row in zip(short, measured, strict=True):
        found[i] = _sharing_the_rest(_weighed(row), near[i])
    return found


def _sharing_the_rest(others: Sequence[Candidate], near: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with scores that share what the near ones leave to nobody; none is likelier than these."""
    rest = max(0.0, 1.0 - fsum(candidate.score for candidate in near))
    most = min((candidate.score for candidate in near), default=1.0)
    return [Candidate(c.entity, c.alias, c.comparison, min(most, rest * c.score)) for c in others]


def measure(
    names: Sequence[Name],
    rated: Sequence[Sequence[Known]],
    gazetteer: Gazetteer,
    rivals: Sequence[float] | None = None,
) -> list[list[Measured]]:
    """The figures of the entities that each name may mean; `rivals` is how near others come that are not among them."""
    judged = against_all(names, rated, gazetteer)
    flat = [known for row in judged for known in row]
    words = [part.word for known in flat for e in known.comparison.evidence for part in (*e.left, *e.right)]
    rarity = rarities(words, gazetteer)
    entities = iter(gazetteer.entities_at([known.owner for known in flat]))
    aliases = iter(gazetteer.aliases_at([known.alias for known in flat]))
    return [
        _measured(name, [(next(entities), next(aliases), known) for known in row], rarity, gazetteer.alias_count, rival)
        for name, row, rival in zip(names, judged, rivals or repeat(UNSURE, len(names)), strict=True)
    ]


def _measured(
    name: Name,
    some: Sequence[tuple[Entity, Alias, Known]],
    rarity: Mapping[Word, float],
    aliases: int,
    rival: float,
) -> list[Measured]:
    """The figures of the entities that one name may mean."""
    some = [
        (entity, alias, known)
        for entity, alias, known in some
        if not _is_half(alias, known.comparison) and (is_organisation(entity.kind) or not _is_company(known.comparison))
    ]
    odds = [log_odds(known.comparison) for _, _, known in some]
    priors = [entity.prior for entity, _, _ in some]
    query = shape(name)
    measured = []
    for i, (entity, alias, known) in enumerate(some):
        others = [(odds[j], priors[j]) for j in range(len(some)) if j != i]
        as_good = [prior for spelling, prior in others if abs(spelling - odds[i]) <= ALIKE]
        setting = Setting(
            query=query,
            spelling=odds[i],
            transcribed=known.transcribed,
            aliases=aliases,
            prior=min(0.0, entity.prior - max(as_good, default=entity.prior)),
            rival=max([rival, *(spelling for spelling, _ in others)]),
        )
        found = figures(known.comparison, alias.kind, rarity, setting)
        weighed_by = column(entity.kind, query.words, known.comparison)
        measured.append(Measured(entity, alias, known.comparison, weighed_by, found))
    return measured


def _is_half(alias: Alias, comparison: Comparison) -> bool:
    """Whether a family name alone, in another script, is held against what is as long as a full name in its characters.

    These can be read as nearly any foreign family name; what is known as a transcription of one is no such name.
    """
    query = comparison.left.parts
    if alias.kind != "family" or len(query) != 1 or query[0].word.script == comparison.right.script:
        return False
    word = query[0].word
    return len(word.text) >= script_facts(word.script).full_name_from and not transcribed(word.text, word.script)


def _is_company(comparison: Comparison) -> bool:
    """Whether the query, the left name, has a legal form that the other one has not: no person or place is meant."""
    return any(part.role == "legal" for e in comparison.evidence if not e.agrees for part in e.left)


def _weighed(measured: Sequence[Measured]) -> list[Candidate]:
    shares = probabilities([(one.column, one.figures) for one in measured])
    found = [
        Candidate(one.entity, one.alias, one.comparison, share) for one, share in zip(measured, shares, strict=True)
    ]
    return sorted(found, key=lambda c: (-c.score, -c.comparison.score, -c.entity.prior))


def _compared(names: Sequence[Name], found: Sequence[NDArray[np.uint32]], gazetteer: Gazetteer) -> list[list[Known]]:
    """The aliases found for each name, compared with it; the best one of each entity, best first."""
    flat = np.concatenate([np.zeros(0, np.uint32), *found])
    query = np.repeat(np.arange(len(names), dtype=np.int32), [len(row) for row in found])
    fits = own_names(gazetteer).fit([name.script for name in names], query, flat, gazetteer)
    aliases = parse_many(gazetteer.alias_texts(flat))
    compared = compare_many([(names[at], alias) for at, alias in zip(query.tolist(), aliases, strict=True)])
    known = map(Known, gazetteer.owners[flat].tolist(), flat.tolist(), compared, (~fits).tolist())
    return [_best_of_each([next(known) for _ in range(len(row))]) for row in found]


def _best_score(rated: Sequence[Known]) -> float:
    return rated[0].comparison.score if rated else 0.0


def _best_of_each(rated: Sequence[Known]) -> list[Known]:
    """The best-comparing alias of each entity, best first."""
    if len(rated) < 2:
        return list(rated)
    best: dict[int, Known] = {}
    for known in rated:
        other = best.get(known.owner)
        if other is None or _strength(known) > _strength(other):
            best[known.owner] = known
    return sorted(best.values(), key=lambda known: -known.comparison.score)


def _strength(known: Known) -> float:
    """The score, a little more for an alias in the script of the query, and less for a transcription."""
    comparison = known.comparison
    same = comparison.left.script == comparison.right.script
    return comparison.score + (OWN_SCRIPT if same else 0.0) - (TRANSCRIBED if known.transcribed else 0.0)
