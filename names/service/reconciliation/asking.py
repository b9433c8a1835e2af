"""What is asked of the processes that own the gazetteer: plain values, the same for all versions."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["BATCH", "FETCHED", "AskedCondition", "AskedProperty", "AskedQuery", "Quantifier", "Strictness", "Wanted"]

BATCH = 100  # queries of one batch; chosen
FETCHED = 500  # entities whose properties can be fetched at once; chosen

Quantifier = Literal["any", "all", "none"]
Strictness = Literal["any", "all", "should"]
Wanted: TypeAlias = tuple[str, ...]  # a value: a text, or the id and the name of an entity


class AskedCondition(NamedTuple):
    """What entities should be called, or have: any, all or none of the values."""

    about: str  # the id of a property; of names it is not looked at
    values: tuple[Wanted, ...]
    required: bool = False
    quantifier: Quantifier = "any"


class AskedQuery(NamedTuple):
    """A query: its names, conditions by properties, and of which types entities should be."""

    names: tuple[AskedCondition, ...] = ()
    conditions: tuple[AskedCondition, ...] = ()
    types: tuple[str, ...] = ()
    strictness: Strictness = "any"
    limit: int = 10


class AskedProperty(NamedTuple):
    """A property to fetch: how many values (0: all), and names in which language (empty: all)."""

    id: str
    limit: int = 0
    language: str = ""
