"""The page that explains the service to people: its types, properties and features."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gazetteer import Gazetteer
from names.formats.escaping import html_attribute
from names.service.reconciliation.features import AGREES, agreement_of, known_features
from names.service.reconciliation.previews import SmallPage, page
from names.service.reconciliation.properties import properties_of
from names.service.reconciliation.types import types_of

__all__ = ["documentation_of"]

_INTRODUCTION = """\
<h1>The reconciliation service of <bdi dir="auto">{name}</bdi></h1>
<p>It says which entity of this gazetteer a name means, however it is spelled, by the
Reconciliation API of the W3C community group. The address for clients of the versions 0.1 and 0.2, such as OpenRefine,
is <code>/reconcile</code>, for those of 1.0-draft <code>/reconcile/1.0-draft</code>. A score is the probability, from 0
to 100, that this entity is meant. The first candidate is a match if it is likely enough.</p>
"""


def documentation_of(name: str, gazetteer: Gazetteer) -> SmallPage:
    """The page about the service of the gazetteer with this name; the row of a feature has the id `feature-ID`.

    >>> from gazetteer import Entity
    >>> from names.resolution.resolver import build_gazetteer
    >>> 'id="feature-prior"' in documentation_of("towns", build_gazetteer([Entity("b", "place", ["Bishkek"])])).html
    True
    """
    properties = properties_of(gazetteer)
    features = [one for one in known_features().values() if one.id != AGREES]
    sections = (
        _section("Types", "type", ((one.id, one.name, one.description) for one in types_of(gazetteer))),
        _section("Properties", "property", ((one.id, one.name, one.description) for one in properties)),
        _section("Features", "feature", [*features, *map(agreement_of, properties)]),
    )
    content = _INTRODUCTION.format(name=html_attribute(name)) + "".join(sections)
    return page("The reconciliation service", content)


def _section(title: str, what: str, rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in ("id", "name", "what it is"))
    body = "".join(_row(what, *row) for row in rows)
    return (
        f'<section aria-labelledby="{what}s"><h2 id="{what}s">{title}</h2>\n<table><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}</tbody></table></section>\n"
    )


def _row(what: str, id: str, name: str, description: str) -> str:
    cells = "".join(f'<td><bdi dir="auto">{html_attribute(cell)}</bdi></td>' for cell in (name, description))
    escaped = html_attribute(id)
    return f'<tr id="{what}-{escaped}"><th scope="row"><code>{escaped}</code></th>{cells}</tr>\n'
