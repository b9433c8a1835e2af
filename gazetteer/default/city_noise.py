"""What is no name among the alternate names of GeoNames: ``gazetteer/data/city-noise.tsv``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from gazetteer.errors import SourceError
from gazetteer.sources.scripts import scripts_of
from gazetteer.sources.tsv import DATA, read_tsv

NOISE = DATA / "city-noise.tsv"
COLUMNS = ("action", "pattern", "why", "changes", "keeps")
ACTIONS = ("strip", "refuse")

_TRAILING = " .,།་"  # stripped from the end of a name: blanks, punctuation, Tibetan shad and tsheg


class Pattern(NamedTuple):
    """One row of the table."""

    action: str
    pattern: re.Pattern[str]
    changes: tuple[str, ...]  # specimens of what is refused, or "before > after"
    keeps: tuple[str, ...]  # specimens of what is not changed

    def apply(self, name: str) -> str:
        """What the row leaves of `name`, "" if it is refused."""
        if self.action == "strip":
            return self.pattern.sub("", name).strip()
        return "" if self.pattern.fullmatch(name) else name


@cache
def patterns() -> tuple[Pattern, ...]:
    """The rows of the table. Raises SourceError for an unknown action or a pattern that Python does not understand."""
    rows = []
    for line, (action, pattern, _, changes, keeps) in read_tsv(NOISE, COLUMNS):
        if action not in ACTIONS:
            raise SourceError(NOISE, line, f"action {action!r}; write {' or '.join(ACTIONS)}")
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise SourceError(NOISE, line, f"pattern {pattern!r}: {error}; mend it") from None
        rows.append(Pattern(action, compiled, tuple(changes.split(" | ")), tuple(keeps.split(" | "))))
    return tuple(rows)


def real_name(name: str) -> str:
    """What an alternate name of GeoNames is without words such as "city of", and "" if it is not really a name.

    >>> [real_name(name) for name in ("Мінск", "MSQ", "ming si ke", "Минск ош", "Amphoe Hang Dong", "Nur-Sұltan")]
    ['Мінск', '', '', '', 'Hang Dong', '']
    """
    name = clean(name)
    # Automatic romanizations ("mynsk") have no capital letter, although their script has capitals.
    if name == name.lower() != name.upper():
        return ""
    if _any_of("strip").search(name):
        for pattern in patterns():
            name = pattern.apply(name) if pattern.action == "strip" else name
    if _any_of("refuse").fullmatch(name):
        return ""
    return clean(name) if len(scripts_of(name) - {"Zyyy"}) == 1 else ""


@cache
def _any_of(action: str) -> re.Pattern[str]:
    """One pattern for all rows of the table with an action: trying them one by one takes thrice as long."""
    return re.compile("|".join(f"(?:{row.pattern.pattern})" for row in patterns() if row.action == action))


def clean(name: str) -> str:
    """The name in Unicode NFC, without blanks and punctuation around it, with plain apostrophes.

    >>> clean(" Minsk. "), clean("Xi’an")
    ('Minsk', "Xi'an")
    """
    return unicodedata.normalize("NFC", name).strip().rstrip(_TRAILING).replace("’", "'")
