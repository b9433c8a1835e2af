"""Prose in many languages without any name: nothing is found in it with the default gazetteer (cases/prose).

Each page is ordinary writing: recipes, diaries, manuals, contracts, fairy tales, poems with a capital at each line,
headlines, news, sports and weather, with titles that stand alone, weekdays, months, feasts and currencies. Nobody, no
place, no people and no organisation is named. `LANGUAGE.txt` is the first page of a language, `LANGUAGE-2.txt` the
second, and so on.
Written for this project, CC0 1.0.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rows import CASES

import names
from gazetteer import Gazetteer

PAGES = sorted((CASES / "prose").glob("*.txt"))
LEAST_LETTERS = 300  # of a page; Chinese needs fewest


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_nothing_is_found_in_prose_without_names(page: Path, gaz: Gazetteer) -> None:
    assert [r.mention.text for r in names.annotate(page.read_text(encoding="utf-8"), gaz)] == []


def test_many_languages_have_a_whole_page() -> None:
    assert len({page.stem.split("-")[0] for page in PAGES}) >= 30
    assert all(len(page.read_text(encoding="utf-8")) >= LEAST_LETTERS for page in PAGES)
