"""The page of the command line is the help of the commands.

`python tests/house/test_site.py` writes it anew with the other pages; review the difference.
"""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path

import click

from names.cli.commands import main

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"
HEAD = """\
# The command line

<!-- Made from the help of the commands by `python tests/house/test_site.py`; do not edit. -->

"""


def page() -> str:
    """The page: the group, then each command with its usage, its text, its options and an example."""
    context = click.Context(main, info_name="names", **main.context_settings)
    commands = [main.commands[name] for name in main.list_commands(context)]
    sections = [section(command, click.Context(command, context, command.name)) for command in commands]
    listed = [f"| [`names {command.name}`](#{anchor(command)}) | {first_sentence(command)} |" for command in commands]
    table = "\n".join(["| command | what it does |", "|---|---|", *listed])
    return HEAD + "\n\n".join([text(main), options(main, context), table, *sections]) + "\n"


def anchor(command: click.Command) -> str:
    return f"names-{command.name}"


def section(command: click.Command, context: click.Context) -> str:
    usage = " ".join(["names", command.name or "", *command.collect_usage_pieces(context)])
    parts = [f"## names {command.name}", f"```text\n{usage}\n```", text(command), options(command, context)]
    return "\n\n".join([*parts, f"Example:\n\n```sh\n{example(command)}\n```"])


def text(command: click.Command) -> str:
    return cleandoc(command.help or "")


def first_sentence(command: click.Command) -> str:
    return text(command).partition("\n\n")[0].replace("\n", " ")


def example(command: click.Command) -> str:
    return (command.epilog or "").split("Example:\n  ")[1]


def options(command: click.Command, context: click.Context) -> str:
    """The table of the options, each as the help writes it."""
    known = [param for param in command.get_params(context) if isinstance(param, click.Option)]
    records = [option.get_help_record(context) for option in known]
    rows = [f"| `{bars(names)}` | {bars(meaning).replace('<', '&lt;')} |" for names, meaning in filter(None, records)]
    return "\n".join(["| option | what it does |", "|---|---|", *rows])


def bars(content: str) -> str:
    """The content of a cell in Markdown, where a bar would begin another cell."""
    return content.replace("|", "\\|").replace("  [", " [")


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def write() -> None:
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
