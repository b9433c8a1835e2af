"""The result of correcting a text: a `Fixed` with its changes and doubts."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer import Entity
from names.resolution.results import Candidate

__all__ = ["Change", "Doubt", "Fixed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A name of a text that was put into its usual form."""

    start: int  # characters of the text before it, as it was given
    end: int  # characters of that text up to its end
    before: str  # as it was written: text[start:end]
    after: str  # as it is written now
    entity: Entity  # what it means
    score: float  # probability, 0..1, that the entity is meant
    why: str  # which words are how alike, in one line


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name of a text that may be misspelled and was left, because it is not sure."""

    start: int  # characters of the text before it, as it was given
    end: int  # characters of that text up to its end
    text: str  # as it is written
    why: str  # why it was left, in one line
    candidates: tuple[Candidate, ...] = ()  # what it may mean, likeliest first
    spellings: tuple[str, ...] = ()  # of an unknown name, all spellings that the text has, commonest first


@dataclass(frozen=True, slots=True)
class Fixed:
    """A corrected text, what was changed in it, and what was left in doubt, both in order of their places."""

    text: str
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
