"""The short way and the way through the application give the same answers."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from tests.export.server.servers import Answer, Server, Start


@pytest.fixture(scope="module")
def server(store: Path, start: Start) -> Server:
    return start(store)


def both(server: Server, address: str, accept: str) -> tuple[Answer, Answer]:
    """By the short way, and with a condition that no answer meets, which leads through the application."""
    ways: list[dict[str, str]] = [{}, {"If-None-Match": '"none"'}]
    short, long = (server.request("GET", address, None, {"Accept": accept} | more) for more in ways)
    for answer in (short, long):
        answer[1].pop("date")
    return short, long


QUERIES = {
    "rows": "SELECT ?s { ?s a dl:Event } ORDER BY ?s",
    "graph": "CONSTRUCT { ?s a dl:Event } { ?s a dl:Event }",
    "yes or no": "ASK {}",
    "not lasting": "SELECT (BNODE() AS ?x) { FILTER(false) }",
    "malformed": "SELECT ?x {",
    "refused": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "large": "SELECT ?a ?b ?c { ?a ?b ?c } ORDER BY ?a ?b ?c",
    "letters": "SELECT ('é 漢 + % & \U0001f600' AS ?x) {}",
}


@pytest.mark.parametrize("accept", ["*/*", "text/csv", "application/json", "text/turtle", "image/png"])
@pytest.mark.parametrize("name", QUERIES)
def test_both_ways_answer_alike(server: Server, name: str, accept: str) -> None:
    short, long = both(server, f"/sparql?query={quote(QUERIES[name])}", accept)
    assert short == long


ADDRESSES = (
    *("/sparql", "/sparql?", "/sparql?query=", "/sparql?query=%zz", "/sparql?query=%ff"),
    *("/sparql?query=A%53K+%7B%7d", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"),
    *("/sparql?query=ASK%7B%7D&format=xml", "/sparql?update=x"),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_both_ways_read_an_address_alike(server: Server, address: str) -> None:
    short, long = both(server, address, "*/*")
    assert short == long


def test_what_the_short_way_answered_is_kept_for_the_other(server: Server) -> None:
    address = f"/sparql?query={quote('SELECT (4711 AS ?x) {}')}"
    status, headers, body = server.request("GET", address)
    assert (status, headers["x-content-type-options"]) == (200, "nosniff")
    assert body
    fresh = server.request("GET", address, None, {"If-None-Match": headers["etag"]})
    assert (fresh[0], fresh[2]) == (304, b"")


def test_many_requests_in_a_row_are_answered_in_order(server: Server) -> None:
    numbers = [number % 7 for number in range(200)]
    lines = [
        f"GET /sparql?query={quote(f'SELECT ({number} AS ?x) {{}}')} HTTP/1.1\r\nHost: localhost\r\n"
        f"Accept: text/csv\r\n\r\n"
        for number in numbers
    ]
    lines[-1] = lines[-1][:-2] + "Connection: close\r\n\r\n"
    text = server.raw("".join(lines).encode()).decode()
    found = [int(part.splitlines()[-1]) for part in text.split("HTTP/1.1 200 OK")[1:]]
    assert found == numbers
