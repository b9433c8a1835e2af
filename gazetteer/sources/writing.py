"""Which script a text is written in, as far as a source reader needs it: to tag an alias and to see a
mixed-up one.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# First word of a character's Unicode name -> ISO 15924 code.
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
    """The ISO 15924 codes of the letters of `text`; Han beside kana is Japanese, so honest text has one.

    >>> sorted(scripts_of("Мiнск")), sorted(scripts_of("東京タワー")), sorted(scripts_of("42"))
    (['Cyrl', 'Latn'], ['Jpan'], [])
    """
    found = frozenset(map(_script_of_letter, filter(str.isalpha, text)))
    return found - {"Hani"} if "Jpan" in found else found


def language_tag(text: str) -> str:
    """The BCP 47 tag for a text whose language nobody told: ``und-`` and its script, or ``und``.

    >>> language_tag("Минск"), language_tag("7")
    ('und-Cyrl', 'und')
    """
    scripts = scripts_of(text)
    return f"und-{min(scripts)}" if len(scripts) == 1 else "und"


def fold(text: str) -> str:
    """The text as readers take it for the same: no case, no punctuation; Latin and Greek without marks.

    >>> fold("U.S."), fold("Нагорно-Карабах"), fold("Семён"), fold("São Tomé"), fold("Мінск")
    ('us', 'нагорно карабах', 'семен', 'sao tome', 'мінск')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("-", " ")
    if scripts_of(plain) <= {"Latn", "Grek"}:  # elsewhere marks make other letters: й, ї, が
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join("".join(c for c in plain if unicodedata.category(c)[0] != "P").split())


@cache
def _script_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return _SCRIPTS.get(name.split(" ", 1)[0].split("-", 1)[0], "Zyyy")
