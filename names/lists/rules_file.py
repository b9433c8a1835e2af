"""Rules in a file (TOML), as `names tune` writes it: thresholds, the recalibration of scores, the weights of facts.

    threshold = 0.68          # least probability of a match: names lookup, names reconcile

    [recalibration]           # of the odds of a candidate against nobody: exp(b) · odds^a
    a = 1.0
    b = 0.0

    [text]
    threshold = 0.6           # names resolve

    [cluster]
    threshold = 0.2           # names cluster

    [pairs]
    threshold = 0.5           # least score of `names compare` for one name: names eval

    [facts]                   # by how much a fact multiplies the odds of a candidate: names reconcile
    same_country = 3.0

Every key may be left out, and is then as the program has it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any

from names.errors import InputError
from names.lists.facts import FACT_RULES, FactRules
from names.lists.rules import CLUSTER_RULES
from names.resolution.rules import RULES, Recalibration, Rules
from names.text.rules import TEXT_RULES

__all__ = ["PAIR_THRESHOLD", "TunedRules", "read_rules", "read_tuned_rules", "rules_text"]

PAIR_THRESHOLD = 0.5  # score from which two spellings are rather one name than two
_PROBABILITIES = ("threshold", "text.threshold", "cluster.threshold", "pairs.threshold")
_FACTORS = tuple(f"facts.{field.name}" for field in fields(FactRules))
_KEYS = (*_PROBABILITIES, "recalibration.a", "recalibration.b", *_FACTORS)


@dataclass(frozen=True, slots=True)
class TunedRules:
    """All that a file of rules may set; the defaults are those of the program."""

    names: Rules = RULES  # of names that are looked up or reconciled
    facts: FactRules = FACT_RULES  # of what else is known of whom a name means
    text: float = TEXT_RULES.threshold  # least probability of a match in a text
    cluster: float = CLUSTER_RULES.threshold  # least mean score of a group's pairs
    pairs: float = PAIR_THRESHOLD  # least score of two spellings of one name


def read_rules(path: str | Path) -> Rules:
    """The rules that a file (TOML) has for names that are looked up, such as `names tune` writes.

    Raises InputError, which names the file and the key, where a key is unknown or its value is none that it may have.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "rules.toml"
    >>> _ = file.write_text("threshold = 0.8")
    >>> read_rules(file).threshold
    0.8
    """
    return read_tuned_rules(path).names


def read_tuned_rules(path: str | Path | None) -> TunedRules:
    """All rules of a file; the defaults without one. Errors are those of `read_rules`."""
    return TunedRules() if path is None else _tuned(dict(_flat(_table(path), path)))


def _table(path: str | Path) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror or error}); give a file of rules (TOML)", str(path)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is not TOML ({error}); `names tune` writes such a file", str(path)) from None


def _flat(table: Mapping[str, Any], path: str | Path, above: str = "") -> Iterator[tuple[str, float]]:
    """The keys of a table with dots, each with its number. Raises InputError for what may not stand there."""
    for name, value in table.items():
        key = above + name
        if isinstance(value, dict) and not above and any(known.startswith(f"{key}.") for known in _KEYS):
            yield from _flat(value, path, f"{key}.")
        elif key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            meant = f"did you mean {near[0]}? " if near else ""
            raise InputError(f"{key}: there is no such key; {meant}Known: {', '.join(_KEYS)}", str(path))
        else:
            yield key, _number(key, value, path)


def _number(key: str, value: object, path: str | Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise InputError(f"{key}: {value!r} is not a number", str(path))
    if key in _PROBABILITIES and not 0 <= value <= 1:
        raise InputError(f"{key}: {value} is not between 0 and 1", str(path))
    if (key in _FACTORS or key == "recalibration.a") and value <= 0:
        raise InputError(f"{key}: {value} is not above 0", str(path))
    return float(value)


def _tuned(numbers: Mapping[str, float]) -> TunedRules:
    default = TunedRules()
    recalibration = Recalibration(numbers.get("recalibration.a", 1.0), numbers.get("recalibration.b", 0.0))
    threshold = numbers.get("threshold", RULES.threshold)
    facts = {key.removeprefix("facts."): value for key, value in numbers.items() if key in _FACTORS}
    return TunedRules(
        replace(RULES, threshold=threshold, recalibration=recalibration),
        replace(FACT_RULES, **facts),
        numbers.get("text.threshold", default.text),
        numbers.get("cluster.threshold", default.cluster),
        numbers.get("pairs.threshold", default.pairs),
    )


def rules_text(rules: TunedRules, remarks: str = "") -> str:
    """The content of a file of these rules, with remarks as comments at its head.

    >>> print(rules_text(TunedRules(), "as the program has them").splitlines()[0])
    # as the program has them
    """
    recalibration = rules.names.recalibration
    sections: dict[str, dict[str, float]] = {
        "": {"threshold": rules.names.threshold},
        "recalibration": {"a": recalibration.a, "b": recalibration.b},
        "text": {"threshold": rules.text},
        "cluster": {"threshold": rules.cluster},
        "pairs": {"threshold": rules.pairs},
        "facts": {field.name: getattr(rules.facts, field.name) for field in fields(FactRules)},
    }
    lines = [f"# {line}".rstrip() for line in remarks.splitlines()]
    for name, values in sections.items():
        lines += [f"\n[{name}]"] if name else []
        lines += [f"{key} = {float(value)!r}" for key, value in values.items()]
    return "\n".join(lines) + "\n"
