"""Make the table of the scripts of languages, `names/data/language-scripts.tsv`, from Unicode CLDR."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# The scripts of `names.orthography.script` for those that CLDR has for several together, or for a style of one.
SIMPLER = {
    "Jpan": ("Kana", "Hani"),
    "Kore": ("Hang", "Hani"),
    "Hrkt": ("Kana",),
    "Hira": ("Kana",),
    "Hans": ("Hani",),
    "Hant": ("Hani",),
    "Hanb": ("Hani", "Bopo"),
    "Aran": ("Arab",),
    "Latf": ("Latn",),
    "Cyrs": ("Cyrl",),
    "Shaw": (),
    "Dsrt": (),
}
# What CLDR does not say. Hand-curated for this project from general knowledge; CC0 1.0.
ALSO = {"bxr": ("Cyrl",), "cnr": ("Latn", "Cyrl"), "crh": ("Latn",), "nah": ("Latn",), "sh": ("Latn", "Cyrl")}

HEAD = """\
# The scripts (ISO 15924) in which a language (BCP 47) is written, the usual one first.
# source: Unicode CLDR through babel 2.18.0 (likely subtags and locales; Unicode License v3)
# made by `python -m names.training --wheels DIR language-scripts`; do not edit
language\tscripts
"""


def write_language_scripts(wheels: Path, path: Path) -> str:
    """Write the table and return its head. No wheel is needed, because babel is installed."""
    del wheels
    scripts: dict[str, dict[str, None]] = {}  # sets that keep the order
    for language, code in _told():
        scripts.setdefault(language, {}).update(dict.fromkeys(SIMPLER.get(code, (code,))))
    for language, codes in ALSO.items():
        scripts.setdefault(language, {}).update(dict.fromkeys(codes))
    rows = "".join(f"{language}\t{' '.join(codes)}\n" for language, codes in sorted(scripts.items()) if codes)
    path.write_text(HEAD + rows, encoding="utf-8")
    return HEAD


def _told() -> Iterator[tuple[str, str]]:
    """Each language with a script that CLDR tells of it, the likeliest one first."""
    from babel import localedata
    from babel.core import get_global

    for tag, likely in get_global("likely_subtags").items():
        language, *_ = tag.split("_")
        if language != "und":
            yield from ((language, part) for part in (*likely.split("_"), *tag.split("_")) if _is_script(part))
    for name in localedata.locale_identifiers():
        language, *subtags = name.split("_")
        yield from ((language, part) for part in subtags if _is_script(part))


def _is_script(subtag: str) -> bool:
    return len(subtag) == 4 and subtag.isalpha() and subtag.istitle()
