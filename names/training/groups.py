"""Make the table of name parts that are one name, `names/data/groups.tsv`: Wikidata's items with the most spellings."""

from __future__ import annotations

from pathlib import Path

from names.orthography.folding import fold_word
from names.training.sources import RIGOUR, named_groups, script_of

SIZE = 800_000  # most bytes of the table; chosen
FEWEST = 4  # least forms of a group; smaller groups add nothing to the learned costs; chosen


def write_groups(wheels: Path, path: Path) -> str:
    """Write the table and return its head; the groups with the most forms and scripts are kept."""
    rows = []
    for identity, forms in named_groups(wheels):
        keys = [(fold_word(form, script), script) for form in forms if " " not in form and (script := script_of(form))]
        words = sorted({word for word, _ in keys if len(word) > 1})
        if len(words) >= FEWEST:
            breadth = len(words) + 2 * len({script for _, script in keys})
            rows.append((-breadth, f"{identity}\t{' '.join(words)}\n"))
    kept, size = [], 0
    for _, line in sorted(rows):  # groups with most words and scripts first
        size += len(line.encode())
        if size > SIZE:
            break
        kept.append(line)
    head = (
        "# Name parts that are one name: Wikidata item, spellings.\n"
        "# Spellings are written as `names.orthography.folding.fold_word` writes them. Made by\n"
        "# `python -m names.training --wheels DIR groups`; do not edit.\n"
        f"# source: {RIGOUR}, persons.txt\n"
        f"# groups: {len(kept)} of {len(rows)}, with most spellings and scripts\n"
    )
    path.write_text(head + "item\tspellings\n" + "".join(sorted(kept)), encoding="utf-8")
    return head
