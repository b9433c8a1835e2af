"""Gazetteers that stay open for whoever asks again in the same process."""

from __future__ import annotations

import os
from functools import cache

from gazetteer import Gazetteer
from names.resolution.resolver import GazetteerSource

__all__ = ["EMBEDDED", "known", "opened"]

EMBEDDED = GazetteerSource()  # the default gazetteer, all of it


def opened(source: GazetteerSource = EMBEDDED) -> Gazetteer:
    """The gazetteer, opened once in each process; raises the errors of `names.open_gazetteer`.

    >>> opened() is opened()
    True
    """
    return _opened(source, os.getpid())


@cache
def _opened(source: GazetteerSource, process: int) -> Gazetteer:  # noqa: ARG001  a forked one must not share a database
    return source.open()


def known(gazetteer: Gazetteer | None) -> Gazetteer:
    """The gazetteer itself, or the embedded one if none was given."""
    return opened() if gazetteer is None else gazetteer  # an empty one is false
