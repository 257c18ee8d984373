"""What holds for every request: which hosts and origins, security headers, one line in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import perf_counter

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .access_log import AccessLog
from .hosts import Hosts
from .kept import Pairs
from .outgoing import Outgoing
from .settings import Settings

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

    def __init__(self, app: ASGIApp, settings: Settings, hosts: Hosts, log: AccessLog) -> None:
        self._app, self._settings = app, settings
        self._hosts, self._log = hosts, log
        self._outgoing = Outgoing(settings.limits.sending)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self.through(self._app, scope, receive, send)

    async def through(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request by an application, or a response, of the caller's choice."""
        if scope["type"] != "http":
            return await app(scope, receive, send)
        begin = scope.get("state", {}).get("begin") or perf_counter()
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
            await (response or app)(scope, receive, send_more)
        finally:
            self._log.line(scope, told["status"], told["bytes"], perf_counter() - begin)

    def _refusal(self, scope: Scope, given: Mapping[bytes, bytes], origin: str) -> Response | None:
        """The response to a request that goes no further: a foreign name, or the question of a browser."""
        headers: Pairs = scope["headers"]
        if len(headers) > MOST_HEADERS or max((len(value) for _, value in headers), default=0) > MOST_VALUE:
            text = f"more than {MOST_HEADERS} headers, or one longer than {MOST_VALUE:,} bytes"
            return PlainTextResponse(text + "\n", 431)
        if scope["query_string"].count(b"&") > MOST_PARAMETERS:
            return PlainTextResponse(f"the address has more than {MOST_PARAMETERS} parameters\n", 400)
        if given.get(b"host", b"") not in self._hosts:
            text = f"this server is not known by that name; it goes by {self._hosts}"
            return PlainTextResponse(text + "\n", 421)
        if scope["method"] == "OPTIONS" and origin and b"access-control-request-method" in given:
            if not self._allows(origin):
                return PlainTextResponse("pages of other origins may not ask this server\n", 403)
            return Response(status_code=204, headers=dict(_preflight()))
        return None

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


def _preflight() -> Iterable[tuple[str, str]]:
    yield "access-control-allow-methods", "GET, POST, HEAD"
    yield "access-control-allow-headers", "Accept, Content-Type"
    yield "access-control-max-age", "600"
