"""The layouts of texts, and what of a text in one of them is prose, which may be changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from names.correction.markdown import mask_markdown
from names.correction.masking import mask, mask_inline
from names.correction.subtitles import begins_like_srt, begins_like_vtt, hidden_in_srt, hidden_in_vtt

__all__ = ["LAYOUTS", "layout_of", "prose"]


def _srt(text: str) -> str:
    return mask(text, hidden_in_srt(text))


def _vtt(text: str) -> str:
    return mask(text, hidden_in_vtt(text))


def _txt(text: str) -> str:
    return text


LAYOUTS: dict[str, Callable[[str], str]] = {"txt": _txt, "md": mask_markdown, "srt": _srt, "vtt": _vtt}
_SUFFIXES = {".md": "md", ".markdown": "md", ".mdown": "md", ".qmd": "md", ".rmd": "md", ".srt": "srt", ".vtt": "vtt"}


def layout_of(name: str, text: str) -> str:
    r"""The layout of a text by the suffix of its file's name, or else by how it begins.

    >>> layout_of("talk.md", ""), layout_of("-", "WEBVTT\n\n"), layout_of("talk.txt", "Hello")
    ('md', 'vtt', 'txt')
    """
    by_name = _SUFFIXES.get(PurePath(name).suffix.lower())
    if by_name:
        return by_name
    if begins_like_vtt(text):
        return "vtt"
    return "srt" if begins_like_srt(text) else "txt"


def prose(text: str, layout: str) -> str:
    r"""The text with all hidden that is no prose, each character at its offset; raises KeyError for another layout.

    >>> prose("1\n00:00:01,000 --> 00:00:02,000\n<i>Anna</i>", "srt").splitlines()[-1]
    '   Anna    '
    """
    return mask_inline(LAYOUTS[layout](text))
