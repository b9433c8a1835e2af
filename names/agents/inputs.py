"""What an agent asks: the arguments of each tool, with their limits, as its schema shows them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from names.agents.limits import AGENT_LIMITS as LIMITS
from names.agents.texts import SENDABLE

__all__ = [
    "CompareNamesInput",
    "DecideInput",
    "FindNamesInput",
    "GroupNamesInput",
    "ReadingAndVariantsInput",
    "ResolveNameInput",
    "mistakes",
]

# What to do about a mistake, by pydantic's name for it.
REMEDIES = {
    "string_too_long": "shorten it, or give a long text in parts",
    "too_long": "give fewer, in several calls",
    "too_short": "give one at least",
    "extra_forbidden": "leave it out",
    "string_pattern_mismatch": "give a year (1982) or a date (1982-09-11)",
}
TOLD = 5  # mistakes that are told at once; chosen


def _listed(value: Any) -> Any:
    """A list of the value, if it is a single name."""
    return [value] if isinstance(value, str) else value


SentName = Annotated[str, Field(max_length=LIMITS.name), SENDABLE]
Code = Annotated[str, Field(max_length=LIMITS.code), SENDABLE]
Several = BeforeValidator(_listed)
Kind = Annotated[Code, Field(description='What it is, if you know it: "person", "place" or "org". Empty: not known.')]


class _ToolInput(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ResolveNameInput(_ToolInput):
    """Names, and what is known of whom they mean."""

    names: Annotated[list[SentName], Several] = Field(
        min_length=1, max_length=LIMITS.names, description="One name or several, as they are written, in any script."
    )
    kind: Kind = ""
    countries: Annotated[list[Code], Several] = Field(
        default=[],
        max_length=10,
        description="Countries that it belongs to, if you know them: codes (BY) or names in any language.",
    )
    born: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}){0,2})?$"), SENDABLE] = Field(
        default="", description="Year or ISO date of birth, if you know it."
    )
    limit: int = Field(default=3, ge=1, le=LIMITS.candidates, description="Entities to tell for each name.")


class CompareNamesInput(_ToolInput):
    """Two names."""

    left: SentName = Field(description="A name, in any script.")
    right: SentName = Field(description="Another name, in any script.")


class FindNamesInput(_ToolInput):
    """A text, and which of its mentions are told."""

    text: Annotated[str, Field(max_length=LIMITS.text), SENDABLE] = Field(description="Running text in any language.")
    limit: int = Field(default=50, ge=1, le=LIMITS.mentions, description="Mentions to tell at once.")
    offset: int = Field(
        default=0, ge=0, description="Mentions to pass over: next_offset of the call before, with the same text."
    )


class GroupNamesInput(_ToolInput):
    """A list of names, and what all of them name."""

    names: list[SentName] = Field(
        min_length=1, max_length=LIMITS.listed, description="The names to group, in any scripts."
    )
    kind: Kind = ""


class ReadingAndVariantsInput(_ToolInput):
    """A name, and the language that it is written in."""

    name: SentName = Field(description="A name, in any script.")
    language: Code = Field(
        default="", description="Its language (BCP 47, such as ru or ja), where the letters leave it open."
    )
    limit: int = Field(default=10, ge=1, le=LIMITS.spellings, description="Other spellings to tell.")


class DecideInput(_ToolInput):
    """A decision: what it says, of which spelling and entity, and why."""

    action: Literal["accept", "reject", "undo"] = Field(
        description="accept: the spelling means the entity; reject: it does not; undo: a decision does not hold."
    )
    spelling: SentName = Field(default="", description="The name as it is written.")
    entity: SentName = Field(default="", description="To accept or reject: id of the entity, as resolve_name tells it.")
    number: int = Field(default=0, ge=0, description="To undo: number of the decision. Else give its spelling.")
    why: Annotated[str, Field(max_length=LIMITS.why), SENDABLE] = Field(
        default="", description="The reason, for people who read it later."
    )


def mistakes(error: ValidationError) -> str:
    """What is wrong with arguments, and what to do; of what was sent it repeats nothing but names of fields."""
    told = []
    for one in error.errors(include_url=False, include_input=False)[:TOLD]:
        where = ".".join(map(str, one["loc"]))[:100]
        remedy = REMEDIES.get(one["type"])
        told.append(f"{where}: {one['msg'][:1].lower()}{one['msg'][1:]}{f'; {remedy}' if remedy else ''}")
    further = error.error_count() - len(told)
    return ". ".join([*told, *([f"{further} more mistakes"] if further else [])])
