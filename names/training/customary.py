"""The tables of customary spellings, `names/data/customary`: how names are usually written in Latin letters.

Arabic names from counted pairs of Wikidata's persons; of other scripts the Latin form of rigour's groups that English
most likely uses; Japanese family and given names by their kana in IPADIC; the syllables of Chinese characters in
Mandarin, Cantonese, Southern Min and Korean.
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
SIZE = 300_000  # bytes of one script's table at most
OWN = {"IR": "fa", "PK": "ur", "AF": "ps", "IN": "ur"}  # languages whose spellings differ from those of Arabic names
COUNTED = 1000  # weight of one person's spelling, that of a form in a group being about 1
SUREST = 2  # persons of a country who must write a name so, for its language to have a spelling of its own
GIVEN = 20  # as many persons a known given name counts for; a form counts for no more than these
FAITH = 8.0  # nats by which the learned letters must differ to outweigh a factor of e in a form's weight
LAST = "\ua000"  # behind the characters of everyday use
BY_HAND = Source("names/training", "tables of syllables", "hand-curated, CC0 1.0")
ROUNDS = 8  # in which the readings of characters are learned
KANJI = re.compile("[々〆㐀-鿿豈-﫿]")
NAMES = {
    "名詞,固有名詞,人名,姓": "family", "名詞,固有名詞,人名,名": "given",
    "名詞,一般,*,*": "word", "名詞,サ変接続,*,*": "word",
}  # fmt: skip
NATS = 800.0  # IPADIC's costs are log probabilities of this scale

Spellings = dict[tuple[str, str], Counter[str]]  # (native word, language or ""): weights of Latin forms


def write_customary(wheels: Path, folder: Path) -> str:
    """Write the tables and return a line on each: its file and how many rows it has."""
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
    """How many persons have each Latin form, whatever their language; a known given name counts for GIVEN."""
    known: Counter[str] = Counter()
    for (_, language), forms in persons.items():
        if not language:
            known.update(forms)
    known.update({row[0]: GIVEN for row in table_rows("lexicon/given.tsv")})
    return known


def _write_syllables(wheels: Path, folder: Path) -> Iterator[str]:
    """Write the tables of Chinese characters and their usual syllables, one a language, and give a line on each."""
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
    """The likeliest syllable of each character, by syllable."""
    best: dict[str, tuple[float, str]] = {}
    for (character, latin), weight in pairs.items():
        if character < LAST and weight > best.get(character, (0.0, ""))[0]:
            best[character] = weight, latin
    characters: dict[str, str] = defaultdict(str)
    for character in sorted(best):
        characters[best[character][1]] += character
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
    """Add the Latin forms of each group to those of its native ones; forms that English does not use weigh less."""
    for _, forms in named_groups(wheels):
        single = [(form, script) for form in forms if " " not in form and (script := script_of(form))]
        latins = [form for form, script in single if script == "Latn" and len(form) > 1]
        for native, script in single:
            if not script_facts(script).writes_vowels:  # else the schemes are the custom
                for latin in latins:
                    weight = _english(latin) * len(single) ** 2
                    spellings[script][fold_word(native, script), ""][fold_latin(latin)] += weight


def _costs(spellings: Spellings, script: str) -> Mapping[tuple[str, str], float]:
    """What each Latin form costs as a reading of its native word."""
    pairs = sorted({(word, form) for (word, _), forms in spellings.items() for form in forms})
    learned = transducer(script)
    if learned is None:
        return dict.fromkeys(pairs, 0.0)
    words, forms = zip(*pairs, strict=True)
    return dict(zip(pairs, learned.costs(words, forms).tolist(), strict=True))


def _english(latin: str) -> int:
    return (1 if CONTINENTAL.search(fold_latin(latin)) else 4) * (2 if latin.isascii() else 1)


def _arabic(wheels: Path) -> Spellings:
    """Counted spellings of words in persons' names; for languages of their own by the persons' country."""
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
    """The rows of one script, heaviest words first, until the table has SIZE bytes: each word with its best Latin form.

    A form is the better, the weightier it is for the word, the more persons have it (`known`), and the less it costs as
    a reading. A language has a row of its own only where its form differs.
    """
    costs = _costs(spellings, script)
    best: dict[tuple[str, str], str] = {}
    for (word, language), forms in spellings.items():
        weighed = [
            (math.log(weight) + math.log1p(min(known[form], GIVEN)) - costs[word, form] / FAITH, form)
            for form, weight in forms.items()
        ]
        best[word, language] = max(weighed)[1]
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
    """How the first scheme of the script writes the word; a word that is usually written so needs no row."""
    known = next(iter(heads(script)), None)
    return fold_latin(scheme(known.name).romanize(word)) if known and script in ("Kana", "Hang") else ""


def _japanese(wheels: Path, groups: Spellings) -> Iterator[str]:
    """The rows of Japanese names: of each family and given name the reading that IPADIC and the learned letters find
    likeliest, and of each character its usual sound.
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
        natives[kind, min(forms)[1]].append(native)
    for character, sound in _sounds(wheels).items():
        natives["sound", fold_latin(scheme("ja-hepburn").romanize(sound))].append(character)
    for (kind, latin), several in natives.items():
        yield f"{kind}\t{latin}\t{' '.join(sorted(several))}\n"


def _sounds(wheels: Path) -> dict[str, str]:
    """How each character is read in words of two (人 as ジン: 人物, 人類), learned from where they may part."""
    words = [(native, kana) for kind, native, kana, _ in _ipadic(wheels) if kind == "word" and len(native) == 2]
    weights: dict[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        counted: Counter[tuple[str, str]] = Counter()
        for native, kana in words:
            parted = [((native[0], kana[:at]), (native[1], kana[at:])) for at in range(1, len(kana))]
            likely = [weights.get(a, 1e-3) * weights.get(b, 1e-3) for a, b in parted]
            for pair, share in zip(parted, likely, strict=True):
                for one in pair:
                    counted[one] += share / sum(likely)  # type: ignore[assignment]
        totals: Counter[str] = Counter()
        for (character, _), count in counted.items():
            totals[character] += count
        weights = {one: count / totals[one[0]] for one, count in counted.items()}
    best: dict[str, str] = {}
    for (character, kana), _ in sorted(weights.items(), key=lambda item: (item[1], item[0])):
        best[character] = kana
    return best


def _ipadic(wheels: Path) -> Iterator[tuple[str, str, str, int]]:
    """(kind, native, kana, cost) of the names and nouns in IPADIC that have a Chinese character."""
    with wheel_file(wheels, IPADIC) as wheel:
        for number in range(10):
            texts = [
                wheel.read(f"janome/sysdic/entries_{part}{number}.py").decode("unicode_escape")
                for part in ("compact", "extra")
            ]
            costs = dict(re.findall(r"(\d+):\(u'[^']*',\d+,\d+, ?(-?\d+)\)", texts[0]))
            entry = r"(\d+):\(u'([^']*)',u'[^']*',u'[^']*',u'([^']*)',u'([^']*)'"
            for at, role, native, kana in re.findall(entry, texts[1]):
                if at in costs and role in NAMES and KANJI.search(native):
                    yield NAMES[role], native, kana, int(costs[at])
