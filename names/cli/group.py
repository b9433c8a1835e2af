"""The group that the commands belong to: whatever ends one early is one line on standard error and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

__all__ = ["Commands"]


class Ended(click.ClickException):
    """The command ended before its end, for a reason that is told in one line."""


class Interrupted(click.ClickException):
    """The user has had enough; the exit code is that of a program ended by SIGINT."""

    exit_code = 130


class ReaderGone(click.ClickException):
    """Who reads the output has had enough, which goes without saying; the exit code is as by SIGPIPE."""

    exit_code = 141


class Commands(click.Group):
    """The commands; what goes wrong by the user's mistake or the machine's want is told in one line."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command line and end the program: 0, 1 for an error, 2 for wrong usage, 130 interrupted, 141 for
        a closed pipe. Without `standalone_mode` errors are raised as click's exceptions.
        """
        run = partial(super().main, *args, **extra, standalone_mode=False)
        return sys.exit(_exit_code(run)) if standalone_mode else run()

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
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
            raise _ended_by_system(error) from error


def _exit_code(run: Callable[[], Any]) -> int:
    from names.formats.streams import settle

    try:
        code = run() or 0
    except click.ClickException as error:
        code = _tell(error)
    except click.Abort:
        code = _tell(Interrupted("interrupted"))
    except OSError as error:
        code = _tell(_ended_by_system(error))
    settle()  # click writes help and version by itself
    return code


def _ended_by_system(error: OSError) -> Ended:
    """What the operating system refused, and of which file if it says so."""
    reason = error.strerror or str(error) or type(error).__name__
    return Ended(reason if error.filename is None else f"{error.filename}: {reason}")


def _tell(error: click.ClickException) -> int:
    """Tell what was wrong, and where wrong usage is explained; returns the exit code."""
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
