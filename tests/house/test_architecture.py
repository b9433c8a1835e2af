"""The rules that hold over all modules: style, types, direction of imports, sizes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for package in ("names", "gazetteer") for path in (ROOT / package).rglob("*.py"))
MODULE_LINES, FUNCTION_LINES = 300, 30


def passes(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_style() -> None:
    passes(sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", ".")


@pytest.mark.slow
def test_types() -> None:
    passes(sys.executable, "-m", "mypy")


@pytest.mark.slow
def test_imports_point_down() -> None:
    passes(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


def test_one_class_has_a_name() -> None:
    homes: dict[str, Path] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                name = node.name.lstrip("_")
                assert name not in homes, f"{name} in {path} and {homes[name]}"
                homes[name] = path


@pytest.mark.parametrize(
    "face", [path for path in MODULES if path.name == "__init__.py"], ids=lambda path: path.parent.name
)
def test_each_wing_says_what_it_takes_gives_and_never_does(face: Path) -> None:
    if face.parent.parent == ROOT:
        return
    said = ast.get_docstring(ast.parse(face.read_text(encoding="utf-8"))) or ""
    assert "Takes" in said or face.parent.name == "data"
    assert "Never" in said


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_and_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MODULE_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0
            assert lines <= FUNCTION_LINES, f"{node.name} has {lines} lines"
