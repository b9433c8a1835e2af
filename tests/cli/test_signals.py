"""A program that is asked to end clears away what is half done."""

from __future__ import annotations

import signal
import threading

import pytest

from names.cli.signals import ENDING, ended_in_order


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_ends_the_block_like_an_exception(number: int) -> None:
    before = signal.getsignal(number)
    cleared = []

    def work() -> None:
        with ended_in_order():
            try:
                signal.raise_signal(number)
            finally:
                cleared.append(True)

    with pytest.raises(SystemExit) as ended:
        work()
    assert ended.value.code == 128 + number
    assert cleared == [True]
    assert signal.getsignal(number) == before


def test_other_threads_leave_signals_alone() -> None:
    handlers = []

    def work() -> None:
        with ended_in_order():
            handlers.append([signal.getsignal(number) for number in ENDING])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [[signal.getsignal(number) for number in ENDING]]
