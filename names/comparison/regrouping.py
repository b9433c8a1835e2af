"""What pairs of single words do not explain in two names: words divided otherwise, acronyms, contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from names.comparison.alignment import Edge
from names.comparison.costs import COSTS
from names.comparison.kinds import ACRONYM
from names.comparison.outline import Compound, Outline, Unit, joined, spread, units_of
from names.comparison.syllables import one_chinese
from names.orthography.script_facts import script_facts
from names.parsing.roles import OWN_WORDS


class UnitPair(NamedTuple):
    """A unit of each of two names; `names` is the index of the two names in a batch."""

    names: int
    left: Unit
    right: Unit


class Unmatched(NamedTuple):
    """Bit masks of the parts that no edge covers, and of those matched at less than `COSTS.settled` nats."""

    left: int
    right: int
    left_settled: int
    right_settled: int


def unmatched(left: Outline, right: Outline, edges: Sequence[Edge]) -> Unmatched:
    """What the edges of an alignment leave unmatched and what they settle."""
    left_free, right_free, left_settled, right_settled = left.mask, right.mask, 0, 0
    for edge in edges:
        left_free &= ~edge.left.mask
        right_free &= ~edge.right.mask
        if edge.cost < COSTS.settled:
            left_settled |= edge.left.mask
            right_settled |= edge.right.mask
    return Unmatched(left_free, right_free, left_settled, right_settled)


class _CompoundPair(NamedTuple):
    """A compound of one name that may be a unit of the other; `mirrored` if the compound is of the right name."""

    names: int
    mirrored: bool
    compound: Compound
    unit: Unit


def merged(pairs: Sequence[tuple[Outline, Outline]], free: Sequence[Unmatched]) -> list[UnitPair]:
    """Pairs of a compound of one name, as one word, and a unit of the other name that sounds similar.

    Only compounds with a part that the alignment of single parts left unmatched are tried.
    """
    compound_pairs: list[_CompoundPair] = []
    for names, ((left, right), masks) in enumerate(zip(pairs, free, strict=True)):
        for compound, unit in _comparable(left, right, masks.left, masks.right_settled):
            compound_pairs.append(_CompoundPair(names, False, compound, unit))
        for compound, unit in _comparable(right, left, masks.right, masks.left_settled):
            compound_pairs.append(_CompoundPair(names, True, compound, unit))
    merged_pairs = []
    for names, mirrored, compound, unit in _similar(compound_pairs):
        whole = joined(compound.units)
        merged_pairs.append(UnitPair(names, unit, whole) if mirrored else UnitPair(names, whole, unit))
    return merged_pairs


def _comparable(name: Outline, other: Outline, free: int, settled: int) -> Iterator[tuple[Compound, Unit]]:
    """The compounds with an unmatched part, each with the unsettled units of the other name that are about as long.

    `free` has the bits of what is unmatched in the name, `settled` of what is settled in the other.
    """
    if not free or settled == other.mask:  # most names: spares the lists
        return
    unsettled = [unit for unit in other.units if not unit.mask & settled and unit.parts[0].role != "initial"]
    if not unsettled:
        return
    lengths = [list(map(len, _compared_forms(unit))) for unit in unsettled]
    bounds = [(min(of_unit), max(of_unit)) for of_unit in lengths]
    for compound in name.compounds:
        if not compound.mask & free:
            continue
        for unit, (shortest, longest) in zip(unsettled, bounds, strict=True):
            # Neither may be longer than the other twice, with a letter to spare.
            near = compound.letters <= 2 * longest + 1 and shortest <= 2 * compound.letters + 1
            if near and _may_be_one(compound, unit):
                yield compound, unit


def _may_be_one(compound: Compound, unit: Unit) -> bool:
    """Whether order and roles allow it: rotation needs a script without spaces, a particle consists of particles."""
    if compound.rotated and not compound.unspaced and script_facts(unit.word.script).spaced:
        return False
    return unit.parts[0].role != "particle" or all(part.parts[0].role == "particle" for part in compound.units)


def _similar(compound_pairs: Sequence[_CompoundPair]) -> list[_CompoundPair]:
    """The pairs whose compound sounds like one of the likelier readings of the unit; all are measured in one batch."""
    compound_forms, unit_forms, numbers = [], [], []  # in parallel: a form of each, and the number of their pair
    for number, compound_pair in enumerate(compound_pairs):
        for form in _compared_forms(compound_pair.unit):
            compound_forms.append(compound_pair.compound.phonetic_form)
            unit_forms.append(form)
            numbers.append(number)
    if not numbers:
        return []
    similarities = process.cpdist(compound_forms, unit_forms, scorer=Indel.normalized_similarity).tolist()
    best = [0.0] * len(compound_pairs)
    for number, similarity in zip(numbers, similarities, strict=True):
        best[number] = max(best[number], similarity)
    return [pair for pair, similarity in zip(compound_pairs, best, strict=True) if _are_similar(pair, similarity)]


def _are_similar(compound_pair: _CompoundPair, similarity: float) -> bool:
    _, _, compound, unit = compound_pair
    if similarity >= _least_similarity(compound, unit):
        return True
    return unit.strict and _is_chinese(compound, unit)


def _compared_forms(unit: Unit) -> Sequence[str]:
    """The phonetic forms of the likelier readings."""
    return unit.word.phonetic_forms[: script_facts(unit.word.script).heard_readings]


def _least_similarity(compound: Compound, unit: Unit) -> float:
    if unit.word.script == compound.units[0].word.script == "Latn":
        return COSTS.joined_latin
    return script_facts(unit.word.script).joined_similarity


def _is_chinese(compound: Compound, unit: Unit) -> bool:
    """Whether compound and unit are the same Chinese syllables in different systems of romanization."""
    if compound.rotated or not all(part.strict for part in compound.units):
        return False
    return one_chinese("".join(part.word.text for part in compound.units), unit.word.text)


def unmatched_pairs(left: Outline, right: Outline, free: Unmatched) -> list[tuple[Unit, Unit]]:
    """Each unmatched unit of one name with each of the other; if a script has no spaces, all of each name as one.

    >>> from names.comparison.outline import outline
    >>> from names.parsing.parts import read_name
    >>> left, right = outline(read_name("Anna Berg")), outline(read_name("Jan"))
    >>> [(a.word.text, b.word.text) for a, b in unmatched_pairs(left, right, unmatched(left, right, []))]
    [('anna', 'jan'), ('berg', 'jan')]
    """
    left_units = [unit for unit in left.units if unit.mask & free.left]
    right_units = [unit for unit in right.units if unit.mask & free.right]
    if not all(script_facts(unit.word.script).spaced for unit in left_units + right_units):
        return [(joined(left_units), joined(right_units))]
    return [(a, b) for a in left_units for b in right_units]


def believable(left: Outline, right: Outline, edges: list[Edge]) -> list[Edge]:
    """The edges, but none between an initial and the other's only family name if its own family name matches nothing.

    >>> from names.comparison.similarity import compare
    >>> compare("Jon Barrow", "Jon B. Larsen").explain()
    'Jon = Jon; B only in one; Barrow ≠ Larsen'
    """
    words = [edge for edge in edges if edge.kind.full_word]
    if len(words) == len(edges):
        return edges
    left_family_agrees = any(edge.left.parts[0].role == "family" for edge in words)
    right_family_agrees = any(edge.right.parts[0].role == "family" for edge in words)

    def is_doubtful(edge: Edge) -> bool:
        if edge.kind.full_word:
            return False
        if not left_family_agrees and _is_against_family(edge.left, left, edge.right, right):
            return True
        return not right_family_agrees and _is_against_family(edge.right, right, edge.left, left)

    return [edge for edge in edges if not is_doubtful(edge)]


def _is_against_family(initial: Unit, name: Outline, word: Unit, other: Outline) -> bool:
    """Whether an initial, in a name with family and given name, is paired with the only family name of the other."""
    if initial.parts[0].role != "initial" or word.parts[0].role != "family":
        return False
    roles = [unit.parts[0].role for unit in name.units if unit.parts[0].role in OWN_WORDS]
    families_of_other = sum(unit.parts[0].role == "family" for unit in other.units)
    return "family" in roles and len(roles) > 1 and families_of_other == 1


def acronyms(left: Outline, right: Outline) -> list[Edge]:
    """The edges between acronyms in either name and the adjacent words of the other that they stand for.

    A whole name may be an acronym in any case and with dots, a word of a name only in capitals (JC).

    >>> from names.comparison.outline import outline
    >>> from names.parsing.parts import read_name
    >>> short, long = outline(read_name("Csto")), outline(read_name("Collective Security Treaty Organization"))
    >>> [(edge.left.word.text, len(edge.right.parts)) for edge in acronyms(short, long)]
    [('csto', 4)]
    >>> short, long = outline(read_name("JC Juncker")), outline(read_name("Jean-Claude Juncker"))
    >>> [len(edge.right.parts) for edge in acronyms(short, long)]
    [2]
    """
    if not (left.abbreviation or right.abbreviation or left.acronyms or right.acronyms):
        return []
    cost = COSTS.acronym
    edges = [Edge(a, b, cost, ACRONYM, cost * len(a.word)) for a, b in _spelled_out(left, right)]
    edges += [Edge(a, b, cost, ACRONYM, cost * len(b.word)) for b, a in _spelled_out(right, left)]
    return edges


def _spelled_out(short: Outline, long: Outline) -> list[tuple[Unit, Unit]]:
    """The acronyms of the short name, each with the words of the long name that it stands for."""
    whole = short.abbreviation
    if whole:
        stands_for_name = len(long.name.parts) > 1 and whole.word.text in long.initials
        return [(whole, spread(units_of(long.name.parts)))] if stands_for_name else []
    if not short.acronyms or long.name.text.isupper():
        return []
    spelled_out = []
    for compound in long.compounds:
        initials = "".join(unit.word.text[:1] for unit in compound.units)
        if not compound.rotated and initials in short.acronyms:
            spelled_out.append((short.acronyms[initials], spread(compound.units)))
    return spelled_out
