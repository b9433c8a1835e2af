"""Defaults of options from a file: `names.toml`, or the table `tool.names` of a `pyproject.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from names.cli.options import FileName

__all__ = ["configured_defaults"]

OWN, SHARED = "names.toml", "pyproject.toml"
UNMOVED = frozenset({"-", "default"})  # file names that stand for themselves in any folder


def configured_defaults(commands: Mapping[str, click.Command], folder: Path) -> dict[str, dict[str, Any]]:
    """The defaults of each command's options, from the file in this folder or the nearest one above it that has any.

    A key is the long name of an option, without the hyphens, for all commands that have it; or the name of a command,
    whose value is a table of its options. Names of files are relative to the folder of the file. Raises
    click.UsageError, with the file, for a file that is no TOML, and for a key that means nothing.
    """
    file, settings = next(_settings(folder), (Path(OWN), {}))
    defaults: dict[str, dict[str, Any]] = {name: {} for name in commands}
    used: set[str] = set()
    for name, command in commands.items():
        own = settings.get(name, {})
        if not isinstance(own, dict):
            raise click.UsageError(f"{file}: {name} is a command; write a table [{name}] with its options")
        options = {option[2:]: param for param in command.params for option in param.opts if option[:2] == "--"}
        _refuse_unknown(file, own, options, f" of names {name}")
        used |= options.keys()
        for key, param in options.items():
            if param.name and (key in own or key in settings):
                defaults[name][param.name] = _value(own.get(key, settings.get(key)), param, file.parent)
    _refuse_unknown(file, settings, {*used, *commands}, "")
    return defaults


def _settings(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The files that have settings, and these, from the nearest on."""
    for place in (folder, *folder.parents):
        if (own := place / OWN).is_file():
            yield own, _read(own)
        elif (shared := place / SHARED).is_file():
            tools = _read(shared).get("tool", {})
            if "names" in tools:
                yield shared, tools["names"]


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{file}: cannot be read ({error}); mend it, or move it away") from None


def _refuse_unknown(file: Path, settings: Mapping[str, Any], known: Any, where: str) -> None:
    from rapidfuzz.process import extractOne

    for key in settings:
        if key not in known:
            nearest = extractOne(key, sorted(known))
            hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
            raise click.UsageError(f"{file}: {key!r} is no option{where}{hint}")


def _value(value: Any, param: click.Parameter, folder: Path) -> Any:
    """The value of an option, as click takes it."""
    if param.multiple:
        value = value if isinstance(value, list) else [value]
    if not isinstance(param.type, FileName):
        return value
    if isinstance(value, list):
        return [_moved(one, folder) for one in value]
    return _moved(value, folder)


def _moved(value: Any, folder: Path) -> Any:
    return value if not isinstance(value, str) or value in UNMOVED else str(folder / value)
