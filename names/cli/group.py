"""Report errors of commands as one line on standard error and an exit code.

The exit code is 0 for success, 1 for an error, 2 for wrong usage, 130 for an interruption, and 141 if the reader of the
output has gone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

__all__ = ["Commands"]


class Failed(click.ClickException):
    """The command cannot continue; the message says why in one line."""


class Interrupted(click.ClickException):
    """The user interrupted the command; the exit code is that of a program killed by SIGINT."""

    exit_code = 130


class ReaderGone(click.ClickException):
    """The reader of the output has gone, so there is no message; the exit code is as if killed by SIGPIPE."""

    exit_code = 141


class Commands(click.Group):
    """A group of commands that reports expected errors as one line on standard error instead of a traceback."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the command line and end the program with an exit code.

        Without `standalone_mode` the result is returned, and errors are raised as click's exceptions.
        """
        run = partial(super().main, *args, **extra, standalone_mode=False)
        return sys.exit(_exit_code(run)) if standalone_mode else run()

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command. Errors to be reported are raised as click's exceptions."""
        from gazetteer.errors import GazetteerError
        from names.errors import NamesError, OutputClosed

        try:
            return super().invoke(ctx)
        except OutputClosed as error:
            raise ReaderGone("") from error
        except (NamesError, GazetteerError) as error:
            raise Failed(str(error)) from error
        except KeyboardInterrupt as error:
            raise Interrupted("interrupted") from error
        except MemoryError as error:
            raise Failed("not enough memory; give less at once") from error
        except OSError as error:
            raise _refused_by_system(error) from error


def _exit_code(run: Callable[[], Any]) -> int:
    """Run the command, report an error if there is one, and return the exit code."""
    from names.formats.streams import settle

    try:
        code = run() or 0
    except click.ClickException as error:
        code = _report(error)
    except click.Abort:
        code = _report(Interrupted("interrupted"))
    except OSError as error:
        code = _report(_refused_by_system(error))
    settle()  # flushes help and version, which click writes itself
    return code


def _refused_by_system(error: OSError) -> Failed:
    """An error with the reason that the operating system gives, and the file if it is known."""
    reason = error.strerror or str(error) or type(error).__name__
    return Failed(reason if error.filename is None else f"{error.filename}: {reason}")


def _report(error: click.ClickException) -> int:
    """Write the message on standard error, and a hint at the help if the usage was wrong; return the exit code."""
    from names.formats.streams import note

    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):  # exists since click 8.2
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
