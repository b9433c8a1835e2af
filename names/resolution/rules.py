"""The numbers by which names are resolved; each is marked as chosen, or has the measurement behind it.

Similarities and scores are 0..1. `Rules` is what a caller may set.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CandidateRules:
    """Which aliases are worth comparing with a name: how far the search goes, and which candidates it keeps.

    A search consults the key fields in turn: pairs of words, single words, grams. With these numbers, 1.1 aliases are
    compared for a misspelt Latin name among 10,000, and 2.5 among a million, where .99 of the right ones are found
    (`benchmarks/growth.py`); one name in ten is looked up by words, one in sixteen by grams. All numbers are chosen.
    """

    stop_after_pairs: float = 0.86  # similarity of a candidate by pairs with which the search ends
    stop_after_words: float = 0.9  # similarity of a candidate by single words with which the search ends
    slack_pairs: float = 0.1  # relevance by which a candidate may trail the best, if only pairs were consulted
    slack_words: float = 0.2  # relevance by which a candidate may trail the best, if words were consulted too
    slack_grams: float = 0.3  # relevance by which a candidate may trail the best, if grams were consulted too
    top_words: int = 64  # candidates by pairs, and by words, whose similarity to a query is computed
    budget: int = 20_000  # postings by grams that are read for a query, rarest keys first
    budget_growth: int = 25  # the budget grows by one posting for this many aliases of the gazetteer
    containment: float = 0.2  # weight of the gain in similarity if only a part of the longer name is compared
    shared_keys: float = 0.5  # weight of the keys in common, beside the similarity, by grams and for generic names


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """Which entities share the probability of a name, and which of their aliases speaks for them.

    The weights in `data/posterior.tsv` were fitted under these numbers.
    """

    deciding: int = 8  # best-spelled entities that share the probability of a name; chosen
    doubted: float = 0.5  # best score below which all key fields are consulted; top-10 recall .986 -> .990 (1e6)
    own_script: float = 0.2  # score by which an alias in another script than the query's must be better; chosen
    transcribed: float = 0.3  # score by which a transcription into a third script must be better; chosen
    tie: float = 0.1  # aliases whose log-odds differ by no more than this fit a query equally well; chosen
    runners_up: int = 32  # aliases compared to find entities beyond the deciding ones; chosen
    contradictable: int = 4  # best-spelled entities whose other names are compared with a query; chosen
    contradictable_from: float = 0.1  # least score of an entity whose other names are compared; chosen
    other_names: int = 8  # most other names of an entity that are compared; chosen
    other_names_read: int = 32  # most aliases of an entity among which these are sought; chosen
    ordinary: float = 0.2  # probability that a query that is an ordinary word (Of, Deal) is a name after all; chosen


@dataclass(frozen=True, slots=True)
class Recalibration:
    """How the odds of each candidate against nobody are changed, to fit data of one's own: odds become exp(b) · odds^a.

    The default changes nothing. `names tune` fits the two numbers.

    >>> Recalibration().is_identity
    True
    """

    a: float = 1.0  # below 1 scores are less sure of themselves, above 1 surer
    b: float = 0.0  # nats; above 0 names are rather of known entities, below 0 rather of nobody

    @property
    def is_identity(self) -> bool:
        """Whether scores stay as they are."""
        return self.a == 1.0 and self.b == 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """When to believe a score, and how many aliases to look at.

    With the threshold of .68 (twice as likely as not) instead of .6, persons that the gazetteer does not know are
    matched in .0140 of cases instead of .0161; known ones rightly in .879 instead of .901, and wrongly in .006 instead
    of .015.

    >>> Rules(threshold=0.9).threshold
    0.9
    """

    threshold: float = 0.68  # least probability of a match
    compared: int = 24  # aliases compared for each name; chosen
    candidates: CandidateRules = CandidateRules()  # which aliases are worth comparing; rarely changed
    decision: DecisionRules = DecisionRules()  # which entities share the probability; rarely changed
    recalibration: Recalibration = Recalibration()  # how scores are fitted to data of one's own


RULES = Rules()  # the default rules


@dataclass(frozen=True, slots=True)
class KeyRules:
    """How the stored keys of an alias are made. All numbers are chosen, and are part of the version of the keys."""

    gram_readings: int = 2  # readings of a word that its grams are made of
    pair_readings: int = 2  # readings of a word that its pair and word keys are made of
    paired_words: int = 5  # the first words of a name, of which pair and word keys are made
    shortened_from: int = 3  # least letters of a skeleton that is also hashed with one letter left out
    shortest_acronym: int = 3  # least letters of an acronym
    longest_acronym: int = 7  # most letters of an acronym
    rough_skeleton: int = 7  # most classes of letters in a rough skeleton
    rough_word: int = 2  # least letters of a word that has a rough skeleton


KEY_RULES = KeyRules()


@dataclass(frozen=True, slots=True)
class FeatureRules:
    """The bounds at which the features of a candidate are clipped.

    All numbers are chosen. The weights in `data/posterior.tsv` were fitted with them, so a change needs a new fit.
    """

    lowest_spelling: float = -7.0  # least log-odds of a comparison; lower ones are raised to it
    highest_spelling: float = 5.0  # greatest log-odds of a comparison; higher ones are lowered to it
    certain_spelling: float = 2.5  # log-odds of a comparison above which two names are certainly one
    uncommon: float = 8.0  # rarity in nats that few names have in common by chance
    rarest: float = 25.0  # greatest rarity in nats
    most_letters: float = 12.0  # greatest number of unmatched letters that counts
    given_readings: int = 3  # readings of a word that are looked up among given names


FEATURE_RULES = FeatureRules()
