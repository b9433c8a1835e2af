"""Where entities come from: curated tables, packages, the user's files, and the default gazetteer made of
them all."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from gazetteer import Alias, Entity, InvalidEntity, SourceError, SourceWarning, default
from gazetteer.default import cities, conflicts, countries, curated, extract
from gazetteer.default.tsv import DATA
from gazetteer.sources import READERS, read

HEADER = "\t".join(curated.COLUMNS)
ROW = "person/jane-doe\tperson\tJane Doe\tDoe\tGB\t5\tnobody\ten Jane Doe | ru:full Джейн Мария Доу | uk Джейн Доу"


@pytest.fixture(scope="session")
def everything() -> list[Entity]:
    return list(default.read())


@pytest.fixture(scope="session")
def entities(everything: list[Entity]) -> dict[str, Entity]:
    return {entity.id: entity for entity in everything}


def texts(entity: Entity) -> set[str]:
    return {alias.text for alias in entity.aliases}


def write(directory: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = directory / name
    path.write_bytes(text.encode(encoding))
    return path


class TestCurated:
    def test_row(self, tmp_path: Path) -> None:
        path = write(tmp_path, "persons.tsv", f"# a comment\n{HEADER}\n{ROW}\n")
        (entity,) = curated.read_file(path)
        assert entity == Entity(
            "person/jane-doe",
            "person",
            [
                Alias("Jane Doe", "en", "label", "curated"),
                Alias("Джейн Мария Доу", "ru", "full", "curated"),
                Alias("Джейн Доу", "uk", "alias", "curated"),
                Alias("Doe", "en", "family", "curated"),
                Alias("Доу", "ru", "family", "curated"),
            ],
            countries=["GB"],
            prior=5,
            note="nobody",
        )

    def test_label_has_the_language_of_its_native_spelling(self, tmp_path: Path) -> None:
        path = write(tmp_path, "p.tsv", f"{HEADER}\n{ROW.replace('en Jane', 'pl Jane')}\n")
        (entity,) = curated.read_file(path)
        assert entity.aliases[0] == Alias("Jane Doe", "pl", "label", "curated")

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            (ROW.replace("\tGB", ""), r"7 cells; write 8"),
            (ROW.replace("person/jane-doe", "person/Jane Doe"), r"lower-case ASCII slug"),
            (ROW.replace("\tperson\t", "\tplace\t"), r"write person"),
            (ROW.replace("\tJane Doe\t", "\t\t", 1), r"usual English name"),
            (ROW.replace("\tDoe\t", "\tRoe\t"), r"not in the label"),
            (ROW.replace("\tGB\t", "\tGBR\t"), r"alpha-2"),
            (ROW.replace("\t5\t", "\t5.25\t"), r"one decimal"),
            (ROW.replace("en Jane", "Jane"), r"write 'language text'"),
            (ROW.replace(":full", ":long"), r"alias kind 'long'; write one of alias, code"),
            (ROW.replace("uk Джейн Доу", "en Jane Doe"), r"'en Jane Doe' twice"),
            (ROW.replace("Джейн Доу", "Джеи\u0306н Доу"), r"NFC"),
            (ROW.replace("\tGB\t", "\tGB \t"), r"blanks around countries"),
            (f"{ROW}\n{ROW}", r"stands also in p.tsv:2"),
            (f"{ROW}\n{ROW.replace('jane-doe', 'adam')}", r"sort the rows"),
        ],
    )
    def test_a_broken_row_is_told_with_its_line(self, tmp_path: Path, row: str, message: str) -> None:
        path = write(tmp_path, "p.tsv", f"{HEADER}\n{row}\n")
        with pytest.raises(SourceError, match=rf"p\.tsv:[23]: .*{message}"):
            list(curated.read_file(path))

    def test_every_table_is_read(self) -> None:
        assert sum(1 for _ in curated.read()) >= 1

    def test_no_alias_is_claimed_by_two_entities_silently(self) -> None:
        assert list(conflicts.find_conflicts(curated.read())) == []

    def test_ids_of_packaged_sources_are_theirs(self, entities: dict[str, Entity]) -> None:
        borrowed = [e.id for e in curated.read() if e.id.startswith(("country/", "geonames/"))]
        assert [i for i in borrowed if all(a.source == "curated" for a in entities[i].aliases)] == []

    def test_a_conflict_is_named(self, tmp_path: Path) -> None:
        shared = write(tmp_path, "shared.tsv", "alias\tids\twhy\nKim\torg/b, person/a\tboth\n")
        two = [Entity("person/a", "person", ["Kim", "Ann-Lee"]), Entity("org/b", "org", ["Kim", "ann lee"])]
        found = list(conflicts.find_conflicts(two, shared))
        assert found == ["Ann-Lee and ann lee: claimed by org/b, person/a"]
        twice = write(tmp_path, "twice.tsv", "alias\tids\twhy\nKim\torg/b, person/a\tboth\nkim\torg/c\tno\n")
        with pytest.raises(SourceError, match=r"twice\.tsv:3: alias 'kim'"):
            list(conflicts.find_conflicts(two, twice))


class TestDefault:
    def test_is_sorted_and_every_id_stands_once(self, everything: list[Entity]) -> None:
        ids = [entity.id for entity in everything]
        assert ids == sorted(set(ids))

    @pytest.mark.parametrize(
        ("id", "label", "aliases"),
        [
            ("country/BY", "Belarus", "BY BLR Беларусь Білорусь 白俄罗斯 بيلاروس"),
            ("country/US", "United States", "US U.S. USA США ЗША"),
            ("country/AZ-NK", "Nagorno-Karabakh", "Artsakh Արցախ Карабах"),
            ("country/SUHH", "Soviet Union", "USSR СССР СРСР Sowjetunion"),
            ("country/UA-DPR", "Donetsk People's Republic", "ДНР"),
            ("country/GE-AB", "Abkhazia", "Абхазия"),
            ("country/RU-CE", "Chechnya", "Чечня"),
            ("place/europe", "Europe", "Европа 欧洲 Europa"),
            ("geonames/625144", "Minsk", "Минск Мінск Менск 明斯克 مينسك"),
            ("geonames/1528675", "Bishkek", "Бишкек Бішкек"),
            ("geonames/703448", "Kyiv", "Київ Киев Kiev"),
        ],
    )
    def test_has(self, entities: dict[str, Entity], id: str, label: str, aliases: str) -> None:
        assert entities[id].label == label
        assert set(aliases.split()) <= texts(entities[id])

    def test_tells_the_kinds_of_names(self, entities: dict[str, Entity]) -> None:
        kinds = {alias.text: alias.kind for alias in entities["country/BY"].aliases}
        assert (kinds["Belarus"], kinds["BLR"], kinds["Belarusian"]) == ("label", "code", "demonym")

    def test_tags_the_language_where_a_source_tells_it(self, entities: dict[str, Entity]) -> None:
        languages = {alias.text: alias.language for alias in entities["geonames/625144"].aliases}
        assert (languages["ミンスク"], languages["Мінск"], languages["明斯克"]) == ("ja", "be", "zh")

    def test_a_country_stands_above_its_namesake(self, entities: dict[str, Entity]) -> None:
        namesakes = [entity for entity in entities.values() if entity.label == "Singapore"]
        (singapore,) = (entity for entity in namesakes if entity.id.startswith("geonames/"))
        assert entities["country/SG"].prior > singapore.prior
        assert entities["country/GE"].prior > entities["country/US-GA"].prior

    def test_cities_are_no_names_of_countries(self, entities: dict[str, Entity]) -> None:
        assert "Brussels" not in texts(entities["country/BE"])
        assert "Донецк" not in texts(entities["country/UA-DPR"])

    def test_debris_of_geonames_is_left_out(self, entities: dict[str, Entity]) -> None:
        minsk = texts(entities["geonames/625144"])
        assert not minsk & {"MSQ", "ming si ke", "mnsk", "Минск ош", "Min"}
        assert not any("  " in text for text in minsk)

    def test_curated_facts_win(self) -> None:
        ours = Entity("country/KG", "place", [Alias("Kirgizia", kind="label")], prior=9)
        theirs = Entity("country/KG", "place", [Alias("Kyrgyzstan", kind="label")], countries=["KG"], prior=7)
        (joined,) = default.merge([ours, theirs])
        assert (joined.label, joined.prior, joined.countries) == ("Kirgizia", 9, ("KG",))
        assert joined.aliases[1] == Alias("Kyrgyzstan", kind="alias")

    def test_accounts_of_two_kinds_do_not_join(self) -> None:
        with pytest.raises(InvalidEntity, match=r"'x' differ in kind: 'Ann' is a person, 'Anna' a place"):
            default.merge([Entity("x", "person", ["Ann"]), Entity("x", "place", ["Anna"])])


class TestExtract:
    def test_territories_are_sorted_and_say_where_they_are_from(self) -> None:
        text = (DATA / "territories.tsv").read_text(encoding="utf-8")
        assert text.startswith(extract.HEAD)
        codes = [territory.code for territory in countries.read_territories()]
        assert codes == sorted(set(codes))

    def test_a_missing_wheel_is_told_with_its_remedy(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"rigour-1\.8\.2.*pip download"):
            extract.extract(tmp_path)

    @pytest.mark.parametrize(
        "name",
        ["Екатеrinбург", "California (USA)", "european", "i -Belarus", "BELARUS", "Сове́тский Союз"],
    )
    def test_debris(self, name: str) -> None:
        assert extract.is_debris(name)


@pytest.mark.parametrize("name", ["MSQ", "AS", "mynsk", "A  B", "Brussel (Ukkel)", "Nur-Sұltan", "Минск ош", ""])
def test_noise(name: str) -> None:
    assert cities.is_noise(name)


@pytest.mark.parametrize("name", ["Минск", "'s-Hertogenbosch", "東京", "Ош", "Lviv", "م", "St. John’s"])
def test_names_are_no_noise(name: str) -> None:
    assert not cities.is_noise(name)


class TestTable:
    def test_synonyms_and_several_values(self, tmp_path: Path) -> None:
        header = "ID,Name,alias,LANG,type,country,weight"
        path = write(tmp_path, "t.csv", f'{header}\n1,"Doe, Jane",J. Doe; Doe|x,en,Person,gb,4.5\n')
        (entity,) = read(path)
        assert (entity.id, entity.kind, entity.countries, entity.prior) == ("1", "person", ("GB",), 4.5)
        assert [(a.text, a.kind) for a in entity.aliases] == [
            ("Doe, Jane", "label"),
            ("J. Doe; Doe", "alias"),
            ("x", "alias"),
        ]

    def test_opensanctions_quotes_values_inside_a_cell(self, tmp_path: Path) -> None:
        path = write(tmp_path, "t.csv", '"id","schema","name","aliases"\n"Q1","Person","A","""B; C"";D"\n')
        (entity,) = read(path)
        assert [alias.text for alias in entity.aliases] == ["A", "B; C", "D"]

    def test_rows_of_one_id_are_one_entity(self, tmp_path: Path) -> None:
        path = write(tmp_path, "t.tsv", 'id\tname\tlang\n1\tMinsk\ten\n1\tМінск\tbe\n2\tKyiv "the city"\ten\n')
        assert [[a.text for a in e.aliases] for e in read(path)] == [["Minsk", "Мінск"], ['Kyiv "the city"']]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_encodings_and_line_ends(self, tmp_path: Path, encoding: str, end: str) -> None:
        path = write(tmp_path, "t.csv", end.join(["id,name", "1,Мінск", ""]), encoding)
        assert [(e.id, e.label) for e in read(path)] == [("1", "Мінск")]

    def test_names_alone_will_do(self, tmp_path: Path) -> None:
        path = write(tmp_path, "people.csv", "name\nA\n\nB\n")
        with pytest.warns(SourceWarning, match=r"people\.csv:1: no column for the id.*'people/2'"):
            assert [e.id for e in read(path)] == ["people/2", "people/4"]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("id;title\n1;A\n", r"t\.csv:1: no column for the name.*found: 'id', 'title'"),
            ("id,name,label\n1,A,B\n", r"t\.csv:1: two columns mean the same"),
            ("id,name\n1,A\n2,\n", r"t\.csv:3: no name"),
            ("id,name,weight\n1,A,big\n", r"t\.csv:2: weight 'big' is no number"),
            ("", r"t\.csv:1: no column for the name.*nothing"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, text: str, message: str) -> None:
        with pytest.raises(SourceError, match=message):
            list(read(write(tmp_path, "t.csv", text)))

    def test_another_encoding_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"t\.csv:\d: not UTF-8 \(byte 0xcc\); save the file as UTF-8"):
            list(read(write(tmp_path, "t.csv", "id,name\n1,Минск\n", "cp1251")))


class TestJsonLines:
    def test_a_record(self, tmp_path: Path) -> None:
        aliases = ["J.", {"text": "Джейн", "language": "ru", "kind": "full"}]
        record = {"id": "1", "kind": "person", "label": "Jane", "aliases": aliases}
        (entity,) = read(write(tmp_path, "t.jsonl", json.dumps(record) + "\n\n"))
        assert [(a.text, a.language, a.kind) for a in entity.aliases] == [
            ("Jane", "und", "label"),
            ("J.", "und", "alias"),
            ("Джейн", "ru", "full"),
        ]

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("{", "no JSON at column 1"),
            ("[]", "no object"),
            ('{"id": "1"}', "no name"),
            ('{"label": "A"}', "no id"),
            ('{"id": "1", "aliases": [3]}', "alias 3"),
            ('{"id": "1", "label": "A", "prior": "big"}', "big"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, line: str, message: str) -> None:
        with pytest.raises(SourceError, match=rf"t\.jsonl:2: .*{message}"):
            list(read(write(tmp_path, "t.jsonl", f'{{"id": "0", "label": "Z"}}\n{line}\n')))


def test_an_unknown_kind_of_file_is_told() -> None:
    with pytest.raises(SourceError, match=r"unknown kind of file '\.docx'"):
        read("names.docx")


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_any_bytes_give_entities_or_one_clear_error(tmp_path: Path, suffix: str) -> None:
    for seed in range(30):
        path = tmp_path / f"{seed}{suffix}"
        path.write_bytes(b'id,name\n{"id"\t' + random.Random(seed).randbytes(200))
        with pytest.raises(SourceError):
            list(read(path))
