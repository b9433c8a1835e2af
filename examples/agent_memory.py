"""Give each person, place and organisation of an agent's memory one node, whatever spellings it was stored under.

The memory is a knowledge graph in JSON Lines, as the reference memory server of the Model Context Protocol keeps it:
entities with a name, a type and observations, and relations between names. Nodes that are one name, or mean one entity
of the gazetteer, become one: observations are joined, relations lead to it, and it notes its id and other spellings.

    python examples/agent_memory.py memory.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import names
from gazetteer import Gazetteer, GazetteerError
from names.formats.files import write_pieces
from names.lists.facts import Facts
from names.lists.identifying import IdentifiedGroup, identified_groups

Node = dict[str, Any]
KINDS = {  # types of nodes that have names of their own, in small letters; all others stay as they are
    "person": "person", "people": "person", "human": "person", "contact": "person",
    "place": "place", "location": "place", "city": "place", "country": "place",
    "organization": "org", "organisation": "org", "company": "org", "institution": "org",
}  # fmt: skip


class Graph(NamedTuple):
    """The nodes and relations of a memory, in order."""

    nodes: list[Node]
    relations: list[Node]


def read_graph(lines: Iterable[str]) -> Graph:
    """The graph of the lines. Raises ValueError, with the number of the line, if one is no entity or relation."""
    graph = Graph([], [])
    for number, line in enumerate(lines, start=1):
        if line.strip():
            graph[_part(line, number)].append(json.loads(line))
    return graph


def _part(line: str, number: int) -> int:
    """Which part of the graph a line belongs to."""
    try:
        record = json.loads(line)
        fields = {"entity": ("name", "entityType", "observations"), "relation": ("from", "to", "relationType")}
        if all(field in record for field in fields[record["type"]]):
            return list(fields).index(record["type"])
    except (ValueError, TypeError, KeyError):
        pass
    raise ValueError(f"line {number} is no entity or relation of a memory; mend it, or delete it")


def merged(graph: Graph, gazetteer: Gazetteer) -> Graph:
    """The graph with one node for each entity."""
    by_kind: dict[str, list[str]] = {}
    for node in graph.nodes:
        by_kind.setdefault(KINDS.get(node["entityType"].lower(), ""), []).append(node["name"])
    by_kind.pop("", None)
    groups = {
        group.label: group
        for kind, known in by_kind.items()
        for group in identified_groups(known, gazetteer, Facts(kind=kind))
    }
    labels = {name: label for label, group in groups.items() for name in group.names}
    parts: dict[str, list[Node]] = {}
    for node in graph.nodes:
        parts.setdefault(labels.get(node["name"], node["name"]), []).append(node)
    nodes = [_joined(some, groups[label]) if label in groups else some[0] for label, some in parts.items()]
    return Graph(nodes, list(_led(graph.relations, labels)))


def _joined(nodes: list[Node], group: IdentifiedGroup) -> Node:
    """The node of a group: what was observed of any of its nodes, and its id and other spellings."""
    [(usual, _), *_] = Counter(node["entityType"] for node in nodes).most_common(1)
    observed = [observation for node in nodes for observation in node["observations"]]
    known = [f"id: {group.entity.id}"] if group.entity is not None else []
    spelled = [f"also written: {name}" for name in group.names if name != group.label]
    told = list(dict.fromkeys([*observed, *known, *spelled]))
    return {**nodes[0], "name": group.label, "entityType": usual, "observations": told}


def _led(relations: Iterable[Node], labels: dict[str, str]) -> Iterator[Node]:
    """The relations between the joined nodes, each once, without those that now lead from a node to itself."""
    seen = set()
    for relation in relations:
        start, end = (labels.get(relation[side], relation[side]) for side in ("from", "to"))
        key = (start, end, relation["relationType"])
        if key not in seen and (start != end or relation["from"] == relation["to"]):
            seen.add(key)
            yield {**relation, "from": start, "to": end}


def main() -> None:
    """Read the memory, and write it with its nodes joined."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("memory", help="file of the memory, JSON Lines")
    parser.add_argument("-o", "--output", help="file to write; by default that of the memory, whole or not at all")
    parser.add_argument("-g", "--gazetteer", action="append", help="gazetteer to look in; the embedded one by default")
    options = parser.parse_args()
    try:
        graph = read_graph(Path(options.memory).read_text(encoding="utf-8").splitlines())
        joined = merged(graph, names.open_gazetteer(options.gazetteer))
    except (OSError, ValueError, GazetteerError) as error:
        sys.exit(f"{options.memory}: {error}")
    lines = (f"{json.dumps(record, ensure_ascii=False)}\n".encode() for record in (*joined.nodes, *joined.relations))
    write_pieces(options.output or options.memory, lines)
    sys.stderr.write(f"{len(graph.nodes)} nodes are {len(joined.nodes)}\n")


if __name__ == "__main__":
    main()
