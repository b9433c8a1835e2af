"""What two names say for and against each other, word by word, and the figures by which that decides the score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from names.equivalents import groups
from names.parts import Part

How = Literal[
    "identical", "spelling", "reading", "group", "nickname", "gender", "initial", "acronym", "concept",
    "omitted", "contradicted",
]  # fmt: skip
BELIEVED = 2.0  # nats above which two words are not taken for one name: less than a chance of one in seven
CLEAR = 5.0  # letters: a contradiction of so many is as clear as a longer one
UNLIKE = 12.0  # nats beyond which contradicting words are unlike each other enough
UNORDERED = ("particle", "title", "legal", "term")  # roles whose words stand where a language wants them
# How many letters of a part count where it is left over, by role: what names often leave out counts less.
PRESENCE = {"title": 0.0, "particle": 0.3, "legal": 0.3, "term": 0.5, "patronymic": 0.5, "suffix": 0.6, "initial": 3.0}
SHORT = 4  # letters that a shorter word counts for: Un and Il contradict each other as clearly as longer names
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
        return self.how not in ("omitted", "contradicted")


class Features(NamedTuple):
    """What the score is computed from."""

    worst: float  # nats of the worst aligned word
    omitted: float  # share of the letters that only one name has
    single: float  # 1 where fewer than two words are aligned
    unlike: float  # nats by which contradicting words are worse than what is just believed
    crossed: float  # 1 where the words stand in another order
    common: float  # share of the aligned letters that are of well-known names: many bear them
    led: float  # 1 where one name has a given name before all that is shared: a child bears its father's name so


def features(evidence: Sequence[Evidence]) -> Features:
    """The figures of the evidence that decide the score; words that contradict each other count as badly aligned."""
    letters = common = worst = unlike = lost = alone = 0.0
    telling = 0
    for left, right, how, cost, size in evidence:
        if how == "omitted":
            lost, alone = (lost + size, alone) if left else (lost, alone + size)
        elif how == "contradicted":
            lost, alone = lost + weight(left), alone + weight(right)
            unlike += cost - BELIEVED
        else:
            letters += size
            worst = max(worst, cost)
            telling += how != "initial"
            if groups(left[0].word) and all(groups(part.word) for part in (*left[1:], *right)):
                common += size
    against, omitted = min(lost, alone), abs(lost - alone)
    return Features(
        # Initials alone agree with too many names to be believed.
        worst=max(worst, BELIEVED * min(against / CLEAR, 1)) if telling else BELIEVED,
        omitted=omitted / (letters + against + omitted) if omitted else 0.0,
        single=float(telling < 2),
        unlike=min(UNLIKE, unlike),
        crossed=float(len(evidence) > 2 and _crossed([e for e in evidence if e.agrees])),
        common=common / letters if letters else 0.0,
        led=float(bool(omitted) and not against and _led(evidence)),
    )


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
    if part.role == "number":
        return NUMBER
    if part.role == "initial":
        return PRESENCE["initial"]
    return PRESENCE.get(part.role, 1.0) * max(SHORT, len(part.word))


def weight(parts: Sequence[Part]) -> float:
    """How many letters the parts count for together where they are left over."""
    return sum(map(presence, parts))
