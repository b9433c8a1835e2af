"""The tool that finds the names of a text: `find_names`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gazetteer import Gazetteer
from names.agents.callers import Caller
from names.agents.inputs import FindNamesInput
from names.agents.limits import AGENT_LIMITS as LIMITS
from names.agents.outputs import FindNamesOutput, FoundEntityOutput, MentionOutput
from names.formats.entities import EntityRow, entity_rows
from names.formats.mentions import AnnotatedPortion, mention_records
from names.text.annotation import annotate_portions

__all__ = ["find_names"]

DOCUMENT = "text"  # what the text is called
AMBIGUOUS = "ambiguous"  # the id of a row of an ambiguous spelling
SPELLINGS = 5  # spellings of an entity that are told; chosen
SCORE_DIGITS = 3  # after which the digits of a score say nothing; chosen


async def find_names(asked: FindNamesInput, caller: Caller) -> FindNamesOutput:
    """The mentions of a text and their entities; a call that is cancelled ends after the present portion."""
    [answer] = [found async for found in caller.engine.steps(partial(_found, asked)) if found is not None]
    return answer


def _found(asked: FindNamesInput, gazetteer: Gazetteer) -> Iterator[FindNamesOutput | None]:
    """None after each portion of the text, then the answer."""
    portions = []
    for portion, resolutions in annotate_portions([asked.text], gazetteer):
        portions.append(AnnotatedPortion(DOCUMENT, portion.text, portion.start, resolutions))
        yield None
    records = [record for portion in portions for record in mention_records(portion)]
    rows = entity_rows(portions)
    end = asked.offset + asked.limit
    yield FindNamesOutput(
        entities=list(map(_entity, rows[: LIMITS.entities])),
        entities_left_out=max(0, len(rows) - LIMITS.entities),
        mentions=[MentionOutput(**record._asdict()) for record in records[asked.offset : end]],
        total=len(records),
        next_offset=end if end < len(records) else None,
    )


def _entity(row: EntityRow) -> FoundEntityOutput:
    return FoundEntityOutput(
        entity=None if row.id == AMBIGUOUS else row.id,
        label=row.label,
        kind=row.kind,
        mentions=row.spellings.total(),
        spellings=[spelling for spelling, _ in row.spellings.most_common(SPELLINGS)],
        score=round(row.score, SCORE_DIGITS),
        why=row.why,
    )
