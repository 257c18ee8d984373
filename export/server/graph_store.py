"""``/data``: the SPARQL 1.1 Graph Store HTTP Protocol, by ``?graph=``, ``?default`` and direct addresses."""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from .bodies import read_body
from .endpoint import ask, authorize, changed, checked, guarded
from .engine import Engine
from .negotiation import graph_format
from .problems import RequestError
from .protocol import check_iri, media_of

PREFIX = "/data"
Part = tuple[bytes, str]


async def graph_store(request: Request) -> Response:
    """Read, replace, add to, or delete one graph."""
    engine: Engine = request.app.state.engine
    if request.method in ("GET", "HEAD"):
        return await _get(request, engine)
    authorize(request, engine)
    if request.method == "DELETE":
        iri = _graph(request)
        return changed(await guarded(engine.change({"do": "delete", "graph": iri}, b"")))
    return await _write(request, engine)


async def _get(request: Request, engine: Engine) -> Response:
    media = graph_format(request.headers.get("accept", "*/*"), request.query_params.get("format"))
    header, body = await ask(request, engine, {"do": "get", "graph": _graph(request), "type": media}, b"")
    return Response(body, media_type=header["type"], headers={"vary": "Accept"})


async def _write(request: Request, engine: Engine) -> Response:
    limits = engine.settings.limits
    body = await read_body(request, limits.upload, limits.receive_seconds)
    keep = request.method == "POST"
    if keep and request.url.path.rstrip("/") == PREFIX and not request.url.query:
        # A graph of the server's own choice (5.5): a new name below this address.
        iri: str | None = f"{_here(request)}/{uuid4()}"
        location = {"location": str(iri)}
    else:
        iri, location = _graph(request), {}
    media, _ = media_of(request.headers.get("content-type", ""))
    parts = _parts(request, body) if media == "multipart/form-data" else [(body, media)]
    if not parts:
        return Response(status_code=204, headers=location)  # a form of no part makes nothing
    header = {
        "do": "put",
        "graph": iri,
        "parts": [(kind or "text/turtle", len(data)) for data, kind in parts],
        "base": iri or _here(request),
        "keep": keep,
    }
    reply = await guarded(engine.change(header, b"".join(data for data, _ in parts)))
    return Response(status_code=checked(reply)[0]["status"], headers=location)


def _parts(request: Request, body: bytes) -> list[Part]:
    """The documents of a form (5.5), each with its media type."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    if not message.is_multipart():
        raise RequestError(400, "the form has no parts; its boundary is not the one in Content-Type")
    return [(_bytes(part), part.get_content_type()) for part in message.iter_parts()]


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _graph(request: Request) -> str | None:
    """The graph that is meant (4.1 and 4.2); None is the default graph."""
    parameters = request.query_params.multi_items()
    named = [value for name, value in parameters if name == "graph"]
    default = [value for name, value in parameters if name == "default"]
    direct = request.url.path.removeprefix(PREFIX).strip("/")
    if direct and not named and not default:
        return f"{_here(request)}/{direct}"
    if len(named) + len(default) != 1 or direct:
        raise RequestError(400, "name one graph: ?graph=IRI or ?default")
    if default:
        return None
    check_iri(named[0], "graph")
    return named[0]


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{PREFIX}"
