"""Graphs sent as forms of several documents: all of them count, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.export.server.servers import TOKEN, Server, Start, rows_of

import dateline
from dateline.graph.store import write_store

GRAPH = "/data?graph=urn:g"


@pytest.fixture(scope="module")
def server(canal_folder: Path, start: Start, tmp_path_factory: pytest.TempPathFactory) -> Server:
    folder = tmp_path_factory.mktemp("forms") / "s"
    write_store(folder, dateline.open(canal_folder).view.quads())
    return start(folder, "--writable", "--token", TOKEN)


def send(server: Server, method: str, *documents: str) -> int:
    parts = [f"--x\r\nContent-Type: text/turtle\r\n\r\n{document}\r\n" for document in documents]
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Authorization": f"Bearer {TOKEN}"}
    return server.request(method, GRAPH, ("".join(parts) + "--x--\r\n").encode(), headers)[0]


def values(server: Server) -> set[str]:
    answer = server.ask("SELECT ?o { GRAPH <urn:g> { ?s ?p ?o } }")
    return {row["o"] for row in rows_of(answer)}


def test_a_form_is_taken_as_a_whole_or_not_at_all(server: Server) -> None:
    assert send(server, "PUT", "<urn:a> <urn:b> 1 .", "<urn:a> <urn:b> 2 .") == 201
    assert values(server) == {"1", "2"}
    assert send(server, "PUT", "<urn:a> <urn:b> 3 .", "this is no Turtle") == 400
    assert values(server) == {"1", "2"}
    assert send(server, "POST", "<urn:a> <urn:b> 4 .", "<urn:a> <urn:b> 5 .") == 204
    assert values(server) == {"1", "2", "4", "5"}
    assert send(server, "PUT", "<urn:a> <urn:b> 6 .") == 204
    assert values(server) == {"6"}
