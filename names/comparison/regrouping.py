"""What single words leave unexplained between two names: words divided otherwise, acronyms, contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from names.comparison.alignment import Edge
from names.comparison.outline import Outline, Run, Unit, joined, spread, units_of
from names.comparison.syllables import one_chinese
from names.orthography.script_facts import script_facts
from names.parsing.roles import OWN_WORDS

ALIKE = 0.6  # share of sound that adjacent parts written together and a word have in common at least,
# where both are Latin; read from another script, the right reading may be a rare one: `joined_similarity` of the script
SETTLED = 0.1  # nats below which a word needs no other explanation
ACRONYM = 0.5  # nats for initials in the order of a long form's words: others have the same ones


class Rest(NamedTuple):
    """What an alignment leaves over of two names, and what of them it settles, as masks."""

    lost: int
    alone: int
    settled: int
    met: int


def rest(left: Outline, right: Outline, chosen: Sequence[Edge]) -> Rest:
    """What `chosen` leaves over and settles."""
    lost, alone, settled, met = left.mask, right.mask, 0, 0
    for (mask, *_), (other, *_), cost, _, _ in chosen:
        lost &= ~mask
        alone &= ~other
        if cost < SETTLED:
            settled |= mask
            met |= other
    return Rest(lost, alone, settled, met)


Asked = tuple[int, Unit, Unit]  # which pair of names, and a unit of each


def merged(pairs: Sequence[tuple[Outline, Outline]], rests: Sequence[Rest]) -> list[Asked]:
    """Adjacent parts of one name taken as one word, each beside a part of the other name that sounds much like it.

    Only what an alignment of single parts leaves over can be explained so: without a rest there are none.
    """
    asked: list[tuple[int, bool, Run, Unit]] = []
    for i, ((left, right), (lost, alone, settled, met)) in enumerate(zip(pairs, rests, strict=True)):
        if lost and met != right.mask:
            asked += [(i, False, run, unit) for run, unit in _comparable(left, right, lost, met)]
        if alone and settled != left.mask:
            asked += [(i, True, run, unit) for run, unit in _comparable(right, left, alone, settled)]
    found = [(i, mirrored, joined(run.units), unit) for i, mirrored, run, unit in _resembling(asked)]
    return [(i, unit, whole) if mirrored else (i, whole, unit) for i, mirrored, whole, unit in found]


def _comparable(name: Outline, other: Outline, rest: int, settled: int) -> list[tuple[Run, Unit]]:
    """The runs that hold something of the rest, beside what is not settled, where their lengths allow likeness."""
    open = [
        (unit, *_lengths(unit), not script_facts(unit.word.script).spaced)
        for unit in other.units
        if not unit.mask & settled and unit.parts[0].role != "initial"
    ]
    return [
        (run, unit)
        for run in (name.runs if open else ())
        if run.mask & rest
        for unit, least, most, unspaced in open
        if run.length <= 2 * most + 1 and least <= 2 * run.length + 1
        if not run.turned or run.unspaced or unspaced
        if unit.parts[0].role != "particle" or all(part.parts[0].role == "particle" for part in run.units)
    ]


def _resembling(asked: Sequence[tuple[int, bool, Run, Unit]]) -> list[tuple[int, bool, Run, Unit]]:
    """Those of them that sound alike in one of the likelier readings."""
    sounds = [(at, sound) for at, (*_, unit) in enumerate(asked) for sound in _heard(unit)]
    if not sounds:
        return []
    rows, right = zip(*sounds, strict=True)
    alike = process.cpdist([asked[at][2].sound for at in rows], right, scorer=Indel.normalized_similarity)
    best = [0.0] * len(asked)
    for at, share in zip(rows, alike.tolist(), strict=True):
        best[at] = max(best[at], share)
    return [
        row
        for row, share in zip(asked, best, strict=True)
        if share >= _least(row[2], row[3]) or (row[3].strict and _is_chinese(row[2], row[3]))
    ]


def _lengths(unit: Unit) -> tuple[int, int]:
    """The letters of the shortest and of the longest reading."""
    lengths = list(map(len, _heard(unit)))
    return min(lengths), max(lengths)


def _heard(unit: Unit) -> Sequence[str]:
    return unit.word.phonetic_forms[: script_facts(unit.word.script).heard_readings]


def _least(run: Run, unit: Unit) -> float:
    if unit.word.script == run.units[0].word.script == "Latn":
        return ALIKE
    return script_facts(unit.word.script).joined_similarity


def _is_chinese(run: Run, unit: Unit) -> bool:
    """Whether the run is the same syllables as the other word in another system of writing Chinese."""
    if run.turned or not all(part.strict for part in run.units):
        return False
    return one_chinese("".join(part.word.text for part in run.units), unit.word.text)


def opposed(left: Outline, right: Outline, lost: int, alone: int) -> list[tuple[Unit, Unit]]:
    """What is left over in both names: each part beside each of the other name, unspaced ones all in one.

    >>> from names.comparison.outline import outline
    >>> from names.parsing.parts import read_name
    >>> left, right = outline(read_name("Anna Berg")), outline(read_name("Jan"))
    >>> [(a.word.text, b.word.text) for a, b in opposed(left, right, 3, 1)]
    [('anna', 'jan'), ('berg', 'jan')]
    """
    ours = [unit for unit in left.units if unit.mask & lost]
    others = [unit for unit in right.units if unit.mask & alone]
    if not all(script_facts(unit.word.script).spaced for unit in ours + others):
        return [(joined(ours), joined(others))]
    return [(a, b) for a in ours for b in others]


def believable(left: Outline, right: Outline, edges: list[Edge]) -> list[Edge]:
    """The edges without those of an initial with the other's only family name, where its own agrees with nothing.

    >>> from names.comparison.similarity import compare
    >>> compare("Jon Barrow", "Jon B. Larsen").explain()
    'Jon = Jon; B only in one; Barrow ≠ Larsen'
    """
    if not any(edge.how == "initial" for edge in edges):
        return edges
    ours = any(edge.left.parts[0].role == "family" for edge in edges if edge.how != "initial")
    others = any(edge.right.parts[0].role == "family" for edge in edges if edge.how != "initial")
    return [
        edge
        for edge in edges
        if edge.how != "initial"
        or (
            not (_is_given(edge.left, left, edge.right, right) and not ours)
            and not (_is_given(edge.right, right, edge.left, left) and not others)
        )
    ]


def _is_given(initial: Unit, name: Outline, word: Unit, other: Outline) -> bool:
    """Whether an initial beside a family and a given name is set against the only family name of another name."""
    if initial.parts[0].role != "initial" or word.parts[0].role != "family":
        return False
    own = [unit.parts[0].role for unit in name.units if unit.parts[0].role in OWN_WORDS]
    return "family" in own and len(own) > 1 and sum(unit.parts[0].role == "family" for unit in other.units) == 1


def acronyms(left: Outline, right: Outline) -> list[Edge]:
    """Each word of either name and the adjacent words of the other whose initials it is written of.

    A whole name may be an acronym in any case and with dots; a word of a name only in capitals (J.C. written as JC).

    >>> from names.comparison.outline import outline
    >>> from names.parsing.parts import read_name
    >>> short, long = outline(read_name("Csto")), outline(read_name("Collective Security Treaty Organization"))
    >>> [(edge.left.word.text, len(edge.right.parts)) for edge in acronyms(short, long)]
    [('csto', 4)]
    >>> short, long = outline(read_name("JC Juncker")), outline(read_name("Jean-Claude Juncker"))
    >>> [len(edge.right.parts) for edge in acronyms(short, long)]
    [2]
    """
    if not (left.abbreviation or right.abbreviation or left.capitals or right.capitals):
        return []
    here = [Edge(a, b, ACRONYM, "acronym", ACRONYM * len(a.word)) for a, b in _spelled_out(left, right)]
    there = [Edge(a, b, ACRONYM, "acronym", ACRONYM * len(b.word)) for b, a in _spelled_out(right, left)]
    return here + there


def _spelled_out(short: Outline, long: Outline) -> list[tuple[Unit, Unit]]:
    whole = short.abbreviation
    if whole:
        many = len(long.name.parts) > 1
        return [(whole, spread(units_of(long.name.parts)))] if many and whole.word.text in long.initials else []
    if not short.capitals or long.name.text.isupper():
        return []
    return [
        (short.capitals[initials], spread(run.units))
        for run in long.runs
        if not run.turned and (initials := "".join(unit.word.text[:1] for unit in run.units)) in short.capitals
    ]
