"""The options of commands that answer over HTTP: where, to whom, and whether they take decisions."""

from __future__ import annotations

from collections.abc import Callable

import click

from names.cli.options import Command

__all__ = ["reachable"]


def reachable(port: int) -> Callable[[Command], Command]:
    """A decorator that gives a command these options; `port` is the default."""
    options = (
        click.option(
            "--host",
            default="127.0.0.1",
            show_default=True,
            help="Address to answer at. Any other than this one lets other machines in, with the token only.",
        ),
        click.option(
            "--port",
            type=click.IntRange(0, 65535),
            default=port,
            show_default=True,
            help="Port to answer at; 0 is a free one.",
        ),
        click.option(
            "--token", envvar="NAMES_TOKEN", default="", help="What clients have to give. Also from NAMES_TOKEN."
        ),
        click.option(
            "--allow-host",
            "hosts",
            multiple=True,
            metavar="NAME",
            help="Name by which it is called, as behind a proxy.",
        ),
        click.option("--read-only", is_flag=True, help="Take no decisions."),
    )

    def wrap(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return wrap
