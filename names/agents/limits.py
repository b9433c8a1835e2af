"""How much one call of a tool may ask, and how much it is answered."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["AGENT_LIMITS", "AgentLimits"]


@dataclass(frozen=True, slots=True)
class AgentLimits:
    """How much one call may ask, and how much it is answered. All numbers are chosen.

    >>> AgentLimits().names
    50
    """

    name: int = 1_000  # characters of a name; longer ones are no names
    code: int = 100  # characters of a kind, a language, or a country by code or name
    names: int = 50  # names that are looked up
    listed: int = 500  # names that are grouped
    candidates: int = 10  # entities that are told of a name
    text: int = 250_000  # characters of a text
    mentions: int = 200  # mentions that are told at once
    entities: int = 100  # entities of a text that are summed up
    spellings: int = 50  # other spellings of a name
    readings: int = 8  # Latin readings of a name
    aliases: int = 100  # names of an entity that its resource has
    why: int = 500  # characters of a reason that is given with a decision
    reply: int = 20_000  # characters of the text of an answer


AGENT_LIMITS = AgentLimits()
