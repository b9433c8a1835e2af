"""Which unknown names of several texts are one."""

from __future__ import annotations

import pytest

from names.resolution.results import Mention, Ranking, Resolution
from names.text.corpus_groups import CorpusGroups
from names.text.rules import TEXT_RULES, TextRules


def unknown(name: str, group: str, kind: str = "person", because: str = "") -> Resolution:
    """An unknown name as a text gives it, with its group in that text."""
    return Resolution(
        name, "none", Ranking(), Mention(name, 0, len(name)),
        group=group, because=because, group_label=name, group_kind=kind,
    )  # fmt: skip


def groups(*texts: list[Resolution], rules: TextRules = TEXT_RULES, words: str = "") -> list[list[str]]:
    """The groups that the names of each text have in the corpus; `words` tell the language of all texts."""
    corpus = CorpusGroups(rules)
    found = []
    for text in texts:
        corpus.begin_text()
        found.append([resolution.group for resolution in corpus.joined(words, text)])
    return found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # Full names that agree are one, whatever their text calls them.
        ([[unknown("Greta Dubrovan", "a")], [unknown("Greta Dubrowan", "b")]], [["a"], ["a"]]),
        ([[unknown("Greta Dubrovan", "a")], [unknown("Hugo Stavelin", "b")]], [["a"], ["b"]]),
        ([[unknown("王小明", "a")], [unknown("王小明", "a")]], [["a"], ["a"]]),
        # Two names that a text tells apart stay two, though both agree with an earlier one.
        (
            [[unknown("Greta Dubrovan", "a")], [unknown("Greta Dubrowan", "b"), unknown("Greta Dubrovann", "c")]],
            [["a"], ["a", "c"]],
        ),
        # The name that is known comes first, wherever it stands.
        (
            [[unknown("Greta Dubrovan", "a")], [unknown("Greta Dubrowan", "b"), unknown("Greta Dubrovan", "a")]],
            [["a"], ["b", "a"]],
        ),
        # Short forms follow the person of their own text, also one who is named in full afterwards.
        (
            [
                [unknown("Greta Dubrovan", "a")],
                [unknown("Dubrovan", "b", because="short for …"), unknown("Hugo Dubrovan", "b")],
                [unknown("Dubrowan", "c", because="short for …"), unknown("Greta Dubrowan", "c")],
            ],
            [["a"], ["b", "b"], ["a", "a"]],
        ),
        # A person named by one word is nobody of another text.
        (
            [
                [unknown("Dubrovan", "a"), unknown("Dubrovan", "a")],
                [unknown("Dr. Dubrovan", "a")],
                [unknown("Dubrovan", "a")],
            ],
            [["a", "a"], ["a-2"], ["a-3"]],
        ),
        # An organisation or a place is the same if it is written alike; persons and organisations never agree.
        (
            [[unknown("Stavelin County", "a", "place")], [unknown("Stavelyn County", "b", "place")]],
            [["a"], ["b"]],
        ),
        # Every spelling of a person that a text takes for one counts, here an inflected one.
        (
            [
                [unknown("Jan Kowal", "a")],
                [unknown("Janowi Kowalowi", "b"), unknown("Jan Kowal", "b")],
                [unknown("Janowi Kowalowi", "c")],
            ],
            [["a"], ["a", "a"], ["a"]],
        ),
        ([[unknown("Jan Kowal", "a")], [unknown("Janowi Kowalowi", "b")]], [["a"], ["b"]]),  # of no known language
        # A name in full comes before a single word of its group.
        (
            [[unknown("Greta Dubrovan", "a")], [unknown("Dubrovan", "b"), unknown("Greta Dubrowan", "b")]],
            [["a"], ["a", "a"]],
        ),
        ([[unknown("Dubrovan", "a", "org")], [unknown("Dubrovan", "a", "org")]], [["a"], ["a"]]),
        ([[unknown("Greta Dubrovan", "a")], [unknown("Greta Dubrowan", "b", "org")]], [["a"], ["b"]]),
        ([[], []], [[], []]),
    ],
)
def test_groups_of_texts(texts: list[list[Resolution]], expected: list[list[str]]) -> None:
    assert groups(*texts) == expected


@pytest.mark.parametrize(
    ("first", "second", "kind", "words", "one"),
    [
        ("Janem Kowalskim", "Jan Kowalski", "person", "W środę był tam i mówił, że nie jest za tym.", True),
        ("Jan Kowalski", "Janowi Kowalskiemu", "person", "W środę był tam i mówił, że nie jest za tym.", True),
        ("Jan Kowalski", "Janusz Kowalczyk", "person", "W środę był tam i mówił, że nie jest za tym.", False),
        ("Іван Петренко", "Івана Петренка", "person", "Він був там і сказав, що це не так.", True),
        ("Banku Wschodnim", "Bank Wschodni", "org", "W środę był tam i mówił, że nie jest za tym.", True),
        ("Bank Zachodni", "Bank Wschodni", "org", "W środę był tam i mówił, że nie jest za tym.", False),
        ("J. Kowalski", "Jan Kowalski", "person", "", False),
        ("Jan Kowalski", "J. Kowalski", "person", "", False),
        ("J. Kowalski", "J. Kowalski", "person", "", True),
    ],
)
def test_forms_of_a_name_are_one_and_initials_are_nobody_else(
    first: str, second: str, kind: str, words: str, one: bool
) -> None:
    ids = groups([unknown(first, "a", kind)], [unknown(second, "b", kind)], words=words)
    assert ids == [["a"], ["a" if one else "b"]]


def test_the_rule_within_a_text_holds_across_texts() -> None:
    texts = [[unknown("Greta Dubrovan", "a")], [unknown("Greta Dubrowan", "b")]]
    assert groups(*texts, rules=TextRules(unknown_score=1.0)) == [["a"], ["b"]]


def test_a_label_stays_and_is_that_of_the_first_text() -> None:
    corpus = CorpusGroups(TEXT_RULES)
    for name in ("Greta Dubrovan", "Greta Clara Dubrovan"):
        corpus.begin_text()
        (joined,) = corpus.joined("", [unknown(name, f"of {name}")])
        assert (joined.group, joined.group_label) == ("of Greta Dubrovan", "Greta Dubrovan")


def test_what_has_no_group_is_unchanged() -> None:
    plain = Resolution("Minsk", "none", Ranking(), Mention("Minsk", 0, 5))
    assert CorpusGroups(TEXT_RULES).joined("", [plain]) == [plain]
