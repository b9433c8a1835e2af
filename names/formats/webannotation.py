"""The format `webannotation`: an annotation for each mention in the W3C Web Annotation Data Model, as JSON-LD.

The document is an AnnotationCollection with one AnnotationPage; each of its items stands on a line. The target of an
annotation is the stretch of the text, by position in characters and by quotation; the bodies are

* the entity that is identified, with its label, its id (`dcterms:identifier`) and its score as confidence in the sense
  of ITS 2.0 (`itsrdf:taConfidence`); of an ambiguous mention a Choice of several, likeliest first,
* the kind (classifying), the status (tagging) and the reason (commenting).

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from names.formats.escaping import json_line
from names.formats.identifiers import document_iri, entity_iri
from names.formats.mentions import AnnotatedPortion, Annotations, id_of, label_of
from names.resolution.reasons import why
from names.resolution.results import Mention, Resolution

__all__ = ["collection"]

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"itsrdf": "http://www.w3.org/2005/11/its/rdf#"}]
QUOTED = 32  # most characters of a prefix or suffix; chosen


def collection(annotations: Annotations) -> Iterator[str]:
    """The collection of the annotations in pieces.

    >>> import json
    >>> json.loads("".join(collection(Annotations(["a.txt"], []))))["first"]["items"]
    []
    """
    head = {"@context": CONTEXT, "id": "#collection", "type": "AnnotationCollection"}
    head["label"] = ", ".join(annotations.documents)
    page = {"id": "#page", "type": "AnnotationPage", "partOf": "#collection", "startIndex": 0}
    yield f'{json_line(head)[:-1]}, "first": {json_line(page)[:-1]}, "items": ['
    total = 0
    for portion in annotations.portions:
        lines: list[str] = []
        for resolution in portion.resolutions:
            lines.append(f"{',' if total else ''}\n{json_line(_annotation(resolution, portion, total + 1))}")
            total += 1
        yield "".join(lines)
    yield f'\n]}}, "total": {total}}}\n'


def _annotation(resolution: Resolution, portion: AnnotatedPortion, number: int) -> dict[str, Any]:
    mention = resolution.mention
    assert mention is not None  # resolutions of a text have one
    return {
        "id": f"#mention-{number}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": list(_bodies(resolution)),
        "target": {"source": document_iri(portion.document), "selector": _selectors(mention, portion)},
    }


def _bodies(resolution: Resolution) -> Iterator[dict[str, Any]]:
    """What is meant, its kind, the status and the reason."""
    id = id_of(resolution)
    if id is not None:
        score = resolution.score if resolution.entity is not None else None
        yield _identified(id, label_of(resolution) or id, score)
    elif resolution.status == "ambiguous":
        near = resolution.candidates.near
        choices = [_identified(one.entity.id, one.entity.label, one.score) for one in near]
        yield {"type": "Choice", "items": choices}
    if resolution.kind:
        yield _textual("classifying", resolution.kind)
    yield _textual("tagging", resolution.status)
    yield _textual("commenting", why(resolution)) | {"format": "text/plain", "language": "en"}


def _identified(id: str, label: str, score: float | None) -> dict[str, Any]:
    """The body that identifies an entity; without a score, it is an unknown name, known from the text alone."""
    body = {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": {"id": entity_iri(id), "label": label, "dcterms:identifier": id},
    }
    return body if score is None else body | {"itsrdf:taConfidence": round(score, 3)}


def _textual(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _selectors(mention: Mention, portion: AnnotatedPortion) -> list[dict[str, Any]]:
    """Where the mention is, by position and by quotation; what stands beside it is taken from its portion alone.

    In a web page it is by quotation only: positions would be those in the text that a browser has of it.
    """
    start, end = mention.start - portion.start, mention.end - portion.start
    quotation = {
        "type": "TextQuoteSelector",
        "exact": mention.text,
        "prefix": portion.text[max(0, start - QUOTED) : start],
        "suffix": portion.text[end : end + QUOTED],
    }
    if portion.offsets is not None:
        return [quotation]
    return [{"type": "TextPositionSelector", "start": mention.start, "end": mention.end}, quotation]
