"""The command that answers agents: `mcp`."""

from __future__ import annotations

from contextlib import closing

import click

from names.cli.decisions import WHO
from names.cli.options import GAZETTEER, example
from names.cli.serving import reachable
from names.formats.streams import note

__all__ = ["mcp"]


@click.command(epilog=example("names mcp -g people.gaz"))
@GAZETTEER
@click.option("--http", is_flag=True, help="Answer over streamable HTTP, not over standard input and output.")
@reachable(8001)
@WHO
def mcp(gazetteer: tuple[str, ...] | None, http: bool, read_only: bool, who: str, **chosen: object) -> None:
    """Answer agents by the Model Context Protocol.

    An agent starts this command itself, and talks with it over standard input and output; with --http it runs by
    itself, and several agents use it at http://127.0.0.1:8001/mcp. The tools look names up, compare them, find them in
    texts, group them, tell their spellings, and keep decisions. The gazetteer may be a table of entities, too.
    """
    from names.errors import MissingExtra

    try:
        from names.agents.http_transport import PATH, serve_http
        from names.agents.server import create_server
        from names.agents.standard_io import serve_stdio
        from names.service.listening import address, listen
        from names.service.logs import log_to_stderr
    except ModuleNotFoundError as error:
        raise MissingExtra("names mcp", (error.name or "").partition(".")[0], "mcp") from None
    from names.cli.signals import ended_in_order
    from names.resolution.current import CurrentGazetteer, served_files
    from names.service.engine import Engine
    from names.service.settings import ServiceSettings

    settings = ServiceSettings(**chosen)  # type: ignore[arg-type]
    if http and not settings.is_local and not settings.token:
        raise click.UsageError(f"--host {settings.host} lets other machines in; add --token, or set NAMES_TOKEN")
    with ended_in_order(), served_files(gazetteer, note) as served:
        CurrentGazetteer(served).get()  # so that a gazetteer that cannot be opened is told of here
        listening = listen(settings.host, settings.port) if http else None
        with closing(Engine(served)) as engine:
            server = create_server(engine, who=who, may_decide=not read_only)
            log_to_stderr("names.agents")
            if listening is None:
                serve_stdio(server)
            else:
                note(f"{engine.name}: {address(settings.host, listening)}{PATH}; Ctrl+C stops it")
                serve_http(server, settings, listening)
