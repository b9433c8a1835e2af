"""Names and pairs in all scripts, hostile ones too, give the same results on every Python and every numpy.

`python tests/contract/test_golden.py` writes the present results of all names and pairs into cases/golden.jsonl, of
which each line is one; to add one write a line with nothing but "name", or "left" and "right". Review the difference:
what changed without being meant to is a regression.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import names

GOLDEN = Path(__file__).parents[1] / "cases" / "golden.jsonl"
LAST = 0.0011  # a unit of the last digit that is kept: sums may differ in their order, and round to another


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def now(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the present results."""
    if "left" in row:
        comparison = names.compare(row["left"], row["right"])
        how = sorted(evidence.how for evidence in comparison.evidence)
        return {"left": row["left"], "right": row["right"], "score": round(comparison.score, 3), "how": how}
    name = row["name"]
    return {
        "name": name,
        "parts": [[part.text, part.role, part.concept] for part in names.parse(name).parts],
        "romanized": names.romanize(name),
        "readings": [[reading.text, round(reading.weight, 3)] for reading in names.readings(name)[:3]],
        "variants": names.variants(name, 3),
    }


@pytest.mark.parametrize("row", lines(), ids=lambda row: ascii(row.get("name", row.get("left")))[:40])
def test_results_are_the_same_everywhere(row: dict[str, Any]) -> None:
    found = json.loads(json.dumps(now(row)))
    for key in ("score", "readings"):
        if key in row:
            told, expected = found.pop(key), row.pop(key)
            assert numbers(told) == pytest.approx(numbers(expected), abs=LAST)
            assert key == "score" or [text for text, _ in told] == [text for text, _ in expected]
    assert found == row


def numbers(told: float | list[tuple[str, float]]) -> list[float]:
    return [weight for _, weight in told] if isinstance(told, list) else [told]


if __name__ == "__main__":
    found = [json.dumps(now(row)) for row in lines()]  # in ASCII: marks and control characters are to be seen
    GOLDEN.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
