"""What is installed has the tables that it reads."""

from __future__ import annotations

import re
import tomllib

import pytest
from command_line import ROOT
from pathspec import GitIgnoreSpec

READ = re.compile(r'DATA / "([^"]+\.tsv)"')
CODE = [path for path in (ROOT / "gazetteer" / "sources").rglob("*.py") if READ.search(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_tables_that_readers_of_sources_need_are_in_the_wheel(path) -> None:
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    excluded = GitIgnoreSpec.from_lines(hatch["exclude"])
    code = re.sub(r">>>.*", "", path.read_text("utf-8"))
    for table in READ.findall(code):
        assert not excluded.match_file(f"gazetteer/data/{table}"), table
    assert excluded.match_file("gazetteer/data/curated/persons/by.tsv")
