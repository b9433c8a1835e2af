"""The format `tei`: a document that TEI P5 allows, and what was annotated is read back from it.

That the documents are valid is checked with a table of what the schema says of the elements that are written: no
well-kept package has the schema itself.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from annotated import FEW, Found, all_found, annotated_sentences, annotations, whole_text
from command_line import run
from hypothesis import given
from rows import rows

from gazetteer import Alias, Entity
from names.formats.identifiers import XmlIds
from names.formats.mentions import AnnotatedPortion, Annotations
from names.formats.tei import document
from names.resolution.results import Candidate, Mention, Ranking, Resolution

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MODELS = {row["element"]: row for row in rows("tei.tsv")}
MENTIONS = {"persName", "placeName", "orgName", "name"}
# XML 1.0, "NameStartChar" and "NameChar", without the colon.
FIRST = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME = rf"[{FIRST}][{FIRST}.0-9\u00b7\u0300-\u036f\u203f\u2040-]*"
WORD = r"\S+"
DATATYPES = {
    "xml:id": NAME, "xml:lang": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", "xml:space": "preserve",
    "ref": f"#{NAME}", "ana": f"#{NAME}", "source": f"#{NAME}", "decls": f"#{NAME}", "target": f"#{NAME}( #{NAME})+",
    "cert": r"[01]\.\d{3}", "evidence": "external|internal|conjecture", "mode": "excl",
    "type": WORD, "subtype": WORD, "n": r"U\+[0-9A-F]{4}",
}  # fmt: skip
POINTERS = ("ref", "ana", "source", "decls", "target")
Element = ET.Element


def written(annotated: Annotations) -> Element:
    """The document as parsed, which is checked to be valid."""
    root = ET.fromstring("".join(document(annotated)).encode())
    check(root)
    return root


def local(element: Element) -> str:
    assert element.tag.startswith(TEI)
    return element.tag.removeprefix(TEI)


def attributes(element: Element) -> dict[str, str]:
    return {name.replace(XML, "xml:"): value for name, value in element.attrib.items()}


def check(root: Element) -> None:
    """Assert that a document is valid: children, text, attributes and their datatypes, and where pointers lead."""
    assert local(root) == "TEI"
    ids = [value for element in root.iter() if (value := element.get(f"{XML}id"))]
    assert len(set(ids)) == len(ids)
    for element in root.iter():
        model = MODELS[local(element)]
        assert re.fullmatch(model["children"], "".join(f"{local(child)} " for child in element)), local(element)
        if model["text"] != "text":
            assert not "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        allowed = model["attributes"].replace("!", "").split()
        for name, value in attributes(element).items():
            assert name in allowed, (local(element), name)
            assert re.fullmatch(DATATYPES[name], value), (name, value)
            if name in POINTERS:
                assert {pointer.removeprefix("#") for pointer in value.split(" ")} <= set(ids)
        assert {name[:-1] for name in model["attributes"].split() if name.endswith("!")} <= attributes(element).keys()
        assert "type" in element.attrib or "subtype" not in element.attrib


def content(element: Element) -> str:
    """The text of an element, with the characters that XML does not hold."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [
            chr(int(child.attrib["n"].removeprefix("U+"), 16)) if local(child) == "g" else content(child),
            child.tail or "",
        ]
    return "".join(pieces)


def read_back(root: Element) -> list[tuple[str, list[Found]]]:
    """The text of each document, and what is found in it."""
    by_id = {element.get(f"{XML}id"): element for element in root.iter()}
    read = []
    for text in root.iter(f"{TEI}ab"):
        found, before = [], len(text.text or "")
        for child in text:
            length = 1 if local(child) == "g" else len(content(child))
            if local(child) in MENTIONS:
                found.append(Found(before, before + length, *meant(child, by_id)))
            before += length + len(child.tail or "")
        assert before == len("".join(text.itertext()))  # also for who knows nothing of elements g
        read.append((content(text), found))
    return read


def meant(mention: Element, by_id: dict[str | None, Element]) -> tuple[str, str | None]:
    """Status and id of a mention."""
    types = {mention.get("type"), mention.get("subtype")}
    status = (
        "none" if "cert" not in mention.attrib else "ambiguous" if mention.get("evidence") == "conjecture" else "match"
    )
    assert types >= {{"none": "unknown", "ambiguous": "ambiguous"}[status]} if status != "match" else True
    target = by_id[mention.attrib["ref"][1:]] if "ref" in mention.attrib else None
    if target is None or local(target) == "alt":
        return status, None
    id = target.find(f"{TEI}idno")
    assert id is not None
    return status, content(id)


@FEW
@given(annotations(["a.txt"]))
def test_any_text_is_read_back(annotated: Annotations) -> None:
    assert read_back(written(annotated)) == [(whole_text(annotated, "a.txt"), all_found(annotated))]


@FEW
@given(annotations(["a.txt", "b <&>\x1b\udcff.txt"]))
def test_several_texts_are_a_group(annotated: Annotations) -> None:
    root = written(annotated)
    read = read_back(root)
    assert [text for text, _ in read] == [whole_text(annotated, name) for name in annotated.documents]
    assert [found for _, mentions in read for found in mentions] == all_found(annotated)
    assert [content(title) for title in root.findall(f".//{TEI}sourceDesc/*/{TEI}title")] == annotated.documents


def test_sentences_are_read_back() -> None:
    annotated = annotated_sentences()
    read = read_back(written(annotated))
    assert [text for text, _ in read] == [portion.text for portion in annotated.portions]
    assert [found for _, mentions in read for found in mentions] == all_found(annotated)


def test_the_names_of_the_gazetteer_are_listed_with_their_sources() -> None:
    root = written(annotated_sentences())
    minsk = next(place for place in root.iter(f"{TEI}place") if place.findtext(f"{TEI}idno") == "c 1")
    names = {name.get(f"{XML}lang"): name for name in minsk.iter(f"{TEI}placeName")}
    assert {language: name.text for language, name in names.items()} == {
        "und": "Minsk", "ru": "Минск", "ar": "مينسك", "zh": "明斯克",
    }  # fmt: skip
    sources = {bibl.get(f"{XML}id"): bibl.text for bibl in root.findall(f".//{TEI}listBibl/{TEI}bibl")}
    assert sources[names["zh"].attrib["source"][1:]] == "own"
    assert "source" not in names["ru"].attrib


def test_unknown_and_ambiguous_names_point_to_what_they_are() -> None:
    root = written(annotated_sentences())
    by_id = {element.get(f"{XML}id"): element for element in root.iter()}
    mentions = {"".join(element.itertext()): element for element in root.findall(f".//{TEI}ab/*")}
    unknown, springfield = mentions["Greta Dubrovan"], mentions["Springfield"]
    assert local(by_id[unknown.attrib["ref"][1:]]) == "person"
    listed = [persons for persons in root.iter(f"{TEI}listPerson") if persons.get("type") == "unknown"]
    assert by_id[unknown.attrib["ref"][1:]] in list(listed[0])
    towns = [by_id[pointer[1:]] for pointer in by_id[springfield.attrib["ref"][1:]].attrib["target"].split()]
    assert {town.findtext(f"{TEI}idno") for town in towns} == {"s/1", "s/2"}
    assert "s/1" in (by_id[springfield.attrib["ana"][1:]].text or "")


def test_ids_that_look_alike_stay_apart() -> None:
    entities = [
        Entity(id, "vessel", [Alias("Ana", "no language!")])
        for id in ("a/1", "a-1", "a 1", "reason-1", "text-1", "1", "\x1b")
    ]
    found = [
        Resolution("Ana", "match", Ranking([Candidate(entity, entity.aliases[0], 1.0, "Ana")]),
                   Mention("Ana", 4 * at, 4 * at + 3), because="told")
        for at, entity in enumerate(entities)
    ]  # fmt: skip
    root = written(Annotations(["-"], [AnnotatedPortion("-", "Ana " * len(entities), 0, found)]))
    assert [mention.entity for mention in read_back(root)[0][1]] == [entity.id for entity in entities]
    assert {name.get("type") for name in root.findall(f".//{TEI}ab/{TEI}name")} == {"vessel"}
    assert not any(name.get(f"{XML}lang") for name in root.iter())


def test_an_id_is_a_name_of_xml() -> None:
    ids = XmlIds()
    assert [ids.new(wanted) for wanted in ("a:b", "-a", "", "ж/1", "ж-1")] == ["a-b", "_-a", "_", "ж-1", "ж-1.2"]


@pytest.mark.parametrize("text", ["", "Nobody here."])
def test_a_text_without_names_has_no_stand_off(text: str, people: str) -> None:
    root = ET.fromstring(run("resolve", "-g", people, "--format", "tei", stdin=text).stdout)
    check(root)
    assert root.find(f"{TEI}standOff") is None
    assert read_back(root) == [(text, [])]
