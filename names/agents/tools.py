"""The tools that an agent is offered: names, descriptions and schemas, and what answers each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from names.agents import inputs, outputs, wording
from names.agents.callers import Caller
from names.agents.deciding import decide
from names.agents.finding import find_names
from names.agents.limits import AGENT_LIMITS as LIMITS
from names.agents.looking_up import group_names, resolve_name
from names.agents.spelling import compare_names, reading_and_variants

__all__ = ["TOOLS", "AgentTool", "offered"]


@dataclass(frozen=True, slots=True)
class AgentTool:
    """A tool: what it is for, what it takes and gives, and what answers it."""

    title: str
    description: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    answer: Callable[[Any, Caller], Awaitable[Any]]
    words: Callable[[Any], Iterator[str]]  # the answer as lines of text
    changes: bool = False  # whether it changes what is known


TOOLS = {
    "resolve_name": AgentTool(
        "Resolve a name",
        "Says which known person, place or organisation a name means, in any script and spelling: its stable id, with "
        "a probability and the reason, and who else may be meant. Use it before you store, compare or look up anybody "
        "by name: names with one id are one entity. What you know beside the name (kind, countries, born) confirms or "
        f"contradicts. Takes up to {LIMITS.names} names at once. For a text use find_names.",
        inputs.ResolveNameInput, outputs.ResolveNameOutput, resolve_name, wording.resolved,
    ),
    "compare_names": AgentTool(
        "Compare two names",
        "Says how likely two names are spellings of one name, across scripts, and why. It looks at the letters alone: "
        "two people may have one name, and one entity two names (Bombay, Mumbai); to know whether two names mean the "
        "same entity, use resolve_name with both.",
        inputs.CompareNamesInput, outputs.CompareNamesOutput, compare_names, wording.compared,
    ),
    "find_names": AgentTool(
        "Find the names of a text",
        "Finds the persons, places and organisations that a text names, in any language, inflected or misspelled ones "
        "too: where each stands, the stable id of its entity, and the reason. Names that the gazetteer does not know "
        f"are grouped by their spellings. Takes up to {LIMITS.text:,} characters, and tells up to {LIMITS.mentions} "
        "mentions at once; next_offset leads on.",
        inputs.FindNamesInput, outputs.FindNamesOutput, find_names, wording.found,
    ),
    "group_names": AgentTool(
        "Group the spellings of a list",
        "Puts names into groups that are one name or mean one entity, across scripts, each with the spelling that "
        "represents it, and the stable id if the gazetteer knows the entity. Use it to find duplicates in a list, a "
        f"memory or a graph. Takes up to {LIMITS.listed} names.",
        inputs.GroupNamesInput, outputs.GroupNamesOutput, group_names, wording.grouped,
    ),
    "reading_and_variants": AgentTool(
        "Read a name, and list its spellings",
        "Says how a name of any script is written in Latin letters, by which schemes and languages, what its parts are "
        "(given, family, title …), and under which other spellings to search for it elsewhere.",
        inputs.ReadingAndVariantsInput, outputs.ReadingAndVariantsOutput, reading_and_variants, wording.read,
    ),
    "decide": AgentTool(
        "Keep a decision",
        "Keeps for good that a spelling means an entity (accept), or does not (reject), or that an earlier decision "
        "does not hold (undo). It holds from the next call on, for everybody who uses this gazetteer. Decide only what "
        "the user has said or confirmed, and say in why how it is known.",
        inputs.DecideInput, outputs.DecideOutput, decide, wording.decided, changes=True,
    ),
}  # fmt: skip


def offered(*, may_decide: bool) -> dict[str, AgentTool]:
    """The tools by name; if nothing may be decided, those that change nothing.

    >>> list(offered(may_decide=False))
    ['resolve_name', 'compare_names', 'find_names', 'group_names', 'reading_and_variants']
    """
    return {name: tool for name, tool in TOOLS.items() if may_decide or not tool.changes}
