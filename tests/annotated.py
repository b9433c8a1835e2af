"""Texts with mentions that are made up: any characters, any ids, each status, in one portion or several."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

import names
from gazetteer import Alias, Entity
from names.comparison.similarity import Comparison
from names.formats.mentions import AnnotatedPortion, Annotations
from names.resolution.results import Candidate, Mention, Ranking, Resolution

# Of every kind of string the likely ones and those that act; lone surrogates only where the data may have them.
ACTING = "<>&\"']]>%#\\\t\n\r\x85\u2028\x1b\x00\x7f\u202e\ufffd\ufffe\uffff😀\U0001ffff ЖЩе\u0301ع中"
STORED = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(ACTING), max_size=8)
ANY = st.text(st.characters(exclude_categories=[]) | st.sampled_from(ACTING), max_size=40)
KINDS = st.sampled_from(["person", "place", "org", "vessel"]) | STORED.filter(bool)
FEW = settings(max_examples=40, deadline=None)  # an example is a whole document


@cache
def same() -> Comparison:
    return names.compare("Ana Berg", "Ana Berg")


class Found(NamedTuple):
    """What must be read back of a mention."""

    start: int
    end: int
    status: str
    entity: str | None  # id, also of an unknown name; None if ambiguous


def found(resolution: Resolution) -> Found:
    mention = resolution.mention
    assert mention is not None
    entity = resolution.entity.id if resolution.entity is not None else resolution.group or None
    return Found(mention.start, mention.end, resolution.status, entity)


def all_found(annotations: Annotations) -> list[Found]:
    return [found(resolution) for portion in annotations.portions for resolution in portion.resolutions]


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    aliases = st.builds(Alias, STORED, st.sampled_from(["und", "ru", "zh-Hant", "a b"]) | STORED, STORED, STORED)
    return Entity(draw(STORED.filter(bool)), draw(KINDS), draw(st.lists(aliases, min_size=1, max_size=3)))


@st.composite
def resolutions(draw: st.DrawFn, mention: Mention, known: list[Entity]) -> Resolution:
    status = draw(st.sampled_from(["match", "ambiguous", "none"]))
    if status == "none":
        group = draw(st.sampled_from(["", "unknown/ana-berg", "unknown/"]))
        kind = draw(st.sampled_from(["", "person", "place", "org"]))
        label = draw(st.sampled_from(["", "Ana Berg", "\x1bAna"]))
        told = "not in the gazetteer"
        return Resolution(mention.text, "none", Ranking(), mention, group, told, group_label=label, group_kind=kind)
    meant = draw(st.lists(st.sampled_from(known), min_size=1 if status == "match" else 2, max_size=2))
    candidates = [Candidate(entity, entity.aliases[0], 0.5, "Ana Berg", same()) for entity in meant]
    return Resolution(mention.text, status, Ranking(candidates), mention, because=draw(st.sampled_from(["", "a\nb"])))


@st.composite
def portions(draw: st.DrawFn, document: str, start: int, text: str, known: list[Entity]) -> AnnotatedPortion:
    """A portion of a document with mentions anywhere that begin and end with a visible character."""
    places = [place for place, letter in enumerate(text) if letter.isprintable() and not letter.isspace()]
    cuts = sorted(draw(st.lists(st.sampled_from(places), unique=True, max_size=6))) if places else []
    mentions = []
    for first, last in zip(cuts[::2], cuts[1::2], strict=False):
        mentions.append(Mention(text[first : last + 1], start + first, start + last + 1))
    return AnnotatedPortion(document, text, start, [draw(resolutions(mention, known)) for mention in mentions])


@st.composite
def annotations(draw: st.DrawFn, documents: Iterable[str] = ("a.txt",)) -> Annotations:
    """Documents of one to three portions each."""
    known = draw(st.lists(entities(), min_size=1, max_size=4, unique_by=lambda entity: entity.id))
    written = []
    for document in documents:
        start = 0
        for text in [draw(ANY), *draw(st.lists(ANY.filter(bool), max_size=2))]:
            written.append(draw(portions(document, start, text, known)))
            start += len(text)
            if not text:
                break
    return Annotations(list(documents), written)


def whole_text(annotations: Annotations, document: str) -> str:
    return "".join(portion.text for portion in annotations.portions if portion.document == document)


# Sentences with a known person and place, the first also with an ambiguous place and an unknown person.
SENTENCES = {
    "en": "Talks in Minsk:\r\nVladimir\nPutin met Greta Dubrovan in Springfield.",
    "ru": "Вчера Владимир Путин прилетел в Минск, где был Николай Заборовец.\n",
    "ar": "التقى فلاديمير بوتين في مينسك.\u200f",
    "zh": "普京昨天抵达明斯克。\u3000",
}
PUTIN = Entity(
    "p/1",
    "person",
    ["Vladimir Putin", Alias("Владимир Путин", "ru"), Alias("فلاديمير بوتين", "ar"), Alias("普京", "zh")],
    prior=8,
)
SPRINGFIELDS = [Entity("s/1", "place", ["Springfield"], prior=5.4), Entity("s/2", "place", ["Springfield"], prior=5.4)]
KNOWN = [
    PUTIN,
    Entity(
        "c 1",
        "place",
        ["Minsk", Alias("Минск", "ru"), Alias("مينسك", "ar"), Alias("明斯克", "zh", source="own")],
        prior=6.3,
    ),
    *SPRINGFIELDS,
]


def annotated_sentences() -> Annotations:
    gaz = names.build_gazetteer(KNOWN)
    done = [AnnotatedPortion(f"{name}.txt", text, 0, names.annotate(text, gaz)) for name, text in SENTENCES.items()]
    return Annotations([portion.document for portion in done], done)
