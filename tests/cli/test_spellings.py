"""The commands without a gazetteer: `compare`, `romanize`, `variants`, `parse`."""

from __future__ import annotations

from command_line import records, run

import names


def test_compare_tells_score_and_reasons() -> None:
    result = run("compare", "Ivan Petrov", "Ivan Sidorov")
    assert float(result.stdout.split()[0]) < 0.5
    assert "Petrov ≠ Sidorov" in result.stdout
    (told,) = records(run("compare", "--json", "Жээнбеков", "Jinbekov"))
    assert told["score"] == round(names.compare("Жээнбеков", "Jinbekov").score, 3)


def test_romanize_follows_a_scheme_or_language() -> None:
    assert run("romanize", "Щукин", "--scheme", "ru-iso9").stdout == "Ŝukin\n"
    assert run("romanize", "Щукін", "--language", "uk").stdout == "Shchukin\n"
    assert run("romanize", "Щукин", "--scheme", "ru-bng").exit_code == 1
    listed = run("romanize", "--list").stdout.splitlines()
    assert len(listed) > 50
    assert all(line.count("\t") == 3 for line in listed)


def test_variants_lists_spellings() -> None:
    assert "Zheenbekov" in run("variants", "Жээнбеков").stdout.splitlines()
    assert len(run("variants", "Жээнбеков", "--limit", "3").stdout.splitlines()) == 3


def test_parse_and_info(people: str) -> None:
    (parsed,) = records(run("parse", "--json", "Dr. Maria van der Berg"))
    assert [part["role"] for part in parsed["parts"]][:2] == ["title", "given"]
    assert "person" in run("info", "-g", people).stdout
