"""Read dates as published lists write them: "12 May 1956", "13/05/1956", "circa 1956", "1956 to 1958", "00/00/1956".

What is kept is an ISO 8601 date, to the day, the month or the year. Of an approximate date the year is kept, of a range
the year if both its ends are in it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

__all__ = ["LooseDate", "date_of_parts", "loose_date"]

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ISO = re.compile(r"(?P<year>-?\d{1,6})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?(?:[T ]\d\d:\d\d.*)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)", re.ASCII)
_DAY_FIRST = re.compile(
    r"(?P<day>\d\d?|dd|--)[/.] ?(?P<month>\d\d?|mm|--)[/.] ?(?P<year>\d{4})", re.ASCII | re.IGNORECASE
)
_EITHER_FIRST = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/(?P<year>\d{4})", re.ASCII)
_WORDS = re.compile(r"(?:(?P<day>\d\d?)\.? )?(?P<month>[a-z]{3})[a-z]*\.?,? (?P<year>\d{4})", re.ASCII | re.IGNORECASE)
_APPROXIMATE = re.compile(r"^(circa|ca?\.|approximately|approx\.|about)\s*|\s*\(approximately\)|[~?%]$", re.IGNORECASE)
_RANGE = re.compile(
    r"^(?:between\s+)?(.+?)\s*(?:\bto\b|\band\b|\s-\s|–|/(?=-?\d{4}\b)|(?<=\d{4})-(?=\d{4}$))\s*(.+)$", re.IGNORECASE
)
_LONGEST = 60  # characters of a date; chosen


class LooseDate(NamedTuple):
    """An ISO 8601 date, empty if there is none to keep, and how it differs from what was written; empty if not."""

    date: str
    change: str


def loose_date(text: str, *, day_first: bool = True) -> LooseDate:
    """The date that is written in the text; if it need not be `day_first`, the year alone of 1/2/1950.

    >>> [loose_date(text).date for text in ("12 May 1956", "13/05/1956", "00/00/1956", "May 1956")]
    ['1956-05-12', '1956-05-13', '1956', '1956-05']
    >>> loose_date("circa 1956"), loose_date("1956 to 1958").change
    (LooseDate(date='1956', change='an approximate date taken for its year'), 'a range of years left out')
    """
    bare = " ".join(text.split())
    if not day_first and (either := _EITHER_FIRST.fullmatch(bare)):
        return LooseDate(either["year"], "a day and a month that may be exchanged, of which the year is taken")
    if exact := _exact(bare):
        return LooseDate(exact, "" if _is_whole(bare, exact) else "a day or month that does not exist left out")
    return _uncertain(bare) if len(bare) <= _LONGEST else LooseDate("", "not a date, left out")


def _uncertain(bare: str) -> LooseDate:
    """What is kept of an approximate date, or a range of dates."""
    certain = _APPROXIMATE.sub("", bare).strip()
    if ends := _RANGE.match(certain):
        first, last = (_year(_exact(_APPROXIMATE.sub("", end).strip())) for end in ends.groups())
        if first and first == last:
            return LooseDate(first, "a range of dates taken for its year")
        if first and last:
            return LooseDate("", "a range of years left out")
    if year := _year(_exact(certain)):
        return LooseDate(year, "an approximate date taken for its year")
    return LooseDate("", "not a date, left out")


def date_of_parts(year: str, month: str = "", day: str = "") -> str:
    """The ISO 8601 date of numbers; of a month or day that cannot be, only the year. Empty if there is no year.

    >>> date_of_parts("1956", "5", "3"), date_of_parts("1956", "0"), date_of_parts("-320"), date_of_parts("")
    ('1956-05-03', '1956', '-0320', '')
    """
    digits = year.lstrip("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 4 or not int(digits):
        return ""
    date = f"{'-' if year.startswith('-') else ''}{int(digits):04}"
    if not (month.isascii() and month.isdigit()) or not 1 <= int(month) <= 12:
        return date
    date += f"-{int(month):02}"
    if not (day.isascii() and day.isdigit()) or not 1 <= int(day) <= monthrange(int(digits), int(month))[1]:
        return date
    return f"{date}-{int(day):02}"


def _is_whole(text: str, date: str) -> bool:
    """Whether the date has all the numbers of the text that are not zero."""
    numbers = [number for number in re.findall(r"\d+", text.partition("T")[0], re.ASCII) if int(number)]
    return len(numbers) <= len(re.findall(r"\d+", date, re.ASCII))


def _exact(text: str) -> str:
    """The date, if the text is nothing but one; else empty."""
    for pattern in (_ISO, _YEAR_FIRST, _DAY_FIRST, _WORDS):
        if match := pattern.fullmatch(text):
            month = match["month"] or ""
            if pattern is _WORDS:
                number = _MONTHS.get(month.lower())
                if number is None:
                    return ""
                month = str(number)
            return date_of_parts(match["year"], month, match["day"] or "")
    return ""


def _year(date: str) -> str:
    return date[:5] if date.startswith("-") else date[:4]
