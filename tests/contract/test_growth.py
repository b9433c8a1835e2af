"""What one name costs: calls and memory grow with its length, not with the square of it. No clock is asked."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable

import pytest
from shapes import SHAPES, operations, text

from names.caching import forget

pytestmark = pytest.mark.slow  # all together

SHORT, LONG = 1_000, 8_000  # characters
SLACK = 1.5  # how much more than eight times as much eight times the length may cost
BASE = 20_000  # calls that any name may cost, for what is read and remembered once
BYTES = 4096  # of memory a character beyond the first hundred, at most


@pytest.fixture(scope="module")
def done() -> dict[str, Callable[[str], object]]:
    return operations()


def calls(operation: Callable[[str], object], name: str) -> int:
    """How many functions are called, Python's and built-in ones, when nothing of the name is remembered."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    forget()
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        operation(name)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("what", ["parse", "compare", "resolve", "romanize", "variants", "cluster", "explain"])
def test_calls_grow_with_the_length(done: dict[str, Callable[[str], object]], what: str, shape: str) -> None:
    done[what](text(shape, 100))  # tables that the shape needs are loaded once
    few, many = (calls(done[what], text(shape, length)) for length in (SHORT, LONG))
    assert many <= SLACK * LONG / SHORT * few + BASE


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("what", ["parse", "compare", "resolve", "variants", "explain"])
def test_memory_is_bounded_by_the_length(done: dict[str, Callable[[str], object]], what: str, shape: str) -> None:
    name = text(shape, LONG)
    done[what](name[:100])
    forget()
    tracemalloc.start()
    try:
        done[what](name)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most <= BYTES * LONG


def test_a_long_name_is_not_remembered() -> None:
    """Caches are bounded in bytes: ten thousand long names leave no more behind than one."""
    import names

    names.parse("x" * 100_000)
    tracemalloc.start()
    try:
        for number in range(50):
            names.parse(f"{number} " + "x" * 100_000)
        left, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert left < 1_000_000


def test_a_name_that_is_cut_says_so_and_is_no_match() -> None:
    import names

    long = "Anna " * 30
    comparison = names.compare(long + "Berg", long + "Holm")
    assert comparison.score <= 0.5
    assert "were read" in comparison.explain()
    assert names.compare(long, long).score == 1.0
    assert "were read" not in names.compare("Anna Berg", "Anna Holm").explain()
