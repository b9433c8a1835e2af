"""What the owner of a service chooses, and the limits that keep it answering."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["LIMITS", "LOOPBACK", "NOTHING", "ServiceLimits", "ServiceSettings"]

# The Content-Security-Policy of what is no page: a browser loads and runs nothing.
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """How much one request may ask. All numbers are chosen."""

    body: int = 4_000_000  # bytes of the body of a request
    text: int = 1_000_000  # characters of a text
    name: int = 1_000  # characters of a name; longer ones are no names
    names: int = 500  # names of a request
    rows: int = 200  # rows of a table in a request
    candidates: int = 50  # most candidates that can be asked for
    page: int = 200  # most entities of one page of a list
    waiting: int = 1_000  # requests that wait for the gazetteer; further ones are told to come again
    connections: int = 2_000  # open at the same time
    patience: float = 20.0  # seconds in which a client has to send its request


LIMITS = ServiceLimits()


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Where a service is reached, and by whom.

    Without a `token` everybody who reaches it may use it. `hosts` are names by which it may be called beside those of
    this machine, "*" for any. `origins` are the web sites whose pages may use the Reconciliation API, "*" for all.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str = field(default="", repr=False)
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ("*",)
    may_decide: bool = True  # whether decisions are taken; else they can only be read
    workers: int = 1  # processes that look up
    limits: ServiceLimits = LIMITS

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches the service.

        >>> ServiceSettings().is_local, ServiceSettings(host="0.0.0.0").is_local
        (True, False)
        """
        return self.host in LOOPBACK

    @property
    def known_hosts(self) -> list[str]:
        """The names that a request may call the service by; another one is that of a site that wants to read it.

        >>> ServiceSettings().known_hosts
        ['127.0.0.1', '[::1]', 'localhost']
        """
        if not (self.is_local or self.hosts):
            return ["*"]  # which name the machine has is not known; the token is asked for
        return sorted(f"[{host}]" if ":" in host else host for host in {*LOOPBACK, self.host, *self.hosts})
