"""Published lists and authority files, in samples of each layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from published import FORMATS, SAMPLES, Told, needs_rdflib, reader, row, sample
from rows import rows

from gazetteer import SourceError
from gazetteer.sources import Choices, read
from gazetteer.sources.recognition import FORMATS as KNOWN
from gazetteer.sources.source_file import source_file
from names import open_gazetteer
from names.cli.commands import main

CASES = rows("published-lists.tsv")
LISTS = ["ofac/sdn.csv", "ofac/alt.csv", "un/consolidated.xml", "eu/xmlFullSanctionsList_1_1.xml", "uk/ConList.csv"]
FALLBACK = {"jsonl", "table"}  # any .jsonl, any .csv: tried where nothing else is recognised


@pytest.mark.parametrize("path", [sample(path) for path in FORMATS])
def test_what_is_read_of_a_sample(path: str) -> None:
    assert [row(path, entity) for entity in Told(SAMPLES / path).entities] == [
        case for case in CASES if case["file"] == path
    ]


@pytest.mark.parametrize("path", FORMATS)
def test_a_sample_is_recognised_as_its_format_and_as_no_other(path: str) -> None:
    with source_file(SAMPLES / path) as file:
        found = [format for format in KNOWN if format not in FALLBACK and reader(format).recognises(file.head)]
    assert found == [FORMATS[path]]


def test_every_new_format_has_a_sample_and_says_what_it_is() -> None:
    assert len({reader(format).TITLE for format in FORMATS.values()}) == len(set(FORMATS.values()))
    assert all(
        reader(format).TITLE in Told(SAMPLES / path).messages[0] for path, format in FORMATS.items() if format != "rdf"
    )


@pytest.mark.parametrize(
    ("path", "line", "says"),
    [
        ("un/consolidated.xml", 34, "un:ZBi.003 has no name; write one, or take the entry out"),
        ("linked-places/places.lpf.json", 29, 'title is 7; write it as a string, as in "7"'),
    ],
)
def test_a_bad_entry_is_told_with_its_line_and_left_out(path: str, line: int, says: str) -> None:
    (error,) = Told(SAMPLES / path).rejects
    assert (error.line, error.reason) == (line, says)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("ofac/sdn.csv", "sdn.csv:5: a date of birth: a range of years left out: '1958 to 1962'"),
        ("ofac/sdn.csv", "sdn.csv:5: a country whose code is not known, left out: 'Atlantis'"),
        (
            "un/consolidated.xml",
            "consolidated.xml:4: a date of birth: an approximate date taken for its year: 'circa 1956'",
        ),
        ("eu/xmlFullSanctionsList_1_1.xml", "xml:3: an office beside the first left out: 'Advisor'"),
        ("ftm/entities.ftm.json", "json:1: a date of birth beside the first left out: '1957'"),
        ("ftm/entities.ftm.json", "json:5: a country that is no code of ISO 3166, left out: 'atlantis'"),
        ("popolo/ep-popolo-v1.0.json", "json:3: a language that is no code, left out: 'not a language'"),
        ("linked-places/places.lp.tsv", "tsv:4: no id, so one is made of file and line: places.lp/4"),
    ],
)
def test_what_is_left_out_or_in_doubt_is_told(path: str, says: str) -> None:
    assert any(warning.endswith(says) for warning in Told(SAMPLES / path).warnings)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("ftm/entities.ftm.json", "left aside: 1 Address"),
        ("opensanctions/targets.simple.csv", "columns left aside: addresses, identifiers, sanctions, phones"),
        ("ofac/sdn.csv", "more names are in alt.csv beside it; give it, too"),
        ("ofac/sdn.csv", "country from add.csv beside it"),
        ("ofac/add.csv", "leave this one out"),
        ("mads/authority.mads.xml", "left aside: 1 titleInfo"),
        ("linked-places/places.lp.tsv", "columns left aside: title_source, attestation_year"),
    ],
)
def test_what_has_no_place_is_told(path: str, says: str) -> None:
    assert any(says in message for message in Told(SAMPLES / path).messages)


def test_lists_that_share_no_id_are_joined_by_one_that_knows_both() -> None:
    apart = Told(*(SAMPLES / path for path in LISTS))
    assert [entity.id for entity in apart.entities if entity.born.startswith("1956")] == ["ofac:90001", "un:ZBi.001"]
    told = Told(*(SAMPLES / path for path in [*LISTS, "ftm/entities.ftm.json"]))
    (person,) = [entity for entity in told.entities if entity.born.startswith("1956")]
    assert (person.id, person.label, person.born) == ("ofac:90001", "BASKAROV, Timur", "1956-05-12")
    assert {"un:ZBi.001", "eu:EU.9001.11", "gb:XYZ0001", "wikidata:Q900000001"} <= set(person.identifiers)
    assert {alias.source for alias in person.aliases} == {
        "sdn.csv", "alt.csv", "consolidated.xml", "xmlFullSanctionsList_1_1.xml", "ConList.csv", "entities.ftm.json",
    }  # fmt: skip
    assert {alias.kind for alias in person.aliases if alias.text.lower() == "the surveyor"} == {"weak"}


@pytest.mark.parametrize(
    ("path", "classes", "ids"),
    [
        ("ofac/sdn.csv", ["vessel"], ["ofac:90003"]),
        ("ofac/sdn.xml", ["Entity"], ["ofac:90002"]),
        ("un/consolidated.xml", ["entity"], ["un:ZBe.001"]),
        ("eu/xmlFullSanctionsList_1_1.xml", ["E"], ["eu:EU.9002.22"]),
        ("eu/csvFullSanctionsList_1_1.csv", ["person"], ["eu:EU.9001.11"]),
        ("uk/ConList.xml", ["Ship"], ["ofsi:14235"]),
        ("uk/UK-Sanctions-List.csv", ["individual"], ["gb:XYZ0001"]),
        ("ftm/entities.ftm.json", ["Vessel", "LegalEntity"], ["ofac-90003", "zz-named-1"]),
        ("opensanctions/targets.simple.csv", ["Vessel"], ["ofac-90003"]),
        ("popolo/ep-popolo-v1.0.json", ["organization"], ["11111111-2222-3333-4444-555555555555", "ep-popolo-v1.0/ZP"]),
        ("linked-places/places.lpf.json", ["town"], ["http://mygaz.org/places/p_12345"]),
        ("linked-places/places.lp.tsv", ["T"], ["places.lp/2"]),
        ("mads/authority.mads.xml", ["geographic"], ["authority.mads/z2"]),
    ],
)
def test_only_some_classes(path: str, classes: list[str], ids: list[str]) -> None:
    told = Told(SAMPLES / path, choices=Choices(classes=classes))
    assert [entity.id for entity in told.entities] == ids


def test_only_some_languages() -> None:
    told = Told(SAMPLES / "popolo/ep-popolo-v1.0.json", choices=Choices(languages=["ru", "zh"]))
    (person,) = told.entities
    assert [(alias.text, alias.kind) for alias in person.aliases] == [("Мирела Вардун", "label"), ("米雷拉", "alias")]
    assert any("an entity without names in the languages that are read" in warning for warning in told.warnings)


def test_the_lists_are_built_into_one_gazetteer_as_a_user_does(tmp_path: Path) -> None:
    sources = [str(SAMPLES / path) for path in [*LISTS, "ftm/entities.ftm.json"]]
    target = tmp_path / "s.gaz"
    result = CliRunner().invoke(main, ["build", *sources, "-o", str(target)])
    assert result.exit_code == 3, "an entry was rejected"
    assert f"{sources[2]}:34: un:ZBi.003 has no name; write one, or take the entry out" in result.stderr
    assert "1 add to none and left aside" in result.stderr
    found = CliRunner().invoke(main, ["lookup", "Tsimur Baskarou", "-g", str(target), "--json"])
    answer = json.loads(found.stdout)
    assert (answer["status"], answer["candidates"][0]["entity"]) == ("match", "ofac:90001")
    told = CliRunner().invoke(main, ["info", "-g", str(target)]).stdout
    assert "sdn.csv: " in told
    assert "(ofac.treasury.gov): public domain" in told, "whom to name for a source is kept"
    with open_gazetteer(target) as opened:
        assert {alias.kind for entity in opened for alias in entity.aliases} >= {"weak", "former", "label", "alias"}


def test_a_list_of_names_alone_is_refused_with_what_to_take_instead(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Ann\nBob\n")
    with pytest.raises(SourceError, match=r"names without ids; take a file with ids.*\(echo name; cat names.txt\)"):
        next(read(tmp_path / "names.txt"))


def test_the_advanced_xml_of_ofac_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sdn_advanced.xml"
    path.write_text('<Sanctions xmlns="https://ofac.treas.gov/AdvancedXML"><DateOfIssue/></Sanctions>')
    with pytest.raises(SourceError, match=r"the advanced XML of OFAC, which is not read; take sdn\.xml"):
        next(read(path))


def test_weak_names_that_are_also_strong_ones_are_kept_as_strong(tmp_path: Path) -> None:
    path = tmp_path / "e.ftm.json"
    path.write_text(
        '{"id": "a", "schema": "Person", "properties": {"weakAlias": ["Ann"], "alias": ["Ann"], "name": ["A."]}}'
    )
    (entity,) = Told(path).entities
    assert [(alias.text, alias.kind) for alias in entity.aliases] == [("A.", "label"), ("Ann", "alias")]


def test_rdf_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rdflib", None)
    with pytest.raises(SourceError, match=r"needs a package to be read: pip install 'names-gazetteer\[rdf\]'"):
        next(read(SAMPLES / "skos/vocabulary.ttl"))


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">'
CONCEPT = '<skos:Concept rdf:about="&e;1"><skos:prefLabel>{}</skos:prefLabel></skos:Concept></rdf:RDF>'
MANY = "</skos:prefLabel><skos:note>&f;&f;</skos:note><skos:prefLabel>".join("AB" * 200)
NESTED = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(10))


@needs_rdflib
@pytest.mark.parametrize(
    ("entities", "label", "says"),
    [
        ("", "Ann", ""),
        ("", "x" * 200_001, "a text of more than 200,000 characters or 5,000 lines; shorten it"),
        ("", "x\n" * 5001, "a text of more than 200,000 characters or 5,000 lines; shorten it"),
        (NESTED, "&e9;", "an entity that stands elsewhere or contains others"),
        ('<!ENTITY f SYSTEM "file:///etc/passwd">', "&f;", "an entity that stands elsewhere or contains others"),
        (f'<!ENTITY f "{"x" * 2000}">', MANY, "many times as long"),
    ],
)  # fmt: skip
def test_rdf_that_does_harm_is_refused(entities: str, label: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "t.rdf"
    doctype = f'<!DOCTYPE r [<!ENTITY e "http://example.org/">{entities}]>'
    path.write_text(f'<?xml version="1.0"?>{doctype}{RDF}{CONCEPT.format(label)}')
    if says:
        rejects: list[SourceError] = []
        with pytest.raises(SourceError, match="none of 1 rows"):
            list(read(path, on_reject=rejects.append))
        assert says in rejects[0].reason
    else:
        assert [(entity.id, entity.label) for entity in read(path)] == [("http://example.org/1", "Ann")]


@needs_rdflib
def test_a_context_at_an_address_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonld"
    scoped = '{"x": {"@id": "skos:note", "@context": "http://192.0.2.1/d.json"}}'
    context = f'["http://192.0.2.1/c.json", {scoped}]'
    path.write_text(f'{{"@context": {context}, "@graph": [{{"@id": "http://e/1", "skos:prefLabel": "Ann"}}]}}')
    told = Told(path)
    assert [(entity.id, entity.label) for entity in told.entities] == [("http://e/1", "Ann")]
    assert any("a context that is not fetched; usual prefixes stand for it" in warning for warning in told.warnings)
