"""The logistic curves of words and of whole names, fitted one after the other and written with their heads."""

from __future__ import annotations

from pathlib import Path

from names.training.sources import SOURCES

DATA = Path(__file__).resolve().parent.parent / "data"
WORDS, NAMES = "words", "names"
_WHAT = {
    WORDS: "Logistic weights by script: from what is measured of two words (names/distance.py) to a probability",
    NAMES: "Logistic weights: from the figures of the evidence (names/evidence.py: Features) to a probability",
}
_FILE = {WORDS: "word-calibration.tsv", NAMES: "calibration.tsv"}


def write_curve(curve: str, wheels: Path) -> str:
    """Fit one curve on pairs kept from training, write its table and return it."""
    from names.training.calibration import fit_names, name_pairs
    from names.training.words import fit_words

    head = [
        _WHAT[curve],
        f"fitted by `python -m names.training --wheels DIR {curve}`; do not edit",
        *(f"source: {s.wheel} {s.version} ({s.licence})" for s in SOURCES[:2]),
        *(["source: gazetteer/data/curated, persons (CC0 1.0)"] if curve == NAMES else []),
    ]
    body = fit_words(wheels) if curve == WORDS else fit_names(name_pairs(wheels))
    text = "".join(f"# {line}\n" for line in head) + body
    (DATA / _FILE[curve]).write_text(text, encoding="utf-8")
    return text
