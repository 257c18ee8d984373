"""What can be wrong with an address or a server, each said with how to mend it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import dateline
from dateline.errors import DatelineError, EndpointError, NotAStoryError, QueryError
from dateline.graph.remote.client import Client
from dateline.graph.remote.credentials import Credentials
from dateline.graph.remote.endpoint import Endpoint
from dateline.graph.remote.forms import Form

Say = Callable[..., None]
Serve = Callable[[Callable[[BaseHTTPRequestHandler, bytes], None]], str]
JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://example.org/sparql", '"ftp" is no scheme of an endpoint; write http:// or https://'),
        ("file:///etc/passwd", '"file" is no scheme'),
        ("http://", "it names no host"),
        ("http://example.org:99999/", "Port out of range"),
        ("http://example.org/a b", "has to escape as %XX"),
        ("http://example.org/\r\nX: y", "."),
        ("http://me:hidden@example.org/sparql", "set DATELINE_USER and DATELINE_PASSWORD"),
    ],
)
def test_an_address_that_is_none_says_why(address: str, said: str) -> None:
    with pytest.raises(DatelineError, match=said) as caught:
        dateline.open(address)
    assert "hidden" not in str(caught.value)


def test_nothing_that_listens_is_told_with_the_address() -> None:
    with pytest.raises(EndpointError, match=r"http://127\.0\.0\.1:9/sparql: nothing listens there"):
        dateline.open("http://127.0.0.1:9/sparql")


@pytest.mark.parametrize(
    ("status", "body", "kind", "said"),
    [
        (200, b"<html>Welcome</html>", "text/html", "a page for people is there, no SPARQL endpoint"),
        (200, b"", "text/plain", "the answer .text/plain. cannot be read"),
        (200, b"[1]", JSON, "cannot be read: it is no object"),
        (200, b'{"head": {}}', JSON, "there are no bindings in it"),
        (200, b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": 1}]}}', JSON, "not as the standard"),
        (200, b'{"head": {"vars": ["x"]}, "results": {"bindings": [', JSON, "cannot be read"),
        (206, b"{}", JSON, "stopped before the answer was whole"),
        (400, b"Parse error", "text/plain", "does not take the query: Parse error"),
        (401, b"", "text/plain", r"not allowed \(HTTP 401\); set DATELINE_USER"),
        (404, b"", "text/plain", r"no SPARQL endpoint is there \(HTTP 404\)"),
        (503, b"busy\x1b[31m", "text/plain", r"failed \(HTTP 503\): busy\[31m$"),
        (500, b"<html>trace</html>", "text/html", r"failed \(HTTP 500\)$"),
    ],
)
def test_an_answer_that_is_none_says_what_came(
    serve: Serve, say: Say, status: int, body: bytes, kind: str, said: str
) -> None:
    address = serve(lambda handler, _: say(handler, status, body, Content_Type=kind))
    with pytest.raises(DatelineError, match=said) as caught:
        dateline.open(address)
    assert str(caught.value).startswith(address)


def test_a_redirect_is_told_and_not_followed(serve: Serve, say: Say) -> None:
    asked: list[str] = []

    def note(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        asked.append(handler.path)
        say(handler, 200, b"")

    other = serve(note)
    address = serve(lambda handler, _: say(handler, 307, b"", Location=other))
    with pytest.raises(EndpointError, match="which is not followed; give that address if you trust it"):
        dateline.open(address)
    assert asked == []


def test_an_answer_that_is_cut_is_told(serve: Serve, say: Say) -> None:
    address = serve(lambda handler, _: say(handler, 200, b'{"head"', Content_Length="1000"))
    with pytest.raises(EndpointError, match="ended too early"):
        dateline.open(address)


def test_a_server_that_is_too_slow_is_told(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TIMEOUT", "0.2")

    def late(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        time.sleep(1)

    address = serve(late)
    with pytest.raises(EndpointError, match=r"no answer within 0\.2 seconds; .*DATELINE_TIMEOUT"):
        dateline.open(address)
    monkeypatch.setenv("DATELINE_TIMEOUT", "soon")
    with pytest.raises(DatelineError, match='DATELINE_TIMEOUT is "soon"'):
        dateline.open(address)


def test_rows_that_a_silent_cap_may_have_cut_are_counted(serve: Serve, say: Say) -> None:
    """A server that says nothing of its cap, but sends a round number of rows."""

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        value = {"type": "literal", "value": "1001" if b"COUNT" in body else "x"}
        rows = [{"n": value}] if b"COUNT" in body else [{"x": value}] * 1000
        content = {"head": {"vars": ["n" if b"COUNT" in body else "x"]}, "results": {"bindings": rows}}
        say(handler, 200, json.dumps(content).encode(), Content_Type=JSON)

    endpoint = Endpoint(serve(reply), Client())
    with pytest.raises(QueryError, match="sent 1000 rows and has more"):
        endpoint.select(Form.of("SELECT ?x WHERE { ?x ?y ?z }", {}))


def test_a_story_whose_derived_graph_is_missing_is_told(empty: str, canal_folder: Path) -> None:
    dateline.build(canal_folder, empty)
    from dateline.graph.remote.graph_store import GraphStore

    store = GraphStore(empty.replace("/query", "/store"), Client())
    store.delete("https://w3id.org/dateline/story/canal-row#derived")
    with pytest.raises(EndpointError, match="#derived> of the story is missing; build it again"):
        _ = dateline.open(empty).snapshot


def test_an_endpoint_of_several_stories_asks_which(url: str) -> None:
    with pytest.raises(NotAStoryError, match="several stories; name one of: ") as caught:
        dateline.open(url)
    assert f"{url}#canal-row, {url}#us-canada-trade" in str(caught.value)
    with pytest.raises(NotAStoryError, match='no story "canal" is there; it holds: '):
        dateline.open(f"{url}#canal")


def test_a_password_is_shown_to_who_asks_and_a_token_to_the_address_alone(serve: Serve, say: Say) -> None:
    heard: list[str | None] = []

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        heard.append(handler.headers.get("Authorization"))
        if heard[-1]:
            say(handler, 204, b"")
        else:
            say(handler, 401, b"", WWW_Authenticate='Basic realm="x"')

    address = serve(reply)
    assert Client(Credentials("me", "secret")).send("POST", address, body=b"x").status == 204
    assert heard == [None, "Basic bWU6c2VjcmV0"]
    assert Client(Credentials(token="abc")).send("POST", address, body=b"x").status == 204
    assert heard[2:] == ["Bearer abc"]


def test_credentials_do_not_show_themselves_and_must_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "secret" not in repr(Credentials("me", "secret", "secret"))
    monkeypatch.setenv("DATELINE_TOKEN", "a")
    monkeypatch.setenv("DATELINE_USER", "b")
    with pytest.raises(DatelineError, match="both set"):
        Credentials.from_environment()
    monkeypatch.delenv("DATELINE_USER")
    monkeypatch.setenv("DATELINE_TOKEN", "a\r\nX: y")
    with pytest.raises(DatelineError, match="DATELINE_TOKEN holds a character"):
        Credentials.from_environment()


@pytest.mark.parametrize(
    ("sparql", "counted"),
    [
        ("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 2", "SELECT (1 AS ?one) WHERE { ?s a ?o } LIMIT 2"),
        ("CONSTRUCT WHERE { ?s a '}' }", "SELECT (1 AS ?one) WHERE { ?s a '}' }"),
        ("construct{ ?s a '{' }{ ?s a ?o }", "SELECT (1 AS ?one) { ?s a ?o }"),
    ],
)
def test_the_solutions_behind_a_graph_can_be_asked_for(sparql: str, counted: str) -> None:
    words = Form.of(sparql, {}).solutions().text.split()
    assert words == counted.split()


def test_a_prefix_is_declared_when_it_is_used_and_not_the_querys_own() -> None:
    prefixes = {"dl": "https://dl/", "skos": "https://skos/", "": "https://own/"}
    form = Form.of("PREFIX dl: <https://mine/> # skos:x\nSELECT ?x { ?x dl:y :z, 'skos:q' }", prefixes)
    assert form.prologue == "PREFIX : <https://own/>\nPREFIX dl: <https://mine/> # skos:x\n"
