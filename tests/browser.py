"""A headless Chromium, driven through pipes by the Chrome DevTools Protocol.

Tests that need a browser are skipped where there is none: `apt-get install chromium` brings one, as .ci/run does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--remote-debugging-pipe",
]  # fmt: skip
PATIENCE = 20  # seconds that something may take on a busy machine
# The browser reads commands from the file 3 and answers on the file 4.
_START = "import os, sys; [os.dup2(int(sys.argv[at]), at + 2) for at in (1, 2)]; os.execv(sys.argv[3], sys.argv[3:])"
# How a key is told to the browser: its code, its number in old events, the text that it writes.
_KEYS = {
    "Tab": ("Tab", 9, ""), "Enter": ("Enter", 13, "\r"), "Escape": ("Escape", 27, ""), " ": ("Space", 32, " "),
    "ArrowLeft": ("ArrowLeft", 37, ""), "ArrowUp": ("ArrowUp", 38, ""), "ArrowRight": ("ArrowRight", 39, ""),
    "ArrowDown": ("ArrowDown", 40, ""), "End": ("End", 35, ""), "Home": ("Home", 36, ""),
}  # fmt: skip
_MODIFIERS = {"": 0, "Control": 2, "Shift": 8}


class Tab:
    """A tab of the browser, which speaks with it through two pipes."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._sent, self._waiting, self._session = 0, b"", ""
        self.complaints: list[str] = []  # what the browser wrote into the console: errors, what the policy refused
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")
        # Else the page has no focus any more when a key has brought it beyond its end.
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of a command of the protocol."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != self._sent:
            self._hear(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Log.entryAdded":
            self.complaints.append(event["params"]["entry"]["text"])
        if event.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(str(event["params"]["exceptionDetails"]))

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            more = os.read(self._answers, 1 << 20)
            assert more, "the browser has ended"
            self._waiting += more
        message, _, self._waiting = self._waiting.partition(b"\0")
        read: dict[str, Any] = json.loads(message)
        return read

    def open(self, page: Path | str, fragment: str = "") -> None:
        """Load a page, of a file or an address, and wait until it is there."""
        self.send("Page.navigate", url="about:blank")  # else a fragment of the present page is only scrolled to
        self.complaints.clear()
        address = page if isinstance(page, str) else page.as_uri()
        self.send("Page.navigate", url=f"{address}{fragment}")
        self.until("location.href !== 'about:blank' && document.readyState === 'complete'")

    def ask(self, expression: str) -> Any:
        """The value of an expression, waited for if it is a promise."""
        told = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def until(self, condition: str) -> None:
        """Wait until an expression holds."""
        end = monotonic() + PATIENCE
        while not self.ask(condition):
            assert monotonic() < end, f"not within {PATIENCE} seconds: {condition}"
            sleep(0.02)

    def press(self, key: str, held: str = "") -> None:
        """Press a key and let it go, perhaps while Control or Shift is held."""
        code, number, text = _KEYS.get(key, (f"Key{key.upper()}", ord(key.upper()[0]), key))
        told = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": _MODIFIERS[held]}
        self.send("Input.dispatchKeyEvent", type="keyDown", text="" if held == "Control" else text, **told)
        self.send("Input.dispatchKeyEvent", type="keyUp", **told)

    def write(self, text: str) -> None:
        """Put a text where the focus is, as if it was pasted."""
        self.send("Input.insertText", text=text)

    def point(self, selector: str, *, click: bool = False) -> None:
        """Move the pointer to the middle of an element, and perhaps click."""
        at = self._middle(selector)
        self.send("Input.dispatchMouseEvent", type="mouseMoved", **at)
        for kind in ("mousePressed", "mouseReleased") if click else ():
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def touch(self, selector: str) -> None:
        """Touch the middle of an element with a finger, for a moment."""
        self.send("Emulation.setTouchEmulationEnabled", enabled=True)
        self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[self._middle(selector)])
        self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.send("Emulation.setTouchEmulationEnabled", enabled=False)

    def _middle(self, selector: str) -> dict[str, float]:
        middle: dict[str, float] = {}
        before = None
        while middle != before:  # until all is laid out
            before = middle
            middle = self.ask(
                f"(() => {{ const box = document.querySelector({json.dumps(selector)}).getClientRects()[0];"
                "return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()"
            )
            sleep(0.05)
        return middle

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        """Set the size of the window, in CSS pixels."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def prefer(self, **features: str) -> None:
        """Set preferences of the reader, such as `prefers_color_scheme="dark"`."""
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", features=told)

    def picture(self, **parameters: Any) -> bytes:
        """A picture of what is seen."""
        return b64decode(self.send("Page.captureScreenshot", **parameters)["data"])

    def print(self) -> bytes:
        """The page as PDF, without backgrounds."""
        return b64decode(self.send("Page.printToPDF", preferCSSPageSize=True)["data"])


@contextmanager
def chromium() -> Iterator[Tab]:
    """A tab of a new browser, which ends with the block."""
    assert CHROMIUM, "there is no browser"
    from_us, commands = os.pipe()
    answers, to_us = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [sys.executable, "-c", _START, str(from_us), str(to_us), CHROMIUM, *_OPTIONS, f"--user-data-dir={profile}"],
            pass_fds=(from_us, to_us), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(from_us)
        os.close(to_us)
        try:
            yield Tab(commands, answers)
        finally:
            process.terminate()
            process.wait(20)
            os.close(commands)
            os.close(answers)
