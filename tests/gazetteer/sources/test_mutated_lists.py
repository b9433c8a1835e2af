"""Published lists in which bytes and values have been changed raise nothing but our own errors."""

from __future__ import annotations

import csv
import io
import json
import random
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from published import FORMATS, SAMPLES, Told, sample

from gazetteer import SourceError

PIECES = [
    b'"',
    b"",
    b"\0",
    b"\xff",
    b"\n",
    b";",
    b",",
    b"{",
    b"]",
    b"<",
    b">",
    b"&",
    b"\\ud800",
    b"9" * 5000,
    b"\xef\xbb\xbf",
]
TEXTS = [
    "",
    "x",
    "\n",
    "0000",
    "circa",
    "1950 to 1960",
    "12 May 19999",
    "http://",
    "wd:",
    "@",
    "(1) a (2) b",
    "-0-",
    "low",
    "5",
]
VALUES = [*TEXTS, None, True, 5, -1.5, [], {}, "x\ud800", "\0", ["x", 5], {"name": 5}, 10**30]


@pytest.mark.parametrize("path", [sample(path) for path in FORMATS])
def test_changed_bytes(path: str, tmp_path: Path) -> None:
    data = (SAMPLES / path).read_bytes()
    for seed in range(20):
        _read(tmp_path / f"{seed}-{Path(path).name}", _with_changed_bytes(random.Random(f"{path} {seed}"), data))


@pytest.mark.parametrize("path", [sample(path) for path in FORMATS if not path.startswith("skos")])
def test_changed_values(path: str, tmp_path: Path) -> None:
    text = (SAMPLES / path).read_bytes().decode("utf-8-sig")
    change = {".json": _json, ".jsonld": _json, ".xml": _xml, ".rdf": _xml, ".csv": _table, ".tsv": _table}[
        Path(path).suffix
    ]
    for seed in range(6):
        chance = random.Random(f"{path} {seed}")
        _read(tmp_path / f"{seed}-{Path(path).name}", change(chance, chance.choice([0.02, 0.15]), text).encode())


def _read(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with suppress(SourceError):  # the file as a whole is another format now
        told = Told(path)
        assert all("; " in error.reason for error in told.rejects), "the repair follows what is wrong"


def _with_changed_bytes(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([0, 1, 5, 30, 200]))
        change = chance.choice(["replace", "cut", "repeat", "move"])
        if change == "replace":
            data = data[:start] + chance.choice(PIECES) + data[end:]
        elif change == "cut":
            data = data[:start] or b"x"
        elif change == "repeat":
            data = data[:end] + data[start:end] * chance.choice([1, 50]) + data[end:]
        else:
            data = data[:start] + data[end:] + data[start:end]
    return data


def _json(chance: random.Random, share: float, text: str) -> str:
    """A document, or one on each line, of whose values a share is changed, left out or repeated."""
    documents: Iterable[str] = [text] if text.startswith("{\n") else text.splitlines()
    return "\n".join(json.dumps(_changed(chance, share, json.loads(document))) for document in documents)


def _changed(chance: random.Random, share: float, value: Any) -> Any:
    if chance.random() < share:
        return chance.choice(VALUES)
    if isinstance(value, dict):
        return {name: _changed(chance, share, each) for name, each in value.items() if chance.random() > share / 3}
    if isinstance(value, list):
        return [_changed(chance, share, each) for each in value for _ in range(1 + (chance.random() < share))]
    return value


def _xml(chance: random.Random, share: float, text: str) -> str:
    document = ET.fromstring(text.encode())
    for element in list(document.iter()):
        if chance.random() < share:
            element.text = chance.choice(TEXTS)
        for name in element.attrib:
            if chance.random() < share:
                element.attrib[name] = chance.choice(TEXTS)
        if len(element) and chance.random() < share:
            element.remove(chance.choice(list(element)))
        if len(element) and chance.random() < share:
            element.append(chance.choice(list(element)))
    return ET.tostring(document, "unicode")


def _table(chance: random.Random, share: float, text: str) -> str:
    delimiter = max(",;\t", key=text.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    for row in rows[2:]:
        for place in range(len(row)):
            if chance.random() < share:
                row[place] = chance.choice([*TEXTS, "\0", '"', ";", "\x1a"])
        if chance.random() < share:
            row.append("x")
        if row and chance.random() < share:
            row.pop()
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()
