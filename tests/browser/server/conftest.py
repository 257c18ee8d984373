"""Servers on this machine for the pages of ``dateline serve``, and a real Chromium on them."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dateline import Story
from dateline.errors import QueryError, UnknownNameError
from dateline.export.server.pages import ServedPage, query_page, thing_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def html(page: ServedPage) -> Response:
    return HTMLResponse(page.text, headers={"Content-Security-Policy": page.policy})


def _answered(story: Story, request: Request, query: str) -> Response:
    accept = request.headers.get("accept", "")
    names = {"csv": "csv", "tab-sep": "tsv", "results+xml": "xml", "turtle": "ttl", "n-triples": "nt", "ld+json": "jsonld", "rdf+xml": "rdfxml"}
    try:
        answer = story.query(query)
        name = next((name for sign, name in names.items() if sign in accept), None)
        media = accept.split(",")[0]
        return Response(answer.serialize(name), headers={"Content-Type": media})
    except QueryError as error:
        from starlette.responses import JSONResponse
        return JSONResponse({"error": str(error), "line": error.line, "column": error.column}, 400)


def stub(story: Story) -> Starlette:
    async def sparql(request: Request) -> Response:
        query = request.query_params.get("query") or (await request.body()).decode()
        return _answered(story, request, query)
    async def home(request: Request) -> Response:
        return html(query_page(story))
    async def thing(request: Request) -> Response:
        try:
            return html(thing_page(story, story.view.prefixes[""] + request.path_params["id"]))
        except UnknownNameError as error:
            return PlainTextResponse(str(error), 404)
    return Starlette(routes=[Route("/", home), Route("/sparql", sparql, methods=["GET","POST"]), Route("/things/{id:path}", thing)])


@contextmanager
def served(app: Any) -> Iterator[str]:
    port = socket.socket()
    port.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [port]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port.getsockname()[1]}"
    server.should_exit = True
    thread.join()
