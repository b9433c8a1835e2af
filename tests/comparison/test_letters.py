"""Words of one script as they are written: what holds of every table of variants, and for every word."""

from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from names.comparison.costs import COSTS
from names.comparison.letters import letter_costs, letter_features
from names.data.tables import rows
from names.kernel.correspondences import UNSEEN, UNSEEN_LETTER
from names.orthography.folding import fold_word
from names.training import letters as training
from names.training.characters import write_characters
from names.training.logistic import logistic
from names.training.sources import OPENCC

TABLES = sorted(f.name.removesuffix(".tsv") for f in (files("names") / "data" / "variants").iterdir())
LETTERS = "абвгдеёжийоўїьавسحنعلיוהאכμπβσςअंनीा김민수서라夫张伟玮ヴブーアabc'"
WORDS = st.text(alphabet=LETTERS, max_size=30) | st.text(max_size=30)


@pytest.mark.parametrize("table", TABLES)
def test_variants_cost_less_than_other_letters(table: str) -> None:
    for forms, nats, note in rows(f"variants/{table}.tsv"):
        each = forms.split(" ")
        assert len(each) > 1, forms
        assert note, forms
        dearest = sum(map(len, each)) * (UNSEEN + UNSEEN_LETTER)
        assert 0 <= float(nats) <= (COSTS.letter_lost if "-" in each else dearest), forms


@pytest.mark.parametrize("table", TABLES)
def test_what_may_be_left_out_is_one_letter(table: str) -> None:
    """The table's mechanism leaves out single letters alone, and not the same chunk on one side only."""
    for forms, *_ in rows(f"variants/{table}.tsv"):
        each = forms.split(" ")
        if "-" in each and table != "Ethi":
            assert all(len(fold_word(form, table[:4])) <= 1 and form[-1] != "$" for form in each), forms


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([*TABLES, "Tibt", "Thaa"]), WORDS, WORDS)
def test_costs_are_symmetric_and_total(table: str, left: str, right: str) -> None:
    there, back = letter_costs([(table, left, right), (table, right, left)])
    assert np.isfinite(there)
    assert there == back >= 0
    assert letter_costs([(table, left, left)])[0] < 0.05


def test_no_words_have_no_costs() -> None:
    assert letter_costs([]).shape == (0,)


def test_a_pair_costs_the_same_alone_and_among_many() -> None:
    pairs = [("Cyrl", "петров", "петков"), ("Cyrl", "лукашенко", "лукашэнка"), ("Hani", "张伟", "张玮")] * 4
    assert letter_features(pairs).tolist() == [letter_features([pair])[0].tolist() for pair in pairs]


def test_words_that_no_table_can_hold_whole_differ_by_their_ends() -> None:
    long = "กรุงเทพมหานครอมรรัตนโกสินทร์"
    same, other = letter_costs([("Thai", long, long), ("Thai", long + "นคร", long + "ภาพ")])
    assert same < 0.05 < other


def test_forms_that_are_no_spellings_are_doubted() -> None:
    rng = random.Random(1)
    nats = [*(rng.uniform(0, 1) for _ in range(200)), *(rng.uniform(5, 15) for _ in range(440))]
    signs = np.array([(1.0, each, each / 6) for each in nats])
    same = np.array([1.0] * 240 + [0.0] * 400)  # forty of the forms are as far away as strangers are
    weights, believed = training._fit_doubted(signs, same)
    assert believed[:200].mean() > 0.95
    assert believed[200:240].mean() < 0.2
    assert logistic(np.array([1.0, 0.2, 0.03]) @ weights) > 0.9


def test_characters_that_write_one_another_are_one(tmp_path: Path) -> None:
    dictionaries = {"TSCharacters": "張\t张\n國\t国 囯\n", "JPVariants": "澤\t沢\n", "HKVariants": "", "TWVariants": ""}
    with ZipFile(tmp_path / f"{OPENCC.wheel}-{OPENCC.version}-py3-none-any.whl", "w") as wheel:
        for name, text in dictionaries.items():
            wheel.writestr(f"opencc/dictionary/{name}.txt", text)
    write_characters(tmp_path, tmp_path / "characters.tsv")
    found = [line.split("\t") for line in (tmp_path / "characters.tsv").read_text(encoding="utf-8").splitlines()]
    one = {row[0]: row[1] for row in found if len(row) == 2}
    assert one["张"] == "張"
    assert one.get("国", "国") == one.get("國", "國") == one.get("囯", "囯")
    assert one.get("瀬", "瀬") == one.get("瀨", "瀨")
