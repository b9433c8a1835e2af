"""The tool by which an agent keeps what was decided: `decide`."""

from __future__ import annotations

from functools import partial

from gazetteer import Gazetteer, ImpossibleDecision
from gazetteer.decisions import deciding
from gazetteer.decisions.records import Decision
from gazetteer.decisions.rulings import Rulings
from names.agents.callers import Caller
from names.agents.inputs import DecideInput
from names.agents.outputs import DecideOutput
from names.formats.decision_words import by_label, decision_words

__all__ = ["decide"]


async def decide(asked: DecideInput, caller: Caller) -> DecideOutput:
    """The decision, which is on the disk and holds from the next call on."""
    return await caller.engine.run(partial(_kept, asked, caller.who))


def _kept(asked: DecideInput, who: str, gazetteer: Gazetteer) -> DecideOutput:
    """The decision, which is kept. Raises ImpossibleDecision and CannotWrite."""
    earlier = (gazetteer.decisions or Rulings()).decisions
    decision = _decision(asked, earlier, gazetteer)
    [kept] = deciding.keep(gazetteer, [decision], who=who, why=asked.why)
    words = decision_words(kept, earlier, by_label(gazetteer))
    return DecideOutput(number=kept.number, decided=words, already=kept is decision)


def _decision(asked: DecideInput, earlier: tuple[Decision, ...], gazetteer: Gazetteer) -> Decision:
    """The decision that is asked for. Raises ImpossibleDecision."""
    if asked.action == "undo":
        return deciding.undo(earlier, [_which(asked)])
    if not asked.spelling or not asked.entity:
        raise ImpossibleDecision(f"{asked.action} needs a spelling and the id of an entity; give both")
    if asked.number:
        raise ImpossibleDecision(f"{asked.action} takes no number; leave it out, or undo the decision with that number")
    make = deciding.accept if asked.action == "accept" else deciding.reject
    return make(gazetteer, asked.spelling, asked.entity)


def _which(asked: DecideInput) -> str:
    """The number of the decision to be undone, or the spelling that it is about."""
    if asked.number:
        return str(asked.number)
    if not asked.spelling:
        raise ImpossibleDecision("undo needs the number of a decision, or the spelling that it is about; give one")
    if asked.spelling.isdecimal():
        raise ImpossibleDecision("a spelling of digits would be taken for a number; give the number of the decision")
    return asked.spelling
