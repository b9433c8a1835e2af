"""Rules of romanization: which letters are replaced by which Latin ones, and beside which others.

A rule's key is what it replaces, in lower case, with what must stand beside it: `^` and `$` are the edges of
a word, `[vowel]` before or after the letters is one letter of that class. The longest letters win, and of equally long
ones the rule that asks for more beside it: `ий$` before `и`, `[vowel]е` before `е`.

The table `inherent` of an abugida says which `vowel` is read `after` its consonants `unless` a vowel sign or the
`virama` follows; and, if another vowel or none is read at the end of a word, which (`final`). Joined consonants keep
the `vowel` there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from names.errors import DataError

_KEY = re.compile(r"(\^|\[\w+\])?([^\[\]^$]+)(\$|\[\w+\])?")


class _Rule(NamedTuple):
    """The letters replaced, those that must stand before and after ("": a word edge, None: anything), the target."""

    letters: str
    before: str | None
    after: str | None
    target: str


class LetterRules:
    """The rules of a scheme, with its classes of letters; complaints name its file.

    >>> rules = LetterRules({"щ": "shch", "и": "i", "ий$": "y", "[vowel]е": "ye"}, {"vowel": "аи"}, "some.toml")
    >>> rules.apply("Щий щие")
    'Shchy shchiye'
    """

    def __init__(self, rules: Mapping[str, str], classes: Mapping[str, str], file: str) -> None:
        self._rules = rules
        self._classes = classes
        self._file = file

    @cached_property
    def letters(self) -> frozenset[str]:
        """Every lower-case letter that some rule replaces."""
        return frozenset("".join(letters for _, letters, _ in map(self._parse, self._rules)))

    def apply(self, text: str) -> str:
        """The text with its letters replaced, capitals kept; letters without a rule stay as they are."""
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

    @cached_property
    def _plan(self) -> Mapping[str, tuple[_Rule, ...]]:
        """The rules by their first letter, in the order in which they are tried."""
        plan: dict[str, list[_Rule]] = {}
        for key, target in self._rules.items():
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
            raise DataError(f"rule {key!r} is not [class] or ^, letters, [class] or $", self._file)
        return match[1] or "", match[2], match[3] or ""

    def _beside(self, condition: str) -> str | None:
        if not condition.startswith("["):
            return "" if condition else None
        if condition[1:-1] not in self._classes:
            raise DataError(f"no class {condition} under [classes]", self._file)
        return self._classes[condition[1:-1]]


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


def with_inherent(rules: Mapping[str, str], inherent: Mapping[str, str]) -> dict[str, str]:
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
