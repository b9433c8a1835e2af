"""Romanization schemes: each is a file in `data/schemes` that names its source and carries its own samples.

A rule's key is what it replaces, in lower case, with what must stand beside it: `^` and `$` are the edges of
a word, `[vowel]` before or after the letters is one letter of that class of the file. The longest letters
win, and of equally long ones the rule that asks for more beside it: `ий$` before `и`, `[vowel]е` before `е`.
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

__all__ = ["Scheme", "scheme", "schemes"]

_KEY = re.compile(r"(\^|\[\w+\])?([^\[\]^$]+)(\$|\[\w+\])?")


class _Rule(NamedTuple):
    """What is replaced, by what, and which letters may stand before and after ("" is a word edge)."""

    letters: str
    before: str | None
    after: str | None
    target: str


@dataclass(frozen=True)
class Scheme:
    """One way to write a language in Latin letters.

    `rank` orders the schemes of a language, 1 for the one a reader of English news meets most. `decompose`
    means that the rules are about decomposed letters (NFD: the jamo of Hangul).
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

    @cached_property
    def letters(self) -> frozenset[str]:
        """Every lower-case letter that some rule replaces."""
        return frozenset("".join(self._parse(key)[1] for key in self.rules))

    def covers(self, text: str) -> bool:
        """Whether the scheme has a rule for every letter of the text; digits and signs need none.

        >>> scheme("ru-bgn").covers("Щукин"), scheme("ru-bgn").covers("Їжак")
        (True, False)
        """
        return not any(map(str.isalpha, set(self._prepare(text).lower()) - self.letters))

    def romanize(self, text: str) -> str:
        """The text by this scheme, capitals kept; what no rule names stays as it is.

        >>> scheme("ru-bgn").romanize("Щукин и ЩУКИН")
        'Shchukin i SHCHUKIN'
        """
        text = self._prepare(text)
        lower = _lower(text)
        latin: list[str] = []
        at = 0
        while at < len(lower):
            plain = self._plain.get(lower[at])
            length, target = (1, plain) if plain is not None else self._target(lower, at)
            latin.append(target if text[at] == lower[at] else _recase(target, text, at))
            at += length
        return "".join(latin)

    def _target(self, lower: str, at: int) -> tuple[int, str]:
        """How many letters are replaced at this place, and by what."""
        for letters, before, after, target in self._plan.get(lower[at], ()):
            end = at + len(letters)
            if (
                lower.startswith(letters, at)
                and (before is None or _fits(before, lower[max(at - 2, 0) : at][::-1]))
                and (after is None or _fits(after, lower[end : end + 2]))
            ):
                return len(letters), target
        return 1, lower[at]

    def _prepare(self, text: str) -> str:
        return unicodedata.normalize("NFD", text) if self.decompose else text

    @cached_property
    def _plan(self) -> Mapping[str, tuple[_Rule, ...]]:
        """The rules by their first letter, the one to try first in front."""
        plan: dict[str, list[_Rule]] = {}
        for key, target in self.rules.items():
            before, letters, after = self._parse(key)
            rule = _Rule(letters, self._beside(before), self._beside(after), target)
            plan.setdefault(letters[0], []).append(rule)
        return {first: tuple(sorted(rules, key=_precedence)) for first, rules in plan.items()}

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        """The letters that no rule treats by their neighbours, which are most: a short cut."""
        alone = {first: rules[0] for first, rules in self._plan.items() if len(rules) == 1}
        return {first: rule.target for first, rule in alone.items() if rule[:3] == (first, None, None)}

    def _parse(self, key: str) -> tuple[str, str, str]:
        match = _KEY.fullmatch(key)
        if match is None:
            raise DataError(f"rule {key!r} is not [class] or ^, letters, [class] or $", _path(self.name))
        return match[1] or "", match[2], match[3] or ""

    def _beside(self, condition: str) -> str | None:
        if not condition.startswith("["):
            return "" if condition else None
        if condition[1:-1] not in self.classes:
            raise DataError(f"no class {condition} under [classes]", _path(self.name))
        return self.classes[condition[1:-1]]


def _precedence(rule: _Rule) -> tuple[int, int, int]:
    """Longest letters first; of these, conditions by letters, then by edges, and no condition last."""
    beside = (rule.before, rule.after)
    return -len(rule.letters), -sum(map(bool, beside)), beside.count(None)


def _fits(wanted: str, beside: str) -> bool:
    """Whether the next character is one of the wanted or, where none is, whether a word ends before it.

    An apostrophe between letters is inside the word.
    """
    if wanted:
        return beside[:1] != "" and beside[0] in wanted
    return not (beside[:1].isalnum() or (beside[:1] == "'" and beside[1:].isalnum()))


def _lower(text: str) -> str:
    """The text in lower case, letter by letter, so that offsets stay (İ would become two)."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _recase(target: str, text: str, start: int) -> str:
    """The target with the capitals of the letters it replaces: Щ → Shch, but SHCH among capitals."""
    after = text[start + 1 : start + 2]
    beside = after if after.isalpha() else text[max(start - 1, 0) : start]
    return target.upper() if beside.isupper() else target[:1].upper() + target[1:]


def scheme(name: str) -> Scheme:
    """The scheme of that name, as `names romanize --scheme` takes it; raises UnknownScheme.

    >>> scheme("uk-kmu").title
    'Ukrainian national system, 2010'
    """
    known = _all()
    if name not in known:
        raise UnknownScheme(name, known)
    return known[name]


def schemes() -> tuple[Scheme, ...]:
    """All schemes, by language and then the most usual first."""
    return tuple(_all().values())


@cache
def _all() -> Mapping[str, Scheme]:
    folder = files("names") / "data" / "schemes"
    names = [path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml")]
    tables = {name: _read(name, (folder / f"{name}.toml").read_text("utf-8")) for name in names}
    found = [_build(name, tables) for name in names]
    found.sort(key=lambda scheme: (scheme.language, scheme.rank, scheme.name))
    return MappingProxyType({scheme.name: scheme for scheme in found})


def _read(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), _path(name)) from error


def _build(name: str, tables: Mapping[str, dict[str, Any]]) -> Scheme:
    """The scheme of a file; one with a `base` has the base's rules but for those it writes anew."""
    table = tables[name]
    try:
        base = _build(table["base"], tables) if "base" in table else None
        return Scheme(
            name=name,
            language=table["language"],
            script=table["script"],
            title=table["title"],
            source=table["source"],
            rank=table["rank"],
            rules=MappingProxyType((dict(base.rules) if base else {}) | table["rules"]),
            classes=MappingProxyType((dict(base.classes) if base else {}) | table.get("classes", {})),
            samples=tuple((native, latin) for native, latin in table["samples"]),
            decompose=table.get("decompose", base is not None and base.decompose),
        )
    except KeyError as error:
        raise DataError(f"no {error} there", _path(name)) from error


def _path(name: str) -> str:
    return f"names/data/schemes/{name}.toml"
