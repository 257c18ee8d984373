"""``/sparql``: queries and updates by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from .bodies import read_body
from .cache import is_lasting, tag_of
from .description import describe_service
from .engine import Engine
from .fair_queue import BusyError
from .frames import Frame, Header, encode
from .kept import Pairs
from .negotiation import formats, graph_format
from .pool import StoppedError, Timed
from .problems import RequestError, respond, respond_unforeseen
from .process import CannotOpenError, Reply
from .protocol import Asked, media_of, read
from .using import with_using

T = TypeVar("T")


class Endpoint:
    """The ASGI application at ``/sparql``. It stands alone: routing would take as long as a short query."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of the protocol; without a query, with the service description."""
        response = await self.response_to(Request(scope, receive, send))
        await response(scope, receive, send)

    async def response_to(self, request: Request) -> ASGIApp:
        """What answers a request; a :class:`Whole` if it was a query that could be answered."""
        request.scope.setdefault("state", {})
        try:
            return await self._respond(request)
        except RequestError as problem:
            return respond(request, problem)
        except Exception as error:
            return respond_unforeseen(error)

    async def _respond(self, request: Request) -> ASGIApp:
        engine, scope = self._engine, request.scope
        media, charset, body = "", "", b""
        if scope["method"] == "POST":
            media, parameters = media_of(request.headers.get("content-type", ""))
            charset, body = parameters.get("charset", ""), await _body(request, engine)
        elif scope["method"] not in ("GET", "HEAD"):
            text = f"{scope['method']} is not for this address"
            raise RequestError(405, text, headers={"allow": "GET, HEAD, POST"})
        asked = read(scope["method"], scope["query_string"], media, charset, body)
        if asked is None:
            return _description(request, engine)
        if engine.settings.queries:
            scope["state"]["asked"] = asked.text
        if asked.writes:
            return await _update(request, engine, asked)
        if len(asked.text) > engine.settings.limits.query:
            most = engine.settings.limits.query
            raise RequestError(413, f"the query is longer than {most:,} characters")
        return await _query(request, engine, asked)


async def _body(request: Request, engine: Engine) -> bytes:
    limits = engine.settings.limits
    # Who may change nothing may not fill the memory with what would be refused.
    most = max(limits.query * 4, limits.upload if _may_change(request, engine) else 0)
    return await read_body(request, most, limits.receive_seconds)


def _description(request: Request, engine: Engine) -> Response:
    accept = request.headers.get("accept", "*/*")
    media = graph_format(accept, request.query_params.get("format"), last=("text/html",))
    if media == "text/html":
        return Response(status_code=303, headers={"location": "/"})
    return Response(describe_service(_here(request), engine, media), media_type=media)


async def _query(request: Request, engine: Engine, asked: Asked) -> ASGIApp:
    scope = request.scope
    given = dict(reversed(scope["headers"]))
    rows, graph = formats(given.get(b"accept", b"*/*").decode("latin-1"), asked.format)
    union, mark = engine.settings.union, engine.mark
    base = f"{scope['scheme']}://{given[b'host'].decode('latin-1')}{scope['path']}"
    header = query_header(rows, graph, union=union, base=base, default=asked.default, named=asked.named)
    told, body = await ask(request, engine, header, asked.text.encode())
    lasting = is_lasting(asked.text)
    tag = tag_of(mark, asked.text, asked.default, asked.named, base, told["type"]) if lasting else b""
    if tag and tag in given.get(b"if-none-match", b""):
        return Whole(304, told["type"], b"", tag)
    return Whole(200, told["type"], body, tag)


@dataclass(frozen=True, slots=True)
class Whole:
    """The answer to a query, ready to be sent; ``tag`` names it, where it lasts as long as the state."""

    status: int
    media: str
    body: bytes
    tag: bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, as an ASGI application."""
        headers = self.headers()
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})

    def headers(self) -> Pairs:
        """The headers of the answer."""
        headers = [(b"vary", b"Accept"), (b"cache-control", b"no-cache" if self.tag else b"no-store")]
        if self.tag:
            headers.append((b"etag", self.tag))
        if self.status == 200:
            media = self.media + ("; charset=utf-8" if self.media.startswith("text/") else "")
            headers.append((b"content-type", media.encode("ascii")))
            headers.append((b"content-length", b"%d" % len(self.body)))
        return headers


@lru_cache(maxsize=256)
def query_header(
    rows: str | None,
    graph: str | None,
    *,
    union: bool,
    base: str | None = None,
    default: tuple[str, ...] | None = None,
    named: tuple[str, ...] | None = None,
) -> bytes:
    """The header of a frame that asks a query, encoded; see :class:`.answering.Question`."""
    return encode(
        {
            "do": "query",
            "rows": rows,
            "graph": graph,
            "base": base,
            "union": union,
            "default": default,
            "named": named,
        }
    )


def _here(request: Request) -> str:
    """The address without its query: what relative IRIs are resolved against."""
    return f"{request.scope['scheme']}://{request.headers['host']}{request.scope['path']}"


async def _update(request: Request, engine: Engine, asked: Asked) -> Response:
    authorize(request, engine)
    text = with_using(asked.text, asked.default, asked.named)
    header = {"do": "update", "base": _here(request)}
    return changed(await guarded(engine.change(header, text.encode())))


def _may_change(request: Request, engine: Engine) -> bool:
    try:
        authorize(request, engine)
    except RequestError:
        return False
    return True


def authorize(request: Request, engine: Engine) -> None:
    """Raises :class:`RequestError` unless the server takes changes and the request has its token."""
    token = engine.settings.token
    if token is None:
        raise RequestError(403, "this server takes no changes; `dateline serve --writable` does")
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        text = "a change needs the header `Authorization: Bearer TOKEN` with the server's token"
        raise RequestError(401, text, headers={"www-authenticate": "Bearer"})


async def ask(request: Request, engine: Engine, header: Header | bytes, body: bytes) -> Frame:
    """The reply of a worker; raises :class:`RequestError` for what it refuses or what was ended.

    A query whose client has gone away is ended.
    """
    client = (request.scope["client"] or ("",))[0]
    timed = await guarded(_noted(request, engine.clients.wait(request, engine.ask(header, body, client))))
    return checked(timed.reply)


async def _noted(request: Request, asking: Awaitable[Timed]) -> Timed:
    """Keep how long a query waited and ran for the log, also of one that was ended."""
    told: Timed | StoppedError | None = None
    try:
        told = await asking
    except StoppedError as error:
        told = error
        raise
    finally:
        if told is not None:
            # Without the answer: the connection keeps this until its next request.
            request.scope["state"]["times"] = (told.waited, told.ran)
    return told


async def guarded(asking: Awaitable[T]) -> T:
    """What is awaited; what the pool or the writer raises becomes a :class:`RequestError`."""
    try:
        return await asking
    except StoppedError as error:
        if error.limit == "turn":
            raise RequestError(429, str(error), limit="turn", headers={"retry-after": "5"}) from None
        status = 503 if error.limit == "end" else 422
        raise RequestError(status, str(error), limit=error.limit) from None
    except BusyError as error:
        raise RequestError(429, f"{error}; ask again in a while", headers={"retry-after": "5"}) from None
    except CannotOpenError as error:
        raise RequestError(503, f"the store cannot be opened: {error}") from None


def checked(reply: Reply) -> Frame:
    """The header and the body of a reply, unless it is an error."""
    header = reply.header
    if "error" in header:
        raise RequestError(
            header["status"],
            header["error"],
            header.get("line", 0),
            header.get("column", 0),
            header.get("limit", ""),
        )
    return header, reply.body


def changed(reply: Reply) -> Response:
    """The response to a change."""
    header, _ = checked(reply)
    return Response(status_code=header["status"])
