"""``dateline serve``: the server on an address of this machine, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import DatelineError
from ...graph.store import locked
from .log_lines import LogLines
from .settings import Settings

if TYPE_CHECKING:
    import uvicorn

    from .engine import Engine


class ServeError(DatelineError):
    """The server cannot be started."""


def serve(
    story: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    settings: Settings | None = None,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve a story, or any store, until SIGINT or SIGTERM.

    ``port`` 0 takes a free one; ``announce`` is told the address as soon as requests are taken. Raises
    :class:`ServeError` when the extra ``serve`` is missing, the port is taken, or the store is damaged.
    """
    try:
        import uvicorn

        from .connection import careful
        from .stopping import Server, stoppable
    except ImportError as error:
        problem = f'the server needs more packages ({error.name}); run pip install "dateline[serve]"'
        raise ServeError(problem) from None
    from .app import build_app
    from .engine import Engine
    from .files import Files
    from .served import served

    settings = settings or Settings()
    with ExitStack() as stack:
        stack.enter_context(stoppable())
        found = stack.enter_context(served(story))
        if settings.token:
            if found.temporary:
                problem = f'"{story}" is built anew for each server, so changes would be lost with it'
                raise ServeError(f"{problem}; `dateline build {story} -o STORE` and serve that")
            stack.enter_context(locked(found.folder))
        listening = stack.enter_context(_listen(host, port))
        engine = Engine(found, settings)
        files = Files(engine)
        stack.callback(files.close)
        built = build_app(engine, files, _set_up_log())
        config = uvicorn.Config(
            built.app,
            http=careful(settings.limits, built.short),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=5,
        )
        serving = _run(Server(config, engine.stop), engine, listening, lambda: announce(_address(listening)))
        with asyncio.Runner(loop_factory=_fast_loop()) as runner:
            runner.run(serving)


async def _run(
    server: uvicorn.Server, engine: Engine, listening: socket.socket, say: Callable[[], None]
) -> None:
    from .process import CannotOpenError

    try:
        await engine.open()
    except CannotOpenError as error:
        raise ServeError(f'the store "{engine.served.folder}" is damaged ({error}); build it again') from None
    try:
        serving = asyncio.ensure_future(server.serve(sockets=[listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if server.started:
            say()
        await serving
    finally:
        await engine.close()


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The loop of uvloop where that runs; it has no wheels for Windows."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Where the protocol is named, asyncio turns Nagle's waiting off, which would cost 40 ms an answer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise ServeError(f"{host}, port {port}: {error}; --port 0 takes one that is free") from None
    return listening


def _address(listening: socket.socket) -> str:
    host, port, *_ = listening.getsockname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _set_up_log() -> Callable[[str], None]:
    """What says lines, to standard error: standard output has the address alone, for programs to read."""
    log, lines = logging.getLogger("dateline.server"), LogLines()
    log.setLevel(logging.INFO)
    if logging.getLogger().handlers:
        return log.info
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING, handlers=[lines])
    return lines.say
