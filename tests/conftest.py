"""What tests share: the default gazetteer, opened once; NAMES_GAZETTEER may name another for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from command_line import ROOT, run

import gazetteer
import names

collect_ignore = ["fuzz/coverage_guided.py"]  # a command, which needs atheris
# No doctests are in them, and modules of one name cannot all be collected.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]
if not find_spec("mcp"):
    collect_ignore_glob.append("agents")
if not find_spec("fastapi"):
    collect_ignore_glob.append("service")

# What is written must not depend on the terminal that the tests are run in, nor must what commands inherit.
for variable in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
    os.environ.pop(variable, None)
# Nor must it depend on what the user decided about the default gazetteer.
os.environ.pop("NAMES_DECISIONS", None)
os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = str(ROOT / "tests" / "no-user-data")
if "NAMES_GAZETTEER" in os.environ:
    gazetteer.DEFAULT = Path(os.environ["NAMES_GAZETTEER"])
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background like that, and the commands that tests interrupt would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def gaz() -> Iterator[gazetteer.Gazetteer]:
    with names.open_gazetteer() as opened:
        yield opened


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of a gazetteer that the command made of the example table."""
    path = tmp_path_factory.mktemp("people") / "people.gaz"
    assert run("build", str(ROOT / "examples" / "people.tsv"), "-o", str(path)).exit_code == 0
    return str(path)
