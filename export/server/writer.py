"""The one process that changes a store, one change at a time; readers then open the new state."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from .frames import Header
from .limits import Limits
from .pool import StoppedError
from .process import Reply, Worker, WorkerEndedError

UNLESS = "nothing was changed, unless its last step was done just then: a query tells"


class Writer:
    """Changes in turn. One that is ended, or whose process dies, leaves the state from before it."""

    def __init__(self, start: Callable[[], Awaitable[Worker]], limits: Limits) -> None:
        self._start, self._limits = start, limits
        self._worker: Worker | None = None
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Open the store for writing; raises :class:`.process.CannotOpenError`."""
        self._worker = await self._start()

    def close(self) -> None:
        """End the process."""
        if self._worker:
            self._worker.end()

    async def ask(self, header: Header, body: bytes) -> Reply:
        """The reply to a change. Raises :class:`StoppedError` when it was ended: then nothing changed."""
        async with self._turn:
            if self._worker is None or not self._worker.alive:
                if self._worker is not None:
                    await self._worker.gone()
                self._worker = await self._start()
            answer = self._worker.ask(header, body)
            try:
                # A client that goes away does not end its change: it would not know what became of it.
                await asyncio.wait({answer}, timeout=self._limits.seconds)
                if not answer.done():
                    self._worker.end()
                    text = f"the change was ended after {self._limits.seconds:g} s; {UNLESS}"
                    raise StoppedError("time", text)
                reply = answer.result()
            except WorkerEndedError:
                reply = None
        if reply is None:
            text = f"the change ended its process, for want of memory or by its nesting; {UNLESS}"
            raise StoppedError("memory", text)
        return reply
