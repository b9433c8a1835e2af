"""Keys for joins: stable, the same for spellings and scripts, one call for all names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import CASES, rows

import names
from names.lists import join_keys

TABLE = CASES / "join-keys.tsv"
SAME = [
    ["Жээнбеков", "Jinbekov", "Dscheenbekow", "Sooronbay Jeenbekov", "JEENBEKOV, Sooronbay"],
    ["Muammar Gaddafi", "Moammar Qadhafi", "Муаммар Каддафи", "معمر القذافي"],
    ["Xi Jinping", "习近平", "習近平"],
    ["Angela Merkel", "Меркель, Ангела", "Dr. Angela Merkel"],
    ["Nikol Pashinyan", "Նիկոլ Փաշինյան", "Никол Пашинян"],
    ["Müller, Anna", "Anna Mueller"],
]


@pytest.mark.parametrize("row", rows(TABLE.name), ids=lambda row: row["name"])
def test_keys_are_those_of_their_version(row: dict[str, str]) -> None:
    changed = "databases keep keys: raise KEYS_VERSION, write the table anew, and tell it in the changelog"
    assert names.keys([row["name"]]) == [row["key"]], changed
    assert names.keys([row["name"]], several=True) == [row["several"].split()], changed


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_have_one_key(spellings: list[str]) -> None:
    assert len(set(names.keys(spellings))) == 1


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_string_has_a_key_if_it_has_words(texts: list[str]) -> None:
    one, several = names.keys(texts), names.keys(iter(texts), several=True)
    assert len(one) == len(several) == len(texts)
    for text, key, its in zip(texts, one, several, strict=True):
        assert its[:1] == ([key] if key else [])
        assert len(its) == len(set(its))
        assert all(each.isascii() and each.startswith(f"{names.KEYS_VERSION}:") for each in its)
        assert names.keys([text]) == [key]
        assert bool(key) == bool(names.parse(text).parts)


def test_results_are_the_callers_own() -> None:
    names.keys(["Merkel"], several=True)[0].clear()
    assert names.keys(["Merkel"], several=True)[0]
    assert names.keys([]) == names.keys([], several=True) == []


def test_one_string_is_no_list() -> None:
    with pytest.raises(TypeError, match=r"names.keys\(\[name\]\)"):
        names.keys("Merkel")


def test_a_long_name_has_few_keys() -> None:
    assert len(names.keys([" ".join(f"{a}{b}a" for a in "bdkmnr" for b in "lns")], several=True)[0]) <= 20
    assert join_keys.keys(["a" * 100_000])[0].startswith("1:")


if __name__ == "__main__":
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith(("#", "name\t"))]
    texts = [row["name"] for row in rows(TABLE.name)]
    found = zip(texts, names.keys(texts), names.keys(texts, several=True), strict=True)
    lines = [f"{text}\t{key}\t{' '.join(several)}" for text, key, several in found]
    TABLE.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
