"""The names by which a server may be addressed: a page elsewhere could reach it by any other."""

from __future__ import annotations

from collections.abc import Iterable

LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
MOST_KNOWN = 100


class Hosts:
    """Names of this machine, and those given."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = LOCAL | {name.lower() for name in names}
        self._known: set[bytes] = set()

    def __contains__(self, host: bytes) -> bool:
        """Whether a Host header has one of the names, with any port."""
        if host not in self._known:
            if _name(host.decode("latin-1")) not in self._names:
                return False
            # The same few come with every request; a name may be written with any port.
            if len(self._known) < MOST_KNOWN:
                self._known.add(host)
        return True

    def __str__(self) -> str:
        return ", ".join(sorted(self._names))


def _name(host: str) -> str:
    """The name of a Host header, without the port, in small letters."""
    name, colon, port = host.strip().lower().rpartition(":")
    return name if colon and port.isdecimal() else host.strip().lower()
