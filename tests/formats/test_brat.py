"""The format `brat`: each line is one that brat reads, and what was annotated is read back."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from annotated import FEW, Found, all_found, annotated_sentences, annotations, whole_text
from command_line import run
from hypothesis import given

from names.errors import InputError
from names.formats.brat import standoff
from names.formats.mentions import Annotations

# As brat's own parser has them (`server/src/annotation.py`), which splits a line at its first two tabs.
TYPE = re.compile(r"[A-Za-z0-9_-]+")
NORMALIZATION = re.compile(r"(\S+) (\S+) (\S+?):(\S+)")


def read_back(lines: str, text: str) -> list[Found]:
    """The mentions of a file of annotations; spans are verified against the text as brat does."""
    found: dict[str, Found] = {}
    ids: list[str] = []
    for line in lines.splitlines():  # at every character that ends a line to Python, as brat does
        id, data, *tail = line.split("\t", 2)
        ids.append(id)
        if id.startswith("T"):
            type_, _, spans = data.partition(" ")
            assert TYPE.fullmatch(type_)
            offsets = [tuple(map(int, span.split(" "))) for span in spans.split(";")]
            assert tail == [" ".join(text[start:end] for start, end in offsets)]
            found[id] = Found(offsets[0][0], offsets[-1][1], "", None)
        elif id.startswith("A"):
            type_, target, status = data.split(" ")
            assert type_ == "Status"
            found[target] = found[target]._replace(status=status)
        elif id.startswith("N"):
            match = NORMALIZATION.fullmatch(data)
            assert match
            assert match[1] == "Reference"
            known = found[match[2]].status == "match"
            assert match[3] == ("Gazetteer" if known else "Text")
            found[match[2]] = found[match[2]]._replace(entity=unquote(match[4]))
        else:
            assert id.startswith("#")
            assert data.split(" ")[0] == "AnnotatorNotes"
            assert data.split(" ")[1] in found
    assert len(set(ids)) == len(ids)
    return list(found.values())


@FEW
@given(annotations())
def test_any_text_is_read_back(annotated: Annotations) -> None:
    assert read_back("".join(standoff(annotated)), whole_text(annotated, "a.txt")) == all_found(annotated)


@pytest.mark.parametrize("portion", annotated_sentences().portions, ids=lambda portion: portion.document)
def test_sentences_are_read_back(portion: object) -> None:
    annotated = Annotations([portion.document], [portion])
    found = read_back("".join(standoff(annotated)), portion.text)
    assert found == all_found(annotated)
    assert {"p/1", "c 1"} <= {mention.entity for mention in found}


def test_what_is_known_of_a_mention_is_told() -> None:
    english, *_ = annotated_sentences().portions
    lines = "".join(standoff(Annotations(["en.txt"], [english]))).splitlines()
    assert "T2\tPerson 17 25;26 31\tVladimir Putin" in lines  # over a line break
    assert "N1\tReference T1 Gazetteer:c%201\tMinsk" in lines
    assert "N3\tReference T3 Text:unknown/greta-dubrovan\tGreta Dubrovan" in lines
    assert "A4\tStatus T4 ambiguous" in lines
    assert any(line.startswith("#4\tAnnotatorNotes T4\t") and "s/1" in line and "s/2" in line for line in lines)
    assert not any(line.startswith("N4\t") for line in lines)


def test_several_texts_are_refused_with_a_remedy(people: str, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text("Sooronbay Jeenbekov spoke.", encoding="utf-8")
    result = run("resolve", "-g", people, "--format", "brat", str(tmp_path / "a"), str(tmp_path / "b"))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "one text at a time: names resolve article.txt --format brat > article.ann" in result.stderr
    with pytest.raises(InputError):
        next(standoff(Annotations(["a", "b"], [])))
