"""Takes the pictures of the service's page that docs/ shows: `python tests/service_pictures.py`, with Chromium.

They show examples/ with the default gazetteer: take them anew after a change of the page, and look at them. Fonts are
those of the machine: one for each script of the texts has to be there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # as a command, from anywhere

from browser import Tab, chromium  # noqa: E402
from live import served  # noqa: E402

DOCS = ROOT / "docs"
MOST = 120_000  # bytes of a picture
LAID_OUT = 0.4  # seconds


class ServicePicture(NamedTuple):
    """A picture: what it is called, the colours, the size of the window, the view, and what is done there."""

    name: str
    scheme: str
    size: tuple[int, int]
    view: str
    prepare: Callable[[Tab], None]

    def take(self, tab: Tab, address: str) -> None:
        """Write the picture into docs/."""
        tab.prefer(prefers_color_scheme=self.scheme)
        tab.resize(*self.size, scale=1.5)
        tab.open(address, self.view)
        self.prepare(tab)
        tab.ask("document.getElementById('said').classList.remove('seen')")
        sleep(LAID_OUT)
        for quality in (80, 65, 50):
            picture = tab.picture(format="webp", quality=quality)
            if len(picture) < MOST:
                break
        assert len(picture) < MOST, f"{self.name} has {len(picture)} bytes"
        (DOCS / f"{self.name}.webp").write_bytes(picture)


def find(tab: Tab) -> None:
    """Find the names of examples/scripts.txt."""
    text = (ROOT / "examples" / "scripts.txt").read_text(encoding="utf-8")
    tab.ask(f"document.getElementById('text-input').value = {json.dumps(text)};"
            "document.getElementById('text-form').requestSubmit()")  # fmt: skip
    tab.until("/mention/.test(document.getElementById('said').textContent)")


def judge(tab: Tab) -> None:
    """Ask about an ambiguous name of the text."""
    find(tab)
    tab.ask("[...document.querySelectorAll('.chip')].find((one) => one.matches('.ambiguous')).click()")
    tab.until("document.querySelectorAll('.candidate').length > 2")
    tab.ask("document.activeElement.blur(); scrollTo(0, 0)")


def point(tab: Tab) -> None:
    """Show the evidence of a name."""
    find(tab)
    tab.ask("document.querySelector('#passage p:nth-of-type(2) .person').focus(); scrollTo(0, 0)")
    tab.until("document.querySelectorAll('.candidate').length > 0")


def point_from_right_to_left(tab: Tab) -> None:
    """Show the evidence of a name in an Arabic paragraph."""
    find(tab)
    tab.ask("document.querySelector('#passage p:nth-of-type(3)').scrollIntoView()")
    tab.ask("document.querySelector('#passage p:nth-of-type(3) .person').focus({preventScroll: true})")


def reconcile(tab: Tab) -> None:
    """Judge a row of examples/guests.csv, with the steps of the score."""
    table = (ROOT / "examples" / "guests.csv").read_text(encoding="utf-8")
    tab.ask(f"document.getElementById('table-input').value = {json.dumps(table)};"
            "document.getElementById('table-form').requestSubmit();"
            "document.querySelector('#table-mapping .main').click()")  # fmt: skip
    tab.until("/reconciled/.test(document.getElementById('said').textContent)")
    tab.ask("document.querySelectorAll('.row')[3].click()")
    tab.until("document.querySelectorAll('#table-result .candidate').length > 1")
    tab.ask("document.querySelector('.rows').focus()")
    tab.press("w")


def read_entity(tab: Tab) -> None:
    """Wait until the entity is there."""
    tab.until("document.querySelector('.aliases') !== null")


PICTURES = [
    ServicePicture("service-text-light", "light", (1280, 800), "#text", judge),
    ServicePicture("service-text-dark", "dark", (1280, 800), "#text", point),
    ServicePicture("service-right-to-left", "light", (400, 760), "#text", point_from_right_to_left),
    ServicePicture("service-table-light", "light", (1280, 800), "#table", reconcile),
    ServicePicture("service-table-narrow", "dark", (400, 760), "#table", reconcile),
    ServicePicture(
        "service-entity-light", "light", (1100, 640), "#entity=person/sviatlana-tsikhanouskaya", read_entity
    ),
]


def main() -> None:
    """Take all pictures."""
    with (
        TemporaryDirectory() as folder,
        chromium() as tab,
        served(NAMES_DECISIONS=str(Path(folder, "decisions.jsonl"))) as live,
    ):
        for picture in PICTURES:
            picture.take(tab, f"{live.url}/")


if __name__ == "__main__":
    main()
