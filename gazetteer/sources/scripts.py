"""The script of a text, as far as sources need it: to tag aliases, and to detect mixed scripts.

`names.orthography` knows more about scripts, but `gazetteer` imports nothing of `names`: the content of the default
gazetteer must not depend on how names are compared.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

RECENT = (
    10_000  # texts whose scripts and folds are remembered: those of one entity are asked for again and again; chosen
)

# The first word of a character's Unicode name, and its ISO 15924 code. Kana count as Japanese.
# Source: Unicode Character Database, ISO 15924 register.
_SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "BOPOMOFO": "Bopo", "CANADIAN": "Cans",
    "CHEROKEE": "Cher", "CJK": "Hani", "COPTIC": "Copt", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GLAGOLITIC": "Glag", "GOTHIC": "Goth", "GREEK": "Grek",
    "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang", "HEBREW": "Hebr", "HIRAGANA": "Jpan",
    "IDEOGRAPHIC": "Hani",
    "JAVANESE": "Java", "KANNADA": "Knda", "KATAKANA": "Jpan", "KHMER": "Khmr", "LAO": "Laoo",
    "LATIN": "Latn", "MALAYALAM": "Mlym", "MEETEI": "Mtei", "MONGOLIAN": "Mong", "MYANMAR": "Mymr",
    "NKO": "Nkoo", "OL": "Olck", "ORIYA": "Orya", "SINHALA": "Sinh", "SYRIAC": "Syrc", "TAMIL": "Taml",
    "TELUGU": "Telu", "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt", "TIFINAGH": "Tfng",
    "VAI": "Vaii", "YI": "Yiii",
}  # fmt: skip


@lru_cache(maxsize=RECENT)
def scripts_of(text: str) -> frozenset[str]:
    """The ISO 15924 codes of the letters of `text`; "Zyyy" stands for a script that is not known here.

    Han characters beside kana count as Japanese.

    >>> sorted(scripts_of("Мiнск")), sorted(scripts_of("東京タワー")), sorted(scripts_of("42"))
    (['Cyrl', 'Latn'], ['Jpan'], [])
    """
    scripts = frozenset(map(_script_of_letter, filter(str.isalpha, text)))
    return scripts - {"Hani"} if "Jpan" in scripts else scripts


def language_tag(text: str) -> str:
    """The BCP 47 tag of a text of unknown language: ``und-`` and its script, or ``und`` unless it has one script.

    >>> language_tag("Минск"), language_tag("7")
    ('und-Cyrl', 'und')
    """
    scripts = scripts_of(text)
    return f"und-{min(scripts)}" if len(scripts) == 1 else "und"


@lru_cache(maxsize=RECENT)
def fold_punctuation(text: str) -> str:
    """A fold under which spellings are equal that a gazetteer lists once: no case, no punctuation, no marks.

    Only Latin and Greek lose their marks. The folds of `names` keep punctuation, because it separates words there.

    >>> [fold_punctuation(name) for name in ("U.S.", "Нагорно-Карабах", "Семён", "São Tomé", "Мінск")]
    ['us', 'нагорно карабах', 'семен', 'sao tome', 'мінск']
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("-", " ")
    if scripts_of(folded) <= {"Latn", "Grek"}:  # elsewhere marks make other letters: й, ї, が
        folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    unpunctuated = "".join(c for c in folded if unicodedata.category(c)[0] != "P")
    return " ".join(unpunctuated.split())


@cache
def _script_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return _SCRIPTS.get(name.split(" ", 1)[0].split("-", 1)[0], "Zyyy")
