"""The pages for people: about an entity, which a client shows in a frame, and about the service."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium
from reconciling import CLIENT, DRAFT, ENTITIES, HOSTILE, LEGACY
from webpage import Element, read_page

ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "bdi", "dl", "div", "dt", "dd", "ul",
    "li", "span", "section", "table", "thead", "tbody", "tr", "th", "td", "code",
}  # fmt: skip


def shown(path: str, status: int = 200, **parameters: str) -> Element:
    answer = CLIENT.get(path, params=parameters)
    assert answer.status_code == status
    page = read_page(answer.text.removeprefix("<!doctype html>"))
    assert {element.tag for element in page.all()} <= ELEMENTS
    [policy] = [one["content"] for one in page.all("meta") if one.attributes.get("http-equiv")]
    assert answer.headers["content-security-policy"] == f"{policy}; frame-ancestors *"
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'", policy)
    return page


@pytest.mark.parametrize("path", [f"{LEGACY}/preview", f"{LEGACY}/view", f"{DRAFT}/preview"])
def test_an_entity_is_shown_with_its_names_and_sources(path: str) -> None:
    page = shown(path, id="person/ada-berg")
    assert [one.text for one in page.all("h1")] == ["Ada Berg"]
    assert page.all("p", "kind")[0].text == "person, mayor of Linz 1990–2000, 1950–2011, Austria"
    facts = {row.all("dt")[0].text: row.all("dd")[0].text for row in page.all("dl")[0].all("div")}
    assert facts == {
        "Id": "person/ada-berg", "Country": "Austria", "Born": "1950-03-01", "Died": "2011",
        "Elsewhere": "wikidata:Q1, viaf:10, atlas:7",
    }  # fmt: skip
    assert [one.text for one in page.all("ul", "names")[0].all("li")] == ["Ада Берг ru", "Adele Berg de, former, –1975"]
    assert [one.text for one in page.all("ul", "sources")[0].all("li")] == [
        "list: A list of persons: CC0 1.0", "register: licence not stated",
    ]  # fmt: skip


def test_names_have_their_language_and_direction() -> None:
    [label] = shown(f"{LEGACY}/preview", id="person/leyla").all("h1")
    [name] = label.all("bdi")
    assert (name["lang"], name["dir"], name.text) == ("ar", "auto", "ليلى حداد")


def test_nobody_is_said_to_be_nobody() -> None:
    page = shown(f"{LEGACY}/preview", 404, id="<b>nobody")
    assert "No entity has the id <b>nobody." in page.text


def test_what_data_hold_is_shown_as_data() -> None:
    hostile = ENTITIES[-1]
    page = shown(f"{LEGACY}/preview", id=hostile.id)
    assert page.all("h1")[0].text == HOSTILE
    assert "\\u202e" not in page.all("h1")[0].text
    assert "evil\\x00" in page.text
    assert f"Id{hostile.id}" in page.text
    told = CLIENT.get(f"{LEGACY}/flyout/entity", params={"id": hostile.id}).json()["html"]
    flyout = read_page(told)
    assert {element.tag for element in flyout.all()} == {"p", "strong"}
    assert HOSTILE in flyout.text
    about = shown(f"{LEGACY}/documentation")
    assert hostile.kind in about.text


def test_the_service_is_explained() -> None:
    page = shown(f"{LEGACY}/documentation")
    sections = {section.all("h2")[0].text: section for section in page.all("section")}
    assert list(sections) == ["Types", "Properties", "Features"]
    assert {"feature-name_score", "feature-country_agrees", "feature-wikidata_agrees"} <= {
        row["id"] for row in sections["Features"].all("tr") if "id" in row.attributes
    }


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no browser")
def test_a_browser_shows_it_in_a_frame_of_400_by_300_pixels(tmp_path: Path) -> None:
    file = tmp_path / "preview.html"
    file.write_text(CLIENT.get(f"{LEGACY}/preview", params={"id": "person/leyla"}).text, encoding="utf-8")
    with chromium() as tab:
        tab.resize(400, 300)
        for scheme in ("light", "dark"):
            tab.prefer(prefers_color_scheme=scheme)
            tab.open(file)
            assert tab.complaints == []
            assert tab.ask("document.documentElement.scrollWidth") <= 400
            assert tab.ask("getComputedStyle(document.querySelector('h1 bdi')).direction") == "rtl"
