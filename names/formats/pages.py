"""The format `html`: one self-contained page with the texts and their mentions highlighted.

Each document is a heading and an `article` with an attribute `dir`. A mention is a `mark` whose colour shows the kind
of its entity; unknown and ambiguous ones are only outlined. Its tooltip has the entity, the score and the reason. The
page has no script and loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from names.formats.escaping import html_attribute, html_text
from names.formats.mentions import AnnotatedPortion, Annotations, label_of
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
_LEGEND = ("person", "place", "org", "unknown", "ambiguous")


def page(annotations: Annotations) -> Iterator[str]:
    """The page of the documents in pieces, with all data escaped.

    >>> "&lt;b&gt;" in "".join(page(Annotations(["a.txt"], [AnnotatedPortion("a.txt", "<b>", 0, [])])))
    True
    """
    legend = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in _LEGEND)
    yield _HEAD.format(title=html_attribute(", ".join(annotations.documents)), legend=legend)
    end_of_document = ""
    for portion in annotations.portions:
        if not portion.start:
            yield f'{end_of_document}<h2>{html_attribute(portion.document)}</h2>\n<article dir="auto">'
            end_of_document = "</article>\n"
        yield from _highlighted(portion)
    yield f"{end_of_document}</body>\n</html>\n"


def _highlighted(portion: AnnotatedPortion) -> Iterator[str]:
    """The text of a portion with its mentions as `mark` elements."""
    written = 0  # characters of the portion so far
    for resolution in portion.resolutions:
        mention = resolution.mention
        assert mention is not None  # resolutions of a text have one
        yield html_text(portion.text[written : mention.start - portion.start])
        title = html_attribute(_title(resolution))
        yield f'<mark class="{_class(resolution)}" title="{title}">{html_text(mention.text)}</mark>'
        written = mention.end - portion.start
    yield html_text(portion.text[written:])


def _class(resolution: Resolution) -> str:
    """The CSS class of a mention, which decides its colour."""
    if resolution.entity is None:
        return "ambiguous" if resolution.status == "ambiguous" else "unknown"
    return html_attribute(resolution.entity.kind)


def _title(resolution: Resolution) -> str:
    """The tooltip of a mention: label, id, score and reason."""
    if resolution.entity is None:
        return f"{label_of(resolution) or resolution.status}: {why(resolution)}"
    return f"{resolution.entity.label} ({resolution.entity.id}), {resolution.score:.2f}: {why(resolution)}"
