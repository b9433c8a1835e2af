"""The page as its reader has it, in Chromium: evidence, keys, filters, schemes, directions, paper, and no script.

What is written into the page is tested in `test_pages`. Without Chromium these tests are skipped; .ci/run installs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from browser import CHROMIUM, Tab, chromium

import names
from gazetteer import Alias, Entity
from names.formats.mentions import AnnotatedPortion, Annotations
from names.formats.pages import page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")]

TEXT = """\
Vladimir Putin came to Springfield. Greta Dubrovan met Putin.

قال فلاديمير بوتين إن Zorbla ستعقد.

Putin left Málaga.
"""
HOSTILE = "<img src=x onerror=acted()> <script>acted()</script> \"' onfocus=acted() <b id=entries>"
GONE = "document.getElementById('card').hidden"
WIDE, NARROW = (1280, 900), (390, 844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Tab]:
    with chromium() as tab:
        yield tab


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of two documents, of whose second a string of markup is a name too."""
    hostile = Entity(HOSTILE, HOSTILE, [Alias("Zorbla", kind=HOSTILE), HOSTILE], note=HOSTILE, prior=6)
    gazetteer = names.build_gazetteer(
        [
            Entity("p", "person", ["Vladimir Putin", Alias("فلاديمير بوتين", "ar")], prior=7),
            *(Entity(f"s{number}", "place", ["Springfield"], prior=5.4) for number in (1, 2)),
            Entity("m", "place", ["Málaga"], prior=6),
            hostile,
        ]
    )
    texts = {"a.txt": TEXT, HOSTILE: f"{HOSTILE} and Zorbla\n\n" + "Nothing happened.\n\n" * 100 + "Putin slept."}
    portions = [AnnotatedPortion(name, text, 0, names.annotate(text, gazetteer)) for name, text in texts.items()]
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text("".join(page(Annotations(list(texts), portions))), encoding="utf-8")
    return path


@pytest.fixture
def tab(browser: Tab, file: Path) -> Tab:
    """The page in a wide window, newly opened."""
    browser.resize(*WIDE)
    browser.prefer(prefers_color_scheme="light")
    browser.open(file)
    return browser


def card(tab: Tab) -> str:
    """The evidence that is shown; "" if there is none."""
    text: str = tab.ask("document.getElementById('card').hidden ? '' : document.getElementById('card').innerText")
    return text


def focused(tab: Tab) -> str:
    return str(tab.ask("document.activeElement.id || document.activeElement.className"))


def entries(tab: Tab) -> list[str]:
    labels: list[str] = tab.ask(
        "[...document.querySelectorAll('.entry')].filter((entry) => entry.offsetHeight)"
        ".map((entry) => entry.querySelector('h3').textContent)"
    )
    return labels


def style(tab: Tab, selector: str, name: str, pseudo: str = "") -> str:
    computed = f"getComputedStyle(document.querySelector({selector!r}), {pseudo!r})"
    return str(tab.ask(f"{computed}.getPropertyValue({name!r})"))


def test_the_browser_refuses_nothing_of_the_page_and_nothing_in_data_acts(tab: Tab) -> None:
    assert tab.complaints == []
    assert tab.ask("document.documentElement.classList.contains('scripted')")
    assert tab.ask("document.images.length + document.scripts.length") == 1
    assert HOSTILE in tab.ask("document.body.innerText")
    tab.point("a.mention.other")
    assert HOSTILE in card(tab)
    assert tab.complaints == []


def test_the_policy_refuses_what_another_script_would_do(tab: Tab) -> None:
    added = "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.acted = 1'}))"
    refused = tab.ask(f"(() => {{ try {{ {added} }} catch (error) {{ return error.name; }} return window.acted; }})()")
    assert refused != 1
    made = "document.body.innerHTML = ''"
    assert tab.ask(f"(() => {{ try {{ {made} }} catch (error) {{ return error.name; }} }})()") == "TypeError"


def test_the_evidence_is_shown_where_the_mouse_points_until_it_leaves(tab: Tab) -> None:
    assert card(tab) == ""
    tab.point("#e1m1")
    assert "Vladimir Putin" in card(tab)
    assert "score 1.00 alias" in card(tab)
    assert "Mention 1 of 4" in card(tab)
    tab.point("#card .written")  # into the card, which stays
    sleep(0.4)
    assert "Mention 1 of 4" in card(tab)
    tab.point("h1")
    tab.until(GONE)


def test_an_ambiguous_mention_shows_its_candidates(tab: Tab) -> None:
    tab.point("a.mention.ambiguous")
    shown = card(tab)
    assert "may be one of" in shown
    assert shown.count("0.50 Springfield") == 2


def test_keys_reach_a_mention_and_the_others_of_its_entity(tab: Tab) -> None:
    tab.ask("document.getElementById('theme').focus()")
    tab.press("Tab")
    assert focused(tab) == "e1m1"
    assert "Mention 1 of 4" in card(tab)
    described = tab.ask("document.activeElement.getAttribute('aria-describedby').split(' ').map((id) => "
                        "document.getElementById(id).textContent).join(' ')")  # fmt: skip
    assert "score 1.00" in described
    for key, mention in (("n", "e1m2"), ("n", "e1m3"), ("p", "e1m2"), ("p", "e1m1"), ("p", "e1m4"), ("n", "e1m1")):
        tab.press(key)
        assert focused(tab) == mention
        assert f"Mention {mention[-1]} of 4" in card(tab)
        assert tab.ask(f"(() => {{ const box = document.getElementById('{mention}').getBoundingClientRect();"
                       "return box.top > 40 && box.bottom < innerHeight; })()")  # fmt: skip
    tab.press("Escape")
    assert card(tab) == ""
    assert focused(tab) == "e1m1"


def test_the_other_mentions_of_an_entity_are_framed(tab: Tab) -> None:
    assert style(tab, "#e1m2", "box-shadow") == "none"
    tab.ask("document.getElementById('e1m1').focus()")
    tab.until("getComputedStyle(document.getElementById('e1m2')).boxShadow !== 'none'")
    assert style(tab, "a.mention.place", "box-shadow") == "none"
    tab.press("Escape")
    tab.until("getComputedStyle(document.getElementById('e1m2')).boxShadow === 'none'")


def test_the_card_has_buttons_to_step(tab: Tab) -> None:
    tab.point("#e1m1", click=True)
    tab.point("#card button[title^=Next]", click=True)
    assert focused(tab) == "e1m2"
    tab.point("a.mention.ambiguous")
    assert tab.ask("document.querySelectorAll('#card button').length") == 0  # its only mention


def test_a_touch_shows_the_evidence_at_the_bottom_of_a_phone(tab: Tab) -> None:
    tab.resize(*NARROW)
    tab.touch("#e1m1")
    assert "Mention 1 of 4" in card(tab)
    box = tab.ask("document.getElementById('card').getBoundingClientRect().toJSON()")
    assert (box["bottom"], box["left"]) == (NARROW[1], 0)
    tab.touch("h1")
    assert card(tab) == ""


def test_nothing_is_wider_than_a_phone(tab: Tab) -> None:
    for width in (320, *NARROW[:1]):
        tab.resize(width, NARROW[1])
        assert tab.ask("document.documentElement.scrollWidth") <= width


def test_what_can_be_pointed_at_is_large_enough(tab: Tab) -> None:
    """At least 24 CSS pixels (WCAG 2.2, success criterion 2.5.8), but for links within a text, which are exempt."""
    small = (
        "[...document.querySelectorAll('nav a, label, button, select, input[type=search]')].map((each) => "
        "each.getBoundingClientRect()).filter((box) => box.width < 24 || box.height < 24).length"
    )
    for size in (WIDE, NARROW):
        tab.resize(*size)
        assert tab.ask(small) == 0


def test_links_of_the_index_jump_to_the_mention_and_show_its_evidence(tab: Tab) -> None:
    tab.ask("document.querySelector('.jumps a[href=\"#e1m4\"]').click()")
    tab.until("document.activeElement.id === 'e1m4'")
    assert "Mention 4 of 4" in card(tab)
    top = tab.ask("document.getElementById('e1m4').getBoundingClientRect().top")
    assert tab.ask("document.querySelector('header').getBoundingClientRect().bottom") <= top < WIDE[1]


def test_a_kind_or_status_can_be_filtered_out(tab: Tab) -> None:
    shown, transparent = style(tab, "#e1m1", "background-color"), "rgba(0, 0, 0, 0)"
    assert shown != transparent
    tab.ask("document.querySelector('.filters input[value=person]').click()")
    assert style(tab, "#e1m1", "background-color") == transparent
    assert style(tab, "#e1m1", "content", "::before") == "none"
    assert style(tab, "a.mention.place", "content", "::before") != "none"
    assert sorted(entries(tab)) == ["Málaga", "Springfield", "Zorbla"]
    assert tab.ask("document.getElementById('shown').textContent") == "3 entities, 4 mentions"
    tab.point("#e1m1")
    assert card(tab) == ""
    tab.ask("document.getElementById('theme').focus()")
    tab.press("Tab")
    assert "ambiguous" in focused(tab) or tab.ask("document.activeElement.textContent") == "Springfield"
    tab.ask("document.querySelector('.filters input[value=ambiguous]').click()")
    assert sorted(entries(tab)) == ["Málaga", "Zorbla"]
    tab.ask("for (const box of document.querySelectorAll('.filters input')) if (!box.checked) box.click()")
    assert len(entries(tab)) == 5
    assert style(tab, "#e1m1", "background-color") == shown


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("malaga", ["Málaga"]),
        ("بوتين", ["Vladimir Putin"]),
        ("DUBROVAN", ["Greta Dubrovan"]),
        ("s1", ["Springfield"]),  # the id of a candidate
        ("<img src=x", ["Zorbla"]),
    ],
)
def test_the_index_can_be_searched(tab: Tab, wanted: str, found: list[str]) -> None:
    tab.ask("document.getElementById('search').focus()")
    tab.send("Input.insertText", text=wanted)
    assert entries(tab) == found


def test_the_index_has_an_order_of_choice(tab: Tab) -> None:
    def choose(order: str) -> list[str]:
        tab.ask(f"(({{0: chosen}}) => {{ chosen.value = '{order}'; chosen.dispatchEvent(new Event('change')); }})"
                "([document.getElementById('order')])")  # fmt: skip
        return entries(tab)

    assert entries(tab)[:2] == ["Vladimir Putin", "Zorbla"]
    assert choose("name") == ["Greta Dubrovan", "Málaga", "Springfield", "Vladimir Putin", "Zorbla"]
    assert choose("number") == ["Vladimir Putin", "Springfield", "Greta Dubrovan", "Zorbla", "Málaga"]


def test_light_and_dark_are_as_the_system_has_it_until_the_reader_chooses(tab: Tab) -> None:
    light = style(tab, "body", "background-color")
    tab.prefer(prefers_color_scheme="dark")
    dark = style(tab, "body", "background-color")
    assert dark != light
    tab.until("document.getElementById('theme').getAttribute('aria-pressed') === 'true'")
    tab.point("#theme", click=True)
    assert style(tab, "body", "background-color") == light
    assert tab.ask("document.getElementById('theme').getAttribute('aria-pressed')") == "false"


def test_a_paragraph_from_right_to_left_is_laid_out_so(tab: Tab) -> None:
    assert style(tab, "article p", "direction") == "ltr"
    arabic = "document.getElementById('e1m3').closest('p')"
    assert tab.ask(f"getComputedStyle({arabic}).direction") == "rtl"
    # The line begins at the right edge, and the name comes after its first word, on the left of it.
    assert tab.ask(
        f"(() => {{ const range = document.createRange(); range.setStart({arabic}.firstChild, 0);"
        f"range.setEnd({arabic}.firstChild, 3); const first = range.getBoundingClientRect();"
        "const name = document.getElementById('e1m3').getBoundingClientRect();"
        f"const edge = {arabic}.getBoundingClientRect().right;"
        "return edge - first.right < 12 && name.right <= first.left; })()"
    )


def test_paper_has_numbers_and_evidence_and_no_controls(tab: Tab) -> None:
    tab.send("Emulation.setEmulatedMedia", media="print")
    try:
        assert style(tab, "#e1m1", "content", "::after") == '"1"'
        assert style(tab, "#e2m1", "content", "::after") == '"?2"'
        assert style(tab, "#e1m1", "background-color") == "rgba(0, 0, 0, 0)"
        assert style(tab, "#e1m1", "border-bottom-style") == "solid"
        for selector in (".search", "#theme", ".filters input", ".jumps", ".skip"):
            assert style(tab, selector, "display") == "none"
        assert style(tab, "nav .evidence", "display") == "block"
    finally:
        tab.send("Emulation.setEmulatedMedia", media="")
    tab.ask("dispatchEvent(new Event('beforeprint'))")
    assert entries(tab) == ["Vladimir Putin", "Springfield", "Greta Dubrovan", "Zorbla", "Málaga"]
    tab.ask("dispatchEvent(new Event('afterprint'))")
    assert tab.print().startswith(b"%PDF")


def test_without_the_script_the_page_can_be_read(tab: Tab, file: Path) -> None:
    tab.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(file, "#e2")
        assert style(tab, "nav .evidence", "display") == "block"
        assert style(tab, ".control", "display") == "none"
        assert len(entries(tab)) == 5
        tab.point("#e2 .jumps a:not(.document)", click=True)
        tab.until("location.hash === '#e2m1'")
        assert tab.ask("document.getElementById('e2m1').matches(':target')")
    finally:
        tab.send("Emulation.setScriptExecutionDisabled", value=False)


def test_jumps_arrive_in_a_long_page_that_is_not_laid_out(browser: Tab, tmp_path: Path) -> None:
    gazetteer = names.build_gazetteer([Entity("p", "person", ["Vladimir Putin"], prior=7)])
    text = "".join(
        f"{number}. Here Vladimir Putin was. {'No word of it. ' * (number % 97)}\n\n" for number in range(999)
    )
    portion = AnnotatedPortion("long.txt", text, 0, names.annotate(text, gazetteer))
    path = tmp_path / "long.html"
    path.write_text("".join(page(Annotations(["long.txt"], [portion]))), encoding="utf-8")
    browser.resize(*NARROW)
    browser.open(path)
    assert style(browser, "#e1m998", "content-visibility") == "visible"
    assert style(browser, ".far", "content-visibility") == "auto"
    for target in ("e1m900", "index", "e1m998", "e1m5", "e1m700", "index"):
        browser.ask(f"document.querySelector('[href=\"#{target}\"]').click()")
        top = f"document.getElementById('{target}').getBoundingClientRect().top"
        browser.until(f"{top} >= 0 && {top} < innerHeight")


def test_letters_are_joined_over_the_beginning_of_a_mention(browser: Tab, tmp_path: Path) -> None:
    cairo = names.build_gazetteer([Entity("c", "place", [Alias("القاهرة", "ar")], prior=7)])
    text = "زار بالقاهرة\n\nزار بالقاهرة"
    path = tmp_path / "joined.html"
    first, _ = names.annotate(text, cairo)
    path.write_text("".join(page(Annotations(["a"], [AnnotatedPortion("a", text, 0, [first])]))), encoding="utf-8")
    browser.resize(*WIDE)
    browser.open(path)
    # From the first letter to the last, the words are as wide with the mention as without.
    widths = browser.ask(
        "[...document.querySelectorAll('article p')].map((paragraph) => { const range = document.createRange();"
        "range.setStart(paragraph.firstChild, 0); const last = (paragraph.querySelector('a') || paragraph).firstChild;"
        "range.setEnd(last, last.length); return range.getBoundingClientRect().width; })"
    )
    assert abs(widths[0] - widths[1]) < 0.6


def test_the_evidence_stays_with_the_key_when_the_page_moves_below_the_pointer(browser: Tab, tmp_path: Path) -> None:
    gazetteer = names.build_gazetteer([Entity("p", "person", ["Vladimir Putin"], prior=7)])
    text = "Vladimir Putin " * 2000
    portion = AnnotatedPortion("a", text, 0, names.annotate(text, gazetteer))
    path = tmp_path / "moves.html"
    path.write_text("".join(page(Annotations(["a"], [portion]))), encoding="utf-8")
    browser.resize(*WIDE)
    browser.open(path)
    # Mentions without gaps between them, so that one is below the pointer, whatever the fonts.
    browser.ask("Object.assign(document.querySelector('article').style, {lineHeight: 1, wordSpacing: '-.4em'})")
    browser.point("#e1m60", click=True)
    at = browser.ask("(({x, y}) => `${x + 9}, ${y + 9}`)(document.getElementById('e1m60').getClientRects()[0])")
    browser.ask("document.getElementById('e1m1').focus()")
    browser.press("p")
    sleep(0.5)
    assert browser.ask(f"document.elementFromPoint({at}).closest('a.mention') !== null")
    assert "Mention 2000 of 2000" in card(browser)
