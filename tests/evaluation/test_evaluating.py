"""Labels are held against what the program answers: outcomes, why cases are missed, classes, runs compared."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from webpage import read_page

import names
from gazetteer import Alias, Entity
from names.comparison.similarity import compare
from names.errors import InputError
from names.evaluation.error_classes import CLASSES, error_class
from names.evaluation.evaluating import Evaluation, Wishes, evaluated
from names.evaluation.labels import GroupedName, JudgedPair, LabelledName, Labels
from names.evaluation.page import evaluation_page
from names.evaluation.records import difference, evaluation_record, read_run
from names.evaluation.text_report import evaluation_tables
from names.lists.facts import Facts
from names.lists.reconciling import Query
from names.lists.rules_file import TunedRules
from names.resolution.rules import Recalibration

KNOWN = names.build_gazetteer(
    [
        Entity("ada", "person", ["Ada Zorblat", Alias("Ада Зорблат", "ru")], countries=["AT"]),
        Entity("bo", "person", ["Bo Lindqvist"], countries=["SE"]),
        Entity("bo2", "person", ["Bo Lindqvist"], countries=["NO"]),
        Entity("eva", "person", ["Eva Marlowe"]),
        Entity("un", "org", ["Union of Testers", Alias("UOT", kind="code")]),
    ]
)


def labelled(*cases: tuple[str, str], facts: Facts | None = None) -> Labels:
    rows = [LabelledName(i, Query(name, facts or Facts()), id) for i, (name, id) in enumerate(cases, start=2)]
    return Labels("names.csv", "names", names=rows, said="names")


def paired(*cases: tuple[str, str, bool]) -> Labels:
    return Labels("pairs.csv", "pairs", pairs=[JudgedPair(i, *case) for i, case in enumerate(cases, start=2)])


def grouped(*cases: tuple[str, str, str]) -> Labels:
    rows = [GroupedName(i, *case) for i, case in enumerate(cases, start=2)]
    return Labels("groups.csv", "groupings", grouped=rows, is_grouped=any(one.found for one in rows))


@pytest.mark.parametrize(
    ("name", "id", "outcome", "miss", "kind"),
    [
        ("Ada Zorblatt", "ada", "right", None, None),
        ("Зорблат Ада", "ada", "right", None, None),
        ("Karim Benzali", "", "right", None, None),
        ("Eva Marlowe", "", "wrong", None, "same spelling"),
        ("Eva Marlowe", "ada", "wrong", "contradicted", None),
        ("Bo Lindqvist", "bo", "missed", "scored too low", "same spelling"),
        ("Ida Zorblat", "ada", "missed", None, "spelling"),
        ("Qqqq", "eva", "missed", "never a candidate", None),
        ("Ada Zorblat", "nobody-has-this-id", "wrong", "never a candidate", "nothing similar"),
    ],
)
def test_what_becomes_of_a_name(name, id, outcome, miss, kind):
    found = evaluated(labelled((name, id)), KNOWN)
    assert list(found.results.values()) == [outcome]
    assert [one.outcome for one in found.errors] == ([] if outcome == "right" else [outcome])
    assert miss is None or [reason for reason, count in found.misses.items() if count] == [miss]
    assert kind is None or [one.name for one in found.classes] == [kind]


def test_contradicted_names_are_told_from_those_that_scored_too_low():
    found = evaluated(paired(("Ivan Petrov", "Pyotr Petrov", True), ("Jan Berg", "Jan Bergh", True)), threshold=1.0)
    assert found.misses == {"never a candidate": 0, "scored too low": 1, "contradicted": 1}
    assert found.outcomes == (0, 0, 2)


def test_what_a_row_says_beside_the_name_counts():
    (row,) = evaluated(labelled(("Bo Lindqvist", "bo"), facts=Facts(countries=("Sweden",))), KNOWN).results.values()
    assert row == "right"


def test_nobody_is_measured_apart():
    found = evaluated(labelled(("Karim Benzali", ""), ("Eva Marlowe", ""), ("Ada Zorblat", "ada")), KNOWN)
    assert found.nobody == (1, 2)
    assert evaluation_record(found)["measures"]["nobody"] == 0.5


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Ада Зорблат", "Ada Zorblat", "other script"),
        ("Union of Testers", "UOT", "translation or acronym"),
        ("Bill Marlowe", "William Marlowe", "nickname"),
        ("B. Marlowe", "Bill Marlowe", "initial"),
        ("Marlowe Bill", "Bill Marlowe", "order of parts"),
        ("Bill Marlowe", "Bill Edward Marlowe", "missing part"),
        ("Bill Marlowe", "Bill Marlow", "spelling"),
        ("Bill Marlowe", "Tom Marlowe", "spelling"),
        ("Bill Marlowe", "bill marlowe", "same spelling"),
    ],
)
def test_classes(left, right, kind):
    assert error_class(compare(left, right)) == error_class(compare(right, left)) == kind
    assert kind in CLASSES
    assert error_class(None) == "nothing similar"


def test_the_order_of_rows_changes_nothing():
    cases = [("Ada Zorblatt", "ada"), ("Bo Lindqvist", "bo"), ("Eva Marlowe", ""), ("Karim Benzali", "")]

    def told(found: Evaluation) -> object:
        record = evaluation_record(found)
        return {
            key: [error["case"] for error in value] if key == "errors" else value
            for key, value in record.items()
            if key != "results"
        }

    assert told(evaluated(labelled(*cases), KNOWN)) == told(evaluated(labelled(*reversed(cases)), KNOWN))


def test_groupings_tell_what_is_parted_and_joined():
    rows = [("Jan Berg", "1", "x"), ("J. Berg", "1", "y"), ("Eva Lind", "2", "z"), ("Tom Ash", "3", "z")]
    found = evaluated(grouped(*rows))
    assert found.grouping is not None
    assert found.grouping.precision == found.grouping.recall == 0.75
    assert {one.judged.case: one.outcome for one in found.errors} == {
        "J. Berg | Jan Berg": "missed",
        "Eva Lind | Tom Ash": "wrong",
    }
    assert list(found.results.values()) == ["wrong"] * 4
    assert "B-cubed F1" in next(evaluation_tables(found))
    assert found.outcomes == (0, 1, 1)


def test_names_without_groups_are_grouped_by_the_program():
    rows = [("Jan Berg", "1", ""), ("Berg, Jan", "1", ""), ("Eva Lindholm", "2", ""), ("Qqqq", "1", "")]
    found = evaluated(grouped(*rows))
    assert found.results == {"Jan Berg": "wrong", "Berg, Jan": "wrong", "Eva Lindholm": "right", "Qqqq": "wrong"}
    assert sum(found.misses.values()) == 1
    assert evaluated(grouped(*rows[:3])).grouping.f1 == 1


def test_wishes_find_thresholds():
    labels = paired(("Jan Berg", "Berg Jan", True), ("Jan Berg", "Eva Lindholm", False))
    best, cheap = evaluated(labels, wishes=Wishes((0.99,), ((5.0, 1.0),))).wished
    assert (best.outcomes, cheap.outcomes) == ((1, 0, 0), (1, 0, 0))
    assert best.wish == "precision 0.99"
    (none,) = evaluated(paired(("Jan Berg", "Berg Jan", False)), wishes=Wishes((0.5,))).wished
    assert (none.threshold, none.outcomes) == (None, None)


def test_a_recalibration_moves_scores_and_the_threshold_of_rules_counts():
    labels = labelled(("Ada Zorblatt", "ada"))
    doubting = replace(TunedRules().names, recalibration=Recalibration(b=-9.0))
    assert list(evaluated(labels, KNOWN, TunedRules(names=doubting)).results.values()) == ["missed"]
    assert list(evaluated(labels, KNOWN, TunedRules(names=doubting), threshold=0.0).results.values()) == ["right"]


def test_a_later_run_is_compared_with_a_former_one(tmp_path):
    labels = labelled(("Bo Lindqvist", "bo"), ("Ada Zorblat", "ada"), ("Ada Zorblat", "ada"), ("Eva Marlowe", ""))
    file = tmp_path / "run.json"
    before = evaluated(labels, KNOWN)
    file.write_text(json.dumps(evaluation_record(before)), encoding="utf-8")
    record = read_run(str(file))
    assert difference(before, record) == difference(evaluated(labels, KNOWN), record)
    assert difference(before, record).won == difference(before, record).lost == []
    changed = difference(evaluated(labels, KNOWN, threshold=1.1), record)
    assert changed.lost == ["Ada Zorblat → ada", "Ada Zorblat → ada (2)"]
    assert changed.won == ["Eva Marlowe → nobody"]
    assert changed.measures["recall"] < 0
    fewer = difference(evaluated(labelled(("New Name", "")), KNOWN), record)
    assert (fewer.other, fewer.won, fewer.lost) == (5, [], [])


@pytest.mark.parametrize("content", ["", "[]", '{"form": "other"}', "{"])
def test_what_is_no_former_run(tmp_path, content):
    (tmp_path / "run.json").write_text(content)
    with pytest.raises(InputError, match="is no run"):
        read_run(str(tmp_path / "run.json"))
    with pytest.raises(InputError, match="cannot be read"):
        read_run(str(tmp_path / "missing.json"))


HOSTILE = '<b>"\x1b[31m\u202e'


@pytest.mark.parametrize(
    "labels",
    [
        labelled(("Bo Lindqvist", "bo"), ("Eva Marlowe", ""), (HOSTILE, "eva"), ("Eva Marlowe", HOSTILE)),
        paired(("Jan Berg", "Berg Jan", False), (HOSTILE, "Jan Berg", True)),
        grouped(("Jan Berg", "1", ""), (HOSTILE, "1", "")),
        grouped(("Jan Berg", "1", "x"), ("Eva Lind", "2", "x")),
        labelled(("Qqqq", "")),
    ],
    ids=lambda labels: labels.shape,
)
def test_a_page_and_tables_show_what_was_found(labels):
    found = evaluated(labels, KNOWN)
    record = json.loads(json.dumps(evaluation_record(found)))
    change = difference(evaluated(labels, KNOWN, threshold=0.99), record)
    written = evaluation_page(found, change)
    page = read_page(re.sub(r"<(line|circle|polyline)([^>]*)/>", r"<\1\2></\1>", written))
    assert "<script" not in written
    assert "http:" not in written
    assert "https:" not in written
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "<b>&quot;" not in written
    assert written.count("<svg") == (0 if labels.shape == "groupings" else 3)
    assert next(heading.text for heading in page.all("h2")) == "Why cases were missed"
    assert page.all("td", "why") or not found.errors
    drawn = "\n".join(evaluation_tables(found, change))
    assert "precision" in drawn
    assert "\x1b" not in drawn
    for error in found.errors:
        assert error.judged.case.split()[0][:6] in drawn or HOSTILE in error.judged.case
