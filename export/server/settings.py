"""How a server is set up, beside its limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from .limits import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """``token`` allows changes, None forbids them. ``union``: the default graph is the union of all graphs.

    ``hosts`` are names by which the server may be addressed, beside those of this machine; ``cors`` are the
    origins whose pages may read answers; ``services`` the addresses that SERVICE may ask; ``queries``: the
    log has the text of queries.
    """

    token: str | None = None
    union: bool = True
    hosts: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    queries: bool = False
    limits: Limits = field(default_factory=Limits)
