"""Asking a server by the SPARQL 1.1 Protocol, and never taking a part of an answer for the whole.

Queries go as forms by POST (section 2.1.2): of any length, and Virtuoso 7.2.5 hangs at the other way.
Servers cap what they send, mostly at a round number, and some say so only in a header. So a
number of rows that may be a cap is compared with what the server counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import QueryBoolean, QueryTriples

from ...errors import EndpointError, QueryError
from .answers import GRAPH, ROWS, Rows, checked, read_boolean, read_graph
from .client import Client, Response, refused
from .forms import Form

_CAPPED = "X-SPARQL-MaxRows"
"""The header by which Virtuoso tells that it sent as many rows as it may."""
_PARTIAL = "X-SQL-State"
"""The header by which Virtuoso tells that it stopped for lack of time."""
_ROUND = 1000
_MEND = "narrow the query, ask in parts with LIMIT and OFFSET, or raise the server's cap"


class Endpoint:
    """A query address, asked over the union of some graphs; without graphs, over what the server chooses."""

    def __init__(self, url: str, client: Client, graphs: Iterable[str] = ()) -> None:
        self.url = url
        self.client = client
        self._dataset = [
            (name, graph) for graph in graphs for name in ("default-graph-uri", "named-graph-uri")
        ]

    def over(self, graphs: Iterable[str]) -> Endpoint:
        """The same server, asked over these graphs: each by its name, and their union by none.

        Servers differ in what their default graph is, so it is never left to them (section 2.1.4).
        """
        return Endpoint(self.url, self.client, graphs)

    def select(self, form: Form) -> Rows:
        """All solutions of a SELECT.

        Raises :class:`QueryError` when the server sends only some of them, or does not take the query.
        """
        response = self._ask(form.text, ROWS)
        rows: Rows = self._read(Rows, response)
        if self._has_more(form, rows, response):
            raise QueryError(f"{self.url}: the server sent {len(rows)} rows and has more; {_MEND}")
        if form.distinct:
            rows.keep_distinct()
        return rows

    def select_some(self, form: Form) -> Rows:
        """Solutions of a SELECT, maybe not all of them."""
        rows: Rows = self._read(Rows, self._ask(form.text, ROWS))
        return rows

    def _has_more(self, form: Form, rows: Rows, response: Response) -> bool:
        suspicious = _CAPPED in response.headers or (len(rows) and len(rows) % _ROUND == 0)
        return bool(suspicious) and len(rows) < self.count(form.counted())

    def count(self, sparql: str) -> int:
        """The one number, ``?n``, that a query asks for."""
        rows: Rows = self._read(Rows, self._ask(sparql, ROWS))
        return int(rows.bindings[0]["n"]["value"])

    def ask(self, form: Form) -> QueryBoolean:
        """The answer of an ASK."""
        found: QueryBoolean = self._read(read_boolean, self._ask(form.text, ROWS))
        return found

    def construct(self, form: Form) -> QueryTriples:
        """All triples of a CONSTRUCT, or what the server chooses to tell for a DESCRIBE."""
        response = self._ask(form.text, GRAPH)
        found: QueryTriples = self._read(read_graph, response)
        # A line is a triple at most, so fewer lines than a cap need no second look.
        if form.body[:9].upper() == "CONSTRUCT" and response.body.count(b"\n") >= _ROUND:
            self.select(form.solutions())
        return found

    def _ask(self, sparql: str, accept: str) -> Response:
        body = urlencode([("query", sparql), *self._dataset]).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        response = self.client.send("POST", self.url, body=body, headers=headers)
        if response.ok and _PARTIAL not in response.headers:
            return response
        raise self._error(response)

    def _error(self, response: Response) -> Exception:
        if response.ok or response.status == 206:
            return QueryError(f"{self.url}: the server stopped before the answer was whole; {_MEND}")
        if response.status in (400, 500) and response.words:
            return QueryError(f"{self.url}: the server does not take the query: {response.words}")
        if response.status in (404, 405):
            return EndpointError(self.url, f"no SPARQL endpoint is there (HTTP {response.status}); {_WHERE}")
        return refused(self.url, response, "the query")

    def _read(self, read: Callable[[bytes], Any], response: Response) -> Any:
        try:
            return checked(read, response.body)
        except ValueError as error:
            kind = response.media_type
            if "html" in kind:
                problem = f"a page for people is there, no SPARQL endpoint; {_WHERE}"
            else:
                problem = f"the answer ({kind}) cannot be read: {error}; ask again, or another endpoint"
            raise EndpointError(self.url, problem, status=response.status) from None


_WHERE = "give the address that takes queries, often one that ends in /sparql or /query"
