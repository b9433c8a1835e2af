"""Ask questions one by one, by one key each; how keys are read and texts are shown is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from names.evaluation.label_file import LabelFile
from names.evaluation.questions import NOBODY, LabelQuestion

__all__ = ["Session", "labelled"]

SKIP, UNDO, QUIT = "s", "u", "q"
_ENDS = frozenset({QUIT, "", "\x03", "\x04"})  # quit, end of input, Ctrl-C, Ctrl-D


class Session(NamedTuple):
    """What became of the questions of a session."""

    answered: int
    left: int  # questions that are not answered yet


def labelled(
    questions: Sequence[LabelQuestion], file: LabelFile, read_key: Callable[[], str], show: Callable[[str], object]
) -> Session:
    """Ask the questions that are not answered in the file yet, and write each answer at once.

    `read_key` gives the next key, and "" at the end of the input. The session ends with the questions, or when it is
    quit.
    """
    pending = [question for question in questions if question.identity not in file.done]
    place, past = 0, list[bool]()  # of each question before the present one, whether it was answered
    while place < len(pending):
        question = pending[place]
        show("".join(_lines(question, place, len(pending))))
        key = _valid_key(question, read_key, show)
        if key in _ENDS:
            show("\n")
            break
        show(f"{key}\n\n")
        if key == UNDO:
            if past:
                place -= 1
                if past.pop():
                    file.undo(pending[place])
            continue
        if key != SKIP:
            file.add(question, _label(question, key))
        past.append(key != SKIP)
        place += 1
    answered = sum(past)
    return Session(answered, len(pending) - answered)


def _valid_key(question: LabelQuestion, read_key: Callable[[], str], show: Callable[[str], object]) -> str:
    """The next key that means something; others are told."""
    known = {NOBODY, SKIP, UNDO, *(choice.key for choice in question.choices)}
    while (key := read_key().lower()) not in known | _ENDS:
        if key == "1" and "y" in known:
            return "y"
        show(f"\n{key!r} is none of these keys: {' '.join(sorted(known | {QUIT}))} ")
    return key


def _label(question: LabelQuestion, key: str) -> str:
    """What is written for a key: of a pair 1 or 0, of a name an id or nothing."""
    if key == NOBODY:
        return "0" if len(question.asked) > 1 else ""
    return next(choice.label for choice in question.choices if choice.key == key)


def _lines(question: LabelQuestion, place: int, count: int) -> Iterator[str]:
    """The question as it is shown, ending in the keys that may be pressed."""
    yield f"{place + 1} of {count}, score {question.score:.2f}\n"
    for text in question.asked:
        yield f"    {text}\n"
    is_pair = len(question.asked) > 1
    for choice in question.choices:
        yield f"    {choice.shown}\n" if is_pair else f"  {choice.key} {choice.shown}\n"
    if is_pair:
        meanings = "y same, n different"
    else:
        more = len(question.choices) > 1
        last = f"2–{len(question.choices)} another" if len(question.choices) > 2 else "2 the second"
        meanings = f"y the first, {last}, n none of these" if more else "y this, n not this"
    yield f"{meanings}, s skip, u undo, q quit and keep: "
