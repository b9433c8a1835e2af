"""Dumps of Wikidata, GeoNames, JRC-Names and ParaNames, and results of queries: what comes out of them."""

from __future__ import annotations

import bz2
import json
import random
import warnings
import zipfile
from collections import defaultdict
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from rows import CASES, rows

from gazetteer import Entity, SourceError, SourceWarning
from gazetteer.sources import Choices, read, read_all
from gazetteer.sources.formats.jsonl import written
from gazetteer.sources.recognition import FORMATS, reader_of
from gazetteer.sources.source_file import source_file
from names.cli.commands import main

SOURCES = CASES / "sources"
FORMAT_OF = {
    "wikidata/dump.json": "wikidata", "wikidata/items.ndjson": "wikidata", "wikidata/entity-data.json": "wikidata",
    "wikidata/api-pretty.json": "wikidata", "sparql/verbose.json": "sparql", "sparql/query.json": "sparql",
    "sparql/query.csv": "sparql", "sparql/query.tsv": "sparql", "sparql/verbose.tsv": "sparql",
    "geonames/allCountries.txt": "geonames", "geonames/alternateNamesV2.txt": "geonames_names",
    "geonames/alternateNames.txt": "geonames_names", "geonames/countryInfo.txt": "geonames_countries",
    "jrcnames/entities": "jrcnames", "paranames/paranames.tsv": "paranames",
}  # fmt: skip
VALUES = ["7", "null", '"x"', "[]", '{"id": 7}', '{"text": 7, "language": 7}', '{"time": 7, "precision": "x"}']
MUTATIONS = 40  # of each sample
GENERAL = {"jsonl", "table"}  # formats of the users' own, which are tried last


def outcome_of(
    path: Path, choices: Choices | None = None
) -> tuple[list[Entity], list[SourceError], list[SourceWarning]]:
    rejected: list[SourceError] = []
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = list(read(path, choices=choices, on_reject=rejected.append))
    return found, rejected, [one.message for one in told if isinstance(one.message, SourceWarning)]


@pytest.mark.parametrize("name", FORMAT_OF)
def test_what_comes_out_of_each_sample(name: str) -> None:
    path = SOURCES / name
    found, rejected, told = outcome_of(path)
    assert [*map(written, found)] == Path(f"{path}.entities").read_text(encoding="utf-8").splitlines()
    expected: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows("sources/dumps.tsv"):
        if row["file"] == name:
            expected[row["told"]].append((int(row["line"]), row["text"]))
    assert_told(rejected, expected["reject"])
    assert_told(told, expected["warning"])


def assert_told(told: list[SourceError] | list[SourceWarning], expected: list[tuple[int, str]]) -> None:
    assert [one.line for one in told] == [line for line, _ in expected]
    for one, (_, text) in zip(told, expected, strict=True):
        assert one.reason.startswith(text)


@pytest.mark.parametrize("name", FORMAT_OF)
def test_a_sample_is_recognised_as_its_format_and_no_other(name: str) -> None:
    with source_file(SOURCES / name) as file:
        recognising = [
            format for format in FORMATS if import_module(f"gazetteer.sources.formats.{format}").recognises(file.head)
        ]
        assert [format for format in recognising if format not in GENERAL] == [FORMAT_OF[name]]
        assert reader_of(file).TITLE == import_module(f"gazetteer.sources.formats.{FORMAT_OF[name]}").TITLE


@pytest.mark.parametrize(
    "row", rows("sources/dump-choices.tsv"), ids=lambda row: " ".join((row["file"], row["classes"], row["languages"]))
)
def test_classes_and_languages(row: dict[str, str]) -> None:
    choices = Choices(classes=row["classes"].split(), languages=row["languages"].split())
    found, _, _ = outcome_of(SOURCES / row["file"], choices)
    assert [f"{entity.id}:{len(entity.aliases)}" for entity in found] == row["entities"].split()


@pytest.mark.parametrize("name", FORMAT_OF)
def test_mutated_files_raise_nothing_but_errors_of_sources(tmp_path: Path, name: str) -> None:
    draw = random.Random(name)
    content = (SOURCES / name).read_bytes()
    for number in range(MUTATIONS):
        path = tmp_path / f"{number}-{Path(name).name}"
        path.write_bytes(mutated(content, draw))
        for format in ("", FORMAT_OF[name]):
            with warnings.catch_warnings(), suppress(SourceError):
                warnings.simplefilter("ignore", SourceWarning)
                list(read_all([path], format, on_reject=lambda error: None))


def mutated(content: bytes, draw: random.Random) -> bytes:
    """The content with bytes changed, left out, repeated, or with the values of JSON exchanged."""
    changed = bytearray(content)
    for _ in range(draw.randint(1, 6)):
        at, length = draw.randrange(len(changed)), draw.randint(1, 40)
        match draw.randrange(5):
            case 0:
                changed[at : at + length] = draw.randbytes(length)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length] * draw.randint(1, 3)
            case 3:
                changed = changed[: max(at, 40)]
            case _:
                old, new = draw.choices([b'"', b"{", b"}", b"[", b"]", b":", b"\t", b"null", b"1", b"Q5", b"[]"], k=2)
                changed = bytearray(bytes(changed).replace(old, new, draw.randint(1, 3)))
        changed = changed or bytearray(b"x")
    return bytes(changed)


@pytest.mark.parametrize("value", ["7", "null", "true", '"x"', "[7]", '{"x": 7}', '{"en": 7}', '{"en": [7]}', "[[]]"])
@pytest.mark.parametrize("field", ["id", "type", "labels", "aliases", "descriptions", "claims", "sitelinks"])
def test_a_field_of_another_type_is_rejected_or_told(tmp_path: Path, field: str, value: str) -> None:
    good, bad = (json.loads(line) for line in (SOURCES / "wikidata/items.ndjson").read_text("utf-8").splitlines()[:2])
    bad[field] = json.loads(value)
    path = tmp_path / "items.json"
    path.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", encoding="utf-8")
    found, rejected, _ = outcome_of(path)
    assert found[0].id == "Q900001"
    assert {error.line for error in rejected} <= {2}


@pytest.mark.parametrize("value", VALUES)
def test_a_value_of_another_type_is_no_value(tmp_path: Path, value: str) -> None:
    item = json.loads((SOURCES / "wikidata/items.ndjson").read_text("utf-8").splitlines()[0])
    for statements in item["claims"].values():
        for statement in statements:
            statement["mainsnak"]["datavalue"]["value"] = json.loads(value)
    path = tmp_path / "item.json"
    path.write_text(json.dumps(item) + "\n", encoding="utf-8")
    (entity,), rejected, _ = outcome_of(path)
    assert (entity.kind, entity.countries, entity.born, rejected) == ("entity", (), "", [])


def test_rows_of_an_item_anywhere_in_results_in_json(tmp_path: Path) -> None:
    names = [("Q1", "One", "Q30"), ("Q2", "Two", "Q183"), ("Q1", "Uno", "Q29")]
    entity = "http://www.wikidata.org/entity/"
    results = [{"item": entity + id, "itemLabel": label, "country": entity + place} for id, label, place in names]
    path = tmp_path / "query.json"
    path.write_text(json.dumps(results), encoding="utf-8")
    first, second = outcome_of(path)[0]
    assert ([alias.text for alias in first.aliases], first.countries) == (["One", "Uno"], ("US", "ES"))
    assert second.id == "Q2"


def test_items_of_which_the_api_was_asked_for_parts_alone(tmp_path: Path) -> None:
    path = tmp_path / "parts.json"
    items = {"Q900001": {"labels": {"mul": {"value": "Zorina"}}}, "Q900002": {"labels": None}, "Q900003": 7}
    path.write_text(json.dumps({"success": 1, "entities": items}), encoding="utf-8")
    found, rejected, told = outcome_of(path)
    assert [(entity.id, entity.label) for entity in found] == [("Q900001", "Zorina")]
    assert [error.reason[:7] for error in rejected] == ["no item"]
    assert [warning.reason[-7:] for warning in told] == ["Q900002"]


def test_lines_of_several_megabytes_and_of_nonsense(tmp_path: Path) -> None:
    item = json.loads((SOURCES / "wikidata/items.ndjson").read_text("utf-8").splitlines()[0])
    item["claims"]["P9999"] = [{"mainsnak": {"snaktype": "novalue"}, "rank": "normal", "id": "x" * 50}] * 20_000
    deep = '{"type":"item","labels":' + "[" * 100_000
    path = tmp_path / "long.json.bz2"
    path.write_bytes(bz2.compress(f"{json.dumps(item)}\n{deep}\nnonsense\n".encode(), 1))
    found, rejected, _ = outcome_of(path)
    assert [entity.id for entity in found] == ["Q900001"]
    assert [error.line for error in rejected] == [2, 3]
    assert outcome_of(path, Choices(classes=["Q515"]))[:2] == ([], [])  # lines without the class are not parsed


def test_a_table_is_read_from_its_archive_beside_what_explains_it(tmp_path: Path) -> None:
    path = tmp_path / "alternateNamesV2.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SOURCES / "geonames/alternateNamesV2.txt", "alternateNamesV2.txt")
        archive.writestr("iso-languagecodes.txt", "ISO 639-3\tISO 639-2\tISO 639-1\tLanguage Name\n")
    assert len(outcome_of(path)[0]) == 4


def test_names_of_geonames_in_any_order() -> None:
    places, added = SOURCES / "geonames/allCountries.txt", SOURCES / "geonames/alternateNamesV2.txt"
    by_order = []
    for paths in ([places, added], [added, places]):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SourceWarning)
            joining = read_all(paths, on_reject=lambda error: None)
            by_order.append({entity.id: entity for entity in joining})
        assert (joining.joined, joining.left_aside) == (3, 1)
    first, second = by_order
    assert first.keys() == second.keys()
    for id, entity in first.items():
        assert sorted(map(str, entity.aliases)) == sorted(map(str, second[id].aliases))
        assert (entity.label, sorted(entity.identifiers)) == (second[id].label, sorted(second[id].identifiers))
    zorgrad = {alias.text: alias.language for alias in first["geonames:900002"].aliases}
    assert (zorgrad["Zorgrad"], zorgrad["Зорград"], zorgrad["Zorgorod"]) == ("en", "uk", "und-Latn")
    assert first["geonames:900003"].identifiers == ("geonames:900003", "wikidata:Q900777")
    assert "geonames:900003" not in [alias.text for alias in first["geonames:900003"].aliases]


def test_dumps_become_a_gazetteer(tmp_path: Path) -> None:
    target = str(tmp_path / "x.gaz")
    paths = [
        str(SOURCES / name) for name in ("wikidata/dump.json", "paranames/paranames.tsv", "geonames/allCountries.txt")
    ]
    built = CliRunner().invoke(main, ["build", *paths, "-o", target, "--class", "person", "--class", "PER"])
    assert built.exit_code == 3, built.output
    assert "Wikidata items (JSON)" in built.stderr
    told = CliRunner().invoke(main, ["info", "-g", target])
    assert "source\tdump.json: 10 names of 4 entities; Wikidata: CC0 1.0" in told.stdout
    looked = CliRunner().invoke(main, ["lookup", "Сорина Балкова", "-g", target, "--json"])
    assert json.loads(looked.stdout)["candidates"][0]["entity"] == "Q900001"
