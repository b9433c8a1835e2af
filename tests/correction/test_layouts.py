"""What of a text is prose: subtitles, Markdown, tags and addresses; each character keeps its offset."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.correction.layouts import LAYOUTS, layout_of, prose

PIECES = (
    "Anna Berg", "1", "00:00:01,000 --> 00:00:02,000", "WEBVTT", "NOTE x", "<i>", "</i>", "<v Anna Berg>", "`", "``",
    "```", "~~~", "---", "[", "](", ")", "[[", "]]", "|", "]: ", "\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "<!--",
    "-->", "{#a}", "{\\an8}", "https://a.example/Anna", "&amp;", "<code>", "</code>", "习近平", "𝔸", "\\", "(", "'",
)  # fmt: skip
each_layout = pytest.mark.parametrize("layout", sorted(LAYOUTS))


@each_layout
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=24))
def test_every_character_keeps_its_place(layout: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    masked = prose(text, layout)
    assert len(masked) == len(text)
    assert all(
        new in (old, " ", "|") and (old not in "\r\n" or new == old) for old, new in zip(text, masked, strict=True)
    )


@each_layout
@given(text=st.text(max_size=200))
def test_any_string_is_a_text(layout: str, text: str) -> None:
    assert len(prose(text, layout)) == len(text)


@pytest.mark.parametrize(
    ("layout", "text", "left"),
    [
        ("srt", "12\r\n00:00:01,000 --> 00:00:02,000\r\n1984\r\nAnna\r\n", "1984 Anna"),
        ("srt", "1\n00:01,0 --> 00:02,0\nAnna\n2\n00:03,0 --> 00:04,0\nBerg", "Anna Berg"),  # no empty line between
        ("vtt", "WEBVTT\nKind: captions\n\nintro\n00:01.000 --> 00:02.000 line:0\nAnna\n\nNOTE\nBerg", "Anna"),
        ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nNOTE is a word.", "NOTE is a word."),
        ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<00:01.200><c.yellow>Anna</c> <b>Berg</b>", "Anna Berg"),
        ("md", "+++\ntitle = 'Berg'\n+++\nAnna", "Anna"),
        ("md", "Anna\n---\nBerg", "Anna --- Berg"),  # a heading, no front matter
        ("md", "~~~ text\nBerg\n```\n~~~\nAnna", "Anna"),
        ("md", "```\nBerg", ""),  # a fence that is not closed
        ("md", "- Anna\n\n    - Berg", "- Anna - Berg"),
        ("md", "Anna\n    Berg", "Anna Berg"),  # the paragraph goes on
        ("md", "Anna\n\n\tBerg\n\n\tBerg", "Anna"),
        ("md", "``Berg ` Berg`` Anna", "Anna"),
        ("md", "[[Berg]] [[Berg|Anna]]", "Anna]]"),
        ("md", "![Anna](Berg.png)", "![Anna]"),
        ("md", "Anna[^berg]\n\n[^berg]: Berg", "Anna Berg"),
        ("md", "[Anna][berg]\n\n[berg]: https://example.org 'Berg'", "[Anna]"),
        ("txt", "Anna <anna@berg.example>, @berg, /home/berg/x, berg.example/Berg", "Anna , , ,"),
        ("txt", "a < b and c > d", "a < b and c > d"),
    ],
)
def test_what_is_left(layout: str, text: str, left: str) -> None:
    assert " ".join(re.sub(r"\|+", " ", prose(text, layout)).split()) == left


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(KeyError):
        prose("Anna", "docx")


@pytest.mark.parametrize(
    ("name", "text", "layout"),
    [
        ("a.SRT", "", "srt"),
        ("a.b/c.markdown", "", "md"),
        ("-", "1\r\n00:00:01,000 --> 00:00:02,000\r\nAnna", "srt"),
        ("-", "WEBVTT", "vtt"),
        ("a.txt", "WEBVTTX", "txt"),
        ("-", "1 apple", "txt"),
    ],
)
def test_the_layout_is_told(name: str, text: str, layout: str) -> None:
    assert layout_of(name, text) == layout
