"""The application: which address leads where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from .access_log import AccessLog
from .cache import Cache
from .endpoint import Endpoint
from .engine import Engine
from .files import Files
from .front import Front
from .graph_store import PREFIX, graph_store
from .hosts import Hosts
from .kept import KeptAnswers
from .problems import RequestError, respond, respond_unforeseen
from .short_way import PATH, ShortWay
from .site import dump, explore, home
from .things import thing
from .void import void

WRITES = ["GET", "HEAD", "PUT", "POST", "DELETE"]


def build_app(engine: Engine, files: Files, say: Callable[[str], None]) -> Application:
    """The application of an open engine and of the files that it exports; ``say`` takes lines of the log."""
    app = Starlette(
        routes=[
            Route("/", home),
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
    hosts, log = Hosts(engine.settings.hosts), AccessLog(say, queries=engine.settings.queries)
    answers = KeptAnswers(lambda: engine.mark, engine.settings.limits.cache)
    endpoint = Endpoint(engine)
    front = Front(_Paths({PATH: Cache(endpoint, answers)}, app), engine.settings, hosts, log)
    return Application(front, ShortWay(endpoint, front, answers, hosts, log))


@dataclass(frozen=True, slots=True)
class Application:
    """The application, and the way around it that the commonest request takes."""

    app: ASGIApp
    short: ShortWay


class _Paths:
    """Some addresses lead to applications of their own, all others to one application."""

    def __init__(self, paths: Mapping[str, ASGIApp], others: ASGIApp) -> None:
        self._paths, self._others = paths, others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        await self._paths.get(scope["path"], self._others)(scope, receive, send)


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
    return respond_unforeseen(error)
