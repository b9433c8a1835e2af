"""Errors as the command line tells them: one line on standard error and an exit code.

0 is success, 1 an error, 2 wrong usage, 130 an interruption, 141 a reader of the output that has gone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

__all__ = ["Commands"]


class Ended(click.ClickException):
    """The command cannot go on; the message says why in one line."""


class Interrupted(click.ClickException):
    """The user interrupted the command; the exit code is that of a program ended by SIGINT."""

    exit_code = 130


class ReaderGone(click.ClickException):
    """The reader of the output has gone, so nothing is said; the exit code is that of a program ended by SIGPIPE."""

    exit_code = 141


class Commands(click.Group):
    """A group of commands whose errors are one line on standard error: the user's mistakes and the machine's limits."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command line and end the program with an exit code.

        Without `standalone_mode` the result is returned, and errors are raised as click's exceptions.
        """
        run = partial(super().main, *args, **extra, standalone_mode=False)
        return sys.exit(_exit_code(run)) if standalone_mode else run()

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for. Raises what is to be told as click's exceptions."""
        from gazetteer.errors import GazetteerError
        from names.errors import NamesError, OutputClosed

        try:
            return super().invoke(ctx)
        except OutputClosed as error:
            raise ReaderGone("") from error
        except (NamesError, GazetteerError) as error:
            raise Ended(str(error)) from error
        except KeyboardInterrupt as error:
            raise Interrupted("interrupted") from error
        except MemoryError as error:
            raise Ended("not enough memory; give less at once") from error
        except OSError as error:
            raise _refused_by_system(error) from error


def _exit_code(run: Callable[[], Any]) -> int:
    """The exit code of a run, after telling what went wrong."""
    from names.formats.streams import settle

    try:
        code = run() or 0
    except click.ClickException as error:
        code = _tell(error)
    except click.Abort:
        code = _tell(Interrupted("interrupted"))
    except OSError as error:
        code = _tell(_refused_by_system(error))
    settle()  # click writes help and version by itself
    return code


def _refused_by_system(error: OSError) -> Ended:
    """The error that says what the operating system refused, and for which file if it is known."""
    reason = error.strerror or str(error) or type(error).__name__
    return Ended(reason if error.filename is None else f"{error.filename}: {reason}")


def _tell(error: click.ClickException) -> int:
    """Write the message on standard error, with where to find help about wrong usage; returns the exit code."""
    from names.formats.streams import note

    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):  # click 8.2 and later
        error.show()
        return error.exit_code
    message = error.format_message()
    if isinstance(error, click.UsageError):
        message = " ".join(message.split())
        message += "" if message.endswith((".", "?", "!")) else "."
        message += f" Try '{error.ctx.command_path} --help'." if error.ctx else ""
    if message:
        note(f"Error: {message}")
    return error.exit_code
