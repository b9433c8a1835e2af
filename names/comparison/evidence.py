"""What two names say for and against each other, word by word, and the figures by which that decides the score."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Literal, NamedTuple

from names.comparison.equivalents import groups
from names.orthography.script_facts import script_facts
from names.parsing.parts import Part
from names.parsing.roles import IMPERSONAL, OWN_WORDS
from names.parsing.vocabulary import concepts

How = Literal[
    "identical", "spelling", "reading", "group", "nickname", "gender", "initial", "acronym", "concept",
    "omitted", "contradicted",
]  # fmt: skip
APART = frozenset({"omitted", "contradicted"})  # how words stand that are not taken for one name
BELIEVED = 2.0  # nats above which two words are not taken for one name: less than a chance of one in seven
CLEAR = 4.0  # letters: a contradiction of so many is as clear as a longer one
UNLIKE = 12.0  # nats beyond which contradicting words are unlike each other enough
UNORDERED = ("particle", "title", "legal", "term", "qualifier")  # roles whose words stand where a language wants them
# How many letters of a part count where it is left over, by role: what names often leave out counts less.
PRESENCE = {
    "title": 0.0, "qualifier": 0.0, "particle": 0.3, "legal": 0.3, "term": 0.5, "patronymic": 0.5, "suffix": 0.6,
    "initial": 3.0,
}  # fmt: skip
SLIGHTLY = 0.3  # share of letters that a word counts for that may be left out
SHORT = 4  # letters that a shorter word counts for: Un and Il contradict each other as clearly as longer names
SURE = 0.06  # nats a letter below which a spelling is beyond doubt
COMMON = frozenset({"particle", "title", "qualifier"})  # other roles of words that tell no two names apart
NUMBER = 8.0  # another number is another name (Channel 1, Channel 5), however short it is written


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

    @property
    def agrees(self) -> bool:
        """Whether the parts are taken for one name."""
        return self.how not in APART


class Features(NamedTuple):
    """What the score is computed from."""

    worst: float  # nats of the worst aligned word
    against: float  # 1 where words of either name contradict each other, less where they are short or common
    plainly: float  # the same, where these are in one script or in alphabets, which are read without doubt
    rough: float  # nats of all words whose two Latin spellings have other consonants
    family: float  # nats of the worst family name in two Latin spellings
    omitted: float  # share of the letters that only one name has
    single: float  # 1 where fewer than two words are aligned
    unlike: float  # nats by which contradicting words are worse than what is just believed
    crossed: float  # 1 where the words stand in another order
    common: float  # share of the aligned letters that are of well-known names: many bear them
    led: float  # 1 where one name has a given name before all that is shared: a child bears its father's name so
    bare: float  # 1 where only words that many organisations and places have agree, and another word does not
    numbered: float  # 1 where only one name has a number, or says of which generation its bearer is
    initials: float  # 1 where both names have initials, and one of them more
    exact: float  # 1 where all words of both agree beyond doubt, in an order that explains itself


def features(evidence: Sequence[Evidence]) -> Features:
    """The figures of the evidence that decide the score."""
    agreed = [e for e in evidence if e.how not in APART]
    rest = [e for e in evidence if e.how in APART] if len(agreed) < len(evidence) else []
    alone = [(e.left or e.right)[0] for e in rest if e.how == "omitted"]
    ours, others, against, unlike = _rest(rest) if rest else (0.0, 0.0, 0.0, 0.0)
    costs = [e.cost for e in agreed if e.cost > SURE]
    rough, family = _latin_doubt(agreed) if costs else (0.0, 0.0)
    letters, common = _known_letters(agreed)
    identifying_words, omitted = sum(map(_words, agreed)), abs(ours - others)
    crossed = len(evidence) > 2 and _crossed(agreed)
    return Features(
        worst=max(costs or [0.0])
        if identifying_words
        else BELIEVED,  # initials alone agree with too many names to be believed
        against=against,
        plainly=against if against and _is_plain(rest) else 0.0,
        rough=rough,
        family=family,
        omitted=omitted / (letters + max(ours, others)) if omitted else 0.0,
        single=float(identifying_words < 2),
        unlike=min(UNLIKE, unlike),
        crossed=float(crossed),
        common=common / letters if letters else 0.0,
        led=float(bool(omitted) and not against and _led(evidence)),
        bare=_bare(agreed, rest) if rest else 0.0,
        numbered=float(bool(alone) and any(map(_is_number, alone))),
        initials=float(bool(alone) and any(map(_is_initial, alone)) and any(map(_is_initials, agreed))),
        exact=float(bool(agreed) and not (costs or crossed or any(map(_counts, rest)))),
    )


def _counts(evidence: Evidence) -> bool:
    """Whether what does not agree tells of the name: titles and qualifiers that only one has do not."""
    return evidence.how == "contradicted" or evidence.letters > 0


def _known_letters(agreed: Sequence[Evidence]) -> tuple[float, float]:
    """The letters that agree, and those of them that are of well-known names."""
    letters = common = 0.0
    for left, right, _, _, size in agreed:
        letters += size
        if len(left) == len(right) == 1:  # most of them: no need to go through the parts
            common += size if groups(left[0].word) and groups(right[0].word) else 0
        elif all(groups(part.word) for part in (*left, *right)):
            common += size
    return letters, common


def _words(evidence: Evidence) -> int:
    """How many words agree, initials left out: a name written without spaces is as many as the other has.

    Characters have so many readings that those of a whole name tell no more than those of one word.
    """
    left, right, how, *_ = evidence
    if how == "initial" or len(left) == len(right) == 1:
        return int(how != "initial")
    scripts = {left[0].word.script, right[0].word.script}
    spaced = all(script_facts(script).spaced for script in scripts)
    return 1 if spaced or "Hani" in scripts else max(len(left), len(right))


def _rest(rest: Sequence[Evidence]) -> tuple[float, float, float, float]:
    """The letters that only the left and only the right name has, how clearly they contradict, how unlike they are."""
    lost = alone = ours = others = unlike = 0.0
    for left, right, how, cost, size in rest:
        if how == "contradicted":
            lost, alone = lost + weight(left), alone + weight(right)
            ours, others = ours + _distinction(left), others + _distinction(right)
            unlike += cost - BELIEVED
        elif left:
            lost, ours = lost + size, ours + size
        else:
            alone, others = alone + size, others + size
    return lost, alone, min(1.0, min(ours, others) / CLEAR), unlike


def _latin_doubt(agreed: Sequence[Evidence]) -> tuple[float, float]:
    """The nats of all doubtful words that two Latin spellings give other consonants, and of the worst family name.

    Within one script there is less right to differ.
    """
    rough = family = 0.0
    for left, right, how, cost, _ in agreed:
        if how != "spelling" or cost <= SURE or left[0].word.script != "Latn":
            continue
        if left[-1].role == "family" or right[-1].role == "family":
            family = max(family, cost)
        if _consonants(left) != _consonants(right):
            rough += cost
    return rough, family


def _consonants(parts: Sequence[Part]) -> str:
    return "".join(part.word.skeletons[0] for part in parts)


def _bare(agreed: Sequence[Evidence], rest: Sequence[Evidence]) -> float:
    """How much more than common words of organisations and places one of two has, where they share nothing else, 0..1.

    Who leaves it out may mean another one: a Democratic Party is not the Democratic Party of another country.
    """
    things = False
    for e in agreed:
        for part in (*e.left, *e.right):
            if part.role in IMPERSONAL:
                things |= part.concept not in concepts("function")
            elif part.role not in COMMON:
                return 0.0
    ours = [part for e in rest for part in e.left if part.role != "particle"]
    others = [part for e in rest for part in e.right if part.role != "particle"]
    more = max(_distinction(ours), _distinction(others)) if things else 0.0
    return min(1.0, more / CLEAR)


def _is_initial(part: Part) -> bool:
    return part.role == "initial"


def _is_plain(rest: Sequence[Evidence]) -> bool:
    """Whether what contradicts is written in one script, or in alphabets, or is known to mean something else."""
    rest = [e for e in rest if not (e.left and e.right and e.left[0].concept and e.right[0].concept)]
    written = {part.word.script for e in rest for part in (e.left or e.right)[:1]}
    written.update([e.right[0].word.script for e in rest if e.right])
    return len(written) < 2 or all(script_facts(script).writes_vowels for script in written)


def _is_initials(evidence: Evidence) -> bool:
    return _is_initial(evidence.left[0]) and _is_initial(evidence.right[0])


def is_generation(part: Part) -> bool:
    """Whether the part says of which generation its bearer is: junior, senior, the third."""
    concept = part.concept
    return part.role == "suffix" and (
        concept.isdigit() or concept in concepts("generation") or concept in concepts("descendant")
    )


def _is_number(part: Part) -> bool:
    return part.role == "number" or is_generation(part)


def _crossed(agreed: Sequence[Evidence]) -> bool:
    """Whether the words stand in an order that turning a name about (family name first, a comma) does not explain."""
    own = [e for e in agreed if e.left[0].role not in UNORDERED and e.right[0].role not in UNORDERED]
    order = [e.left[0].start for e in sorted(own, key=lambda e: e.right[0].start)]
    return sum(a > b for a, b in zip(order, order[1:] + order[:1], strict=True)) > 1


def _led(evidence: Sequence[Evidence]) -> bool:
    """Whether one name is the other with a given name before it (Narayan Rane, Nilesh Narayan Rane)."""
    left = [(part, e.how) for e in evidence for part in e.left if part.role not in UNORDERED]
    right = [(part, e.how) for e in evidence for part in e.right if part.role not in UNORDERED]
    return _begins_alone(left) or _begins_alone(right)


def _begins_alone(parts: Sequence[tuple[Part, How]]) -> bool:
    """Whether a given name begins the name, and is all of it that is left out."""
    if len(parts) < 3 or sum(how == "omitted" for _, how in parts) != 1:
        return False
    first, how = min(parts, key=lambda row: row[0].start)
    return how == "omitted" and first.role == "given"


def presence(part: Part) -> float:
    """How many letters the part counts for where it is left over."""
    if part.role in OWN_WORDS:  # most parts
        return max(SHORT, len(part.word.readings[0]))
    if part.role == "number" or part.concept.isdigit():  # also a generation
        return NUMBER
    if part.concept in concepts("function"):
        return 0.0
    if part.role == "initial":
        return PRESENCE["initial"]
    return PRESENCE.get(part.role, 1.0) * max(SHORT, len(part.word))


def weight(parts: Sequence[Part]) -> float:
    """How many letters the parts count for together where they are left over."""
    return fsum(map(presence, parts))


def _distinction(parts: Sequence[Part]) -> float:
    """How many letters the parts count for where they contradict others, or tell a name from one without them."""
    return fsum(map(_distinguishing, parts))


def _distinguishing(part: Part) -> float:
    if part.role in OWN_WORDS:
        return max(SHORT, len(part.word))
    if part.role == "initial" or _is_number(part):
        return NUMBER
    if part.role == "term":
        if part.concept in concepts("function"):
            return 0.0
        return (SLIGHTLY if part.concept in concepts("generic") else 1.0) * max(SHORT, len(part.word))
    return presence(part)
