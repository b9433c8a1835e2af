"""Who calls a tool, and what answers the call."""

from __future__ import annotations

from typing import NamedTuple

from names.service.engine import Engine

__all__ = ["Caller"]


class Caller(NamedTuple):
    """Who calls a tool, and what answers: the process that owns the gazetteer."""

    engine: Engine
    who: str  # what is noted of who decides
