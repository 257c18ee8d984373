"""Servers as their users start them: a process, its address on the first line, its log in a file."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

TOKEN = "a-token-for-tests"
Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Server:
    """A server under test."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        source: str = "127.0.0.1",
        seconds: float = 40,
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, seconds, source_address=(source, 0))
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
        headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
        return self.request("POST", "/sparql", query.encode(), headers, **more)  # type: ignore[arg-type]

    def get(self, query: str, accept: str = "text/csv") -> Answer:
        return self.request("GET", f"/sparql?query={quote(query)}", None, {"Accept": accept})

    def update(self, update: str) -> Answer:
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
        return self.request("POST", "/sparql", update.encode(), headers)

    def raw(self, data: bytes, seconds: float = 10) -> bytes:
        """What comes back for bytes, until the server closes or nothing more comes."""
        with socket.create_connection(("127.0.0.1", self.port), seconds) as connection:
            connection.sendall(data)
            return read_all(connection)

    def workers(self) -> list[int]:
        """The processes that the server has started."""
        text = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(number) for number in text.split()]

    def is_well(self) -> bool:
        status, _, body = self.get("SELECT (1 AS ?x) {}")
        return (status, body) == (200, b"x\r\n1\r\n")

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(20)


Start = Callable[..., Server]


def read_all(connection: socket.socket) -> bytes:
    parts = []
    try:
        while part := connection.recv(1 << 16):
            parts.append(part)
    except (TimeoutError, ConnectionResetError):
        pass
    return b"".join(parts)


def until(true: Callable[[], object], seconds: float = 20) -> bool:
    """Whether something becomes true in time; the time is for slow machines, not a claim."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def rows_of(answer: Answer) -> list[dict[str, str]]:
    """The rows of an answer in JSON, as plain values."""
    status, _, body = answer
    assert status == 200, body
    rows = json.loads(body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def launch(command: list[str], log: Path) -> Server:
    """Start a server and wait for its address."""
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE, stderr=errors, text=True, env=environment()
        )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    process.stdout.close()
    assert address, log.read_text()
    return Server(process, address, log)


CODE = """
from dateline.export.server.limits import Limits
from dateline.export.server.serving import serve
from dateline.export.server.settings import Settings
say = lambda text: print(text, flush=True)
serve({store!r}, port=0, settings=Settings(limits=Limits({limits})), announce=say)
"""
