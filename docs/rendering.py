"""How the site shows what is written for other readers: docstrings, comments of fields, links of a page above docs/.

mkdocstrings loads `Docstrings` (an extension of griffe), mkdocs calls `on_page_markdown`; mkdocs.yml names both.
"""
# ruff: noqa: INP001 — a file beside the pages, no package

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from griffe import Attribute, Class, Docstring, Extension, GriffeLoader, Object

ROOT = Path(__file__).parents[1]
DOCTEST = re.compile(r"(?:^>>> .*\n?)(?:^(?!\s*$).*\n?)*", re.MULTILINE)  # up to an empty line


class Docstrings(Extension):
    """Doctests become blocks of code, and the comments of a class's fields a table of its attributes."""

    def on_object(self, *, obj: Object, loader: GriffeLoader, **kwargs: Any) -> None:  # noqa: ARG002
        """Change the docstring of an object that was read."""
        if isinstance(obj, Class) and (rows := fields(obj)):
            said = obj.docstring.value if obj.docstring else ""
            obj.docstring = Docstring(f"{said}\n\nAttributes:\n" + "".join(rows), parent=obj)
        if obj.docstring:
            obj.docstring.value = with_blocks(obj.docstring.value)


def with_blocks(docstring: str) -> str:
    r"""The docstring with fences around its doctests.

    >>> with_blocks("A sum.\n\n>>> 1 + 1\n2")
    'A sum.\n\n```pycon\n>>> 1 + 1\n2\n```\n'
    """
    return DOCTEST.sub(lambda test: f"```pycon\n{test[0].rstrip()}\n```\n", docstring)


def fields(record: Class) -> list[str]:
    """A line for each field of a class that has a comment: its name, what the comment says, its default."""
    rows = []
    for field in record.members.values():
        if isinstance(field, Attribute) and field.annotation and (said := comment(field)):
            default = f" Default: `{field.value}`." if field.value and "(" not in str(field.value) else ""
            rows.append(f"    {field.name} ({field.annotation}): {sentence(said)}{default}\n")
    return rows


def comment(field: Attribute) -> str:
    """The comment behind a field."""
    if not isinstance(field.filepath, Path) or field.lineno is None:
        return ""
    lines = field.filepath.read_text(encoding="utf-8").splitlines()
    return lines[field.lineno - 1].partition("  # ")[2]


def sentence(said: str) -> str:
    """A comment as a sentence.

    >>> sentence("words of a name; chosen")
    'Words of a name; chosen.'
    """
    return said[:1].upper() + said[1:].rstrip(".") + "."


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A page that is a file above docs/ (`{{ NAME }}` alone in a page), with its links to docs/ as seen from there."""
    return re.sub(r"^\{\{ (\S+) \}\}$", lambda name: moved(ROOT / name[1]), markdown, flags=re.MULTILINE)


def moved(path: Path) -> str:
    """The text of a file above docs/, its links to docs/ as seen from there."""
    return path.read_text(encoding="utf-8").replace("](docs/", "](")
