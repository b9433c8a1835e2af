"""Small pages about an entity, which clients show beside it, and the even smaller ones of suggestions.

A page has no script and loads nothing; its policy allows its own style alone, and it may be shown in a frame of any
site. All data is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gazetteer import Alias, Entity, Gazetteer
from names.formats.escaping import html_attribute, html_text
from names.formats.page_frame import digest, style_sheet
from names.formats.page_index import KINDS
from names.formats.provenance import NOT_STATED
from names.lists.country_codes import country_name
from names.service.reconciliation.descriptions import described
from names.service.reconciliation.values import tag

__all__ = ["SmallPage", "entity_page", "flyout", "missing_page", "page"]

SHOWN = 24  # names on a page; chosen
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="{body}">
<main>
{content}</main>
</body>
</html>
"""


class SmallPage(NamedTuple):
    """A page, and the policy that its answer has as a header."""

    html: str
    policy: str


@cache
def _style() -> str:
    return style_sheet("service/reconciliation", "preview.css")


@cache
def _policy() -> str:
    return f"default-src 'none'; style-src '{digest(_style())}'; base-uri 'none'; form-action 'none'"


def page(title: str, content: str, body: str = "") -> SmallPage:
    """The page with this content, which is escaped already, and class of the body."""
    html = _PAGE.format(policy=_policy(), title=html_attribute(title), style=_style(), body=body, content=content)
    return SmallPage(html, f"{_policy()}; frame-ancestors *")


def entity_page(entity: Entity, gazetteer: Gazetteer) -> SmallPage:
    """What a gazetteer knows of an entity, on a page of some 400 by 300 pixels.

    >>> from names.resolution.resolver import build_gazetteer
    >>> towns = build_gazetteer([Entity("b", "place", ["<b>", Alias("بيشكيك", "ar")])])
    >>> shown = entity_page(towns.entity("b"), towns).html
    >>> "&lt;b&gt;" in shown, '<bdi lang="ar" dir="auto">بيشكيك</bdi>' in shown
    (True, True)
    """
    return page(entity.label, "".join(_told(entity, gazetteer)), KINDS_CLASS.get(entity.kind, "other"))


def missing_page(id: str) -> SmallPage:
    """The page for an id that nobody has."""
    shown = f'<bdi dir="auto">{html_attribute(id[:200])}</bdi>'
    return page("Not in the gazetteer", f"<h1>Not in the gazetteer</h1>\n<p>No entity has the id {shown}.</p>\n")


def flyout(name: str, description: str, language: str = "") -> str:
    """A name with what it is, as a piece of HTML."""
    return (
        f'<p><strong lang="{html_attribute(language)}" dir="auto">{html_text(name)}</strong></p>'
        f'<p dir="auto">{html_text(description)}</p>'
    )


KINDS_CLASS = {kind: kind for kind in KINDS}  # the classes of the style sheet


def _told(entity: Entity, gazetteer: Gazetteer) -> Iterator[str]:
    yield f"<h1>{_name(entity.aliases[0])}</h1>\n"
    yield f'<p class="kind">{html_attribute(described(entity))}</p>\n<dl>\n'
    yield from _fact("Id", [html_attribute(entity.id)])
    yield from _fact("Country", [html_attribute(country_name(code)) for code in entity.countries])
    yield from _fact("Born", [html_attribute(entity.born)] if entity.born else [])
    yield from _fact("Died", [html_attribute(entity.died)] if entity.died else [])
    yield from _fact("Elsewhere", [html_attribute(one) for one in entity.identifiers])
    yield "</dl>\n"
    yield from _names(entity.aliases)
    yield from _sources(entity.aliases, gazetteer)


def _fact(name: str, values: Sequence[str]) -> Iterator[str]:
    """A fact with its values, which are escaped already; nothing without a value."""
    if values:
        shown = ", ".join(f'<bdi dir="auto">{value}</bdi>' for value in values)
        yield f"<div><dt>{name}</dt><dd>{shown}</dd></div>\n"


def _name(alias: Alias) -> str:
    return f'<bdi lang="{html_attribute(tag(alias.language))}" dir="auto">{html_text(alias.text)}</bdi>'


def _names(aliases: Sequence[Alias]) -> Iterator[str]:
    """The first names, those of one language once, with their languages."""
    first: dict[tuple[str, str], Alias] = {}
    for alias in aliases[1:]:
        first.setdefault((alias.language, alias.kind), alias)
    shown = list(first.values())[:SHOWN]
    if not shown:
        return
    yield '<h2>Names</h2>\n<ul class="names">\n'
    for alias in shown:
        yield f'<li>{_name(alias)} <span class="tag">{html_attribute(_tagged(alias))}</span></li>\n'
    yield "</ul>\n"
    if more := len(aliases) - 1 - len(shown):
        yield f'<p class="tag">and {more} more</p>\n'


def _tagged(alias: Alias) -> str:
    dates = f"{alias.since}–{alias.until}" if alias.since or alias.until else ""
    return ", ".join(filter(None, [tag(alias.language), alias.kind if alias.kind != "alias" else "", dates]))


def _sources(aliases: Iterable[Alias], gazetteer: Gazetteer) -> Iterator[str]:
    sources = dict.fromkeys(alias.source for alias in aliases if alias.source)
    if sources:
        licences = gazetteer.info["sources"]
        items = "".join(
            f'<li dir="auto">{html_text(source)}: {html_text(licences.get(source, NOT_STATED))}</li>\n'
            for source in sources
        )
        yield f'<h2>Sources</h2>\n<ul class="sources">\n{items}</ul>\n'
