"""The kinds of evidence: one record each, of how a kind counts and how an explanation tells it.

Every module that treats kinds differently asks the record and compares no names of kinds. A new kind is a record here,
with the same place in `KINDS`, and the code that finds it: for two words in `word_evidence`, for several words of one
name in `regrouping`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What a kind of evidence means to whoever weighs or tells it."""

    name: str  # as in `Evidence.how` and in JSON output
    phrase: str  # of the explanation: {left} and {right} are words; {both} those of all unmatched evidence together
    shows: Literal["words", "letters", "reading"] = "words"  # what stands for {detail}: letters that differ, a reading
    agrees: bool = True  # the words are taken for one name
    contradicts: bool = False  # each name has a word that the other has not; neither: only one name has the word
    literal: bool = False  # what both names have of it is spelled alike
    spelled: bool = False  # two spellings in one script: Latin ones feed the features `consonants` and `family`
    tabled: bool = False  # a table says so, however long the words are: `Edge.total` goes by the shorter one
    conclusive: bool = True  # found in order, it need not be tried whether the words agree otherwise
    full_word: bool = True  # counts as one of the words that agree (feature `single`)
    rarity: float | None = None  # nats of rarity to the resolver; None where it is that of the words

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
OMITTED = Kind("omitted", "{both} only in one", agrees=False, literal=True, full_word=False)
CONTRADICTED = Kind("contradicted", "{left} ≠ {right}", agrees=False, contradicts=True, full_word=False)

# By name, in the order in which kinds that do not agree are told.
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
        OMITTED,
        CONTRADICTED,
    )
}
