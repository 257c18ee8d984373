"""Each thing of a story at an address of its own: as a page, or as RDF."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response

from .endpoint import ask, query_header
from .engine import Engine
from .negotiation import graph_format
from .problems import RequestError

HTML = "text/html"
# What is said of the thing, what leads to it, and the nodes that hold its dates, parts and words.
QUERY = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND (<{iri}> AS ?s) ?s ?p ?o }} UNION {{ BIND (<{iri}> AS ?o) ?s ?p ?o }} UNION {{
    <{iri}> dl:evidence|dl:time|dl:participation|(dl:participation/dl:evidence) ?s . ?s ?p ?o
  }}
}}
"""
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|\\^`]')


async def thing(request: Request) -> Response:
    """One thing by its id, as the client likes it best: HTML first."""
    engine: Engine = request.app.state.engine
    story = engine.state.story
    name: str = request.path_params["id"]
    if story is None or _FORBIDDEN.search(name):
        raise RequestError(404, f'there is no thing "{name[:100]}" here')
    iri = story.snapshot.base + name
    if iri not in story.snapshot.triples:
        raise RequestError(404, f'the story has no thing "{name[:100]}"')
    media = graph_format(
        request.headers.get("accept", HTML), request.query_params.get("format"), first=(HTML,)
    )
    vary = {"vary": "Accept"}
    if media == HTML:
        from .pages import thing_page

        page = await asyncio.to_thread(thing_page, story, iri)
        headers = vary | {"content-security-policy": page.policy}
        return Response(page.text, media_type=HTML, headers=headers)
    header = query_header(None, media, union=True)
    _, body = await ask(request, engine, header, QUERY.format(iri=iri).encode())
    return Response(body, media_type=media, headers=vary)
