"""A story served over standard input and output, until the client closes them."""

from __future__ import annotations

import importlib.util
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import Store

from ...errors import ExportError

if TYPE_CHECKING:
    from ...graph.story import BuiltStory
    from ..server.limits import Limits

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def serve_mcp(story: BuiltStory, *, limits: Limits | None = None) -> None:
    """Serve a story's questions as tools of the Model Context Protocol, for reading only.

    ``limits`` bound what a SPARQL query may take. Returns when the client closes standard input; standard
    output carries the protocol alone. Runs in the main thread, for it answers to signals.

    Raises :class:`ExportError` when the SDK is not installed.
    """
    require_sdk()
    import anyio

    from .pooled import LIMITS

    with _own_store(story) as version:
        anyio.run(_serve, story, version, limits or LIMITS)


def require_sdk() -> None:
    """Raise :class:`ExportError` when the SDK is not installed: a story need not be opened for that."""
    if importlib.util.find_spec("mcp") is None:
        raise ExportError('serving a story over MCP needs the SDK; run: pip install "dateline[mcp]"')


async def _serve(story: BuiltStory, version: Path, limits: Limits) -> None:
    from ... import __version__
    from .pooled import pooled
    from .server import build_server

    async with pooled(version, story.view.prefixes, limits) as asks:
        await build_server(story, asks, __version__).run_stdio_async()


@contextmanager
def _own_store(story: BuiltStory) -> Iterator[Path]:
    """The story in a store of its own, which the workers open: what it leaves out they cannot reach.

    It goes when the server ends, by a signal too: a client that stops its servers may send nothing else.
    """
    with TemporaryDirectory(prefix="dateline-mcp-") as folder, _leaving(folder):
        version = Path(folder, "store")
        store = Store(str(version))
        store.bulk_extend(story.quads())
        store.flush()
        # The workers open it read-only, so it must be let go first.
        del store
        yield version


@contextmanager
def _leaving(folder: str) -> Iterator[None]:
    """While it lasts, a signal removes a folder before it ends the process.

    The SDK reads standard input in a thread that cannot be stopped, so to leave in order would take a line
    from the client.
    """

    def leave(number: int, _: object) -> None:
        rmtree(folder, ignore_errors=True)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    before = {number: signal.signal(number, leave) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
