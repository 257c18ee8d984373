"""Whether the clients of questions that take long are still there: what nobody waits for is ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from time import perf_counter
from typing import TypeVar

from starlette.requests import Request

from .problems import RequestError

LOOK_EVERY = 0.25
"""Seconds that a question takes before its client is looked for, and between two looks."""
T = TypeVar("T")


class StillThere:
    """Looks at all questions under way, now and then: a timer for each would cost more than most of them."""

    def __init__(self) -> None:
        self._asking: dict[asyncio.Task[object], tuple[Request, float]] = {}
        self._gone: set[asyncio.Task[object]] = set()
        self._looking: asyncio.Task[None] | None = None

    async def wait(self, request: Request, asking: Awaitable[T]) -> T:
        """What is awaited; raises :class:`RequestError` with 499 when the client has gone away."""
        task = asyncio.current_task()
        assert task is not None
        self._asking[task] = (request, perf_counter())
        if self._looking is None:
            self._looking = asyncio.get_running_loop().create_task(self._look())
        try:
            return await asking
        except asyncio.CancelledError:
            if task in self._gone:
                task.uncancel()
                raise RequestError(499, "the client went away") from None
            raise
        finally:
            del self._asking[task]
            self._gone.discard(task)

    async def _look(self) -> None:
        while self._asking:
            await asyncio.sleep(LOOK_EVERY)
            for task, (request, since) in list(self._asking.items()):
                long = perf_counter() - since > LOOK_EVERY
                if long and await _is_gone(request) and task in self._asking:
                    self._gone.add(task)
                    task.cancel()
        self._looking = None


async def _is_gone(request: Request) -> bool:
    """Whether a client has left. Starlette's own way loads a library first, and all others would wait."""
    message = asyncio.ensure_future(request.receive())
    await asyncio.sleep(0)
    if not message.done():
        message.cancel()
        return False
    return bool(message.result()["type"] == "http.disconnect")
