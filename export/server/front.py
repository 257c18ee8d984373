"""What holds for every request: which hosts and origins, security headers, one line in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .outgoing import Outgoing
from .settings import Settings

LOG = logging.getLogger("dateline.server")
LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
SECURITY = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
MOST_VALUE, MOST_HEADERS, MOST_PARAMETERS = 8 << 10, 100, 1_000
"""What is long is looked through piece by piece, such as Accept, and all others wait for that."""
CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy of what is no page: data may load nothing when it is opened in a browser."""


class Front:
    """Wraps the application. Without it, a page elsewhere could reach a server of this machine by a name."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._outgoing = Outgoing(settings.limits.sending)
        self._hosts = LOCAL | {host.lower() for host in settings.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        begin = perf_counter()
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        told: dict[str, int] = {"status": 0, "bytes": 0}
        sending = self._outgoing.of(send)

        async def send_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                self._dress(MutableHeaders(scope=message), origin)
            elif message["type"] == "http.response.body":
                told["bytes"] += len(message.get("body", b""))
            await sending(message)

        response = self._refusal(scope, headers, origin)
        try:
            await (response or self._app)(scope, receive, send_more)
        finally:
            self._log(scope, told, perf_counter() - begin)

    def _refusal(self, scope: Scope, headers: Headers, origin: str) -> Response | None:
        """The response to a request that goes no further: a foreign name, or the question of a browser."""
        if any(len(value) > MOST_VALUE for value in headers.values()) or len(headers) > MOST_HEADERS:
            text = f"more than {MOST_HEADERS} headers, or one longer than {MOST_VALUE:,} bytes"
            return PlainTextResponse(text + "\n", 431)
        if scope["query_string"].count(b"&") > MOST_PARAMETERS:
            return PlainTextResponse(f"the address has more than {MOST_PARAMETERS} parameters\n", 400)
        if _name(headers.get("host", "")) not in self._hosts:
            text = f"this server is not known by that name; it goes by {', '.join(sorted(self._hosts))}"
            return PlainTextResponse(text + "\n", 421)
        if scope["method"] == "OPTIONS" and origin and "access-control-request-method" in headers:
            if not self._allows(origin):
                return PlainTextResponse("pages of other origins may not ask this server\n", 403)
            return Response(status_code=204, headers=dict(_preflight()))
        return None

    def _allows(self, origin: str) -> bool:
        return "*" in self._settings.cors or origin in self._settings.cors

    def _dress(self, headers: MutableHeaders, origin: str) -> None:
        for name, value in SECURITY.items():
            headers.setdefault(name, value)
        headers.setdefault("content-security-policy", CLOSED)
        if origin and self._allows(origin):
            headers["access-control-allow-origin"] = "*" if "*" in self._settings.cors else origin
            headers.append("vary", "Origin")
        else:
            headers.setdefault("cross-origin-resource-policy", "same-origin")

    def _log(self, scope: Scope, told: dict[str, int], took: float) -> None:
        waited, ran = scope.get("state", {}).get("times", (0.0, 0.0))
        client = scope["client"][0] if scope.get("client") else "-"
        LOG.info(
            "%s %s %s %s %d bytes, waited %.0f ms, ran %.0f ms, took %.0f ms%s",
            client,
            scope["method"],
            # Line ends in an address would forge lines of the log.
            scope["path"].encode("unicode_escape").decode("ascii")[:200],
            told["status"] or "cut off",
            told["bytes"],
            waited * 1000,
            ran * 1000,
            took * 1000,
            self._query(scope),
        )

    def _query(self, scope: Scope) -> str:
        if not self._settings.queries:
            return ""
        # What the cache answers has not been read: then the address is all there is.
        text = scope.get("state", {}).get("asked") or scope["query_string"].decode("ascii", "replace")
        return f", query {text!r}" if text else ""


def _name(host: str) -> str:
    """The name of a Host header, without the port, in small letters."""
    name, colon, port = host.strip().lower().rpartition(":")
    return name if colon and port.isdecimal() else host.strip().lower()


def _preflight() -> Iterable[tuple[str, str]]:
    yield "access-control-allow-methods", "GET, POST, HEAD"
    yield "access-control-allow-headers", "Accept, Content-Type"
    yield "access-control-max-age", "600"
