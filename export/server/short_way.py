"""The short way for the commonest request: a query by GET, answered without an ASGI application between.

What the applications would do for it takes three times as long as the engine does for a short query. Whatever
is out of the ordinary (another method, CORS, conditions, a large answer, an error) goes through them.
"""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from time import perf_counter
from typing import cast

from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from .access_log import AccessLog
from .endpoint import Endpoint, Whole
from .front import MOST_HEADERS, MOST_VALUE, OWN_ORIGIN, SECURITY, Front
from .hosts import Hosts
from .kept import Kept, KeptAnswers, Key, Pairs
from .outgoing import PIECE

PATH = "/sparql"
UNUSUAL = frozenset(
    {b"origin", b"if-none-match", b"expect", b"upgrade", b"content-length", b"transfer-encoding"}
)


def rendered(headers: Pairs) -> bytes:
    """Headers as they are sent."""
    return b"".join([b"%b: %b\r\n" % pair for pair in headers])


_ALWAYS = rendered([*SECURITY, OWN_ORIGIN])


class ShortWay:
    """Answers the requests that it takes; ``front`` answers in its place what turns out to be unusual."""

    def __init__(
        self, endpoint: Endpoint, front: Front, answers: KeptAnswers, hosts: Hosts, log: AccessLog
    ) -> None:
        self._endpoint, self._front, self._answers = endpoint, front, answers
        self._hosts, self._log = hosts, log

    def take(self, cycle: RequestResponseCycle) -> Coroutine[None, None, None] | None:
        """Begin to answer, with what is still to be done; None when a request is not for this way."""
        scope = cycle.scope
        if scope["path"] != PATH or scope["method"] != "GET" or cycle.flow.write_paused:
            return None
        headers = list(scope["headers"])
        if len(headers) > MOST_HEADERS or max((len(value) for _, value in headers), default=0) > MOST_VALUE:
            return None
        given = dict(reversed(headers))
        if not UNUSUAL.isdisjoint(given) or given.get(b"host", b"") not in self._hosts:
            return None
        return self._answer(cycle, self._answers.key(scope["query_string"], given), perf_counter())

    async def _answer(self, cycle: RequestResponseCycle, key: Key, begin: float) -> None:
        kept = self._answers.get(key)
        if kept is not None and len(kept.body) <= PIECE:
            self._write(cycle, kept.headers, kept.body, begin)
            return
        # uvicorn types the messages of ASGI more closely than Starlette does.
        request = Request(*cast("tuple[Scope, Receive, Send]", (cycle.scope, cycle.receive, cycle.send)))
        response = await self._endpoint.response_to(request)
        if isinstance(response, Whole) and response.status == 200 and len(response.body) <= PIECE:
            headers = response.headers()
            if response.tag:
                self._answers.put(key, Kept(headers, response.tag, response.body))
            self._write(cycle, headers, response.body, begin)
        else:
            request.scope["state"]["begin"] = begin
            await cycle.run_asgi(partial(self._front.through, response))

    def _write(self, cycle: RequestResponseCycle, headers: Pairs, body: bytes, begin: float) -> None:
        if not cycle.disconnected and not cycle.transport.is_closing():
            closing = b"" if cycle.keep_alive else b"connection: close\r\n"
            head = (rendered(cycle.default_headers), rendered(headers), _ALWAYS, closing, b"\r\n")
            cycle.response_started = cycle.response_complete = True
            cycle.message_event.set()
            cycle.transport.write(b"".join((b"HTTP/1.1 200 OK\r\n", *head, body)))
            if not cycle.keep_alive:
                cycle.transport.close()
            cycle.on_response()
        self._log.line(cast("Scope", cycle.scope), 200, len(body), perf_counter() - begin)
