"""What an agent decides is kept with the decisions of the command line, and holds from the next call on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import records, run

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from agentserver import answer, call, text, used

from names.service.engine import Engine

pytestmark = pytest.mark.usefixtures("file")


def meaning(engine: Engine, name: str) -> str | None:
    return answer(engine, "resolve_name", names=[name])["results"][0]["entity"]


def test_a_decision_holds_in_the_next_call_and_on_the_command_line(engine: Engine, path: Path) -> None:
    assert meaning(engine, "The Lady") is None
    decided = answer(engine, "decide", action="accept", spelling="The Lady", entity="tsi", why="said the user")
    assert decided == {"number": 1, "decided": "“The Lady” is Sviatlana Tsikhanouskaya (tsi)", "already": False}
    assert meaning(engine, "the lady") == "tsi"
    found = answer(engine, "find_names", text="Then The Lady left.")
    assert (found["mentions"][0]["text"], found["mentions"][0]["entity"]) == ("The Lady", "tsi")
    [record] = records(run("decisions", "-g", str(path), "--json"))
    assert (record["who"], record["why"], record["state"]) == ("agent for ann", "said the user", "")
    said = text(call(engine, "resolve_name", names=["The Lady"]))
    assert "accepted by agent for ann on" in said


def test_what_was_decided_before_is_not_written_again(engine: Engine, file: Path) -> None:
    arguments = {"action": "accept", "spelling": "The Lady", "entity": "tsi"}
    first, second = (answer(engine, "decide", **arguments) for _ in "ab")
    assert (first["number"], first["already"], second["number"], second["already"]) == (1, False, 1, True)
    assert "was decided before; nothing changed" in text(call(engine, "decide", **arguments))
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1


def test_rejected_and_undone(engine: Engine) -> None:
    assert meaning(engine, "Bombay") == "mum"
    number = answer(engine, "decide", action="reject", spelling="Bombay", entity="mum")["number"]
    assert meaning(engine, "Bombay") is None
    assert answer(engine, "decide", action="undo", number=number)["decided"] == "1 does not hold"
    assert meaning(engine, "Bombay") == "mum"
    again = call(engine, "decide", action="undo", number=number)
    assert "decision 1 does not hold since 2" in text(again)
    answer(engine, "decide", action="accept", spelling="Bombay", entity="bank")
    assert meaning(engine, "Bombay") == "bank"
    answer(engine, "decide", action="undo", spelling="bombay")
    assert meaning(engine, "Bombay") == "mum"


def test_what_another_process_decides_holds_too(engine: Engine, path: Path) -> None:
    assert meaning(engine, "Madame T.") is None
    assert run("accept", "Madame T.", "tsi", "-g", str(path)).exit_code == 0
    assert meaning(engine, "Madame T.") == "tsi"
    assert run("split", "tsi", "Светлана Тихановская", "-g", str(path)).exit_code == 0
    assert meaning(engine, "Светлана Тихановская") == "tsi-2"


def test_a_server_that_only_reads_decides_nothing(engine: Engine, file: Path) -> None:
    result = call(engine, "decide", may_decide=False, action="accept", spelling="The Lady", entity="tsi")
    assert result.is_error
    assert "there is no tool 'decide'" in text(result)
    listed = used(engine, lambda client: client.list_tools(), may_decide=False).tools
    assert "decide" not in [tool.name for tool in listed]
    assert not file.exists()


def test_a_damaged_file_of_decisions_is_told_until_it_is_mended(engine: Engine, file: Path) -> None:
    file.write_text("damaged\n{}\n", encoding="utf-8")
    result = call(engine, "resolve_name", names=["Bombay"])
    assert result.is_error
    assert f"{file}:1: is no JSON object; mend the line, or delete it" in text(result)
    file.unlink()
    assert meaning(engine, "Bombay") == "mum"


def test_a_spelling_that_acts_is_kept_as_it_is_and_shown_escaped(engine: Engine, path: Path, file: Path) -> None:
    spelling = "\x1b[31m\u202e\n\x00"
    said = text(call(engine, "decide", action="accept", spelling=spelling, entity="tsi"))
    assert r"“\x1b[31m\u202e\n\x00” is Sviatlana" in said
    [line] = file.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["spelling"] == spelling
    assert meaning(engine, spelling) == "tsi"


def test_a_reason_that_cannot_be_sent_is_told_in_part(engine: Engine, path: Path) -> None:
    assert run("accept", "-g", str(path), "--why", "p. \udcff", "--", "The Lady", "tsi").exit_code == 0
    result = call(engine, "resolve_name", names=["The Lady"])
    assert "(p. \ufffd)" in text(result)
    assert "(p. \ufffd)" in result.structured_content["results"][0]["why"]
