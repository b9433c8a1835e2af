"""The entities that a name may mean, best first: the near ones at once, the others when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, overload

from gazetteer import Alias, Entity
from names.comparison.similarity import Comparison


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant, its name that tells most about that, and how query and name compare.

    `score` is the probability, 0..1, that this entity is meant; `comparison.score` that the two are spellings of one
    name.
    """

    entity: Entity
    alias: Alias
    comparison: Comparison
    score: float


class Ranking(Sequence[Candidate]):
    """Candidates, best first: a sequence whose first ones are there, and whose further ones are found when needed.

    Whoever asks only for the best pays only for the best; further ones need the gazetteer to be open still.

    >>> Ranking() == ()
    True
    """

    def __init__(self, near: Sequence[Candidate] = (), more: Callable[[], Sequence[Candidate]] | None = None) -> None:
        self._found = tuple(near)
        self._more = more

    def _all(self) -> tuple[Candidate, ...]:
        if self._more is not None:
            self._found += tuple(self._more())
            self._more = None
        return self._found

    @property
    def best(self) -> Candidate | None:
        """The likeliest candidate, None where there is none."""
        return self[0] if self else None

    @property
    def near(self) -> tuple[Candidate, ...]:
        """The candidates that came near enough to decide."""
        return self._found

    @overload
    def __getitem__(self, at: int) -> Candidate: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Candidate, ...]: ...
    def __getitem__(self, at: int | slice) -> Candidate | tuple[Candidate, ...]:
        if isinstance(at, int) and 0 <= at < len(self._found):
            return self._found[at]
        return self._all()[at]

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
