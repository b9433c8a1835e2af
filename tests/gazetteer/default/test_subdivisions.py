"""Subdivisions of countries: an archive of CLDR made here, and what the table that ships is made of."""

from __future__ import annotations

import io
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from gazetteer import Entity, SourceError
from gazetteer.default import extract_subdivisions, subdivisions
from gazetteer.default.subdivision_names import Region, is_qualified, reviewed, usable_names
from gazetteer.sources.tsv import read_tsv

pytestmark = pytest.mark.slow  # the whole default gazetteer is read

PARTS = """<supplementalData><subdivisionContainment>
<subgroup type="UA" contains="ua32 ua30"/><subgroup type="AU" contains="auqld"/>
<subgroup type="BEVLG" contains="bevan"/>
</subdivisionContainment></supplementalData>"""
LOCALES = {
    "en": {"ua32": "Kyivshchyna", "ua30": "Kyiv", "auqld": "Queensland", "bevan": "Antwerp"},
    "uk": {"ua32": "Київська область", "auqld": "Квінсленд"},
    "pl": {"ua32": "Kijów", "auqld": "Queensland"},
    "zh": {"ua32": "基輔州", "auqld": "昆士兰州"},
    "bs": {"auqld": "Kvinsland (savezna država)"},
    "af": {"auqld": "Kwiensland²"},
    "ru": {"ua32": "Kievskaja oblast", "auqld": "Квинсленд"},
    "ccp": {"auqld": "𑄇𑄪𑄃𑄨𑄚𑄴"},
}


def archive(path: Path, files: Mapping[str, str]) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/3rdparty/cldr/common/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return path


@pytest.fixture
def cldr(tmp_path: Path) -> Path:
    files = {"supplemental/subdivisions.xml": PARTS, "main/en.xml": "<ldml/>"}
    for locale, names in LOCALES.items():
        items = "".join(f'<subdivision type="{code}">{name}</subdivision>' for code, name in names.items())
        files[f"subdivisions/{locale}.xml"] = f"<ldml>{items}</ldml>"
    return archive(tmp_path / "cldr.tgz", files)


def test_the_table_is_made_of_cldr(cldr: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = cldr.parent / "subdivisions.tsv"
    monkeypatch.setattr(extract_subdivisions, "SUBDIVISIONS", table)
    monkeypatch.setattr(sys, "argv", ["extract_subdivisions", "--cldr", str(cldr)])
    extract_subdivisions.main()
    assert [cells for _, cells in read_tsv(table, subdivisions.COLUMNS)] == [
        ("AU-QLD", "Queensland", "bs Kvinsland | ru Квинсленд | uk Квінсленд | zh 昆士兰州"),
        ("UA-32", "Kyiv Oblast", "uk Київська область | zh-Hant 基輔州"),
    ]


@pytest.mark.parametrize("content", [None, b"no archive"])
def test_a_missing_or_broken_archive_is_told_with_its_remedy(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "cldr.tgz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError, match=r"npm pack cldr@8\.0\.0"):
        extract_subdivisions.extract(path)


def test_the_table_is_sorted_and_says_where_it_is_from() -> None:
    assert subdivisions.SUBDIVISIONS.read_text(encoding="utf-8").startswith(extract_subdivisions.HEAD)
    codes = [code for _, (code, *_) in read_tsv(subdivisions.SUBDIVISIONS, subdivisions.COLUMNS)]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize(
    ("region", "label"),
    [
        (Region("MX-SIN", "Sinaloa"), "Sinaloa"),
        (Region("TR-06", "Ankara"), "Ankara Province"),
        (Region("CH-ZG", "Zug"), "Canton of Zug"),
        (Region("VN-44", "An Giang"), "An Giang"),
        (Region("UA-43", "Crimea"), "Crimea"),
    ],
)
def test_label(region: Region, label: str) -> None:
    assert reviewed(region).label == label


@pytest.mark.parametrize(
    ("region", "names", "usable"),
    [
        (Region("NG-LA", "Lagos"), {"en": "Lagos", "fr": "État de Lagos", "ha": "Legas"}, ["État de Lagos"]),
        (Region("NG-BO", "Borno"), {"en": "Borno", "yo": "Ìpínlẹ̀ Bọ̀rnó"}, ["Borno", "Ìpínlẹ̀ Bọ̀rnó"]),
        (Region("NG-NI", "Niger"), {"en": "Niger", "ja": "ナイジャ州"}, ["ナイジャ州"]),
        (Region("US-GA", "Georgia"), {"es": "Georgia", "ru": "Джорджия"}, ["Джорджия"]),
        (Region("BR-BA", "Bahia"), {"en": "Bahia", "ru": "Баия"}, ["Bahia", "Баия"]),
    ],
)
def test_usable_names(region: Region, names: dict[str, str], usable: list[str]) -> None:
    assert sorted(usable_names(region, names)) == usable


@pytest.mark.parametrize(
    ("name", "language"),
    [("江苏省", "zh"), ("ขอนแก่น", "en"), ("Région de Ségou", "fr"), ("จังหวัดสตูล", "th"), ("충청북도", "ko")],
)
def test_qualified(name: str, language: str) -> None:
    assert is_qualified(name, language) == (language != "en")


@pytest.mark.parametrize(
    ("id", "label", "aliases"),
    [
        ("country/AU-QLD", "Queensland", "Квінсленд 昆士蘭州"),
        ("place/kyiv-oblast", "Kyiv Oblast", ""),
        ("country/UA-CRI", "Crimea", "Крим"),
        ("country/MX-SIN", "Sinaloa", "Сіналоа"),
        ("country/AE-DU", "Emirate of Dubai", ""),
        ("country/CN-JS", "Jiangsu", "江苏 江苏省"),
        ("place/bavaria", "Bavaria", "Bayern バイエルン自由州"),
    ],
)
def test_has(entities: dict[str, Entity], id: str, label: str, aliases: str) -> None:
    assert entities[id].label == label
    assert set(aliases.split()) <= {alias.text for alias in entities[id].aliases}


@pytest.mark.parametrize(
    ("town", "region"),
    [
        ("geonames/703448", "place/kyiv-oblast"),  # Kyiv
        ("geonames/2332459", "country/NG-LA"),  # Lagos
        ("geonames/5128581", "country/US-NY"),  # New York City
        ("geonames/292223", "country/AE-DU"),  # Dubai
        ("geonames/4005539", "country/MX-JAL"),  # Guadalajara
    ],
)
def test_a_region_has_no_name_of_its_town(entities: dict[str, Entity], town: str, region: str) -> None:
    names = [{alias.text for alias in entities[id].aliases} for id in (town, region)]
    assert names[0] & names[1] == set()


def test_cities_that_are_subdivisions_stand_once(entities: dict[str, Entity]) -> None:
    assert not {"country/DE-BE", "country/RU-MOW", "country/UA-30", "country/CN-BJ"} & entities.keys()
