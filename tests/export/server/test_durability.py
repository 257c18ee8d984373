"""Whatever is killed, full or damaged: a store opens, and holds the old or the new state whole."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from tests.export.server.servers import TOKEN, Server, Start, environment, rows_of, until

from dateline.errors import StoreError
from dateline.graph.store import current_version, open_store, write_store

KILLS = 20
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SIZE = 5_000
"""Triples of a state: so many that a kill may fall into the middle of writing them."""


def _state(number: int, size: int = SIZE) -> list[Quad]:
    """A state that tells by each of its triples which one it is."""
    graph = NamedNode("urn:g")
    return [Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:p"), Literal(number), graph) for n in range(size)]


def _held(store: Store) -> tuple[int, set[str]]:
    quads = list(store)
    return len(quads), {quad.object.value for quad in quads if isinstance(quad.object, Literal)}


BUILD = """
import sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from dateline.graph.store import write_store
number, size = int(sys.argv[2]), int(sys.argv[3])
p, o, g = NamedNode("urn:p"), Literal(number), NamedNode("urn:g")
quads = [Quad(NamedNode(f"urn:s{n}"), p, o, g) for n in range(size)]
print("begins", flush=True)
write_store(Path(sys.argv[1]), quads)
"""


def test_twenty_builds_killed_at_random_moments_leave_a_whole_state(tmp_path: Path) -> None:
    chance, folder = random.Random(7), tmp_path / "store"
    write_store(folder, _state(0))
    states = set()
    for number in range(1, KILLS + 1):
        command = [sys.executable, "-c", BUILD, str(folder), str(number), str(SIZE)]
        build = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
        assert build.stdout is not None
        assert build.stdout.readline() == "begins\n"
        before = _held(open_store(folder))
        time.sleep(chance.uniform(0, 0.15))
        build.kill()
        build.wait()
        build.stdout.close()
        held = _held(open_store(folder))
        assert held in (before, (SIZE, {str(number)}))
        states.add(held != before)
    write_store(folder, _state(99))
    assert _held(open_store(folder)) == (SIZE, {"99"})
    assert len(list(folder.glob("v*"))) <= 2, "what killed builds left is not cleaned up"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "store"
    write_store(folder, _state(0))
    return folder


def _writable(start: Start, folder: Path, *options: object) -> Server:
    return start(folder, "--writable", "--token", TOKEN, *options)


def _killed_changes(start: Start, folder: Path, send: Callable[[Server, int], object], seed: int) -> None:
    """Kill the server, or its writer, during change after change; the state is always a whole one."""
    chance = random.Random(seed)
    server = _writable(start, folder)
    for number in range(1, KILLS + 1):
        before = _numbers(server)
        sending = threading.Thread(target=_quietly, args=(send, server, number))
        sending.start()
        time.sleep(chance.uniform(0, 0.08))
        whole = number % 4 == 0
        _kill(server.process.pid if whole else _writer(server, folder))
        if whole:
            server.process.wait()
        sending.join()
        if whole:
            server = _writable(start, folder)
        held = _numbers(server)
        assert held in (before, {str(number): SIZE})
    send(server, 99)
    assert _numbers(server) == {"99": SIZE}
    server.stop()
    assert _held(open_store(folder)) == (SIZE, {"99"})


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _quietly(send: Callable[[Server, int], object], server: Server, number: int) -> None:
    with suppress(OSError, HTTPException):  # The server is dead, as it should be.
        send(server, number)


def _numbers(server: Server) -> dict[str, int]:
    rows = rows_of(server.ask("SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?o"))
    return {row["o"]: int(row["n"]) for row in rows}


def test_twenty_updates_killed_at_random_moments_leave_a_whole_state(
    written: Path, tmp_path: Path, start: Start
) -> None:
    shutil.copytree(written, tmp_path / "s")
    update = "WITH <urn:g> DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p {} }} WHERE {{ ?s ?p ?o }}"
    _killed_changes(start, tmp_path / "s", lambda server, number: server.update(update.format(number)), 8)


def test_twenty_loads_killed_at_random_moments_leave_a_whole_state(
    written: Path, tmp_path: Path, start: Start
) -> None:
    shutil.copytree(written, tmp_path / "s")

    def load(server: Server, number: int) -> None:
        lines = "".join(f"<urn:s{n}> <urn:p> {number} .\n" for n in range(SIZE))
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
        server.request("PUT", "/data?graph=urn:g", lines.encode(), headers)

    _killed_changes(start, tmp_path / "s", load, 9)


def test_a_build_onto_a_full_disk_is_an_error_and_leaves_the_old_state(written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    shutil.copytree(written, folder)
    command = [sys.executable, "-c", BUILD, str(folder), "1", "50000"]
    for most in (0, 4_096, 100_000, 1_000_000):
        ended = subprocess.run(
            command,
            env=environment(),
            capture_output=True,
            text=True,
            preexec_fn=partial(_full, most),
        )
        assert ended.returncode != 0
        assert "cannot be written" in ended.stderr
        assert _held(open_store(folder)) == (SIZE, {"0"})
    write_store(folder, _state(2))
    assert _held(open_store(folder)) == (SIZE, {"2"})


def _full(most: int) -> None:
    """Let every write beyond a size fail, as on a full disk; without the signal it is an error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_a_change_onto_a_full_disk_is_an_error_and_leaves_the_old_state(
    written: Path, tmp_path: Path, start: Start
) -> None:
    folder = tmp_path / "s"
    shutil.copytree(written, folder)
    server = _writable(start, folder)
    writer = _writer(server, folder)
    resource.prlimit(writer, resource.RLIMIT_FSIZE, (100_000, 100_000))
    status, _, body = server.update(
        "INSERT { GRAPH <urn:g> { ?s <urn:q> ?o2 } } "
        "WHERE { GRAPH <urn:g> { ?s ?p ?o } BIND(CONCAT(STR(?s), 'x') AS ?o2) }"
    )
    assert status >= 400, body
    assert body
    assert _numbers(server) == {"0": SIZE}
    assert server.is_well()


def _writer(server: Server, folder: Path) -> int:
    """The process that has the store open for writing."""
    found: list[int] = []

    def find() -> bool:
        found.extend(number for number in server.workers() if folder / "v1" / "LOCK" in _files(number))
        return bool(found)

    assert until(find), f"nobody writes {folder}"
    return found[0]


def _files(process: int) -> set[Path]:
    """What a process has open."""
    names = set()
    with suppress(OSError):
        for link in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                names.add(link.readlink())
    return names


def test_rebuilding_while_clients_ask_fails_no_request_and_swaps(
    written: Path, tmp_path: Path, start: Start
) -> None:
    folder = tmp_path / "s"
    shutil.copytree(written, folder)
    server = start(folder)
    seen: list[dict[str, int]] = []
    failed: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                seen.append(_numbers(server))
            except (AssertionError, OSError) as error:
                failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for number in (1, 2, 3):
            write_store(folder, _state(number))
        assert until(lambda: seen and seen[-1] == {"3": SIZE})
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert failed == []
    assert all(len(one) == 1 and set(one.values()) == {SIZE} for one in seen)
    assert {"0": SIZE} in seen


def test_a_store_that_is_served_for_writing_cannot_be_rebuilt(
    written: Path, tmp_path: Path, start: Start
) -> None:
    folder = tmp_path / "s"
    shutil.copytree(written, folder)
    server = _writable(start, folder)
    with pytest.raises(StoreError, match="is being written by another process"):
        write_store(folder, _state(1))
    ended = _serve(folder, "--writable", "--token", TOKEN)
    assert ended.returncode == 2
    assert "is being written by another process" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert server.is_well()


def _serve(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", "serve", *map(str, arguments), "--port", "0"]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60)


def _cut(version: Path) -> None:
    for file in version.glob("*.sst"):
        file.write_bytes(file.read_bytes()[:100])


def _unlink_manifest(folder: Path) -> None:
    for file in current_version(folder).glob("MANIFEST*"):
        file.unlink()


def _replace_version(folder: Path) -> None:
    shutil.rmtree(current_version(folder))
    (folder / "v1").write_text("x")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "current names nothing": lambda folder: (folder / "current").write_text("v99\n"),
    "current is nonsense": lambda folder: (folder / "current").write_bytes(b"\xff../../etc\n"),
    "files are cut": lambda folder: _cut(current_version(folder)),
    "the manifest is gone": _unlink_manifest,
    "the version is a file": _replace_version,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_store_is_reported_as_such(written: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "s"
    shutil.copytree(written, folder)
    DAMAGES[name](folder)
    for options in ((), ("--writable", "--token", TOKEN)):
        ended = _serve(folder, *options)
        assert ended.returncode == 2, ended.stderr
        assert "damaged" in ended.stderr
        assert "build it again" in ended.stderr
        assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("name", [*DAMAGES, "all is gone"])
def test_a_store_that_is_damaged_while_it_is_served_fails_nobody_with_a_traceback(
    written: Path, tmp_path: Path, start: Start, name: str
) -> None:
    folder = tmp_path / "s"
    shutil.copytree(written, folder)
    server = start(folder)
    assert _numbers(server) == {"0": SIZE}
    DAMAGES.get(name, shutil.rmtree)(folder)
    for worker in server.workers():
        _kill(worker)
    time.sleep(1.2)  # two looks at the version
    status, _, body = server.ask(COUNT)
    assert status in (200, 503), body
    if status == 503:
        assert b"the store cannot be opened" in body or b"damaged" in body
    text = server.log.read_text()
    assert "Traceback" not in text
    assert text.count("cannot be opened, so its last good state") <= 1


def test_a_new_version_that_is_damaged_leaves_the_old_one_served(
    written: Path, tmp_path: Path, start: Start
) -> None:
    folder = tmp_path / "s"
    shutil.copytree(written, folder)
    server = start(folder)
    (folder / "v7").mkdir()
    (folder / "current").write_text("v7\n")
    assert until(lambda: "last good state is served" in server.log.read_text())
    assert _numbers(server) == {"0": SIZE}
    write_store(folder, _state(8))
    assert until(lambda: _numbers(server) == {"8": SIZE})


def test_readers_see_one_whole_state_while_updates_run(written: Path, tmp_path: Path, start: Start) -> None:
    folder = tmp_path / "s"
    shutil.copytree(written, folder)
    server = _writable(start, folder)
    done = threading.Event()
    seen: list[dict[str, int]] = []

    def read() -> None:
        while not done.is_set():
            seen.append(_numbers(server))

    reader = threading.Thread(target=read)
    reader.start()
    update = "WITH <urn:g> DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p {} }} WHERE {{ ?s ?p ?o }}"
    for number in range(1, 6):
        assert server.update(update.format(number))[0] == 204
        assert _numbers(server) == {str(number): SIZE}, "an answer after a change is of the old state"
    done.set()
    reader.join()
    assert all(len(one) == 1 and set(one.values()) == {SIZE} for one in seen)
