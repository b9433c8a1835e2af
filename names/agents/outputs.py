"""What an agent is answered: the records of each tool, as its schema shows them.

They are made of those of `names.formats`. Scores are probabilities, 0..1; offsets are in characters, half-open.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from names.agents.texts import SentText

__all__ = [
    "CandidateOutput",
    "CompareNamesOutput",
    "DecideOutput",
    "EvidenceOutput",
    "FindNamesOutput",
    "FoundEntityOutput",
    "GroupNamesOutput",
    "GroupOutput",
    "LatinReadingOutput",
    "MentionOutput",
    "PartOutput",
    "ReadingAndVariantsOutput",
    "ResolveNameOutput",
    "ResolvedNameOutput",
    "Verdict",
]

Status = Literal["match", "ambiguous", "none"]
Verdict = Literal["one name", "undecided", "two names"]
Score = float
STATUS = "match: it means the entity; ambiguous: several may be meant; none: nobody that the gazetteer knows."


class CandidateOutput(BaseModel):
    """An entity that a name may mean."""

    entity: SentText = Field(description="Stable id of the entity.")
    label: SentText
    kind: SentText
    description: SentText = Field(description="What tells it from namesakes; may be empty.")
    countries: list[SentText] = Field(description="Codes (ISO 3166-1).")
    alias: SentText = Field(description="Its name that speaks most for it.")
    score: Score = Field(description="Probability, 0..1, that it is meant.")
    why: SentText = Field(description="How the name compares with that one, or who decided that they mean the same.")


class ResolvedNameOutput(BaseModel):
    """What a name means."""

    name: SentText
    status: Status = Field(description=STATUS)
    entity: SentText | None = Field(description="Stable id of the entity that it means; null without a match.")
    label: SentText | None
    kind: SentText | None
    score: Score = Field(description="Probability, 0..1, that the best candidate is meant.")
    why: SentText
    candidates: list[CandidateOutput] = Field(description="The likeliest entities, best first, whatever the status.")


class ResolveNameOutput(BaseModel):
    """What names mean, in their order."""

    results: list[ResolvedNameOutput]


class EvidenceOutput(BaseModel):
    """What a pair of words, or a word that only one name has, says for or against."""

    left: list[SentText]
    right: list[SentText]
    how: SentText
    cost: float = Field(description="Nats; less is closer.")


class CompareNamesOutput(BaseModel):
    """Whether two names are spellings of one."""

    left: SentText
    right: SentText
    score: Score = Field(description="Probability, 0..1, that they are spellings of one name.")
    verdict: Verdict
    why: SentText
    evidence: list[EvidenceOutput]


class MentionOutput(BaseModel):
    """Where a text names something, and what it means."""

    start: int = Field(description="Characters of the text before it.")
    end: int = Field(description="Characters of the text up to its end.")
    text: SentText
    status: Status = Field(description=STATUS)
    entity: SentText | None = Field(
        description="Stable id; of a name that the gazetteer does not know one that begins with unknown/ and that all "
        "its spellings in this text share; null if ambiguous."
    )
    label: SentText | None
    kind: SentText
    score: Score
    why: SentText


class FoundEntityOutput(BaseModel):
    """What a text says of one entity, or of one ambiguous spelling, in sum."""

    entity: SentText | None = Field(description="As of its mentions.")
    label: SentText
    kind: SentText
    mentions: int
    spellings: list[SentText] = Field(description="The most frequent ones.")
    score: Score = Field(description="The least score of its mentions.")
    why: SentText


class FindNamesOutput(BaseModel):
    """The names of a text."""

    entities: list[FoundEntityOutput] = Field(description="Most mentioned first.")
    entities_left_out: int = Field(description="Entities beyond these; their mentions are told.")
    mentions: list[MentionOutput] = Field(description="In order of the text; as many as asked for.")
    total: int = Field(description="Mentions in the whole text.")
    next_offset: int | None = Field(description="The offset that tells the mentions after these; null at the end.")


class GroupOutput(BaseModel):
    """Names that are one name or mean one entity."""

    names: list[SentText]
    representative: SentText = Field(description="The one that is complete, usual and like the others.")
    entity: SentText | None = Field(description="Stable id, if the gazetteer knows whom they mean.")
    label: SentText | None
    kind: SentText | None
    score: Score = Field(description="The least probability, 0..1, that holds the group together.")
    why: SentText


class GroupNamesOutput(BaseModel):
    """The distinct names of a list in groups, those of most names first."""

    groups: list[GroupOutput]


class LatinReadingOutput(BaseModel):
    """A Latin form of a name."""

    latin: SentText
    language: SentText = Field(description="Language whose rules it follows (BCP 47).")
    scheme: SentText = Field(description="Romanization scheme; learned or custom where none gives it.")
    weight: float = Field(description="Share, 0..1, of the likely forms.")


class PartOutput(BaseModel):
    """A part of a name."""

    text: SentText
    role: SentText = Field(description="given, family, patronymic, title, particle, suffix, initial, …")
    start: int
    end: int
    latin: SentText


class ReadingAndVariantsOutput(BaseModel):
    """How a name is read, what its parts are, and how else it may be spelled."""

    name: SentText
    latin: SentText = Field(description="The likeliest Latin form.")
    kind: SentText = Field(description="What its words tell: person, org or place; empty if they do not.")
    readings: list[LatinReadingOutput] = Field(description="Likeliest first.")
    parts: list[PartOutput]
    variants: list[SentText] = Field(description="Latin spellings to search for, likeliest first.")


class DecideOutput(BaseModel):
    """A decision that is kept."""

    number: int = Field(description="By which it can be undone.")
    decided: SentText
    already: bool = Field(description="Whether it was kept before, so that nothing changed.")
