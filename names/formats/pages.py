"""One self-contained HTML page: the texts with their mentions highlighted, the evidence on hover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from names.formats.escaping import attribute, markup
from names.formats.records import Annotated, label_of
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = ["page"]

_HEAD = """\
<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; }}
article {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
mark {{ padding: 0 .15em; border-radius: .2em; cursor: help; background: #e6e6e6; color: inherit; }}
mark.person {{ background: #ffe2a8; }}
mark.place {{ background: #c5e8c9; }}
mark.org {{ background: #c9dcf7; }}
mark.unknown, mark.ambiguous {{ background: none; outline: 1px dashed #999; }}
</style>
</head>
<body>
<p>{legend}</p>
"""
_KINDS = ("person", "place", "org", "unknown", "ambiguous")


def page(names: Iterable[str], annotated: Iterable[Annotated]) -> Iterator[str]:
    """The page of the documents of these names, piece by piece; what the texts hold is escaped.

    >>> from names.formats.documents import Document
    >>> "&lt;b&gt;" in "".join(page(["a.txt"], [Annotated(Document("a.txt", "<b>"), [])]))
    True
    """
    legend = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in _KINDS)
    yield _HEAD.format(title=attribute(", ".join(names)), legend=legend)
    end = ""
    for one in annotated:
        if not one.document.start:
            yield f'{end}<h2>{attribute(one.document.name)}</h2>\n<article dir="auto">'
            end = "</article>\n"
        yield from _pieces(one)
    yield end + "</body>\n</html>\n"


def _pieces(annotated: Annotated) -> Iterator[str]:
    _, text, offset = annotated.document
    last = 0
    for resolution in annotated.resolutions:
        mention = resolution.mention
        assert mention is not None  # resolutions of a text have one
        yield markup(text[last : mention.start - offset])
        title = attribute(_told(resolution))
        yield f'<mark class="{_kind(resolution)}" title="{title}">{markup(mention.text)}</mark>'
        last = mention.end - offset
    yield markup(text[last:])


def _kind(resolution: Resolution) -> str:
    if resolution.entity is None:
        return "ambiguous" if resolution.status == "ambiguous" else "unknown"
    return attribute(resolution.entity.kind)


def _told(resolution: Resolution) -> str:
    """What the hover tells: the usual name, the id, the score and the reason."""
    if resolution.entity is None:
        return f"{label_of(resolution) or resolution.status}: {why(resolution)}"
    return f"{resolution.entity.label} ({resolution.entity.id}), {resolution.score:.2f}: {why(resolution)}"
