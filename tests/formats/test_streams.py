"""The streams of the command line, run as users run it: closed, full, of other encodings, a terminal, interrupted."""

from __future__ import annotations

import errno
import io
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from names.errors import OutputClosed, OutputError
from names.formats import streams

ROOT = Path(__file__).parents[2]
NAMES = f"{shlex.quote(sys.executable)} -m names"
PATIENCE = 60  # seconds after which a command is taken to hang

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def shell(command: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """What a POSIX shell makes of the command, in which NAMES is the command line."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    environment.pop("PYTHONUNBUFFERED", None)
    line = ["sh", "-c", command.replace("NAMES", NAMES)]
    return subprocess.run(line, cwd=ROOT, capture_output=True, env=environment, timeout=PATIENCE, check=False)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("NAMES romanize Щукин >/dev/full", "No space left on device"),
        ("NAMES lookup --json Minsk -g GAZ >/dev/full", "No space left on device"),
        ("NAMES lookup Minsk --workers 2 -g GAZ >/dev/full", "No space left on device"),
        ("NAMES resolve examples/line.txt -g GAZ >/dev/full", "No space left on device"),
        ("NAMES resolve examples/line.txt -g GAZ --format html >/dev/full", "No space left on device"),
        ("NAMES --help >/dev/full", "No space left on device"),
        ("NAMES romanize --help >/dev/full", "No space left on device"),
        ("PYTHONUNBUFFERED=1 NAMES resolve examples/line.txt -g GAZ >/dev/full", "No space left on device"),
        ("NAMES compare a b >&-", "closed"),
        ("NAMES resolve examples/line.txt -g GAZ >&-", "closed"),
        ("NAMES cluster <&-", "standard input is closed"),
        ("NAMES lookup --from - -g GAZ <&-", "standard input is closed"),
        ("NAMES resolve -g GAZ <&-", "standard input is closed"),
        ("NAMES cluster 0>/dev/null", "cannot be read"),
        ("NAMES cluster examples/names.txt --encoding rot13", "not a text encoding"),
        ("NAMES cluster examples/names.txt --encoding undefined", "not a text encoding"),
        ("NAMES cluster examples/names.txt --encoding punycode", "not a text encoding"),
        ("NAMES cluster examples/names.txt --encoding nope", "not a text encoding"),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full device")
def test_streams_that_take_or_give_nothing_are_told_in_one_line(command: str, said: str, people: str) -> None:
    done = shell(command.replace("GAZ", people))
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert done.stderr.startswith(b"Error: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "command",
    ["NAMES romanize --list", "NAMES lookup --from MANY -g GAZ --json", "NAMES resolve MANY -g GAZ --format text"],
)
def test_a_reader_that_has_enough_ends_it_quietly(command: str, people: str, tmp_path: Path) -> None:
    many = tmp_path / "many.txt"
    many.write_text("".join(f"{'Kanu ' * 100}{number}\n" for number in range(200)), encoding="utf-8")
    line = command.replace("MANY", str(many)).replace("GAZ", people)
    done = shell(f"{{ {line}; echo $? >&2; }} | head -n 1")
    assert done.stdout.count(b"\n") == 1
    assert done.stderr in (b"141\n", b"0\n")  # all may have been in the pipe before the reader went


def test_without_standard_error_the_exit_code_tells(people: str) -> None:
    for where in ("2>&-", "2>/dev/full", ">&- 2>&-"):
        done = shell(f"NAMES info -g /nowhere {where}")
        assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert shell("NAMES resolve -g GAZ 2>&- </dev/null".replace("GAZ", people)).returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251"])
def test_what_an_encoding_cannot_hold_is_escaped(encoding: str) -> None:
    done = shell("NAMES parse --json 'Киї 𠮷é'; NAMES cluster", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    told = json.loads(done.stdout.decode(encoding))
    assert told["text"] == "Киї 𠮷é"
    assert r"\ud842\udfb7" in done.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "koi8-r"])
def test_a_page_in_another_encoding_than_it_names_has_references(encoding: str) -> None:
    done = shell("printf Киї | NAMES resolve --format html", PYTHONIOENCODING=encoding)
    assert b"&#1050;&#1080;&#1111;" in done.stdout
    assert done.stdout.isascii()


def test_the_locale_of_machines_is_no_hindrance() -> None:
    assert shell("NAMES romanize Щукин --scheme ru-iso9", LC_ALL="C", LANG="C").stdout.decode() == "Ŝukin\n"


def test_bytes_that_are_no_text_are_shown_as_escapes() -> None:
    done = shell("NAMES romanize --scheme ru-iso9 \"$(printf 'Kanu\\377')\"")
    assert (done.returncode, done.stdout) == (0, b"Kanu\\udcff\n")


def on_terminal(*arguments: str) -> bytes:
    """What the command writes to a terminal."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "names", *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "200"},
    ) as process:  # fmt: skip
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 1 << 16):
                written += piece
        except OSError:  # the other end is closed
            pass
        process.wait(PATIENCE)
    os.close(ours)
    return written


def test_a_terminal_gets_no_code_but_our_own(people: str) -> None:
    table = on_terminal("lookup", "[/x]\x1b]0;Kanu\x07", "-g", people)
    assert rb"[/x]\x1b]0;Kanu\x07: none" in table
    assert b"\x1b[1m" in table  # the head of the table is bold
    assert b"\x1b]" not in table
    assert on_terminal("cluster", "\x1b[31m.txt").startswith(rb"Error: \x1b[31m.txt: no such file")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interruption_is_one_line(workers: str, people: str, tmp_path: Path) -> None:
    many = tmp_path / "many.txt"
    many.write_text("".join(f"Kanu Obi {number}\n" for number in range(100_000)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "names", "lookup", "--json", "--from", str(many), "--workers", workers, "-g", people],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (130, b"Error: interrupted\n")


class Broken(io.TextIOWrapper):
    """A stream that takes nothing, for a reason."""

    def __init__(self, number: int) -> None:
        super().__init__(io.BytesIO(), "utf-8")
        self.number = number

    def flush(self) -> None:
        if self.number:
            raise OSError(self.number, os.strerror(self.number))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, int], None]]:
    """Replaces a stream by a broken one, which is mended at the end of the test."""
    made = []

    def replace(name: str, number: int) -> None:
        made.append(Broken(number))
        monkeypatch.setattr(sys, name, made[-1])

    yield replace
    for stream in made:
        stream.number = 0


@pytest.mark.parametrize(
    ("number", "error"), [(errno.EPIPE, OutputClosed), (errno.ENOSPC, OutputError), (errno.EIO, OutputError)]
)
def test_what_keeps_output_from_being_written_is_raised(
    number: int, error: type[Exception], broken: Callable[[str, int], None]
) -> None:
    broken("stdout", number)
    with pytest.raises(OutputError) as raised:
        streams.write("Kanu")
    assert type(raised.value) is error
    assert error is OutputClosed or os.strerror(number) in str(raised.value)
    streams.settle()  # what is left is dropped


def test_a_stream_that_is_closed_or_missing_is_told_or_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    for stream in (None, closed):
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(sys, "stderr", stream)
        with pytest.raises(OutputError, match="it is closed"):
            streams.write_line("Kanu")
        streams.note("nobody reads this")
        streams.settle()
        assert not streams.on_terminal()


def test_a_message_that_cannot_be_written_is_dropped(broken: Callable[[str, int], None]) -> None:
    broken("stderr", errno.ENOSPC)
    streams.note("Kanu")


def test_of_a_long_message_beginning_and_end_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    streams.note(f"Kanu {'x' * 1000} Obi")
    streams.note("Kanu " * 1000 + "Obi")
    word, message = capsys.readouterr().err.splitlines()
    assert word == f"Kanu {'x' * 100}…{'x' * 100} Obi"
    assert message.startswith("Kanu Kanu")
    assert message.endswith("Kanu Obi")
    assert len(message) == 2001


def test_only_what_cannot_be_encoded_is_escaped() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", streams.ESCAPES)
