"""Workers for many queries: in turn, each with an end, and a new version of the store without a gap."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

from .fair_queue import FairQueue
from .frames import Header
from .limits import MIB, Limits
from .process import CannotOpenError, Reply, Worker, WorkerEndedError

Starter = Callable[[], Awaitable[Worker]]
"""Starts a worker for the version of the store that is current."""
MEMORY_SIGNALS = frozenset({signal.SIGABRT, signal.SIGKILL})


class StoppedError(Exception):
    """A query was ended; ``limit`` is what it went beyond: ``time``, ``memory``, ``stack``, ``turn`` or,
    when the server stops, ``end``.
    """

    def __init__(self, limit: str, text: str) -> None:
        self.limit = limit
        self.waited = self.ran = 0.0
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Timed:
    """A reply, and for how many seconds its query waited and ran."""

    reply: Reply
    waited: float
    ran: float


class Pool:
    """At most ``limits.quick`` queries at once, and ``limits.long`` that have turned out to be long."""

    def __init__(self, start: Starter, limits: Limits) -> None:
        self._start = start
        self._limits = limits
        self._queue = FairQueue(limits.quick, limits.waiting)
        self._long = _LongPlaces(limits.long)
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._generation = 0
        self._closed = False
        self._of: dict[Worker, int] = {}

    async def open(self) -> None:
        """Start the first workers; raises :class:`CannotOpenError`."""
        for _ in range(self._limits.quick):
            self._idle.append(await self._new())

    async def renew(self) -> None:
        """Answer from the current version from now on; queries under way end on the old one.

        Raises :class:`CannotOpenError` when it cannot be opened, and goes on with the old one.
        """
        first = await self._start()
        self._generation += 1
        self._of[first] = self._generation
        old, self._idle = self._idle, [first]
        for worker in old:
            self._drop(worker)

    def outdate(self) -> None:
        """Answer from the state after a change from now on.

        The next query starts a worker for it: of many changes in a row only the last one costs a start.
        """
        self._generation += 1
        old, self._idle = self._idle, []
        for worker in old:
            self._drop(worker)

    def close(self) -> None:
        """End all workers, and with them the queries that run or wait."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        for worker in [*self._idle, *self._busy]:
            self._drop(worker)
        self._idle.clear()

    @property
    def waiting(self) -> int:
        """How many queries wait for a place."""
        return self._queue.waiting

    async def ask(self, header: Header, body: bytes, client: str) -> Timed:
        """The reply to a request of a client.

        Raises :class:`StoppedError` when the query was ended, :class:`.fair_queue.BusyError` when too many
        wait. When the caller is cancelled, the query ends with it.
        """
        begin = perf_counter()
        await self._queue.enter(client)
        entered = perf_counter()
        place = _Place(self._queue, self._long)
        try:
            worker = await self._take()
            entered = perf_counter()
            self._busy.add(worker)
            try:
                reply = await self._watched(worker, worker.ask(header, body), place)
            finally:
                self._busy.discard(worker)
                self._put_back(worker)
        except StoppedError as error:
            error.waited, error.ran = entered - begin, perf_counter() - entered
            raise
        finally:
            place.leave()
        return Timed(reply, entered - begin, perf_counter() - entered)

    async def _watched(self, worker: Worker, answer: asyncio.Future[Reply], place: _Place) -> Reply:
        """The reply, unless the worker ends or has to be ended."""
        try:
            first = min(self._limits.long_after, self._limits.seconds)
            done, _ = await asyncio.wait({answer}, timeout=first)
            if not done:
                await self._go_on(worker, answer, place)
            if not answer.done():
                raise StoppedError(
                    "time", f"the query was ended after {self._limits.seconds:g} s, the longest one may take"
                )
            return answer.result()
        except WorkerEndedError as error:
            raise self._reason(error) from None
        finally:
            # Whatever the reason, one that has not answered is no use to anybody else.
            if not answer.done():
                worker.end()

    async def _go_on(self, worker: Worker, answer: asyncio.Future[Reply], place: _Place) -> None:
        """Let a query that is long go on at a low priority: in a place for long ones if one is free.

        Without such a place it keeps the one it has until somebody waits for that.
        """
        worker.step_back()
        deadline = perf_counter() + self._limits.seconds - self._limits.long_after
        while not answer.done() and (left := deadline - perf_counter()) > 0:
            if place.move():
                await asyncio.wait({answer}, timeout=left)
                return
            if self._queue.waiting:
                raise StoppedError(
                    "turn",
                    f"{self._limits.long} long queries run already and others wait; ask again in a while",
                )
            await asyncio.wait({answer}, timeout=min(left, 0.05))

    def _reason(self, error: WorkerEndedError) -> StoppedError:
        if self._closed:
            return _stopping()
        if error.signal in MEMORY_SIGNALS:
            most = self._limits.memory // MIB
            return StoppedError("memory", f"the query needed more than {most:,} MiB, or nested too deeply")
        return StoppedError("stack", "the query ended its process; it may nest too deeply")

    async def _take(self) -> Worker:
        if self._closed:
            raise _stopping()
        while self._idle:
            worker = self._idle.pop()
            if worker.alive and self._of[worker] == self._generation:
                return worker
            self._drop(worker)
        return await self._new()

    async def _new(self) -> Worker:
        generation = self._generation
        worker = await self._start()
        self._of[worker] = generation
        return worker

    def _put_back(self, worker: Worker) -> None:
        if worker.alive and self._of.get(worker) == self._generation and len(self._idle) < self._limits.quick:
            self._idle.append(worker)
            return
        self._drop(worker)
        if len(self._idle) < self._limits.quick and not self._closed:
            task = asyncio.get_running_loop().create_task(self._refill())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _refill(self) -> None:
        """Have one more worker ready, so that the next query need not wait for it."""
        with suppress(CannotOpenError):
            worker = await self._new()
            if self._of[worker] == self._generation and len(self._idle) < self._limits.quick:
                self._idle.append(worker)
            else:
                self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        self._of.pop(worker, None)
        worker.end()


def _stopping() -> StoppedError:
    return StoppedError("end", "the server is being stopped")


@dataclass(slots=True)
class _LongPlaces:
    free: int


class _Place:
    """Where a query runs: one of the quick places at first, then perhaps one for long queries."""

    def __init__(self, queue: FairQueue, long: _LongPlaces) -> None:
        self._queue, self._long = queue, long
        self._moved = False

    def move(self) -> bool:
        """Take a place for long queries and give the quick one back; False when none is free."""
        if not self._long.free:
            return False
        self._long.free -= 1
        self._moved = True
        self._queue.leave()
        return True

    def leave(self) -> None:
        """Give the place back."""
        if self._moved:
            self._long.free += 1
        else:
            self._queue.leave()
