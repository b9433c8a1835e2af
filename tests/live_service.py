"""A service that answers on loopback, in a thread, for tests of its clients."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import uvicorn

from names.resolution.current import CurrentGazetteer
from names.service.application import create_application
from names.service.engine import Engine
from names.service.settings import ServiceSettings

PATIENCE = 20  # seconds that it may take to begin


@contextmanager
def live_service(gazetteer: Path, settings: ServiceSettings | None = None) -> Iterator[str]:
    """The address of a service of this gazetteer, with a slash at its end; the service ends with the block."""
    application = create_application(Engine(CurrentGazetteer([str(gazetteer)])), settings or ServiceSettings())
    config = uvicorn.Config(application, port=0, log_config=None, access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = monotonic() + PATIENCE
    while not server.started:
        assert thread.is_alive()
        assert monotonic() < end, "the service does not begin"
        sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
