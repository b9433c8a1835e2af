"""The page: what is escaped in it, and what is shown where the mouse points."""

from __future__ import annotations

from html.parser import HTMLParser

from command_line import run


class Page(HTMLParser):
    """What a browser would make of the page: its text, and the title of each highlighted mention."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.titles, self.scripts = "", [], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.titles += [value for key, value in attrs if tag == "mark" and key == "title"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_escaped_and_tells_why_on_hover(people: str) -> None:
    page = Page()
    page.feed(run("resolve", "-g", people, "--format", "html", stdin=b"<script>Sooronbay Jeenbekov").stdout)
    assert page.scripts == 0
    assert "<script>" in page.text
    assert any("people/2" in title for title in page.titles)
