"""What holds for every request: which hosts and origins, security headers, one line in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from time import perf_counter

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .outgoing import Outgoing
from .settings import Settings

LOG = logging.getLogger("dateline.server")
LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
Pairs = list[tuple[bytes, bytes]]
MOST_KNOWN = 100
MOST_VALUE, MOST_HEADERS, MOST_PARAMETERS = 8 << 10, 100, 1_000
"""What is long is looked through piece by piece, such as Accept, and all others wait for that."""
CLOSED = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy of what is no page: data may load nothing when it is opened in a browser."""
SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", CLOSED),
)
OWN_ORIGIN = (b"cross-origin-resource-policy", b"same-origin")


class Front:
    """Wraps the application. Without it, a page elsewhere could reach a server of this machine by a name."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._outgoing = Outgoing(settings.limits.sending)
        self._hosts = LOCAL | {host.lower() for host in settings.hosts}
        self._known: set[bytes] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        begin = perf_counter()
        given = dict(reversed(scope["headers"]))  # of two alike, the first counts
        origin = given.get(b"origin", b"").decode("latin-1")
        told = {"status": 0, "bytes": 0}
        sending = self._outgoing.of(send)

        async def send_more(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                message["headers"] = self._dressed(message["headers"], origin)
            elif message["type"] == "http.response.body":
                told["bytes"] += len(message.get("body", b""))
            await sending(message)

        response = self._refusal(scope, given, origin)
        try:
            await (response or self._app)(scope, receive, send_more)
        finally:
            self._log(scope, told, perf_counter() - begin)

    def _refusal(self, scope: Scope, given: Mapping[bytes, bytes], origin: str) -> Response | None:
        """The response to a request that goes no further: a foreign name, or the question of a browser."""
        headers: Pairs = scope["headers"]
        if len(headers) > MOST_HEADERS or max((len(value) for _, value in headers), default=0) > MOST_VALUE:
            text = f"more than {MOST_HEADERS} headers, or one longer than {MOST_VALUE:,} bytes"
            return PlainTextResponse(text + "\n", 431)
        if scope["query_string"].count(b"&") > MOST_PARAMETERS:
            return PlainTextResponse(f"the address has more than {MOST_PARAMETERS} parameters\n", 400)
        if not self._is_ours(given.get(b"host", b"")):
            text = f"this server is not known by that name; it goes by {', '.join(sorted(self._hosts))}"
            return PlainTextResponse(text + "\n", 421)
        if scope["method"] == "OPTIONS" and origin and b"access-control-request-method" in given:
            if not self._allows(origin):
                return PlainTextResponse("pages of other origins may not ask this server\n", 403)
            return Response(status_code=204, headers=dict(_preflight()))
        return None

    def _is_ours(self, host: bytes) -> bool:
        if host not in self._known:
            if _name(host.decode("latin-1")) not in self._hosts:
                return False
            # The same few names come with every request; a name may be written with any port.
            if len(self._known) < MOST_KNOWN:
                self._known.add(host)
        return True

    def _allows(self, origin: str) -> bool:
        return "*" in self._settings.cors or origin in self._settings.cors

    def _dressed(self, headers: Pairs, origin: str) -> Pairs:
        """The headers of a response, with those of security that it does not have."""
        had = {name for name, _ in headers}
        more = [pair for pair in SECURITY if pair[0] not in had]
        if origin and self._allows(origin):
            allowed = b"*" if "*" in self._settings.cors else origin.encode("latin-1")
            more += [(b"access-control-allow-origin", allowed), (b"vary", b"Origin")]
        elif OWN_ORIGIN[0] not in had:
            more.append(OWN_ORIGIN)
        return [*headers, *more]

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
