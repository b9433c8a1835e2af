"""Romanization schemes: each is a file in `data/schemes` that names its source and carries its own samples.

A rule's key is what it replaces, in lower case, with what must stand beside it: `^` and `$` are the edges of
a word, `[vowel]` before or after the letters is one letter of that class of the file. The longest letters
win, and of equally long ones the rule that asks for more beside it: `ий$` before `и`, `[vowel]е` before `е`.
A scheme with a `base` has the rules of that one, but for those it writes anew. `samples` stand behind the other fields.

The file of an abugida says under `[inherent]` which `vowel` is read `after` its consonants `unless` a vowel sign or
the `virama` follows; and, if another vowel or none is read at the end of a word, which (`final`). Joined consonants
keep the `vowel` there.
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
    """The letters replaced, those that must stand before and after ("": a word edge, None: anything), the target."""

    letters: str
    before: str | None
    after: str | None
    target: str


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
        return frozenset("".join(letters for _, letters, _ in map(self._parse, self.rules)))

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
        text = self._prepare(text)
        lower = _lower(text)
        latin: list[str] = []
        start = 0
        while start < len(lower):
            length, target = 1, self._unconditional.get(lower[start])
            if target is None:
                length, target = self._match(lower, start)
            latin.append(target if text[start] == lower[start] else _recase(target, text, start))
            start += length
        return "".join(latin)

    def _match(self, lower: str, start: int) -> tuple[int, str]:
        """The number of letters replaced at a position, and their replacement, by the first rule that fits."""
        for letters, before, after, target in self._plan.get(lower[start], ()):
            end = start + len(letters)
            if (
                lower.startswith(letters, start)
                and (before is None or _fits(before, lower[max(start - 2, 0) : start][::-1]))
                and (after is None or _fits(after, lower[end : end + 2]))
            ):
                return len(letters), target
        return 1, lower[start]

    def _prepare(self, text: str) -> str:
        text = unicodedata.normalize("NFD", text) if self.decompose else text
        for pattern, target in self.prepare:
            text = pattern.sub(target, text)
        return text

    @cached_property
    def _plan(self) -> Mapping[str, tuple[_Rule, ...]]:
        """The rules by their first letter, in the order in which they are tried."""
        plan: dict[str, list[_Rule]] = {}
        for key, target in self.rules.items():
            before, letters, after = self._parse(key)
            rule = _Rule(letters, self._beside(before), self._beside(after), target)
            plan.setdefault(letters[0], []).append(rule)
        return {first: tuple(sorted(rules, key=_precedence)) for first, rules in plan.items()}

    @cached_property
    def _unconditional(self) -> Mapping[str, str]:
        """The replacements of the letters whose only rule asks for no neighbours: a short cut for most letters."""
        single = {first: rules[0] for first, rules in self._plan.items() if len(rules) == 1}
        return {first: rule.target for first, rule in single.items() if rule == _Rule(first, None, None, rule.target)}

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
    """Sorts the longest letters first; among equals, rules that ask for letters beside them, for edges, for nothing."""
    beside = (rule.before, rule.after)
    return -len(rule.letters), -sum(map(bool, beside)), beside.count(None)


def _fits(wanted: str, beside: str) -> bool:
    """Whether the nearest of two neighbours is one of `wanted`; where `wanted` is empty, whether the word ends there.

    `beside` has the nearest first. A vowel sign is inside the word, and so is an apostrophe between letters.
    """
    if wanted or not beside:
        return beside[:1] in wanted if beside else not wanted
    if beside[0] == "'":
        return not beside[1:].isalnum()
    return not beside[0].isalnum() and unicodedata.category(beside[0])[0] != "M"


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


class Head(NamedTuple):
    """What schemes are sorted by (language, rank, name), and what a scheme is used for."""

    language: str
    rank: int
    name: str
    use: str = "always"


@cache
def heads(script: str) -> tuple[Head, ...]:
    """The heads of a script's schemes, sorted; no more is parsed of a scheme that is not used.

    >>> heads("Geor")[0]
    Head(language='ka', rank=1, name='ka-press', use='always')
    """
    names = [name for name, code in _scripts().items() if code == script]
    tables = [(name, _read(name, _text(name).partition("\nsamples")[0])) for name in names]
    try:
        unsorted = [Head(table["language"], table["rank"], name, table.get("use", "always")) for name, table in tables]
        return tuple(sorted(unsorted))
    except KeyError as error:
        raise DataError(f"no {error} before the samples of a scheme", f"names/data/schemes/{script}") from error


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
            rules=MappingProxyType(_with_inherent(table["rules"], inherent) if inherent else table["rules"]),
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


def _with_inherent(rules: Mapping[str, str], inherent: Mapping[str, str]) -> dict[str, str]:
    """The rules of an abugida, completed by those that add the inherent vowel to consonants."""
    vowel = inherent["vowel"]
    final = inherent.get("final", vowel)
    completed = dict(rules)
    for key, target in rules.items():
        match = _KEY.fullmatch(key)
        before, letters, after = match.groups() if match else ("", "", "")
        if not letters or after or letters[0] not in inherent["after"] or letters[-1] in inherent.get("virama", ""):
            continue
        completed[key], completed[f"{key}[sign]"] = target + vowel, target
        completed[f"{key}$"] = target + (vowel if before == "[virama]" else final)
        if not before:
            completed[f"[virama]{key}$"] = target + vowel
    return completed


def _path(name: str) -> str:
    return f"names/data/schemes/{_scripts()[name]}/{name}.toml"
