"""Building onto real servers: three graphs in order, nothing else touched, and the old ones put back."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest

import dateline
from dateline import Story
from dateline.errors import EndpointError, NotAStoryError
from dateline.graph.complete import to_nquads
from dateline.graph.remote.graph_store import candidates

Content = dict[str, Any]
Say = Callable[..., None]
Serve = Callable[[Callable[[BaseHTTPRequestHandler, bytes], None]], str]
STORY = "https://w3id.org/dateline/story/canal-row"


@pytest.fixture
def renamed(tmp_path: Path, canal_content: Content, canal_folder: Path) -> Path:
    """The invented story with another title, and its texts."""
    content = copy.deepcopy(dict(canal_content))
    content["story"]["title"] = "The canal row, told anew"
    folder = tmp_path / "canal-row"
    folder.mkdir()
    (folder / "story.yaml").write_text(json.dumps(content), "utf-8")
    (folder / "sources").symlink_to(canal_folder / "sources")
    return folder


@pytest.fixture
def broken_at(serve: Serve, say: Say, empty: str) -> Callable[..., str]:
    """The address of an empty server behind another that refuses some of the requests that change graphs."""

    def start(refuse: Callable[[str, str, int], bool]) -> str:
        changes: list[str] = []

        def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
            parts = urlsplit(handler.path)
            graph = parse_qs(parts.query).get("graph", [""])[0]
            if handler.command in ("PUT", "DELETE") and parts.path == "/store":
                changes.append(graph)
                if refuse(handler.command, graph, changes.count(graph)):
                    say(handler, 507, b"the disk is full", Content_Type="text/plain")
                    return
            path = "/query" if parts.path == "/sparql" else handler.path
            _relay(handler, empty.replace("/query", path), body, say)

        return serve(reply)

    return start


def _relay(handler: BaseHTTPRequestHandler, url: str, body: bytes, say: Say) -> None:
    kept = {name: value for name, value in handler.headers.items() if name in ("Accept", "Content-Type")}
    request = Request(url, body or None, kept, method=handler.command)
    try:
        with urlopen(request, timeout=30) as answer:
            say(handler, answer.status, answer.read(), Content_Type=answer.headers.get_content_type())
    except HTTPError as error:
        with error:
            say(handler, error.code, error.read(), Content_Type="text/plain")


def test_a_build_puts_a_story_where_none_was_and_says_how_to_ask_it(
    empty: str, canal_folder: Path, canal: Story
) -> None:
    with pytest.raises(NotAStoryError, match="holds no story in a named graph; `dateline build STORY -o"):
        dateline.open(empty)
    report = dateline.build(canal_folder, empty)
    assert report.conflicts == 1
    opened = dateline.open(empty)
    assert opened.title == "The canal row"
    assert to_nquads(opened.quads()) == to_nquads(canal.quads())
    assert opened.timeline() == canal.timeline()


def test_the_commands_build_and_ask_and_say_what_failed(
    empty: str, canal_folder: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    code, out, err = run("query", empty, "ASK { ?s ?p ?o }")
    assert (code, out) == (2, "")
    assert err.startswith(f"dateline: {empty}: the endpoint holds no story")
    code, out, err = run("build", canal_folder, "-o", empty)
    assert code == 0
    assert out.startswith(f"{empty}: built, ")
    assert f"`dateline query {empty} --name conflicts` tells them" in err
    assert run("query", empty, "ASK { :vale dl:met :brook }")[:2] == (0, "yes\n")
    assert run("serve", empty)[0] == 2


def test_a_build_replaces_its_own_story_and_no_other(
    url: str, writer: None, renamed: Path, canal: Story, canal_folder: Path
) -> None:
    del writer
    dateline.build(renamed, url)
    try:
        opened = dateline.open(f"{url}#canal-row")
        assert opened.title == "The canal row, told anew"
        assert len(opened.quads()) == len(canal.quads())
        assert dateline.open(f"{url}#us-canada-trade").title == "The Canada-US trade dispute of 2025"
    finally:
        dateline.build(canal_folder, url)
    assert dateline.open(f"{url}#{STORY}").title == "The canal row"


def test_who_may_not_write_is_told_how_and_changes_nothing(
    url: str, engine: str, renamed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine == "oxigraph":
        return  # It takes graphs from everybody.
    for password in ("", "wrong"):
        monkeypatch.setenv("DATELINE_USER", "dba" if password else "")
        monkeypatch.setenv("DATELINE_PASSWORD", password)
        with pytest.raises(EndpointError, match=r"not allowed \(HTTP 401\); set DATELINE_USER") as caught:
            dateline.build(renamed, url)
        assert "wrong" not in str(caught.value)
    assert dateline.open(f"{url}#canal-row").title == "The canal row"


def test_a_first_build_that_fails_leaves_no_graph(
    broken_at: Callable[..., str], canal_folder: Path, empty: str
) -> None:
    address = broken_at(lambda method, graph, time: method == "PUT" and graph == STORY)
    with pytest.raises(EndpointError, match=r"the disk is full; all graphs are again as they were"):
        dateline.build(canal_folder, address)
    with urlopen(f"{empty}?query=ASK%7BGRAPH%20%3Fg%7B%3Fs%20%3Fp%20%3Fo%7D%7D") as answer:
        assert json.load(answer)["boolean"] is False


def test_a_build_that_fails_puts_the_old_graphs_back(
    broken_at: Callable[..., str], canal_folder: Path, renamed: Path, canal: Story
) -> None:
    address = broken_at(lambda method, graph, time: graph == STORY and time == 2)
    dateline.build(canal_folder, address)
    with pytest.raises(EndpointError, match=r"writing <.*canal-row> failed \(HTTP 507\).*again as they were"):
        dateline.build(renamed, address)
    assert to_nquads(dateline.open(address).quads()) == to_nquads(canal.quads())


def test_what_cannot_be_put_back_is_named(
    broken_at: Callable[..., str], canal_folder: Path, renamed: Path
) -> None:
    address = broken_at(lambda method, graph, time: graph == STORY and time >= 2)
    dateline.build(canal_folder, address)
    with pytest.raises(EndpointError) as caught:
        dateline.build(renamed, address)
    said = str(caught.value)
    assert f"could not be put back, so build again: <{STORY}>" in said
    assert f"as it was: <https://w3id.org/dateline/ns>, <{STORY}#derived>" in said


def test_a_graph_store_at_another_address_can_be_named(
    empty: str, canal_folder: Path, serve: Serve, say: Say
) -> None:
    address = serve(
        lambda handler, body: (
            _relay(handler, empty, body, say)
            if handler.command == "POST"
            else say(handler, 404, b"nothing", Content_Type="text/plain")
        )
    )
    with pytest.raises(EndpointError, match=r"no graph store was found beside it; tried .*--graph-store URL"):
        dateline.build(canal_folder, address)
    dateline.build(canal_folder, address, graph_store=empty.replace("/query", "/store"))
    assert dateline.open(address).title == "The canal row"


def test_a_graph_store_of_another_server_is_found_out(
    empty: str, canal_folder: Path, serve: Serve, say: Say
) -> None:
    elsewhere = serve(lambda handler, body: say(handler, 204, b""))
    with pytest.raises(EndpointError, match="0 are found there; is --graph-store that of this endpoint"):
        dateline.build(canal_folder, empty, graph_store=elsewhere)


def test_a_graph_store_needs_an_endpoint(canal_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(dateline.DatelineError, match="give the endpoint's address with -o"):
        dateline.build(canal_folder, tmp_path / "store", graph_store="http://127.0.0.1:9/store")


def test_an_endpoint_holds_no_records_to_build_from(tmp_path: Path) -> None:
    with pytest.raises(NotAStoryError, match="a folder or a store is needed here, not an endpoint"):
        dateline.build("http://127.0.0.1:9/query", tmp_path / "store")


def test_the_graph_stores_of_known_products_are_among_those_tried() -> None:
    known = {
        "http://h:8890/sparql": "http://h:8890/sparql-graph-crud-auth",
        "http://h:7878/query": "http://h:7878/store",
        "http://h:3030/ds/query": "http://h:3030/ds/data",
        "http://h:3030/ds/sparql": "http://h:3030/ds/data",
        "http://h:8000/sparql": "http://h:8000/data",
        "http://h:7200/repositories/news": "http://h:7200/repositories/news/rdf-graphs/service",
        "http://h:5820/news/query": "http://h:5820/news",
        "https://h:8182/sparql": "https://h:8182/sparql/gsp/",
    }
    for query, store in known.items():
        assert store in candidates(query)
