"""Keys for testing the gazetteer alone (first letters, and pairs of letters), and two entities."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

from gazetteer import Alias, Entity, Gazetteer, Keys, Ragged, build

VERSION = "toy-1"
KYIV = Entity(
    "place:1",
    "place",
    ["Kyiv", Alias("Київ", "uk", "label", "hand")],
    countries=["UA"],
    prior=2.9,
    note="capital",
)
JANE = Entity("person:1", "person", ["Jane Doe", "J. Doe"])


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


def make(entities: Iterable[Entity], path: Path | None = None, key_version: str = VERSION) -> Gazetteer:
    """A gazetteer with these keys."""
    return build(entities, path, keys=keys, key_version=key_version)
