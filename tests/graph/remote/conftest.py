"""Real servers of SPARQL 1.1, started on free ports in folders of their own and ended after the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import dateline
from dateline import Story
from dateline.graph.remote.address import read_address
from dateline.graph.remote.build import write_endpoint

CAP = 5000
"""Rows that Virtuoso may send: less than the bundled story has triples, more than its answers have."""

VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ServerThreads = 10
CheckpointInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {cap}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server with its query address, and what the environment has to hold for writing to it."""

    name: str
    url: str
    environment: Mapping[str, str] = field(default_factory=dict)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def program(name: str, mend: str) -> str:
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    found = shutil.which(name, path=beside)
    if found is None:
        pytest.skip(f"the program {name} is missing; {mend}")
    return found


def answers(url: str) -> bool:
    try:
        with urlopen(f"{url}?query=ASK%7B%7D", timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


@contextmanager
def running(command: list[str], url: str, folder: Path) -> Iterator[None]:
    """A server that answers at ``url`` until the block ends."""
    log = folder / "output.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 90
        while not answers(url):
            assert process.poll() is None, log.read_text("utf-8", "replace")
            assert time.monotonic() < deadline, f"{command[0]} does not answer at {url}"
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """An empty server of Oxigraph, in memory."""
    command = program("oxigraph", "pip install oxigraph")
    address = f"127.0.0.1:{free_port()}"
    url = f"http://{address}/query"
    with running([command, "serve", "--bind", address], url, folder):
        yield Server("oxigraph", url)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """An empty server of Virtuoso, small and with a low cap on rows."""
    command = program("virtuoso-t", "apt-get install virtuoso-opensource-7-bin")
    port = free_port()
    text = VIRTUOSO_INI.format(folder=folder, sql_port=free_port(), port=port, cap=CAP)
    (folder / "virtuoso.ini").write_text(text, "utf-8")
    url = f"http://127.0.0.1:{port}/sparql"
    with running([command, "+foreground", "+configfile", "virtuoso.ini"], url, folder):
        yield Server("virtuoso", url, {"DATELINE_USER": "dba", "DATELINE_PASSWORD": "dba"})


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATELINE_USER", "DATELINE_PASSWORD", "DATELINE_TOKEN", "DATELINE_TIMEOUT"):
            patch.delenv(name, raising=False)
        for name, value in values.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(autouse=True)
def _nobody() -> Iterator[None]:
    """Tests start as nobody, whoever runs them."""
    with environment({}):
        yield


Run = Callable[..., tuple[int, str, str]]
KINDS = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@pytest.fixture(scope="session", params=list(KINDS))
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, canal: Story, bundled: Story
) -> Iterator[Server]:
    """Each server with two stories on it, the invented and the bundled one, put there by us."""
    with KINDS[request.param](tmp_path_factory.mktemp(request.param)) as started:
        with environment(started.environment):
            for story in (canal, bundled):
                write_endpoint(read_address(started.url), story.quads())
        yield started


@pytest.fixture(scope="session")
def remote(server: Server) -> Mapping[str, Story]:
    """The stories of each server, opened once: reading a whole one takes a server a while."""
    names = {"canal": "canal-row", "bundled": "us-canada-trade"}
    with environment({}):
        return {name: dateline.open(f"{server.url}#{story}") for name, story in names.items()}


@pytest.fixture
def url(server: Server) -> str:
    """The query address of each server."""
    return server.url


@pytest.fixture
def engine(server: Server) -> str:
    """The name of each server."""
    return server.name


@pytest.fixture
def writer(server: Server) -> Iterator[None]:
    """The environment of who may write to the server."""
    with environment(server.environment):
        yield


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query address of a server of Oxigraph that holds nothing yet."""
    with oxigraph(tmp_path_factory.mktemp("empty")) as started:
        yield started.url


@pytest.fixture
def cap() -> int:
    """How many rows Virtuoso may send here."""
    return CAP


Reply = Callable[[BaseHTTPRequestHandler, bytes], None]
Serve = Callable[[Reply], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server that replies to every request as a function says; gives its address."""
    started = []

    def start(reply: Reply) -> str:
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

            def reply(self) -> None:
                reply(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = reply  # noqa: N815

        httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        started.append(httpd)
        Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"http://127.0.0.1:{httpd.server_port}/sparql"

    yield start
    for httpd in started:
        httpd.shutdown()
        httpd.server_close()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content_Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


@pytest.fixture
def say() -> Callable[..., None]:
    """Sends a reply: status, body, and headers as keywords."""
    return send
