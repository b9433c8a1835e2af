"""The example that gives each entity of an agent's memory one node; with the reference server, where it is there."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from typing import Any

import pytest
from command_line import ROOT

from gazetteer import Entity
from names.resolution.resolver import build_gazetteer

sys.path.insert(0, str(ROOT / "examples"))
from agent_memory import Graph, merged, read_graph

SERVER = shutil.which("mcp-server-memory")  # npm install @modelcontextprotocol/server-memory
ENTITIES = [
    Entity("tsi", "person", ["Sviatlana Tsikhanouskaya", "Светлана Тихановская", "سفيتلانا تيخانوفسكايا"]),
    Entity("vil", "place", ["Vilnius", "Вильнюс"]),
]


def node(name: str, kind: str, *observations: str) -> dict[str, Any]:
    return {"type": "entity", "name": name, "entityType": kind, "observations": list(observations)}


def relation(start: str, kind: str, end: str) -> dict[str, Any]:
    return {"type": "relation", "from": start, "to": end, "relationType": kind}


GRAPH = Graph(
    [
        node("Светлана Тихановская", "person", "visited Oslo"),
        node("Vilnius", "City"),
        node("Vilnius", "event", "in May"),
        node("Sviatlana Tsikhanouskaya", "Person", "visited Oslo", "in exile"),
        node("Greta Dubrowan", "person"),
        node("Грета Дуброван", "person", "translator"),
        node("Dubrowan & Co.", "company"),
    ],
    [
        relation("Светлана Тихановская", "lives in", "Vilnius"),
        relation("Sviatlana Tsikhanouskaya", "lives in", "Vilnius"),
        relation("Грета Дуброван", "may be", "Greta Dubrowan"),
        relation("Грета Дуброван", "knows", "Грета Дуброван"),
    ],
)


def test_nodes_of_one_entity_are_joined():
    nodes, relations = merged(GRAPH, build_gazetteer(ENTITIES))
    lady, town, greta, company = nodes
    assert lady["observations"] == ["visited Oslo", "in exile", "id: tsi", f"also written: {other(lady)}"]
    assert (town["name"], town["observations"]) == ("Vilnius", ["in May", "id: vil"])
    assert greta["observations"] == ["translator", f"also written: {other(greta)}"]
    assert company == GRAPH.nodes[-1]
    assert relations == [relation(lady["name"], "lives in", "Vilnius"), relation(greta["name"], "knows", greta["name"])]
    assert merged(Graph(nodes, relations), build_gazetteer(ENTITIES)) == (nodes, relations)  # nothing is left to join


def other(joined: dict[str, Any]) -> str:
    spellings = {"Светлана Тихановская", "Sviatlana Tsikhanouskaya"}, {"Greta Dubrowan", "Грета Дуброван"}
    [found] = [(some - {joined["name"]}).pop() for some in spellings if joined["name"] in some]
    return found


@pytest.mark.parametrize("line", ["[]", "{", "7", '{"type": "entity", "name": "a"}', '{"type": ["entity"]}'])
def test_what_is_no_memory_is_told_with_its_line(line):
    with pytest.raises(ValueError, match="line 3 is no entity or relation of a memory; mend it, or delete it"):
        read_graph([json.dumps(GRAPH.nodes[0]), "", line])


def run_example(*arguments: str) -> str:
    script = str(ROOT / "examples" / "agent_memory.py")
    done = subprocess.run([sys.executable, script, *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_the_example_of_the_page(tmp_path):
    """With the embedded gazetteer, as docs/how-to/agents.md shows it."""
    written = tmp_path / "joined.jsonl"
    assert run_example("examples/memory.jsonl", "-o", str(written)) == "8 nodes are 4\n"
    page = (ROOT / "docs" / "how-to" / "agents.md").read_text(encoding="utf-8")
    for line in written.read_text(encoding="utf-8").splitlines():
        assert line in page


@pytest.mark.skipif(SERVER is None, reason="the reference memory server is not installed")
def test_with_the_reference_server(tmp_path):
    mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    build_gazetteer(ENTITIES, tmp_path / "m.gaz").close()
    memory = tmp_path / "memory.jsonl"
    server = mcp.StdioServerParameters(command=SERVER, env={"MEMORY_FILE_PATH": str(memory)})

    async def session(*calls: tuple[str, dict[str, Any]]) -> list[Any]:
        async with mcp.Client(server) as client:
            return [(await client.call_tool(*call)).structured_content for call in calls]

    def given(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{field: value for field, value in record.items() if field != "type"} for record in records]

    nodes = [one for one in GRAPH.nodes if one["entityType"] != "event"]  # it takes each name once
    asyncio.run(
        session(
            ("create_entities", {"entities": given(nodes)}), ("create_relations", {"relations": given(GRAPH.relations)})
        )
    )
    assert run_example(str(memory), "-g", str(tmp_path / "m.gaz")) == "6 nodes are 4\n"
    graph, found = asyncio.run(session(("read_graph", {}), ("search_nodes", {"query": "id: tsi"})))
    assert len(graph["entities"]) == 4
    assert [one["name"] for one in found["entities"]] == [merged(GRAPH, build_gazetteer(ENTITIES)).nodes[0]["name"]]
    assert found["relations"][0]["to"] == "Vilnius"
