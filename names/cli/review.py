"""The command that walks through doubtful results: `review`."""

from __future__ import annotations

import sys

import click

from names.cli.decisions import WHO
from names.cli.options import ENCODING, FILE, GAZETTEER, example
from names.formats.streams import note

__all__ = ["review"]


@click.command(epilog=example("names review guests-reconciled.csv --column guest"))
@click.argument("file", type=FILE)
@click.option("--column", metavar="COLUMN", help="Column with the names, in a table of names reconcile.")
@click.option("--all", "weak", is_flag=True, help="Ask about weak matches, and names that are nearly matched, too.")
@GAZETTEER
@WHO
@ENCODING
def review(file: str, column: str | None, weak: bool, gazetteer: str | None, who: str, encoding: str | None) -> None:
    """Walk through doubtful results in the terminal, one key a choice.

    FILE is what names reconcile, names cluster --review or names resolve --format jsonl wrote. Each ambiguous spelling
    is shown with the entities that it may mean, side by side, with the evidence. A number accepts one of them, r
    rejects all, s skips, u undoes, q quits.

    Each choice is written at once as a decision (see names decisions), and what is decided is not asked again: begin
    again to go on.
    """
    from gazetteer.decisions.deciding import keep
    from names.errors import InputError, MissingExtra
    from names.resolution.resolver import open_gazetteer
    from names.review.questions import review_questions, undecided
    from names.review.results import doubtful_spellings
    from names.review.session import ReviewSession

    try:
        from names.review.screen import ReviewScreen
    except ModuleNotFoundError as error:
        raise MissingExtra("names review", (error.name or "").partition(".")[0], "review") from None
    streams = sys.stdin, sys.stdout, sys.stderr  # the screen is drawn on the last one
    if file == "-" or not all(stream is not None and stream.isatty() for stream in streams):
        raise InputError("is reviewed in a terminal, from which the keys come; name a file, and redirect nothing", file)

    found = doubtful_spellings(file, column=column, encoding=encoding, weak=weak)
    opened = open_gazetteer(gazetteer)
    questions = review_questions(found, opened, weak=weak)
    session = ReviewSession(questions, lambda decisions: keep(opened, decisions, who=who))
    screen = ReviewScreen(session, file, len(undecided(found, opened)))
    if session.question is not None:
        screen.run()
    if screen.failure is not None:
        raise screen.failure
    note(f"{file}: {session.decided} decided, {session.skipped} skipped")
