"""The curves of letters, words, names and whom they mean, fitted one after the other and written with their heads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from names.training.sources import SOURCES

DATA = Path(__file__).resolve().parent.parent / "data"
LETTERS, WORDS, NAMES, POSTERIOR = "letters", "words", "names", "posterior"
_WHAT = {
    LETTERS: "Logistic weights by script: from what two words of it are apart "
    "(names/comparison/letters.py) to a probability",
    WORDS: "Logistic weights by script: from what is measured of two words "
    "(names/comparison/distance.py) to a probability",
    NAMES: "Logistic weights: from the figures of the evidence "
    "(names/comparison/evidence.py: Features) to a probability",
    POSTERIOR: "Weights of a multinomial logit: from the figures of candidates "
    "(names/resolution/posterior.py) to who is meant",
}
_FILE = {
    LETTERS: "letter-calibration.tsv",
    WORDS: "word-calibration.tsv",
    NAMES: "calibration.tsv",
    POSTERIOR: "posterior.tsv",
}


def write_curve(curve: str, wheels: Path) -> str:
    """Fit one curve on pairs kept from training, write its table and return it."""
    from names.training.calibration import fit_names, name_pairs
    from names.training.letters import fit_letters
    from names.training.posterior import fit_posterior
    from names.training.words import fit_words

    head = [
        _WHAT[curve],
        f"fitted by `python -m names.training --wheels DIR {curve}`; do not edit",
        *(f"source: {line}" for line in _sources(curve)),
    ]
    fitted: dict[str, Callable[[Path], str]] = {
        LETTERS: fit_letters,
        WORDS: fit_words,
        NAMES: lambda wheels: fit_names(name_pairs(wheels)),
        POSTERIOR: lambda _: fit_posterior(),
    }
    body = fitted[curve](wheels)
    text = "".join(f"# {line}\n" for line in head) + body
    (DATA / _FILE[curve]).write_text(text, encoding="utf-8")
    return text


def _sources(curve: str) -> list[str]:
    if curve == POSTERIOR:
        return ["the sources of the default gazetteer (NOTICE)"]
    wheels = [f"{s.wheel} {s.version} ({s.licence})" for s in SOURCES[:2]]
    return [*wheels, "gazetteer/data/curated, persons (CC0 1.0)"] if curve == NAMES else wheels
