"""Addresses for people and for downloads: the query page, the explorer, the dump."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from .engine import Engine
from .files import Files

NO_STORY = "This server answers SPARQL at /sparql and graphs at /data. Its store holds no story to show.\n"
FRAMED = "frame-ancestors 'none'"
"""Beside the policy that the explorer has in its file."""


async def home(request: Request) -> Response:
    """The query page; it is made once for each state."""
    engine: Engine = request.app.state.engine
    story = engine.state.story
    if story is None:
        return PlainTextResponse(NO_STORY)
    from .pages import query_page

    key = (engine.mark, "page")
    pages = request.app.state.pages
    if key not in pages:
        pages.clear()
        pages[key] = await asyncio.to_thread(query_page, story)
    page = pages[key]
    return Response(page.text, media_type="text/html", headers={"content-security-policy": page.policy})


async def explore(request: Request) -> Response:
    """The explorer: the file that ``dateline export --to html`` writes."""
    path = await _files(request).get("html")
    headers = {"content-security-policy": FRAMED, "cache-control": "no-cache"}
    return FileResponse(path, media_type="text/html", headers=headers)


async def dump(request: Request) -> Response:
    """Every quad, as canonical N-Quads: the bytes whose hash names the state."""
    path = await _files(request).get("nq")
    return FileResponse(path, media_type="application/n-quads", filename="dump.nq")


def _files(request: Request) -> Files:
    files: Files = request.app.state.files
    return files
