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


def test_imports_point_down() -> None:
    passes(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_and_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MODULE_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0
            assert lines <= FUNCTION_LINES, f"{node.name} has {lines} lines"
