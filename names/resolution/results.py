"""The result of resolving a name: a `Resolution` with its candidates and the rules by which it was decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any, Literal, overload

from gazetteer import Alias, Entity
from names.comparison.similarity import Comparison, compare
from names.resolution.rules import RULES, Rules

if TYPE_CHECKING:
    from gazetteer.decisions.records import Decision

Status = Literal["match", "ambiguous", "none"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant, the alias that speaks most for it, and the comparison of query and alias.

    `score` is the probability, 0..1, that this entity is meant; `comparison.score` the probability that query and alias
    are spellings of one name.
    """

    entity: Entity  # the entity that may be meant
    alias: Alias  # its alias that speaks most for it
    score: float  # probability, 0..1, that this entity is meant
    query: str  # the name that was looked up
    compared: Comparison | None = None  # of the query and that alias; None: it is made when it is asked for
    facts: tuple[str, ...] = ()  # what else is known of whom the name means, and agrees or contradicts
    decision: Decision | None = None  # of a person, that the name means this entity: then the score is 1

    @property
    def comparison(self) -> Comparison:
        """The comparison of the query and the alias."""
        return self.compared or compare(self.query, self.alias.text)

    def explain(self, language: str = "und") -> str:
        """How query and alias compare, in words, or who decided that they mean one, when and why; on one line.

        `language` (BCP 47) is that of a name in another script.
        """
        return self.decision.told if self.decision is not None else self.comparison.explain(language)


class Ranking(Sequence[Candidate]):
    """Candidates, likeliest first: the near ones, which shared the probability, and runners-up.

    `runners_up` is called once, when a candidate beyond the near ones is asked for; the gazetteer must still be open.

    >>> Ranking() == ()
    True
    """

    def __init__(
        self, near: Sequence[Candidate] = (), runners_up: Callable[[], Sequence[Candidate]] | None = None
    ) -> None:
        self._found = tuple(near)
        self._runners_up = runners_up

    def _all(self) -> tuple[Candidate, ...]:
        if self._runners_up is not None:
            self._found += tuple(self._runners_up())
            self._runners_up = None
        return self._found

    @property
    def best(self) -> Candidate | None:
        """The likeliest candidate; None if there is none."""
        return self[0] if self else None

    @property
    def near(self) -> tuple[Candidate, ...]:
        """The candidates that are known without another look at the gazetteer."""
        return self._found

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Candidate, ...]: ...
    def __getitem__(self, index: int | slice) -> Candidate | tuple[Candidate, ...]:
        if isinstance(index, int) and 0 <= index < len(self._found):
            return self._found[index]
        return self._all()[index]

    def __bool__(self) -> bool:
        return bool(self._found or self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return Ranking, (self._all(),)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that names something."""

    text: str  # as it is written there
    start: int  # characters of the text before it
    end: int  # characters of the text up to its end, so that text[start:end] is the mention


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: status, the entity of a match, and candidates, likeliest first, whatever the status."""

    query: str  # the name that was looked up
    status: Status  # "match", "ambiguous" or "none"
    candidates: Ranking  # a sequence of candidates, likeliest first, also where nobody is matched
    mention: Mention | None = None  # where the name stands in a text
    group: str = ""  # of an unknown name in a text, the id that all its spellings share
    because: str = ""  # what the text itself told of the name: a short form, an acronym that it explains
    group_label: str = ""  # of an unknown name in a text, the longest spelling so far
    group_kind: str = ""  # of an unknown name in a text, what it names: "person", "place" or "org"
    rules: Rules = RULES  # those it was decided by

    @property
    def entity(self) -> Entity | None:
        """The entity of a match, else None."""
        best = self.candidates.best
        return best.entity if best is not None and self.status == "match" else None

    @property
    def kind(self) -> str:
        """What the name names, such as "person", "place" or "org"; empty if nothing says it.

        It is the kind of the best candidate of a match or an ambiguous name, and `group_kind` of an unknown one.
        """
        best = self.candidates.best if self.status != "none" else None
        return best.entity.kind if best is not None else self.group_kind

    @property
    def score(self) -> float:
        """The probability, 0..1, that the best candidate is meant; 0 without candidates."""
        best = self.candidates.best
        return best.score if best is not None else 0.0


def status(candidates: Sequence[Candidate], rules: Rules) -> Status:
    """The status that candidates, best first, have by the threshold of the rules.

    It is a match if the best reaches the threshold, ambiguous if only all of them together do, else none.

    >>> status([], Rules())
    'none'
    """
    if candidates and candidates[0].score >= rules.threshold:
        return "match"
    return "ambiguous" if fsum(candidate.score for candidate in candidates) >= rules.threshold else "none"
