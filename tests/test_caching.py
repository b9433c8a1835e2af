"""Garbage collection is off during batches, and afterwards as it was, however many threads work at once."""

from __future__ import annotations

import gc
import os
import threading
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

import names
from gazetteer import Gazetteer
from names import caching
from names.caching import BatchCache, forget, gc_paused

THREADS = 8
ASKED = ["Soronbay Jinbekov", "Путин", "习近平", "Jane Doe", "Angela Merkel", "نجيب محفوظ", "Kiew", "김정은"]


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


@pytest.mark.parametrize("first_to_leave", [0, 1])
def test_collection_is_off_until_the_last_block_ends(first_to_leave: int) -> None:
    blocks = [gc_paused(), gc_paused()]
    for block in blocks:
        block.__enter__()
        assert not gc.isenabled()
    blocks.pop(first_to_leave).__exit__(None, None, None)
    assert not gc.isenabled()
    blocks.pop().__exit__(None, None, None)
    assert gc.isenabled()


class _Loop:
    """Something that is freed only by the collector."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize("begun_before", [True, False])
def test_garbage_of_batches_and_of_the_caller_is_collected(begun_before: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with gc_paused():
        loop = _Loop()
    if not begun_before:
        loop = _Loop()
    seen = weakref.ref(loop)
    with gc_paused():
        pass
    del loop
    with gc_paused():
        pass
    assert seen() is not None  # it was moved past the collector
    monkeypatch.setattr(caching, "MOVED", 0)
    with gc_paused():
        [[] for _ in range(1000)]
        kept = [[] for _ in range(1000)]
    assert seen() is None
    assert kept


def test_who_has_no_collection_gets_none() -> None:
    gc.disable()
    with gc_paused(), gc_paused():
        pass
    assert not gc.isenabled()


def test_a_failing_batch_leaves_collection_on() -> None:
    with pytest.raises(ZeroDivisionError), gc_paused():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_blocks_that_overlap_for_long_let_collection_in(monkeypatch: pytest.MonkeyPatch) -> None:
    with gc_paused():
        monkeypatch.setattr(caching, "PAUSE", 0.0)
        with gc_paused():
            assert gc.isenabled()
        assert gc.isenabled()
    monkeypatch.undo()
    with gc_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_process_forked_during_a_batch_collects() -> None:
    inside, done = threading.Event(), threading.Event()

    def batch() -> None:
        with gc_paused():
            inside.set()
            done.wait(30)

    thread = threading.Thread(target=batch)
    thread.start()
    inside.wait(30)
    child = os.fork()
    if not child:
        collects = gc.isenabled()
        with gc_paused():
            collects = collects and not gc.isenabled()
        os._exit(0 if collects and gc.isenabled() else 1)
    _, status = os.waitpid(child, 0)
    done.set()
    thread.join()
    assert os.waitstatus_to_exitcode(status) == 0
    assert gc.isenabled()


def test_many_threads_say_what_one_says(gaz: Gazetteer) -> None:
    """They share a gazetteer and everything that is remembered, which is forgotten under way."""

    def answers(turn: int) -> list[object]:
        asked = ASKED[turn:] + ASKED[:turn]
        found = dict(zip(asked, names.resolve_many(asked, gaz), strict=True))
        if turn % 4 == 3:
            forget()
        compared = [names.compare(left, right).score for left in ASKED for right in ASKED]
        return [(r.status, r.score, [c.entity.id for c in r.candidates]) for r in (found[name] for name in ASKED)] + [
            compared
        ]

    alone = answers(0)
    forget()
    with ThreadPoolExecutor(THREADS) as pool:
        assert all(found == alone for found in pool.map(answers, range(THREADS)))
    assert gc.isenabled()


def test_the_older_half_is_dropped_when_a_batch_cache_is_full() -> None:
    made: list[int] = []

    def double(numbers: Sequence[int]) -> list[int]:
        made.extend(numbers)
        return [2 * number for number in numbers]

    cache = BatchCache(double, size=4)
    assert cache.many([1, 2, 3]) == [2, 4, 6]
    assert (cache.one(1), cache.one(2)) == (2, 4)
    assert made == [1, 2, 3]
    assert cache.many([4, 5]) == [8, 10]
    assert list(cache) == [3, 4, 5]
    assert cache.many([1, 5, 1]) == [2, 10, 2]
    assert made == [1, 2, 3, 4, 5, 1]


def test_results_of_long_texts_are_not_kept() -> None:
    cache = BatchCache(lambda texts: list(map(len, texts)), size=10)
    long = "a" * (caching.LONGEST + 1)
    assert cache.many(["a", long]) == [1, len(long)]
    assert list(cache) == ["a"]


def test_forgetting_needs_so_many_entries() -> None:
    forget()
    cache = BatchCache(lambda numbers: numbers, size=10)
    cache.many([1, 2, 3])
    forget(beyond=1 << 30)
    assert len(cache) == 3
    forget(beyond=3)
    assert len(cache) == 0


def test_what_another_thread_dropped_is_made_again() -> None:
    def make(numbers: Sequence[int]) -> Iterator[int]:
        for number in numbers:
            if number == 2 and not interrupted:
                interrupted.append(True)
                cache.clear()
            yield number

    interrupted: list[bool] = []
    cache = BatchCache(make, size=10)
    assert cache.many([1]) == [1]
    assert cache.many([1, 2]) == [1, 2]
