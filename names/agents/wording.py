"""Answers as short texts, for agents that read nothing else: a line for each thing, and what was left out at the end.

What acts in a name, such as a line break or a mark of direction, is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from names.agents.limits import AGENT_LIMITS as LIMITS
from names.agents.outputs import (
    CandidateOutput,
    CompareNamesOutput,
    DecideOutput,
    FindNamesOutput,
    FoundEntityOutput,
    GroupNamesOutput,
    GroupOutput,
    MentionOutput,
    ReadingAndVariantsOutput,
    ResolvedNameOutput,
    ResolveNameOutput,
)
from names.formats.escaping import visible

__all__ = ["compared", "decided", "found", "grouped", "read", "reply", "resolved"]


def reply(lines: Iterator[str]) -> str:
    r"""The lines as one text; those beyond the limit are left out, and the last line says how many.

    >>> reply(iter(["a\x1b", "b"]))
    'a\\x1b\nb'
    >>> reply(iter(["a" * 30_000, "b"])).splitlines()
    ['2 lines are left out here: read the structured content, or ask for less at once']
    """
    kept: list[str] = []
    size, left_out = 0, 0
    for line in map(visible, lines):
        size += len(line) + 1
        if size > LIMITS.reply:
            left_out += 1
        else:
            kept.append(line)
    if left_out:
        kept.append(f"{left_out} lines are left out here: read the structured content, or ask for less at once")
    return "\n".join(kept)


def resolved(answer: ResolveNameOutput) -> Iterator[str]:
    """What each name means, and whom else it may mean."""
    for one in answer.results:
        yield f"“{one.name}”: {_meaning(one)}"
        others = one.candidates[1:] if one.entity is not None else one.candidates
        yield from (f"  {_candidate(other)}" for other in others)


def _meaning(one: ResolvedNameOutput) -> str:
    if one.entity is None:
        return f"{one.status}; {one.why}"
    best = one.candidates[0]
    return f"match {_candidate(best)}; {one.why}"


def _candidate(candidate: CandidateOutput) -> str:
    told = ", ".join(filter(None, [candidate.kind, candidate.description, " ".join(candidate.countries)]))
    return f"{candidate.entity} {candidate.label} ({told}) {candidate.score:.2f}"


def compared(answer: CompareNamesOutput) -> Iterator[str]:
    """Whether the names are one, and why."""
    yield f"{answer.verdict} ({answer.score:.2f}): “{answer.left}” and “{answer.right}”: {answer.why}"


def found(answer: FindNamesOutput) -> Iterator[str]:
    """The entities of the text, then its mentions."""
    if not answer.total:
        yield "no names were found"
        return
    left_out = f", the first {len(answer.entities)} of which are" if answer.entities_left_out else ""
    yield f"{answer.total} mentions of {len(answer.entities) + answer.entities_left_out} entities{left_out}:"
    yield from map(_entity, answer.entities)
    if answer.mentions:
        yield "mentions, with their offsets:"
    yield from map(_mention, answer.mentions)
    if answer.next_offset is not None:
        more = answer.total - answer.next_offset
        yield f"{more} more mentions: call again with offset {answer.next_offset}, or with a part of the text"


def _entity(one: FoundEntityOutput) -> str:
    spellings = ", ".join(f"“{spelling}”" for spelling in one.spellings)
    return f"{one.entity or 'ambiguous'} {one.label} ({one.kind}) ×{one.mentions}, {one.score:.2f}: {spellings}"


def _mention(one: MentionOutput) -> str:
    return f"{one.start}–{one.end} “{one.text}” {one.status} {one.entity or ''} {one.score:.2f}: {one.why}"


def grouped(answer: GroupNamesOutput) -> Iterator[str]:
    """The groups, a line each."""
    yield f"{sum(len(group.names) for group in answer.groups)} names in {len(answer.groups)} groups:"
    yield from map(_group, answer.groups)


def _group(group: GroupOutput) -> str:
    names = " = ".join(f"“{name}”" for name in group.names)
    meaning = f" → {group.entity} {group.label} ({group.kind})" if group.entity is not None else ""
    return f"{names}{meaning} {group.score:.2f}{f': {group.why}' if group.why else ''}"


def read(answer: ReadingAndVariantsOutput) -> Iterator[str]:
    """The Latin form, the parts, other readings, and spellings to search for."""
    yield f"“{answer.name}”: {answer.latin}"
    yield from _labelled("parts", [f"{part.text} ({part.role})" for part in answer.parts])
    yield from _labelled(
        "readings", [f"{one.latin} ({one.language} {one.scheme}, {one.weight:.2f})" for one in answer.readings]
    )
    yield from _labelled("search also for", answer.variants)


def _labelled(label: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{label}: {'; '.join(values)}"


def decided(answer: DecideOutput) -> Iterator[str]:
    """What is decided, and its number."""
    state = "was decided before; nothing changed" if answer.already else "is kept and holds from now on"
    yield f"decision {answer.number} {state}: {answer.decided}"
