"""The tables of `names/data/inflection`: every rule is well-formed, stands once, and fits its own samples."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import names
from names.data import tables

FOLDER = Path(names.__file__).parent / "data" / "inflection"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
NOTHING = "-"


@pytest.fixture(params=LANGUAGES)
def rules(request: pytest.FixtureRequest) -> list[dict[str, str]]:
    return list(tables.records(f"inflection/{request.param}.tsv"))


def test_there_are_tables() -> None:
    assert LANGUAGES


def test_a_rule_takes_an_ending_off_and_puts_another_on(rules: list[dict[str, str]]) -> None:
    for rule in rules:
        assert list(rule) == ["ending", "base", "samples"]
        assert rule["ending"] not in {"", NOTHING}, rule
        assert rule["base"] not in {"", rule["ending"]}, rule
        assert rule["ending"] == rule["ending"].lower(), rule
        assert rule["base"] == rule["base"].lower(), rule


def test_every_rule_stands_once_and_in_order(rules: list[dict[str, str]]) -> None:
    keys = [(rule["ending"], "" if rule["base"] == NOTHING else rule["base"]) for rule in rules]
    for before, after in pairwise(keys):
        assert before < after, f"{after} stands after {before}"


def test_every_rule_fits_its_samples(rules: list[dict[str, str]]) -> None:
    for rule in rules:
        samples = rule["samples"].split(" ")
        assert len(set(samples)) >= 2, f"fewer than two samples: {rule}"
        for sample in samples:
            assert fits(rule, sample), f"{sample} does not fit {rule['ending']} → {rule['base']}"


def fits(rule: dict[str, str], sample: str) -> bool:
    """Whether a sample is a form, an equals sign and what the rule makes of the form."""
    form, _, base = sample.lower().partition("=")
    ending, replaced = rule["ending"], "" if rule["base"] == NOTHING else rule["base"]
    return form.endswith(ending) and len(form) > len(ending) and form[: -len(ending)] + replaced == base
