"""What the columns of a query's results stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from gazetteer.sources.tsv import DATA, read_tsv

__all__ = ["FIELDS", "fields_of", "id_of"]

# What a user may take a column for; those after the first line are schemes of identifiers.
FIELDS = ("id", "label", "aliases", "short", "note", "language", "kind", "countries", "born", "died", "sitelinks",
          "office", "from", "to",
          "geonames", "gnd", "isni", "lei", "orcid", "viaf")  # fmt: skip
_ITEM = re.compile(r"<?https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]{0,18})>?", re.ASCII)
_URI = re.compile(r"<?(https?://[^<>\s]+)>?")
_GENID = "/.well-known/genid/"  # in the place of a value that is unknown


def id_of(text: str) -> str:
    """The id of the item, or else the URI, that a value is; empty if it is neither.

    >>> id_of("http://www.wikidata.org/entity/Q42"), id_of("Douglas Adams")
    ('Q42', '')
    """
    if item := _ITEM.fullmatch(text):
        return item[1]
    uri = _URI.fullmatch(text)
    return uri[1] if uri and _GENID not in text else ""


def fields_of(variables: Sequence[str], first: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """{variable: field} of results with these variables, whose first row is `first`; a user has `given` some.

    The id is in the variable ``item``, or else in the first one that has an item, or else a URI.

    >>> fields_of(["item", "itemLabel", "pic"], {"item": "http://www.wikidata.org/entity/Q42"}, {})
    {'item': 'id', 'itemLabel': 'label'}
    """
    subject = next((each for each, field in given.items() if field == "id"), "") or _subject(variables, first)
    if not subject:
        return {}
    own = {f"{subject}Label": "label", f"{subject}AltLabel": "aliases", f"{subject}Description": "note"}
    fields = {subject: "id"}
    for variable in variables:
        field = given.get(variable) or own.get(variable) or _usual().get(variable.lower(), "")
        if variable != subject and field and field != "id":
            fields[variable] = field
    return fields


def _subject(variables: Collection[str], first: Mapping[str, str]) -> str:
    if "item" in variables:
        return "item"
    ids = {variable: id_of(first.get(variable, "")) for variable in variables}
    items = [variable for variable, id in ids.items() if id.startswith("Q")]
    return next(iter(items or [variable for variable, id in ids.items() if id]), "")


@cache
def _usual() -> Mapping[str, str]:
    return {name: field for _, (name, field) in read_tsv(DATA / "sparql-columns.tsv", ("variable", "field"))}
