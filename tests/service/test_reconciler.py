"""A client of others, `reconciler`, against the command, which serves a table; and what stands before the service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from live import Live, served
from reconciling import schema

TABLE = """\
id;name;kind;country;born
c1;Анна Ковалёва;person;BY;1974
c2;Anna Kowaljowa;person;AT;1990
c3;Bodenseewerft GmbH;org;DE;
c4;Konstanz;place;DE;
"""


@pytest.fixture(scope="module")
def guests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service of a table of one's own."""
    table = tmp_path_factory.mktemp("guests") / "guests.csv"
    table.write_text(TABLE, encoding="utf-8")
    with served("-g", str(table)) as live:
        yield live
        assert live.stop() in {0, -15, 143}
    assert "Traceback" not in "".join(live.told)


@pytest.mark.filterwarnings("ignore")  # the client uses what pandas gives up
def test_reconciler_finds_the_entities_of_a_table(guests: Live) -> None:
    pytest.importorskip("reconciler")
    import pandas as pd
    from reconciler import reconcile

    column = pd.Series(["Anna Kovaliova", "Bodensee-Werft", "Констанц", "Konstanz"], name="name")
    countries = pd.Series(["Belarus", "Germany", "Germany", "Germany"])
    found = reconcile(
        column,
        top_res=1,
        property_mapping={"country": countries},
        reconciliation_endpoint=f"{guests.url}/reconcile",
    )
    assert dict(zip(found["input_value"], found["id"], strict=True)) == {
        "Anna Kovaliova": "c1", "Bodensee-Werft": "c3", "Констанц": "c4", "Konstanz": "c4",
    }  # fmt: skip
    assert set(found["type"]) == {"Person", "Organisation", "Place"}
    assert found["match"].all()
    only = reconcile(column[:1], type_id="person", top_res="all", reconciliation_endpoint=f"{guests.url}/reconcile")
    assert list(only["id"]) == ["c1", "c2"]
    assert not only["match"].any()


def test_pages_of_other_sites_may_ask(guests: Live) -> None:
    foreign = {"Origin": "http://127.0.0.1:3333", "Sec-Fetch-Site": "same-site"}
    for path in (
        "/reconcile",
        "/reconcile/1.0-draft",
        "/reconcile/suggest/entity?prefix=a",
        "/reconcile/preview?id=c4",
    ):
        answer = guests.send("GET", path, headers=foreign)
        assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, "*")
        assert "access-control-allow-credentials" not in answer.headers
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    allowed = guests.send("OPTIONS", "/reconcile/1.0-draft/match", headers=foreign | asked)
    assert (allowed.status, allowed.headers["access-control-allow-origin"]) == (200, "*")
    assert "POST" in allowed.headers["access-control-allow-methods"]


def test_a_preview_may_be_shown_in_a_frame(guests: Live) -> None:
    headers = guests.send("GET", "/reconcile/preview?id=c1").headers
    assert headers["content-security-policy"].endswith("frame-ancestors *")
    assert "x-frame-options" not in headers
    assert "cross-origin-resource-policy" not in headers


def test_both_versions_are_served(guests: Live) -> None:
    query = {"q0": {"query": "Ковалёва Анна", "properties": [{"pid": "born", "v": "1974"}]}}
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = guests.send("POST", "/reconcile", urlencode({"queries": json.dumps(query)}), form)
    content = json.loads(answer.content)
    schema("0.2", "result_batch").validate(content)
    first, *_ = content["q0"]["result"]
    assert (first["id"], first["match"]) == ("c1", True)
    conditions = [{"matchType": "name", "propertyValue": "Konstanz"}]
    status, content = guests.ask("POST", "/reconcile/1.0-draft/match", {"queries": [{"conditions": conditions}]})
    schema("1.0-draft", "result_batch").validate(content)
    assert (status, content["results"][0]["candidates"][0]["id"]) == (200, "c4")
    status, content = guests.ask("GET", "/reconcile")
    schema("0.2", "manifest").validate(content)
    assert content["name"] == "names-gazetteer: guests.csv"
    assert content["view"]["url"] == f"{guests.url}/reconcile/view?id={{{{id}}}}"
