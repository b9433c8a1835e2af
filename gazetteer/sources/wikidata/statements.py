"""Statements of a Wikibase item: their ranks, values and dates.

Layout: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. What has another form than it says gives no
value, as does a value that is unknown or does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from gazetteer.errors import InvalidEntity
from gazetteer.sources.remarks import shown

__all__ = ["best", "date", "items", "mapping", "qualifier_date", "statements", "strings", "texts", "value"]

Statement: TypeAlias = Mapping[str, Any]

YEAR, MONTH, DAY = 9, 10, 11  # precisions of dates in Wikibase; less is a decade or more
_TIME = re.compile(r"([+-])(\d{4,16})-(\d\d)-(\d\d)T", re.ASCII)


def mapping(what: str, value: object) -> Mapping[str, Any]:
    """The value of a field that is a map; an empty one may be written as a list. Raises InvalidEntity for others.

    >>> mapping("labels", []), mapping("labels", None)
    ({}, {})
    """
    if not value and (value is None or isinstance(value, list)):
        return {}
    if not isinstance(value, dict):
        raise InvalidEntity(f"{what} is {shown(value)}, no object; is this JSON of Wikibase?")
    return value


def statements(claims: Mapping[str, Any], id: str) -> list[Statement]:
    """The statements with the property `id`, without deprecated ones."""
    found = claims.get(id)
    if not found or not isinstance(found, list):
        return []
    return [one for one in found if isinstance(one, dict) and one.get("rank") != "deprecated"]


def best(found: Sequence[Statement]) -> Sequence[Statement]:
    """The preferred ones of some statements, or all if none is preferred."""
    return [one for one in found if one.get("rank") == "preferred"] or found


def value(statement: Statement) -> Any:
    """The value of a statement, None if there is none."""
    return _snak_value(statement.get("mainsnak"))


def _snak_value(snak: object) -> Any:
    if not isinstance(snak, dict) or snak.get("snaktype", "value") != "value":
        return None
    held = snak.get("datavalue")
    return held.get("value") if isinstance(held, dict) else None


def items(found: Sequence[Statement]) -> list[str]:
    """The ids of the items that are values of some statements, in order; very old dumps have numbers alone.

    >>> items([{"mainsnak": {"datavalue": {"value": {"numeric-id": 5}}}}])
    ['Q5']
    """
    ids = []
    for held in map(value, found):
        if isinstance(held, dict):
            id, number = held.get("id"), held.get("numeric-id")
            if isinstance(id, str):
                ids.append(id)
            elif isinstance(number, int):
                ids.append(f"Q{number}")
    return ids


def strings(found: Sequence[Statement]) -> list[str]:
    """The strings that are values of some statements."""
    return [held for held in map(value, found) if isinstance(held, str)]


def texts(found: Sequence[Statement]) -> Iterator[tuple[str, str, Statement]]:
    """The texts in a language that are values of some statements: text, code of the language, and the statement."""
    for statement in found:
        held = value(statement)
        if isinstance(held, dict):
            text, code = held.get("text"), held.get("language")
            if isinstance(text, str) and isinstance(code, str):
                yield text, code, statement


def date(held: object) -> str:
    """The ISO 8601 date of a time, to the year, the month or the day; empty if it is less precise than a year.

    Wikibase counts 1 BC as -1, ISO 8601 as 0. A date in the Julian calendar is given as that calendar has it, as
    historians do.

    >>> date({"time": "+1952-10-07T00:00:00Z", "precision": 11})
    '1952-10-07'
    >>> date({"time": "-0044-03-00T00:00:00Z", "precision": 10})
    '-0043-03'
    >>> date({"time": "+1900-00-00T00:00:00Z", "precision": 7})
    ''
    """
    if not isinstance(held, dict):
        return ""
    precision = held.get("precision", DAY)
    time = held.get("time")
    match = _TIME.match(time) if isinstance(time, str) else None
    if not match or not isinstance(precision, int) or precision < YEAR:
        return ""
    year = int(match[2]) if match[1] == "+" else 1 - int(match[2])
    if not -9999 <= year <= 9999:
        return ""
    written = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    if precision >= MONTH and "01" <= match[3] <= "12":
        written += f"-{match[3]}"
        if precision >= DAY and "01" <= match[4] <= "31":
            written += f"-{match[4]}"
    return written


def qualifier_date(statement: Statement, id: str) -> str:
    """The date of the qualifier `id`, empty if there is none."""
    qualifiers = statement.get("qualifiers")
    snaks = qualifiers.get(id) if isinstance(qualifiers, dict) else None
    return date(_snak_value(snaks[0])) if isinstance(snaks, list) and snaks else ""
