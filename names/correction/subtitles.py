"""What is no prose in subtitles: SubRip (SRT) and WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from names.correction.masking import Hidden, lines

__all__ = ["begins_like_srt", "begins_like_vtt", "hidden_in_srt", "hidden_in_vtt"]

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_NUMBER = re.compile(r"\s*\d+\s*")
_NO_CUE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")  # how blocks of WebVTT begin that are no cues
_SRT = re.compile(rf"\s*\d+[ \t]*(?:\r\n|\r|\n)[ \t]*{_TIME}[ \t]*-->")


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def hidden(self) -> Hidden:
        return Hidden(self.start, self.start + len(self.text))


def begins_like_srt(text: str) -> bool:
    r"""Whether a text begins with the number and the times of a cue.

    >>> begins_like_srt("1\n00:00:01,000 --> 00:00:02,000\nHello"), begins_like_srt("1 apple")
    (True, False)
    """
    return _SRT.match(text) is not None


def begins_like_vtt(text: str) -> bool:
    """Whether a text begins with the signature of WebVTT."""
    return re.match(r"WEBVTT(?:\s|$)", text) is not None


def hidden_in_srt(text: str) -> Iterator[Hidden]:
    r"""The numbers and times of cues.

    >>> [text[one.start : one.end] for text in ["1\n00:01,0 --> 00:02,0\nHi\n"] for one in hidden_in_srt(text)]
    ['1\n', '00:01,0 --> 00:02,0\n']
    """
    for block in _blocks(text):
        yield from _hidden_in_cues(block)


def hidden_in_vtt(text: str) -> Iterator[Hidden]:
    """The head of the file, notes, styles and regions; identifiers, times and settings of cues."""
    for block in _blocks(text):
        if _NO_CUE.match(block[0].text):
            yield from (line.hidden for line in block)
        else:
            yield from _hidden_in_cues(block)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """The lines between empty lines."""
    block: list[_Line] = []
    for start, line in lines(text):
        if line.strip():
            block.append(_Line(start, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _hidden_in_cues(block: list[_Line]) -> Iterator[Hidden]:
    """The times, and the line before them: a number, or at the beginning of a block any identifier."""
    for place, line in enumerate(block):
        is_timed = place + 1 < len(block) and _TIMING.match(block[place + 1].text) is not None
        if _TIMING.match(line.text) or (is_timed and (place == 0 or _NUMBER.fullmatch(line.text))):
            yield line.hidden
