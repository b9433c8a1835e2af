"""Readings of Chinese characters, in the spellings that names are written in: pinyin, Wade-Giles, Hong Kong's."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from names.schemes import scheme
from names.spelling import fold_latin
from names.training.sources import Pairs, wheel_file

_INITIAL = re.compile("(zh|ch|sh|ng|gw|kw|[bpmfdtnlgkhjqxrzcsw]?)(.*)")
_ONSETS: tuple[str, ...] = ("", *"bpmfdtnlgk", "ng", "gw", "kw", *"whzcsj")  # in ToJyutping's order
_RHYMES: tuple[str, ...] = (
    *(nucleus + coda for nucleus in ("aa", *"aeiou") for coda in ("", *"iumn", "ng", *"ptk")),
    "oe", "oen", "oeng", "oet", "oek", "eoi", "eon", "eot", "yu", "yun", "yut", "m", "ng",
)  # fmt: skip


@cache
def _rules(system: str) -> dict[tuple[str, str], list[str]]:
    """The respellings of a system by (part of the syllable, what stands there), from `syllables.tsv`."""
    rules: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in Path(__file__).with_name("syllables.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, part, written, respelled = line.split("\t")
            if name == system:
                rules[part, written].append(respelled)
    return rules


def respell(syllable: str, system: str) -> list[str]:
    """The syllable in another system: by a rule for the whole of it, or its initial and its final apart.

    >>> respell("xiong", "wade-giles"), respell("zhi", "wade-giles"), respell("loeng", "hong-kong")
    (['hsiung'], ['chih'], ['leung'])
    """
    rules = _rules(system)
    if whole := rules.get(("whole", syllable)):
        return whole
    found = _INITIAL.fullmatch(syllable)
    first, last = found.groups() if found else ("", syllable)
    return [a + b for a in rules.get(("initial", first), [first]) for b in rules.get(("final", last), [last])]


def pinyin(wheels: Path) -> list[str]:
    """The syllables of Mandarin in pinyin without marks."""
    usual = [reading for code, reading in _readings(wheels).items() if 0x4E00 <= int(code) < 0xA000]
    return sorted({fold_latin(reading.split(",")[0]) for reading in usual})


def _readings(wheels: Path) -> dict[str, str]:
    """The readings of each character, by its code."""
    with wheel_file(wheels, "pypinyin") as wheel:
        table: dict[str, str] = json.loads(wheel.read("pypinyin/pinyin_dict.json"))
    return table


def mandarin(wheels: Path) -> Pairs:
    """Single characters with their Mandarin readings in pinyin and, at a third of the weight, in Wade-Giles."""
    pairs: Pairs = Counter()
    for code, readings in _readings(wheels).items():
        for at, reading in enumerate(dict.fromkeys(map(fold_latin, readings.split(",")))):
            weight = 1 / (1 + at) ** 2
            pairs[chr(int(code)), reading] += weight  # type: ignore[assignment]
            for other in respell(reading, "wade-giles"):
                pairs[chr(int(code)), other] += weight / 3  # type: ignore[assignment]
    return pairs


def mandarin_names(wheels: Path) -> Pairs:
    """The same, with the readings that are usual in names before all others."""
    pairs = mandarin(wheels)
    for character, latin in _rows("mandarin.tsv"):
        pairs[character, latin] = 2
    return pairs


def cantonese(wheels: Path) -> Pairs:
    """Single characters with their Cantonese readings as Hong Kong writes names."""
    with wheel_file(wheels, "ToJyutping") as wheel:
        text = wheel.read("ToJyutping/trie.txt").decode()
    pairs: Pairs = Counter()
    depth = 0
    for token in re.finditer(r"([^\x00-\xff])((?:[!-z]{2}(?![!-z~]*~))*)|[{}]", text[1:]):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if token[1] and depth == 0 and not text[1 + token.start() - 1 : 1 + token.start()] > "\xff":
            for at, code in enumerate(re.findall("..", token[2])):
                syllable = _jyutping((ord(code[0]) - 33) * 90 + ord(code[1]) - 33)
                for latin in (found := respell(syllable, "hong-kong")):
                    pairs[token[1], latin] += 1 / (1 + at) ** 2 / len(found)  # type: ignore[assignment]
    return pairs


def minnan() -> Pairs:
    """Single characters with their Hokkien, Teochew and Hakka readings as names are written in Southeast Asia."""
    return _spelled((character, latin.split(" ")) for character, latin in _rows("minnan.tsv"))


def sinokorean() -> Pairs:
    """Single characters with their Korean readings as names are written in Latin letters."""
    spellings = korean_spellings()
    return _spelled(
        (character, [latin for syllable in readings.split(" ") for latin in spellings[syllable]])
        for character, readings in _rows("sinokorean.tsv")
    )


def korean_names(count: int = 6000) -> Pairs:
    """Korean names of three syllables, put together at random, in their customary spellings."""
    rng = random.Random(3)
    parts: dict[str, list[tuple[str, list[str]]]] = {"surname": [], "given": []}
    for syllable, place, latin in _rows("hangul-names.tsv"):
        parts[place].append((syllable, latin.split(" ")))
    pairs: Pairs = Counter()
    for _ in range(count):
        chosen = [rng.choice(parts["surname"]), rng.choice(parts["given"]), rng.choice(parts["given"])]
        latin = "".join(rng.choices(spelled, [1 / (1 + at) for at in range(len(spelled))])[0] for _, spelled in chosen)
        pairs[unicodedata.normalize("NFD", "".join(syllable for syllable, _ in chosen)), latin] += 1
    return pairs


def korean_spellings() -> dict[str, list[str]]:
    """The Latin spellings of each Hangul syllable, customary ones first, then by rule."""
    found: dict[str, list[str]] = defaultdict(list)
    for syllable, _, latin in _rows("hangul-names.tsv"):
        found[syllable] += latin.split(" ")
    for _, readings in _rows("sinokorean.tsv"):
        for syllable in readings.split(" "):
            found[syllable] += [fold_latin(scheme(name).romanize(syllable)) for name in ("ko-rr", "ko-mr")]
    return {syllable: list(dict.fromkeys(latin)) for syllable, latin in found.items()}


def _spelled(rows: Iterable[tuple[str, list[str]]]) -> Pairs:
    """Characters with their spellings, each further one at less weight."""
    pairs: Pairs = Counter()
    for character, spellings in rows:
        for at, latin in enumerate(spellings):
            pairs[character, latin] += 1 / (1 + at)  # type: ignore[assignment]
    return pairs


def _rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table beside this module, without its head."""
    lines = Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines()
    yield from (tuple(line.split("\t")) for line in [line for line in lines if not line.startswith("#")][1:])


def _jyutping(number: int) -> str:
    """A syllable without its tone, from ToJyutping's number: ((onset * rhymes) + rhyme) * tones + tone."""
    rest = number // 6
    onset, rhyme = divmod(rest, len(_RHYMES))
    return _ONSETS[onset] + _RHYMES[rhyme]
