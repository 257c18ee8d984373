"""``/sparql``: queries and updates by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Sequence
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from .bodies import read_body
from .cache import is_lasting, tag_of
from .description import describe_service
from .engine import Engine
from .fair_queue import BusyError
from .frames import Frame, Header
from .negotiation import formats, graph_format
from .pool import StoppedError, Timed
from .problems import RequestError
from .process import CannotOpenError, Reply
from .protocol import Asked, media_of, read
from .using import with_using

T = TypeVar("T")
LOOK_FOR_CLIENT_EVERY = 0.25
"""Seconds after which a query that still runs is checked for a client that still waits."""


async def sparql(request: Request) -> Response:
    """Answer a request of the protocol; without a query, the service description."""
    engine: Engine = request.app.state.engine
    limits = engine.settings.limits
    media, parameters = media_of(request.headers.get("content-type", ""))
    body = b""
    if request.method == "POST":
        body = await read_body(
            request,
            # Who may change nothing may not fill the memory with what would be refused.
            max(limits.query * 4, limits.upload if _may_change(request, engine) else 0),
            limits.receive_seconds,
        )
    asked = read(request.method, request.url.query, media, parameters.get("charset", ""), body)
    if asked is None:
        return _description(request, engine)
    if engine.settings.queries:
        request.scope["state"]["asked"] = asked.text
    if asked.writes:
        return await _update(request, engine, asked)
    if len(asked.text) > limits.query:
        raise RequestError(413, f"the query is longer than {limits.query:,} characters")
    return await _query(request, engine, asked)


def _description(request: Request, engine: Engine) -> Response:
    accept = request.headers.get("accept", "*/*")
    media = graph_format(accept, request.query_params.get("format"), last=("text/html",))
    if media == "text/html":
        return Response(status_code=303, headers={"location": "/"})
    return Response(describe_service(_here(request), engine, media), media_type=media)


async def _query(request: Request, engine: Engine, asked: Asked) -> Response:
    accept = request.headers.get("accept", "*/*")
    rows, graph = formats(accept, asked.format)
    union, mark = engine.settings.union, engine.mark
    header = query_header(
        rows, graph, union=union, base=_here(request), default=asked.default, named=asked.named
    )
    told, body = await ask(request, engine, header, asked.text.encode())
    headers = {"vary": "Accept", "cache-control": "no-store"}
    if is_lasting(asked.text):
        headers |= {"etag": tag_of(mark, asked, told["type"]), "cache-control": "no-cache"}
    if headers.get("etag", "-") in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=told["type"], headers=headers)


def query_header(
    rows: str | None,
    graph: str | None,
    *,
    union: bool,
    base: str | None = None,
    default: Sequence[str] | None = None,
    named: Sequence[str] | None = None,
) -> Header:
    """The header of a frame that asks a query; see :class:`.answering.Question`."""
    return {
        "do": "query",
        "rows": rows,
        "graph": graph,
        "base": base,
        "union": union,
        "default": default,
        "named": named,
    }


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
    client = request.client.host if request.client else ""
    timed = await guarded(_noted(request, _while_there(request, engine.ask(header, body, client))))
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


async def _while_there(request: Request, asking: Awaitable[Timed]) -> Timed:
    task = asyncio.ensure_future(asking)
    try:
        while not (await asyncio.wait({task}, timeout=LOOK_FOR_CLIENT_EVERY))[0]:
            if await request.is_disconnected():
                raise RequestError(499, "the client went away")
        return task.result()
    finally:
        task.cancel()


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
