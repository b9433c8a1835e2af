"""The kinds of evidence: one record each says how the kind counts and how an explanation phrases it.

A module that treats kinds differently asks their records and compares no names of kinds. A new kind needs a record
here, the same place in `KINDS`, and code that finds it: for two words in `word_evidence`, for several words of one name
in `regrouping`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """How a kind of evidence counts and is phrased."""

    name: str  # as in `Evidence.how` and in JSON output
    phrase: str  # in explanations: {left} and {right} are words, {both} the words of all unmatched evidence
    shows: Literal["words", "letters", "reading"] = "words"  # what {detail} is: letters that differ, or a reading
    agrees: bool = True  # the words are taken for one name
    contradicts: bool = False  # the words are two names; if they do not agree either, only one name has the words
    literal: bool = False  # what both names have is spelled the same
    spelled: bool = False  # two spellings in one script; Latin ones feed the features `consonants` and `family`
    tabled: bool = False  # known from a table, however long the words: `Edge.total` counts those of the shorter
    conclusive: bool = True  # if all words agree so in their order, other pairings are not tried
    full_word: bool = True  # counts as one of the words that agree (feature `single`)
    rarity: float | None = None  # nats of rarity for the resolver; None: the rarity of the words

    @property
    def unmatched(self) -> bool:
        """Whether only one of the two names has the words."""
        return not (self.agrees or self.contradicts)


IDENTICAL = Kind("identical", "{left} = {right}", literal=True)
SPELLING = Kind("spelling", "{left} ~ {right}{detail}", shows="letters", spelled=True)
READING = Kind("reading", "{detail}", shows="reading")
GROUP = Kind("group", "{left} = {right} (forms of one name)", tabled=True)
NICKNAME = Kind("nickname", "{left} = {right} (short form)", tabled=True)
GENDER = Kind("gender", "{left} = {right} (a man's and a woman's form)", tabled=True)
INITIAL = Kind("initial", "{left} = {right} (initial)", full_word=False, rarity=2.0)  # rarity chosen
ACRONYM = Kind("acronym", "{left} = {right}", conclusive=False, rarity=6.0)  # rarity chosen
CONCEPT = Kind("concept", "{left} = {right} (same meaning)")
DECISION = Kind("decision", "{left} = {right} (decided)", literal=True)  # made by a person, not by comparing
OMITTED = Kind("omitted", "{both} only in one", agrees=False, literal=True, full_word=False)
CONTRADICTED = Kind("contradicted", "{left} ≠ {right}", agrees=False, contradicts=True, full_word=False)

# By name, in the order in which explanations state what does not agree.
KINDS = {
    kind.name: kind
    for kind in (
        IDENTICAL,
        SPELLING,
        READING,
        GROUP,
        NICKNAME,
        GENDER,
        INITIAL,
        ACRONYM,
        CONCEPT,
        DECISION,
        OMITTED,
        CONTRADICTED,
    )
}
