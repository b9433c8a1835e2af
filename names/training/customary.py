"""Make the tables of customary spellings, `names/data/customary`: how names are usually written in Latin letters.

Arabic names are from counted pairs of Wikidata's persons. For names in other scripts, the Latin form of rigour's groups
is taken that English most likely uses. Japanese family and given names are read by their kana in IPADIC, Chinese
characters by their syllables in Mandarin, Cantonese, Southern Min and Korean.
"""

from __future__ import annotations

import math
import re
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from names.data.tables import rows as table_rows
from names.orthography.folding import fold_latin, fold_word
from names.orthography.script_facts import script_facts
from names.romanization.schemes import heads, scheme
from names.romanization.transducers import transducer
from names.training import syllables
from names.training.sources import (
    ARABIC,
    CONTINENTAL,
    IPADIC,
    JYUTPING,
    PINYIN,
    RIGOUR,
    Source,
    aligned,
    named_groups,
    script_of,
    wheel_file,
)

# All numbers are chosen.
SIZE = 300_000  # most bytes of one script's table
OWN = {"IR": "fa", "PK": "ur", "AF": "ps", "IN": "ur"}  # countries whose languages have spellings of Arabic names
COUNTED = 1000  # weight of the spelling of one person; a form in a group weighs about 1
SUREST = 2  # persons of a country who must use a spelling, for its language to have a row of its own
GIVEN = 20  # number of persons that a known given name counts for, and the most that a form counts for
FAITH = 8.0  # nats of the learned costs that outweigh a factor of e in the weight of a form
LAST = "\ua000"  # the first code point after the characters of everyday use
BY_HAND = Source("names/training", "tables of syllables", "hand-curated, CC0 1.0")
ROUNDS = 8  # rounds in which the readings of characters are learned
KANJI = re.compile("[々〆㐀-鿿豈-﫿]")
NAMES = {
    "名詞,固有名詞,人名,姓": "family", "名詞,固有名詞,人名,名": "given",
    "名詞,一般,*,*": "word", "名詞,サ変接続,*,*": "word",
}  # fmt: skip
NATS = 800.0  # IPADIC's cost of one nat

Spellings = dict[tuple[str, str], Counter[str]]  # (native word, language or ""): weights of Latin forms


def write_customary(wheels: Path, folder: Path) -> str:
    """Write the tables, and return a line on each with its file and number of rows."""
    spellings: dict[str, Spellings] = defaultdict(lambda: defaultdict(Counter))  # by script
    _add_groups(spellings, wheels)
    persons = _arabic(wheels)
    for word, forms in persons.items():
        for form, count in forms.items():
            spellings["Arab"][word][form] += COUNTED * count
    lines = []
    known = _known_forms(persons)
    for script, of_script in sorted(spellings.items()):
        sources = [RIGOUR, ARABIC] if script == "Arab" else [RIGOUR]
        rows = _chosen(of_script, script, known)
        lines.append(_write(folder / f"{script}.tsv", "native\tlanguage\tlatin", rows, sources))
    japanese = list(_japanese(wheels, spellings["Hani"]))
    lines.append(_write(folder / "Hani-ja.tsv", "kind\tlatin\tnatives", japanese, [IPADIC]))
    return "".join([*lines, *_write_syllables(wheels, folder)])


def _known_forms(persons: Spellings) -> Counter[str]:
    """The number of persons who have each Latin form, in any language; a known given name counts for GIVEN."""
    known: Counter[str] = Counter()
    for (_, language), forms in persons.items():
        if not language:
            known.update(forms)
    known.update({name: GIVEN for name, *_ in table_rows("lexicon/given.tsv")})
    return known


def _write_syllables(wheels: Path, folder: Path) -> Iterator[str]:
    """Write a table of Chinese characters and their usual syllables for each language, and give a line on each."""
    languages: list[tuple[str, Mapping[tuple[str, str], float], list[Source]]] = [
        ("zh", syllables.mandarin_names(wheels), [PINYIN]),
        ("yue", syllables.cantonese(wheels), [JYUTPING, BY_HAND]),
        ("nan", syllables.minnan(), [BY_HAND]),
        ("ko", syllables.sinokorean(), [BY_HAND]),
    ]
    for language, pairs, sources in languages:
        rows = list(_usual_syllables(pairs))
        yield _write(folder / f"Hani-{language}.tsv", "latin\tcharacters", rows, sources)


def _usual_syllables(pairs: Mapping[tuple[str, str], float]) -> Iterator[str]:
    """Rows of a syllable and the characters for which it is the likeliest."""
    best: dict[str, tuple[float, str]] = {}
    for (character, latin), weight in pairs.items():
        highest, _ = best.get(character, (0.0, ""))
        if character < LAST and weight > highest:
            best[character] = weight, latin
    characters: dict[str, str] = defaultdict(str)
    for character, (_, latin) in sorted(best.items()):
        characters[latin] += character
    for latin, several in characters.items():
        yield f"{latin}\t{several}\n"


def _write(path: Path, header: str, rows: list[str], sources: Iterable[Source]) -> str:
    head = "# Customary Latin spellings of names, "
    head += "as `names.orthography.folding.fold_word` writes the native ones. Made by\n"
    head += "# `python -m names.training --wheels DIR customary`; do not edit.\n"
    head += "".join(f"# source: {source}\n" for source in sources)
    path.write_text(f"{head}{header}\n" + "".join(sorted(rows)), encoding="utf-8")
    return f"{path.name}: {len(rows)} rows\n"


def _add_groups(spellings: Mapping[str, Spellings], wheels: Path) -> None:
    """Add the Latin forms of each group to the spellings of its native forms; forms unusual in English weigh less."""
    for _, forms in named_groups(wheels):
        single = [(form, script) for form in forms if " " not in form and (script := script_of(form))]
        latins = [form for form, script in single if script == "Latn" and len(form) > 1]
        for native, script in single:
            if not script_facts(script).writes_vowels:  # in other scripts, the schemes are customary
                for latin in latins:
                    weight = _english(latin) * len(single) ** 2
                    spellings[script][fold_word(native, script), ""][fold_latin(latin)] += weight


def _costs(spellings: Spellings, script: str) -> Mapping[tuple[str, str], float]:
    """The cost of each Latin form as a reading of its native word, in nats."""
    pairs = sorted({(word, form) for (word, _), forms in spellings.items() for form in forms})
    learned = transducer(script)
    if learned is None:
        return dict.fromkeys(pairs, 0.0)
    words, forms = zip(*pairs, strict=True)
    return dict(zip(pairs, learned.costs(words, forms).tolist(), strict=True))


def _english(latin: str) -> int:
    """How likely English uses a form, 1..8; German, Polish and French letter groups and marks lower it."""
    return (1 if CONTINENTAL.search(fold_latin(latin)) else 4) * (2 if latin.isascii() else 1)


def _arabic(wheels: Path) -> Spellings:
    """Counted spellings of words in persons' names, for all persons, and by language for those of countries in OWN."""
    with wheel_file(wheels, ARABIC) as wheel, tempfile.TemporaryDirectory() as folder:
        path = wheel.extract("arabic_name_romanizer/resources/names.sqlite3", folder)
        with sqlite3.connect(path) as base:
            rows = base.execute("select arabic_key, latin, country, count from units where source = 'wikidata'")
            whole = base.execute(
                "select arabic_key, latin, country, count from full_names"
                " where source = 'wikidata' and latin_lang = 'en'"
            )
            counted: Spellings = defaultdict(Counter)
            for native, latin, country, count in [*rows, *whole]:
                for word, form in aligned(native, latin, "Arab"):
                    counted[word, ""][form] += count
                    if country in OWN:
                        counted[word, OWN[country]][form] += count
        base.close()
    return counted


def _chosen(spellings: Spellings, script: str, known: Counter[str]) -> list[str]:
    """The rows of one script, each a word with its best Latin form; heaviest words first, until SIZE bytes are reached.

    A form is better if it has more weight for the word, if more persons have it (`known`), and if it costs less as a
    reading. A language has a row of its own only if its form differs.
    """
    costs = _costs(spellings, script)
    best: dict[tuple[str, str], str] = {}
    for (word, language), forms in spellings.items():
        weighed = [
            (math.log(weight) + math.log1p(min(known[form], GIVEN)) - costs[word, form] / FAITH, form)
            for form, weight in forms.items()
        ]
        _, best[word, language] = max(weighed)
    heaviest = sorted(best, key=lambda key: (-sum(spellings[key].values()), key))
    rows, size = [], 0
    for word, language in heaviest:
        latin = best[word, language]
        own = not language or (
            latin != best.get((word, ""), latin) and spellings[word, language][latin] >= COUNTED * SUREST
        )
        if len(word) > 1 and own and (language or latin != _regular(word, script)):
            rows.append(f"{word}\t{language}\t{latin}\n")
            size += len(rows[-1].encode())
            if size > SIZE:
                break
    return rows


def _regular(word: str, script: str) -> str:
    """The word as the first scheme of the script writes it; if that is usual, the word needs no row."""
    known = next(iter(heads(script)), None)
    return fold_latin(scheme(known.name).romanize(word)) if known and script in ("Kana", "Hang") else ""


def _japanese(wheels: Path, groups: Spellings) -> Iterator[str]:
    """The rows of Japanese names: each family and given name with its likeliest reading, each character with its sound.

    IPADIC, the learned costs and rigour's groups together decide which reading is likeliest.
    """
    learned = transducer("Hani")
    read: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for kind, native, kana, cost in _ipadic(wheels):
        if kind == "word":
            continue
        latin = fold_latin(scheme("ja-hepburn").romanize(kana))
        key = fold_word(native, "Hani")
        doubt = float(learned.costs([key], [latin])[0]) if learned else 0.0
        known = math.log1p(groups[key, ""][latin]) if (key, "") in groups else 0.0
        read[kind, key].append((cost / NATS + min(doubt, 6.0) - known, latin))
    natives: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (kind, native), forms in read.items():
        _, latin = min(forms)
        natives[kind, latin].append(native)
    for character, sound in _sounds(wheels).items():
        natives["sound", fold_latin(scheme("ja-hepburn").romanize(sound))].append(character)
    for (kind, latin), several in natives.items():
        yield f"{kind}\t{latin}\t{' '.join(sorted(several))}\n"


def _sounds(wheels: Path) -> dict[str, str]:
    """The likeliest reading of each character in words of two characters (人 as ジン: 人物, 人類).

    Where the kana of a word are divided between its characters is learned by expectation maximisation.
    """
    words = [(native, kana) for kind, native, kana, _ in _ipadic(wheels) if kind == "word" and len(native) == 2]
    weights: dict[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        counted: Counter[tuple[str, str]] = Counter()
        for native, kana in words:
            first, second = native[0], native[1]
            divisions = [((first, kana[:cut]), (second, kana[cut:])) for cut in range(1, len(kana))]
            chances = [weights.get(left, 1e-3) * weights.get(right, 1e-3) for left, right in divisions]
            for division, chance in zip(divisions, chances, strict=True):
                for reading in division:
                    counted[reading] += chance / sum(chances)  # type: ignore[assignment]
        totals: Counter[str] = Counter()
        for (character, _), count in counted.items():
            totals[character] += count
        weights = {(character, kana): count / totals[character] for (character, kana), count in counted.items()}
    ascending = sorted((weight, *reading) for reading, weight in weights.items())
    return {character: kana for _, character, kana in ascending}  # of each character, the last reading is kept


def _ipadic(wheels: Path) -> Iterator[tuple[str, str, str, int]]:
    """(kind, native, kana, cost) of the names and nouns in IPADIC that have a Chinese character."""
    with wheel_file(wheels, IPADIC) as wheel:
        for file in range(10):
            compact, extra = (
                wheel.read(f"janome/sysdic/entries_{part}{file}.py").decode("unicode_escape")
                for part in ("compact", "extra")
            )
            costs = dict(re.findall(r"(\d+):\(u'[^']*',\d+,\d+, ?(-?\d+)\)", compact))
            entry = r"(\d+):\(u'([^']*)',u'[^']*',u'[^']*',u'([^']*)',u'([^']*)'"
            for number, role, native, kana in re.findall(entry, extra):
                if number in costs and role in NAMES and KANJI.search(native):
                    yield NAMES[role], native, kana, int(costs[number])
