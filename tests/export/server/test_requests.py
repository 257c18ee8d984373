"""Requests that are malformed, too large, slow, cut off or forged: a 4xx, and no harm to anybody."""

from __future__ import annotations

import re
import socket
import threading
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.export.server.servers import TOKEN, Server, Start, read_all, rows_of, until

ONE = "/sparql?query=" + quote("SELECT (1 AS ?x) {}")
HOST = b"Host: localhost\r\n"


@pytest.fixture(scope="module")
def server(store: Path, start: Start) -> Server:
    return start(store)


@pytest.fixture(scope="module")
def hasty(store: Path, start: Start) -> Server:
    """One that waits for nobody."""
    return start(
        store,
        limits="head_seconds=0.5, receive_seconds=0.5, send_seconds=0.5, connections=20, "
        "answer=32 << 20, sending=40 << 20",
    )


def _status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    assert found, answer[:200]
    return int(found[1])


MALFORMED: dict[str, tuple[bytes, int]] = {
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    "binary": (bytes(range(256)) + b"\r\n\r\n", 400),
    "NUL in a header": (b"GET / HTTP/1.1\r\n" + HOST + b"A: a\x00b\r\n\r\n", 400),
    "NUL in the address": (b"GET /\x00 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "raw UTF-8 in the address": ("GET /é HTTP/1.1\r\n".encode() + HOST + b"\r\n", 400),
    "bare line ends": (b"GET / HTTP/1.1\nHost: localhost\nA b\n\n", 400),
    "space before the colon": (b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
    "folded header": (b"GET /nowhere HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400),
    "two lengths": (
        b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        400,
    ),
    "length and chunks": (
        b"POST /sparql HTTP/1.1\r\n"
        + HOST
        + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
    ),
    "negative length": (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", 400),
    "endless length": (
        b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n",
        400,
    ),
    "bad chunk": (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    "unknown method": (b"BREW / HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "TRACE": (b"TRACE /sparql HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", 405),
    "CONNECT": (b"CONNECT localhost:80 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", 400),
    "OPTIONS *": (b"OPTIONS * HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", 404),
    "no host": (b"GET " + ONE.encode() + b" HTTP/1.1\r\nConnection: close\r\n\r\n", 421),
    "foreign host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
    "foreign host, local port": (
        b"GET / HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n",
        421,
    ),
    "host that only begins well": (
        b"GET / HTTP/1.1\r\nHost: localhost.evil.example\r\nConnection: close\r\n\r\n",
        421,
    ),
    "host with a user": (b"GET / HTTP/1.1\r\nHost: localhost@evil.example\r\nConnection: close\r\n\r\n", 421),
    "foreign host, absolute address": (
        b"GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        421,
    ),
    "up": (b"GET /../../etc/passwd HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", 404),
    "up, encoded": (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", 404),
    "bad percent signs": (b"GET /sparql?query=%zz%% HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", 400),
    "no UTF-8": (b"GET /sparql?query=%ff%fe HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", 400),
    "NUL in the query": (b"GET /sparql?query=%00 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", 400),
    "half a surrogate": (
        b"GET /sparql?query=%ed%a0%80 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
        400,
    ),
    "query twice": (
        b"GET " + ONE.encode() + b"&query=ASK%7B%7D HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
        400,
    ),
    "unknown format": (
        b"GET " + ONE.encode() + b"&format=../../x HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
        400,
    ),
    "many parameters": (
        b"GET /sparql?" + b"a=&" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
        400,
    ),
    "many graphs": (
        b"GET /data?" + b"graph=a&" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
        400,
    ),
    "huge Accept": (
        b"GET "
        + ONE.encode()
        + b" HTTP/1.1\r\n"
        + HOST
        + b"Accept: "
        + b"a,;q=" * 100_000
        + b"\r\nConnection: close\r\n\r\n",
        431,
    ),
    "many headers": (
        b"GET " + ONE.encode() + b" HTTP/1.1\r\n" + HOST + b"A: b\r\n" * 5_000 + b"Connection: close\r\n\r\n",
        431,
    ),
    "endless headers": (b"GET " + ONE.encode() + b" HTTP/1.1\r\n" + b"Aaaaaaa: b\r\n" * 200_000, 431),
    "endless address": (b"GET /sparql?query=" + b"a" * 1_200_000, 431),
    "endless header": (b"GET / HTTP/1.1\r\nA: " + b"a" * 1_200_000, 431),
    "odd quality": (
        b"GET "
        + ONE.encode()
        + b" HTTP/1.1\r\n"
        + HOST
        + b"Accept: text/csv;q=nan\r\nConnection: close\r\n\r\n",
        406,
    ),
    "wrong type": (
        b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: text/x;;;=\r\nContent-Length: 1\r\n"
        b"Connection: close\r\n\r\nx",
        415,
    ),
    "wrong character set": (
        b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query;charset=utf-7\r\n"
        b"Content-Length: 1\r\nConnection: close\r\n\r\nx",
        415,
    ),
    "too large": (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999\r\n\r\n", 413),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_refused(server: Server, name: str) -> None:
    data, expected = MALFORMED[name]
    assert _status(server.raw(data)) == expected
    assert server.is_well()


def test_a_request_may_be_of_http_1_0_or_have_an_absolute_address(server: Server) -> None:
    old = server.raw(b"GET " + ONE.encode() + b" HTTP/1.0\r\n" + HOST + b"\r\n")
    assert _status(old) == 200
    absolute = (
        f"GET {server.address.rstrip('/')}{ONE} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    )
    assert _status(server.raw(absolute.encode())) == 200


def test_pipelined_requests_are_answered_in_order(server: Server) -> None:
    asked = [quote(f"SELECT ({number} AS ?x) {{}}") for number in range(100)]
    lines = [f"GET /sparql?query={text}&format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n" for text in asked]
    lines[-1] = lines[-1].replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
    answer = server.raw("".join(lines).encode())
    assert re.findall(rb"x\r\n(\d+)\r\n", answer) == [b"%d" % number for number in range(100)]


def test_thousands_of_pipelined_requests_are_cut_off(server: Server) -> None:
    line = b"GET " + ONE.encode() + b" HTTP/1.1\r\n" + HOST + b"\r\n"
    server.raw(line * 20_000)
    assert server.is_well()


def test_head_has_the_headers_of_get_and_no_body(server: Server) -> None:
    _, told, body = server.request("GET", ONE)
    status, headers, nothing = server.request("HEAD", ONE)
    assert (status, nothing) == (200, b"")
    same = ("content-type", "content-length", "etag")
    assert [headers[name] for name in same] == [told[name] for name in same]
    assert len(body) == int(told["content-length"])


def test_an_answer_that_the_client_has_is_not_sent_again(server: Server) -> None:
    tag = server.request("GET", ONE)[1]["etag"]
    assert server.request("GET", ONE, None, {"If-None-Match": f'"other", W/{tag}'})[::2] == (304, b"")
    assert server.request("GET", ONE, None, {"If-None-Match": '"other"'})[0] == 200


def test_a_range_of_an_answer_is_all_of_it(server: Server) -> None:
    assert server.request("GET", ONE, None, {"Range": "bytes=0-1"})[0] == 200


def test_every_answer_has_security_headers_and_no_cors(server: Server) -> None:
    for path in (ONE, "/nowhere", "/sparql?query=nonsense"):
        _, headers, _ = server.request("GET", path, None, {"Origin": "https://evil.example"})
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert not any(name.startswith("access-control") for name in headers)
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    assert server.request("OPTIONS", "/sparql", None, asked)[0] == 403


def test_pages_of_an_origin_may_ask_when_it_is_named(store: Path, start: Start) -> None:
    server = start(store, "--cors", "https://good.example")
    origins = {"https://good.example": True, "https://good.example.evil": False, "null": False}
    for origin, good in origins.items():
        asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        assert server.request("OPTIONS", "/sparql", None, asked)[0] == (204 if good else 403)
        _, headers, _ = server.request("GET", ONE, None, {"Origin": origin})
        assert headers.get("access-control-allow-origin") == (origin if good else None)


def test_changes_need_the_switch_and_the_token(server: Server) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    assert server.request("POST", "/sparql", b"CLEAR ALL", headers)[0] == 403
    assert server.update("CLEAR ALL")[0] == 403
    for method in ("PUT", "POST", "DELETE"):
        assert server.request(method, "/data?default", b"", {"Content-Type": "text/turtle"})[0] == 403


def test_who_has_no_token_can_neither_change_nor_upload(store: Path, start: Start, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(store, tmp_path / "s")
    server = start(tmp_path / "s", "--writable", "--token", TOKEN)
    for given in (
        "",
        "Bearer",
        "Bearer wrong",
        f"Basic {TOKEN}",
        f"Bearer {TOKEN}x",
        "Bearer é".encode().decode("latin-1"),
    ):
        headers = {"Content-Type": "application/sparql-update", "Authorization": given}
        assert server.request("POST", "/sparql", b"CLEAR ALL", headers)[0] == 401
    big = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-update\r\n"
    assert _status(server.raw(big + b"Content-Length: 20000000\r\n\r\n")) == 413
    assert rows_of(server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) != [{"n": "0"}]


def test_headers_that_come_slowly_are_not_waited_for(hasty: Server) -> None:
    for data in (b"", b"G", b"GET / HTTP/1.1\r\nHo", b"GET " + ONE.encode()):
        assert _status(hasty.raw(data)) == 408
    after_one = b"GET " + ONE.encode() + b" HTTP/1.1\r\n" + HOST + b"\r\nGET / HTTP"
    assert hasty.raw(after_one).endswith(b"the request did not come in time\n")


def test_a_body_that_comes_slowly_is_not_waited_for(hasty: Server) -> None:
    head = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\n"
    assert _status(hasty.raw(head + b"Content-Length: 10\r\n\r\nASK")) == 408
    assert _status(hasty.raw(head + b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n")) == 408
    # Also when nobody reads it.
    assert _status(hasty.raw(b"POST /nowhere HTTP/1.1\r\n" + HOST + b"Content-Length: 10\r\n\r\nASK")) == 404


def test_a_body_without_end_is_cut(server: Server) -> None:
    head = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\n"
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    assert _flood(server, chunked, b"10000\r\n" + b"x" * 65536 + b"\r\n") in (413, 0)
    assert _flood(server, chunked, b"1\r\nx\r\n" * 10_000) in (413, 0)
    assert _flood(server, chunked + b"0\r\n", b"Trailer: x\r\n" * 10_000) in (431, 0)
    assert _flood(server, chunked + b"1;", b"x" * 65536) in (400, 431, 0)
    assert _flood(
        server,
        b"POST /nowhere HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n",
        b"1\r\nx\r\n" * 10_000,
    ) in (404, 0)
    assert server.is_well()


def _flood(server: Server, head: bytes, piece: bytes) -> int:
    """The status that a sender without end gets; 0 when it was cut off before it read one."""
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        connection.sendall(head)
        sent = 0
        try:
            while sent < 1 << 28:
                connection.sendall(piece)
                sent += len(piece)
        except OSError:
            pass
        assert sent < 1 << 28, "the server takes what has no end"
        answer = read_all(connection)
        return _status(answer) if answer else 0


def test_requests_that_are_cut_off_harm_nobody(server: Server) -> None:
    whole = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\n"
    whole += b"Content-Length: 20\r\n\r\nSELECT (1 AS ?x) {} "
    for end in range(0, len(whole), 7):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(whole[:end])
    assert server.is_well()
    assert "Traceback" not in server.log.read_text()


def test_more_connections_than_allowed_are_refused_and_the_others_served(hasty: Server) -> None:
    kept = [socket.create_connection(("127.0.0.1", hasty.port)) for _ in range(40)]
    try:
        answers = [connection.recv(100) for connection in kept]
    finally:
        for connection in kept:
            connection.close()
    assert {_status(answer) for answer in answers} == {408, 429}
    assert until(hasty.is_well)


BIG = "/sparql?format=csv&query=" + quote(
    "SELECT ?x { BIND(REPLACE('" + "a" * 5000 + "', 'a', '" + "b" * 5000 + "') AS ?x) }"
)


def test_a_client_that_does_not_take_its_answer_is_let_go(hasty: Server) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), 20) as connection:
        connection.sendall(f"GET {BIG} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert until(lambda: "cut off" in hasty.log.read_text() or _let_go(hasty))
    assert hasty.is_well()


def _let_go(server: Server) -> bool:
    return any("25000" in line for line in server.log.read_text().splitlines())


def test_answers_that_nobody_takes_do_not_fill_the_memory(store: Path, start: Start) -> None:
    server = start(store, limits="answer=32 << 20, sending=60 << 20, send_seconds=20, quick=1, long=1")
    before = _memory(server)
    request = f"GET {BIG} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    slow = [socket.create_connection(("127.0.0.1", server.port), 20) for _ in range(40)]
    try:
        for connection in slow:
            connection.sendall(request)
        heads = [connection.recv(15) for connection in slow]
        assert {_status(head + b" ") for head in heads} == {200, 429}
        assert _memory(server) - before < 250 << 20
    finally:
        for connection in slow:
            connection.close()


def _memory(server: Server) -> int:
    """Bytes that the server itself holds, without its workers."""
    return int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * 4096


def test_thousands_of_requests_leave_nothing_behind(server: Server) -> None:
    def ask(first: int, number: int) -> None:
        lines = [
            f"GET /sparql?query={quote(f'SELECT ({first + n} AS ?x) {{}}')}&n={'n' * 3000} "
            "HTTP/1.1\r\nHost: localhost\r\n\r\n"
            for n in range(number)
        ]
        for at in range(0, number, 50):
            server.raw(("".join(lines[at : at + 50])[:-2] + "Connection: close\r\n\r\n").encode())

    ask(0, 500)
    before = _memory(server)
    threads = [threading.Thread(target=ask, args=(1000 * n, 750)) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # What is kept of answers is bounded by the limit `cache` of 32 MiB.
    assert _memory(server) - before < 50 << 20
    assert len(server.workers()) <= 4


def test_service_asks_the_allowed_address_alone_and_follows_no_redirect(store: Path, start: Start) -> None:
    with Elsewhere() as other, Elsewhere(other.address) as allowed:
        server = start(store, "--allow-service", allowed.address)
        status, _, body = server.ask(f"SELECT * {{ SERVICE <{allowed.address}> {{ ?s ?p ?o }} }}")
        assert allowed.visits == 1
        assert status == 400, body
        assert server.ask(f"SELECT * {{ SERVICE <{other.address}> {{ ?s ?p ?o }} }}")[0] == 403
        assert other.visits == 0


class Elsewhere:
    """Another server, which redirects to a third."""

    def __init__(self, to: str = "") -> None:
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.visits += 1
                self.rfile.read(int(self.headers.get("content-length", 0)))
                self.send_response(307 if to else 200)
                self.send_header("location", to)
                self.send_header("content-length", "0")
                self.end_headers()

            do_GET = do_POST  # noqa: N815

            def log_message(self, *arguments: object) -> None:
                pass

        self.visits = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/sparql"

    def __enter__(self) -> Elsewhere:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
