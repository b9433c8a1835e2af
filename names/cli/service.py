"""The command that answers other programs and shows a page: `serve`."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_urlsafe

import click

from names.cli.options import GAZETTEER, example
from names.cli.serving import reachable
from names.cli.signals import ended_in_order
from names.formats.streams import note
from names.processes import cores

__all__ = ["serve"]


@click.command(epilog=example("names serve -g examples/people.tsv"))
@GAZETTEER
@reachable(8000)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    default=["*"],
    metavar="ORIGIN",
    help="Web site whose pages may use the Reconciliation API (https://example.org); all by default.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=lambda: min(cores(), 4),
    show_default="one for each core, at most 4",
    help="Processes that look up, each with some 300 MB of memory.",
)
def serve(gazetteer: tuple[str, ...] | None, read_only: bool, **chosen: object) -> None:
    """Answer over HTTP, and show a page in the browser.

    The page finds names in texts and tables and takes decisions. Programs use the endpoints under /api, and those of
    the W3C Reconciliation API at /reconcile, which OpenRefine knows. The gazetteer may be a table of entities, too.

    It stops with Ctrl+C, when all requests are answered.
    """
    from names.errors import MissingExtra
    from names.resolution.current import CurrentGazetteer, served_files

    try:
        from names.service.listening import address, listen
        from names.service.serving import serve as run
        from names.service.settings import ServiceSettings
    except ModuleNotFoundError as error:
        raise MissingExtra("names serve", (error.name or "").partition(".")[0], "serve") from None

    settings = ServiceSettings(**chosen, may_decide=not read_only)  # type: ignore[arg-type]
    if not settings.is_local and not settings.token:
        settings = replace(settings, token=token_urlsafe(24))
        note(f"other machines reach this service; they have to give the token {settings.token}")
    with ended_in_order(), served_files(gazetteer, note) as served:
        entities = len(CurrentGazetteer(served).get())  # so that a gazetteer that cannot be opened is told of here
        try:
            listener = listen(settings.host, settings.port)
        except OSError as error:
            raise click.UsageError(
                f"{settings.host}:{settings.port} cannot be used ({error.strerror}); name another --port or --host"
            ) from None
        at = address(settings.host, listener)
        note(f"{served.title}, {entities:,} entities: {at}/ is the page, {at}/reconcile is for OpenRefine")
        note("Ctrl+C stops it")
        run(served, settings, listener)
