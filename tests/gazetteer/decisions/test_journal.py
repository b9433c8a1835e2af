"""The file of decisions: what is written comes back, what a crash leaves is passed over, damage is told by its line."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import CannotWrite, DamagedDecisions
from gazetteer.decisions import journal
from gazetteer.decisions.journal import append_decisions, read_decisions
from gazetteer.decisions.location import decisions_file
from gazetteer.decisions.records import Decision, parsed, spelling_form, stamped, written
from gazetteer.decisions.rulings import in_force

ANY = st.text(st.characters(), max_size=20)  # lone surrogates among them
SEVERAL = st.lists(ANY, min_size=1, max_size=3).map(tuple)
TOLD = {"why": ANY, "who": ANY, "when": ANY, "id": ANY.filter(bool)}
DECISIONS = st.one_of(
    st.builds(Decision, st.sampled_from(["accept", "reject"]), spelling=ANY, entity=ANY, **TOLD),
    st.builds(Decision, st.just("split"), entity=ANY, aliases=SEVERAL, to=ANY, **TOLD),
    st.builds(Decision, st.just("merge"), entity=ANY, others=SEVERAL, **TOLD),
    st.builds(Decision, st.just("undo"), undoes=SEVERAL, **TOLD),
)
ONE, TWO = Decision("accept", "Ana", "p1", id="1"), Decision("reject", "Ana", "p2", id="2")


@given(DECISIONS)
def test_a_decision_is_one_line_that_reads_back(decision: Decision) -> None:
    line = written(decision)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert parsed(line, 7) == replace(decision, number=7)


@given(ANY)
def test_the_form_of_a_spelling_is_settled(spelling: str) -> None:
    form = spelling_form(spelling)
    assert spelling_form(form) == form == spelling_form(f"\t{spelling}\n") == spelling_form(spelling.replace(" ", "  "))


@settings(max_examples=25)
@given(st.lists(DECISIONS, min_size=1, max_size=3, unique_by=lambda one: one.id), st.data())
def test_what_a_crash_leaves_of_a_line_is_cut_off(decisions: list[Decision], data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d.jsonl")
        append_decisions(path, decisions)
        whole = path.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        path.write_bytes(whole[:cut] + data.draw(st.sampled_from([b"", b"\0\0\0"])))
        kept = list(read_decisions(path))
        assert kept == [replace(one, number=n) for n, one in enumerate(decisions[: len(kept)], start=1)]
        assert len(kept) in {whole[:cut].count(b"\n"), whole[: cut + 1].count(b"\n")}
        new = replace(ONE, id="new" + "x" * 30)
        number = append_decisions(path, [new])
        assert list(read_decisions(path)) == [*kept, replace(new, number=number)]
        assert number == len(kept) + 1


@pytest.mark.parametrize(
    ("content", "numbers"),
    [
        (b"", []),
        (b"\n\n", []),
        (b"\xef\xbb\xbf" + written(ONE), [1]),
        (written(ONE).replace(b"\n", b"\r\n") + written(TWO), [1, 2]),
        (written(ONE) + b"\n" + written(TWO).rstrip(b"\n"), [1, 3]),
        (written(ONE) + written(TWO)[:20], [1]),
        (written(ONE) + b'{"action": "accept"}', [1]),
        (written(ONE) + written(TWO) + written(ONE), [1, 2]),
        (b'{"action": "merge", "entity": "a", "others": ["b"], "note": 7}\n', [1]),
    ],
)
def test_a_file_as_editors_and_crashes_leave_it(tmp_path, content, numbers):
    path = tmp_path / "d.jsonl"
    path.write_bytes(content)
    assert [one.number for one in read_decisions(path)] == numbers
    append_decisions(path, [Decision("undo", undoes=("1",), id="3")])
    assert [one.number for one in read_decisions(path)][:-1] == numbers
    assert read_decisions(path)[-1].action == "undo"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"accept Ana p1", "is no JSON object; mend the line, or delete it"),
        (b"[" * 100_000, "is no JSON object"),
        (b"[1]", "is no JSON object"),
        (b"\xff{}", "is no JSON object"),
        (b'{"spelling": "Ana"}', "has the action None, none of accept, reject, split, merge, undo"),
        (b'{"action": ["accept"]}', "has the action"),
        (b'{"action": "accept", "spelling": "Ana"}', "needs a string as 'entity', not None"),
        (b'{"action": "accept", "spelling": 1, "entity": "p1"}', "needs a string as 'spelling', not 1"),
        (b'{"action": "merge", "entity": "p1", "others": []}', "needs a list of strings as 'others'"),
        (b'{"action": "undo", "undoes": "1"}', "needs a list of strings as 'undoes'"),
        (b'{"action": "undo", "undoes": ["1"], "who": 3}', "needs a string as 'who', not 3"),
    ],
)
def test_a_damaged_line_is_told(tmp_path, line, message):
    path = tmp_path / "d.jsonl"
    path.write_bytes(written(ONE) + line + b"\n" + written(TWO))
    with pytest.raises(DamagedDecisions, match=re.escape(f"{path}:2: ") + ".*" + re.escape(message)):
        read_decisions(path)


LINE = written(Decision("split", entity="p1", aliases=("Ana", "Anna"), to="p2", who="eva", when="2026", id="7"))


@settings(max_examples=150)
@given(st.data())
def test_a_file_of_anything_is_read_or_told(data: st.DataObject) -> None:
    import tempfile

    place, size = data.draw(st.integers(0, len(LINE))), data.draw(st.integers(0, 9))
    content = LINE[:place] + data.draw(st.binary(max_size=9)) + LINE[place + size :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d.jsonl")
        path.write_bytes(written(ONE) + content + written(TWO))
        found = ()
        with suppress(DamagedDecisions):
            found = read_decisions(path)
    assert not found or found[0] == replace(ONE, number=1)
    assert len(in_force(found)) <= len(found)


def test_what_cannot_be_written_or_read_is_told(tmp_path):
    with pytest.raises(CannotWrite, match="is not a file, so that decisions would be lost; name another file in NAMES"):
        append_decisions(Path(os.devnull), [ONE])
    with pytest.raises(CannotWrite, match="decisions cannot be written"):
        append_decisions(tmp_path, [ONE])
    with pytest.raises(DamagedDecisions, match="is not a file; name another file in NAMES_DECISIONS"):
        read_decisions(tmp_path)
    with pytest.raises(DamagedDecisions, match="cannot be read"):
        read_decisions(tmp_path / ("x" * 5000))
    assert read_decisions(Path(os.devnull)) == ()
    assert read_decisions(tmp_path / "none") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_never_ends_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(DamagedDecisions, match="is not a file"):
            read_decisions(path)


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "d.jsonl"
    append_decisions(path, [ONE])
    before, write = path.read_bytes(), os.write
    monkeypatch.setattr(journal.os, "write", lambda handle, line: write(handle, line[:9]))
    with pytest.raises(CannotWrite, match="No space left on device"):
        append_decisions(path, [TWO])
    assert path.read_bytes() == before


def test_a_held_file_is_told(tmp_path, monkeypatch):
    path = tmp_path / "d.jsonl"
    monkeypatch.setattr(journal, "PATIENCE", 0.05)
    with journal._locked(path), pytest.raises(CannotWrite, match="another process holds it"):
        append_decisions(path, [ONE])
    assert append_decisions(path, [ONE]) == 1


def test_the_place_of_the_file(tmp_path, monkeypatch):
    import gazetteer

    assert decisions_file(tmp_path / "a.gaz") == (tmp_path / "a.gaz.decisions.jsonl").resolve()
    (tmp_path / "link.gaz").symlink_to(tmp_path / "a.gaz")
    assert decisions_file(tmp_path / "link.gaz") == (tmp_path / "a.gaz.decisions.jsonl").resolve()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert decisions_file(gazetteer.errors.EMBEDDED).parent == tmp_path / "names-gazetteer"
    monkeypatch.setenv("NAMES_DECISIONS", "other.jsonl")
    assert decisions_file(tmp_path / "a.gaz") == Path("other.jsonl")


WRITER = """
import sys
from pathlib import Path
from gazetteer.decisions.journal import append_decisions
from gazetteer.decisions.rulings import in_force
from gazetteer.decisions.records import Decision, stamped
for number in range(int(sys.argv[3])):
    append_decisions(Path(sys.argv[1]), [stamped(Decision("accept", f"{sys.argv[2]} {number} " + "x" * 500, "p1"))])
    print(number, flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)


def test_two_writers_at_once_lose_nothing(tmp_path):
    path, count = tmp_path / "d.jsonl", 30
    for process in [writer(path, name, count) for name in ("left", "right", "third")]:
        process.communicate()
        assert process.returncode == 0
    decisions = read_decisions(path)
    assert [one.number for one in decisions] == list(range(1, 3 * count + 1))
    for name in ("left", "right", "third"):
        assert [one.spelling.split()[1] for one in decisions if one.spelling.startswith(name)] == [
            str(number) for number in range(count)
        ]


def test_a_writer_that_is_killed_loses_nothing_that_it_told(tmp_path):
    path, told = tmp_path / "d.jsonl", 0
    for number in range(3):
        process = writer(path, f"run{number}", 100_000)
        assert process.stdout is not None
        for _ in range(5 + 7 * number):
            process.stdout.readline()
            told += 1
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        told += len(process.communicate()[0].splitlines())
        assert told <= len(read_decisions(path)) <= told + number + 1
    assert append_decisions(path, [stamped(ONE)]) == len(read_decisions(path))
