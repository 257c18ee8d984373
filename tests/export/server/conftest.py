"""Servers for the tests of the endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.export.server.servers import CODE, Server, Start, launch

import dateline
from dateline.graph.store import write_store


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts servers, ``start(STORE, *OPTIONS)`` or with ``limits="…"`` as keywords of ``Limits``."""
    started: list[Server] = []

    def begin(store: object, *options: object, limits: str = "") -> Server:
        log = tmp_path_factory.mktemp("log") / "log.txt"
        command = ["-m", "dateline", "serve", str(store), "--port", "0", *map(str, options)]
        if limits:
            command = ["-c", CODE.format(store=str(store), limits=limits)]
        started.append(launch(command, log))
        return started[-1]

    yield begin
    for server in started:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, canal_folder: Path) -> Path:
    """The invented story as a store; read only, for all tests."""
    folder = tmp_path_factory.mktemp("stores") / "canal.store"
    write_store(folder, dateline.open(canal_folder).view.quads())
    return folder
