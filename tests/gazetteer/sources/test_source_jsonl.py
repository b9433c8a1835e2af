"""JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from written import write

from gazetteer import SourceError
from gazetteer.sources import read


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
