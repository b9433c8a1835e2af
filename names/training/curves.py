"""Fit the curves that turn features into probabilities: of letters, words, names, and entities that a name may mean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from names.training.sources import ARABIC, RIGOUR, Source

__all__ = ["CURVES", "Curve", "write_curve"]

DATA = Path(__file__).resolve().parent.parent / "data"


class Curve(NamedTuple):
    """A table of fitted weights."""

    path: str  # in names/data
    holds: str  # its content, the first line of its head
    wheels: tuple[Source, ...]
    others: tuple[str, ...]  # sources other than wheels
    fit: Callable[[Path], str]  # folder of the wheels -> the table, with comments on how well it fits


def _fit_letters(wheels: Path) -> str:
    from names.training.letters import fit_letters

    return fit_letters(wheels)


def _fit_words(wheels: Path) -> str:
    from names.training.words import fit_words

    return fit_words(wheels)


def _fit_names(wheels: Path) -> str:
    from names.training.calibration import fit_names, name_pairs

    return fit_names(name_pairs(wheels))


def _fit_posterior(wheels: Path) -> str:
    from names.training.posterior import fit_posterior

    del wheels
    return fit_posterior()


# The curves must be fitted in this order, each in a new process, because a curve is fitted on probabilities that the
# curve before it gives. Their modules are imported late, because they read these tables.
CURVES = {
    "letters": Curve(
        "letter-calibration.tsv",
        "Logistic weights by script: from what two words of it are apart "
        "(names/comparison/letters.py) to a probability",
        (RIGOUR, ARABIC),
        (),
        _fit_letters,
    ),
    "words": Curve(
        "word-calibration.tsv",
        "Logistic weights by script: from what is measured of two words "
        "(names/comparison/distance.py) to a probability",
        (RIGOUR, ARABIC),
        (),
        _fit_words,
    ),
    "names": Curve(
        "calibration.tsv",
        "Logistic weights: from the features of the evidence (names/comparison/features.py) to a probability",
        (RIGOUR, ARABIC),
        ("gazetteer/data/curated, persons (CC0 1.0)",),
        _fit_names,
    ),
    "posterior": Curve(
        "posterior.tsv",
        "Weights of a multinomial logit: from the features of candidates "
        "(names/resolution/features.py) to who is meant",
        (),
        ("the sources of the default gazetteer (NOTICE)",),
        _fit_posterior,
    ),
}


def write_curve(name: str, wheels: Path) -> str:
    """Fit one curve on names kept from training, write its table into `names/data` and return it."""
    curve = CURVES[name]
    head = [
        curve.holds,
        f"fitted by `python -m names.training --wheels DIR {name}`; do not edit",
        *(f"source: {source}" for source in (*curve.wheels, *curve.others)),
    ]
    table = "".join(f"# {line}\n" for line in head) + curve.fit(wheels)
    (DATA / curve.path).write_text(table, encoding="utf-8")
    return table
