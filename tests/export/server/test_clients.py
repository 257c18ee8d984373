"""The clients that people have: SPARQLWrapper, rdflib, curl, pandas, and a page in a browser."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from tests.export.server.servers import TOKEN, Server, Start

LABELS = (
    "SELECT ?s ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?s ?label LIMIT 5"
)
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 7"


@pytest.fixture(scope="module")
def page() -> Iterator[str]:
    """The address of a page of another origin than the server's."""

    class Empty(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>elsewhere</title>")

        def log_message(self, *arguments: object) -> None:
            pass

    elsewhere = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{elsewhere.server_port}"
    elsewhere.shutdown()
    elsewhere.server_close()


@pytest.fixture(scope="module")
def server(store: Path, start: Start, page: str, tmp_path_factory: pytest.TempPathFactory) -> Server:
    folder = tmp_path_factory.mktemp("clients") / "store"
    shutil.copytree(store, folder)
    return start(folder, "--cors", page, "--writable", "--token", TOKEN)


@pytest.fixture(scope="module")
def labels(server: Server) -> list[str]:
    """The labels that every client should get."""
    lines = server.get(LABELS, "text/tab-separated-values")[2].decode().splitlines()[1:]
    assert len(lines) == 5
    return [line.split("\t")[1].partition('"@')[0].strip('"') for line in lines]


def test_sparqlwrapper_gets_rows_and_graphs(server: Server, labels: list[str]) -> None:
    client: Any = SPARQLWrapper(f"{server.address}sparql")
    client.setQuery(LABELS)
    client.setReturnFormat(JSON)
    for method in ("GET", POST):
        client.setMethod(method)
        rows = client.queryAndConvert()["results"]["bindings"]
        assert [row["label"]["value"] for row in rows] == labels
    client.setReturnFormat(XML)
    assert client.query().convert().getElementsByTagName("result").length == 5
    client.setReturnFormat(CSV)
    assert client.query().convert().count(b"\r\n") == 6
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.query().convert(), format="turtle")) == 7


def test_rdflib_asks_the_endpoint_as_a_store(server: Server, labels: list[str]) -> None:
    graph = Graph(SPARQLStore(f"{server.address}sparql"))
    assert [str(label) for _, label in graph.query(LABELS)] == labels  # type: ignore[misc]
    subject = next(iter(graph.query("SELECT ?s { ?s ?p ?o } LIMIT 1")))[0]  # type: ignore[index]
    assert len(list(graph.triples((subject, None, None)))) > 0


def test_rdflib_changes_the_endpoint_with_the_token(server: Server) -> None:
    address = f"{server.address}sparql"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    store = SPARQLUpdateStore(address, address, headers=headers)
    triple = (URIRef("urn:by-rdflib"), URIRef("urn:p"), URIRef("urn:o"))
    store.update(f"INSERT DATA {{ {' '.join(term.n3() for term in triple)} }}")
    assert list(Graph(store).triples((triple[0], None, None))) == [triple]


def test_curl_gets_every_format_and_sends_updates(server: Server) -> None:
    address = f"{server.address}sparql"
    for accept, start in (("text/csv", "s,label"), ("application/sparql-results+xml", "<?xml"), ("*/*", "{")):
        text = _curl("-H", f"Accept: {accept}", "--data-urlencode", f"query={LABELS}", address)
        assert text.startswith(start)
        assert _curl("-G", "-H", f"Accept: {accept}", "--data-urlencode", f"query={LABELS}", address) == text
    token = ("-H", f"Authorization: Bearer {TOKEN}")
    data = ("-H", "Content-Type: application/sparql-update", "--data", "INSERT DATA { <urn:c> <urn:p> 1 }")
    assert _curl("-w", "%{http_code}", *token, *data, address) == "204"
    assert (
        _curl(
            "-G", "--data-urlencode", "query=ASK { <urn:c> <urn:p> 1 }", "-d", "format=csv", address
        ).strip()
        == "true"
    )


def _curl(*arguments: str) -> str:
    command = ["curl", "--silent", "--show-error", "--max-time", "30", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_pandas_reads_a_query_by_its_address(server: Server, labels: list[str]) -> None:
    frame = pandas.read_csv(f"{server.address}sparql?format=csv&query={quote(LABELS)}")
    assert list(frame.columns) == ["s", "label"]
    assert list(frame["label"]) == labels


FETCH = """async ([address, query]) => {
  const answer = await fetch(address, {method: "POST", body: new URLSearchParams({query}),
    headers: {Accept: "application/sparql-results+json"}});
  return (await answer.json()).results.bindings.map(row => row.label.value);
}"""


def test_a_page_fetches_where_its_origin_is_allowed_and_nowhere_else(
    browser: Browser, server: Server, page: str, labels: list[str], store: Path, start: Start
) -> None:
    closed = start(store)
    tab = browser.new_page()
    tab.goto(page)
    assert tab.evaluate(FETCH, [f"{server.address}sparql", LABELS]) == labels
    with pytest.raises(Exception, match="Failed to fetch"):
        tab.evaluate(FETCH, [f"{closed.address}sparql", LABELS])
    tab.close()
