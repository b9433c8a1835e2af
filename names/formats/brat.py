r"""The format `brat`: stand-off annotations of one text, as the annotation tool brat keeps them in a file `.ann`.

Each mention has four lines, which brat's "standoff format" describes (https://brat.nlplab.org/standoff.html):

T1  Person 8 23 Soronbay Jinbekov       kind, offsets in characters, the text
A1  Status T1 match                     "match", "ambiguous" or "none"
N1  Reference T1 Gazetteer:person/…     the id of the entity, and its label; of an unknown name `Text:` and its group
#1  AnnotatorNotes T1 …                 score and reason

An ambiguous mention has no line N. A mention over a line break is discontinuous ("8 16;17 25"), because brat knows
no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from names.errors import InputError
from names.formats.escaping import tabbed, unspaced
from names.formats.mentions import Annotations, id_of, label_of
from names.resolution.reasons import why
from names.resolution.results import Mention, Resolution

__all__ = ["standoff"]

_NOT_IN_TYPE = re.compile(r"[^A-Za-z0-9_-]")  # brat makes underscores of them, too
_UNBROKEN = re.compile("[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")  # a line of a file `.ann` ends at any of these
_ONE_TEXT = (
    "brat keeps the annotations of each text in a file of its own; give one text at a time: "
    "names resolve article.txt --format brat > article.ann"
)
_PLAIN_TEXT = "brat counts the characters of a plain text; save the page as text first"


def standoff(annotations: Annotations) -> Iterator[str]:
    """The lines for each mention of the only document, in order. Raises InputError if there are several documents, or
    if it is a web page.

    >>> list(standoff(Annotations(["a.txt"], [])))
    []
    """
    if len(annotations.documents) > 1:
        raise InputError(_ONE_TEXT, annotations.documents[1])
    number = 0
    for portion in annotations.portions:
        if portion.offsets is not None:
            raise InputError(_PLAIN_TEXT, portion.document)
        lines: list[str] = []
        for resolution in portion.resolutions:
            number += 1
            lines += _lines(resolution, number)
        yield "".join(f"{line}\n" for line in lines)


def _lines(resolution: Resolution, number: int) -> Iterator[str]:
    """The lines of one mention."""
    mention, target = resolution.mention, f"T{number}"
    assert mention is not None  # resolutions of a text have one
    fragments = _fragments(mention)
    spans = ";".join(f"{start} {start + len(text)}" for start, text in fragments)
    yield f"{target}\t{_type(resolution.kind)} {spans}\t{' '.join(text for _, text in fragments)}"
    yield f"A{number}\tStatus {target} {resolution.status}"
    id = id_of(resolution)
    if id is not None:
        resource = "Text" if resolution.entity is None else "Gazetteer"
        yield tabbed(f"N{number}", f"Reference {target} {resource}:{unspaced(id)}", label_of(resolution) or "")
    yield tabbed(f"#{number}", f"AnnotatorNotes {target}", f"{resolution.score:.2f}: {why(resolution)}")


def _fragments(mention: Mention) -> list[tuple[int, str]]:
    """The stretches of a mention between line breaks and tabs, each with its offset."""
    return [(mention.start + match.start(), match[0]) for match in _UNBROKEN.finditer(mention.text)]


def _type(kind: str) -> str:
    """The type of a mention: its kind with a capital, in the letters that brat has for types."""
    return _NOT_IN_TYPE.sub("_", kind).capitalize() or "Name"
