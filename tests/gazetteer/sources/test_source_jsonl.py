"""JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from written import write

from gazetteer import Alias, SourceError, SourceWarning
from gazetteer.sources import read
from gazetteer.sources.formats import jsonl
from gazetteer.sources.source_file import Head


def test_a_record(tmp_path: Path) -> None:
    aliases = ["J.", {"text": "Джейн", "language": "ru", "kind": "full"}]
    record = {"id": "1", "kind": "person", "label": "Jane", "aliases": aliases}
    (entity,) = read(write(tmp_path / "t.jsonl", json.dumps(record) + "\n\n"))
    assert [(a.text, a.language, a.kind) for a in entity.aliases] == [
        ("Jane", "und", "label"),
        ("J.", "und", "alias"),
        ("Джейн", "ru", "full"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON at column 1"),
        ("[]", "no object"),
        ('{"id": "1"}', "no name"),
        ('{"label": "A"}', "no id"),
        ('{"id": "1", "aliases": [3]}', "alias 3"),
        ('{"id": "1", "label": "A", "prior": "big"}', "big"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(SourceError, match=rf"t\.jsonl:2: .*{message}"):
        list(read(write(tmp_path / "t.jsonl", f'{{"id": "0", "label": "Z"}}\n{line}\n')))


def test_texts_are_taken_as_they_are(tmp_path: Path) -> None:
    record = {"id": "1", "label": " A\ud800 ", "aliases": [{"text": "B", "kind": "label", "source": ""}, "C"]}
    with pytest.warns(SourceWarning, match=r"t\.jsonl:1: white space around a text, which is kept: ' A.ud800 '"):
        (entity,) = read(write(tmp_path / "t.jsonl", json.dumps(record)))
    assert entity.aliases == (
        Alias(" A\ud800 ", kind="label", source="t.jsonl"),
        Alias("B", kind="label"),
        Alias("C", source="t.jsonl"),
    )


@pytest.mark.parametrize(
    ("name", "content", "is_jsonl"),
    [
        ("t", '\n{"id": "1", "label": "A"}\n', True),
        ("t", '{"id": "0"}\n{"id": "1", "aliases": ["A"]}\n', True),
        ("t.jsonl", "{\n", True),
        ("t.txt", "{\n", False),
        ("t.jsonl", '{"id": "Q1", "labels": {}, "aliases": {}}\n', False),
        ("t.jsonl", '["A"]\n', False),
    ],
)
def test_json_lines_are_recognised(name: str, content: str, is_jsonl: bool) -> None:
    assert jsonl.recognises(Head(name, content.encode())) is is_jsonl
