"""Which kind of entity an item is, and whether its user wants it: by its classes (instance of, P31)."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from gazetteer.sources.fields import DEFAULT_KIND
from gazetteer.sources.wikidata.knowledge import NONE, classes_of_kinds, kinds
from gazetteer.sources.wikidata.statements import best, items, statements

__all__ = ["ClassFilter", "kind_of"]

INSTANCE_OF = "P31"
GEONAMES = "P1566"  # what has an id of GeoNames is a place, whatever its class
_QUOTED = f'"{INSTANCE_OF}"'
_COLON = re.compile(r"\s*:\s*")
_JSON = json.JSONDecoder()


class ClassFilter:
    """The classes of items that are wanted: ids of classes, or kinds, which stand for all their classes; empty: all.

    Pages of Wikimedia projects and names themselves are only given if their class is wanted by its id. Subclasses are
    not followed, because a dump has them in other lines.
    """

    def __init__(self, wanted: Collection[str]) -> None:
        self._kinds = frozenset(wanted) - {NONE}
        self._classes = frozenset(wanted) | classes_of_kinds(self._kinds)

    def may_want(self, line: str) -> bool:
        """Whether the item on a line of JSON may be wanted. Lines of others need not be parsed."""
        if not self._classes:
            return True
        classes = _classes_on(line)
        if classes is None or not self._classes.isdisjoint(classes):
            return True
        if DEFAULT_KIND in self._kinds:
            return True
        return "place" in self._kinds and f'"{GEONAMES}"' in line

    def wants(self, kind: str, claims: Mapping[str, Any]) -> bool:
        """Whether an item of this kind with these statements is wanted."""
        if not self._classes:
            return kind != NONE
        return kind in self._kinds or not self._classes.isdisjoint(items(statements(claims, INSTANCE_OF)))


def kind_of(claims: Mapping[str, Any]) -> str:
    """The kind of an item with these statements; NONE if it is a page or a name itself.

    >>> kind_of({"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]}), kind_of({})
    ('person', 'entity')
    """
    told = [kinds()[each] for each in items(best(statements(claims, INSTANCE_OF))) if each in kinds()]
    kind = next((each for each in told if each != NONE), "")
    if not kind and statements(claims, GEONAMES):
        return "place"
    return kind or (NONE if told else DEFAULT_KIND)


def _classes_on(line: str) -> set[str] | None:
    """The classes of the item on a line, and perhaps others; None if the line must be parsed to know.

    Only what follows the key P31 is parsed.
    """
    found: set[str] = set()
    at = line.find(_QUOTED)
    while at >= 0:
        colon = _COLON.match(line, at + len(_QUOTED))
        if colon:
            try:
                value, _ = _JSON.raw_decode(line, colon.end())
            except (ValueError, RecursionError):
                return None
            found.update(items(value) if isinstance(value, list) and all(isinstance(v, dict) for v in value) else ())
        at = line.find(_QUOTED, at + len(_QUOTED))
    return found
