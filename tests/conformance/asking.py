"""A server of our own, and a client that speaks plain HTTP to it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from dateline.graph.store import write_store

from .manifest import Data

TOKEN = "conformance"
MEDIA = {".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml"}


@dataclass(frozen=True, slots=True)
class Reply:
    """A response; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """Content-Type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


class Client:
    """Sends requests with the token; knows which data the server holds."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._connection = HTTPConnection(address.split("/")[2], timeout=60)
        self._held: Data | None = Data()

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send one request and read all of the response."""
        given = {"authorization": f"Bearer {TOKEN}", **(headers or {})}
        self._connection.request(method, path, body, given)
        response = self._connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, found, response.read())

    def query(self, text: str, accept: str) -> Reply:
        """A query by direct POST."""
        headers = {"content-type": "application/sparql-query", "accept": accept}
        return self.send("POST", "/sparql", text.encode(), headers)

    def update(self, text: str) -> Reply:
        """An update by direct POST; what the server holds is then unknown."""
        self.forget()
        return self.send("POST", "/sparql", text.encode(), {"content-type": "application/sparql-update"})

    def forget(self) -> None:
        """The server may hold anything now."""
        self._held = None

    def hold(self, data: Data) -> None:
        """Let the server hold this and nothing else, by the graph store protocol."""
        if data == self._held:
            return
        if self._held is None or self._held.named or not data.default:
            assert self.update("DROP ALL").status == 204
        for number, file in enumerate(data.default):
            self._put("/data?default", file, "POST" if number else "PUT")
        for name, file in data.named:
            self._put(f"/data?graph={quote(self.absolute(name), safe='')}", file, "POST")
        self._held = data

    def absolute(self, name: str) -> str:
        """Names of files are relative to the address of the server, as IRIs in queries are."""
        return name if ":" in name else self.address + name

    def _put(self, path: str, file: Path, method: str) -> None:
        body = file.read_bytes()
        if file.suffix == ".ttl":
            # A document has the address it came from as its base, not that of the graph it goes into.
            body = f"@base <{self.absolute(file.name)}> .\n".encode() + body
        reply = self.send(method, path, body, {"content-type": MEDIA[file.suffix]})
        assert reply.status in (200, 201, 204), (file, reply)


@contextmanager
def serving(folder: Path) -> Iterator[Client]:
    """A server with an empty store that takes changes; its default graph is the stored one."""
    store = folder / "conformance.store"
    write_store(store, [])
    options = ["--writable", "--token", TOKEN, "--plain", "--port", "0"]
    command = [sys.executable, "-m", "dateline", "serve", str(store), *options]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log) as server,
    ):
        try:
            assert server.stdout is not None
            address = server.stdout.readline().decode().strip()
            assert address.startswith("http://127.0.0.1:"), (folder / "log").read_text()
            yield Client(address)
        finally:
            server.terminate()
