"""The numbers by which names are resolved, each with its unit and the measurement that chose it, or "chosen".

Similarities and scores are 0..1. `Rules` is what a caller may set; a `Resolution` carries the rules it was decided by.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CandidateRules:
    """Which aliases are worth comparing with a name: how far the search goes, and what it keeps.

    A search consults key fields in turn: pairs of words, single words, grams. With these numbers 1.1 aliases are
    compared for a misspelt Latin name among 10,000, and 2.5 among a million, where .99 of the right ones are found
    (`benchmarks/growth.py`); one name in ten is looked up by words, one in sixteen by grams. Each number by itself is
    chosen.
    """

    stop_after_pairs: float = 0.86  # similarity of the best candidate by pairs from which no other field is consulted
    stop_after_words: float = 0.9  # the same of the best by single words
    slack_pairs: float = 0.1  # similarity by which a candidate may trail the best, by the last field consulted …
    slack_words: float = 0.2
    slack_grams: float = 0.3
    top_words: int = 64  # candidates a query by pairs, and by single words, whose similarity is computed
    budget: int = 20_000  # postings a query that may be read by grams, rarest keys first …
    budget_growth: int = 25  # … and one more for each so many aliases of the gazetteer
    containment: float = 0.2  # weight of what similarity gains if only as much of the longer name is compared
    shared_keys: float = 0.5  # weight of the keys in common beside the similarity, by grams and for generic names


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """Which entities share the probability of a name, and which of their aliases speaks for them.

    The weights in `data/posterior.tsv` were fitted under these numbers.
    """

    deciding: int = 8  # entities a name, the best-spelled, that share its probability; chosen
    doubted: float = 0.5  # score of the best below which all key fields are consulted; top-10 recall .986 -> .990 (1e6)
    own_script: float = 0.2  # score by which an alias in another script than the query's must be better; chosen
    transcribed: float = 0.3  # the same for a transcription into a third script; chosen
    tie: float = 0.1  # log-odds by which two aliases may differ and fit a query equally well; chosen
    runners_up: int = 32  # aliases compared for the entities beyond the deciding ones; chosen
    contradictable: int = 4  # entities a name, the best-spelled, whose other names may contradict it; chosen
    contradictable_from: float = 0.1  # least score of such an entity; chosen
    other_names: int = 8  # other names of an entity that are compared …
    other_names_read: int = 32  # … of so many after its label; both chosen


@dataclass(frozen=True, slots=True)
class Rules:
    """When to believe a score, and how many aliases to look at.

    With the threshold of .66 (twice as likely as not) instead of .6, persons that the gazetteer does not know are
    matched in .0147 of cases instead of .0184, and known ones rightly in .9428 instead of .9455.

    >>> Rules(threshold=0.9).threshold
    0.9
    """

    threshold: float = 0.66  # least probability of a match
    compared: int = 24  # aliases compared for each name; chosen
    candidates: CandidateRules = CandidateRules()  # which aliases are worth comparing; rarely changed
    decision: DecisionRules = DecisionRules()  # which entities share the probability; rarely changed


RULES = Rules()  # the rules in force where a caller names none


@dataclass(frozen=True, slots=True)
class KeyRules:
    """What is stored of an alias as its keys; each number is chosen, and a part of the version of the keys."""

    gram_readings: int = 3  # readings of a word that its grams are made of
    pair_readings: int = 2  # readings of a word that its pair and word keys are made of
    paired_words: int = 5  # words of a name, the first ones, that pair and word keys are made of
    shortened_from: int = 3  # letters from which a skeleton is also hashed with each one of them left out
    shortest_acronym: int = 3  # letters of an acronym …
    longest_acronym: int = 7


KEY_RULES = KeyRules()


@dataclass(frozen=True, slots=True)
class FeatureRules:
    """Where the features of a candidate are cut off.

    Each number is chosen, and the weights in `data/posterior.tsv` were fitted with it: none can be changed alone.
    """

    lowest_spelling: float = -7.0  # log-odds of a comparison below which nothing more is learned from it
    highest_spelling: float = 5.0  # … and above which
    certain_spelling: float = 2.5  # log-odds of a comparison from which two names are taken for one
    uncommon: float = 8.0  # nats of rarity that few names reach by chance
    rarest: float = 25.0  # nats of rarity beyond which names are equally rare
    most_letters: float = 12.0  # unmatched letters beyond which more make no difference
    given_readings: int = 3  # readings of a word that may be a given name


FEATURE_RULES = FeatureRules()
