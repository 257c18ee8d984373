"""Limits: each query that wants too much ends by itself, says why, and harms nobody."""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.export.server.servers import TOKEN, Server, Start, is_running, rows_of, until

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DOUBLED = (
    "SELECT ?x40 { BIND('xxxxxxxxxx' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }"
)


@pytest.fixture(scope="module")
def strict(store: Path, start: Start) -> Server:
    options = ("--time-limit", 1.5, "--row-limit", 20, "--size-limit", 1, "--memory", 128)
    return start(store, *options)


KILLERS = {
    "cross product": CROSS,
    "cross product in order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
    "distinct of it": "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "group": "SELECT (GROUP_CONCAT(STR(?c)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "doubling": DOUBLED,
    "replace": "SELECT ?z { BIND(REPLACE('" + "a" * 5000 + "', 'a', '" + "b" * 5000 + "') AS ?y) "
    "BIND(REPLACE(?y, 'b', ?y) AS ?z) }",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d . "
    "?e (!<urn:x>|^!<urn:x>)* ?f }",
    "values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(100)))} }}" for n in range(8))
    + " }",
    "exists": "SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l "
    "FILTER(STR(?d) = CONCAT(STR(?a), STR(?j))) } } LIMIT 1",
}


@pytest.mark.parametrize("name", KILLERS)
def test_a_query_that_takes_everything_is_ended_with_its_reason(strict: Server, name: str) -> None:
    status, _, body = strict.ask(KILLERS[name])
    text = body.decode()
    assert status == 422, text[:200]
    assert any(word in text for word in ("ended after 1.5 s", "more than 128 MiB", "larger than")), text
    assert strict.is_well()


NESTED = {
    "groups": "SELECT * {" + "{" * 2000 + "}" * 2000 + "}",
    "parentheses": "SELECT (" + "(" * 2000 + "1" + ")" * 2000 + " AS ?x) {}",
    "calls": "SELECT (" + "IF(" * 2000 + "1" + ",1,1)" * 2000 + " AS ?x) {}",
    "collections": "SELECT * { ?s ?p " + "(" * 2000 + ")" * 2000 + " }",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * 2000 + "1" + "]" * 2000 + " }",
    "exists": "ASK { " + "FILTER EXISTS {" * 2000 + "}" * 2000 + " }",
    "subqueries": "SELECT * { " + "{ SELECT * {" * 1000 + "}}" * 1000 + " }",
    "not": "SELECT (" + "!" * 5000 + "true AS ?x) {}",
    "minus": "SELECT (" + "- " * 5000 + "1 AS ?x) {}",
    "inverse": "SELECT * { ?s " + "^" * 5000 + "<urn:p> ?o }",
}
# What nests by the engine's own doing, without a sign of nesting.
CHAINED = {
    "union": "SELECT * { {} " + "UNION {} " * 20_000 + "}",
    "optional": "SELECT * { " + "OPTIONAL { ?a ?b ?c } " * 5_000 + "}",
    "or": "SELECT (true" + " || ?x" * 30_000 + " AS ?y) {}",
    "plus": "SELECT (1" + "+1" * 60_000 + " AS ?y) {}",
    "sequence": "SELECT * { ?s <urn:p>" + "/<urn:p>" * 20_000 + " ?o }",
    "alternative": "SELECT * { ?s <urn:p>" + "|<urn:p>" * 20_000 + " ?o }",
    "bind": "SELECT * { " + " ".join(f"BIND(1 AS ?x{n})" for n in range(10_000)) + " }",
    "minus groups": "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p 1 } " * 5_000 + "}",
    "in": "SELECT * { ?s ?p ?o FILTER(?o IN (1" + ",?s" * 50_000 + ")) }",
}


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_is_refused_before_the_engine_sees_it(strict: Server, name: str) -> None:
    status, _, body = strict.ask(NESTED[name])
    assert (status, b"nests deeper than 100 levels" in body) == (400, True)


@pytest.mark.parametrize("name", CHAINED)
def test_a_long_chain_costs_a_worker_at_most(strict: Server, name: str) -> None:
    status, _, body = strict.ask(CHAINED[name])
    assert status in (200, 400, 422), body[:200]
    assert strict.is_well()


def test_too_many_rows_are_refused_with_the_limit(strict: Server) -> None:
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        status, _, body = strict.ask("SELECT * { ?s ?p ?o } LIMIT 21", accept)
        assert status == 422
        assert b"the answer has 21 rows, more than 20; add a LIMIT" in body
        assert strict.ask("SELECT * { ?s ?p ?o } LIMIT 20", accept)[0] == 200


def test_rows_of_csv_are_counted_through_quotes_line_ends_and_backslashes(strict: Server) -> None:
    values = " ".join("'a,\"\\n\\\\'" for _ in range(20))
    status, _, body = strict.ask(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}", "text/csv")
    assert status == 200, body
    assert strict.ask(f"SELECT ?x {{ VALUES ?x {{ {values} 1 }} }}", "text/csv")[0] == 422


def test_too_many_bytes_are_refused_with_the_limit(strict: Server) -> None:
    text = "SELECT ?x { BIND(REPLACE('" + "a" * 1100 + "', 'a', '" + "b" * 1000 + "') AS ?x) }"
    status, _, body = strict.ask(text, "text/csv")
    assert (status, b"larger than 1,048,576 bytes" in body) == (422, True)


def test_what_the_limit_was_is_told_to_programs(strict: Server) -> None:
    headers = {"Accept": "application/sparql-results+json, application/json"}
    _, told, body = strict.request("GET", f"/sparql?query={quote(CROSS)}", None, headers)
    assert told["content-type"] == "application/json"
    assert b'"limit":"time"' in body


def test_a_client_that_leaves_ends_its_query(store: Path, start: Start) -> None:
    server = start(store, "--time-limit", 600, "--at-once", 1)
    request = f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    for data in (request, request * 3):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(data)
            assert until(lambda: any(_works(number) for number in server.workers()))
            busy = [number for number in server.workers() if _works(number)]
        assert until(lambda busy=busy: not any(map(is_running, busy)))  # type: ignore[misc]
    assert server.is_well()


def _works(process: int) -> bool:
    """Whether a process has used the processor for most of a second, which only a long query takes."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") > 0.8


def test_one_greedy_client_does_not_take_the_turns_of_others(store: Path, start: Start) -> None:
    server = start(store, "--time-limit", 600, "--at-once", 1)
    greedy = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(8)]
    for number, connection in enumerate(greedy):
        text = quote(CROSS + f"#{number}")
        connection.sendall(f"GET /sparql?query={text} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    try:
        for _ in range(3):
            answer = server.ask("SELECT (1 AS ?x) {}", source="127.0.0.2")
            assert rows_of(answer) == [{"x": "1"}]
    finally:
        for connection in greedy:
            connection.close()


def test_a_killed_worker_costs_its_query_alone(store: Path, start: Start) -> None:
    server = start(store, "--time-limit", 600)
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(server.ask(CROSS)[0]))
    asking.start()
    assert until(lambda: any(_works(number) for number in server.workers()))
    for number in server.workers():
        os.kill(number, signal.SIGKILL)
    asking.join(20)
    assert answers == [422]
    assert server.is_well()


def test_workers_end_with_a_server_that_is_killed_also_in_the_middle_of_a_query(
    store: Path, start: Start
) -> None:
    server = start(store, "--time-limit", 600)
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert until(lambda: any(_works(number) for number in server.workers()))
        workers = server.workers()
        server.process.kill()
        server.process.wait()
        assert until(lambda: not any(map(is_running, workers)))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_its_workers_and_its_temporary_store(
    canal_folder: Path, start: Start, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    server = start(canal_folder, "--time-limit", 600)
    assert list(tmp_path.iterdir())
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert until(lambda: any(_works(number) for number in server.workers()))
        workers = server.workers()
        assert server.stop(number) == 0
    assert until(lambda: not any(map(is_running, workers)))
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in server.log.read_text()


def test_the_log_says_who_waited_for_what_without_the_query(store: Path, start: Start) -> None:
    server = start(store)
    server.ask("SELECT ('secret-word' AS ?x) {}")
    server.request("GET", "/sparql?query=ASK%7B%7D&secret-word=1")
    assert until(lambda: "GET /sparql" in server.log.read_text())
    text = server.log.read_text()
    assert "127.0.0.1 POST /sparql 200" in text
    assert "waited" in text
    assert "secret-word" not in text
    named = start(store, "--log-queries")
    named.get("SELECT ('secret-word' AS ?x) {}")
    named.ask("SELECT ('posted-word' AS ?x) {}")
    assert until(lambda: all(word in named.log.read_text() for word in ("secret-word", "posted-word")))


def test_the_log_says_how_long_a_query_ran_that_was_ended(store: Path, start: Start) -> None:
    server = start(store, "--time-limit", "1")
    server.ask(CROSS)
    ended = re.compile(r" 422 .* ran (\d+) ms")
    assert until(lambda: ended.search(server.log.read_text()))
    found = ended.search(server.log.read_text())
    assert found
    assert int(found[1]) >= 900


def test_an_update_past_its_time_leaves_the_old_state(
    canal_folder: Path, tmp_path: Path, start: Start
) -> None:
    import dateline
    from dateline.graph.store import write_store

    write_store(tmp_path / "s", dateline.open(canal_folder).view.quads())
    server = start(tmp_path / "s", "--writable", "--token", TOKEN, "--time-limit", 1)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = rows_of(server.ask(count))
    status, _, body = server.update(
        "INSERT DATA { <urn:a> <urn:b> 1 } ; INSERT { ?a <urn:x> ?l } "
        "WHERE { GRAPH ?m { ?a ?b ?c } GRAPH ?n { ?d ?e ?f } GRAPH ?o { ?g ?h ?i } GRAPH ?p { ?j ?k ?l } }"
    )
    assert status == 422, body
    assert rows_of(server.ask(count)) == before
    assert server.update("INSERT DATA { <urn:a> <urn:b> 1 }")[0] == 204
    assert int(rows_of(server.ask(count))[0]["n"]) == int(before[0]["n"]) + 1
