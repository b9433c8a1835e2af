"""The numbers by which two names are compared, as far as they were chosen and not fitted.

A **cost** is in nats: −log of the probability that two words are one name, whatever their length. 0.02 is nearly
certain, 0.7 an even chance; from 2 on they are not taken for one. A **total** is cost × letters: an alignment minimises
it, so that long words count more than short ones.

Limits of searches and caches stand beside these. What was fitted is data (`data/calibration.tsv`,
`word-calibration.tsv`, `letter-calibration.tsv`). Two changes were measured together: that contradictions have costs,
and that spelling counts within a group. They raised the mean AUC of the development pairs from .951 to .957, and F1
from .920 to .926.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _unmatched_weights() -> Mapping[str, float]:
    weights = {
        "title": 0.0, "qualifier": 0.0, "particle": 0.3, "legal": 0.3, "term": 0.5, "patronymic": 0.5, "suffix": 0.6,
    }  # fmt: skip
    return MappingProxyType(weights)


@dataclass(frozen=True, slots=True)
class ComparisonCosts:
    """Costs in nats, weights in letters, similarities and shares 0..1; all chosen unless measured.

    >>> ComparisonCosts().initial < ComparisonCosts().believed
    True
    """

    # How sure two words are: bounds in nats.
    sure: float = 0.06  # below it a spelling is beyond doubt
    settled: float = 0.1  # below it a word needs no other explanation
    even: float = 0.7  # an even chance: −log 0.5
    believed: float = 2.0  # from it on two words are not taken for one name: less than a chance of one in seven

    # Two words that the tables of names know (relations, word_evidence): nats.
    group: float = 0.1  # forms of one name in different scripts (Alexander, Іскандар)
    group_share: float = 0.25  # share of the cost of spelling added to `group` within one script (Zsolt, Zoltán)
    group_farthest: float = 4.0  # the cost of spelling counts up to this; beyond it no gendered forms are recognised
    gender: float = 1.0  # a man's and a woman's form of one family name, at least: siblings and couples bear these
    gender_most: float = 1.5  # a man's and a woman's form of one family name, at most, however short the stem is
    known_apart: float = 1.0  # added where each word is well known as another name (Muhammad, Mahmud)
    nickname: float = 0.4  # a short form that stands for one name only (Josh): it may be a name of its own
    nickname_ambiguity: float = 0.3  # times log(the number of names that a short form stands for), added (Pat)
    nickname_most: float = 1.0  # a short form at most: Al is many names, yet who is called Al has one of them
    both_nicknames: float = 0.3  # added where both words are short forms
    both_share: float = 0.5  # share of the names of two short forms that must be the same (Mike, Mick; not Ted, Ed)
    foreign_form: float = 1.5  # a given name in another language: kings and emigrants bear both, others seldom do
    sex_doubt: float = 1.0  # a reading that costs as much does not show whether a word is a man's or a woman's name

    # Words that are not compared by their letters (unlettered, regrouping): nats.
    initial: float = 0.4  # an initial that fits, or a word that is the beginning of a term (Comp.)
    acronym: float = 0.5  # initials in the order of a long form's words: others have the same ones
    contrary: float = 3.0  # another number, initial, term or syllable
    other_generation: float = 4.0  # father and son
    second_as_junior: float = 1.3  # a junior, who may be the second of the name
    wade_giles: float = 0.15  # pinyin and Wade-Giles of the same syllables
    abbreviation: int = 4  # letters at least of a word that is the beginning of a term

    # Words without a partner (alignment): nats a letter.
    contradicted: float = 2.2  # if both names have such words
    unmatched: float = 0.3  # if only one name has such words

    # Adjacent parts taken as one word (regrouping).
    joined_latin: float = 0.6  # similarity (0..1) of phonetic forms, at least; for other scripts see `scripts.tsv`

    # Two words as they are read (distance).
    learned_most: float = 2.5  # nats a letter by the learned tables, at most
    learned_latin: float = 0.55  # Indel distance (0..1) of Latin words from which the learned tables are not asked
    learned_readings: float = 0.75  # that distance if a word is in another script: its readings may be the wrong ones
    likely_reading: float = 1.0  # nats, at most, of a reading that is trusted if the other word is spelled like it
    by_scheme: float = 0.15  # nats a letter, at most, of such two words: the learned tables may not know the habit
    late_reading: float = 0.03  # times the nats of two readings / their letters, added to the Indel distance
    disguised: float = 0.3  # digits that look like the letters (S0r0s)

    # Two words of one script as they are written (letters): nats.
    same_letters: float = 0.02  # only the way of writing differs
    letter_lost: float = 4.4  # a letter that only one of the words has
    letters_swapped: float = 4.0  # two neighbouring letters that changed places: a slip of the hand
    letters_far: float = 0.6  # Indel distance (0..1) from which every difference counts as another letter

    # A word and the spellings of a group of names (equivalents).
    group_similar: float = 0.75  # Indel similarity (0..1) from which a spelling is measured by the learned table
    group_near: float = 0.35  # nats a letter, by the learned Latin table, below which a word belongs to the group
    group_shortest: int = 5  # letters, at least, of such a word: too many spellings are near shorter ones

    # How much a part counts for (weights, features): letters.
    short_word: int = 4  # letters that a shorter word counts for: Un and Il contradict each other as clearly
    number: float = 8.0  # another number is another name (Channel 1, Channel 5), however short it is written
    unmatched_initial: float = 3.0
    unmatched_weights: Mapping[str, float] = field(default_factory=_unmatched_weights)  # share of a role's letters
    slight: float = 0.3  # share of the letters of words that may be left out (Company), where they contradict others
    clear: float = 4.0  # letters from which a contradiction is as clear as a longer one
    contradiction_most: float = 12.0  # nats, at most, that contradicting words add up to
    cut_name: float = 0.5  # score, at most, of names that were not read to their end


COSTS = ComparisonCosts()  # in force everywhere: results are cached, so there is one for all
