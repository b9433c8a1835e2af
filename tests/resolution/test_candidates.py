"""Keys and the looks at them: what each of them finds that the one before does not."""

import pytest

import names
from gazetteer import Entity
from names.parsing.parts import read_name
from names.resolution.candidates import shortlist
from names.resolution.rules import RULES

KNOWN = [
    "Maya Tuzaki",
    "Arno Bachfeld",
    "Berta Lindquist",
    "Meridian Sarl",
    "Polar Trading Company",
    "Amal Trading Bank",
]


@pytest.fixture(scope="module")
def known():
    return names.build_gazetteer(Entity(str(i), "person", [name]) for i, name in enumerate(KNOWN))


def found(query: str, gaz, **rules) -> list[str]:
    (ordinals,) = shortlist([read_name(query)], gaz, RULES.candidates, 24, **rules).aliases
    return gaz.alias_texts(ordinals)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Berta Linquist", "Berta Lindquist"),  # pairs of words, a consonant missing
        ("Arno Baktfeldt", "Arno Bachfeld"),  # one word as it is, two others in the other
        ("Mayatuzaki", "Maya Tuzaki"),  # two words written as one
        ("Bertta Lyndkvest", "Berta Lindquist"),  # letters
        (
            "Meridian Company for Bridges and the Development of Roads",
            "Meridian Sarl",
        ),  # one rare word
    ],
)
def test_each_look_finds_its_own(query, name, known):
    assert found(query, known)[0] == name


@pytest.mark.parametrize("query", ["", " ", "...", "x", "\ud800", "一", "a" * 5000, " ".join("abcdefgh" * 20)])
def test_any_text_is_a_query(query, known):
    assert len(found(query, known)) <= 24
    assert len(found(query, known, depth="everything")) <= 24


def test_batches_find_what_single_queries_find(known):
    queries = [name.replace("a", "o", 1) for name in KNOWN] + ["", "Mayatuzaki", "Meridian Road Company"]
    together = shortlist([read_name(query) for query in queries], known, RULES.candidates, 24).aliases
    assert [known.alias_texts(row) for row in together] == [found(query, known) for query in queries]
