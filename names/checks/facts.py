"""Check the facts of one entity: countries, dates of office and death, and that its own name is in its own script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gazetteer import Entity
from names.checks.findings import Fault
from names.data.tables import mapping
from names.orthography.script import COMMON, runs

__all__ = ["check_facts"]

NAMED_BY_COUNTRY = frozenset({"person", "org"})  # kinds of entities that have a name in a language of their country


def check_facts(entity: Entity) -> Iterator[Fault]:
    """The faults in what is said of an entity besides the spelling of its names.

    >>> from gazetteer import Office
    >>> [fault.what for fault in check_facts(Entity("p", "person", ["Ann"], office=Office("mayor", "2010", "2002")))]
    ['the office ends (2002) before it starts (2010)']
    """
    for code in entity.countries:
        if len(code) == 2 and code not in _country_scripts():
            yield Fault("error", f"no country has the code {code}", "write an ISO 3166-1 alpha-2 code, such as GB")
    yield from _dates(entity)
    yield from _native_form(entity)


def _dates(entity: Entity) -> Iterator[Fault]:
    office, born, died = entity.office, entity.born, entity.died
    if born and died and _before(died, born):
        yield Fault("error", f"died ({died}) before the birth ({born})", "mend the dates")
    if office and born and _before(office.start, born):
        yield Fault("error", f"the office starts ({office.start}) before the birth ({born})", "mend the dates")
    if office and office.end and _before(office.end, office.start):
        yield Fault("error", f"the office ends ({office.end}) before it starts ({office.start})", "mend the dates")
    if office and died and _before(died, office.start):
        yield Fault("error", f"died ({died}) before the office starts ({office.start})", "mend the dates")
    if office and office.start and not office.end and not died and not office.checked:
        what = f"the office {office.title!r} has neither an end nor a date on which it was checked"
        yield Fault("warning", what, "write one of them")
    if office and died and office.checked:
        yield Fault("error", f"died in {died}, but holds the office {office.title!r}", "write when it ended")


def _before(first: str, second: str) -> bool:
    """Whether a date is earlier than another, as far as both say: 2019 is not before 2019-06."""
    if not second or first[:1] == "-" or second[:1] == "-":
        return bool(second) and int(_year(first)) < int(_year(second))
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]


def _year(date: str) -> str:
    """The year of an ISO 8601 date, with its sign."""
    return date[:5] if date[:1] == "-" else date[:4]


def _native_form(entity: Entity) -> Iterator[Fault]:
    """A fault if the name is in no script of the entity's countries, none of which writes Latin first."""
    scripts = [_country_scripts().get(code, "Latn").split() for code in entity.countries]
    if entity.kind not in NAMED_BY_COUNTRY or not scripts or any(codes[0] == "Latn" for codes in scripts):
        return
    native = {code for codes in scripts for code in codes} - {"Latn"}
    written = {run.script for alias in entity.aliases for run in runs(alias.text)} - {COMMON}
    if not native & written:
        missing = " or ".join(sorted(native))
        yield Fault("warning", f"no name in {missing}, the script of {', '.join(entity.countries)}", "write it first")


@cache
def _country_scripts() -> dict[str, str]:
    """{country: its scripts, the first one first}; see `data/country-scripts.tsv`."""
    return mapping("country-scripts.tsv")
