"""Two names compared, word by word: the score is computed from the evidence, so the explanation cannot lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from names.alignment import Edge, Unit, acronyms, align, merged, opposed, singles
from names.calibration import probability
from names.distance import word_costs
from names.equivalents import distinct, of_two_genders, relations
from names.evidence import BELIEVED, Evidence, How, features, presence
from names.normalization import fold
from names.parts import Name, Part, parse
from names.words import UNSPACED, Word

INITIAL = 0.4  # nats for an initial that fits
GROUP = 0.1  # nats for two words known as one name (Alexander, Iskandar) …
UNALIKE = 0.25  # … and the share of the cost of their spelling that counts within one script (Zsolt, Zoltán) …
FAR = 4.0  # … up to this cost
NICKNAME = 1.4  # nats for a short form: Jack is often John, and more often somebody else
GENDER = 1.0  # nats for a man's and a woman's form of one name: siblings and couples bear these
ACRONYM = 0.5  # nats for initials in the order of a long form's words: others have the same ones
DISTINCT = 1.0  # nats more for two words that are each well known as another name (Ivanov, Ivankov; Zhang, Zheng)
SURE = 0.06  # nats below which a spelling is beyond doubt whatever is known of the words
CONTRARY = 3.0  # nats for another number or initial

Asked = tuple[int, Unit, Unit]  # which pair of names, and a unit of each
Agreement = tuple[float, How]  # the cost of taking two words for one, and the ground
REMEMBERED = 1 << 20  # pairs of words whose agreement is kept: 200 MB at most
_remembered: dict[tuple[Word, Word], Agreement] = {}


@dataclass(frozen=True)
class Comparison:
    """Two names and the evidence for or against their being spellings of one name."""

    left: Name
    right: Name
    evidence: tuple[Evidence, ...]

    @cached_property
    def score(self) -> float:
        """The probability, 0..1, that the two are spellings of one name; 1 for identical names."""
        if fold(self.left.text) == fold(self.right.text):
            return 1.0
        return probability(features(self.evidence))

    def explain(self) -> str:
        """The evidence as a sentence or two to quote."""
        from names.explanation import explain  # it needs the steps of every reading: only on demand

        return explain(self)


def compare(left: str | Name, right: str | Name) -> Comparison:
    """The comparison of two names; symmetric and total, scores 0..1.

    >>> comparison = compare("Жээнбеков", "Jinbekov")
    >>> comparison.score > 0.5 > compare("Жээнбеков", "Japarov").score
    True
    """
    return compare_many([(left, right)])[0]


def compare_many(pairs: Sequence[tuple[str | Name, str | Name]]) -> list[Comparison]:
    """The comparisons of many pairs, in one batch: much faster than one by one."""
    names = [(_name(left), _name(right)) for left, right in pairs]
    # One direction is measured and the other mirrors it, so that ties cannot break symmetry.
    ordered = [(a, b) if a.text <= b.text else (b, a) for a, b in names]
    return [
        Comparison(left, right, _evidence(a, b, chosen, mirrored=a is not left))
        for (left, right), (a, b), chosen in zip(names, ordered, _aligned(ordered), strict=True)
    ]


def _name(name: str | Name) -> Name:
    return parse(name) if isinstance(name, str) else name


def _aligned(names: Sequence[tuple[Name, Name]]) -> list[tuple[Edge, ...]]:
    """The alignment of each pair of names: part by part; where some are left over, with adjacent ones as one word.

    What is then left over in both is paired off by likeness: these edges cost more than is believed.
    """
    edges = [[Edge(a, b, ACRONYM, "acronym") for a, b in acronyms(left, right)] for left, right in names]
    _believe(edges, [(i, a, b) for i, (left, right) in enumerate(names) for a in singles(left) for b in singles(right)])
    found = [_align(pair, few) for pair, few in zip(names, edges, strict=True)]
    more = [(i, a, b) for i, pair in enumerate(names) for a, b in merged(*pair, found[i])]
    _believe(edges, more)
    for i in dict.fromkeys(i for i, _, _ in more):
        found[i] = _align(names[i], edges[i])
    return _with_contradictions(names, found)


def _align(names: tuple[Name, Name], edges: Sequence[Edge]) -> tuple[Edge, ...]:
    return align(edges, _weights(names[0]), _weights(names[1]))


@lru_cache(maxsize=1 << 16)
def _weights(name: Name) -> tuple[float, ...]:
    return tuple(map(presence, name.parts))


def _believe(edges: Sequence[list[Edge]], asked: Sequence[Asked]) -> None:
    """Add the pairs of units that may be one word to the edges of their pair of names, all measured in one batch."""
    for (index, a, b), (cost, how) in zip(asked, _agreements(asked), strict=True):
        if cost < BELIEVED:
            edges[index].append(Edge(a, b, cost, how))


def _with_contradictions(names: Sequence[tuple[Name, Name]], found: list[tuple[Edge, ...]]) -> list[tuple[Edge, ...]]:
    """The alignments, and edges between what each leaves over in both names, the most alike first."""
    asked = [(i, a, b) for i, pair in enumerate(names) for a, b in opposed(*pair, found[i])]
    measured = [(i, cost, a, b) for (i, a, b), (cost, _) in zip(asked, _agreements(asked), strict=True)]
    for i, cost, a, b in sorted(measured, key=lambda row: (*row[:2], row[2].mask, row[3].mask)):
        if not any(edge.left.mask & a.mask or edge.right.mask & b.mask for edge in found[i]):
            found[i] = (*found[i], Edge(a, b, max(cost, BELIEVED), "contradicted"))
    return found


def _agreements(asked: Sequence[Asked]) -> list[Agreement]:
    """How each pair of units agrees; those that need comparing in one batch."""
    known = [_known(a, b) for _, a, b in asked]
    pairs = [(a.word, b.word) for (_, a, b), found in zip(asked, known, strict=True) if found is None]
    plain = iter(_compared(pairs))
    return [next(plain) if found is None else found for found in known]


def _known(a: Unit, b: Unit) -> Agreement | None:
    """How units agree where letters need no comparing: the same word, initials, numbers, concepts."""
    left, right = a.parts[0], b.parts[0]
    if a.word.text == b.word.text:
        return 0.0, "identical"
    if len(a.parts) == len(b.parts) == 1:
        if left.concept and left.concept == right.concept:
            return 0.0, "concept"
        if "number" in (left.role, right.role):
            return CONTRARY, "contradicted"
        if "initial" in (left.role, right.role):
            return (INITIAL, "initial") if _same_initial(left, right) else (CONTRARY, "contradicted")
    return None


def _same_initial(left: Part, right: Part) -> bool:
    return any(a[:1] == b[:1] for a in left.word.sounds for b in right.word.sounds)


def _compared(pairs: Sequence[tuple[Word, Word]]) -> list[Agreement]:
    """How each pair of words agrees, by letters or as names known as one; remembered from call to call."""
    known = {pair: _remembered.get(pair) for pair in pairs}
    missing = [pair for pair, found in known.items() if found is None]
    if missing:
        new = dict(zip(missing, _measured(missing), strict=True))
        if len(_remembered) > REMEMBERED:
            _remembered.clear()
        _remembered.update(new)
        known.update(new)
    return [found for pair in pairs if (found := known[pair])]


def _measured(pairs: Sequence[tuple[Word, Word]]) -> list[Agreement]:
    kinds = relations(pairs)
    # Within one script a group holds names apart that other scripts write alike: their letters count as well.
    spelled = [
        kind is None or (kind == "group" and a.script == b.script) for (a, b), kind in zip(pairs, kinds, strict=True)
    ]
    costs = iter(word_costs([pair for pair, asked in zip(pairs, spelled, strict=True) if asked]).tolist())
    return [
        _weighed(a, b, kind, next(costs) if asked else 0.0)
        for (a, b), kind, asked in zip(pairs, kinds, spelled, strict=True)
    ]


def _weighed(a: Word, b: Word, kind: How | None, cost: float) -> Agreement:
    if kind == "nickname":
        return NICKNAME, kind
    if (kind or SURE < cost < BELIEVED) and of_two_genders(a, b):
        return max(cost, GENDER), "gender"
    if kind == "group":
        return min(GROUP + UNALIKE * min(cost, FAR), max(cost, GROUP)), kind
    if SURE < cost < BELIEVED and _readable(a, b) and distinct(a, b):
        cost += DISTINCT
    return cost, "spelling" if a.script == b.script else "reading"


def _readable(a: Word, b: Word) -> bool:
    """Whether what the words are known as says which name they are: characters are read as several names."""
    return a.script == b.script or (a.script not in UNSPACED and b.script not in UNSPACED)


def _evidence(left: Name, right: Name, chosen: Sequence[Edge], *, mirrored: bool) -> tuple[Evidence, ...]:
    found = [Evidence(e.left.parts, e.right.parts, e.how, e.cost, _letters(e)) for e in chosen]
    lost = _left_over(left, [edge.left.mask for edge in chosen])
    alone = _left_over(right, [edge.right.mask for edge in chosen])
    found += [Evidence((part,), (), "omitted", 0.0, presence(part)) for part in lost]
    found += [Evidence((), (part,), "omitted", 0.0, presence(part)) for part in alone]
    return tuple(e._replace(left=e.right, right=e.left) for e in found) if mirrored else tuple(found)


def _letters(edge: Edge) -> int:
    return max(len(edge.left.word), len(edge.right.word))


def _left_over(name: Name, masks: Sequence[int]) -> list[Part]:
    used = sum(masks)
    return [part for i, part in enumerate(name.parts) if not used >> i & 1]
