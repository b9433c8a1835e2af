"""Learned readings and costs: what a table reads, that costs are exact, and that known spellings are near."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from names.kernel.correspondences import read_table
from names.orthography.folding import fold_word
from names.romanization.transducers import Transducer, transducer

SCRIPTS = (
    "Arab",
    "Armn",
    "Beng",
    "Cyrl",
    "Deva",
    "Geor",
    "Grek",
    "Hang",
    "Hani",
    "Hebr",
    "Kana",
    "Latn",
    "Taml",
    "Thai",
)
TOY = read_table("^\t\t0\n$\t\t0\nж\tzh\t0.5\nж\tj\t1\nа\ta\t0.1\nжа\tja\t0.9")


def known(script: str) -> Transducer:
    found = transducer(script)
    assert found is not None
    return found


def test_readings_come_best_first_with_their_chunks() -> None:
    readings = Transducer("Cyrl", [TOY]).readings("жа", 3)
    assert [reading.text for reading in readings] == ["zha", "ja"]
    assert readings[0].cost == 0
    assert readings[0].chunks == (("ж", "zh"), ("а", "a"))
    assert readings[1].cost == pytest.approx(0.3)
    assert readings[1].chunks == (("жа", "ja"),)


def test_a_cost_is_told_above_the_best_reading() -> None:
    toy = Transducer("Cyrl", [TOY])
    assert toy.costs(["жа", "жа"], ["zha", "ja"]).tolist() == pytest.approx([0, 0.3], abs=0.01)
    assert toy.costs([], []).shape == (0,)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_a_table_that_reads_something(script: str) -> None:
    words = "محمد արամ রহমান иван राम გიორგი γιωργος 김 王 משה ヒロシ ivan ராம สม"
    samples = dict(zip(SCRIPTS, words.split(), strict=True))
    readings = known(script).readings(samples[script])
    assert readings
    assert all(reading.text.isascii() and reading.text.isalpha() for reading in readings)


@pytest.mark.parametrize(
    ("script", "native", "near", "far"),
    [
        ("Cyrl", "жээнбеков", "jeenbekov", "atambayev"),
        ("Cyrl", "жээнбеков", "jinbekov", "japarov"),
        ("Cyrl", "тихановская", "tikhnovskaya", "tsikhmanova"),
        ("Arab", "محمد", "mohammed", "mahmoud"),
        ("Hebr", "נתניהו", "netanyahu", "nathan"),
        ("Grek", "μητσοτάκης", "mitsotakis", "mitropoulos"),
        ("Hang", "김정은", "kimjongun", "kimyongnam"),
        ("Hani", "习近平", "xijinping", "likeqiang"),
        ("Kana", "ヒロシ", "hiroshi", "hisashi"),
        ("Latn", "gaddafi", "qadhafi", "gandhi"),
        ("Latn", "jeenbekov", "jinbekov", "japarov"),
    ],
)
def test_a_spelling_costs_less_than_another_name(script: str, native: str, near: str, far: str) -> None:
    cost, other = known(script).costs([native, native], [near, far])
    assert cost < other


@pytest.mark.parametrize("script", SCRIPTS)
def test_batched_costs_are_those_of_the_single_best_path(script: str) -> None:
    learned = known(script)
    random.seed(7)
    words = [
        "ли",
        "жээнбеков",
        "محمد",
        "משה",
        "김정은",
        "王明",
        "ivanov",
        "ヒロシ",
        "γιωργος",
        "राम",
        "აბ",
        "x",
    ]
    latins = ["jeenbekov", "li", "", "mohammed", "kimjongun", "wangming", "ivanova"]
    pairs = [(random.choice(words), random.choice(latins)) for _ in range(60)]
    batch = learned.costs([a for a, _ in pairs], [b for _, b in pairs])
    alone = [learned.costs([a], [b])[0] for a, b in pairs]
    assert np.allclose(batch, alone, atol=0.05)


def test_latin_costs_are_symmetric_and_nothing_for_the_same_word() -> None:
    latin = known("Latn")
    words = ["gaddafi", "qadhafi", "ivanov", "iwanow", "schukin", "smith", "a", ""]
    pairs = [(a, b) for a in words for b in words]
    costs = latin.costs([a for a, _ in pairs], [b for _, b in pairs]).reshape(len(words), -1)
    assert np.allclose(costs, costs.T, atol=0.05)
    assert np.allclose(np.diag(costs), 0, atol=0.01)
    assert np.isfinite(costs).all()


def test_steps_tell_the_operations_of_the_best_path() -> None:
    steps = known("Cyrl").steps("жуков", "zhukov")
    assert "".join(step.native for step in steps).strip("^$") == "жуков"
    assert "".join(step.latin for step in steps) == "zhukov"


@given(st.text(max_size=12), st.sampled_from(SCRIPTS))
@example("Y¯", "Hani")
@settings(max_examples=120, deadline=None)
def test_any_string_is_a_word(text: str, script: str) -> None:
    learned = known(script)
    assert fold_word(fold_word(text, script), script) == fold_word(text, script)
    assert all(reading.cost >= -1e-9 for reading in learned.readings(text, 3))
    cost = learned.costs([text], ["ivanov"])
    assert np.isfinite(cost).all()
    assert (cost >= 0).all()


def test_a_line_of_characters_is_read_as_quickly_as_a_name() -> None:
    hani = transducer("Hani")
    assert hani is not None
    assert len(hani.readings("习近平" * 40, 5)) == 5  # it held all memory once: many readings cost the same
