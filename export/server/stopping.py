"""The end of a server: by SIGINT or SIGTERM, without a trace."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM ends what is within as SIGINT does, so that what is temporary goes; neither is an error."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class Server(uvicorn.Server):
    """uvicorn's server, which would raise the signal once more at its end and so leave temporary stores.

    ``stop`` is called before open connections are waited for.
    """

    def __init__(self, config: uvicorn.Config, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._stop = stop

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Handle signals while serving, and then be done with them."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End queries, then connections."""
        self._stop()
        await super().shutdown(sockets)
