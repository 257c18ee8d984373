"""One line for each request: who asked for what, and how long it waited and ran."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import Scope


class AccessLog:
    """Says a line for each request; the text of queries is in it when ``queries`` is set."""

    def __init__(self, say: Callable[[str], None], *, queries: bool) -> None:
        self._say, self._queries = say, queries

    def line(self, scope: Scope, status: int, size: int, took: float) -> None:
        """Say what was answered; ``status`` 0 when it was cut off, ``took`` in seconds."""
        state = scope.get("state", {})
        waited, ran = state.get("times", (0.0, 0.0))
        client = scope["client"][0] if scope.get("client") else "-"
        # Line ends in an address would forge lines of the log.
        path = scope["path"].encode("unicode_escape").decode("ascii")[:200]
        query = self._query(scope, state) if self._queries else ""
        self._say(
            f"{client} {scope['method']} {path} {status or 'cut off'} {size} bytes, "
            f"waited {waited * 1000:.0f} ms, ran {ran * 1000:.0f} ms, took {took * 1000:.0f} ms{query}"
        )

    def _query(self, scope: Scope, state: dict[str, object]) -> str:
        # What the cache answers has not been read: then the address is all there is.
        text = state.get("asked") or scope["query_string"].decode("ascii", "replace")
        return f", query {text!r}" if text else ""
