"""Fifteen shapes of text, of any length, that have been hard on programs for names."""

from __future__ import annotations

from collections.abc import Callable

SHAPES: dict[str, str] = {  # what is repeated
    "one word": "a",
    "one word of another script": "Ж",
    "characters": "习近平",
    "syllables": "김민수",
    "kana": "サクラ",
    "without spaces": "สมชาย",
    "scripts mixed": "aЖب人ก",
    "many words": "Anna Berg ",
    "capitals": "AB. ",
    "marks": "a\u0301\u0323",
    "emoji": "😀",
    "quotes": 'א"',
    "hyphens": "a-",
    "brackets": "(",
    "commas": "Ab, ",
}


def text(shape: str, length: int) -> str:
    """`length` characters of a shape."""
    unit = SHAPES[shape]
    return (unit * (length // len(unit) + 1))[:length]


def operations() -> dict[str, Callable[[str], object]]:
    """What is done with one name, by what it is called."""
    import names
    from gazetteer import Entity

    known = names.build_gazetteer([Entity("x", "person", ("Xi Jinping", "习近平")), Entity("m", "place", ("Minsk",))])
    return {
        "parse": names.parse,
        "compare": lambda name: names.compare(name, f"{name[1:]} Berg"),
        "resolve": lambda name: names.resolve(name, known).candidates[:3],
        "romanize": names.romanize,
        "variants": lambda name: names.variants(name, 5),
        "cluster": lambda name: names.cluster([name, "Anna Berg", name[::-1]]),
        "explain": lambda name: names.compare(name, f"Berg {name}").explain(),
    }
