"""The features of the evidence from which `names.comparison.calibration` computes the score of two names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from names.comparison.costs import COSTS
from names.comparison.equivalents import groups
from names.comparison.evidence import Evidence
from names.comparison.kinds import KINDS, Kind
from names.comparison.weights import distinction, is_number, weight
from names.orthography.script_facts import script_facts
from names.parsing.parts import Part
from names.parsing.roles import ATTRIBUTES, IMPERSONAL
from names.parsing.vocabulary import concepts

UNORDERED = ATTRIBUTES | IMPERSONAL | {"particle"}  # roles of words whose place depends on the language
COMMON = ATTRIBUTES | {"particle"}  # roles of words that many persons' names share


class Features(NamedTuple):
    """What the score is computed from: `worst`, `consonants`, `family`, `contradiction` in nats, the others 0..1."""

    worst: float  # cost of the worst agreeing words
    contradicted: float  # 1 if words of the names contradict each other, less if they are short or generic
    plainly: float  # `contradicted` if those words are in one script, or in alphabets, which leave no doubt; else 0
    consonants: float  # costs of all agreeing words whose two Latin spellings have different consonants
    family: float  # cost of the worst agreeing family name in two Latin spellings
    unmatched: float  # share of the letters that only one name has
    single: float  # 1 if fewer than two words agree
    contradiction: float  # costs of contradicting words, each less `COSTS.believed`
    reordered: float  # 1 if the words are in another order that turning a name about does not explain
    frequent: float  # share of the agreeing letters that are of well-known names, which many bear
    extra_given: float  # 1 if one name only adds a leading given name (Narayan Rane / Nilesh Narayan Rane): a child's
    generic: float  # 1 if all that agrees are words of many organisations and places, and another word differs
    numbered: float  # 1 if only one name has a number or a generation (junior)
    initials: float  # 1 if both names have initials and one of them has more
    exact: float  # 1 if all words of both agree beyond doubt and are not reordered


class _Differences(NamedTuple):
    """A summary of the evidence that does not agree."""

    left_letters: float = 0.0  # letters that only the left name has
    right_letters: float = 0.0  # letters that only the right name has
    contradicted: float = 0.0  # the feature, 0..1
    contradiction: float = 0.0  # the feature, in nats


def features(evidence: Sequence[Evidence]) -> Features:
    """The features of all evidence of two names."""
    agreeing = [e for e in evidence if KINDS[e.how].agrees]
    differing = [e for e in evidence if not KINDS[e.how].agrees] if len(agreeing) < len(evidence) else []
    unmatched_parts = [(e.left or e.right)[0] for e in differing if e.kind.unmatched]  # each is one part
    doubts = [e.cost for e in agreeing if e.cost > COSTS.sure]
    differences = _differences(differing) if differing else _Differences()
    consonants, family = _latin_doubts(agreeing) if doubts else (0.0, 0.0)
    letters, frequent_letters = _agreeing_letters(agreeing)
    word_count = sum(map(_word_count, agreeing))
    unmatched = abs(differences.left_letters - differences.right_letters)
    all_letters = letters + max(differences.left_letters, differences.right_letters)
    reordered = len(evidence) > 2 and _is_reordered(agreeing)
    contradicted = differences.contradicted
    return Features(
        # Initials alone agree with too many names to be believed.
        worst=max(doubts or [0.0]) if word_count else COSTS.believed,
        contradicted=contradicted,
        plainly=contradicted if contradicted and _is_plain(differing) else 0.0,
        consonants=consonants,
        family=family,
        unmatched=unmatched / all_letters if unmatched else 0.0,
        single=float(word_count < 2),
        contradiction=min(COSTS.contradiction_most, differences.contradiction),
        reordered=float(reordered),
        frequent=frequent_letters / letters if letters else 0.0,
        extra_given=float(bool(unmatched) and not contradicted and _has_extra_given(evidence)),
        generic=_generic(agreeing, differing) if differing else 0.0,
        numbered=float(any(map(is_number, unmatched_parts))),
        initials=float(any(map(_is_initial, unmatched_parts)) and any(map(_are_initials, agreeing))),
        exact=float(bool(agreeing) and not (doubts or reordered or any(map(_counts_against, differing)))),
    )


def _counts_against(evidence: Evidence) -> bool:
    """Whether evidence that does not agree counts at all: titles and qualifiers of only one name do not."""
    return evidence.kind.contradicts or evidence.letters > 0


def _agreeing_letters(agreeing: Sequence[Evidence]) -> tuple[float, float]:
    """The number of letters that agree, and of those of them that are of well-known names."""
    letters = frequent = 0.0
    for left, right, _, _, size in agreeing:
        letters += size
        if len(left) == len(right) == 1:  # most of them: no need to go through the parts
            frequent += size if groups(left[0].word) and groups(right[0].word) else 0
        elif all(groups(part.word) for part in (*left, *right)):
            frequent += size
    return letters, frequent


def _word_count(evidence: Evidence) -> int:
    """How many words agree, without initials; a name written without spaces counts as many words as the other has.

    Chinese characters count as one word: they have so many readings that a whole name agrees as easily as one word.
    """
    left, right, how, *_ = evidence
    if not KINDS[how].full_word:
        return 0
    if len(left) == len(right) == 1:
        return 1
    scripts = {left[0].word.script, right[0].word.script}
    are_spaced = all(script_facts(script).spaced for script in scripts)
    return 1 if are_spaced or "Hani" in scripts else max(len(left), len(right))


def _differences(differing: Sequence[Evidence]) -> _Differences:
    """How many letters only one of the names has, how clearly words contradict each other, and at what cost."""
    left_letters = right_letters = left_distinction = right_distinction = contradiction = 0.0
    for left, right, how, cost, size in differing:
        if KINDS[how].contradicts:
            left_letters += weight(left)
            right_letters += weight(right)
            left_distinction += distinction(left)
            right_distinction += distinction(right)
            contradiction += cost - COSTS.believed
        elif left:
            left_letters += size
            left_distinction += size
        else:
            right_letters += size
            right_distinction += size
    contradicted = min(1.0, min(left_distinction, right_distinction) / COSTS.clear)
    return _Differences(left_letters, right_letters, contradicted, contradiction)


def _latin_doubts(agreeing: Sequence[Evidence]) -> tuple[float, float]:
    """The features `consonants` and `family`, from doubtful words in two Latin spellings.

    Within one script spellings have less reason to differ.
    """
    consonants = family = 0.0
    for left, right, how, cost, _ in agreeing:
        if not KINDS[how].spelled or cost <= COSTS.sure or left[0].word.script != "Latn":
            continue
        if left[-1].role == "family" or right[-1].role == "family":
            family = max(family, cost)
        if _skeleton(left) != _skeleton(right):
            consonants += cost
    return consonants, family


def _skeleton(parts: Sequence[Part]) -> str:
    return "".join(part.word.skeletons[0] for part in parts)


def _generic(agreeing: Sequence[Evidence], differing: Sequence[Evidence]) -> float:
    """The feature `generic`: how much differs, 0..1, if the names share nothing but words of organisations and places.

    A Democratic Party need not be the Democratic Party of another country.
    """
    shares_term = False
    for e in agreeing:
        for part in (*e.left, *e.right):
            if part.role in IMPERSONAL:
                shares_term |= part.concept not in concepts("function")
            elif part.role not in COMMON:
                return 0.0
    if not shares_term:
        return 0.0
    left = [part for e in differing for part in e.left if part.role != "particle"]
    right = [part for e in differing for part in e.right if part.role != "particle"]
    return min(1.0, max(distinction(left), distinction(right)) / COSTS.clear)


def _is_plain(differing: Sequence[Evidence]) -> bool:
    """Whether what differs is in one script or in alphabets; words known to mean something else do not matter."""
    scripts: set[str] = set()
    for e in differing:
        if e.left and e.right and e.left[0].concept and e.right[0].concept:
            continue  # known to mean something else
        scripts.update(parts[0].word.script for parts in (e.left, e.right) if parts)
    return len(scripts) < 2 or all(script_facts(script).writes_vowels for script in scripts)


def _is_initial(part: Part) -> bool:
    return part.role == "initial"


def _are_initials(evidence: Evidence) -> bool:
    return _is_initial(evidence.left[0]) and _is_initial(evidence.right[0])


def _is_reordered(agreeing: Sequence[Evidence]) -> bool:
    """Whether the words are in an order that turning a name about (family name first, a comma) does not explain."""
    words = [e for e in agreeing if e.left[0].role not in UNORDERED and e.right[0].role not in UNORDERED]
    starts = [e.left[0].start for e in sorted(words, key=lambda e: e.right[0].start)]
    steps_back = sum(a > b for a, b in zip(starts, starts[1:] + starts[:1], strict=True))
    return steps_back > 1


def _has_extra_given(evidence: Sequence[Evidence]) -> bool:
    """Whether one name is the other with a given name before it (Narayan Rane, Nilesh Narayan Rane)."""
    left = [(part, e.kind) for e in evidence for part in e.left if part.role not in UNORDERED]
    right = [(part, e.kind) for e in evidence for part in e.right if part.role not in UNORDERED]
    return _begins_unmatched(left) or _begins_unmatched(right)


def _begins_unmatched(parts: Sequence[tuple[Part, Kind]]) -> bool:
    """Whether a given name begins the name, and is all of it that is unmatched."""
    if len(parts) < 3 or sum(kind.unmatched for _, kind in parts) != 1:
        return False
    first, kind = min(parts, key=lambda part_and_kind: part_and_kind[0].start)
    return kind.unmatched and first.role == "given"
