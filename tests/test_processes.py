"""Tasks that several processes do: in order, with their errors, and without ever waiting for one that has ended."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from names.errors import WorkerLost
from names.processes import KEPT, in_order, itself

LARGE = 1 << 22  # bytes, many times what a pipe holds


class Unsendable(Exception):
    """An exception that cannot be sent to another process."""

    def __init__(self) -> None:
        super().__init__("no way out")
        self.held: Callable[[], None] = lambda: None


class Unreadable(Exception):
    """An exception that cannot be made again from its arguments."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"{number}: {reason}")


def doubled(number: int) -> int:
    if number == -1:
        raise ValueError("less than nothing")
    if number == -2:
        raise Unsendable
    if number == -3:
        raise Unreadable(3, "no way back")
    if number == -4:
        os.kill(os.getpid(), signal.SIGTERM)
    return 2 * number


def slow_if_even(number: int) -> int:
    time.sleep(0.0 if number % 2 else 0.002)
    return number


def blown_up(size: int) -> bytes:
    return bytes(size)


def unprepared() -> Callable[[int], int]:
    raise LookupError("nothing to work with")


def test_results_come_in_the_order_of_the_tasks() -> None:
    with in_order(partial(itself, slow_if_even), 3) as done:
        assert list(done(range(200))) == list(range(200))
        assert list(done([])) == []
        assert list(done([5])) == [5]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 100)), st.integers(1, 3))
def test_any_number_of_processes_gives_the_same(tasks: list[int], workers: int) -> None:
    with in_order(partial(itself, doubled), workers) as done:
        assert list(done(tasks)) == [2 * task for task in tasks]


@pytest.mark.parametrize(("task", "error"), [(-1, ValueError), (-2, RuntimeError), (-3, RuntimeError)])
def test_an_error_is_raised_when_the_turn_of_its_task_comes(task: int, error: type[Exception]) -> None:
    found = []
    with in_order(partial(itself, doubled), 2) as done:
        results = done([1, 2, 3, task, 4])
        found = [next(results) for _ in range(3)]
        with pytest.raises(error) as raised:
            next(results)
    assert found == [2, 4, 6]
    assert "doubled" in "".join([str(raised.value), *getattr(raised.value, "__notes__", [])])


def test_what_prevents_the_work_is_raised() -> None:
    with in_order(unprepared, 2) as done, pytest.raises(LookupError, match="nothing to work with"):
        list(done([1, 2, 3]))


def test_a_process_that_dies_is_told_with_the_place_reached() -> None:
    found: list[int] = []
    with in_order(partial(itself, doubled), 2, "numbers") as done, pytest.raises(WorkerLost, match="numbers") as lost:
        found.extend(done([*range(20), -4, *range(20)]))
    assert found == [2 * number for number in range(lost.value.done)]


@pytest.mark.parametrize("turn", range(20))
def test_large_results_on_their_way_do_not_hold_up_the_end(turn: int) -> None:
    with in_order(partial(itself, blown_up), 2) as done:
        results = done([LARGE + turn] * 50)
        assert len(next(results)) == LARGE + turn


def test_tasks_that_were_left_off_do_not_matter() -> None:
    with in_order(partial(itself, doubled), 2) as done:
        assert next(done(range(100))) == 0
        assert list(done([50, 60])) == [100, 120]


def test_large_tasks_and_results_pass_each_other() -> None:
    with in_order(partial(itself, bytes.upper), 2) as done:
        assert list(done([b"a" * LARGE] * 10)) == [b"A" * LARGE] * 10


def test_few_tasks_are_read_in_advance() -> None:
    read: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            read.append(number)
            yield number

    with in_order(partial(itself, doubled), 2) as done:
        results = done(tasks())
        for taken in range(1, 100):
            next(results)
            assert len(read) <= taken + 2 * KEPT


def test_an_error_of_the_reader_of_tasks_is_its_own() -> None:
    def tasks() -> Iterator[int]:
        yield 1
        raise OSError("the file is gone")

    with in_order(partial(itself, doubled), 2) as done, pytest.raises(OSError, match="the file is gone"):
        list(done(tasks()))
