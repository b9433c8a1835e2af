"""The format `tei`: one document in TEI P5 with the texts, their mentions, and what these point to.

Each text is an `ab` that holds it to the letter; several texts are a `group`. A mention is a `persName`, `placeName`,
`orgName`, or `name` with the kind as `type`. `ref` points to the entity, or to an `alt` of all that may be meant;
`ana` to the reason; `cert` is the score. `evidence` is "external" for what the gazetteer says, "internal" for what
only the text does, "conjecture" for an ambiguous mention. What is special about a mention (ambiguous, unknown, demonym)
is its `type`, or `subtype` after a kind. What is pointed to follows the texts (see `names.formats.tei_standoff`).
"""

from __future__ import annotations

from collections.abc import Iterator

from names.formats.escaping import tei_text
from names.formats.identifiers import XmlIds, word
from names.formats.mentions import AnnotatedPortion, Annotations
from names.formats.tei_standoff import ELEMENTS, OTHER, StandOff, tag
from names.resolution.results import Resolution

__all__ = ["document"]

# No encoding is declared: all output is UTF-8, or has a byte-order mark, or is ASCII (see `names.formats.streams`).
_HEAD = """\
<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>Names in {title}</title></titleStmt>
<publicationStmt><p>Written by the command names resolve.</p></publicationStmt>
<sourceDesc>
{sources}</sourceDesc>
</fileDesc>
<encodingDesc><p>The texts are unchanged, white space included. A character that XML does not allow is an element g with
its number in n and one replacement character as its content.</p></encodingDesc>
</teiHeader>
"""
_SOURCE = '<bibl xml:id="{source}"><title>{title}</title></bibl>\n'
_OPENED = '<text xml:id="{text}" decls="#{source}">\n<body>\n<ab xml:space="preserve">'
_CLOSED = "</ab>\n</body>\n</text>\n"


def document(annotations: Annotations) -> Iterator[str]:
    """The document in pieces, with all data escaped.

    >>> portion = AnnotatedPortion("a.txt", "R&D", 0, [])
    >>> "R&amp;D</ab>" in "".join(document(Annotations(["a.txt"], [portion])))
    True
    """
    titles = [tei_text(name) for name in annotations.documents]
    ids = XmlIds()
    texts = [(ids.new(f"text-{number}"), ids.new(f"text-{number}.source")) for number, _ in enumerate(titles, start=1)]
    sources = (_SOURCE.format(source=source, title=title) for (_, source), title in zip(texts, titles, strict=True))
    yield _HEAD.format(title=", ".join(titles), sources="".join(sources))
    is_group = len(titles) > 1
    if is_group:
        yield "<text>\n<group>\n"
    stand_off = StandOff(ids)
    waiting = iter(texts)
    end_of_text = ""
    for portion in annotations.portions:
        if not portion.start:
            text, source = next(waiting)
            yield end_of_text + _OPENED.format(text=text, source=source)
            end_of_text = _CLOSED
        yield "".join(_marked(portion, stand_off))
    yield end_of_text
    if is_group:
        yield "</group>\n</text>\n"
    yield from stand_off.written()
    yield "</TEI>\n"


def _marked(portion: AnnotatedPortion, stand_off: StandOff) -> Iterator[str]:
    """The text of a portion with its mentions as elements."""
    written = 0  # characters of the portion so far
    for resolution in portion.resolutions:
        mention = resolution.mention
        assert mention is not None  # resolutions of a text have one
        yield tei_text(portion.text[written : mention.start - portion.start])
        element = ELEMENTS.get(resolution.kind, OTHER).mention
        yield f"{tag(element, _attributes(resolution, stand_off))}{tei_text(mention.text)}</{element}>"
        written = mention.end - portion.start
    yield tei_text(portion.text[written:])


def _attributes(resolution: Resolution, stand_off: StandOff) -> dict[str, str]:
    """The attributes of a mention; empty ones are not written."""
    types = ["" if resolution.kind in ELEMENTS else word(resolution.kind), _special(resolution)]
    type_, subtype = [*filter(None, types), "", ""][:2]
    return {
        "type": type_,
        "subtype": subtype,
        "ref": stand_off.meant(resolution),
        "cert": f"{resolution.score:.3f}" if resolution.status != "none" else "",
        "evidence": _evidence(resolution),
        "ana": stand_off.reason(resolution),
    }


def _special(resolution: Resolution) -> str:
    """What a mention is if it is not just a name of its entity."""
    if resolution.status != "match":
        return "ambiguous" if resolution.status == "ambiguous" else "unknown"
    return "demonym" if resolution.candidates[0].alias.kind == "demonym" else ""


def _evidence(resolution: Resolution) -> str:
    if resolution.status == "ambiguous":
        return "conjecture"
    return "internal" if resolution.status == "none" or resolution.because else "external"
