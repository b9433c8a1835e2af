"""The format `webannotation`: what the W3C model demands of each class, and what was annotated is read back."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from annotated import FEW, Found, all_found, annotated_sentences, annotations, whole_text
from command_line import run
from hypothesis import given, settings
from hypothesis import strategies as st

from names.formats.identifiers import document_iri, entity_iri
from names.formats.mentions import Annotations
from names.formats.webannotation import collection

# RFC 3986, the characters of a URI; all IRIs that are written are URIs.
IRI = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
PURPOSES = ["classifying", "tagging", "commenting"]


def read_back(written: str) -> list[tuple[str, Found, dict[str, Any]]]:
    """The source of each mention, what is found, and its quotation; each MUST of the model is asserted."""
    whole = json.loads(written)
    assert "http://www.w3.org/ns/anno.jsonld" in whole["@context"]
    assert whole["type"] == "AnnotationCollection"
    page = whole["first"]
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == whole["id"]
    assert whole["total"] == len(page["items"])
    ids = [whole["id"], page["id"], *(item["id"] for item in page["items"])]
    assert all(IRI.fullmatch(id) for id in ids)
    assert len(set(ids)) == len(ids)
    return [read_annotation(item) for item in page["items"]]


def read_annotation(item: dict[str, Any]) -> tuple[str, Found, dict[str, Any]]:
    assert item["type"] == "Annotation"
    assert item["motivation"] == "identifying"
    bodies = {body["purpose"]: body["value"] for body in item["body"] if body["type"] == "TextualBody"}
    entities = [body for body in item["body"] if body["type"] == "SpecificResource"]
    choices = [body for body in item["body"] if body["type"] == "Choice"]
    assert len(bodies) + len(entities) + len(choices) == len(item["body"])
    assert set(bodies) <= set(PURPOSES)
    assert bool(choices) == (bodies["tagging"] == "ambiguous")
    for body in [*entities, *(one for choice in choices for one in choice["items"])]:
        assert body["purpose"] == "identifying"
        assert IRI.fullmatch(body["source"]["id"]) or body["source"]["id"].startswith("http")
        assert 0 <= body.get("itsrdf:taConfidence", 0) <= 1
    position, quotation = item["target"]["selector"]
    assert position["type"] == "TextPositionSelector"
    assert quotation["type"] == "TextQuoteSelector"
    entity = entities[0]["source"]["dcterms:identifier"] if entities else None
    assert entity is None or entities[0]["source"]["id"] == entity_iri(entity)
    return item["target"]["source"], Found(position["start"], position["end"], bodies["tagging"], entity), quotation


@FEW
@given(annotations(["a.txt", "тексты/b c.txt"]))
def test_any_text_is_read_back(annotated: Annotations) -> None:
    written = "".join(collection(annotated))
    read = read_back(written)
    assert [found for _, found, _ in read] == all_found(annotated)
    texts = {document_iri(document): whole_text(annotated, document) for document in annotated.documents}
    for source, found, quotation in read:
        text = texts[source]
        assert text[found.start : found.end] == quotation["exact"]
        assert text[: found.start].endswith(quotation["prefix"])
        assert text[found.end :].startswith(quotation["suffix"])
    assert len(written.splitlines()) == len(read) + 2  # a line for each


def test_sentences_are_read_back() -> None:
    annotated = annotated_sentences()
    read = read_back("".join(collection(annotated)))
    assert [found for _, found, _ in read] == all_found(annotated)
    assert {source for source, *_ in read} == set(annotated.documents)
    assert {found.status for _, found, _ in read} == {"match", "ambiguous", "none"}


def test_what_is_known_of_a_mention_is_told() -> None:
    annotated = annotated_sentences()
    minsk, putin, dubrovan, springfield = json.loads("".join(collection(annotated)))["first"]["items"][:4]
    assert minsk["body"][0]["source"] == {"id": "#entity/c%201", "label": "Minsk", "dcterms:identifier": "c 1"}
    assert putin["target"]["selector"][1]["exact"] == "Vladimir\nPutin"
    assert dubrovan["body"][0]["source"]["dcterms:identifier"] == "unknown/greta-dubrovan"
    assert "itsrdf:taConfidence" not in dubrovan["body"][0]
    choices = springfield["body"][0]
    assert choices["type"] == "Choice"
    assert {choice["source"]["dcterms:identifier"] for choice in choices["items"]} == {"s/1", "s/2"}
    assert [body.get("purpose") for body in springfield["body"]] == [None, *PURPOSES]


@settings(deadline=None)
@given(st.text(min_size=1))
def test_the_iri_of_an_entity_tells_its_id(id: str) -> None:
    iri = entity_iri(id)
    assert IRI.fullmatch(iri)
    assert unquote(iri.removeprefix("#entity/")) == id


@pytest.mark.parametrize("id", ["http://www.wikidata.org/entity/Q1", "https://пример.example/ж?a=%20#b"])
def test_a_web_address_is_its_own_iri(id: str) -> None:
    assert entity_iri(id) == id


@pytest.mark.parametrize("id", ["http://a b", "https://a/%zz", "http://", "http://a\x1b", "http://a<b>"])
def test_what_only_begins_like_an_address_is_encoded(id: str) -> None:
    assert IRI.fullmatch(entity_iri(id))
    assert unquote(entity_iri(id).removeprefix("#entity/")) == id


@pytest.mark.parametrize("name", ["a.txt", "a b/ж.txt", "c:d?.txt", "a#b%20", "-", os.fsdecode(b"caf\xe9")])
def test_the_iri_of_a_file_tells_its_name(name: str) -> None:
    iri = document_iri(name)
    assert IRI.fullmatch(iri)
    assert not urlsplit(iri).scheme
    assert os.fsdecode(unquote(iri, errors="surrogateescape")) == name
    absolute = Path.cwd() / name
    assert document_iri(str(absolute)) == absolute.as_uri()


def test_a_text_without_names_is_a_collection_without_items(people: str) -> None:
    assert read_back(run("resolve", "-g", people, "--format", "webannotation", stdin="Nobody.").stdout) == []
