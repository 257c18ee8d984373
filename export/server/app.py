"""The application: which address leads where."""

from __future__ import annotations

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from .cache import Cache
from .endpoint import sparql
from .engine import Engine
from .files import Files
from .front import Front
from .graph_store import PREFIX, graph_store
from .problems import RequestError, respond
from .site import dump, explore, home
from .things import thing
from .void import void

LOG = logging.getLogger("dateline.server")
WRITES = ["GET", "HEAD", "PUT", "POST", "DELETE"]


def build_app(engine: Engine, files: Files) -> ASGIApp:
    """The ASGI application of an engine that is open, and of the files that it exports."""
    app = Starlette(
        routes=[
            Route("/", home),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/explore", explore),
            Route("/dump.nq", dump),
            Route("/.well-known/void", void),
            Route("/things/{id:path}", thing),
            Route(PREFIX, graph_store, methods=WRITES),
            Route(PREFIX + "/{rest:path}", graph_store, methods=WRITES),
        ],
        exception_handlers={RequestError: _problem, HTTPException: _http, Exception: _unforeseen},
    )
    app.state.engine = engine
    app.state.files = files
    app.state.pages = {}
    cached = Cache(app, lambda: engine.mark, engine.settings.limits.cache)
    return Front(cached, engine.settings)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)
    return respond(request, error)


async def _http(request: Request, error: Exception) -> Response:
    """What Starlette refuses: addresses that lead nowhere, methods that an address does not take."""
    assert isinstance(error, HTTPException)
    texts = {404: "there is nothing at this address", 405: f"{request.method} is not for this address"}
    text = texts.get(error.status_code, str(error.detail))
    return respond(request, RequestError(error.status_code, text, headers=dict(error.headers or {})))


async def _unforeseen(request: Request, error: Exception) -> Response:
    LOG.error("a request failed", exc_info=error)
    return PlainTextResponse("the server failed at this; its log says how\n", 500)
