"""Make the tables of transcriptions, `names/data/transcriptions`, from the hand-written tables beside this module.

A hand-written row has a language, the Latin spellings of a name, and its usual transcriptions. A row of the tables has
a transcription, folded by `names.orthography.folding.fold_variants`, and the Latin names that it may stand for,
likeliest first. Such a table is read in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from names.orthography.folding import fold_variants

HEAD = """# The Latin names that a foreign name in this script is the usual transcription of, the likeliest first.
# made by `python -m names.training --wheels DIR transcriptions` of names/training/transcriptions; do not edit
# source: hand-curated for this project from general knowledge; CC0 1.0
form	latin
"""


def write_transcriptions(wheels: Path, folder: Path) -> str:
    """Write the tables, and return a line on each; no wheel is needed."""
    del wheels
    folder.mkdir(exist_ok=True)
    report = []
    for source in sorted(Path(__file__).with_name("transcriptions").glob("*.tsv")):
        latins: dict[str, dict[str, None]] = {}
        for latin, forms in _rows(source):
            for form in forms:
                latins.setdefault(fold_variants(form, source.stem), {}).update(dict.fromkeys(latin))
        rows = [f"{form}\t{' '.join(found)}\n" for form, found in sorted(latins.items())]
        (folder / source.name).write_text(HEAD + "".join(rows), encoding="utf-8")
        report.append(f"{source.name}: {len(rows)} rows\n")
    return "".join(report)


def _rows(source: Path) -> Iterator[tuple[list[str], list[str]]]:
    """The Latin spellings and the transcriptions of each row."""
    lines = source.read_text(encoding="utf-8").splitlines()
    _, *data = [line for line in lines if not line.startswith("#")]
    for line in data:
        _, latin, forms = line.split("\t")
        yield latin.split(" "), forms.split(" ")
