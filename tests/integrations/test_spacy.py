"""The component of spaCy: entities with ids, beside other components, in batches, saved and loaded."""

from __future__ import annotations

import json
import pickle
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'names-gazetteer[spacy]'")

from annotated import PUTIN, SPRINGFIELDS  # noqa: E402
from command_line import ROOT  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, DocBin, Span  # noqa: E402

import gazetteer  # noqa: E402
import names  # noqa: E402
from gazetteer import Alias, Entity  # noqa: E402
from names.integrations.spacy import LABELS, NamesComponent, make_names  # noqa: E402

KNOWN = [
    PUTIN,
    Entity("c/1", "place", ["Minsk", Alias("Минск", "ru"), Alias("明斯克", "zh")], prior=6.3),
    Entity("c/2", "place", ["Belarus", Alias("Belarusian", "en", "demonym")], prior=7),
    Entity("o/1", "org", ["Minsk Tractor Works"], prior=6),
    Entity("v/1", "vessel", ["Saint Zorblat"], prior=6),
    *SPRINGFIELDS,
]
TEXT = "Belarusian workers of the Minsk Tractor Works met Vladimir Putin and Greta Dubrovan in Springfield."


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("spacy") / "known.gaz"
    names.build_gazetteer(KNOWN, path).close()
    return str(path)


def pipeline(file: str, language: str = "en", **config: object) -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe("names", config={"gazetteer": file, **config})
    return nlp


def entities(doc: Doc) -> list[tuple[str, str, str]]:
    return [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents]


def test_entities_have_labels_and_ids(file: str) -> None:
    assert entities(pipeline(file)(TEXT)) == [
        ("Belarusian", "NORP", "c/2"),
        ("Minsk Tractor Works", "ORG", "o/1"),
        ("Vladimir Putin", "PERSON", "p/1"),
        ("Greta Dubrovan", "PERSON", ""),
        ("Springfield", "GPE", ""),
    ]


def test_all_that_is_known_is_in_the_view(file: str) -> None:
    doc = pipeline(file)(TEXT)
    _, _, putin, dubrovan, springfield = (ent._.names for ent in doc.ents)
    assert TEXT[putin["start"] : putin["end"]] == putin["text"] == "Vladimir Putin"
    assert (putin["status"], putin["entity"], putin["label"]) == ("match", "p/1", "Vladimir Putin")
    assert "“Vladimir Putin”" in putin["why"]
    assert (dubrovan["status"], dubrovan["entity"]) == ("none", "unknown/greta-dubrovan")
    assert (springfield["status"], springfield["entity"]) == ("ambiguous", None)
    assert {candidate["entity"] for candidate in springfield["candidates"]} == {"s/1", "s/2"}
    assert doc[1:2]._.names is None


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh", "普京昨天抵达明斯克。", [("普京", "PERSON", "p/1"), ("明斯克", "GPE", "c/1")]),
        ("xx", "Владимир Путин прилетел в Минск.", [("Владимир Путин", "PERSON", "p/1"), ("Минск", "GPE", "c/1")]),
        ("ar", "وصل فلاديمير بوتين إلى Minsk", [("فلاديمير بوتين", "PERSON", "p/1"), ("Minsk", "GPE", "c/1")]),
        ("en", "", []),
        ("en", " \n\r\n ", []),
        ("en", "Nobody is here.", []),
    ],
)
def test_languages_and_empty_texts(language: str, text: str, found: list[tuple[str, str, str]], file: str) -> None:
    assert entities(pipeline(file, language)(text)) == found


def test_labels_are_chosen_by_kind(file: str) -> None:
    labels = {"place": "LOC", "person": "", "demonym": "MISC"}
    assert entities(pipeline(file, labels=labels)(f"{TEXT} Saint Zorblat sank."))[:2] == [
        ("Belarusian", "MISC", "c/2"),
        ("Minsk Tractor Works", "ORG", "o/1"),
    ]
    doc = pipeline(file, labels=labels)("Saint Zorblat was near Minsk.")
    assert entities(doc) == [("Saint Zorblat", "VESSEL", "v/1"), ("Minsk", "LOC", "c/1")]


@pytest.mark.parametrize(
    ("mode", "found"),
    [
        ("expand", [("Putin-Minsk", "PERSON", "p/1")]),
        ("contract", []),
        ("strict", []),
    ],
)
def test_a_name_that_ends_within_a_token(mode: str, found: list[tuple[str, str, str]], file: str) -> None:
    component = NamesComponent(file, alignment_mode=mode)
    doc = Doc(spacy.blank("en").vocab, words=["Vladimir", "Putin", "left", ".", "Putin-Minsk", "road"])
    assert entities(component(doc))[:1] == [("Vladimir Putin", "PERSON", "p/1")]
    assert [ent for ent in entities(component(doc))[1:] if "-" in ent[0]] == found


RULES = [{"label": "TOWN", "pattern": "Minsk"}, {"label": "FIRM", "pattern": "the Minsk Tractor Works", "id": "own"}]


def test_entities_that_are_there_stay_and_get_the_id(file: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(RULES)
    nlp.add_pipe("names", config={"gazetteer": file})
    doc = nlp("From Minsk to the Minsk Tractor Works with Vladimir Putin.")
    assert entities(doc) == [
        ("Minsk", "TOWN", "c/1"),
        ("the Minsk Tractor Works", "FIRM", ""),
        ("Vladimir Putin", "PERSON", "p/1"),
    ]
    assert [ent.ent_id_ for ent in doc.ents] == ["", "own", ""]
    assert [ent._.names and ent._.names["entity"] for ent in doc.ents] == ["c/1", None, "p/1"]


def test_names_take_the_place_of_entities_if_asked(file: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([*RULES, {"label": "VERB", "pattern": "From"}])
    nlp.add_pipe("names", config={"gazetteer": file, "overwrite": True})
    doc = nlp("From Minsk to the Minsk Tractor Works.")
    assert entities(doc) == [("From", "VERB", ""), ("Minsk", "GPE", "c/1"), ("Minsk Tractor Works", "ORG", "o/1")]


@pytest.mark.parametrize("processes", [1, 2])
def test_batches_give_what_single_texts_give(processes: int, file: str) -> None:
    if processes > 1 and sys.platform != "linux":
        pytest.skip("processes are forked on Linux")
    nlp = pipeline(file)
    texts = [TEXT, "", "Minsk", "Nobody.", "Vladimir Putin left. Putin came."] * 3
    docs = list(nlp.pipe(texts, batch_size=4, n_process=processes))
    assert [doc.text for doc in docs] == texts
    assert [views(doc) for doc in docs] == [views(nlp(text)) for text in texts]


def views(doc: Doc) -> list[Any]:
    return [(ent.text, ent.label_, ent.kb_id_, ent._.names) for ent in doc.ents]


def test_a_pipeline_is_saved_with_its_settings_and_loaded(file: str, tmp_path: Path) -> None:
    nlp = pipeline(file, threshold=0.7, labels={"place": "LOC"}, overwrite=True)
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert loaded.config["components"] == nlp.config["components"]
    assert not (tmp_path / "saved" / "names").exists()  # settings alone
    again = spacy.blank("en", config=nlp.config).from_bytes(nlp.to_bytes())
    assert views(loaded(TEXT)) == views(again(TEXT)) == views(nlp(TEXT))


def test_a_document_is_saved_with_what_is_known(file: str) -> None:
    nlp = pipeline(file)
    doc = nlp(TEXT)
    assert views(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == views(doc)
    (kept,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert json.dumps(views(kept)) == json.dumps(views(doc))  # lists become tuples
    assert [ent["start"] for ent in doc.to_json()["ents"]] == [ent.start_char for ent in doc.ents]


def test_a_component_is_copied_into_another_process(file: str) -> None:
    copy = pickle.loads(pickle.dumps(NamesComponent(file, labels={**LABELS, "place": "LOC"})))
    assert entities(copy(spacy.blank("en")("Minsk was cold."))) == [("Minsk", "LOC", "c/1")]


def test_wrong_settings_are_told(file: str) -> None:
    with pytest.raises(gazetteer.MissingGazetteer):
        pipeline("nowhere.gaz")
    with pytest.raises(ValueError, match="threshold of the component is 7"):
        pipeline(file, threshold=7)
    with pytest.raises(ValueError, match="alignment_mode"):
        pipeline(file, alignment_mode="stretch")


def test_the_package_tells_spacy_of_the_component() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["entry-points"]["spacy_factories"]["names"].partition(":")
    assert getattr(sys.modules[module], function) is make_names
    assert Language.has_factory("names")
    assert Span.has_extension("names")
