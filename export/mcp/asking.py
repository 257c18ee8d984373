"""SPARQL from somewhere that can be stopped: what the tools need of a pool of workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ...errors import QueryError

ROWS = "application/sparql-results+json"
GRAPH = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole answer to a query: :data:`ROWS` for SELECT and ASK, :data:`GRAPH` for the others."""

    media: str
    body: bytes


class TooMuchAskedError(QueryError):
    """A sound query that was ended, or whose answer is too large."""


class Asks(Protocol):
    """Answers queries outside this process, each within limits of time and size."""

    async def answer(self, sparql: str) -> Reply:
        """The answer to a query.

        Raises :class:`QueryError` for what does not parse, and :class:`TooMuchAskedError` for what takes too
        long or is too large.
        """
        ...
