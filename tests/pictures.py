"""Takes the pictures of the HTML page that docs/ shows: `python tests/pictures.py`, where Chromium is installed.

They show examples/scripts.txt with the default gazetteer: take them anew after a change of the page, and look at them.
Fonts are those of the machine: one for each script of the text has to be there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # as a command, from anywhere

from browser import Tab, chromium  # noqa: E402
from command_line import run  # noqa: E402

DOCS = ROOT / "docs"
MOST = 150_000  # bytes of a picture


class Picture(NamedTuple):
    """A picture: what it is called, the colours, the size of the window, and the mention whose evidence it shows."""

    name: str
    scheme: str
    size: tuple[int, int]
    mention: str  # as a selector

    def take(self, tab: Tab, page: Path) -> None:
        """Write the picture into docs/."""
        tab.prefer(prefers_color_scheme=self.scheme)
        tab.resize(*self.size, scale=1.5)
        tab.open(page)
        tab.ask(f"document.querySelector({self.mention!r}).scrollIntoView({{block: 'center'}})")
        sleep(0.2)  # until it is laid out
        tab.point(self.mention, click=True)
        sleep(0.3)  # until the evidence is shown
        picture = tab.picture(format="webp", quality=70)
        assert len(picture) < MOST, f"{self.name} has {len(picture)} bytes"
        (DOCS / f"{self.name}.webp").write_bytes(picture)


PICTURES = [
    Picture("page-light", "light", (1200, 760), "a.mention.ambiguous"),
    Picture("page-dark", "dark", (1200, 760), "article p:nth-of-type(2) a.person"),
    Picture("page-right-to-left", "light", (430, 760), "article p:nth-of-type(3) a.person"),
]


def main() -> None:
    """Take all pictures."""
    told = run("resolve", str(ROOT / "examples" / "scripts.txt"), "--format", "html")
    assert told.exit_code == 0, told.stderr
    with TemporaryDirectory() as folder, chromium() as tab:
        page = Path(folder, "scripts.html")
        page.write_text(told.stdout.replace(f"{ROOT}/", ""), encoding="utf-8")
        for picture in PICTURES:
            picture.take(tab, page)


if __name__ == "__main__":
    main()
