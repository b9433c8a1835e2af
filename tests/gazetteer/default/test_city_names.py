"""Labels of cities, and alternate names that programs made or that belong to others."""

from __future__ import annotations

import pytest

from gazetteer import Entity
from gazetteer.default import city_labels
from gazetteer.default.city_doubts import doubtful
from gazetteer.default.city_respellings import City, made_by_programs
from gazetteer.sources.tsv import read_tsv

pytestmark = pytest.mark.slow  # the whole default gazetteer is read


@pytest.mark.parametrize(
    ("id", "label", "aliases"),
    [
        ("geonames/99454", "Fallujah", ["Al Fallūjah", "الفلوجة"]),
        ("geonames/104515", "Mecca", ["Makkah", "مكة"]),
        ("geonames/2886242", "Cologne", ["Köln", "Кельн"]),
        ("geonames/2510911", "Seville", ["Sevilla"]),
        ("geonames/515012", "Oryol", ["Orël", "Орел"]),
        ("geonames/713174", "Bakhmut", ["Artemivsk", "Бахмут"]),
        ("geonames/172256", "Kobani", ["‘Ayn al ‘Arab"]),
        ("geonames/1271308", "Ghaziabad", []),
        ("geonames/1790630", "Xi'an", ["西安"]),
        ("geonames/3093133", "Lodz", ["Łódź"]),
    ],
)
def test_label(entities: dict[str, Entity], id: str, label: str, aliases: list[str]) -> None:
    assert entities[id].label == label
    folded = {alias.text.replace("Ł", "L").replace("’", "'") for alias in entities[id].aliases}
    assert {alias.replace("Ł", "L") for alias in aliases} <= folded


def test_labels_are_sorted_and_of_cities(entities: dict[str, Entity]) -> None:
    keys = [key for _, (key, _, _) in read_tsv(city_labels.LABELS, ("id", "label", "geonames"))]
    assert keys == sorted(set(keys), key=int)
    assert {f"geonames/{key}" for key in keys} <= entities.keys()


@pytest.mark.parametrize(
    ("city", "names", "made"),
    [
        (City("Mariupol", "UA", 400_000), ["Мариуполь", "Mariupol'"], []),  # its own country writes Cyrillic
        (City("Cologne", "DE", 1_000_000), ["Кёльн", "Keln", "Kjol'n"], ["Kjol'n"]),  # large: it may be Turkish
        (City("Padua", "IT", 210_000), ["Падова", "Padova"], []),  # listed as kept
        (City("Dallas", "US", 1_300_000), ["Ντάλας", "Ntalas"], ["Ntalas"]),
        (City("Dundee", "GB", 150_000), ["Данди", "Dandi"], ["Dandi"]),
        (City("Erbil", "IQ", 400_000), ["Арбил", "Arbil"], []),  # romanized by people
        (City("Malmö", "SE", 300_000), ["Malmö", "Malmoe"], ["Malmoe"]),
        (City("Taungoo", "MM", 100_000), ["တောင်ငူ", "တောငင"], ["တောငင"]),
    ],
)
def test_made_by_programs(city: City, names: list[str], made: list[str]) -> None:
    assert sorted(made_by_programs(names, city)) == made


@pytest.mark.parametrize(
    ("city", "names", "doubted"),
    [
        (City("Sylhet", "BD", 237_000), ["Jalalabad", "Silhet"], ["Jalalabad"]),
        (City("Mons", "BE", 95_000), ["Bergen"], ["Bergen"]),
        (City("Hong Kong", "HK", 7_000_000), ["Victoria", "Xianggang"], ["Victoria"]),
        (City("Dhaka", "BD", 10_000_000), ["Dhak", "Dacca"], ["Dhak"]),
        (City("Września", "PL", 28_000), ["Vzhes'nya", "Wreschen"], ["Vzhes'nya"]),
        (City("Portland", "US", 66_000), ["Falmouth Neck", "Portland City"], ["Falmouth Neck"]),
        (City("Volgograd", "RU", 1_000_000), ["Stalingrad", "Tsaritsyn"], []),
    ],
)
def test_doubtful(city: City, names: list[str], doubted: list[str]) -> None:
    largest = {("", "jalalabad"): 270_000, ("", "bergen"): 210_000, ("HK", "victoria"): 1_000_000}
    assert sorted(doubtful(names, city, largest)) == doubted
