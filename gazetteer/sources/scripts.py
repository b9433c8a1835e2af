"""Which script a text is written in, as far as sources need it: to tag an alias and to notice a mixed-up one.

`names.orthography` knows scripts better. What is here stands apart because `gazetteer` imports nothing of `names`: the
default gazetteer must be readable before there are keys, and what it holds must not change with how names are compared.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# First word of a character's Unicode name -> ISO 15924 code; kana count as Japanese.
# Source: Unicode Character Database, ISO 15924 register.
_SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "BOPOMOFO": "Bopo", "CANADIAN": "Cans",
    "CHEROKEE": "Cher", "CJK": "Hani", "COPTIC": "Copt", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GLAGOLITIC": "Glag", "GOTHIC": "Goth", "GREEK": "Grek",
    "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang", "HEBREW": "Hebr", "HIRAGANA": "Jpan",
    "JAVANESE": "Java", "KANNADA": "Knda", "KATAKANA": "Jpan", "KHMER": "Khmr", "LAO": "Laoo",
    "LATIN": "Latn", "MALAYALAM": "Mlym", "MEETEI": "Mtei", "MONGOLIAN": "Mong", "MYANMAR": "Mymr",
    "NKO": "Nkoo", "OL": "Olck", "ORIYA": "Orya", "SINHALA": "Sinh", "SYRIAC": "Syrc", "TAMIL": "Taml",
    "TELUGU": "Telu", "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt", "TIFINAGH": "Tfng",
    "VAI": "Vaii", "YI": "Yiii",
}  # fmt: skip


def scripts_of(text: str) -> frozenset[str]:
    """The ISO 15924 codes of the letters of `text`, "Zyyy" for those of a script that is not known here.

    Han beside kana is Japanese, so that an ordinary text has one script.

    >>> sorted(scripts_of("Мiнск")), sorted(scripts_of("東京タワー")), sorted(scripts_of("42"))
    (['Cyrl', 'Latn'], ['Jpan'], [])
    """
    scripts = frozenset(map(_script_of_letter, filter(str.isalpha, text)))
    return scripts - {"Hani"} if "Jpan" in scripts else scripts


def language_tag(text: str) -> str:
    """The BCP 47 tag for a text of unknown language: ``und-`` and its script, or ``und`` where it has not one script.

    >>> language_tag("Минск"), language_tag("7")
    ('und-Cyrl', 'und')
    """
    scripts = scripts_of(text)
    return f"und-{min(scripts)}" if len(scripts) == 1 else "und"


def fold_punctuation(text: str) -> str:
    """The text without case and punctuation, Latin and Greek without marks: equal for spellings to be listed once.

    The folds of `names` keep punctuation, which divides words there.

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
