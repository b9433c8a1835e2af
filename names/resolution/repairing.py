"""Look names up as they may have been before their letters were spoilt, where nothing convinces as it is written.

A possible repair (`names.repairs`) is nearly always nonsense. It is looked up if the gazetteer has an alias that is
written so, or knows the words that it gives and not those that it replaces; or if its letters are so much more usual
beside each other that they tell it by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np

from gazetteer import Gazetteer
from names.parsing.parts import Name, read_names
from names.repairs.readings import possible_repairs
from names.repairs.repair import Repair
from names.resolution.decision import decide
from names.resolution.keys import beginning_key, fold_words, phrase_key
from names.resolution.rating import rate
from names.resolution.results import Candidate, status
from names.resolution.rules import Rules

__all__ = ["look_up_repaired", "with_repair"]

LONGEST = 60  # characters of a name that is looked up otherwise than it is written; chosen
LONE = 5  # least letters of a lone word that is; shorter ones are somebody's name by chance; chosen


class _PossibleReading(NamedTuple):
    """A possible repair of a name: the name's position, and the folded words as they are read."""

    place: int
    repair: Repair
    words: tuple[str, ...]


def look_up_repaired(names: list[Name], near: list[list[Candidate]], gazetteer: Gazetteer, rules: Rules) -> None:
    """Replace each name for which nobody is found, and its candidates, by a repaired reading that finds somebody."""
    unfound = [i for i, row in enumerate(near) if status(row, rules) == "none" and len(names[i].text) <= LONGEST]
    readings = list(_promising(names, unfound, gazetteer))
    if not readings:
        return
    read = read_names([one.repair.text for one in readings])
    found = decide(read, rate(read, gazetteer, rules), gazetteer, rules)
    convincing: dict[int, list[tuple[Name, list[Candidate]]]] = {}
    for reading, name, row in zip(readings, read, found, strict=True):
        repaired = replace(name, repair=reading.repair)
        if status(marked := with_repair(row, repaired), rules) != "none":
            convincing.setdefault(reading.place, []).append((repaired, marked))
    for place, rows in convincing.items():
        rows.sort(key=_best_score, reverse=True)
        names[place], near[place] = rows[0][0], _joined([row for _, row in rows])


def with_repair(candidates: Sequence[Candidate], name: Name) -> list[Candidate]:
    """The candidates of a name as those of what was written, if that was repaired.

    Scores are lowered by the cost of the repair: they are the probability that it is right and the entity is meant.
    """
    if name.repair is None:
        return list(candidates)
    share = math.exp(-name.repair.cost)
    return [
        replace(
            candidate,
            score=candidate.score * share,
            query=name.written,
            compared=replace(candidate.comparison, left=name),
        )
        for candidate in candidates
    ]


def _best_score(convincing: tuple[Name, list[Candidate]]) -> float:
    """The best score, roughly: of readings that score alike the likelier one, which comes first, is preferred."""
    return _roughly(convincing[1][0].score)


def _roughly(score: float) -> float:
    return round(score, 1)


def _joined(rows: Sequence[list[Candidate]]) -> list[Candidate]:
    """The candidates of several readings, each entity once, with scores that share 1, likeliest first."""
    if len(rows) == 1:
        return rows[0]
    best: dict[str, Candidate] = {}
    for candidate in chain.from_iterable(rows):
        if candidate.entity.id not in best or _roughly(candidate.score) > _roughly(best[candidate.entity.id].score):
            best[candidate.entity.id] = candidate
    total = max(1.0, math.fsum(candidate.score for candidate in best.values()))
    shared = [replace(candidate, score=candidate.score / total) for candidate in best.values()]
    return sorted(shared, key=lambda one: -one.score)


def _promising(names: Sequence[Name], places: Iterable[int], gazetteer: Gazetteer) -> Iterator[_PossibleReading]:
    """The possible repairs of the names at these places that are worth a look-up."""
    readings = [
        _PossibleReading(place, repair, tuple(fold_words(repair.text).split()))
        for place in places
        for repair in possible_repairs(names[place].written)
    ]
    written = {place: tuple(fold_words(names[place].text).split()) for place in places}
    known = _Vocabulary(gazetteer, readings, written.values())
    for reading in readings:
        before = written[reading.place]
        if _is_lone_and_short(before) or _is_lone_and_short(reading.words):
            continue
        if reading.repair.sure or known.tells(reading.words, before):
            yield reading


def _is_lone_and_short(words: tuple[str, ...]) -> bool:
    return len(words) < 2 and len("".join(words)) < LONE


class _Vocabulary:
    """Which phrases and words the gazetteer knows, asked for all readings of a batch at once."""

    def __init__(
        self, gazetteer: Gazetteer, readings: Sequence[_PossibleReading], written: Iterable[tuple[str, ...]]
    ) -> None:
        phrases = {" ".join(reading.words) for reading in readings}
        phrases |= {word for reading in readings for word in reading.words}
        phrases |= {word for words in written for word in words}
        asked = sorted(phrases)
        keys = np.fromiter(map(phrase_key, asked), np.uint64, len(asked))
        positions, _ = gazetteer.postings("phrase", keys)
        self._phrases = {asked[position] for position in np.unique(positions).tolist()}
        self._beginnings = gazetteer.key_set("beginning")

    def tells(self, read: tuple[str, ...], written: tuple[str, ...]) -> bool:
        """Whether what is read is known and what it replaces is not."""
        if all(map(self._knows, set(written) - set(read))):
            return False
        return " ".join(read) in self._phrases or (len(read) > 1 and all(map(self._knows, set(read) - set(written))))

    def _knows(self, word: str) -> bool:
        """Whether a word is an alias, or the first word of one."""
        return word in self._phrases or beginning_key(word) in self._beginnings
