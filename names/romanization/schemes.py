"""Romanization schemes: each is a file in `data/schemes` that names its source and carries its own samples.

`[rules]`, the letters of their `[classes]` and the `[inherent]` vowel of an abugida are as `letter_rules` says. A
scheme with a `base` has the rules of that one, but for those it writes anew. `samples` stand behind the other fields.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from names.errors import DataError, UnknownScheme
from names.romanization.letter_rules import LetterRules, with_inherent

__all__ = ["Scheme", "scheme", "schemes"]


@dataclass(frozen=True)
class Scheme:
    """One way to write a language in Latin letters.

    `rank` orders the schemes of a language, 1 for the one a reader of English news meets most. `decompose` means that
    the rules are for decomposed letters (NFD: the jamo of Hangul). `prepare` holds patterns and their replacements,
    applied in order before any rule; they write the unwritten vowels of Tibetan. `use` is "always", the default; "told"
    for a scheme that only serves texts of its own language; or "weighed" for one whose script leaves sounds unwritten,
    so that learned readings may be better. Keys are made with "always" schemes only. Languages are BCP 47, scripts ISO
    15924; `samples` are pairs of a native and a Latin form.
    """

    name: str
    language: str
    script: str
    title: str
    source: str
    rank: int
    rules: Mapping[str, str] = field(repr=False, hash=False)
    classes: Mapping[str, str] = field(repr=False, hash=False)
    samples: tuple[tuple[str, str], ...] = field(repr=False)
    decompose: bool = False
    prepare: tuple[tuple[re.Pattern[str], str], ...] = field(default=(), repr=False)
    use: str = "always"

    @cached_property
    def letters(self) -> frozenset[str]:
        """Every lower-case letter that some rule replaces."""
        return self._letter_rules.letters

    def covers(self, text: str) -> bool:
        """Whether the scheme has a rule for every letter of the text; digits and signs need none.

        >>> scheme("ru-bgn").covers("Щукин"), scheme("ru-bgn").covers("Їжак")
        (True, False)
        """
        prepared = self._prepare(text).lower()
        native = {char for char in prepared if char in text or not char.isascii()}  # not what `prepare` wrote in Latin
        return not any(map(str.isalpha, native - self.letters))

    def romanize(self, text: str) -> str:
        """The text by this scheme, capitals kept; letters without a rule stay as they are.

        >>> scheme("ru-bgn").romanize("Щукин и ЩУКИН")
        'Shchukin i SHCHUKIN'
        """
        return self._letter_rules.apply(self._prepare(text))

    def _prepare(self, text: str) -> str:
        text = unicodedata.normalize("NFD", text) if self.decompose else text
        for pattern, target in self.prepare:
            text = pattern.sub(target, text)
        return text

    @cached_property
    def _letter_rules(self) -> LetterRules:
        return LetterRules(self.rules, self.classes, _path(self.name))


@cache
def scheme(name: str) -> Scheme:
    """The scheme with this name, as `names romanize --scheme` takes it; raises UnknownScheme.

    >>> scheme("uk-kmu").title
    'Ukrainian national system, 2010'
    """
    if name not in _scripts():
        raise UnknownScheme(name, sorted(_scripts()))
    return _build(name, _text(name))


def schemes(script: str = "") -> tuple[Scheme, ...]:
    """The schemes of a script (ISO 15924), or of all, by language and then the most usual first."""
    codes = [script] if script else sorted({*_scripts().values()})
    return tuple(scheme(head.name) for head in sorted(head for code in codes for head in heads(code)))


class SchemeHead(NamedTuple):
    """What schemes are sorted by (language, rank, name), and what a scheme is used for."""

    language: str
    rank: int
    name: str
    use: str = "always"


@cache
def heads(script: str) -> tuple[SchemeHead, ...]:
    """The heads of a script's schemes, sorted; no more is parsed of a scheme that is not used.

    >>> heads("Geor")[0]
    SchemeHead(language='ka', rank=1, name='ka-press', use='always')
    """
    return tuple(sorted(_head(name) for name, code in _scripts().items() if code == script))


def _head(name: str) -> SchemeHead:
    table = _read(name, _text(name).partition("\nsamples")[0])
    try:
        return SchemeHead(table["language"], table["rank"], name, table.get("use", "always"))
    except KeyError as error:
        raise DataError(f"no {error} before the samples", _path(name)) from error


@cache
def _scripts() -> Mapping[str, str]:
    """The script of each scheme: its folder."""
    folder = files("names") / "data" / "schemes"
    return {
        path.name.removesuffix(".toml"): code.name
        for code in folder.iterdir()
        for path in code.iterdir()
        if path.name.endswith(".toml")
    }


def _text(name: str) -> str:
    return (files("names") / "data" / "schemes" / _scripts()[name] / f"{name}.toml").read_text("utf-8")


def _read(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), _path(name)) from error


def _build(name: str, text: str) -> Scheme:
    """The scheme of a file's text."""
    try:
        table = _inherit(_read(name, text))
        inherent = table["inherent"]
        return Scheme(
            name=name,
            language=table["language"],
            script=table["script"],
            title=table["title"],
            source=table["source"],
            rank=table["rank"],
            rules=MappingProxyType(with_inherent(table["rules"], inherent) if inherent else table["rules"]),
            classes=MappingProxyType(table["classes"]),
            samples=tuple((native, latin) for native, latin in table["samples"]),
            decompose=table.get("decompose", False),
            use=table.get("use", "always"),
            prepare=tuple((re.compile(pattern), target) for pattern, target in table["prepare"]),
        )
    except KeyError as error:
        raise DataError(f"no {error} there", _path(name)) from error
    except re.error as error:
        raise DataError(f"pattern {error.pattern!r} under prepare: {error}", _path(name)) from error


def _inherit(table: dict[str, Any]) -> dict[str, Any]:
    """The table, completed by what it inherits from its `base`; of two rules with one key its own holds."""
    base = _inherit(_read(table["base"], _text(table["base"]))) if "base" in table else {}
    merged = {part: base.get(part, {}) | table.get(part, {}) for part in ("classes", "inherent")}
    virama = merged["inherent"].get("virama", "")
    merged["classes"] |= {"virama": virama, "sign": merged["inherent"].get("unless", "") + virama}
    merged["rules"] = base.get("rules", {}) | table["rules"]
    prepare = [*base.get("prepare", ()), *table.get("prepare", ())]
    return {"decompose": base.get("decompose", False)} | table | merged | {"prepare": prepare}


def _path(name: str) -> str:
    return f"names/data/schemes/{_scripts()[name]}/{name}.toml"
