"""Two names compared, word by word: the score is computed from the evidence, so the explanation cannot lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from names.caching import gc_paused
from names.comparison.alignment import Edge
from names.comparison.calibration import probability
from names.comparison.costs import COSTS
from names.comparison.evidence import Evidence
from names.comparison.features import features
from names.comparison.kinds import OMITTED
from names.comparison.matching import matched
from names.comparison.outline import Outline, outline
from names.orthography.normalization import fold
from names.parsing.parts import Name, Part, read_repaired
from names.repairs.repair import Repair


@dataclass(frozen=True)
class Comparison:
    """Two names and the evidence for or against their being spellings of one name."""

    left: Name  # the one name as it was read
    right: Name  # the other name
    evidence: tuple[Evidence, ...]  # what each word says for or against

    @cached_property
    def score(self) -> float:
        """The probability, 0..1, that the two are spellings of one name; 1 for identical names."""
        left, right = self.left, self.right
        if not self.repairs or left.written == right.written:
            return self._as_read()
        return self._as_read() * math.exp(-math.fsum(repair.cost for repair in self.repairs))

    def _as_read(self) -> float:
        """The probability, 0..1, that the names as they were read, perhaps repaired, are spellings of one name."""
        if self.is_written_alike:
            return 1.0
        score = probability(features(self.evidence))
        return min(score, COSTS.cut_name) if self.left.is_cut or self.right.is_cut else score

    @property
    def is_written_alike(self) -> bool:
        """Whether the names, as they were read, are written alike but for case and accents."""
        left, right = self.left, self.right
        is_literal = all(evidence.kind.literal for evidence in self.evidence)
        return left.text == right.text or (is_literal and fold(left.text) == fold(right.text))

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """How the names were read otherwise than they are written, if they were."""
        return tuple(name.repair for name in (self.left, self.right) if name.repair is not None)

    def explain(self, language: str = "und") -> str:
        """The evidence in words, on one line; `language` (BCP 47) is that of a name in another script.

        >>> compare("A. Ivanova", "Anna Ivanova").explain()
        'A = Anna (initial); Ivanova = Ivanova'
        >>> compare("", "Kyiv").explain()
        'Kyiv only in one'
        """
        return "; ".join(self.reasons(language)) or "no words to compare"

    def reasons(self, language: str = "und") -> tuple[str, ...]:
        """A phrase for each repair and each piece of evidence, and one if a name was too long to be read to its end."""
        from names.comparison.explanation import UNREAD, phrases  # it needs the schemes and more: only on demand

        is_cut = self.left.is_cut or self.right.is_cut
        repaired = dict.fromkeys(repair.phrase for repair in self.repairs)
        return (*repaired, *phrases(self.evidence, language), *([UNREAD] if is_cut else []))


def compare(left: str | Name, right: str | Name) -> Comparison:
    """The comparison of two names, symmetric and defined for all strings.

    >>> comparison = compare("Жээнбеков", "Jinbekov")
    >>> comparison.score > 0.5 > compare("Жээнбеков", "Japarov").score
    True
    """
    return compare_many([(left, right)])[0]


def compare_many(pairs: Sequence[tuple[str | Name, str | Name]]) -> list[Comparison]:
    """The comparisons of many pairs in one batch, which is much faster than one by one."""
    if not pairs:
        return []
    with gc_paused():
        return _compared(_parsed(pairs))


def _parsed(pairs: Sequence[tuple[str | Name, str | Name]]) -> list[tuple[Name, Name]]:
    """The pairs as names: texts are read in one batch, and divided names are taken undivided."""
    parsed = iter(read_repaired([name for pair in pairs for name in pair if isinstance(name, str)]))

    def as_written(name: str | Name) -> Name:
        return next(parsed) if isinstance(name, str) else name.undivided or name

    return [(as_written(left), as_written(right)) for left, right in pairs]


def _compared(names: Sequence[tuple[Name, Name]]) -> list[Comparison]:
    # One direction is measured and the other mirrors it, so that ties cannot break symmetry.
    mirrored = [left.text > right.text for left, right in names]
    outlines = [
        (outline(right), outline(left)) if is_mirrored else (outline(left), outline(right))
        for (left, right), is_mirrored in zip(names, mirrored, strict=True)
    ]
    return [
        Comparison(left, right, _evidence(*pair, edges, mirrored=is_mirrored))
        for (left, right), pair, edges, is_mirrored in zip(names, outlines, matched(outlines), mirrored, strict=True)
    ]


def _evidence(left: Outline, right: Outline, edges: Sequence[Edge], *, mirrored: bool) -> tuple[Evidence, ...]:
    """A piece of evidence for each edge and each part that no edge covers; with sides exchanged if `mirrored`."""
    evidence: list[Evidence] = []
    left_used = right_used = 0
    for edge in edges:
        left_used |= edge.left.mask
        right_used |= edge.right.mask
        letters = max(len(edge.left.word.readings[0]), len(edge.right.word.readings[0]))
        ours, others = edge.left.parts, edge.right.parts
        if mirrored:
            ours, others = others, ours
        evidence.append(Evidence(ours, others, edge.kind.name, edge.cost, letters))
    left_unmatched, right_unmatched = _unmatched_parts(left, left_used), _unmatched_parts(right, right_used)
    if mirrored:
        left_unmatched, right_unmatched = right_unmatched, left_unmatched
    evidence += [Evidence((part,), (), OMITTED.name, 0.0, letters) for part, letters in left_unmatched]
    evidence += [Evidence((), (part,), OMITTED.name, 0.0, letters) for part, letters in right_unmatched]
    return tuple(evidence)


def _unmatched_parts(name: Outline, used: int) -> list[tuple[Part, float]]:
    """The parts whose bits are not in `used`, and the letters that they count for."""
    weighed = zip(name.name.parts, name.weights, strict=True)
    return [(part, weight) for i, (part, weight) in enumerate(weighed) if not used >> i & 1]
