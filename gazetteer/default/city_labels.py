"""The usual English names of cities, where GeoNames labels them in another way: ``gazetteer/data/city-labels.tsv``."""

from __future__ import annotations

import unicodedata
from functools import cache

from gazetteer.default.city_countries import countries_of
from gazetteer.sources.tsv import DATA, read_tsv

LABELS = DATA / "city-labels.tsv"

_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʻʼ`", ""))
_STROKES = str.maketrans({"ı": "i", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d"})


def usual_label(key: str, label: str, country: str) -> str:
    """The usual English name of the city that has the id `key` and the `label` in GeoNames and lies in `country`.

    >>> usual_label("2886242", "Köln", "DE"), usual_label("", "Arkhangel’sk", "RU"), usual_label("", "Ghāziābād", "IN")
    ('Cologne', 'Arkhangelsk', 'Ghaziabad')
    >>> usual_label("", "Łódź", "PL"), usual_label("", "Xi’an", "CN")
    ('Łódź', "Xi'an")
    """
    return _usual_labels().get(key) or plain_label(label, country)


def plain_label(label: str, country: str) -> str:
    """The label without marks, if the press does not write those of its `country`.

    >>> plain_label("Quảng Nam", "VN"), plain_label("Śląsk", "PL")
    ('Quang Nam', 'Śląsk')
    """
    if country not in countries_of("marked"):
        return label
    if country in ("CN", "TW"):  # in pinyin it separates syllables
        label = label.replace("’", "'")
    letters = unicodedata.normalize("NFD", label.translate(_APOSTROPHES).translate(_STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _usual_labels() -> dict[str, str]:
    """{GeoNames id: label}."""
    return {key: label for _, (key, label, _) in read_tsv(LABELS, ("id", "label", "geonames"))}
