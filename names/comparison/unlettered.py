"""Evidence of parts that are not compared by their letters: numbers, generations, initials, words of known meaning."""

from __future__ import annotations

from names.comparison.costs import COSTS
from names.comparison.evidence import WordEvidence
from names.comparison.kinds import CONCEPT, CONTRADICTED, INITIAL, SPELLING
from names.comparison.weights import is_generation
from names.parsing.parts import Part
from names.parsing.roles import IMPERSONAL
from names.parsing.vocabulary import concepts

MEANT = frozenset({"term", "title", "name"})  # roles of words that can set things apart by their concepts

SAME_MEANING = WordEvidence(0.0, CONCEPT)
CONTRARY = WordEvidence(COSTS.contrary, CONTRADICTED)
OTHER_GENERATION = WordEvidence(COSTS.other_generation, CONTRADICTED)
SECOND_AS_JUNIOR = WordEvidence(COSTS.second_as_junior, CONCEPT)
FITTING_INITIAL = WordEvidence(COSTS.initial, INITIAL)
ABBREVIATED = WordEvidence(COSTS.initial, SPELLING)


def unlettered_evidence(left: Part, right: Part) -> WordEvidence | None:
    """What two parts say if one is a number or initial or has a concept; None if their letters decide.

    >>> from names.parsing.parts import read_name
    >>> texts = ("The Bank", "El Banco", "Fund 1", "Fund 2")
    >>> bank, banco, first, second = (read_name(text).parts[-1] for text in texts)
    >>> [(evidence.cost, evidence.kind.name) for evidence in map(unlettered_evidence, (bank, first), (banco, second))]
    [(0.0, 'concept'), (3.0, 'contradicted')]
    """
    if (left.concept and left.concept == right.concept) or _are_small_words(left, right):
        return SAME_MEANING
    if is_generation(left) and is_generation(right):
        return SECOND_AS_JUNIOR if {left.concept, right.concept} == {"junior", "2"} else OTHER_GENERATION
    if "number" in (left.role, right.role) or left.concept.isdigit() or right.concept.isdigit():  # also of generations
        return CONTRARY
    if "initial" in (left.role, right.role):
        return FITTING_INITIAL if _same_initial(left, right) else CONTRARY
    if _abbreviates(left, right) or _abbreviates(right, left):
        return ABBREVIATED
    return None


def of_other_meaning(left: Part, right: Part) -> bool:
    """Whether both have concepts, and different ones, as words of things' names: a bank is no post office.

    >>> from names.parsing.parts import read_name
    >>> of_other_meaning(read_name("Ministry of Defence").parts[-1], read_name("وزارة المالية").parts[-1])
    True
    """
    if not left.concept or not right.concept or left.concept == right.concept:
        return False
    return left.role in MEANT and right.role in MEANT


def _are_small_words(left: Part, right: Part) -> bool:
    """Whether both are small words, at least one of them a term: Bank of Spain, Banco de España."""
    if "term" not in (left.role, right.role):
        return False
    return all(part.role == "particle" or part.concept in concepts("function") for part in (left, right))


def _same_initial(left: Part, right: Part) -> bool:
    return any(a[:1] == b[:1] for a in left.word.phonetic_forms for b in right.word.phonetic_forms)


def _abbreviates(short: Part, long: Part) -> bool:
    """Whether a word is the beginning of a term or legal form (Comp. for Company)."""
    text = short.word.text
    if long.role not in IMPERSONAL or short.concept or len(text) < COSTS.abbreviation:
        return False
    return len(text) < len(long.word.text) and long.word.text.startswith(text)
