"""The options of commands that answer over HTTP: where, to whom, and whether they take decisions."""

from __future__ import annotations

from collections.abc import Callable

import click

from names.cli.options import Command

__all__ = ["reachable"]

HOST = click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to answer at. Any other than this one lets other machines in, with the token only.",
)
TOKEN = click.option("--token", envvar="NAMES_TOKEN", default="", help="What clients have to give. Also NAMES_TOKEN.")
ALLOW_HOST = click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="Name by which it is called, as behind a proxy."
)
READ_ONLY = click.option("--read-only", is_flag=True, help="Take no decisions.")


def reachable(port: int) -> Callable[[Command], Command]:
    """A decorator that gives a command these options; `port` is the default."""
    at = click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=port,
        show_default=True,
        help="Port to answer at; 0 is a free one.",
    )
    return lambda command: HOST(at(TOKEN(ALLOW_HOST(READ_ONLY(command)))))
