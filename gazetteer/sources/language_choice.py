"""Languages of names in sources: their BCP 47 tags, and which of them a user wants."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from gazetteer.sources.tsv import DATA, read_tsv

__all__ = ["LanguageFilter", "wikimedia_tag"]

_TAG = re.compile(r"([a-z]{2,3}|[ix](?=-))(-[a-z0-9]{1,8})*", re.ASCII)
EVERY = frozenset({"mul"})  # codes of names that are the same in all languages


@lru_cache(maxsize=4096)
def wikimedia_tag(code: str) -> str:
    """The BCP 47 tag of a language code of Wikimedia projects ("und" for what is no code).

    Source: https://meta.wikimedia.org/wiki/Special_language_codes, and RFC 5646, section 2.1.1, for the capitals.

    >>> [wikimedia_tag(code) for code in ("ru", "zh-hans", "be-x-old", "sr-el", "pt-br", "?")]
    ['ru', 'zh-Hans', 'be-tarask', 'sr-Latn', 'pt-BR', 'und']
    """
    lower = code.lower()
    if lower in _wikimedia():
        return _wikimedia()[lower]
    if not _TAG.fullmatch(lower):
        return "und"
    first, *others = lower.split("-")
    private = others.index("x") if "x" in others else len(others)
    return "-".join([first, *map(_cased, others[:private]), *others[private:]])


def _cased(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()  # a script
    return subtag.upper() if len(subtag) == 2 else subtag  # a region, or a variant


@cache
def _wikimedia() -> Mapping[str, str]:
    return {code: tag for _, (code, tag) in read_tsv(DATA / "wikimedia-languages.tsv", ("code", "tag"))}


class LanguageFilter:
    """The languages in which names are wanted: all, if there are no `codes`; each code stands for its varieties, too.

    >>> wanted = LanguageFilter(["zh", "sr-Latn"])
    >>> [code in wanted for code in ("zh", "zh-hans", "sr-el", "sr-ec", "mul")]
    [True, True, True, False, True]
    """

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = tuple(code.lower() for code in codes)
        self._known: dict[str, bool] = {}

    def __contains__(self, code: str) -> bool:
        if not self.codes:
            return True
        if code not in self._known:
            forms = (code.lower(), wikimedia_tag(code).lower())
            varieties = any(form == wanted or form.startswith(f"{wanted}-") for form in forms for wanted in self.codes)
            self._known[code] = varieties or code in EVERY
        return self._known[code]
