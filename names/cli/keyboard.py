"""Read single keys: from a terminal at once, from other input character by character."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

__all__ = ["keys"]

_ESCAPE = b"\x1b"


@contextmanager
def keys(*, terminal: bool = False) -> Iterator[Callable[[], str]]:
    """Within the block, a function that gives the next key, or "" at the end of the input.

    Keys come from standard input; if that is no terminal, white space is passed over. `terminal` takes them from the
    terminal in any case, because standard input holds something else. What is typed before it is asked for is not lost.
    """
    if not terminal and not (sys.stdin is not None and sys.stdin.isatty()):
        yield _piped
    elif os.name == "nt":
        yield _pressed
    elif terminal:
        with Path("/dev/tty").open("rb", buffering=0) as opened, _key_by_key(opened.fileno()) as read:
            yield read
    else:
        with _key_by_key(sys.stdin.fileno()) as read:
            yield read


def _piped() -> str:
    key = sys.stdin.read(1) if sys.stdin is not None else ""
    while key.isspace():
        key = sys.stdin.read(1)
    return key


def _pressed() -> str:
    try:
        return click.getchar()
    except EOFError:
        return ""


def _pass_over(terminal: int) -> None:
    """Read what a key like an arrow sends after an escape: a letter, or "[" or "O" and all up to a letter or tilde."""
    from select import select

    while select([terminal], [], [], 0)[0]:
        following = os.read(terminal, 1)
        if following not in b"[O" and b"@" <= following <= b"~":
            return


@contextmanager
def _key_by_key(terminal: int) -> Iterator[Callable[[], str]]:
    """Within the block, the terminal gives each key at once and does not show it; Ctrl-C still interrupts."""
    import termios
    import tty

    def read() -> str:
        key = os.read(terminal, 1)
        if key == _ESCAPE:
            _pass_over(terminal)
        return key.decode("latin-1")

    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        yield read
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
