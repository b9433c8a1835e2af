"""What two words, or adjacent words of two names, say of being one name: the cost in nats and the kind of evidence."""

from __future__ import annotations

from collections.abc import Sequence

from names.caching import on_forget
from names.comparison.costs import COSTS
from names.comparison.distance import word_costs
from names.comparison.equivalents import known_apart, of_two_genders
from names.comparison.evidence import WordEvidence
from names.comparison.kinds import GENDER, GROUP, IDENTICAL, NICKNAME, READING, SPELLING
from names.comparison.outline import Unit
from names.comparison.relations import Relation, of_opposite_sexes, relations
from names.comparison.syllables import are_different_syllables, is_syllable, one_chinese, signature
from names.comparison.unlettered import CONTRARY, unlettered_evidence
from names.orthography.script_facts import script_facts
from names.romanization.words import Word

SAME = WordEvidence(0.0, IDENTICAL)
WADE_GILES = WordEvidence(COSTS.wade_giles, SPELLING)
REMEMBERED = 1 << 20  # pairs of words whose evidence is kept, in 200 MB at most

_remembered: dict[tuple[Word, Word], WordEvidence] = {}
on_forget(_remembered.clear)


def word_evidence(pairs: Sequence[tuple[Unit, Unit]]) -> list[WordEvidence]:
    """What each pair of units says; words that were not compared before are measured in one batch.

    >>> from names.comparison.outline import outline
    >>> from names.parsing.parts import read_name
    >>> units = [outline(read_name(name)).units[0] for name in ("Alexander", "Олександр", "Sasha")]
    >>> [evidence.kind.name for evidence in word_evidence([(units[0], units[1]), (units[0], units[2])])]
    ['group', 'nickname']
    """
    known = [_evidence_at_sight(left, right) for left, right in pairs]
    new_pairs = [(left.word, right.word) for (left, right), at_sight in zip(pairs, known, strict=True) if not at_sight]
    if not new_pairs:
        return known  # type: ignore[return-value]
    measured = _remember(new_pairs)
    return [at_sight or measured[left.word, right.word] for (left, right), at_sight in zip(pairs, known, strict=True)]


def may_be_one(pairs: Sequence[tuple[Word, Word]]) -> list[bool]:
    """Whether the words of each pair may be one name by their letters, whatever their roles in names are.

    >>> from names.romanization.words import read_word
    >>> maria, petra, marija = map(read_word, ("maria", "petra", "мария"))
    >>> may_be_one([(maria, petra), (maria, marija)])
    [False, True]
    """
    known = [_remembered.get(pair) for pair in pairs]
    measured = _remember([pair for pair, evidence in zip(pairs, known, strict=True) if not evidence])
    return [
        (evidence or measured[pair]).cost < COSTS.believed or one_chinese(pair[0].text, pair[1].text)
        for pair, evidence in zip(pairs, known, strict=True)
    ]


def _remember(pairs: Sequence[tuple[Word, Word]]) -> dict[tuple[Word, Word], WordEvidence]:
    """What these pairs say, measured in one batch and kept."""
    new_pairs = list(dict.fromkeys(pairs))
    measured = dict(zip(new_pairs, _measured(new_pairs), strict=True))
    if len(_remembered) > REMEMBERED:
        _remembered.clear()
    _remembered.update(measured)
    return measured


def _evidence_at_sight(left: Unit, right: Unit) -> WordEvidence | None:
    """What units say without a measurement: numbers and the like, or words compared before; else None."""
    if left.word is right.word or left.word.text == right.word.text:
        return SAME
    if not (left.lettered and right.lettered) and len(left.parts) == len(right.parts) == 1:
        evidence = unlettered_evidence(left.parts[0], right.parts[0])
        if evidence:
            return evidence
    if left.strict and right.strict:
        if _are_told_apart(left, right):
            return CONTRARY
        if one_chinese(left.word.text, right.word.text) and _are_several_or_family(left, right):
            return WADE_GILES
    return _remembered.get((left.word, right.word))


def _are_several_or_family(left: Unit, right: Unit) -> bool:
    """Whether units are a family name or not both single syllables: of given names, Ping and Bing are both pinyin."""
    if "family" in (left.parts[0].role, right.parts[0].role):
        return True
    return not (is_syllable(left.word.text) and is_syllable(right.word.text))


def _are_told_apart(left: Unit, right: Unit) -> bool:
    """Whether two short words that differ in a letter or mark are different names: acronyms or syllables."""
    roles = left.parts[0].role, right.parts[0].role
    if left.word.script != right.word.script or roles == ("particle", "particle"):
        return False
    if left.acronym and right.acronym:
        return True
    left_text, right_text = left.word.text, right.word.text
    are_given = "family" not in roles and "name" not in roles  # a given name is not read in several languages
    if left.word.script == "Latn" and are_different_syllables(left_text, right_text, given=are_given):
        return True
    return left.toned and right.toned and signature(left_text, "vi") != signature(right_text, "vi")


def _measured(pairs: Sequence[tuple[Word, Word]]) -> list[WordEvidence]:
    """What each pair of words says by the tables of names and by its spelling."""
    known = relations(pairs)
    # Words of one script may share a group because other scripts write them alike: their letters count as well.
    is_spelled = [
        relation is None or relation.table != "groups" or left.script == right.script
        for (left, right), relation in zip(pairs, known, strict=True)
    ]
    spelled_pairs = [pair for pair, spelled in zip(pairs, is_spelled, strict=True) if spelled]
    costs = iter(word_costs(spelled_pairs).tolist())
    return [
        _best_evidence(left, right, relation, next(costs) if spelled else 0.0)
        for (left, right), relation, spelled in zip(pairs, known, is_spelled, strict=True)
    ]


def _best_evidence(left: Word, right: Word, relation: Relation | None, spelling_cost: float) -> WordEvidence:
    """The cheaper of what the tables of names and the spelling say."""
    by_spelling = _spelling_evidence(left, right, relation, spelling_cost)
    if relation is None or relation.cost >= by_spelling.cost:
        return by_spelling
    return WordEvidence(relation.cost, GROUP if relation.table == "forms" else NICKNAME)


def _spelling_evidence(left: Word, right: Word, relation: Relation | None, cost: float) -> WordEvidence:
    """What the spelling of two words says at this cost, and the groups, genders and sexes that correct it."""
    is_group = relation is not None and relation.table == "groups"
    is_doubtful = is_group or COSTS.sure < cost < COSTS.believed
    if is_doubtful and of_opposite_sexes(left, right, grouped=is_group):
        return CONTRARY
    # The ending may be half of a short name, so that its two forms look too unlike.
    short_alike = COSTS.believed <= cost < COSTS.group_farthest and left.latin[:2] == right.latin[:2]
    if (is_doubtful or short_alike) and of_two_genders(left, right):
        return WordEvidence(max(min(cost, COSTS.gender_most), COSTS.gender), GENDER)
    if is_group:
        in_group = COSTS.group + COSTS.group_share * min(cost, COSTS.group_farthest)
        return WordEvidence(min(in_group, max(cost, COSTS.group)), GROUP)
    if is_doubtful and _are_readable(left, right) and known_apart(left, right):
        cost += COSTS.known_apart
    return WordEvidence(cost, SPELLING if left.script == right.script else READING)


def _are_readable(left: Word, right: Word) -> bool:
    """Whether known names decide about the words; not beside characters, which are read as several names."""
    return left.script == right.script or (script_facts(left.script).spaced and script_facts(right.script).spaced)
