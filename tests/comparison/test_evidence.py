"""Evidence, case by case: what words of two names say, what that costs, and how it is told (cases/evidence.tsv)."""

from __future__ import annotations

from collections import Counter

import pytest
from rows import rows

import names
from names.caching import forget
from names.comparison import kinds, outline, word_evidence
from names.comparison.costs import COSTS
from names.comparison.explanation import UNREAD
from names.comparison.features import Features, features
from names.comparison.kinds import KINDS, Kind
from names.comparison.weights import part_weight
from names.comparison.word_evidence import word_evidence as evidence_of_units
from names.data.tables import rows as data_rows
from names.orthography.folding import fold_latin
from names.parsing.parts import Part

CASES = rows("evidence.tsv")
EXPLAINED = rows("explanations.tsv")
PAIRS = [(row["left"], row["right"]) for name in ("compare.tsv", "evidence.tsv") for row in rows(name)]


def text(parts: tuple[Part, ...]) -> str:
    return " ".join(part.text for part in parts)


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['left']}-{row['right']}-{row['words']}")
def test_words_are_evidence_of_their_kind_at_their_cost(row: dict[str, str]) -> None:
    comparison = names.compare(row["left"], row["right"])
    found = next(e for e in comparison.evidence if row["words"] in (text(e.left), text(e.right)))
    assert found.how == row["how"], comparison.explain()
    assert float(row["at_least"]) <= found.cost < float(row["below"])


@pytest.mark.parametrize("row", EXPLAINED, ids=lambda row: f"{row['left']}-{row['right']}-{row['language']}")
def test_comparisons_are_explained(row: dict[str, str]) -> None:
    assert names.compare(row["left"], row["right"]).explain(row["language"] or "und") == row["explanation"]


@pytest.fixture(scope="module")
def comparisons() -> list[names.Comparison]:
    return names.compare_many(PAIRS)


COMPARED = [kind for kind in KINDS.values() if kind is not kinds.DECISION]  # which persons make, not comparisons


@pytest.mark.parametrize("kind", COMPARED, ids=lambda kind: kind.name)
def test_every_kind_has_cases_and_its_phrase(kind: Kind, comparisons: list[names.Comparison]) -> None:
    """A new kind of evidence needs rows in cases/compare.tsv or cases/evidence.tsv."""
    of_kind = [(c, e) for c in comparisons for e in c.evidence if e.how == kind.name]
    assert len({(c.left.text, c.right.text) for c, _ in of_kind}) >= 3
    comparison, evidence = of_kind[0]
    told = kind.phrase.format(left=text(evidence.left), right=text(evidence.right), both="", detail="")
    assert told in comparison.explain()


def test_the_table_of_kinds_is_whole() -> None:
    assert list(KINDS.values()) == [kind for kind in vars(kinds).values() if isinstance(kind, Kind)]
    for kind in KINDS.values():
        assert KINDS[kind.name] is kind
        assert [kind.agrees, kind.contradicts, kind.unmatched].count(True) == 1
        assert ("{detail}" in kind.phrase) == (kind.shows != "words")


def test_endings_of_family_names_are_folded() -> None:
    """Others would be in no reading, and their row say nothing."""
    for man, woman, _ in data_rows("gendered.tsv"):
        for ending in f"{man} {woman}".replace("-", "").split():
            assert fold_latin(ending) == ending


def test_evidence_asks_the_record_of_its_kind(comparisons: list[names.Comparison]) -> None:
    for comparison in comparisons:
        for evidence in comparison.evidence:
            assert evidence.kind is KINDS[evidence.how]
            assert evidence.agrees == evidence.kind.agrees
            assert bool(evidence.left and evidence.right) != evidence.kind.unmatched
            assert evidence.cost < COSTS.believed if evidence.agrees else evidence.letters >= 0


def test_every_part_stands_in_one_piece_of_evidence(comparisons: list[names.Comparison]) -> None:
    for comparison in comparisons:
        told = Counter((part.start, part.end) for e in comparison.evidence for part in e.left)
        assert told == Counter((part.start, part.end) for part in comparison.left.parts)


def test_features_are_the_rows_of_their_weights(comparisons: list[names.Comparison]) -> None:
    assert {feature for feature, _ in data_rows("calibration.tsv")} == {"bias", *Features._fields}
    seen = Counter[str]()
    for comparison in comparisons:
        of_pair = features(comparison.evidence)
        seen.update(name for name, value in of_pair._asdict().items() if value)
        assert min(of_pair) >= 0
    assert set(seen) == set(Features._fields), "a feature that no case has"


@pytest.mark.parametrize(
    ("feature", "left", "right", "value"),
    [
        ("worst", "J. Lane", "Jan Kay", COSTS.believed),
        ("contradicted", "Anna Berg", "Anna Lee", 1.0),
        ("contradicted", "Lenovo Company", "Lenovo Group", 0.375),
        ("plainly", "Anna Berg", "Анна Ли", 1.0),
        ("plainly", "Anna Berg", "アンナ・リー", 0.0),
        ("unmatched", "Anna Maria Berg", "Anna Berg", 5 / 13),
        ("single", "A. Berg", "Anna Berg", 1.0),
        ("reordered", "Anna Maria Luisa Berg", "Luisa Anna Berg Maria", 1.0),
        ("reordered", "Anna Maria Berg", "Berg Anna Maria", 0.0),
        ("extra_given", "Narayan Rane", "Nilesh Narayan Rane", 1.0),
        ("generic", "Democratic Party", "Democratic Party of Utopia", 1.0),
        ("numbered", "Ann Berg", "Ann Berg III", 1.0),
        ("initials", "J. Tolkien", "J. R. Tolkien", 1.0),
        ("exact", "Dr. Anna Berg", "Berg, Anna", 1.0),
    ],
)
def test_features_say_what_they_are_for(feature: str, left: str, right: str, value: float) -> None:
    evidence = names.compare(left, right).evidence
    assert getattr(features(evidence), feature) == pytest.approx(value), evidence


def test_a_name_beside_nothing_is_unmatched() -> None:
    comparison = names.compare("Anna", "")
    assert [evidence.how for evidence in comparison.evidence] == ["omitted"]
    assert comparison.evidence[0].letters == part_weight(comparison.left.parts[0])


def test_names_of_many_equal_words_are_aligned_in_bounded_time() -> None:
    many = " ".join(["Anna"] * 12)
    assert 0 <= names.compare(many, f"{many} Berg").score <= 1
    assert 0 <= names.compare(" ".join(["Anna", "Hanna", "Ana"] * 5), many).score <= 1


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    before = [comparison.score for comparison in names.compare_many(PAIRS[:40])]
    monkeypatch.setattr(word_evidence, "REMEMBERED", 0)
    monkeypatch.setattr(outline, "REMEMBERED", 0)
    forget()
    assert [names.compare(*pair).score for pair in PAIRS[:40]] == before
    assert len(word_evidence._remembered) < 40
    assert len(outline._outlines) < 3


def test_a_name_that_was_not_read_to_its_end_says_so() -> None:
    comparison = names.compare("Anna " * 200, "Anna")
    assert comparison.explain().endswith(f"; {UNREAD}")
    assert comparison.score <= COSTS.cut_name


def test_a_long_text_is_not_kept() -> None:
    forget()
    names.compare("Anna " * 200, "Anna")
    assert all(len(known) <= 512 for known in outline._outlines)


def test_nothing_to_ask_is_no_evidence() -> None:
    assert evidence_of_units([]) == []
