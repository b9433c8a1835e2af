"""Tables are reconciled: as they are but for the new columns, with one process and two, also after an interruption."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from names.errors import FileNotWritten, InputError
from names.lists.reconciling import ANSWER_FIELDS
from names.resolution.resolver import GazetteerSource, open_gazetteer
from names.tables import saving
from names.tables.answering import Places, answered
from names.tables.base import TableRow
from names.tables.own_lists import build_from_table
from names.tables.reading import open_table
from names.tables.reconciling import OwnList, Reconciling, Summary, reconcile_table

NAMES = ["Soronbay Jinbekov", "Нободи Нобода", "Отыншиева", "", "Sviatlana Tsikhanouskaya"]
NO_CONTEXT = dict.fromkeys(("given", "family", "country", "kind", "born"))


def done(source: Path, output: Path | None, people: str, **how: object) -> Summary:
    settings = Reconciling({"name": "name"}, GazetteerSource(people), output=output and str(output))
    return reconcile_table(open_table(str(source)), replaced(settings, how))


def replaced(settings: Reconciling, how: dict[str, object]) -> Reconciling:
    return Reconciling(**{**{name: getattr(settings, name) for name in settings.__dataclass_fields__}, **how})  # type: ignore[arg-type]


def messy() -> Iterator[tuple[str, int]]:
    """Records of a table of 200 columns with two of one name, and the number of their cells."""
    header = ["no", "name", *(f"c{number}" for number in range(197)), "no"]
    yield ";".join(header) + "\r\n", 200
    yield ";".join(["1", "Soronbay Jinbekov", *[""] * 198]) + "\r\n", 200
    yield '2;"Отыншиева";"two\r\nlines; ""quoted""";=1+1\n', 4
    yield "\r\n", 0
    yield ";".join(["3", "=1+1", *["x"] * 203]) + "\r", 205
    yield "4\r\n", 1
    yield ";".join(["5", " Сооронбай Жээнбеков ", *["ж"] * 198]), 200


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1251", b"")]
)
def test_a_messy_table_comes_back_but_for_the_new_columns(
    tmp_path: Path, people: str, encoding: str, mark: bytes
) -> None:
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    made = list(messy())
    source.write_bytes(mark + "".join(text for text, _ in made).encode(encoding))
    table = open_table(str(source), encoding=None if mark or encoding == "utf-8" else encoding)
    summary = reconcile_table(table, Reconciling({"name": "name"}, GazetteerSource(people), output=str(output)))
    rest, answers = output.read_bytes().removeprefix(mark).decode(encoding), []
    for text, width in made:
        record = text.rstrip("\r\n")
        kept = record + ";" * (200 - width if record else 0)
        assert rest.startswith(kept)
        rest = rest.removeprefix(kept)
        end = text[len(record) :]
        if record:
            new, rest = rest.split(end, 1) if end else (rest, "")
            (cells,) = csv.reader([new], delimiter=";")
            answers.append(dict(zip(["", *ANSWER_FIELDS], cells, strict=True)))
        else:
            rest = rest.removeprefix(end)
    assert rest == ""
    assert [answer["id"] for answer in answers[1:]] == ["people/2", "people/3", "", "", "people/2"]
    assert [answer["status"] for answer in answers[1:]] == ["match", "match", "none", "", "match"]
    assert (dict(summary.counts), summary.longer) == ({"match": 3, "none": 1, "": 1}, 1)
    assert not list(tmp_path.glob("*.part*"))


def long_list(folder: Path, rows: int = 400) -> Path:
    path = folder / "long.csv"
    lines = [f'{number},"{NAMES[number % 5]}{number if number % 5 == 1 else ""}"' for number in range(rows)]
    path.write_text("\n".join(["no,name", *lines]), encoding="utf-8")
    return path


def written(folder: Path, people: str, **how: object) -> tuple[bytes, bytes]:
    source, output, candidates = long_list(folder), folder / "out.csv", folder / "candidates.csv"
    done(source, output, people, candidates=2, candidates_to=str(candidates), **how)
    return output.read_bytes(), candidates.read_bytes()


def test_several_processes_write_the_same_bytes(tmp_path: Path, people: str) -> None:
    assert written(tmp_path, people) == written(tmp_path, people, workers=2)


@pytest.mark.parametrize("portions", [1, 3])
def test_work_goes_on_after_an_interruption(
    tmp_path: Path, people: str, portions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = written(tmp_path, people)
    monkeypatch.setattr(saving, "EVERY", 0)
    output, candidates = tmp_path / "out2.csv", tmp_path / "candidates2.csv"
    how = Reconciling(
        {"name": "name"}, GazetteerSource(people), candidates=2, candidates_to=str(candidates), output=str(output)
    )
    seen: list[int] = []

    def interrupt(size: int, rows: int) -> None:
        assert size
        seen.append(rows)
        if len(seen) > portions:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reconcile_table(open_table(str(long_list(tmp_path))), how, interrupt)
    assert not output.exists()
    assert saving.can_resume(str(output))
    with (tmp_path / "out2.csv.part").open("ab") as draft:
        draft.write(b"what was written after the last note")
    summary = reconcile_table(open_table(str(long_list(tmp_path))), replaced(how, {"resume": True}))
    assert (output.read_bytes(), candidates.read_bytes()) == whole
    assert summary.resumed_at == sum(seen[:portions])
    assert sum(summary.counts.values()) == 400
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"prefix": "e_"}, "another prefix"),
        ({"columns": {"name": "no"}}, "another columns"),
        ({"rules": None}, "another threshold"),
        ({}, "has changed since"),
    ],
)
def test_work_does_not_go_on_with_another_table_or_by_other_options(
    tmp_path: Path, people: str, change: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "EVERY", 0)
    source, output = long_list(tmp_path), tmp_path / "out.csv"
    how = Reconciling({"name": "name"}, GazetteerSource(people), output=str(output), resume=True)
    calls = iter([None, KeyboardInterrupt])

    def interrupt(*_: int) -> None:
        if (error := next(calls)) is not None:
            raise error

    with pytest.raises(KeyboardInterrupt):
        reconcile_table(open_table(str(source)), how, interrupt)
    before = (tmp_path / "out.csv.part").read_bytes()
    if "rules" in change:
        change = {"rules": type(how.rules)(threshold=0.9)}
    if not change:
        source.write_text(source.read_text(encoding="utf-8").replace("Jinbekov", "Binjekov"), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        reconcile_table(open_table(str(source)), replaced(how, change))
    assert (tmp_path / "out.csv.part").read_bytes() == before


def test_there_may_be_nothing_to_go_on_with(tmp_path: Path, people: str) -> None:
    source, output = long_list(tmp_path, 5), tmp_path / "out.csv"
    assert done(source, output, people, resume=True).resumed_at == 0
    (tmp_path / "out.csv.part").write_bytes(b"")
    (tmp_path / "out.csv.part.json").write_text("{", encoding="utf-8")
    before = output.read_bytes()
    assert done(source, output, people, resume=True).resumed_at == 0
    assert output.read_bytes() == before


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv.gz", "out.jsonl", "out.parquet", "", "no/folder.csv"])
def test_an_output_that_cannot_be_written_is_told(tmp_path: Path, people: str, name: str) -> None:
    with pytest.raises(FileNotWritten):
        done(long_list(tmp_path, 5), tmp_path / name, people)


@pytest.mark.parametrize("name", ["c.xlsx", "c.csv.gz", "c.parquet", "out.csv"])
def test_candidates_have_a_file_of_their_own(tmp_path: Path, people: str, name: str) -> None:
    with pytest.raises(FileNotWritten):
        done(long_list(tmp_path, 5), tmp_path / "out.csv", people, candidates=1, candidates_to=str(tmp_path / name))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_device_is_written_to(tmp_path: Path, people: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "EVERY", 0)
    done(long_list(tmp_path, 5), tmp_path / "out.csv", people)
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor() as reader:
        read = reader.submit((tmp_path / "pipe").read_bytes)
        done(long_list(tmp_path, 5), tmp_path / "pipe", people)
        assert read.result() == (tmp_path / "out.csv").read_bytes()
    assert not list(tmp_path.glob("*.part*"))


def test_a_table_may_take_its_own_place(tmp_path: Path, people: str) -> None:
    source = long_list(tmp_path, 5)
    source.chmod(0o640)
    done(source, source, people)
    assert source.read_text(encoding="utf-8").splitlines()[1].startswith('0,"Soronbay Jinbekov",people/2,')
    assert source.stat().st_mode & 0o777 == 0o640


def test_a_name_that_comes_again_is_looked_up_once(people: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    from names.tables import answering

    real = answering.reconcile_queries
    monkeypatch.setattr(
        answering,
        "reconcile_queries",
        lambda queries, *more: asked.extend(q.name for q in queries) or real(queries, *more),
    )
    rows = [TableRow(number, [NAMES[number % 5]]) for number in range(100)]
    portions = list(answered(rows, Places(name=0), GazetteerSource(people), Reconciling({}).rules))
    assert sorted(asked) == sorted(filter(None, NAMES))
    assert [row for portion in portions for row, _, _ in portion] == rows


@pytest.mark.parametrize(
    ("cells", "facts"),
    [
        (["Ada", "BY; RU", "Company", "10.12.1815"], ("", "", ("BY", "RU"), "org", "1815")),
        (["Ada", "Korea, Republic of", " Person", "1815-12-10"], ("", "", ("Korea, Republic of",), "person", "1815")),
        (["Ada", "", "ship", "12/10/15"], ("", "", (), "ship", "")),
        (["Ada"], ("", "", (), "", "")),
    ],
)
def test_columns_beside_the_name_are_facts(cells: list[str], facts: tuple[object, ...]) -> None:
    found = Places(name=0, country=1, kind=2, born=3).query(TableRow(1, cells)).facts
    assert (found.given, found.family, found.countries, found.kind, found.born) == facts


def test_given_and_family_name_may_stand_in_columns_of_their_own(tmp_path: Path, people: str) -> None:
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("given,family\nSoronbay,Jinbekov\n", encoding="utf-8")
    done(source, output, people, columns={"name": None, "given": "given", "family": "family"})
    assert "people/2" in output.read_text(encoding="utf-8")


OWN = """key,Surname,first_name,name,country,dob,type,description
k1,Berg,Ada,A. Berg,Germany,1815-12-10,Person,engineer
k1,,,Адель Берг,FR,,,
k2,,,Bo Li,Atlantis,12.5.1970,company,
,,,Cy Young,,,,
k4,,,,,,,
"""


def test_a_gazetteer_is_made_of_a_table_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(OWN, encoding="utf-8")
    build_from_table(open_table(str(tmp_path / "own.csv")), tmp_path / "own.gaz", "name")
    with open_gazetteer(tmp_path / "own.gaz") as gaz:
        ada, bo, cy = gaz
    assert [alias.text for alias in ada.aliases] == ["A. Berg", "Ada Berg", "Адель Берг"]
    assert (ada.id, ada.kind, ada.countries, ada.born, ada.note) == (
        "k1",
        "person",
        ("DE", "FR"),
        "1815-12-10",
        "engineer",
    )
    assert (bo.id, bo.kind, bo.countries, bo.born) == ("k2", "org", (), "1970")
    assert (cy.id, cy.kind) == ("5", "entity")


def test_a_list_is_reconciled_with_another(tmp_path: Path, people: str) -> None:
    own, source, output = tmp_path / "own.csv", tmp_path / "in.csv", tmp_path / "out.csv"
    own.write_text(OWN, encoding="utf-8")
    source.write_text("name\nАда Берг\nBerg\nCyrus Young\n", encoding="utf-8")
    done(source, output, people, own_list=OwnList(open_table(str(own)), "name"))
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"))))
    assert rows[0]["entity_id"] == "k1"
    (tmp_path / "none.csv").write_text("empty\n\n", encoding="utf-8")
    none = OwnList(open_table(str(tmp_path / "none.csv")), "empty")
    with pytest.raises(InputError, match="no names in the column 'empty'"):
        done(source, output, people, own_list=none)
    without_id = OwnList(open_table(str(own)), "name", "id")
    with pytest.raises(InputError, match="no column 'id'"):
        done(source, output, people, own_list=without_id)
