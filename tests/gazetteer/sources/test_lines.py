"""Files as they are read: encodings, line ends, what is no file, and that none is kept in memory."""

from __future__ import annotations

import json
import os
import threading
import tracemalloc
from pathlib import Path

import pytest
from written import outcome, write

from gazetteer import SourceError
from gazetteer.sources import read, text


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize(("encoding", "bad"), [("utf-8", b"\xcf"), ("utf-16-le", b"\x00\xd8")])
def test_a_bad_byte_is_told_with_the_line_it_stands_on(tmp_path: Path, encoding: str, bad: bytes, end: str) -> None:
    lines = ["\ufeffid,name", *(f"{i},Name\u2028{i}" for i in range(2, 6000))]
    before, after = (end.join(part).encode(encoding) for part in (lines[:3002], lines[3002:]))
    path = tmp_path / "t.csv"
    path.write_bytes(before + bad + end.encode(encoding) + after)
    found, _, error = outcome(path)
    assert len(found) in (2999, 3000)  # the last entity before is held until its next row is seen
    assert error is not None
    assert error.line == 3002


def test_what_has_no_line_ends_is_not_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LONGEST", 1000)
    path = write(tmp_path / "t.csv", "id,name\n1,Ann\n" + "x" * 5000)
    with pytest.raises(SourceError, match=r"t\.csv:3: a line of 1,000 characters or more"):
        list(read(path))


def test_a_place_that_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("folder.csv", "none.tsv", "a\0b.jsonl", "x" * 500 + ".csv"):
        with pytest.raises(SourceError, match="; check the path"):
            list(read(tmp_path / name))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("\ufeffid,name\n1,Ann\n2,Бо\n", "utf-8"))
    writer.start()
    assert [entity.label for entity in read(path)] == ["Ann", "Бо"]
    writer.join()


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_large_source_is_not_kept_in_memory(tmp_path: Path, suffix: str) -> None:
    note = "x" * 300
    peaks = []
    for count in (5_000, 25_000):
        path = tmp_path / f"{count}{suffix}"
        with path.open("w", encoding="utf-8") as file:
            print("id,name,note", file=file) if suffix == ".csv" else None
            for i in range(count):
                record = {"id": f"Q{i}", "label": f"Name {i}", "note": note}
                print(",".join(record.values()) if suffix == ".csv" else json.dumps(record), file=file)
        tracemalloc.start()
        assert sum(1 for _ in read(path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / 20_000 < 100, "bytes a row, of which an id has 24 and a row over 300"
