"""The page of the service as its reader has it, in Chromium: texts, tables and entities, by keyboard alone.

Without Chromium these tests are skipped; .ci/run installs it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM, Tab, chromium
from live import served

import names
from gazetteer import Alias, Entity

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")]

HOSTILE = "<img src=x onerror=acted()> <script>acted()</script> \"' onfocus=acted() <b id=main>\u202e\u2028</textarea>"
TEXT = """\
Vladimir Putin came to Springfield. \U0001f600 Greta Dubrovan met Clinton.

قال فلاديمير بوتين إن Zorbla ستعقد.

Putin left Málaga; Clinton stayed in Springfield.
"""
TABLE = """\
guest;from;remark
Vladimir Putin;RU;"two
lines; one cell"
Clinton;US;=1+1
Klinton;US;
Greta Dubrovan;;
;;nobody
"""
WIDE, SMALL = (1280, 860), (320, 430)  # the second is that of a phone, and of a window that is enlarged twice
VIEWS = ("#text", "#table", "#gazetteer", "#entity=p%2Fputin", "#decisions")


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gazetteer with namesakes, other scripts, and an entity whose names are markup."""
    path = tmp_path_factory.mktemp("page") / "people.gaz"
    putin = ["Vladimir Putin", Alias("فلاديمير بوتين", "ar", source="press"), Alias("Владимир Путин", "ru")]
    hostile = Entity("h/1", HOSTILE, [Alias("Zorbla", kind=HOSTILE), HOSTILE], note=HOSTILE, prior=6)
    entities = [
        Entity("p/putin", "person", putin, prior=7, countries=["RU"], born="1952-10-07"),
        Entity("p/bill", "person", ["Bill Clinton", Alias("Clinton", kind="family")], prior=6, countries=["US"]),
        Entity("p/hillary", "person", ["Hillary Clinton", Alias("Clinton", kind="family")], prior=6, countries=["US"]),
        Entity("s/1", "place", ["Springfield"], prior=5.4, note="city, Illinois"),
        Entity("s/2", "place", ["Springfield"], prior=5.4, note="city, Ohio"),
        Entity("m", "place", ["Málaga"], prior=6),
        hostile,
    ]
    names.build_gazetteer(entities, path, sources={"press": "Press, https://example.org/terms: CC BY 4.0"}).close()
    return path


@pytest.fixture(scope="module")
def address(gazetteer: Path) -> Iterator[str]:
    with served("-g", str(gazetteer)) as live:
        yield f"{live.url}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Tab]:
    with chromium() as tab:
        yield tab


@pytest.fixture
def tab(browser: Tab, address: str, gazetteer: Path) -> Iterator[Tab]:
    """The page in a wide window, newly opened, with nothing kept and nothing decided."""
    gazetteer.with_name(f"{gazetteer.name}.decisions.jsonl").unlink(missing_ok=True)
    browser.resize(*WIDE)
    browser.prefer(prefers_color_scheme="light")
    browser.open(address)
    yield browser
    browser.ask("document.documentElement.dataset.theme = ''; sessionStorage.clear(); localStorage.clear()")


def tab_to(tab: Tab, selector: str) -> None:
    """Press the tab key until an element has the focus."""
    for _ in range(60):
        tab.press("Tab")
        if tab.ask(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"the tab key does not reach {selector}")


def shown(tab: Tab, selector: str) -> str:
    """The text of an element as it is seen, on one line."""
    text: str = tab.ask(f"document.querySelector({selector!r}).innerText")
    return " ".join(text.split())


def texts(tab: Tab, selector: str) -> list[str]:
    found: list[str] = tab.ask(f"[...document.querySelectorAll({selector!r})].map((each) => each.textContent)")
    return found


def marked(classes: str, name: str) -> str:
    """An expression for the mentions of a name that have these classes."""
    return f"[...document.querySelectorAll('#passage {classes}')].filter((one) => one.textContent === {name!r})"


def submit(tab: Tab, what: str, text: str) -> None:
    """Give the page a text or a table."""
    tab.ask(f"document.getElementById('{what}-input').value = {json.dumps(text)};"
            f"document.getElementById('{what}-form').requestSubmit()")  # fmt: skip


def find(tab: Tab, text: str) -> None:
    """Find the names of a text."""
    submit(tab, "text", text)
    tab.until("/mention/.test(document.getElementById('said').textContent)")


def reconcile(tab: Tab, address: str, table: str) -> None:
    """Reconcile a table whose columns are as the page guesses them."""
    tab.open(address, "#table")
    submit(tab, "table", table)
    tab.ask("document.querySelector('#table-mapping .main').click()")
    tab.until("/reconciled/.test(document.getElementById('said').textContent)")


def decided(gazetteer: Path) -> list[tuple[str, ...]]:
    """What stands in the file of decisions: what was done, and with which spelling and entity."""
    path = gazetteer.with_name(f"{gazetteer.name}.decisions.jsonl")
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else []
    return [tuple(line[field] for field in ("action", "spelling", "entity") if field in line) for line in lines]


# --- A text.


def test_a_text_is_read_and_its_doubts_are_decided_by_keys_alone(tab: Tab, gazetteer: Path) -> None:
    tab_to(tab, "#text-input")
    tab.write(TEXT)
    tab.press("Enter", "Control")
    tab.until("/2 spellings|3 spellings/.test(document.getElementById('said').textContent)")
    assert shown(tab, "#text-summary") == "10 mentions, 3 known entities, 3 spellings in doubt"
    assert tab.ask("document.getElementById('passage').textContent") == TEXT  # with the character outside the BMP
    assert texts(tab, "#passage .ambiguous") == ["Springfield", "Clinton", "Clinton", "Springfield"]
    tab_to(tab, "#passage .mention")
    assert "Vladimir Putin" in shown(tab, "#card")
    tab.press("n")  # the next mention
    assert "Illinois" in shown(tab, "#card")
    tab.press("s")  # the next doubt is an unknown name, the one after it is ambiguous
    assert tab.ask("document.activeElement.textContent") == "Greta Dubrovan"
    tab.press("ArrowRight")
    assert tab.ask("document.activeElement.textContent") == "Clinton"
    tab.until("document.querySelectorAll('.candidate').length > 2")
    assert "Bill Clinton" in shown(tab, ".candidate:nth-child(1)")
    tab.press("2")
    tab.until(f"{marked('.known', 'Clinton')}.length === 2")
    assert decided(gazetteer) == [("accept", "Clinton", "p/hillary")]
    tab.until("document.querySelector('.chip.decided') !== null")
    tab.until("document.activeElement.textContent === 'Springfield'")  # it went on, round the end
    tab.press("u")
    tab.until("[...document.querySelectorAll('#passage .ambiguous')].length === 4")
    assert decided(gazetteer)[1:] == [("undo",)]
    assert tab.complaints == []


def test_what_is_rejected_is_no_candidate_any_more(tab: Tab, gazetteer: Path) -> None:
    find(tab, TEXT)
    tab.ask("[...document.querySelectorAll('.chip')].find((one) => /Springfield/.test(one.textContent)).click()")
    tab.until("document.querySelectorAll('.candidate').length > 2")
    tab.press("r")
    tab.until("/Ohio/.test(document.querySelector('.candidate').innerText)")  # the other one is left
    assert "in doubt" in shown(tab, "#doubts-told")
    assert tab.ask("document.activeElement.closest('.judging') !== null")
    tab.until("document.querySelectorAll('#passage .place.known').length === 3")  # and is meant, then
    assert decided(gazetteer) == [("reject", "Springfield", "s/1")]


def test_another_entity_can_be_sought_and_accepted(tab: Tab, gazetteer: Path) -> None:
    find(tab, TEXT)
    tab.ask("[...document.querySelectorAll('.chip')].find((one) => /Greta/.test(one.textContent)).click()")
    tab.press("/")
    assert tab.ask("document.activeElement.matches('.judging input')")
    tab.write("Malaga")
    tab.press("Enter")
    tab.until("/found for/.test(document.querySelector('.judging .why').textContent)")
    tab.until("document.activeElement.matches('.judging')")
    tab.press("1")
    tab.until(f"{marked('.place.known', 'Greta Dubrovan')}.length === 1")
    assert decided(gazetteer) == [("accept", "Greta Dubrovan", "m")]


def test_a_comparison_shows_the_steps_of_its_score(tab: Tab, address: str) -> None:
    reconcile(tab, address, "name,country\nVladimir Poutine,RU\n")
    tab.press("ArrowDown")
    tab.until("document.querySelector('.candidate .evidence') !== null")
    assert "Poutine" in shown(tab, ".evidence tbody")
    tab.press("w")
    tab.until("document.querySelector('.waterfall') !== null")
    steps = tab.ask("[...document.querySelectorAll('.candidate:first-child .waterfall tbody tr')].map((row) => "
                    "[row.cells[0].textContent, Number(row.cells[1].textContent.replace('\u2212', '-'))])")  # fmt: skip
    assert steps[0][0] == "where every comparison begins"
    *added, (last, total) = steps
    assert last == "sum"
    assert total == pytest.approx(sum(value for _, value in added), abs=0.02)
    assert "country RU" in shown(tab, ".score-steps")


def test_a_text_stays_when_the_page_is_loaded_again(tab: Tab, address: str) -> None:
    find(tab, TEXT)
    tab.open(address)
    assert tab.ask("document.getElementById('text-input').value") == TEXT


def test_results_of_a_text_are_exported(tab: Tab, tmp_path: Path) -> None:
    tab.send("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    find(tab, TEXT)
    for name in ("jsonl", "csv", "tei"):
        tab.ask(f"document.querySelector('[data-format={name}]').click()")
    assert '"entity": "p/putin"' in content(tmp_path / "text.names.jsonl", tab)
    assert content(tmp_path / "text.names.csv", tab).startswith("document,start,end,text,")
    assert "<persName" in content(tmp_path / "text.names.xml", tab)


def content(path: Path, tab: Tab) -> str:
    """The content of a file, when the browser has written it."""
    for _ in range(200):
        if path.exists() and (read := path.read_text(encoding="utf-8")):
            return read
        tab.ask("new Promise((resolve) => setTimeout(resolve, 20))")
    raise AssertionError(f"{path.name} is not written")


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("a.txt", "Clinton €".encode(), "Clinton €"),
        ("a.txt", "Clinton €".encode("utf-16"), "Clinton €"),
        ("a.txt", "Clinton é".encode("windows-1252"), "Clinton é"),  # and the encoding can be chosen
        ("a.html", b"<p>Cli<b>nton</b> &amp; co<script>acted()</script><p>Oslo", "Clinton & co\n\nOslo"),
        ("a.html", HOSTILE.replace("<script>", "").encode(), None),
    ],
)
def test_a_file_can_be_dropped(tab: Tab, name: str, written: bytes, expected: str | None) -> None:
    file = f"new File([new Uint8Array({list(written)})], '{name}')"
    tab.ask(f"(() => {{ const held = new DataTransfer(); held.items.add({file});"
            "window.dispatchEvent(new DragEvent('drop', {dataTransfer: held, cancelable: true})); })()")  # fmt: skip
    tab.until("document.getElementById('text-input').value !== ''")
    if expected is not None:
        assert tab.ask("document.getElementById('text-input').value") == expected
    assert tab.ask("document.getElementById('encoding') !== null") == (b"\xe9" in written)
    assert tab.complaints == []


# --- A table.


def test_a_table_is_reconciled_and_judged_by_keys_alone(
    tab: Tab, address: str, gazetteer: Path, tmp_path: Path
) -> None:
    tab.send("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    tab.open(address, "#table")
    tab_to(tab, "#table-input")
    tab.write(TABLE)
    tab.press("Enter", "Control")
    tab.until("document.activeElement.matches('#table-mapping .main')")
    chosen = "[...document.querySelectorAll('#table-mapping select')].map((each) => each.value)"
    assert tab.ask(chosen) == ["name", "country", ""]
    tab.press("Enter")
    tab.until("/reconciled/.test(document.getElementById('said').textContent)")
    assert texts(tab, "[data-filter]") == [
        "all 5",
        "match 1",
        "ambiguous 2",
        "none 1",
        "decided 0",
    ]
    assert tab.ask("document.activeElement.matches('.rows')")
    tab.until("document.querySelectorAll('.candidate').length > 1")  # the first row in doubt is chosen
    assert shown(tab, "#table-result .judging h3") == "Clinton"
    assert "from US remark =1+1" in shown(tab, "#table-result .cells")
    tab.press("2")
    tab.until("document.querySelector('#table-result .judging h3').innerText === 'Klinton'")  # it went on
    tab.until("document.querySelectorAll('.candidate').length > 1")
    assert decided(gazetteer) == [("accept", "Clinton", "p/hillary")]
    tab.press("s")
    tab.until("document.querySelector('#table-result .judging h3').innerText === 'Greta Dubrovan'")
    tab.press("u")
    tab.until("document.querySelector('[data-filter=decided]').textContent === 'decided 0'")
    tab.until("document.querySelector('#table-result .judging h3').innerText === 'Clinton'")
    tab.until("document.querySelectorAll('.candidate').length > 1")
    tab.press("1")
    tab.until("document.querySelector('[data-filter=decided]').textContent === 'decided 1'")
    tab_to(tab, "#table-result .bar .group button")
    tab.press("Enter")
    rows = content(tmp_path / "table.names.csv", tab).splitlines()
    assert rows[0].split(";")[:4] == ["guest", "from", "remark", "id"]
    assert rows[1].startswith('Vladimir Putin;RU;"two lines; one cell";p/putin;Vladimir Putin;person;')
    assert rows[2].startswith("Clinton;US;'=1+1;p/bill;Bill Clinton;person;1;match;")
    assert rows[2].endswith(";somebody, on the page")
    assert rows[5].startswith(";;nobody;;;;;;")
    assert tab.complaints == []


def test_the_rows_of_a_long_table_are_not_all_there(tab: Tab, address: str) -> None:
    rows = "".join(f"{number},Clinton\n" for number in range(10_000))
    reconcile(tab, address, f"no,name\n{rows}")
    assert tab.ask("document.querySelectorAll('.row').length") < 60
    tab.ask("document.querySelector('.rows').focus()")
    tab.press("End")
    assert shown(tab, ".row[aria-selected=true]").startswith("10,000 Clinton")
    assert tab.ask("document.getElementById(document.querySelector('.rows').getAttribute('aria-activedescendant'))"
                   ".getAttribute('aria-posinset')") == "10000"  # fmt: skip
    tab.press("Home")
    assert shown(tab, ".row[aria-selected=true]").startswith("1 Clinton")
    tab.ask("document.querySelector('[data-filter=match]').click()")
    assert tab.ask("document.querySelectorAll('.row').length") == 0


def test_reconciling_can_be_stopped_and_gone_on_with(tab: Tab, address: str) -> None:
    rows = "".join(f"Clinton {number}\n" for number in range(200))
    tab.open(address, "#table")
    submit(tab, "table", f"name\n{rows}")
    tab.ask("document.querySelector('#table-mapping .main').click()")
    tab.until("document.querySelector('progress').value >= 50")
    tab.ask("document.querySelector('.progress button').click()")
    assert shown(tab, ".progress button") == "Continue"
    assert 50 <= tab.ask("document.querySelector('progress').value") < 200
    tab.ask("document.querySelector('.progress button').click()")
    tab.until("/200 rows reconciled/.test(document.getElementById('said').textContent)")


# --- The gazetteer and the decisions.


def test_the_gazetteer_tells_its_sources_and_finds_entities_by_any_spelling(tab: Tab, address: str) -> None:
    tab.open(address, "#gazetteer")
    tab.until("document.querySelector('.sources') !== null")
    assert "7 entities" in shown(tab, "#gazetteer-lead")
    assert tab.ask("document.querySelector('.sources a').href") == "https://example.org/terms"
    tab_to(tab, "#gazetteer-input")
    tab.write("Wladimir Putin")
    tab.press("Enter")
    tab.until("document.querySelector('.found a') !== null")
    tab_to(tab, ".found a")
    tab.press("Enter")
    tab.until("document.querySelector('.aliases') !== null")
    assert tab.ask("location.hash") == "#entity=p%2Fputin"
    assert shown(tab, "#entity-title") == "Vladimir Putin"
    assert tab.ask("document.activeElement.id") == "entity-title"
    assert "born 1952-10-07" in shown(tab, ".entity-facts")
    assert "Arabic ar فلاديمير بوتين alias press" in shown(tab, ".aliases")
    assert tab.ask("[...document.querySelectorAll('.alias bdi')].map((each) => each.lang)") == ["ar", "ru", ""]
    tab.ask("history.back()")
    tab.until("!document.getElementById('view-gazetteer').hidden")


def test_entities_are_listed_while_a_name_is_typed_and_by_kind(tab: Tab, address: str) -> None:
    tab.open(address, "#gazetteer")
    tab.until("document.querySelector('.tile') !== null")
    tab_to(tab, "#gazetteer-input")
    tab.write("put")
    tab.until("document.querySelector('.found a') !== null")
    assert shown(tab, "#gazetteer-found h3") == "1 entity with a name that begins so"
    assert texts(tab, ".found a") == ["Vladimir Putin"]
    tab.write("x")
    tab.until("document.querySelector('.found a') === null")
    assert shown(tab, "#gazetteer-found h3") == "No name begins so; Enter looks for other spellings"
    tab_to(tab, ".tile")
    tab.press("Enter")
    tab.until("document.querySelectorAll('.found a').length > 1")
    assert tab.ask("document.activeElement.matches('#gazetteer-found h3')")
    assert "of the kind" in shown(tab, "#gazetteer-found h3")


def test_an_id_leads_to_its_entity(tab: Tab, address: str) -> None:
    tab.open(address, "#gazetteer")
    submit(tab, "gazetteer", "p/putin")
    tab.until("location.hash === '#entity=p%2Fputin'")


def test_any_decision_can_be_undone_and_tells_who_made_it(tab: Tab, address: str, gazetteer: Path) -> None:
    tab.open(address, "#decisions")
    tab.until("document.querySelector('#decisions .empty') !== null")
    tab_to(tab, "#who")
    tab.write("ann")
    tab.press("Tab")
    tab.open(address, "#text")
    find(tab, "Clinton and Springfield.")
    for _ in range(2):
        tab.ask("document.querySelector('.chip:not(.decided)').click()")
        tab.press("1")
        tab.until("document.getElementById('said').textContent.includes(' is ')")
        tab.ask("document.getElementById('said').textContent = ''")
    tab.ask("location.hash = '#decisions'")
    tab.until("document.querySelectorAll('.decisions tbody tr').length === 2")
    assert "ann" in shown(tab, ".decisions tbody")
    tab_to(tab, ".decisions tr:nth-child(2) button")  # that of the first decision
    tab.press("Enter")
    tab.until("document.querySelectorAll('.decisions tbody tr').length === 3")
    assert "undone by 3" in shown(tab, ".decisions tbody tr:nth-child(3)")
    assert [line[0] for line in decided(gazetteer)] == ["accept", "accept", "undo"]


# --- Errors.


def test_errors_are_told_in_words(tab: Tab, address: str) -> None:
    tab.open(address, "#entity=nobody")
    tab.until("!document.getElementById('problem').hidden")
    assert "nobody" in shown(tab, "#problem-text")
    tab.open(address)
    tab.ask("window.fetch = () => Promise.reject(new TypeError('Failed to fetch')); 1")
    submit(tab, "text", "Clinton")
    tab.until("!document.getElementById('problem').hidden")
    assert shown(tab, "#problem-text").startswith("The service does not answer. Look whether")


def test_what_needs_a_token_asks_for_it_and_goes_on(tab: Tab) -> None:
    tab.ask(
        "(() => { const fetched = window.fetch; window.fetch = (path, request) =>"
        "request.headers.Authorization === 'Bearer swordfish' ? fetched(path, request)"
        ": Promise.resolve(new Response('{}', {status: 401})); location.hash = '#gazetteer'; })()"
    )
    for given in ("wrong", "swordfish"):
        tab.until("document.getElementById('token-dialog').open && document.activeElement.id === 'token'")
        tab.write(given)
        tab.press("Enter")
    tab.until("document.querySelector('.sources') !== null")
    tab.ask("sessionStorage.clear(); location.hash = '#decisions'")
    tab.until("document.getElementById('token-dialog').open")
    tab.press("Escape")
    tab.until("!document.getElementById('problem').hidden")
    assert shown(tab, "#problem-text") == "Without its token this service answers nothing."


@pytest.mark.slow
def test_a_service_with_a_token_asks_for_it_once_and_one_that_takes_no_decisions_says_so(
    browser: Tab, gazetteer: Path
) -> None:
    with served("-g", str(gazetteer), "--token", "swordfish", "--read-only") as live:
        address = f"{live.url}/"
        browser.resize(*WIDE)
        browser.open(address, "#gazetteer")
        for given in ("wrong", "swordfish"):
            browser.until("document.getElementById('token-dialog').open")
            browser.until("document.activeElement.id === 'token'")
            browser.write(given)
            browser.press("Enter")
        browser.until("document.querySelector('.sources') !== null")
        assert browser.ask("document.cookie + location.href.includes('swordfish')") == "false"
        browser.open(address, "#decisions")  # the token is kept in the tab
        browser.until("document.querySelector('#decisions .empty, .decisions') !== null")
        browser.open(address)
        find(browser, "Clinton")
        browser.ask("document.querySelector('.chip').click()")
        browser.press("1")
        browser.until("!document.getElementById('problem').hidden")
        assert "--read-only" in shown(browser, "#problem-text")


# --- Whoever reads it, and however.

CONTRAST = """
(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const over = ([r, g, b, a = 1], under) => [r, g, b].map((value, at) => value * a + under[at] * (1 - a));
  const ground = (node) => {
    if (!node) return [255, 255, 255];
    const own = channels(getComputedStyle(node).backgroundColor);
    return (own[3] ?? 1) === 1 ? own : over(own, ground(node.parentElement));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => value / 255)
      .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility({opacityProperty: true})) continue;
    if (node.closest('.unseen, :disabled, script, noscript')) continue;
    const behind = ground(node);
    const ink = over(channels(getComputedStyle(node).color), behind);
    const [dark, light] = [luminance(ink), luminance(behind)].sort((one, other) => one - other);
    const ratio = (light + 0.05) / (dark + 0.05);
    const where = `${node.tagName}.${node.className}: ${walker.currentNode.data.slice(0, 30)}`;
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${where}`);
  }
  return found;
})()
"""
NAMED = {
    "article", "button", "checkbox", "combobox", "complementary", "dialog", "link", "listbox", "navigation", "option",
    "progressbar", "region", "searchbox", "textbox",
}  # fmt: skip


def nameless(tab: Tab) -> list[str]:
    """The controls and landmarks that have no name for a screen reader."""
    nodes: list[dict[str, Any]] = tab.send("Accessibility.getFullAXTree")["nodes"]
    seen = [node for node in nodes if not node["ignored"] and node["role"].get("value") in NAMED]
    return [node["role"]["value"] for node in seen if not node.get("name", {}).get("value", "").strip()]


def states(tab: Tab, address: str) -> Iterator[str]:
    """Each state of the page in turn, by what it is called."""
    for view in VIEWS:
        tab.open(address, view)
        tab.until("document.getElementById('gazetteer-about').childElementCount + 1 > 0")
        yield view
    tab.open(address)
    find(tab, f"{TEXT}\n{'Longlonglong' * 40} {HOSTILE}")
    tab.ask("document.querySelector('.chip').click()")
    tab.until("document.querySelectorAll('.candidate').length > 1")
    yield "text with candidates"
    tab.ask("document.querySelector('#passage .mention').focus()")
    yield "text with a card"
    tab.open(address, "#table")
    submit(tab, "table", f"{TABLE}{HOSTILE}{'W' * 300}")
    yield "columns"
    tab.ask("document.querySelector('#table-mapping .main').click()")
    tab.until("/reconciled/.test(document.getElementById('said').textContent)")
    tab.until("document.querySelectorAll('.candidate').length > 1")
    tab.press("w")
    yield "table"
    tab.ask("document.querySelector('.row:last-child').click()")
    tab.until("/WWW/.test(document.querySelector('#table-result .judging h3').textContent)")
    tab.until("document.querySelectorAll('.candidate').length > 0")
    yield "table with a long name"
    tab.open(address, "#entity=h%2F1")
    tab.until("document.querySelector('.aliases') !== null")
    yield "entity"
    tab.ask("document.getElementById('help-button').click()")
    yield "help"


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", SMALL)])
def test_everything_can_be_read_by_everybody(tab: Tab, address: str, scheme: str, size: tuple[int, int]) -> None:
    """No state of the page is wider than the window, has a text of little contrast, or a control without a name."""
    tab.prefer(prefers_color_scheme=scheme)
    tab.resize(*size)
    tab.send("Accessibility.enable")
    for state in states(tab, address):
        assert tab.ask("document.documentElement.scrollWidth") <= size[0], state
        assert tab.ask(CONTRAST) == [], state
        assert nameless(tab) == [], state
        assert tab.complaints == [], state
    tab.send("Accessibility.disable")


def test_the_focus_goes_through_all_in_order_is_seen_and_is_never_caught(tab: Tab) -> None:
    find(tab, TEXT)
    tab.ask("document.querySelector('.chip').click()")
    tab.until("document.querySelectorAll('.candidate').length > 1")
    step = (
        "(() => { const now = document.activeElement, last = window.stops.at(-1); window.stops.push(now);"
        "const {outlineStyle, outlineWidth} = getComputedStyle(now);"
        "const isSeen = outlineStyle !== 'none' && outlineWidth !== '0px';"
        "const follows = !last || Boolean(last.compareDocumentPosition(now) & 4);"
        "return now === document.body ? 'end' : isSeen && follows ? '' : `${now.tagName} ${now.id}`; })()"
    )
    tab.ask("document.getElementById('skip').focus(); window.stops = []")
    bad = []
    for _ in range(80):
        tab.press("Tab")
        bad.append(tab.ask(step))
        if bad[-1] == "end":
            break
    assert bad[-1] == "end"
    assert [one for one in bad[:-1] if one] == []
    assert tab.ask("window.stops.filter((one) => one.matches && one.matches('#passage .mention')).length") == 1


def test_the_skip_link_and_the_help_work(tab: Tab) -> None:
    tab.press("Tab")
    assert tab.ask("document.activeElement.id") == "skip"
    tab.press("Enter")
    assert tab.ask("document.activeElement.id") == "main"
    assert tab.ask("location.hash") == ""
    tab.press("?")
    assert tab.ask("document.getElementById('help').open")
    tab.press("Escape")
    assert not tab.ask("document.getElementById('help').open")
    tab.ask("document.getElementById('text-input').focus()")
    tab.press("?")
    assert tab.ask("document.getElementById('text-input').value") == "?"  # which is text there
    tab.ask("document.getElementById('help-button').click(); document.getElementById('single-keys').click();"
            "document.getElementById('help').close(); document.getElementById('main').focus()")  # fmt: skip
    tab.press("?")
    assert not tab.ask("document.getElementById('help').open")


def test_light_and_dark_are_as_chosen_also_when_the_page_is_loaded_again(tab: Tab, address: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = tab.ask(ground)
    tab.ask("document.getElementById('theme').click()")
    assert (dark := tab.ask(ground)) != light
    tab.open(address)
    assert tab.ask(ground) == dark
    assert tab.ask("document.getElementById('theme').getAttribute('aria-pressed')") == "true"


def test_paragraphs_from_right_to_left_are_laid_out_so(tab: Tab) -> None:
    find(tab, TEXT)
    assert tab.ask("[...document.querySelectorAll('#passage p')].map((each) => getComputedStyle(each).direction)") == [
        "ltr", "rtl", "ltr"
    ]  # fmt: skip
    tab.ask("document.querySelector('#passage p:nth-child(2) .mention').focus()")
    tab.press("ArrowLeft")  # where the text goes on
    assert tab.ask("document.activeElement.textContent") == "Zorbla"


def test_nothing_in_data_acts(tab: Tab, address: str) -> None:
    lone = f"{HOSTILE} \ud800 javascript:acted()"
    find(tab, f"{lone} Zorbla and Clinton.")
    tab.ask("[...document.querySelectorAll('#passage .mention')].at(-2).focus()")
    tab.until("document.querySelectorAll('.candidate').length > 0")
    assert "onerror=acted()" in shown(tab, "#card")
    tab.ask("location.hash = '#table'")
    cell = lone.replace('"', '""')
    table = f'"{cell}",name\n"{cell}",Zorbla'
    submit(tab, "table", table)
    assert "onerror" in shown(tab, "#table-mapping")
    tab.ask("document.querySelector('#table-mapping .main').click()")
    tab.until("/reconciled/.test(document.getElementById('said').textContent)")
    tab.ask("document.querySelector('.row').click()")
    tab.until("document.querySelectorAll('#table-result .candidate').length > 0")
    assert "onerror" in shown(tab, "#table-result")
    tab.press("1")
    tab.until("/ is /.test(document.getElementById('said').textContent)")
    tab.open(address, f"#entity={HOSTILE}")
    tab.until("!document.getElementById('problem').hidden")
    tab.complaints.clear()  # there is no such entity
    tab.ask("location.hash = '#decisions'")
    tab.until("document.querySelector('.decisions') !== null")
    made = "img, body script, [onerror], [onfocus], [href^=javascript]"
    assert tab.ask(f"document.querySelectorAll('{made}').length") == 0
    assert tab.complaints == []


def test_the_policy_refuses_what_another_script_would_do(tab: Tab) -> None:
    made = "document.getElementById('main').innerHTML = '<b>x</b>'"
    added = "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.acted = 1'}))"
    for code in (made, added):
        assert tab.ask(f"(() => {{ try {{ {code} }} catch (error) {{ return error.name; }} }})()") == "TypeError"
    assert tab.ask("window.acted") is None
