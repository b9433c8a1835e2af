"""Facts of countries out of wheels: small ones made here, in the form of the pinned ones."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gazetteer import SourceError
from gazetteer.default import extract
from gazetteer.sources.territories import COLUMNS
from gazetteer.sources.tsv import DATA, read_tsv


def told(code: str, name: str, **facts: Any) -> dict[str, Any]:
    """A line of rigour's table of territories."""
    names = {"full_name": name, "names_strong": [], "names_weak": []}
    return {"code": code, "name": name, "qid": "Q1", "is_ftm": True, **names, **facts}


ROWS = [
    told("by", "Belarus", alpha3="blr", names_strong=["Republic of Belarus", "republic of belarus", "RB"],
         names_weak=["White Russia"]),
    told("ua-dpr", "Donetsk (Occupied Ukraine)", parent="ua", names_strong=["Donetsk People's Republic", "ДНР"],
         names_weak=["Novorossiya", "Ukrainian", "Донецк"]),
    told("ge-ab", "Abkhazia (Occupied Georgia)", parent="ge", names_weak=["Апсны"]),
    told("suhh", "Soviet Union", is_historical=True, names_strong=["Сове́тский Союз", "U S S R, the"]),
    told("de-xx", "Nowhere Land", is_ftm=False),
    told("eu", "European Union"),
]  # fmt: skip
COUNTRYNAMES = "DATA = {}\nDATA['SUHH'] = ['Sovjetunionen', 'SOVIET UNION']\nDATA['GE-AB'] = ['Abchasien']\n"


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / extract.RIGOUR, "w") as archive:
        archive.writestr("rigour/data/territories/data.jsonl", "\n".join(map(json.dumps, ROWS)))
    with zipfile.ZipFile(tmp_path / extract.COUNTRYNAMES, "w") as archive:
        archive.writestr("countrynames/data.py", COUNTRYNAMES)
    return tmp_path


def test_the_table_is_made_of_both_wheels(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "DATA", wheels)
    monkeypatch.setattr(sys, "argv", ["extract", "--wheels", str(wheels)])
    extract.main()
    rows = [cells for _, cells in read_tsv(wheels / "territories.tsv", COLUMNS)]
    assert rows == [
        ("BY", "Q1", "country", "", "BLR", "Belarus", "und-Latn Republic of Belarus"),
        ("DE-XX", "Q1", "subdivision", "DE", "", "Nowhere Land", ""),
        ("GE-AB", "Q1", "territory", "GE", "", "Abkhazia", "und-Cyrl Апсны | und-Latn Abchasien"),
        ("SUHH", "Q1", "historical", "", "", "Soviet Union", "und-Latn Sovjetunionen"),
        (
            "UA-DPR",
            "Q1",
            "territory",
            "UA",
            "",
            "Donetsk People's Republic",
            "und-Cyrl:short ДНР | und-Latn Novorossiya",
        ),
    ]


def test_territories_are_sorted_and_say_where_they_are_from() -> None:
    text = (DATA / "territories.tsv").read_text(encoding="utf-8")
    assert text.startswith(extract.HEAD)
    codes = [code for _, (code, *_) in read_tsv(DATA / "territories.tsv", COLUMNS)]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("content", [None, b"no archive", b""])
def test_a_missing_or_broken_wheel_is_told_with_its_remedy(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / extract.RIGOUR).write_bytes(content)
    with pytest.raises(SourceError, match=r"rigour-1\.8\.2.*pip download"):
        extract.extract(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["Екатеrinбург", "California (USA)", "european", "i -Belarus", "BELARUS", "Сове́тский Союз"],
)
def test_debris(name: str) -> None:
    assert extract.is_debris(name)
