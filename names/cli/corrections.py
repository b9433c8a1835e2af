"""The command that puts the names of texts into their usual form: `fix`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from names.cli.options import ENCODING, FILE, GAZETTEER, example, threshold_option
from names.correction.layouts import LAYOUTS
from names.correction.rules import FIX_RULES
from names.formats.streams import note, on_terminal, write, write_bytes

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from names.correction.results import Fixed
    from names.correction.rules import FixRules
    from names.formats.changes import Correction
    from names.formats.documents import Document

__all__ = ["fix"]


@click.command(epilog=example("names fix examples/talk.srt --diff"))
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE...|-]")
@GAZETTEER
@click.option("--diff", "as_diff", is_flag=True, help="Write the differences (as diff -u does) instead of the text.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write the text to a file, which appears whole.")
@click.option("--in-place", is_flag=True, help="Replace each file that changes.")
@click.option("--report", type=FILE, metavar="FILE", help="Write a line of JSON for each change and doubt to a file.")
@click.option("--quiet", is_flag=True, help="Tell no reasons on standard error.")
@click.option("--language", metavar="CODE", help="Language of the texts (BCP 47), if they do not show it.")
@click.option(
    "--layout",
    type=click.Choice(list(LAYOUTS)),
    help="Layout of the texts; by default as a file's name or first lines say.",
)
@threshold_option(FIX_RULES.threshold, "Least probability that an entity is meant, for its name to be changed.")
@ENCODING
def fix(  # noqa: PLR0913, PLR0917  a parameter for each option
    files: Sequence[str],
    gazetteer: tuple[str, ...] | None,
    as_diff: bool,
    output: str | None,
    in_place: bool,
    report: str | None,
    quiet: bool,
    language: str | None,
    layout: str | None,
    threshold: float,
    encoding: str | None,
) -> None:
    """Put the names of transcripts and texts into their usual form.

    Reads subtitles (.srt, .vtt), Markdown (.md) and plain text. Only what is sure is changed; times, layout, line ends,
    endings and capitals stay. Each change is told on standard error with its reason, each doubt with its candidates.
    """
    from names.cli.signals import ended_in_order
    from names.correction.rules import FixRules
    from names.formats.changes import Correction, report_lines
    from names.formats.documents import read_document
    from names.formats.files import write_whole
    from names.resolution.resolver import open_gazetteer

    documents = files or ("-",)
    _refuse_unclear(documents, as_diff=as_diff, output=output, in_place=in_place)
    opened, rules = open_gazetteer(gazetteer), FixRules(threshold=threshold)
    reported: list[str] = []
    with ended_in_order():
        for path in documents:
            document = read_document(path, encoding)
            fixed = _fixed(document, opened, layout, language, rules)
            _write(document, fixed, as_diff=as_diff, output=output, in_place=in_place)
            correction = Correction(path, document.text, fixed)
            _tell(correction, quiet=quiet)
            reported += report_lines(correction)
        if report:
            write_whole(report, "".join(reported).encode())


def _refuse_unclear(files: Sequence[str], *, as_diff: bool, output: str | None, in_place: bool) -> None:
    """Raise click.UsageError if it is not clear what is to be written where."""
    from names.formats.documents import STDIN

    if (as_diff, output is not None, in_place).count(True) > 1:
        raise click.UsageError("give one of --diff, --output and --in-place")
    if in_place and STDIN in files:
        raise click.UsageError("--in-place needs a FILE; standard input cannot be replaced")
    if len(files) > 1 and not (as_diff or in_place):
        raise click.UsageError("give one FILE, or --in-place or --diff for several")


def _fixed(
    document: Document, gazetteer: Gazetteer, layout: str | None, language: str | None, rules: FixRules
) -> Fixed:
    from names.correction.fixing import fix as fix_text
    from names.correction.layouts import layout_of

    return fix_text(document.text, gazetteer, layout or layout_of(document.path, document.text), language or "", rules)


def _write(document: Document, fixed: Fixed, *, as_diff: bool, output: str | None, in_place: bool) -> None:
    """Write the corrected text, or the differences, where they are to be written."""
    from names.formats.files import write_whole

    if as_diff:
        _write_difference(document, fixed)
    elif output is not None:
        write_whole(output, document.encoded(fixed.text))
    elif not in_place:
        _write_content(fixed.text, document.encoded(fixed.text))
    elif fixed.changes:
        write_whole(document.path, document.encoded(fixed.text))


def _write_difference(document: Document, fixed: Fixed) -> None:
    """Write the differences, in the encoding of the document if heads can be written in it."""
    from names.formats.differences import unified

    difference = "".join(unified(document.path, document.bare_mark + document.text, document.bare_mark + fixed.text))
    _write_content(difference, document.line_encoded(difference))


def _write_content(text: str, content: bytes) -> None:
    """Write a text for people if standard output is a terminal, else its bytes."""
    if on_terminal():
        write(text)
    else:
        write_bytes(content)


def _tell(correction: Correction, *, quiet: bool) -> None:
    """Say on standard error what was changed and left; of a text without words, only that."""
    from names.formats.changes import told

    if not correction.text.strip():
        note(f"{correction.document}: empty, no names in it")
    elif not quiet:
        for line in told(correction):
            note(line)
