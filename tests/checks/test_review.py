"""Faults of entities: their facts, what they share with others, and whether their own names find them."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import write

import names
from gazetteer import Alias, Entity, Office, UnknownEntity
from gazetteer.default import curated, demonyms
from gazetteer.sources.rows import Row
from names.checks.facts import check_facts
from names.checks.findings import Finding
from names.checks.retrieval import not_found
from names.checks.review import review
from names.checks.targets import check_entity, check_table, default_mistakes

ANN = Entity("p/1", "person", ["Ann Lee"], countries=["GB"])


def rows(*entities: Entity) -> list[Row]:
    return [Row(Path("t.tsv"), line, entity) for line, entity in enumerate(entities, start=2)]


def told(findings: list[Finding]) -> list[tuple[int, str, str]]:
    return [(finding.line, finding.level, finding.what) for finding in findings]


@pytest.mark.parametrize(
    ("facts", "level", "says"),
    [
        ({"countries": ["GB", "XX"]}, "error", "no country has the code XX"),
        ({"countries": ["GE"]}, "warning", "no name in Cyrl or Geor, the script of GE"),
        ({"countries": ["GE", "GB"]}, "", ""),
        ({"countries": ["SUHH"]}, "", ""),
        ({"office": Office("mayor", "2010", "2002")}, "error", "ends (2002) before it starts (2010)"),
        ({"office": Office("mayor", "2010-05", "2010")}, "", ""),
        ({"office": Office("mayor", "2010")}, "warning", "neither an end nor a date on which it was checked"),
        ({"office": Office("mayor", "2010", checked="2026")}, "", ""),
        ({"office": Office("mayor", "2010", checked="2026"), "died": "2025"}, "error", "but holds the office 'mayor'"),
        ({"office": Office("mayor", "2010", "2015"), "died": "2009"}, "error", "died (2009) before the office starts"),
        ({"died": "2009"}, "", ""),
        ({"office": Office("pharaoh", "-0050", "-0029"), "died": "-0029"}, "", ""),
        ({"office": Office("emperor", "-0027", "0014")}, "", ""),
        ({"office": Office("emperor", "0014", "-0027")}, "error", "ends (-0027) before it starts (0014)"),
    ],
)
def test_facts(facts: dict[str, object], level: str, says: str) -> None:
    faults = list(check_facts(Entity("p/1", "person", ["Ann Lee"], **facts)))
    assert [fault.level for fault in faults] == ([level] if level else [])
    assert all(says in fault.what for fault in faults)


def test_an_alias_of_two_is_told_for_both_unless_it_is_allowed() -> None:
    two = rows(ANN, Entity("o/1", "org", ["Lee Works", "ANN-LEE", Alias("Ann Lee", kind="demonym")]))
    assert told(list(review(two, shared="error"))) == [
        (2, "error", "'Ann Lee' is an alias of o/1 too"),
        (3, "error", "'ANN-LEE' is an alias of p/1 too"),
    ]
    assert list(review(two, allowed={"ann lee": {"p/1", "o/1"}})) == []


def test_an_alias_of_a_known_entity_is_told_for_the_row_alone() -> None:
    assert told(list(review(rows(ANN), [Entity("p/2", "person", ["Ann Lee", "Anna"])]))) == [
        (2, "warning", "'Ann Lee' is an alias of p/2 too"),
        (2, "warning", "may be the same person as p/2 (Ann Lee)"),
    ]


def test_one_person_under_two_ids_is_told() -> None:
    two = rows(Entity("p/1", "person", ["Mohammed Berhaldin"]), Entity("p/2", "person", ["Muhammad Berhaldin"]))
    assert [finding.what for finding in review(two)] == [
        "may be the same person as p/2 (Muhammad Berhaldin)",
        "may be the same person as p/1 (Mohammed Berhaldin)",
    ]


def test_a_derived_family_name_that_names_a_place_is_told() -> None:
    person = Entity("p/1", "person", ["Jo Hague", Alias("Hague", kind="family")])
    place = Entity("l/1", "place", ["Hague"])
    assert told(list(review(rows(person), [place]))) == [(2, "warning", "the family name 'Hague' is a name of l/1")]


def test_an_alias_that_means_another_is_told() -> None:
    known = rows(ANN, Entity("o/1", "org", ["Lee Works", "Ann Lee"], prior=9))
    gazetteer = names.build_gazetteer(row.entity for row in known)
    assert [(one.level, one.what) for one in not_found(known, gazetteer)] == [
        ("warning", "'Ann Lee' means o/1 (Lee Works)"),
    ]
    assert [one.level for one in not_found(rows(Entity("p/9", "person", ["Ann Lee"])), gazetteer)] == ["error"]


def test_a_table_of_ones_own_is_checked_with_its_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "people.csv", "id,name,country\n1,Ann Lee,XX\n\n2,Пeтров,RU\n")
    assert [(one.place, one.entity, one.level) for one in check_table(path)] == [
        (f"{path}:2", "1", "error"),
        (f"{path}:4", "2", "error"),
    ]


def test_a_curated_table_is_compared_with_its_neighbours(tmp_path: Path) -> None:
    header = "\t".join(curated.COLUMNS["persons"])
    row = "person/{}\tAnn Lee\tLee\tGB\t5\t\t\t\t\t\tnobody\ten Ann Lee"
    (tmp_path / "persons").mkdir()
    write(tmp_path / "shared.tsv", "alias\tids\twhy\n")
    write(tmp_path / "persons" / "a.tsv", f"{header}\n{row.format('a')}\n")
    path = write(tmp_path / "persons" / "b.tsv", f"{header}\n{row.format('b')}\n")
    found = check_table(path)
    assert {one.place for one in found} == {f"{path}:2"}
    assert found[0].level == "error"
    write(tmp_path / "shared.tsv", "alias\tids\twhy\nAnn Lee\tperson/a, person/b\tnamesakes\n")
    assert {one.level for one in check_table(path)} == {"warning"}


def test_demonyms_are_checked(tmp_path: Path) -> None:
    folder = tmp_path / demonyms.FOLDER
    folder.mkdir()
    write(folder / "paradigms.tsv", "language\tparadigm\tendings\n")
    path = write(folder / "uk.tsv", "country\tdemonyms\ncountry/PL\tполяк | пoляки\n")
    assert [(one.line, one.what) for one in check_table(path)] == [(2, "Latin 'o' in the Cyrl word 'пoляки'")]


def test_one_entity_is_checked_and_its_family_names_are_told(tmp_path: Path) -> None:
    person = Entity(
        "p/1", "person", ["Jo Berg", Alias("Berg", kind="family"), Alias("Джо Берг", "ru")], countries=["XX"]
    )
    gazetteer = names.build_gazetteer([person], tmp_path / "t.gaz")
    error, note = check_entity("p/1", gazetteer, in_tables=False)
    assert (error.level, error.what) == ("error", "no country has the code XX")
    assert (note.level, note.what) == ("note", "family names that are derived: Берг (ru)")
    with pytest.raises(UnknownEntity):
        check_entity("p/2", gazetteer, in_tables=True)


@pytest.mark.slow
def test_a_curated_entity_is_read_from_its_table(tmp_path: Path) -> None:
    gazetteer = names.build_gazetteer([ANN], tmp_path / "t.gaz")
    (note,) = check_entity("person/abdou-diouf", gazetteer, in_tables=True)
    assert note.level == "note"
    assert note.line > 1


@pytest.mark.slow
def test_the_tables_of_the_default_gazetteer_have_no_mistake() -> None:
    assert [f"{one.place}: {one.what}; {one.mend}" for one in default_mistakes() if one.level == "error"] == []
