"""The command `names serve` as a user runs it: it starts, is used, and stops."""

from __future__ import annotations

import json
import re
import signal
import socket
from pathlib import Path
from threading import Thread

import pytest
from command_line import run
from live import PEOPLE, Live, served

from names.errors import MissingExtra


def test_a_table_is_served_as_it_is_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    table = tmp_path / "towns.csv"
    table.write_text("id,name,kind\n1,Bishkek,place\n2,,place\n3,Minsk,place\n", encoding="utf-8")
    with served("-g", str(table), TMPDIR=str(tmp_path)) as live:
        assert live.ask("GET", "/api/lookup?name=Bichkek")[1]["candidates"][0]["entity"] == "1"
        decision = {"action": "accept", "spelling": "the capital", "entity": "1"}
        assert live.ask("POST", "/api/decisions", decision)[0] == 200
        assert list(tmp_path.glob("names-*"))
        live.stop()
    told = "".join(live.told)
    assert "towns.csv:3" in told, "a row that cannot be read is told"
    assert "towns.csv, 2 entities" in told
    kept = json.loads((tmp_path / "towns.csv.decisions.jsonl").read_text(encoding="utf-8"))
    assert kept["spelling"] == "the capital"
    assert not list(tmp_path.glob("names-*")), "the gazetteer that was made of it is removed"


@pytest.mark.slow
def test_a_request_that_has_begun_is_finished_when_the_service_stops(service: Live) -> None:
    with served("-g", str(PEOPLE)) as live:
        text = "Soronbay Jinbekov met Anna Berg in Minsk. " * 400
        answer: list[bytes] = []

        def ask() -> None:
            body = json.dumps({"text": text})
            answer.append(live.send("POST", "/api/resolve", body, {"Content-Type": "application/json"}).content)

        asking = Thread(target=ask)
        asking.start()
        while "names_waiting 0.0" in live.send("GET", "/metrics").content.decode():
            pass  # until it has begun
        live.stop(signal.SIGINT)
        asking.join()
    assert answer[0].count(b"people/2") == 400
    assert not [line for line in live.told if "Traceback" in line]


def test_the_log_has_neither_names_nor_texts(service: Live) -> None:
    service.ask("GET", "/api/lookup?name=Zaphod+Beeblebrox")
    service.ask("GET", "/api/entities/Zaphod")
    service.ask("POST", "/api/resolve", {"text": "Zaphod Beeblebrox was here", "format": "nope"})
    service.ask("GET", "/Zaphod")
    log = "".join(service.told)
    assert re.search(r"names\.access GET /api/lookup 200 \d+ bytes \d+ ms", log)
    assert "Zaphod" not in log


def test_figures_are_there_for_prometheus(service: Live) -> None:
    service.ask("GET", "/api/lookup?name=Minsk")
    figures = service.send("GET", "/metrics").content.decode()
    assert re.search(r'names_requests_total\{method="GET",path="/api/lookup",status="200"\} [1-9]', figures)
    assert "names_request_seconds_bucket" in figures
    assert "names_waiting 0.0" in figures
    assert "process_resident_memory_bytes" in figures


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-g", "/nowhere.gaz"], "no such gazetteer; build one: names build"),
        (["-g", "/nowhere.csv"], "no such gazetteer"),
        (["--host", "no.such.host.invalid"], "name another --port or --host"),
        (["--port", "70000"], "70000"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_line(arguments: list[str], told: str) -> None:
    done = run("serve", *arguments)
    assert done.exit_code != 0
    assert told in done.output
    assert "Traceback" not in done.output


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "-g", str(PEOPLE), "--port", str(taken.getsockname()[1]))
    assert done.exit_code == 2
    assert "Address already in use" in done.output


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for module in [name for name in sys.modules if name.startswith("names.service")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = run("serve", "-g", str(PEOPLE))
    assert done.exit_code == 1
    assert str(MissingExtra("names serve", "uvicorn", "serve")) in done.output


@pytest.mark.slow
def test_decisions_can_be_forbidden_and_a_token_asked_for() -> None:
    with served("-g", str(PEOPLE), "--read-only", "--token", "s3cret") as live:
        assert live.ask("GET", "/api/gazetteer")[0] == 401
        decision = {"action": "accept", "spelling": "x", "entity": "people/1"}
        status, told = live.ask("POST", "/api/decisions", decision, Authorization="Bearer s3cret")
        assert (status, "--read-only" in told["error"]) == (403, True)
    assert "s3cret" not in "".join(live.told)
