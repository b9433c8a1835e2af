"""The tools for agents: answers by schema and in words, of bounded size; mistakes are told with what to do."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import rows

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from agentserver import answer, call, text, used
from mcp import MCPError

from names.agents import tools
from names.agents.limits import AGENT_LIMITS
from names.agents.tools import TOOLS
from names.service.engine import Engine
from names.service.logs import NamelessFormatter

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)  # lone surrogates and NUL, too
ARGUMENTS = {  # of each tool for any text
    "resolve_name": lambda said: {"names": [said]},
    "compare_names": lambda said: {"left": said, "right": "Ivan Petrov"},
    "find_names": lambda said: {"text": f"Then {said} met Ivan Petrov."},
    "group_names": lambda said: {"names": [said, "Ivan Petrov"]},
    "reading_and_variants": lambda said: {"name": said},
}


def field(record: Any, path: str) -> Any:
    """The field of a record; None if it is not there."""
    for step in path.split("."):
        try:
            record = record[int(step)] if isinstance(record, list) else record[step]
        except IndexError:
            return None
    return record


@pytest.mark.parametrize("row", rows("agent-calls.tsv"), ids=lambda row: f"{row['tool']} {row['field']}")
def test_answers(row: dict[str, str], engine: Engine) -> None:
    found = answer(engine, row["tool"], **json.loads(row["arguments"]))
    assert field(found, row["field"]) == json.loads(row["value"])


@pytest.mark.parametrize("row", rows("agent-mistakes.tsv"), ids=lambda row: f"{row['tool']} {row['message']}")
def test_mistakes_are_told_with_what_to_do(row: dict[str, str], engine: Engine) -> None:
    result = call(engine, row["tool"], **json.loads(row["arguments"]))
    assert result.is_error
    assert row["message"] in text(result)
    assert "pydantic" not in text(result)


def test_each_tool_says_what_it_does(engine: Engine) -> None:
    listed = used(engine, lambda client: client.list_tools()).tools
    assert [tool.name for tool in listed] == list(TOOLS)
    for tool in listed:
        assert tool.annotations.read_only_hint == (tool.name != "decide")
        assert not tool.annotations.destructive_hint
        assert not tool.annotations.open_world_hint
        assert tool.annotations.idempotent_hint
        for schema in (tool.input_schema, tool.output_schema):
            assert schema["type"] == "object"
        assert all("description" in field or "$ref" in field for field in tool.input_schema["properties"].values())


def test_instructions_name_the_gazetteer_and_every_tool(engine: Engine) -> None:
    async def instructions(client: Any) -> str:
        return client.instructions

    said = used(engine, instructions)
    assert "p.gaz" in said
    assert all(name in said for name in TOOLS)
    assert "cannot be kept" in used(engine, instructions, may_decide=False)


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(said=ANY_TEXT)
def test_any_string_is_answered(engine: Engine, said: str) -> None:
    async def all_tools(client: Any) -> None:
        for tool, arguments in ARGUMENTS.items():
            result = await client.call_tool(tool, arguments(said))
            assert not result.is_error, text(result)
            json.dumps(result.structured_content, ensure_ascii=False).encode()  # so can be sent
            assert not any(ord(char) < 32 for char in text(result).replace("\n", ""))

    used(engine, all_tools)


@pytest.mark.parametrize(
    ("tool", "arguments", "limit"),
    [
        ("resolve_name", {"names": ["a" * 1_000_000]}, "at most 1000 characters; shorten it"),
        ("resolve_name", {"names": ["Ivan Petrov"] * 500}, "at most 50 items after validation, not 500; give fewer"),
        ("group_names", {"names": ["Ivan Petrov"] * 501}, "at most 500 items after validation, not 501; give fewer"),
        ("compare_names", {"left": "a" * 1_001, "right": "b"}, "left: string should have at most 1000 characters"),
        ("find_names", {"text": "a" * 250_001}, "at most 250000 characters; shorten it, or give a long text in parts"),
        ("decide", {"action": "accept", "spelling": "a", "entity": "x" * 10_000}, "at most 1000 characters"),
    ],
)
def test_what_is_too_much_is_refused_with_the_limit(
    engine: Engine, tool: str, arguments: dict[str, Any], limit: str
) -> None:
    result = call(engine, tool, **arguments)
    assert result.is_error
    assert limit in text(result)
    assert len(text(result)) < 500


def test_five_hundred_names_are_grouped(engine: Engine) -> None:
    names = [f"{given} {family}" for given in NAMED for family in FAMILIES]
    result = call(engine, "group_names", names=[*names[:498], "Bombay", "Mumbai"])
    groups = result.structured_content["groups"]
    assert sum(len(group["names"]) for group in groups) == 500
    assert ["Bombay", "Mumbai"] in [group["names"] for group in groups if group["entity"] == "mum"]
    assert text(result).startswith("500 names in ")


NAMED = ["Ada", "Boris", "Chiara", "Dmitri", "Emre", "Fatima", "Goran", "Hanna", "Ivo", "Jun", "Kofi", "Lena", "Mirza",
    "Nadia", "Omar", "Petra", "Quang", "Rosa", "Sanna", "Timur", "Ulla", "Vera"]  # fmt: skip
FAMILIES = ["Abara", "Bjarnes", "Cortessa", "Dubrowan", "Ekmen", "Farrow", "Grigoras", "Hallgren", "Imanov", "Jelinek",
    "Kovalenko", "Lindqvist", "Mbeki", "Nakamura", "Okafor", "Pohl", "Quispe", "Rahmani", "Solberg", "Tarvalen", "Ueda",
    "Vasquez", "Wolfersson"]  # fmt: skip


def test_a_long_text_is_read_in_pages(engine: Engine) -> None:
    said = "Светлана Тихановская прилетела в Мумбаи, сказал Иван Петров. " * 1_900
    assert len(said.encode()) > 200_000
    first = answer(engine, "find_names", text=said, limit=200)
    assert (first["total"], first["next_offset"]) == (3 * 1_900, 200)
    second = answer(engine, "find_names", text=said, limit=200, offset=3 * 1_900 - 199)
    assert (len(second["mentions"]), second["next_offset"]) == (199, None)
    mentions = [*first["mentions"], *second["mentions"]]
    assert [said[one["start"] : one["end"]] for one in mentions] == [one["text"] for one in mentions]
    assert [one["entity"] for one in first["entities"]].count("tsi") == 1


def test_entities_beyond_the_limit_are_counted(engine: Engine) -> None:
    said = " ".join(f"Dr. {given} {family} spoke." for given in NAMED[:6] for family in FAMILIES)
    found = answer(engine, "find_names", text=said)
    assert len(found["entities"]) == AGENT_LIMITS.entities
    assert found["entities_left_out"] > 0
    assert f"{found['total'] - 50} more mentions: call again with offset 50" in text(
        call(engine, "find_names", text=said)
    )


def test_what_stands_in_the_text_of_an_answer(engine: Engine) -> None:
    said = text(call(engine, "resolve_name", names=["Ivan Petrov", "Bombay"]))
    assert said.startswith("“Ivan Petrov”: ambiguous; may be Ivan Petrov (")
    assert "\n  bg Ivan Petrov (person, born 1950, BG) 0." in said
    assert "“Bombay”: match mum Mumbai (place, IN) 1.00; alias “Bombay”" in said
    assert text(call(engine, "find_names", text="nothing")) == "no names were found"
    assert text(call(engine, "compare_names", left="A. Berg", right="Ada Berg")).startswith("one name (0.")


def test_an_entity_is_a_resource(engine: Engine) -> None:
    async def read(client: Any) -> list[str]:
        [template] = (await client.list_resource_templates()).resource_templates
        assert template.uri_template == "names://entity/{+id}"
        assert (await client.list_resources()).resources == []
        [content] = (await client.read_resource("names://entity/tsi")).contents
        told = [content.text]
        for wrong in ("names://entity/%D0%96/x", "names://entity/", "file:///etc/passwd"):
            with suppress(MCPError):
                await client.read_resource(wrong)
                told.append("was read")
        with pytest.raises(MCPError, match="no entity has the id 'tsj'; resolve_name tells ids"):
            await client.read_resource("names://entity/tsj")
        return told

    [record] = map(json.loads, used(engine, read))
    assert record["label"] == "Sviatlana Tsikhanouskaya"
    assert [alias["text"] for alias in record["aliases"]][1:] == ["Светлана Тихановская", "سفيتلانا تيخانوفسكايا"]
    assert record["aliases_left_out"] == 0


def test_a_call_that_is_cancelled_is_given_up(engine: Engine) -> None:
    said = "Светлана Тихановская прилетела в Мумбаи, сказал Иван Петров. " * 4_000

    async def leave(client: Any) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await client.call_tool("find_names", {"text": said})
        assert not (await client.call_tool("resolve_name", {"names": ["Bombay"]})).is_error
        assert engine.waiting == 0

    used(engine, leave)


def test_something_unforeseen_is_told_without_what_was_asked(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(asked: Any, _: object) -> None:
        raise ValueError(asked.left)

    monkeypatch.setitem(tools.TOOLS, "compare_names", replace(TOOLS["compare_names"], answer=broken))
    caplog.set_level(logging.INFO, "names.agents")
    result = call(engine, "compare_names", left="Madame Secret", right="b")
    assert result.is_error
    assert text(result) == "something unforeseen happened (ValueError); other calls are answered as before"
    logged = [NamelessFormatter().format(record) for record in caplog.records if record.name == "names.agents"]
    assert [line.count("\n") for line in logged] == [1, 0]
    assert "ValueError at " in logged[0]
    assert "compare_names refused in " in logged[1]
    assert "Secret" not in "".join(logged)
