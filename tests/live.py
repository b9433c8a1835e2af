"""A service that runs: the real command in a process of its own, at a free port of this machine."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from command_line import ROOT

PATIENCE = 60  # seconds that something may take on a busy machine


class LiveAnswer(NamedTuple):
    """What a service answered."""

    status: int
    headers: HTTPMessage
    content: bytes


class Live:
    """The process of a service, and how to ask it; `told` has the lines of its standard error so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.told: list[str] = []
        assert process.stderr
        for line in process.stderr:
            self.told.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/ is the page", line):
                self.port = int(found[1])
                break
        else:
            raise AssertionError("".join(self.told))
        self._reader = Thread(target=lambda: self.told.extend(process.stderr or ()), daemon=True)
        self._reader.start()
        self.url = f"http://127.0.0.1:{self.port}"

    def send(
        self, method: str, path: str, body: str | bytes | None = None, headers: dict[str, str] | None = None
    ) -> LiveAnswer:
        """The answer to a request."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            encoded = body.encode() if isinstance(body, str) else body
            connection.request(method, path, encoded, headers or {})
            answer = connection.getresponse()
            return LiveAnswer(answer.status, answer.headers, answer.read())

    def ask(self, method: str, path: str, content: Any = None, **headers: str) -> tuple[int, Any]:
        """The status and the JSON of an answer; what is given is sent as JSON."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        body = None if content is None else json.dumps(content)
        answer = self.send(method, path, body, {"Content-Type": "application/json", **told} if body else told)
        return answer.status, json.loads(answer.content)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell it to stop, and wait until it has; what it told is whole then."""
        self.process.send_signal(number)
        ended = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return ended


@contextmanager
def served(*arguments: str, **environment: str) -> Iterator[Live]:
    """A running service, which answers already; it is ended with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "names", "serve", "--port", "0", "--workers", "1", *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        live = Live(process)
        assert live.ask("GET", "/health")[0] == 200
        yield live
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE)
        if process.stderr:
            process.stderr.close()


PEOPLE = Path(ROOT, "examples", "people.tsv")
