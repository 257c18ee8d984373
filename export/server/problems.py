"""What is wrong with a request, as a status and a text that says how to mend it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

LOG = logging.getLogger("dateline.server")


@dataclass
class RequestError(Exception):
    """A request that is not answered, with its status and why.

    ``line`` and ``column`` count from 1; ``limit`` is what the request went beyond.
    """

    status: int
    text: str
    line: int = 0
    column: int = 0
    limit: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text


def respond(request: Request, problem: RequestError) -> Response:
    """The problem as JSON for who prefers that, else as plain text."""
    headers = dict(problem.headers)
    if "json" not in request.headers.get("accept", ""):
        return PlainTextResponse(problem.text + "\n", problem.status, headers)
    told: dict[str, str | int] = {"error": problem.text}
    if problem.line:
        told |= {"line": problem.line, "column": problem.column}
    if problem.limit:
        told |= {"limit": problem.limit}
    return JSONResponse(told, problem.status, headers)


def respond_unforeseen(error: Exception) -> Response:
    """The response to what should not happen; the log has the whole of it."""
    LOG.error("a request failed", exc_info=error)
    return PlainTextResponse("the server failed at this; its log says how\n", 500)
