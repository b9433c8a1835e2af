"""What is served as the page: its files, to whom, with which headers, and nothing else of the disk."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from webpage import read_page

from names.service.guards import guarded
from names.service.page_routes import MEDIA_TYPES, SHARED, page_router
from names.service.problems import answer_problems
from names.service.replies import JsonAnswer
from names.service.settings import ServiceSettings

FOLDER = Path(str(files("names") / "service" / "page"))
FILES = sorted(FOLDER.iterdir())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
MODULE_LINES, FUNCTION_LINES, LINE = 300, 30, 120
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)\w")  # the namespace of SVG is no address
ACTS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|setAttribute\(.on|srcdoc"
)
# A function or method: how far it is indented.
FUNCTION = re.compile(r"( *)(?:(?:export )?(?:async )?function\*? \w+|(?:async )?(?:get )?\*?#?\w+)\(.*\) \{$")


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A client of the page alone, behind the guards of the service."""

    async def for_programs(_: Request) -> JsonAnswer:
        return JsonAnswer({"page": "/"})

    application = FastAPI()
    answer_problems(application)
    application.include_router(page_router(for_programs))
    return TestClient(guarded(application, ServiceSettings(token="secret")), base_url="http://127.0.0.1")


def test_a_browser_gets_the_page_and_a_program_does_not(client: TestClient) -> None:
    page = client.get("/", headers=BROWSER)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.startswith("<!doctype html>")
    for accepted in ("application/json", "*/*", "", "text/html;q=0, application/json"):
        told = client.get("/", headers={"Accept": accepted})
        assert told.headers["content-type"] == "application/json"
        assert "Accept" in told.headers["vary"]
    assert "Accept" in page.headers["vary"]


@pytest.mark.parametrize(
    "path", [*FILES, *(files("names") / "formats" / name for name in SHARED)], ids=lambda p: p.name
)
def test_each_file_is_served_as_what_it_is_without_a_token(client: TestClient, path: Path) -> None:
    answer = client.get(f"/page/{path.name}")
    assert answer.status_code == 200
    assert answer.content == path.read_bytes()
    assert answer.headers["content-type"] == MEDIA_TYPES[path.name.rpartition(".")[2]]
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
        "connect-src": "'self'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'", "trusted-types": "'none'",
    }  # fmt: skip


def test_a_file_is_sent_again_only_if_it_has_changed(client: TestClient) -> None:
    first = client.get("/page/main.js")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/page/main.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/page/main.js", headers={"If-None-Match": '"other"'}).status_code == 200
    head = client.head("/page/main.js")
    assert (head.status_code, head.content) == (200, b"")
    assert client.head("/", headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/page/", "/page/nothing.js", "/page/main.js/", "/page/main.js.map", "/page/settings.py",
        "/page/../settings.py",
        "/page/%2e%2e/settings.py", "/page/..%2fsettings.py", "/page/%2e%2e%2f%2e%2e%2fformats%2fpage.js",
        "/page/..%5csettings.py", "/page/main.js%00", "/page//etc/passwd", "/page/%2fetc%2fpasswd", "/page/page.css",
        "/page/MAIN.JS",
    ],
)  # fmt: skip
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Authorization": "Bearer secret"}, follow_redirects=False)
    assert answer.status_code in {307, 404}
    assert b"import" not in answer.content


def test_files_are_only_read_and_what_is_sent_to_the_page_is_for_programs(client: TestClient) -> None:
    known = {"Authorization": "Bearer secret"}
    assert client.post("/page/main.js", headers=known).status_code == 405
    assert client.post("/", headers={**BROWSER, **known}).json() == {"page": "/"}


def test_the_page_loads_its_own_files_alone_and_has_no_code_in_it() -> None:
    source = (FOLDER / "index.html").read_text(encoding="utf-8")
    known = {f"page/{path.name}" for path in FILES} | {f"page/{name}" for name in SHARED}
    elements = read_page(re.sub(r"<(link|input)\b[^>]*>", r"", source).replace("<!doctype html>", "")).all()
    loaded = re.findall(r'(?:src|href)="(?!#)([^"]*)"', source)
    assert set(loaded) <= known
    for element in elements:
        assert element.tag != "script" or not element.text
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")]
    ids = re.findall(r'\bid="([^"]*)"', source)
    assert len(ids) == len(set(ids))
    for wanted in re.findall(r'\b(?:for|aria-labelledby)="([^"]*)"', source):
        assert wanted in ids
    for path in SCRIPTS:
        for wanted in re.findall(r'byId\("([^"]*)"\)', path.read_text(encoding="utf-8")):
            assert wanted in ids, f"{path.name}: {wanted}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_of_the_page_name_no_other_site_and_make_nothing_of_markup(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not OUTSIDE.search(re.sub(r"^ *// .*$| // .*$", "", source, flags=re.MULTILINE)), OUTSIDE.search(source)
    assert not ACTS.search(source)
    assert not re.search(r"@import|url\(", source)
    if path.suffix != ".svg":
        assert [line for line in source.splitlines() if len(line) > LINE] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_modules_and_functions_of_the_page_are_short_and_what_they_import_is_there(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MODULE_LINES
    assert lines[0].startswith("// ")  # what the module is about
    for number, line in enumerate(lines):
        if (begins := FUNCTION.match(line)) and not re.match(r" *(?:if|for|while|switch)\b", line):
            ends = lines.index(f"{begins[1]}}}", number) if f"{begins[1]}}}" in lines[number:] else number
            assert ends - number - 1 <= FUNCTION_LINES, line
    imports = re.findall(r'import (?:\{([^}]*)\} from )?"\./([\w-]+\.js)"', "\n".join(lines))
    for imported, module in imports:
        exported = (FOLDER / module).read_text(encoding="utf-8")
        for name in filter(None, map(str.strip, imported.split(","))):
            declared = rf"export (?:async )?(?:const|function\*?|class) {name}\b"
            assert re.search(declared, exported), f"{path.name}: {name} of {module}"
            assert len(re.findall(rf"\b{name}\b", "\n".join(lines))) > 1, f"{path.name}: {name} is not used"
