"""The tools that need no gazetteer: `compare_names` and `reading_and_variants`."""

from __future__ import annotations

from functools import partial

from gazetteer import Gazetteer
from names.agents.callers import Caller
from names.agents.inputs import CompareNamesInput, ReadingAndVariantsInput
from names.agents.limits import AGENT_LIMITS as LIMITS
from names.agents.outputs import CompareNamesOutput, LatinReadingOutput, ReadingAndVariantsOutput, Verdict
from names.formats.records import name_record
from names.parsing.division import parse
from names.service.answering import compared_names
from names.variation.reading import readings, romanize
from names.variation.respelling import variants

__all__ = ["compare_names", "reading_and_variants"]

# Scores from which two spellings are, and may be, one name: the bands of docs/scores.md.
ONE_NAME = 0.7
UNDECIDED = 0.4


async def compare_names(asked: CompareNamesInput, caller: Caller) -> CompareNamesOutput:
    """Whether two names are spellings of one, and why."""
    record = await caller.engine.run(partial(compared_names, asked.left, asked.right))
    return CompareNamesOutput(**record, verdict=_verdict(record["score"]))


def _verdict(score: float) -> Verdict:
    if score >= ONE_NAME:
        return "one name"
    return "undecided" if score >= UNDECIDED else "two names"


async def reading_and_variants(asked: ReadingAndVariantsInput, caller: Caller) -> ReadingAndVariantsOutput:
    """How a name is read, what its parts are, and how else it may be spelled."""
    return await caller.engine.run(partial(_read, asked))


def _read(asked: ReadingAndVariantsInput, _: Gazetteer) -> ReadingAndVariantsOutput:
    language = asked.language or None
    record = name_record(parse(asked.name))
    return ReadingAndVariantsOutput(
        name=asked.name,
        latin=romanize(asked.name, language=language),
        kind=record["kind"],
        readings=[
            LatinReadingOutput(latin=one.text, language=one.language, scheme=one.scheme, weight=one.weight)
            for one in readings(asked.name, language)[: LIMITS.readings]
        ],
        parts=record["parts"],
        variants=variants(asked.name, asked.limit),
    )
