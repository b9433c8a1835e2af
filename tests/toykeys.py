"""Keys for testing the gazetteer alone: first letters, and pairs of letters."""

from collections.abc import Sequence
from zlib import crc32

from gazetteer import Alias, Keys, Ragged

VERSION = "toy-1"


def number(text: str) -> int:
    """An opaque key."""
    return crc32(text.encode("utf-8", "surrogatepass")) * 0x9E3779B97F4A7C15 & (1 << 64) - 1


def pairs(text: str) -> list[int]:
    """The keys of a text in the field "gram": its pairs of letters, repeats included."""
    return [number(text[i : i + 2]) for i in range(len(text) - 1)]


def keys(aliases: Sequence[Alias]) -> Keys:
    """First letters under "start", pairs of letters under "gram"; the form is the text in small letters."""
    texts = [alias.text for alias in aliases]
    starts = Ragged.of([[number(text[:3])] for text in texts])
    return Keys({"start": starts, "gram": Ragged.of([pairs(text) for text in texts])}, [t.lower() for t in texts])
