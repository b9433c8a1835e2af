"""Readings of Chinese characters in the spellings that are used for names, by language and place."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from names.data.tables import mapping
from names.orthography.folding import fold_latin
from names.romanization.schemes import scheme
from names.training.sources import JYUTPING, PINYIN, Pairs, wheel_file

# These weights are chosen.
PLACES = {"hong-kong": 1.0, "malaysia": 0.4, "macau": 0.3}  # weights of Cantonese spellings, by place
TAIWAN = 0.2  # weight of spellings in Taiwan other than Wade-Giles; pinyin weighs 1
OWN = 2.0  # weight of a character's customary spellings; spellings by rule weigh 1
HAKKA = 0.6  # weight of Hakka spellings in Southeast Asia; Hokkien and Teochew ones weigh 1
HAINAN = 0.3  # weight of Hainanese spellings in Southeast Asia
VARIED = 0.3  # weight of a regular variant of a spelling in the tables
_INITIAL = re.compile("(zh|ch|sh|ng|gw|kw|tjh|tj|kh|ph|th|gh|hw|[bpmfdtnlgkhjqxrzcswy]?)(.*)")
_ONSETS: tuple[str, ...] = ("", *"bpmfdtnlgk", "ng", "gw", "kw", *"whzcsj")  # in ToJyutping's order
_RHYMES: tuple[str, ...] = (
    *(nucleus + coda for nucleus in ("aa", *"aeiou") for coda in ("", *"iumn", "ng", *"ptk")),
    "oe", "oen", "oeng", "oet", "oek", "eoi", "eon", "eot", "yu", "yun", "yut", "m", "ng",
)  # fmt: skip


@cache
def _rules(system: str) -> dict[tuple[str, str], list[str]]:
    """{(part of the syllable, spelling): respellings} of a system, from `syllables.tsv`."""
    rules: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in Path(__file__).with_name("syllables.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, part, written, respelled = line.split("\t")
            if name == system:
                rules[part, written].append(respelled)
    return rules


def respell(syllable: str, system: str) -> list[str]:
    """The spellings of a syllable in another system, most usual first.

    They follow a rule for the whole syllable, or else the rules for its initial and final.

    >>> respell("xiong", "wade-giles"), respell("zhi", "wade-giles"), respell("loeng", "hong-kong")
    (['hsiung'], ['chih'], ['leung'])
    """
    rules = _rules(system)
    if whole := rules.get(("whole", syllable)):
        return whole
    found = _INITIAL.fullmatch(syllable)
    first, last = found.groups() if found else ("", syllable)
    initials, finals = rules.get(("initial", first), [first]), rules.get(("final", last), [last])
    ranked = [
        (rank + final_rank, rank, initial + final)
        for rank, initial in enumerate(initials)
        for final_rank, final in enumerate(finals)
    ]
    return list(dict.fromkeys(spelling for *_, spelling in sorted(ranked)))


def pinyin(wheels: Path) -> list[str]:
    """The syllables of Mandarin in pinyin without marks."""
    usual = [reading for code, reading in _readings(wheels).items() if 0x4E00 <= int(code) < 0xA000]
    return sorted({fold_latin(reading.split(",")[0]) for reading in usual})


def _readings(wheels: Path) -> dict[str, str]:
    """The readings of each character, separated by commas, by its code point in decimal."""
    with wheel_file(wheels, PINYIN) as wheel:
        table: dict[str, str] = json.loads(wheel.read("pypinyin/pinyin_dict.json"))
    return table


def mandarin(wheels: Path) -> Pairs:
    """Single characters with their Mandarin readings in pinyin and, at a third of the weight, in Wade-Giles."""
    pairs: Pairs = Counter()
    for code, readings in _readings(wheels).items():
        for place, reading in enumerate(dict.fromkeys(map(fold_latin, readings.split(",")))):
            weight = 1 / (1 + place) ** 2
            pairs[chr(int(code)), reading] += weight  # type: ignore[assignment]
            for other in respell(reading, "wade-giles"):
                pairs[chr(int(code)), other] += weight / 3  # type: ignore[assignment]
            for rank, other in enumerate(respell(reading, "taiwan")):
                pairs[chr(int(code)), other] += weight * TAIWAN / (1 + rank)  # type: ignore[assignment]
    return pairs


def mandarin_names(wheels: Path) -> Pairs:
    """The pairs of `mandarin`, with the most weight for readings that are usual in names."""
    pairs = mandarin(wheels)
    for character, latin in _rows("mandarin.tsv"):
        pairs[character, latin] = 2
    return pairs


def cantonese(wheels: Path) -> Pairs:
    """Single characters with their Cantonese readings, as names are spelled in Hong Kong, Macau and Malaysia."""
    pairs: Pairs = Counter()
    for character, weight, syllable in _jyutping_readings(wheels):
        for place, share in PLACES.items():
            spellings = respell(syllable, place)
            parts = sum(1 / (1 + rank) for rank in range(len(spellings)))
            for rank, latin in enumerate(spellings):
                pairs[character, latin] += weight * share / (1 + rank) / parts  # type: ignore[assignment]
    for pair, weight in hong_kong().items():
        pairs[pair] += OWN * weight  # type: ignore[assignment]
    return pairs


def hong_kong() -> Pairs:
    """Single characters with their customary spellings in Hong Kong."""
    return _spelled(_every_form("hongkong.tsv"))


def _jyutping_readings(wheels: Path) -> Iterator[tuple[str, float, str]]:
    """Single characters with each of their readings in Jyutping without tones, and its weight."""
    with wheel_file(wheels, JYUTPING) as wheel:
        text = wheel.read("ToJyutping/trie.txt").decode()
    depth = 0
    for token in re.finditer(r"([^\x00-\xff])((?:[!-z]{2}(?![!-z~]*~))*)|[{}]", text[1:]):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if token[1] and depth == 0 and not text[1 + token.start() - 1 : 1 + token.start()] > "\xff":
            for rank, (high, low) in enumerate(re.findall("(.)(.)", token[2])):
                number = (ord(high) - 33) * 90 + ord(low) - 33
                yield token[1], 1 / (1 + rank) ** 2, _jyutping(number)


def minnan() -> Pairs:
    """Single characters with their Hokkien and Teochew readings, as names are spelled in Southeast Asia."""
    return _spelled(_every_form("minnan.tsv"))


def southeast_asian() -> Pairs:
    """Single characters with their Hokkien, Teochew, Hakka and Hainanese spellings, and regular variants of these."""
    pairs: Pairs = Counter()
    for table, share in (("minnan.tsv", 1.0), ("hakka.tsv", HAKKA), ("hainan.tsv", HAINAN)):
        for (character, latin), weight in _spelled(_every_form(table)).items():
            _, *others = respell(latin, "hokkien")
            pairs[character, latin] += share * weight  # type: ignore[assignment]
            for rank, other in enumerate(others):
                pairs[character, other] += share * weight * VARIED / (1 + rank)  # type: ignore[assignment]
    return pairs


def _every_form(table: str) -> list[tuple[str, list[str]]]:
    """The characters of a table with their spellings, and other forms of these characters with the same spellings."""
    listed = {character: latin.split(" ") for character, latin in _rows(table)}
    leader_of = mapping("characters.tsv")
    by_leader = {leader_of.get(character, character): latin for character, latin in listed.items()}
    forms = leader_of | {leader: leader for leader in by_leader}
    others = {form: by_leader[leader] for form, leader in forms.items() if leader in by_leader}
    return list((others | listed).items())


def sinokorean() -> Pairs:
    """Single characters with their Korean readings, as names are spelled in Latin letters."""
    spellings = korean_spellings()
    return _spelled(
        (character, [latin for syllable in readings.split(" ") for latin in spellings[syllable]])
        for character, readings in _rows("sinokorean.tsv")
    )


def korean_names(count: int = 6000) -> Pairs:
    """Korean names of three syllables, which are composed at random, with their customary spellings."""
    rng = random.Random(3)
    parts: dict[str, list[tuple[str, list[str]]]] = {"surname": [], "given": []}
    for syllable, place, latin in _rows("hangul-names.tsv"):
        parts[place].append((syllable, latin.split(" ")))
    pairs: Pairs = Counter()
    for _ in range(count):
        chosen = [rng.choice(parts["surname"]), rng.choice(parts["given"]), rng.choice(parts["given"])]
        latin = ""
        for _, spellings in chosen:
            [spelling] = rng.choices(spellings, [1 / (1 + rank) for rank in range(len(spellings))])
            latin += spelling
        pairs[unicodedata.normalize("NFD", "".join(syllable for syllable, _ in chosen)), latin] += 1
    return pairs


def korean_spellings() -> dict[str, list[str]]:
    """The Latin spellings of each Hangul syllable: first customary ones, then those by rule."""
    found: dict[str, list[str]] = defaultdict(list)
    for syllable, _, latin in _rows("hangul-names.tsv"):
        found[syllable] += latin.split(" ")
    for _, readings in _rows("sinokorean.tsv"):
        for syllable in readings.split(" "):
            found[syllable] += [fold_latin(scheme(name).romanize(syllable)) for name in ("ko-rr", "ko-mr")]
    return {syllable: list(dict.fromkeys(latin)) for syllable, latin in found.items()}


def _spelled(rows: Iterable[tuple[str, list[str]]]) -> Pairs:
    """Characters with their spellings, which have less and less weight."""
    pairs: Pairs = Counter()
    for character, spellings in rows:
        for rank, latin in enumerate(spellings):
            pairs[character, latin] += 1 / (1 + rank)  # type: ignore[assignment]
    return pairs


def _rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table beside this module, without comments and header."""
    lines = Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines()
    _, *data = [line for line in lines if not line.startswith("#")]
    for line in data:
        yield tuple(line.split("\t"))


def _jyutping(number: int) -> str:
    """A syllable without its tone, from ToJyutping's number: ((onset * rhymes) + rhyme) * tones + tone."""
    rest = number // 6
    onset, rhyme = divmod(rest, len(_RHYMES))
    return _ONSETS[onset] + _RHYMES[rhyme]
