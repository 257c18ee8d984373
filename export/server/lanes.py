"""Places for queries at workers: each lane has one worker, and a few queries that it is to answer in order.

A worker that has the next query already loses no time between two; most of what a short query costs is
waking processes up for it. But a query must not wait behind a long one: where the first of a lane takes
longer than ``PATIENCE``, those behind it are taken back and asked elsewhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from .fair_queue import FairQueue
from .process import CannotOpenError, Worker

AHEAD = 16
"""Queries that a lane takes at once."""
PATIENCE = 0.03
"""Seconds that the first query of a lane may take before those behind it go elsewhere."""
Starter = Callable[[], Awaitable[Worker]]
"""Starts a worker for the version of the store that is current."""


@dataclass(eq=False, slots=True)
class Lane:
    """A worker, or none yet. ``used`` places are taken; a ``slow`` lane has one query and takes no other."""

    worker: Worker | None = None
    starting: asyncio.Task[Worker] | None = None
    generation: int = 0
    used: int = 0
    slow: bool = False

    @property
    def ready(self) -> bool:
        """Whether its worker can be asked at once."""
        return self.worker is not None and self.worker.alive

    @property
    def full(self) -> bool:
        """Whether it takes no other query."""
        return self.slow or self.used >= AHEAD


class Lanes:
    """So many lanes, and the queue of those who want a place in one.

    ``on_slow`` is told of the worker of each lane whose first query is now alone in it: too slow for others,
    or of a state of the store that no longer counts.
    """

    def __init__(
        self, start: Starter, number: int, most_waiting: int, on_slow: Callable[[Worker], None]
    ) -> None:
        self._start, self._on_slow = start, on_slow
        self._lanes = [Lane() for _ in range(number)]
        self._queue = FairQueue(number * AHEAD, most_waiting)
        self._generation = 0
        self._aside: set[Worker] = set()
        self.closed = False

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return self._queue.waiting

    async def open(self) -> None:
        """Start all workers; raises :class:`CannotOpenError`."""
        for lane in self._lanes:
            await self.worker_of(lane)

    def close(self) -> None:
        """End all workers, and those that are being started."""
        self.closed = True
        for lane in self._lanes:
            if lane.starting is not None:
                lane.starting.cancel()
            if lane.worker is not None:
                lane.worker.end()
        for worker in self._aside:
            worker.end()

    async def renew(self) -> None:
        """Have workers for the current version; raises :class:`CannotOpenError` and keeps those there are."""
        first = await self._start()
        self.outdate()
        free = [lane for lane in self._lanes if lane.worker is None]
        if not free:
            first.end()
        for lane in free[:1]:
            lane.worker, lane.generation = first, self._generation
        for lane in free[1:]:
            self.prepare(lane)

    def outdate(self) -> None:
        """Start a worker for the state after a change with the next query in each lane."""
        self._generation += 1
        for lane in self._lanes:
            if lane.worker is not None and lane.worker.load:
                self._close_off(lane, lane.worker)
            else:
                _end_worker(lane)

    async def enter(self, client: str, *, again: bool) -> Lane:
        """A place in the lane that will have time first; raises :class:`.fair_queue.BusyError`."""
        await self._queue.enter(client, again=again)
        while (lane := min(self._lanes, key=_order)).full:
            # The lane that had the place has become slow before its turn came.
            self._queue.leave()
            await self._queue.enter(client, again=True)
        lane.used += 1
        return lane

    def leave(self, lane: Lane) -> None:
        """Give a place back."""
        lane.used -= 1
        if not lane.slow:
            self._queue.leave()
        elif not lane.used:
            lane.slow = False
            self._queue.leave(AHEAD)
        if lane.worker is not None and not lane.worker.alive:
            self.prepare(lane)

    async def worker_of(self, lane: Lane) -> Worker:
        """The worker of a lane, started if need be; raises :class:`CannotOpenError`."""
        while lane.worker is None or not lane.worker.alive or lane.generation != self._generation:
            _end_worker(lane)
            # Who waits for it may go; others wait for it too.
            await asyncio.shield(self._starting(lane))
        return lane.worker

    def prepare(self, lane: Lane) -> None:
        """Have a worker ready, so that the next query need not wait for it."""
        if not self.closed and not lane.ready:
            self._starting(lane).add_done_callback(_forget_error)

    def look(self, now: float) -> None:
        """Close off the lanes whose first query has become too slow for those behind it."""
        for lane in self._lanes:
            worker = lane.worker
            if worker is not None and not lane.slow and worker.load and now - worker.began > PATIENCE:
                self._close_off(lane, worker)

    def set_aside(self, lane: Lane) -> None:
        """Let the one query of a closed lane go on outside; the lane gets another worker."""
        if lane.worker is not None:
            self._aside.add(lane.worker)
            lane.worker = None
        self.leave(lane)
        self.prepare(lane)

    def end_aside(self, worker: Worker) -> None:
        """End a worker whose query went on outside."""
        self._aside.discard(worker)
        worker.end()

    def _close_off(self, lane: Lane, worker: Worker) -> None:
        if lane.slow:
            return
        if worker.first is None or worker.first.done():
            # What it is at was taken back just when it began: nobody waits for it.
            worker.end()
            return
        lane.slow = True
        self._queue.withdraw(AHEAD - lane.used)
        worker.take_back()
        self._on_slow(worker)

    def _starting(self, lane: Lane) -> asyncio.Task[Worker]:
        if lane.starting is None:
            lane.starting = asyncio.get_running_loop().create_task(self._start_in(lane))
        return lane.starting

    async def _start_in(self, lane: Lane) -> Worker:
        generation = self._generation
        try:
            worker = await self._start()
        finally:
            lane.starting = None
        lane.worker, lane.generation = worker, generation
        return worker


def _order(lane: Lane) -> int:
    """Which lane to take: one that has a place, with a worker that can be asked, with few before."""
    return lane.used + (0 if lane.ready else AHEAD) + (1 << 20 if lane.full else 0)


def _end_worker(lane: Lane) -> None:
    worker, lane.worker = lane.worker, None
    if worker is not None:
        worker.end()


def _forget_error(task: asyncio.Task[Worker]) -> None:
    """Whoever asks next is told."""
    with suppress(asyncio.CancelledError, CannotOpenError):
        task.result()
