"""What a browser would make of a page: its elements, with their attributes and texts."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "input"}  # elements that have no end


class Element:
    """An element of a page."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.content: list[Element | str] = []

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    @property
    def classes(self) -> set[str]:
        """The classes of the style sheet."""
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """The text of the element and of those within it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    def all(self, tag: str = "", class_: str = "") -> list[Element]:
        """The elements within this one that have this tag and this class."""
        return [found for found in self._within() if tag in {"", found.tag} and (not class_ or class_ in found.classes)]

    def _within(self) -> Iterator[Element]:
        for part in self.content:
            if isinstance(part, Element):
                yield part
                yield from part._within()

    def by_id(self, id: str) -> Element:
        """The one element with this id."""
        (found,) = [element for element in self._within() if element.attributes.get("id") == id]
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = self.inner = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), "an attribute stands there twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.inner)
        self.inner.content.append(element)
        if tag not in VOID:
            self.inner = element

    def handle_endtag(self, tag: str) -> None:
        assert self.inner.tag == tag, f"<{self.inner.tag}> is ended by </{tag}>"
        assert self.inner.parent
        self.inner = self.inner.parent

    def handle_data(self, data: str) -> None:
        self.inner.content.append(data)


def read_page(written: str) -> Element:
    """The elements of a page, each of which has its end."""
    reader = _Reader()
    reader.feed(written)
    reader.close()
    assert reader.inner is reader.top, f"<{reader.inner.tag}> has no end"
    return reader.top
