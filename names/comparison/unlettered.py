"""How parts of names agree where letters need no comparing: numbers, generations, initials, what is translated."""

from __future__ import annotations

from names.comparison.evidence import How, is_generation
from names.parsing.parts import Part
from names.parsing.roles import IMPERSONAL
from names.parsing.vocabulary import concepts

INITIAL = 0.4  # nats for an initial or a shortened term that fits
CONTRARY = 3.0  # nats for another number, initial or term …
GENERATION = 4.0  # … and for another generation: father and son
SECOND = 1.3  # nats for a junior who may be the second of the name
MEANT = frozenset({"term", "title", "name"})  # roles of words whose meaning tells things apart
SHORTENED = 4  # letters at least of a word that is the beginning of a term

Agreement = tuple[float, How]  # the cost of taking two words for one in nats, and the ground


def unlettered(left: Part, right: Part) -> Agreement | None:
    """How parts agree of which one is a number, an initial or has a concept; None where their letters decide.

    >>> from names.parsing.parts import read_name
    >>> texts = ("The Bank", "El Banco", "Fund 1", "Fund 2")
    >>> bank, banco, first, second = (read_name(text).parts[-1] for text in texts)
    >>> unlettered(bank, banco), unlettered(first, second)
    ((0.0, 'concept'), (3.0, 'contradicted'))
    """
    if (left.concept and left.concept == right.concept) or _small(left, right):
        return 0.0, "concept"
    if is_generation(left) and is_generation(right):
        second = {left.concept, right.concept} == {"junior", "2"}
        return (SECOND, "concept") if second else (GENERATION, "contradicted")
    if "number" in (left.role, right.role) or left.concept.isdigit() or right.concept.isdigit():  # also of generations
        return CONTRARY, "contradicted"
    if "initial" in (left.role, right.role):
        return (INITIAL, "initial") if _same_initial(left, right) else (CONTRARY, "contradicted")
    if _shortened(left, right) or _shortened(right, left):
        return INITIAL, "spelling"
    return None


def of_other_meaning(left: Part, right: Part) -> bool:
    """Whether both words of things' names, terms, titles or names, mean something else: a bank is no post office.

    >>> from names.parsing.parts import read_name
    >>> of_other_meaning(read_name("Ministry of Defence").parts[-1], read_name("وزارة المالية").parts[-1])
    True
    """
    if not left.concept or not right.concept or left.concept == right.concept:
        return False
    return left.role in MEANT and right.role in MEANT


def _small(left: Part, right: Part) -> bool:
    """Whether both are small words, one of them a translated one: Bank of Spain, Banco de España."""
    if "term" not in (left.role, right.role):
        return False
    return all(part.role == "particle" or part.concept in concepts("function") for part in (left, right))


def _same_initial(left: Part, right: Part) -> bool:
    return any(a[:1] == b[:1] for a in left.word.phonetic_forms for b in right.word.phonetic_forms)


def _shortened(short: Part, long: Part) -> bool:
    """Whether a word is the beginning of a term or legal form (Comp. for Company)."""
    text = short.word.text
    known = long.role in IMPERSONAL and not short.concept and len(text) >= SHORTENED
    return known and len(text) < len(long.word.text) and long.word.text.startswith(text)
