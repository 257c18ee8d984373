"""Many queries at workers: in turn, each with an end, and a new version of the store without a gap."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from time import perf_counter

from .frames import Header
from .lanes import PATIENCE, Lane, Lanes, Starter
from .limits import MIB, Limits
from .process import Answer, Reply, Worker, WorkerEndedError

LOOK_EVERY = PATIENCE / 2
"""Seconds between two looks at which queries have become slow."""
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


@dataclass(eq=False, slots=True)
class _Run:
    """A query at a worker, in a lane or, when it is long, outside."""

    answer: Answer
    worker: Worker
    lane: Lane
    aside: bool = False


class Pool:
    """At most ``limits.quick`` queries run at once, and ``limits.long`` that have turned out to be long."""

    def __init__(self, start: Starter, limits: Limits) -> None:
        self._limits = limits
        self._lanes = Lanes(start, limits.quick, limits.waiting, self._watch)
        self._long = limits.long
        self._runs: dict[Answer, _Run] = {}
        self._watching: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None

    async def open(self) -> None:
        """Start the first workers; raises :class:`.process.CannotOpenError`."""
        await self._lanes.open()

    async def renew(self) -> None:
        """Answer from the current version from now on; queries under way end on the old one.

        Raises :class:`.process.CannotOpenError` when it cannot be opened, and goes on with the old one.
        """
        await self._lanes.renew()

    def outdate(self) -> None:
        """Answer from the state after a change from now on.

        The next query starts a worker for it: of many changes in a row only the last one costs a start.
        """
        self._lanes.outdate()

    def close(self) -> None:
        """End all workers, and with them the queries that run or wait."""
        if self._timer is not None:
            self._timer.cancel()
        self._lanes.close()

    @property
    def waiting(self) -> int:
        """How many queries wait for a place."""
        return self._lanes.waiting

    async def ask(self, header: Header | bytes, body: bytes, client: str) -> Timed:
        """The reply to a request of a client.

        Raises :class:`StoppedError` when the query was ended, :class:`.fair_queue.BusyError` when too many
        wait. When the caller is cancelled, the query ends with it.
        """
        begin = perf_counter()
        again = False
        try:
            while (reply := await self._ask(header, body, client, again=again)) is None:
                again = True
            return Timed(reply, max(0.0, perf_counter() - begin - reply.ran), reply.ran)
        except StoppedError as error:
            error.waited = max(0.0, perf_counter() - begin - error.ran)
            raise

    async def _ask(self, header: Header | bytes, body: bytes, client: str, *, again: bool) -> Reply | None:
        lane = await self._lanes.enter(client, again=again)
        run: _Run | None = None
        try:
            worker = await self._lanes.worker_of(lane) if not self._lanes.closed else None
            if worker is None or self._lanes.closed:
                raise _stopping()
            if lane.slow:
                return None  # while its worker was started or waited for
            run = _Run(worker.ask(header, body), worker, lane)
            return await self._answered(run)
        finally:
            if run is not None and run.aside:
                self._long += 1
                self._lanes.end_aside(run.worker)
            else:
                self._lanes.leave(lane)

    async def _answered(self, run: _Run) -> Reply | None:
        """The reply; its future raises what the watch has to say, or that the worker has ended."""
        self._runs[run.answer] = run
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LOOK_EVERY, self._look)
        try:
            return await run.answer
        except WorkerEndedError as error:
            raise self._reason(error, run) from None
        except asyncio.CancelledError:
            if run.worker.first is run.answer:
                run.worker.end()
            else:
                run.worker.take_back([run.answer])
            raise
        finally:
            del self._runs[run.answer]

    def _look(self) -> None:
        self._timer = None
        self._lanes.look(perf_counter())
        if self._runs:
            self._timer = asyncio.get_running_loop().call_later(LOOK_EVERY, self._look)

    def _watch(self, worker: Worker) -> None:
        """See to the end of what a worker is at."""
        run = self._runs.get(worker.first) if worker.first else None
        if run is not None:
            task = asyncio.get_running_loop().create_task(self._go_on(run))
            self._watching.add(task)
            task.add_done_callback(self._watching.discard)

    async def _go_on(self, run: _Run) -> None:
        """Let a query that is long go on at a low priority: in a place for long ones if one is free.

        Without such a place it keeps its lane until somebody waits for that.
        """
        began, answer = run.worker.began, run.answer
        quick = min(self._limits.long_after, self._limits.seconds)
        await asyncio.wait({answer}, timeout=max(0.0, began + quick - perf_counter()))
        if answer.done():
            return
        run.worker.step_back()
        while not answer.done() and (left := began + self._limits.seconds - perf_counter()) > 0:
            if self._long and not run.aside:
                self._long -= 1
                run.aside = True
                self._lanes.set_aside(run.lane)
            elif self._lanes.waiting and not run.aside:
                self._end(
                    run,
                    "turn",
                    f"{self._limits.long} long queries run already and others wait; ask again in a while",
                )
            await asyncio.wait({answer}, timeout=left if run.aside else min(left, 0.05))
        self._end(
            run, "time", f"the query was ended after {self._limits.seconds:g} s, the longest one may take"
        )

    def _end(self, run: _Run, limit: str, text: str) -> None:
        """End the worker of a query, which has stepped back for good, and the query unless it is answered."""
        if not run.answer.done():
            error = StoppedError(limit, text)
            error.ran = perf_counter() - run.worker.began
            run.answer.set_exception(error)
        run.worker.end()

    def _reason(self, error: WorkerEndedError, run: _Run) -> StoppedError:
        if self._lanes.closed:
            return _stopping()
        found = StoppedError("stack", "the query ended its process; it may nest too deeply")
        if error.signal in MEMORY_SIGNALS:
            most = self._limits.memory // MIB
            found = StoppedError("memory", f"the query needed more than {most:,} MiB, or nested too deeply")
        found.ran = perf_counter() - run.worker.began
        return found


def _stopping() -> StoppedError:
    return StoppedError("end", "the server is being stopped")
