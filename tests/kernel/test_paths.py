"""Costs of best paths: the same one by one as in batches, by every table, and by the plain recurrence."""

from __future__ import annotations

import random
from functools import partial
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from names.kernel import paths
from names.kernel.correspondences import CorrespondenceTable, read_table, step_cost
from names.kernel.paths import PathCosts, least_costs
from names.orthography.folding import fold_latin, fold_word

TABLES = sorted(path.name for path in (files("names") / "data" / "transducers").iterdir())
TOY = "^\t\t0\n$\t\t0\nж\tzh\t0.5\nж\tj\t1\nж\t\t3\nжа\t\t2.5\nа\ta\t0.1\nжа\tja\t0.9\nаж\tazh\t0.2\nа\taha\t1.4"


def read(name: str) -> CorrespondenceTable:
    return read_table((files("names") / "data" / "transducers" / name).read_text(encoding="utf-8"))


def words(table: CorrespondenceTable, rng: random.Random) -> tuple[str, str]:
    """A native word of chunks that the table knows, and a Latin one that is spelled much like it."""
    some = [rng.randrange(len(table.natives)) for _ in range(rng.randint(0, 5))]
    native = "".join(table.natives[at] for at in some)
    latin = "".join(table.latins[at] if rng.random() < 0.8 else rng.choice(table.latins) for at in some)
    return native.strip("^$"), latin.strip("^$")


@pytest.mark.parametrize("name", TABLES)
def test_a_pair_costs_the_same_alone_and_among_many(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(name)
    by_table = PathCosts(read(name), partial(fold_word, script=name[:4]), fold_latin)
    sources, targets = zip(*(words(by_table.table, rng) for _ in range(60)), strict=True)
    together = by_table.relative(sources, targets)
    alone = [by_table.relative([a], [b])[0] for a, b in zip(sources, targets, strict=True)]
    monkeypatch.setattr(paths, "BLOCK", 7)
    assert together.tolist() == alone == by_table.relative(sources, targets).tolist()


@given(st.lists(st.tuples(st.text("жа", max_size=4), st.text("zhaj", max_size=5)), min_size=6, max_size=20))
@settings(max_examples=60, deadline=None)
def test_a_best_path_costs_what_the_recurrence_says(pairs: list[tuple[str, str]]) -> None:
    by_table = PathCosts(read_table(TOY))
    costs = by_table.relative([a for a, _ in pairs], [b for _, b in pairs])
    for (native, latin), cost in zip(pairs, costs.tolist(), strict=True):
        slow = slowly(by_table.table, f"^{native}$", latin) - by_table.least(native)
        assert cost == pytest.approx(slow, abs=0.05)


def slowly(table: CorrespondenceTable, native: str, latin: str) -> float:
    best = {(0, 0): 0.0}
    for i in range(len(native) + 1):
        for j in range(len(latin) + 1):
            known = [best[i, j]] if (i, j) in best else []
            inserted = [best[i, j - 1] + 5.2] if j else []
            ways = [
                best[a, b] + step_cost(table, native[a:i], latin[b:j])
                for a in range(max(0, i - 2), i)
                for b in range(max(0, j - 3), j + 1)
            ]
            best[i, j] = min(known + inserted + ways)
    return best[len(native), len(latin)]


def test_the_table_that_fits_a_word_less_is_penalized() -> None:
    fitting, other = PathCosts(read_table(TOY)), PathCosts(read_table("^\t\t0\n$\t\t0\nж\tx\t4\nа\te\t4"))
    by_one, by_both = other.relative(["жа"], ["xe"]), least_costs([fitting, other], ["жа"], ["xe"])
    assert by_one.tolist() == [0]
    assert by_both.tolist() == pytest.approx([0.3 * (other.least("жа") - fitting.least("жа"))], abs=0.05)
    assert least_costs([fitting, other], [], []).shape == (0,)


def test_words_are_folded_and_cut_before_they_are_compared() -> None:
    by_table = PathCosts(read_table(TOY), str.casefold, str.casefold)
    assert by_table.relative(["ЖА"], ["ZHA"]).tolist() == by_table.relative(["жа"], ["zha"]).tolist()
    assert by_table.relative(["жа" * 99], ["zha" * 99]).shape == (1,)
