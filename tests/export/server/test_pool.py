"""Queries at workers: one that takes long holds up none behind it, and one that dies takes none along."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from tests.running import run

from dateline.export.server.frames import pack
from dateline.export.server.inbox import SKIP, Inbox
from dateline.export.server.limits import Limits
from dateline.export.server.pool import Pool, StoppedError
from dateline.export.server.process import Worker, start_worker
from dateline.export.server.worker import Setting
from dateline.graph.store import current_version

HEADER = {"do": "query", "rows": "text/csv", "graph": "text/turtle", "union": True}
SLOW = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
Asks = Callable[[bytes], Awaitable[bytes]]


@asynccontextmanager
async def pool_of(store: Path, limits: Limits) -> AsyncIterator[tuple[Pool, Asks, list[Worker]]]:
    """A pool, a way to ask it, and its workers in the order in which they were started."""
    setting = Setting(str(current_version(store)), False, 1 << 30, 1 << 20, 10_000, 100, [], {})
    started: list[Worker] = []

    async def start() -> Worker:
        started.append(await start_worker(setting))
        return started[-1]

    pool = Pool(start, limits)
    await pool.open()

    async def ask(query: bytes, client: str = "one") -> bytes:
        return (await pool.ask(HEADER, query, client)).reply.body

    try:
        yield pool, ask, started
    finally:
        pool.close()


def quick(number: int) -> bytes:
    return b"SELECT (%d AS ?x) {}" % number


def answers(numbers: range) -> list[bytes]:
    return [b"x\r\n%d\r\n" % number for number in numbers]


@pytest.mark.parametrize("lanes", [1, 2])
def test_what_waits_behind_a_slow_query_is_answered_elsewhere_before_it(store: Path, lanes: int) -> None:
    async def asked() -> tuple[list[bytes], bool]:
        async with pool_of(store, Limits(quick=lanes, long=1, long_after=0.2)) as (_, ask, _started):
            slow = asyncio.ensure_future(ask(SLOW))
            await asyncio.sleep(0)
            found = await asyncio.gather(*(ask(quick(number)) for number in range(40)))
            running = not slow.done()
            slow.cancel()
            return found, running

    assert run(asked()) == (answers(range(40)), True)


def test_a_worker_that_ends_fails_the_query_that_it_was_at_and_no_other(store: Path) -> None:
    async def asked() -> tuple[object, list[bytes]]:
        async with pool_of(store, Limits(quick=1, long=0)) as (_, ask, started):
            slow = asyncio.ensure_future(ask(SLOW))
            await asyncio.sleep(0)
            others = asyncio.gather(*(ask(quick(number)) for number in range(3)))
            # Before the pool has lost its patience: all four are at the one worker.
            await asyncio.sleep(0.005)
            assert started[0].load == 4
            started[0].end()
            return (await asyncio.gather(slow, return_exceptions=True))[0], await others

    ended, others = run(asked())
    assert isinstance(ended, StoppedError)
    assert ended.limit == "memory"
    assert others == answers(range(3))


def test_a_worker_goes_on_with_the_next_where_a_request_is_taken_back(store: Path) -> None:
    async def asked() -> tuple[object, bytes, bool]:
        async with pool_of(store, Limits(quick=1)) as (_, _ask, (worker, *_others)):
            first, given_up, last = (worker.ask(HEADER, query) for query in (quick(1), SLOW, quick(3)))
            worker.take_back([given_up])
            await first
            reply = await last
            return await given_up, reply.body if reply else b"", worker.alive

    assert run(asked()) == (None, b"x\r\n3\r\n", True)


def test_a_client_that_gives_up_ends_what_it_asked(store: Path) -> None:
    async def asked() -> tuple[bytes, bool]:
        async with pool_of(store, Limits(quick=1, long=0)) as (_, ask, (worker, *_others)):
            given_up = asyncio.ensure_future(ask(SLOW))
            await asyncio.sleep(0.1)
            given_up.cancel()
            return await ask(quick(3)), worker.alive

    assert run(asked()) == (b"x\r\n3\r\n", False)


def test_after_a_change_nothing_is_asked_of_the_old_workers(store: Path) -> None:
    async def asked() -> tuple[bool, bool, bytes]:
        async with pool_of(store, Limits(quick=2, long=1, long_after=0.1)) as (pool, ask, started):
            busy, idle = started
            slow = asyncio.ensure_future(ask(SLOW))
            await asyncio.sleep(0)
            pool.outdate()
            answer = await ask(quick(7))
            found = busy.alive and busy.load == 1, idle.alive or len(started) == 2, answer
            slow.cancel()
            return found

    assert run(asked()) == (True, False, b"x\r\n7\r\n")


def test_a_query_that_nobody_makes_room_for_is_told_so_when_others_wait(store: Path) -> None:
    async def asked() -> tuple[str, bytes]:
        limits = Limits(quick=1, long=0, long_after=0.1, seconds=30)
        async with pool_of(store, limits) as (_, ask, _started):
            slow = asyncio.ensure_future(ask(SLOW))
            await asyncio.sleep(0)
            answer = await ask(quick(1))
            ended = (await asyncio.gather(slow, return_exceptions=True))[0]
            assert isinstance(ended, StoppedError)
            return ended.limit, answer

    assert run(asked()) == ("turn", b"x\r\n1\r\n")


def test_what_was_taken_back_is_not_begun() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for number in range(4):
            ours.sendall(pack({"do": "query"}, b"%d" % number))
        ours.sendall(pack({"do": SKIP, "numbers": [1, 3]}))
        inbox = Inbox(theirs)
        found = [inbox.next() for _ in range(4)]
        ours.close()
        assert inbox.next() is None
    assert [(asked[1], asked[2]) for asked in found if asked] == [
        (b"0", True),
        (b"1", False),
        (b"2", True),
        (b"3", False),
    ]


def test_the_pool_of_a_store_that_is_not_there_says_so(tmp_path: Path) -> None:
    from dateline.export.server.process import CannotOpenError

    setting = Setting(str(tmp_path / "none"), False, 1 << 30, 1 << 20, 10, 100, [], {})

    async def opened() -> None:
        await Pool(partial(start_worker, setting), Limits()).open()

    with pytest.raises(CannotOpenError):
        run(opened())
