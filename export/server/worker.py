"""A process that answers for one version of a store, one request after the other, until it is ended.

pyoxigraph cannot be told to stop: only the end of a process ends a query. So queries run here, with bounded
memory, and after the store is open with no free file descriptor, so that no connection can be made.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from ...errors import QueryError
from .answering import CannotRunError, NotAcceptableError, Question, TooMuchError, answer
from .changing import delete, dump, exists, put, read_quads, update
from .frames import Frame, Header, pack
from .guard import RefusedError, check
from .inbox import Inbox

SKIPPED = pack({"skipped": True})
LOOK_EVERY = 0.5
"""Seconds between two looks at whether the server is still there."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a worker is started with; sizes in bytes."""

    store: str
    writes: bool
    memory: int
    answer: int
    rows: int
    depth: int
    allowed: list[str]
    prefixes: dict[str, str]


def main(descriptor: int, setting: Setting) -> None:
    """Open the store, say so, and answer until the other side closes."""
    connection = socket.socket(fileno=descriptor)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    try:
        store = _open(setting)
    except (OSError, ValueError, RuntimeError) as error:
        connection.sendall(pack({"error": str(error)}))
        return
    _confine(setting)
    connection.sendall(pack({"ready": True}))
    inbox = Inbox(connection)
    while (asked := inbox.next()) is not None:
        header, body, wanted = asked
        # Each reply goes before the next request begins: should that end the process, this one is answered.
        connection.sendall(pack(*_reply(store, setting, header, body)) if wanted else SKIPPED)


def _end_with(parent: int) -> None:
    """End this process when its server is gone: a query under way would else run on, for nobody."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)


def _open(setting: Setting) -> Store:
    if not setting.writes:
        return Store.read_only(setting.store)
    if not Path(setting.store).is_dir():
        raise OSError(f"there is no folder {setting.store}")
    return Store(setting.store)


def _confine(setting: Setting) -> None:
    try:
        import resource
    except ImportError:  # Windows has no limits of this kind; the time limit holds there all the same.
        return
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if _linux() else 0
    resource.setrlimit(resource.RLIMIT_AS, (used + setting.memory, used + setting.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not setting.writes and not setting.allowed:
        # The lowest free number is the first that a new connection would get.
        free = os.open(os.devnull, os.O_RDONLY)
        os.close(free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))


def _linux() -> bool:
    return sys.platform.startswith("linux")


def _reply(store: Store, setting: Setting, header: Header, body: bytes) -> Frame:
    """The answer to a frame, or what is wrong with it."""
    operation = OPERATIONS[header["do"]]
    try:
        return operation(store, setting, header, body)
    except QueryError as error:
        return {
            "status": _status(error),
            "error": str(error),
            "line": error.line,
            "column": error.column,
        }, b""
    except NotAcceptableError as error:
        return {"status": 406, "error": str(error)}, b""
    except TooMuchError as error:
        return {"status": 422, "error": str(error), "limit": error.limit}, b""
    except MemoryError:
        os.abort()  # as the engine does; the server takes it for what it is
    except (OSError, ValueError, RuntimeError) as error:
        # What the store itself refuses: a full disk, a damaged file.
        return {"status": 500, "error": f"the store cannot do this: {error}"}, b""


def _status(error: QueryError) -> int:
    """400 is for what is malformed (SPARQL 1.1 Protocol, 2.1.7); what is refused or impossible is not."""
    return 403 if isinstance(error, RefusedError) else 422 if isinstance(error, CannotRunError) else 400


def _query(store: Store, setting: Setting, header: Header, body: bytes) -> Frame:
    text = body.decode("utf-8")
    check(text, setting.depth, setting.allowed)
    asked = {name: value for name, value in header.items() if name != "do"}
    question = Question(text, prefixes=setting.prefixes, **asked)
    media, found = answer(store, question, most_bytes=setting.answer, most_rows=setting.rows)
    return {"status": 200, "type": media}, found


def _update(store: Store, setting: Setting, header: Header, body: bytes) -> Frame:
    update(store, body.decode("utf-8"), setting.depth, header["base"], setting.prefixes)
    return {"status": 204}, b""


def _put(store: Store, setting: Setting, header: Header, body: bytes) -> Frame:
    iri, start = header["graph"], 0
    quads = []
    # All documents are read before the first is put: a form is taken as a whole or not at all.
    for media, length in header["parts"]:
        quads += read_quads(body[start : start + length], media, iri, header["base"])
        start += length
    new = not exists(store, iri)
    put(store, iri, quads, keep=header["keep"])
    return {"status": 201 if new else 204}, b""


def _delete(store: Store, setting: Setting, header: Header, body: bytes) -> Frame:
    if not exists(store, header["graph"]):
        return _missing(header)
    delete(store, header["graph"])
    return {"status": 204}, b""


def _get(store: Store, setting: Setting, header: Header, body: bytes) -> Frame:
    if not exists(store, header["graph"]):
        return _missing(header)
    return {"status": 200, "type": header["type"]}, dump(
        store, header["graph"], header["type"], setting.answer
    )


def _missing(header: Header) -> Frame:
    return {"status": 404, "error": f"there is no graph <{header['graph']}>"}, b""


OPERATIONS: dict[str, Callable[[Store, Setting, Header, bytes], Frame]] = {
    "query": _query,
    "update": _update,
    "put": _put,
    "delete": _delete,
    "get": _get,
}


if __name__ == "__main__":
    import json

    main(int(sys.argv[1]), Setting(**json.loads(sys.argv[2])))
