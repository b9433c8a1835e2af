"""HTML pages: what a reader sees, and where it stands in the source, however the source comes in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import rows

from names.errors import InputError
from names.formats import hypertext
from names.formats.hypertext import declared_encoding, read_page
from names.formats.offsets import SourceOffsets

MARKUP = ["<p>", "</p>", "<b>", "</b>", "<br>", "<script>", "</script>", "<pre>", "</pre>", "<ruby>", "<rt>", "</ruby>",
    "<!--", "-->", "<a title='>'>", "<td/>", "&amp;", "&#32;", "&nbsp", "&", "<", ">", "\n", " ",
    "Анна", "Berg", "]]>"]  # fmt: skip
pages = st.lists(st.sampled_from(MARKUP) | st.text(max_size=4), max_size=30)


def unescaped(cell: str) -> str:
    return cell.replace(r"\n", "\n")


def text_of(pieces: list[str]) -> tuple[str, SourceOffsets]:
    offsets = SourceOffsets()
    return "".join(read_page(pieces, offsets, "page.html")), offsets


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("row", rows("html.tsv"), ids=lambda row: f"{row['source'][:30]}: {row['mention']}")
def test_the_text_of_a_page_and_its_places(row: dict[str, str], size: int) -> None:
    source, text, mention, place = (unescaped(row[key]) for key in ("source", "text", "mention", "place"))
    read, offsets = text_of([source[at : at + size] for at in range(0, len(source), size)])
    assert read == text
    start, end = offsets.span(text.index(mention), text.index(mention) + len(mention))
    assert source[start:end] == place


@given(pages)
def test_any_string_is_a_page_whose_text_is_in_the_order_of_the_source(pieces: list[str]) -> None:
    source = "".join(pieces)
    text, offsets = text_of(pieces)
    places = [offsets.span(at, at + 1) for at in range(len(text))]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(source) for start, end in places)
    for character, (start, end) in zip(text, places, strict=True):
        assert source[start:end] in {character, ""} or source[start] == "&" or character == " "


def test_places_may_be_forgotten_from_the_beginning() -> None:
    text, offsets = text_of(["<p>Anna &amp; Olga<p>Minsk &amp; Kyiv"])
    places = [offsets.span(at, at + 1) for at in range(len(text))]
    offsets.forget(before=text.index("Minsk"))
    assert [offsets.span(at, at + 1) for at in range(text.index("Minsk"), len(text))] == places[text.index("Minsk") :]


def test_what_never_ends_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hypertext, "LONGEST", 50)
    with pytest.raises(InputError, match=r"page\.html:2: a tag, comment or script has more than 50 characters"):
        text_of(["Anna\n<!-- ", *["never " * 5] * 5])


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b"<meta charset=utf-16>", None),  # it would not be legible
        (b"<p>charset=koi8-r", None),
        (b" " * 2000 + b"<meta charset=koi8-r>", None),
    ],
)
def test_a_page_may_say_its_encoding(start: bytes, encoding: str | None) -> None:
    assert declared_encoding(start) == encoding
