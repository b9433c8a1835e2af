"""What docs/how-to/service.md shows of the endpoints is what they answer.

`python tests/service/test_service_examples.py` writes the present answers into the page; review the difference.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from live import PEOPLE, Live, served  # noqa: E402

PAGE = ROOT / "docs" / "how-to" / "service.md"
EXAMPLE = re.compile(r"^```sh\n(curl .*)\n```\n\n```json\n((?:.*\n)*?)```$", re.MULTILINE)
ADDRESS = "http://127.0.0.1:8000"
WIDTH = 132  # characters of a line of an answer
# What differs from one run to the next.
CHANGING = {"number": 1, "when": "2026-11-29T10:00:00Z", "id": "0f1e2d3c4b5a", "undoes": ["0f1e2d3c4b5a"]}


def answer_of(command: str, live: Live) -> list[Any]:
    """The objects that a service answers to a command of curl."""
    words = iter(shlex.split(command)[1:])
    path, data, headers, is_get = "", [], {}, False
    for word in words:
        if word in {"--get", "-s"}:
            is_get = is_get or word == "--get"
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "--data-urlencode":
            data.append(urlencode([next(words).partition("=")[::2]]))
        elif word == "-d":
            data.append(next(words))
        else:
            path = quote(word.removeprefix(ADDRESS), safe="/?&=")
    if is_get or not data:
        answer = live.send("GET", "?".join([path, *(["&".join(data)] if data else [])]))
    else:
        answer = live.send("POST", path, "&".join(data), headers)
    return [settled(json.loads(line)) for line in answer.content.decode().splitlines()]


def settled(value: Any) -> Any:
    """A value without what differs from one run to the next."""
    if isinstance(value, dict):
        is_decision = "action" in value
        return {
            name: CHANGING[name] if is_decision and name in CHANGING else settled(one) for name, one in value.items()
        }
    return list(map(settled, value)) if isinstance(value, list) else value


def wrapped(value: Any, indent: int = 0, before: int = 0) -> str:
    """The value as JSON, in as few lines as fit the page; `before` characters stand before it."""
    line = json.dumps(value, ensure_ascii=False)
    if indent + before + len(line) <= WIDTH or not isinstance(value, dict | list) or not value:
        return line
    pad = " " * (indent + 2)
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"{pad}{wrapped(one, indent + 2)}" for one in value) + f"\n{' ' * indent}]"
    parts = [f"{json.dumps(name)}: {wrapped(one, indent + 2, len(name) + 4)}" for name, one in value.items()]
    lines = [""]
    for part in parts:  # short fields share a line
        if lines[-1] and len(pad) + len(lines[-1]) + len(part) + 3 <= WIDTH and "\n" not in lines[-1] + part:
            lines[-1] += f", {part}"
        else:
            lines.append(part)
    return "{\n" + ",\n".join(f"{pad}{one}" for one in lines if one) + f"\n{' ' * indent}}}"


def rewritten(page: str, answer: Callable[[str], list[Any]]) -> str:
    """The page with these answers."""

    def example(found: re.Match[str]) -> str:
        shown = "".join(f"{wrapped(one)}\n" for one in answer(found[1]))
        return f"```sh\n{found[1]}\n```\n\n```json\n{shown}```"

    return EXAMPLE.sub(example, page)


def test_the_page_shows_what_the_service_answers(service: Live) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(EXAMPLE.findall(page)) == page.count("curl -s")
    assert rewritten(page, lambda command: answer_of(command, service)) == page


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with (
        TemporaryDirectory() as folder,
        served("-g", str(PEOPLE), NAMES_DECISIONS=f"{folder}/decisions.jsonl") as live,
    ):
        PAGE.write_text(rewritten(PAGE.read_text("utf-8"), lambda command: answer_of(command, live)), "utf-8")
