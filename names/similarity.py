"""Two names compared, word by word: the score is computed from the evidence, so the explanation cannot lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from names.alignment import Edge, Unit, acronyms, align, merged, singles
from names.calibration import probability
from names.distance import word_costs
from names.equivalents import distinct, relations
from names.normalization import fold
from names.parts import Name, Part, parse
from names.words import UNSPACED, Word

How = Literal[
    "identical", "spelling", "reading", "group", "nickname", "initial", "acronym", "concept", "omitted", "contradicted"
]
BELIEVED = 2.0  # nats above which two words are not taken for one name: less than a chance of one in seven
INITIAL = 0.4  # nats for an initial that fits
GROUP = 0.1  # nats for two words known as one name (Alexander, Iskandar)
NICKNAME = 1.4  # nats for a short form: Jack is often John, and more often somebody else
ACRONYM = 0.5  # nats for initials in the order of a long form's words: others have the same ones
DISTINCT = 1.0  # nats more for two words that are each well known as another name (Ivanov, Ivankov; Zhang, Zheng)
SURE = 0.06  # nats below which a spelling is beyond doubt whatever is known of the words
CLEAR = 5.0  # letters: a contradiction of so many is as clear as a longer one
# How many letters of a part count where it is left over, by role: what names often leave out counts less.
PRESENCE = {"title": 0.0, "particle": 0.3, "legal": 0.3, "term": 0.5, "patronymic": 0.5, "suffix": 0.6, "initial": 3.0}
SHORT = 4  # letters that a shorter word counts for: Un and Il contradict each other as clearly as longer names
NUMBER = 8.0  # another number is another name (Channel 1, Channel 5), however short it is written

NEVER = -1.0
REMEMBERED = 1 << 20  # pairs of words whose cost is kept: 200 MB at most
_remembered: dict[tuple[Word, Word], float] = {}


class Evidence(NamedTuple):
    """Parts of the left and right name (one side may be empty), how they agree, and the nats that costs: -log of the
    probability that the words are one name.

    `letters` is how many letters the evidence speaks for; every part of both names stands in exactly one evidence.
    """

    left: tuple[Part, ...]
    right: tuple[Part, ...]
    how: How
    cost: float
    letters: float


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


class Features(NamedTuple):
    """What the score is computed from."""

    worst: float  # nats of the worst aligned word
    contradicted: float  # letters that contradict each other, as a share of what makes a contradiction clear
    omitted: float  # share of the letters that only one name has
    single: float  # 1 where fewer than two words are aligned


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
    """The alignment of each pair of names: part by part; where some are left over, with adjacent ones as one word."""
    edges = [[Edge(a, b, ACRONYM) for a, b in acronyms(left, right)] for left, right in names]
    _believe(edges, [(i, a, b) for i, (left, right) in enumerate(names) for a in singles(left) for b in singles(right)])
    found = [_align(pair, few) for pair, few in zip(names, edges, strict=True)]
    more = [(i, a, b) for i, pair in enumerate(names) for a, b in merged(*pair, found[i])]
    _believe(edges, more)
    for i in dict.fromkeys(i for i, _, _ in more):
        found[i] = _align(names[i], edges[i])
    return found


def _align(names: tuple[Name, Name], edges: Sequence[Edge]) -> tuple[Edge, ...]:
    return align(edges, _weights(names[0]), _weights(names[1]))


def _believe(edges: Sequence[list[Edge]], asked: Sequence[tuple[int, Unit, Unit]]) -> None:
    """Add the pairs of units that may be one word to the edges of their pair of names, all measured in one batch."""
    plain = []
    for index, a, b in asked:
        known = _known_cost(a, b)
        if known is None:
            plain.append((index, a, b))
        elif known < BELIEVED:
            edges[index].append(Edge(a, b, known))
    for (index, a, b), cost in zip(plain, _plain_costs([(a.word, b.word) for _, a, b in plain]), strict=True):
        if cost < BELIEVED:
            edges[index].append(Edge(a, b, cost))


def _plain_costs(pairs: Sequence[tuple[Word, Word]]) -> list[float]:
    """The cost of each pair of words, by its letters or as names known as one; remembered from call to call."""
    known = {pair: _remembered.get(pair, NEVER) for pair in pairs}
    missing = [pair for pair, cost in known.items() if cost == NEVER]
    if missing:
        known.update(zip(missing, _measured(missing), strict=True))
        if len(_remembered) > REMEMBERED:
            _remembered.clear()
        _remembered.update((pair, known[pair]) for pair in missing)
    return [known[pair] for pair in pairs]


def _measured(pairs: Sequence[tuple[Word, Word]]) -> list[float]:
    kinds = relations(pairs)
    spelled = iter(word_costs([pair for pair, kind in zip(pairs, kinds, strict=True) if kind is None]).tolist())
    costs = [GROUP if kind == "group" else NICKNAME if kind else next(spelled) for kind in kinds]
    for i, (a, b) in enumerate(pairs):
        if kinds[i] is None and SURE < costs[i] < BELIEVED and _readable(a, b) and distinct(a, b):
            costs[i] += DISTINCT
    return costs


def _readable(a: Word, b: Word) -> bool:
    """Whether what the words are known as says which name they are: characters are read as several names."""
    return a.script == b.script or (a.script not in UNSPACED and b.script not in UNSPACED)


def _known_cost(a: Unit, b: Unit) -> float | None:
    """The cost where letters need no comparing: the same word, initials, numbers, concepts, names known as one."""
    left, right = a.parts[0], b.parts[0]
    if a.word.text == b.word.text:
        return 0.0
    if len(a.parts) == len(b.parts) == 1:
        if "number" in (left.role, right.role):
            return 0.0 if left.concept == right.concept else BELIEVED
        if left.concept and left.concept == right.concept:
            return 0.0
        if "initial" in (left.role, right.role):
            return INITIAL if _same_initial(left, right) else BELIEVED
    return None


def _same_initial(left: Part, right: Part) -> bool:
    return any(a[:1] == b[:1] for a in left.word.sounds for b in right.word.sounds)


def _letters(part: Part) -> float:
    """How many letters the part counts for where it is left over."""
    if part.role == "number":
        return NUMBER
    if part.role == "initial":
        return PRESENCE["initial"]
    return PRESENCE.get(part.role, 1.0) * max(SHORT, len(part.word))


@lru_cache(maxsize=1 << 16)
def _weights(name: Name) -> tuple[float, ...]:
    return tuple(map(_letters, name.parts))


def _evidence(left: Name, right: Name, chosen: Sequence[Edge], *, mirrored: bool) -> tuple[Evidence, ...]:
    found = [_agreement(edge) for edge in chosen]
    lost = _left_over(left, [edge.left.mask for edge in chosen])
    alone = _left_over(right, [edge.right.mask for edge in chosen])
    how: How = "contradicted" if _weight(lost) and _weight(alone) else "omitted"
    found += [Evidence((part,), (), how, 0.0, _letters(part)) for part in lost]
    found += [Evidence((), (part,), how, 0.0, _letters(part)) for part in alone]
    return tuple(e._replace(left=e.right, right=e.left) for e in found) if mirrored else tuple(found)


def _left_over(name: Name, masks: Sequence[int]) -> list[Part]:
    used = sum(masks)
    return [part for i, part in enumerate(name.parts) if not used >> i & 1]


def _weight(parts: Sequence[Part]) -> float:
    return sum(map(_letters, parts))


def _agreement(edge: Edge) -> Evidence:
    a, b = edge.left.word, edge.right.word
    letters = max(len(a), len(b))
    left, right = edge.left.parts[0], edge.right.parts[0]
    how: How
    if a.text == b.text:
        how = "identical"
    elif edge.cost == ACRONYM and len(edge.left.parts) + len(edge.right.parts) > 3:
        how = "acronym"
    elif "initial" in (left.role, right.role) and edge.cost == INITIAL:
        how = "initial"
    elif left.concept and left.concept == right.concept:
        how = "concept"
    elif edge.cost in (GROUP, NICKNAME):
        how = "group" if edge.cost == GROUP else "nickname"
    else:
        how = "spelling" if a.script == b.script else "reading"
    return Evidence(edge.left.parts, edge.right.parts, how, edge.cost, letters)


def features(evidence: Sequence[Evidence]) -> Features:
    """The figures of the evidence that decide the score; words that contradict each other count as badly aligned."""
    agreed = [e for e in evidence if e.left and e.right]
    letters = sum(e.letters for e in agreed)
    lost = sum(e.letters for e in evidence if not e.right)
    alone = sum(e.letters for e in evidence if not e.left)
    against = min(lost, alone)
    contradicted = min(against, CLEAR) / CLEAR
    both = letters + against or 1.0
    telling = [e for e in agreed if e.how != "initial"]
    return Features(
        # Initials alone agree with too many names to be believed.
        worst=max([e.cost for e in agreed] + [BELIEVED * contradicted]) if telling else BELIEVED,
        contradicted=contradicted,
        omitted=abs(lost - alone) / (both + abs(lost - alone)) if both + abs(lost - alone) else 0.0,
        single=float(len(telling) < 2),
    )
