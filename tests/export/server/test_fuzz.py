"""Ten thousand requests and ten thousand queries that nobody would write: no 5xx, no traceback, no growth.

They go over connections that stay open, several at once, each many requests ahead of its answers.
"""

from __future__ import annotations

import random
import socket
import string
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.export.server.servers import Server, Start

SEED = 20_261_124
NUMBER = 10_000
AT_ONCE, AHEAD = 4, 25


@pytest.fixture(scope="module")
def server(store: Path, start: Start) -> Server:
    return start(store, "--time-limit", 0.5, "--memory", 256, "--at-once", 2)


METHODS = ("GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
PATHS = (
    "/sparql",
    "/sparql",
    "/data",
    "/data/x",
    "/",
    "/things/x",
    "/nowhere",
    "/.well-known/void",
    "//",
    "/%00",
)
NAMES = ("query", "update", "format", "default-graph-uri", "named-graph-uri", "graph", "default", "x")
VALUES = (
    "SELECT * { ?s ?p ?o } LIMIT 3",
    "ASK {}",
    "json",
    "ttl",
    "urn:g",
    "http://x/ y",
    "",
    "%ff",
    "\x00",
    "é",
    "{" * 300,
)
TYPES = (
    "application/sparql-query",
    "application/sparql-update",
    "application/x-www-form-urlencoded",
    "text/turtle",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/sparql-query; charset=utf-16",
    ";",
    "",
)
ACCEPTS = (
    "*/*",
    "text/csv",
    "application/json;q=0.5, text/*",
    "text/turtle",
    ",,;",
    "x/y",
    "*/*;q=0",
    "text/html",
    "q=" * 50,
)
HEADERS = (
    "Origin: https://evil.example",
    "Range: bytes=5-",
    'If-None-Match: "x"',
    "If-None-Match: *",
    "Authorization: Bearer x",
    "Authorization: \xff",
    "X-Forwarded-For: 1.2.3.4",
    "Expect: 100-continue",
    "Accept-Encoding: gzip",
    "Upgrade: h2c",
    "Cookie: a=b",
)


def _request(chance: random.Random) -> bytes:
    """A request whose frame is right and whose content is anything, so that its answer can be told apart."""
    pairs = [
        f"{chance.choice(NAMES)}={quote(_text(chance), safe='%' if chance.random() < 0.1 else '')}"
        for _ in range(chance.choice((0, 1, 1, 2, 5)))
    ]
    method, kind = chance.choice(METHODS), chance.choice(TYPES)
    address = chance.choice(PATHS) + ("?" + "&".join(pairs) if chance.random() < 0.6 else "")
    body = ("&".join(pairs) if chance.random() < 0.6 else _text(chance)).encode("utf-8", "replace")
    lines = [f"{method} {address} HTTP/1.1", "Host: localhost", f"Accept: {chance.choice(ACCEPTS)}"]
    lines += chance.sample(HEADERS, chance.choice((0, 0, 1, 2)))
    if method in ("POST", "PUT", "PATCH"):
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    else:
        body = b""
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _text(chance: random.Random) -> str:
    if chance.random() < 0.7:
        return chance.choice(VALUES)
    return "".join(chance.choices(string.printable + "äß€\U0001f600", k=chance.randrange(40)))


QUERIES = (
    "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o FILTER(STRLEN(STR(?o)) > 3) } "
    "GROUP BY ?s ORDER BY ?n LIMIT 5",
    "CONSTRUCT { ?s <urn:x> ?o } WHERE { ?s ?p ?o . OPTIONAL { ?o ?q ?r } } LIMIT 5",
    'ASK { ?s ?p "a\\"b"@en . FILTER NOT EXISTS { ?s <urn:p>/<urn:q>* ?o } }',
    "SELECT DISTINCT ?g { GRAPH ?g { ?s a ?t } MINUS { ?s ^<urn:p>|!(<urn:q>) ?o } "
    "VALUES ?t { UNDEF <urn:c> 1.5e0 } }",
    "DESCRIBE <urn:a> ?s { ?s ?p ?o } LIMIT 1",
    "PREFIX x: <http://x/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
    "SELECT (IF(BOUND(?a), REPLACE(STR(?a), 'a+', 'b', 'i'), xsd:integer('1')) AS ?z) { BIND(x:f(1) AS ?a) }",
    "SELECT * FROM <urn:g> FROM NAMED <urn:h> { { SELECT ?s { ?s ?p ?o } LIMIT 2 } "
    "UNION { ?s ?p [ a ( 1 2 ) ] } }",
)
WORDS = (
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ".",
    ";",
    ",",
    "?s",
    "<urn:x>",
    "'",
    '"',
    '"""',
    "\\",
    "\\u0041",
    "\x00",
    "\ufffe",
    "#",
    "^^",
    "@en",
    "SERVICE",
    "UNION",
    "FILTER",
    "BIND",
    "<<",
    ">>",
    "*",
    "/",
    "!",
    "-",
    "1e999",
    "x:",
    "_:b",
    "COUNT(",
    "EXISTS",
    "'2020-13-45'^^xsd:date",
    "\U0001f600",
    "NaN",
    "REGEX('a', '(a+)+$')",
    "SUBSTR('ab', -1e300)",
    "STRDT('x', ?s)",
    "GROUP_CONCAT(DISTINCT ?s; SEPARATOR='')",
)


def _query(chance: random.Random) -> bytes:
    """A good query with some words of it left out, doubled, moved or replaced."""
    words = chance.choice(QUERIES).split(" ")
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        at = chance.randrange(len(words))
        match chance.randrange(5):
            case 0:
                del words[at]
            case 1:
                words.insert(at, words[chance.randrange(len(words))])
            case 2:
                words[at] = chance.choice(WORDS)
            case 3:
                words.insert(at, chance.choice(WORDS))
            case _:
                words = words[: at + 1]
        words = words or [""]
    body = " ".join(words).encode("utf-8")
    accept = chance.choice(("text/csv, text/turtle", "*/*", "application/json"))
    head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n"
    return (
        f"{head}Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    )


def _send_all(server: Server, requests: Sequence[bytes]) -> list[tuple[int, bytes]]:
    """The status and the request of each answer; a connection that the server ends is opened again."""
    answers: list[tuple[int, bytes]] = []
    at = 0
    while at < len(requests):
        batch = requests[at : at + AHEAD]
        with socket.create_connection(("127.0.0.1", server.port), 60) as connection:
            connection.sendall(b"".join(batch))
            reader = connection.makefile("rb")
            for request in batch:
                status = _answer(reader, request)
                answers.append((status, request))
                at += 1
                if not status or reader.closed:
                    break
    return answers


def _answer(reader: object, request: bytes) -> int:
    """The status of the next answer; its body is read over. The reader is closed when the server will."""
    read = reader.readline  # type: ignore[attr-defined]
    status, length, closes, chunked = 100, 0, False, False
    while status == 100:
        line = read()
        if not line:
            reader.close()  # type: ignore[attr-defined]
            return 0
        status = int(line.split()[1])
        while (line := read()) not in (b"\r\n", b""):
            name, _, value = line.lower().partition(b":")
            length = int(value) if name == b"content-length" else length
            closes = closes or (name == b"connection" and b"close" in value)
            chunked = chunked or name == b"transfer-encoding"
    if not request.startswith(b"HEAD") and status not in (204, 304):
        while chunked and (size := int(read(), 16)):
            reader.read(size + 2)  # type: ignore[attr-defined]
        reader.read(2 if chunked else length)  # type: ignore[attr-defined]
    if closes:
        reader.close()  # type: ignore[attr-defined]
    return status


def _fuzz(server: Server, make: Callable[[random.Random], bytes], seed: int) -> Counter[int]:
    """Send them all; the number of answers by status."""
    print("seed", seed)
    chance = random.Random(seed)
    requests = [make(chance) for _ in range(NUMBER)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = list(threads.map(lambda n: _send_all(server, requests[n::AT_ONCE]), range(AT_ONCE)))
    answers = [pair for part in found for pair in part]
    bad = [pair for pair in answers if pair[0] >= 500 or pair[0] == 0]
    assert bad == [], f"{len(bad)} answers, of seed {seed}"
    assert len(answers) == NUMBER
    return Counter(status for status, _ in answers)


def _memory(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096


def test_ten_thousand_odd_requests_get_answers_below_500(server: Server) -> None:
    _fuzz_and_check(server, _request, SEED)


def test_ten_thousand_mutated_queries_get_answers_below_500(server: Server) -> None:
    statuses = _fuzz_and_check(server, _query, SEED + 1)
    assert statuses[200] > 500
    assert statuses[400] > 500


def _fuzz_and_check(server: Server, make: Callable[[random.Random], bytes], seed: int) -> Counter[int]:
    assert server.is_well()
    before = _memory(server.process.pid)
    statuses = _fuzz(server, make, seed)
    print(dict(statuses))
    assert server.is_well()
    # Answers are kept up to the limit `cache`, 32 MiB; beyond that nothing may stay.
    assert _memory(server.process.pid) - before < 60 << 20
    assert len(server.workers()) <= 4
    assert "Traceback" not in server.log.read_text()
    return statuses
