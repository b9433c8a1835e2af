"""A review in the terminal: one key a choice, each written at once, undone by a further line, and not asked again."""

from __future__ import annotations

import asyncio
import os
import select
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, run

import names
from gazetteer import CannotWrite, Entity
from gazetteer.decisions.deciding import keep
from gazetteer.decisions.journal import read_decisions
from gazetteer.decisions.records import Decision
from gazetteer.decisions.rulings import in_force
from names.review.questions import review_questions
from names.review.results import DoubtfulSpelling
from names.review.session import ReviewSession

PATIENCE = 30  # seconds that the command may take to begin on a busy machine
ENTITIES = [
    Entity("a", "place", ["Lindau", "Lindau [b]am See[/b]"], note="in \x1b[31mBavaria"),
    Entity("b", "place", ["Lindau"]),
    Entity("c", "person", ["Bo Lindqvist"]),
    Entity("d", "person", ["Bo Lindqvist"]),
]
FOUND = [
    DoubtfulSpelling("Lindau", "line 2", 3),
    DoubtfulSpelling("Qqq", "line 3"),
    DoubtfulSpelling("B. Lindqvist", ""),
]


@pytest.fixture
def path(tmp_path) -> Path:
    names.build_gazetteer(ENTITIES, tmp_path / "p.gaz").close()
    return tmp_path / "p.gaz"


def decisions(path: Path) -> list[Decision]:
    return list(read_decisions(Path(f"{path}.decisions.jsonl")))


def told(some: list[Decision]) -> list[tuple[str, str, str]]:
    return [(one.action, one.spelling, one.entity) for one in some]


def session_of(path: Path) -> ReviewSession:
    opened = names.open_gazetteer(path)
    return ReviewSession(review_questions(FOUND, opened), lambda some: keep(opened, some, who="eva"))


def play(session: ReviewSession, *keys: str, size: tuple[int, int] = (100, 30)) -> list[str]:
    """What the screen shows after each key, as one text each."""
    pytest.importorskip("textual", reason="the extra `review` is not installed")
    from textual.geometry import Region

    from names.review.screen import ReviewScreen

    shown = []

    def lines(part: Any) -> list[str]:
        drawn = part.render_lines(Region(0, 0, *part.outer_size))
        return [line.text.strip(" │") for line in drawn]

    async def drive() -> None:
        screen = ReviewScreen(session, "r.csv", 2)
        async with screen.run_test(size=size) as pilot:
            for key in ("", *keys):
                if key:
                    await pilot.press(key)
                await pilot.pause()
                shown.append("\n".join(line for part in screen.query("Static") for line in lines(part)))

    asyncio.run(drive())
    return shown


def test_choices_are_written_at_once(path):
    session = session_of(path)
    assert session.question.spelling == "Lindau"
    session.accept(2)
    assert told(decisions(path)) == [("accept", "Lindau", session._asked[0].candidates[1].entity.id)]
    assert session.question.spelling == "B. Lindqvist"
    session.reject_all()
    assert session.question is None
    assert [one.action for one in decisions(path)][1:] == ["reject"] * len(session._asked[1].candidates)
    with pytest.raises(IndexError):
        session.skip()


def test_undo_is_a_further_line(path):
    session = session_of(path)
    assert not session.undo()
    session.accept(1)
    session.reject_all()
    session.undo()
    session.undo()
    assert session.question.spelling == "Lindau"
    assert in_force(decisions(path)) == []
    before = len(decisions(path))
    session.skip()
    session.undo()
    assert len(decisions(path)) == before
    session.accept(1)
    assert told(in_force(decisions(path))) == [("accept", "Lindau", "a")]


def test_what_is_decided_is_not_asked_again(path):
    session = session_of(path)
    session.skip()
    session.accept(1)
    again = session_of(path)
    assert again.question.spelling == "Lindau"
    again.reject_all()
    assert again.question is None
    assert session_of(path).question is None
    assert {one.who for one in decisions(path)} == {"eva"}


def test_the_screen(path):
    session = session_of(path)
    first, second, back, rejected, done, beyond = play(session, "2", "u", "r", "s", "5")
    assert "1 of 2 · r.csv · 0 decided, 0 skipped" in first
    assert "Lindau (3 times)\nline 2" in first
    assert r"in \x1b[31mBavaria" in first
    assert "also Lindau [b]am See[/b]" in first
    assert "alias “Lindau”\n· Lindau = Lindau" in first
    assert "2 of 2" in second
    assert "“Lindau” is Lindau (b)" in second
    assert "1 of 2" in back
    assert "2 of 2 · r.csv · 1 decided, 0 skipped" in rejected
    assert "done · r.csv · 1 decided, 1 skipped" in done
    assert "Nothing is left to decide. u goes back" in done
    assert beyond == done
    assert {one.spelling for one in in_force(decisions(path))} == {"Lindau"}


def test_a_key_without_a_candidate_does_nothing(path):
    assert session_of(path).question is not None
    first, after = play(session_of(path), "9", size=(50, 12))
    assert after == first
    assert decisions(path) == []


def test_an_error_ends_the_review(path):
    def refuse(_: object) -> list[Decision]:
        raise CannotWrite("d.jsonl", "is full", "name another file")

    pytest.importorskip("textual", reason="the extra `review` is not installed")
    from names.review.screen import ReviewScreen

    screen = ReviewScreen(ReviewSession(review_questions(FOUND, names.open_gazetteer(path)), refuse), "r.csv", 2)

    async def drive() -> None:
        async with screen.run_test() as pilot:
            await pilot.press("1")
            await pilot.pause()

    asyncio.run(drive())
    assert str(screen.failure) == "d.jsonl: is full; name another file"


@pytest.fixture
def reconciled(path, tmp_path) -> str:
    (tmp_path / "t.csv").write_text("name\nLindau\nB. Lindqvist\nBo Lindqvist\n", encoding="utf-8")
    output = str(tmp_path / "r.csv")
    assert run("reconcile", str(tmp_path / "t.csv"), "-g", str(path), "-o", output).exit_code == 0
    return output


def test_the_command_needs_a_terminal_and_textual(path, reconciled, monkeypatch):
    result = run("review", reconciled, "-g", str(path))
    assert result.exit_code == 1
    if not result.stderr.startswith("Error: names review needs"):
        assert "is reviewed in a terminal, from which the keys come" in result.stderr
    for module in [name for name in sys.modules if name.startswith(("textual", "names.review.screen"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "textual", None)
    result = run("review", reconciled, "-g", str(path))
    assert result.stderr == "Error: names review needs the package textual: pip install 'names-gazetteer[review]'\n"


def in_a_terminal(*arguments: str, keys: bytes, ready: Callable[[bytes], bool]) -> tuple[bytes, int]:
    """What a command shows in a terminal, and its exit status; the keys are sent when it is ready."""
    import fcntl
    import pty
    import struct
    import termios

    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
        os.execv(sys.executable, [sys.executable, "-m", "names", *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    shown, sent = b"", False
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            shown += os.read(terminal, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not sent and ready(shown):
            os.write(terminal, keys)
            sent = True
    os.close(terminal)
    return shown, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_command_in_a_terminal(path, reconciled):
    pytest.importorskip("textual", reason="the extra `review` is not installed")
    review = ("review", reconciled, "-g", str(path), "--who", "eva")
    shown, status = in_a_terminal(*review, keys=b"1u2r\x03", ready=lambda shown: b"reject all" in shown)
    assert status == 0, shown.decode(errors="replace")
    assert b"r.csv: 2 decided, 0 skipped" in shown
    made = decisions(path)
    assert [one.action for one in made][:4] == ["accept", "undo", "accept", "reject"]
    assert {(one.spelling, one.who) for one in in_force(made)} == {("Lindau", "eva"), ("Bo Lindqvist", "eva")}
    with names.open_gazetteer(path) as opened:
        assert list(review_questions(FOUND[:1], opened)) == []
