"""The command that answers other programs and shows a page: `serve`."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_urlsafe
from typing import TYPE_CHECKING

import click

from names.cli.options import FORCE, GAZETTEER, WORKERS, example
from names.formats.streams import note

if TYPE_CHECKING:
    from names.service.settings import ServiceSettings

__all__ = ["serve"]


@click.command(epilog=example("names serve -g examples/people.tsv"))
@GAZETTEER
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to answer at. Any other than this one lets other machines in, with the token only.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to answer at.")
@click.option("--token", envvar="NAMES_TOKEN", default="", help="What clients have to give. Also from NAMES_TOKEN.")
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Name by which the service is called, as behind a proxy.",
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    default=["*"],
    metavar="ORIGIN",
    help="Web site whose pages may use the Reconciliation API (https://example.org); all by default.",
)
@WORKERS
@FORCE
@click.option("--read-only", is_flag=True, help="Take no decisions.")
def serve(gazetteer: tuple[str, ...] | None, read_only: bool, **chosen: object) -> None:
    """Answer over HTTP, and show a page in the browser.

    The page finds names in texts and tables and takes decisions. Programs use the endpoints under /api, and those of
    the W3C Reconciliation API at /reconcile, which OpenRefine knows. The gazetteer may be a table of entities, too.

    It stops with Ctrl+C, when all requests are answered.
    """
    from names.errors import MissingExtra
    from names.resolution.current import served_files

    try:
        from names.service.serving import serve as run
        from names.service.settings import ServiceSettings
    except ModuleNotFoundError as error:
        raise MissingExtra("names serve", (error.name or "").partition(".")[0], "serve") from None

    settings = ServiceSettings(**chosen, may_decide=not read_only)  # type: ignore[arg-type]
    if not settings.is_local and not settings.token:
        settings = replace(settings, token=token_urlsafe(24))
        note(f"other machines reach this service; they have to give the token {settings.token}")
    with served_files(gazetteer, note) as served:
        address = _address(settings)
        note(f"{served.title}: {address} is the page, {address}reconcile for OpenRefine; Ctrl+C stops")
        run(served, settings)


def _address(settings: ServiceSettings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"
