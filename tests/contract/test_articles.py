"""The main job on articles of our own: every name gets its entity, nothing else does (cases/articles)."""

from __future__ import annotations

import re
from functools import cache

import pytest
from rows import CASES, marked, rows

import names
from gazetteer import Gazetteer

ARTICLES = CASES / "articles"
GOLD = rows("articles/gold.tsv")
DOCUMENTS = sorted(path.stem for path in ARTICLES.glob("*.txt"))


@cache
def read(document: str) -> str:
    return (ARTICLES / f"{document}.txt").read_text(encoding="utf-8")


@cache
def annotated(document: str, gaz: Gazetteer) -> tuple[names.Resolution, ...]:
    return tuple(names.annotate(read(document), gaz))


def occurrences(document: str, surface: str) -> list[tuple[int, int]]:
    """Where the surface stands as a word of its own, not inside a longer surface of the document."""
    longer = [row["surface"] for row in GOLD if row["document"] == document and surface in row["surface"] != surface]
    covered = [match.span() for other in longer for match in _found(document, other)]
    spans = [match.span() for match in _found(document, surface)]
    return [(a, b) for a, b in spans if not any(start <= a and b <= end for start, end in covered)]


def _found(document: str, surface: str) -> list[re.Match[str]]:
    words = r"\s+".join(map(re.escape, surface.split()))  # a name may be broken over two lines
    unspaced = re.search("[\u4e00-\u9fff\u0600-\u06ff]", surface)  # Arabic joins and, in, to to a name
    edges = words if unspaced else rf"(?<!\w){words}(?!\w)"
    return list(re.finditer(edges, read(document)))


def meant(resolution: names.Resolution) -> str:
    if resolution.status == "ambiguous":
        return "ambiguous"
    return resolution.entity.id if resolution.entity else resolution.group


@pytest.mark.parametrize("row", [marked(row, f"{row['document']}-{row['surface']}") for row in GOLD])
def test_every_occurrence_of_a_name_means_its_entity(row: dict[str, str], gaz: Gazetteer) -> None:
    document, wanted = row["document"], row["entity"]
    spans = occurrences(document, row["surface"])
    assert spans, f"{row['surface']!r} does not stand in {document}"
    if wanted.startswith("unknown:"):
        wanted = group_of(wanted, document, gaz)
    for start, end in spans:
        over = [r for r in annotated(document, gaz) if r.mention.start < end and start < r.mention.end]
        found = [(meant(r), r.mention.start, r.mention.end) for r in over]
        assert found == ([] if wanted == "-" else [(wanted, start, end)])


def group_of(unknown: str, document: str, gaz: Gazetteer) -> str:
    """The group of the first spelling of somebody unknown; all others must have the same."""
    first = next(row["surface"] for row in GOLD if row["document"] == document and row["entity"] == unknown)
    start, _ = occurrences(document, first)[0]
    groups = [r.group for r in annotated(document, gaz) if r.mention.start == start]
    assert groups
    assert groups[0]
    return groups[0]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_else_is_reported(document: str, gaz: Gazetteer) -> None:
    listed = [span for row in GOLD if row["document"] == document for span in occurrences(document, row["surface"])]
    strange = [
        (r.mention.text, meant(r))
        for r in annotated(document, gaz)
        if not any(a < r.mention.end and r.mention.start < b for a, b in listed)
    ]
    assert strange == []


def test_russian_and_ukrainian_renderings_mean_the_same_entities(gaz: Gazetteer) -> None:
    russian, ukrainian = ({meant(r) for r in annotated(f"moscow-{code}", gaz)} for code in ("ru", "uk"))
    assert russian == ukrainian


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_resolution_can_say_why(document: str, gaz: Gazetteer) -> None:
    from names.resolution.reasons import why

    assert all(why(resolution) for resolution in annotated(document, gaz))
