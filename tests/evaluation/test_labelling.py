"""Questions come in a telling order, answers are written at once, taken back, and not asked again."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest
from command_line import ROOT, run

import names
from gazetteer import Entity
from names.errors import InputError
from names.evaluation.label_file import LabelFile
from names.evaluation.labelling import labelled
from names.evaluation.labels import read_labels
from names.evaluation.questions import doubles, looked_up, pairs_of_rows, sampled
from names.lists.rules_file import TunedRules

PATIENCE = 30  # seconds that the command may take to begin on a busy machine
RULES = TunedRules()
LIST = ["Jan Berg", "Berg, Jan", "Eva Lindqvist", "Eva Lindkvist", "Tom Ash", "Jan Bergh"]


def session(path: Path, keys: str, questions, shape: str = "pairs") -> tuple[list[str], str]:
    """The lines of the file after a session with these keys, and all that was shown."""
    shown: list[str] = []
    given = iter(keys)
    with LabelFile(str(path), shape) as file:
        labelled(questions, file, lambda: next(given, ""), shown.append)
    return path.read_text(encoding="utf-8").splitlines(), "".join(shown)


@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        ("", []),
        ("q", []),
        ("yn", ["1", "0"]),
        ("Y1", ["1", "1"]),
        ("sy", ["1"]),
        ("yun", ["0"]),
        ("uy", ["1"]),
        ("yyuuq", []),
        ("ysuun", ["0"]),
        ("zy\x1by", ["1", "1"]),
        ("y\x03y", ["1"]),
        ("yyyyyyyyyyy", ["1", "1", "1", "1"]),
    ],
)
def test_keys(tmp_path, keys, answers):
    questions = doubles(LIST, RULES)
    assert len(questions) == 4
    lines, shown = session(tmp_path / "labels.csv", keys, questions)
    assert lines[0] == "left,right,same,score,chosen"
    assert [line.split(",")[-3] for line in lines[1:]] == answers
    assert "y same, n different, s skip, u undo, q quit and keep: " in shown


def test_a_session_goes_on_where_another_ended(tmp_path):
    path, questions = tmp_path / "labels.csv", doubles(LIST, RULES)
    first, _ = session(path, "ysq", questions)
    assert len(first) == 2
    path.write_bytes(path.read_bytes().rstrip(b"\n"))  # as if its end were lost
    second, shown = session(path, "nnn", questions)
    assert shown.startswith("1 of 3")
    assert len(second) == 5
    assert len(read_labels(str(path)).pairs) == 4
    assert session(path, "y", questions) == (second, "")


def test_telling_questions_come_first_and_in_one_order():
    rows = [("Jan Berg", "Jan Berg"), ("Jan Berg", "Qqqq"), ("Jan Berg", "Jan Bergmann"), ("", "x"), ("Ash", "Aschh")]
    questions = pairs_of_rows([*rows, ("Jan Bergmann", "Jan Berg")], RULES)
    assert {one.asked for one in questions} == {rows[1], ("Jan Bergmann", "Jan Berg"), rows[4]} or len(questions) == 3
    assert [one.chosen for one in questions] == ["near", "near", "random"]
    assert abs(questions[0].score - 0.5) <= abs(questions[1].score - 0.5)
    assert doubles(LIST, RULES) == doubles(sorted(LIST), RULES)[:0] + doubles(LIST, RULES)
    assert doubles(["Jan Berg"], RULES) == []
    assert sampled([" b", "a", "b ", ""]) == ["a", "b"]
    assert len(sampled(map(str, range(9000)))) == 5000


def test_names_are_asked_with_their_candidates(tmp_path):
    entities = [Entity("1", "person", ["Bo Lindqvist"]), Entity("2", "person", ["Bo Lindqvist"])]
    questions = looked_up(["Bo Lindqvist", "Bo Lindkvist", "Qqqq"], names.build_gazetteer(entities), RULES)
    assert [one.asked for one in questions if one.asked == ("Qqqq",)] == []
    lines, shown = session(tmp_path / "labels.csv", "2n", questions, "names")
    assert lines[0] == "name,id,score,chosen"
    assert {line.split(",")[1] for line in lines[1:]} in ({"1", ""}, {"2", ""})
    assert "y the first, 2 the second, n none of these" in shown
    assert {one.id for one in read_labels(str(tmp_path / "labels.csv")).names} in ({"1", ""}, {"2", ""})


def test_a_file_of_something_else_is_left_alone(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("name,id\n")
    with pytest.raises(InputError, match="holds name,id, not left,right"):
        LabelFile(str(path), "pairs")
    assert path.read_text() == "name,id\n"
    with pytest.raises(InputError, match="cannot be written"):
        LabelFile(str(tmp_path / "missing" / "labels.csv"), "pairs")


@pytest.fixture
def table(tmp_path) -> str:
    path = tmp_path / "table.csv"
    path.write_text("no,name,town\n" + "".join(f'{i},"{name}",X\n' for i, name in enumerate(LIST)))
    return str(path)


def test_the_command_with_piped_keys(tmp_path, table):
    output = str(tmp_path / "labels.csv")
    result = run("label", table, "-o", output, stdin="y\nn q")
    assert result.exit_code == 0, result.output
    assert "2 labels added, 2 questions left" in result.stderr
    assert len(read_labels(output).pairs) == 2
    assert run("label", table, "--column", "naem", "-o", output).exit_code == 1
    assert "did you mean 'name'?" in run("label", table, "--column", "naem", "-o", output).stderr
    assert run("label", table, "--column", "no", "--column", "name", "--lookup", "-o", output).exit_code == 2


def test_the_command_reads_lists_and_pairs(tmp_path):
    (tmp_path / "list.txt").write_text("".join(f"{name}\n" for name in LIST))
    (tmp_path / "pairs.tsv").write_text("a\tb\nJan Berg\tBerg Jan\n")
    for file in ("list.txt", "pairs.tsv"):
        output = str(tmp_path / f"{file}.csv")
        assert run("label", str(tmp_path / file), "-o", output, stdin="y").exit_code == 0
        assert len(read_labels(output).pairs) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_command_in_a_terminal(tmp_path, table):
    import pty

    output = tmp_path / "labels.csv"
    child, terminal = pty.fork()
    if child == 0:
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "names", "label", table, "-o", str(output)])
    shown = b""
    os.write(terminal, b"yn\x1b[Auq")  # typed ahead; an arrow is none of the keys
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # Linux: the other end is closed
            break
    os.close(terminal)
    _, code = os.waitpid(child, 0)
    assert shown.count(b"quit and keep: ") == 4, shown.decode()
    assert code == 0
    assert [line.split(",")[-3] for line in output.read_text().splitlines()] == ["same", "1"]
