"""The numbers by which two names are compared: what was judged rather than fitted.

A **cost** is in nats: −log of the probability that two words are one name, whatever their length: 0.02 is nearly
certain, 0.7 an even chance, from 2 on they are not taken for one. A **total** is cost × letters: what an alignment
minimises, so that long words count more than short ones.

Numbers that say how long a search may take or how much is kept stay beside the search. What was fitted is data
(`data/calibration.tsv`, `word-calibration.tsv`, `letter-calibration.tsv`). Numbers are chosen where no measurement
stands beside them. (Contradictions with costs, and spelling that counts within a group, came together: mean AUC of the
development pairs .951 → .957, F1 .920 → .926.)
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
    group_share: float = 0.25  # … and the share of the cost of spelling that is added within one script (Zsolt, Zoltán)
    group_farthest: float = 4.0  # … up to this cost of spelling; no gender is seen in what is spelled more unlike
    gender: float = 1.0  # a man's and a woman's form of one family name, at least: siblings and couples bear these
    gender_most: float = 1.5  # … and at most, however short the stem is
    known_apart: float = 1.0  # added where each word is well known as another name (Muhammad, Mahmud)
    nickname: float = 0.4  # the short form of one name alone (Josh): it may be a name of its own
    nickname_ambiguity: float = 0.3  # … and for each nat of other names that it may stand for (Pat: Patrick, Patricia)
    nickname_most: float = 1.0  # … up to this: Al is many names, yet who is called Al has one of them
    both_nicknames: float = 0.3  # added where both words are short forms
    both_share: float = 0.5  # share of the names of two short forms that must be the same (Mike, Mick; not Ted, Ed)
    foreign_form: float = 1.5  # a given name in another language: kings and emigrants bear both, others seldom do
    sex_doubt: float = 1.0  # a reading this much less likely than the best does not say whose name a word is

    # Words that are not compared by their letters (unlettered, regrouping): nats.
    initial: float = 0.4  # an initial that fits, or a word that is the beginning of a term (Comp.)
    acronym: float = 0.5  # initials in the order of a long form's words: others have the same ones
    contrary: float = 3.0  # another number, initial, term or syllable
    other_generation: float = 4.0  # father and son
    second_as_junior: float = 1.3  # a junior, who may be the second of the name
    wade_giles: float = 0.15  # pinyin and Wade-Giles of the same syllables
    abbreviation: int = 4  # letters at least of a word that is the beginning of a term

    # What an alignment costs (alignment): nats a letter of a word without a partner.
    contradicted: float = 2.2  # where both names have one
    unmatched: float = 0.3  # where only one has

    # Adjacent parts taken as one word (regrouping).
    joined_latin: float = 0.6  # similarity (0..1) of phonetic forms, at least, if all is Latin; else `scripts.tsv` says

    # Two words as they are read (distance).
    learned_most: float = 2.5  # nats a letter beyond which the learned tables say no more
    learned_latin: float = 0.55  # Indel distance (0..1) of Latin words beyond which the learned tables are not asked
    learned_readings: float = 0.75  # … and of the readings of another script, which may be the wrong ones
    likely_reading: float = 1.0  # nats of a reading up to which a scheme's letters are believed …
    by_scheme: float = 0.15  # … and nats a letter at most then: the learned tables may not know the habit
    late_reading: float = 0.03  # Indel distance added per letter and nat of a less likely reading
    disguised: float = 0.3  # digits that look like the letters (S0r0s)

    # Two words of one script as they are written (letters): nats.
    same_letters: float = 0.02  # only the way of writing differs
    letter_lost: float = 4.4  # a letter more or less
    letters_swapped: float = 4.0  # two neighbouring letters that changed places: a slip of the hand
    letters_far: float = 0.6  # Indel distance (0..1) from which every difference counts as another letter

    # A word and the spellings of a group of names (equivalents).
    group_similar: float = 0.75  # Indel similarity (0..1) from which a spelling is measured …
    group_near: float = 0.35  # … and nats a letter, by the learned Latin table, below which the word is counted in
    group_shortest: int = 5  # letters at least of a word that is counted in: too many spellings are near shorter ones

    # How much a part counts for (weights, features): letters.
    short_word: int = 4  # of a shorter word: Un and Il contradict each other as clearly as longer names
    number: float = 8.0  # another number is another name (Channel 1, Channel 5), however short it is written
    unmatched_initial: float = 3.0
    unmatched_weights: Mapping[str, float] = field(default_factory=_unmatched_weights)  # share of a role's letters
    slight: float = 0.3  # share of the letters of words that may be left out (Company), where they contradict others
    clear: float = 4.0  # letters: a contradiction of so many is as clear as a longer one
    contradiction_most: float = 12.0  # nats beyond which contradicting words are unlike each other enough
    cut_name: float = 0.5  # score, at most, of names that were not read to their end


COSTS = ComparisonCosts()  # in force everywhere: results are cached, so there is one for all
