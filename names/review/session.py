"""A review as it goes on: the present question, what is chosen for it, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gazetteer.decisions.records import Decision
from names.review.questions import ReviewQuestion

__all__ = ["Keep", "ReviewSession"]

Keep = Callable[[Sequence[Decision]], Sequence[Decision]]  # writes decisions at once, and gives them with their ids


class ReviewSession:
    """A walk through questions, which are made as they come. Each choice is written before the next question comes.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> from names.review.questions import review_questions
    >>> from names.review.results import DoubtfulSpelling
    >>> towns = build_gazetteer([Entity("a", "place", ["Lindau"]), Entity("b", "place", ["Lindau"])])
    >>> questions, written = review_questions([DoubtfulSpelling("Lindau", "line 2")], towns), []
    >>> session = ReviewSession(questions, lambda decisions: written.extend(decisions) or decisions)
    >>> session.accept(2)
    >>> written[0].entity, session.question is None
    ('b', True)
    """

    def __init__(self, questions: Iterator[ReviewQuestion], keep: Keep) -> None:
        self._questions, self._keep = questions, keep
        self._asked: list[ReviewQuestion] = []
        self._decided: list[Sequence[Decision]] = []  # for each question before the present one; none: skipped
        self._next()

    @property
    def question(self) -> ReviewQuestion | None:
        """The present question; None when all are answered or skipped."""
        return self._asked[self.place] if self.place < len(self._asked) else None

    @property
    def place(self) -> int:
        """How many questions came before the present one."""
        return len(self._decided)

    @property
    def decided(self) -> int:
        """How many questions are answered."""
        return sum(map(bool, self._decided))

    @property
    def skipped(self) -> int:
        """How many questions were passed over."""
        return self.place - self.decided

    def accept(self, number: int) -> None:
        """Decide that the spelling means the candidate with this number, from 1. Raises IndexError if there is none."""
        question = self._present()
        if not 1 <= number <= len(question.candidates):
            raise IndexError(f"there is no candidate {number}")
        entity = question.candidates[number - 1].entity
        self._answer([Decision("accept", spelling=question.spelling, entity=entity.id)])

    def reject_all(self) -> None:
        """Decide that the spelling means none of the candidates."""
        question = self._present()
        ids = [candidate.entity.id for candidate in question.candidates]
        self._answer([Decision("reject", spelling=question.spelling, entity=id) for id in ids])

    def skip(self) -> None:
        """Pass over the question; it comes again in the next review."""
        self._present()
        self._answer(())

    def undo(self) -> bool:
        """Go back to the question before, and undo what was decided; whether there is one."""
        if not self._decided:
            return False
        if decided := self._decided[-1]:
            self._keep([Decision("undo", undoes=tuple(one.id for one in decided))])
        self._decided.pop()
        return True

    def _present(self) -> ReviewQuestion:
        if self.question is None:
            raise IndexError("there is no question left")
        return self.question

    def _answer(self, decisions: Sequence[Decision]) -> None:
        self._decided.append(self._keep(decisions) if decisions else ())
        self._next()

    def _next(self) -> None:
        if self.place == len(self._asked):
            self._asked += [question] if (question := next(self._questions, None)) else []
