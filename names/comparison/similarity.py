"""Two names compared, word by word: the score is computed from the evidence, so the explanation cannot lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from names.caching import gc_paused, on_forget
from names.comparison.alignment import Edge, align, edge
from names.comparison.calibration import probability
from names.comparison.distance import word_costs
from names.comparison.equivalents import distinct, of_two_genders
from names.comparison.evidence import BELIEVED, SURE, Evidence, features
from names.comparison.outline import Outline, Unit, outline
from names.comparison.regrouping import Asked, Rest, acronyms, believable, merged, opposed, rest
from names.comparison.relations import Relation, of_opposite_sexes, relations
from names.comparison.syllables import is_syllable, one_chinese, signature
from names.comparison.syllables import opposed as syllables_opposed
from names.comparison.unlettered import CONTRARY, Agreement, of_other_meaning, unlettered
from names.orthography.normalization import fold
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name, Part, read_names
from names.romanization.words import Word

GROUP = 0.1  # nats for two words known as one name (Alexander, Iskandar) …
UNALIKE = 0.25  # … and the share of the cost of their spelling that counts within one script (Zsolt, Zoltán) …
FAR = 4.0  # … up to this cost
GENDER = 1.0  # nats for a man's and a woman's form of one name: siblings and couples bear these
ENDING = 1.5  # … at most, however short the stem
DISTINCT = 1.0  # nats more for two words that are each well known as another name (Ivanov, Ivankov; Zhang, Zheng)
SPELLED = 0.15  # nats for pinyin and Wade-Giles
UNREAD = 0.5  # score, at most, of names that were not read to their end
EVEN = 0.7  # nats of an even chance

SAME: Agreement = (0.0, "identical")
REMEMBERED = 1 << 20  # pairs of words whose agreement is kept: 200 MB at most
_remembered: dict[tuple[Word, Word], Agreement] = {}
on_forget(_remembered.clear)


@dataclass(frozen=True)
class Comparison:
    """Two names and the evidence for or against their being spellings of one name."""

    left: Name
    right: Name
    evidence: tuple[Evidence, ...]

    @cached_property
    def score(self) -> float:
        """The probability, 0..1, that the two are spellings of one name; 1 for identical names."""
        left, right = self.left, self.right
        alike = all(evidence.how in ("identical", "omitted") for evidence in self.evidence)  # titles are left out
        if left.text == right.text or (alike and fold(left.text) == fold(right.text)):
            return 1.0
        found = probability(features(self.evidence))
        return min(found, UNREAD) if left.is_cut or right.is_cut else found

    def explain(self) -> str:
        """The evidence as a sentence or two to quote."""
        from names.comparison.explanation import explain  # it needs the schemes and more: only on demand

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
    with gc_paused():
        return _compared(pairs)


def _compared(pairs: Sequence[tuple[str | Name, str | Name]]) -> list[Comparison]:
    read = iter(read_names([name for pair in pairs for name in pair if isinstance(name, str)]))
    names = [tuple(next(read) if isinstance(name, str) else name.undivided or name for name in pair) for pair in pairs]
    # One direction is measured and the other mirrors it, so that ties cannot break symmetry.
    ordered = [
        (outline(left), outline(right)) if left.text <= right.text else (outline(right), outline(left))
        for left, right in names
    ]
    return [
        Comparison(left, right, _evidence(a, b, chosen, mirrored=a.name.text != left.text))
        for (left, right), (a, b), chosen in zip(names, ordered, _aligned(ordered), strict=True)
    ]


def _aligned(pairs: Sequence[tuple[Outline, Outline]]) -> list[tuple[Edge, ...]]:
    """The alignment of each pair of names: part by part; where some are left over, with adjacent ones as one word.

    What is then left over in both is paired off by likeness: these edges cost more than is believed.
    """
    edges = [acronyms(left, right) for left, right in pairs]
    _believe(edges, [(i, *units) for i, pair in enumerate(pairs) for units in _in_order(*pair)])
    open = [(i, pair) for i, pair in enumerate(pairs) if not _straight(*pair, edges[i])]
    _believe(edges, [(i, a, b) for i, pair in open for a, b in _across(*pair)])
    edges = [believable(left, right, few) for (left, right), few in zip(pairs, edges, strict=True)]
    found = [align(few, left.weights, right.weights) for (left, right), few in zip(pairs, edges, strict=True)]
    rests = [rest(left, right, chosen) for (left, right), chosen in zip(pairs, found, strict=True)]
    more = merged(pairs, rests)
    _believe(edges, more)
    for i in dict.fromkeys(i for i, _, _ in more):
        left, right = pairs[i]
        found[i] = align(edges[i], left.weights, right.weights)
        rests[i] = rest(left, right, found[i])
    return _with_contradictions(pairs, found, rests)


def _in_order(left: Outline, right: Outline) -> Iterable[tuple[Unit, Unit]]:
    """The first word of both names, the second of both and so on, where they have equally many."""
    return zip(left.units, right.units, strict=True) if len(left.units) == len(right.units) else ()


def _straight(left: Outline, right: Outline, edges: Sequence[Edge]) -> bool:
    """Whether the words agree in their order, so that nothing is gained by setting each against every other."""
    same = len(edges) == len(left.units) == len(right.units)
    return same and all(edge.cost < EVEN and edge.how != "acronym" for edge in edges)


def _across(left: Outline, right: Outline) -> Iterator[tuple[Unit, Unit]]:
    """Each word of one name and of the other, but for those that stand in order."""
    same = len(left.units) == len(right.units)
    return ((a, b) for m, a in enumerate(left.units) for n, b in enumerate(right.units) if m != n or not same)


def _believe(edges: Sequence[list[Edge]], asked: Sequence[Asked]) -> None:
    """Add the pairs of units that may be one word to the edges of their pair of names, all measured in one batch."""
    for (index, a, b), (cost, how) in zip(asked, _agreements(asked), strict=True):
        # Letters of one script that have to be put together otherwise agree too easily to be believed at long odds.
        divided = len(a.parts) + len(b.parts) > 2 and a.word.script == b.word.script
        if cost < (EVEN if divided else BELIEVED):
            edges[index].append(edge(a, b, cost, how))


def _with_contradictions(
    pairs: Sequence[tuple[Outline, Outline]], found: list[tuple[Edge, ...]], rests: list[Rest]
) -> list[tuple[Edge, ...]]:
    """The alignments, and edges between what each leaves over in both names, the most alike first."""
    open = [i for i, (lost, alone, _, _) in enumerate(rests) if lost and alone]
    asked = [(i, a, b) for i in open for a, b in opposed(*pairs[i], rests[i].lost, rests[i].alone)]
    rows = [
        (i, (a.parts[0].role == "initial") != (b.parts[0].role == "initial"), cost, a.mask, b.mask, at)
        for at, ((i, a, b), (cost, _)) in enumerate(zip(asked, _agreements(asked), strict=True))
    ]
    for i, _, cost, mask, other, at in sorted(rows):
        lost, alone, settled, met = rests[i]
        if lost & mask and alone & other:
            rests[i] = Rest(lost & ~mask, alone & ~other, settled, met)
            _, a, b = asked[at]
            least = CONTRARY if of_other_meaning(a.parts[0], b.parts[0]) else BELIEVED
            found[i] = (*found[i], edge(a, b, max(cost, least), "contradicted"))
    return found


def _agreements(asked: Sequence[Asked]) -> list[Agreement]:
    """How each pair of units agrees; those that need comparing in one batch."""
    known = [_known(a, b) for _, a, b in asked]
    missing = list(dict.fromkeys((a.word, b.word) for (_, a, b), found in zip(asked, known, strict=True) if not found))
    if not missing:
        return known  # type: ignore[return-value]
    new = dict(zip(missing, _measured(missing), strict=True))
    if len(_remembered) > REMEMBERED:
        _remembered.clear()
    _remembered.update(new)
    return [found or new[a.word, b.word] for (_, a, b), found in zip(asked, known, strict=True)]


def _known(a: Unit, b: Unit) -> Agreement | None:
    """How units agree where letters need no comparing, as of numbers, or where they were compared before."""
    if a.word is b.word or a.word.text == b.word.text:
        return SAME
    single = not (a.lettered and b.lettered) and len(a.parts) == len(b.parts) == 1
    if single and (found := unlettered(a.parts[0], b.parts[0])):
        return found
    if a.strict and b.strict:
        if _opposed(a, b):
            return CONTRARY, "contradicted"
        if one_chinese(a.word.text, b.word.text) and _several_or_family(a, b):
            return SPELLED, "spelling"
    return _remembered.get((a.word, b.word))


def _several_or_family(a: Unit, b: Unit) -> bool:
    """Whether units are no single syllables of a given name: pinyin has Ping beside Bing."""
    return "family" in (a.parts[0].role, b.parts[0].role) or not (is_syllable(a.word.text) and is_syllable(b.word.text))


def _opposed(a: Unit, b: Unit) -> bool:
    """Whether one letter or mark makes another name of two short words: of acronyms, of syllables."""
    left, right = a.word, b.word
    roles = a.parts[0].role, b.parts[0].role
    if left.script != right.script or roles == ("particle", "particle"):
        return False
    if a.capital and b.capital:
        return True
    given = "family" not in roles and "name" not in roles  # a given name is not read in several languages
    if left.script == "Latn" and syllables_opposed(left.text, right.text, given=given):
        return True
    return a.toned and b.toned and signature(left.text, "vi") != signature(right.text, "vi")


def _measured(pairs: Sequence[tuple[Word, Word]]) -> list[Agreement]:
    known = relations(pairs)
    # Within one script a group holds names apart that other scripts write alike: their letters count as well.
    spelled = [
        not (relation and relation.kind == "group") or a.script == b.script
        for (a, b), relation in zip(pairs, known, strict=True)
    ]
    costs = iter(word_costs([pair for pair, asked in zip(pairs, spelled, strict=True) if asked]).tolist())
    return [
        _weighed(a, b, relation, next(costs) if asked else 0.0)
        for (a, b), relation, asked in zip(pairs, known, spelled, strict=True)
    ]


def _weighed(a: Word, b: Word, relation: Relation | None, cost: float) -> Agreement:
    found = _spelled(a, b, relation, cost)
    if relation and relation.nats < found[0]:
        return relation.nats, "group" if relation.kind == "form" else "nickname"
    return found


def _spelled(a: Word, b: Word, relation: Relation | None, cost: float) -> Agreement:
    grouped = relation is not None and relation.kind == "group"
    doubtful = grouped or SURE < cost < BELIEVED
    if doubtful and of_opposite_sexes(a, b, grouped=grouped):
        return CONTRARY, "contradicted"
    # Of a short name the ending is half of it: such words may look too unlike.
    if (doubtful or (BELIEVED <= cost < FAR and a.latin[:2] == b.latin[:2])) and of_two_genders(a, b):
        return max(min(cost, ENDING), GENDER), "gender"
    if grouped:
        return min(GROUP + UNALIKE * min(cost, FAR), max(cost, GROUP)), "group"
    if SURE < cost < BELIEVED and _readable(a, b) and distinct(a, b):
        cost += DISTINCT
    return cost, "spelling" if a.script == b.script else "reading"


def _readable(a: Word, b: Word) -> bool:
    """Whether what the words are known as says which name they are: characters are read as several names."""
    return a.script == b.script or (script_facts(a.script).spaced and script_facts(b.script).spaced)


def _evidence(left: Outline, right: Outline, chosen: Sequence[Edge], *, mirrored: bool) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    used = taken = 0
    for (mask, a, parts, *_), (other, b, others, *_), cost, how, _ in chosen:
        used |= mask
        taken |= other
        letters = max(len(a.readings[0]), len(b.readings[0]))
        found.append(
            Evidence(others, parts, how, cost, letters) if mirrored else Evidence(parts, others, how, cost, letters)
        )
    lost, alone = _left_over(left, used), _left_over(right, taken)
    if mirrored:
        lost, alone = alone, lost
    found += [Evidence((part,), (), "omitted", 0.0, letters) for part, letters in lost]
    found += [Evidence((), (part,), "omitted", 0.0, letters) for part, letters in alone]
    return tuple(found)


def _left_over(name: Outline, used: int) -> list[tuple[Part, float]]:
    parts = zip(name.name.parts, name.weights, strict=True)
    return [(part, weight) for i, (part, weight) in enumerate(parts) if not used >> i & 1]
