"""Places are given to clients in turn."""

from __future__ import annotations

import asyncio

import pytest
from tests.running import run

from dateline.export.server.fair_queue import BusyError, FairQueue


def test_a_client_with_many_requests_does_not_keep_another_waiting() -> None:
    async def served() -> list[str]:
        queue, order = FairQueue(1, 10), list[str]()

        async def ask(client: str) -> None:
            await queue.enter(client)
            order.append(client)
            queue.leave()

        await queue.enter("first")
        tasks = [asyncio.create_task(ask(client)) for client in ("a", "a", "a", "b")]
        await asyncio.sleep(0)
        queue.leave()
        await asyncio.gather(*tasks)
        return order

    assert run(served()) == ["a", "b", "a", "a"]


def test_one_who_gives_up_leaves_no_place_taken() -> None:
    async def again() -> int:
        queue = FairQueue(1, 10)
        await queue.enter("a")
        waiting = asyncio.create_task(queue.enter("b"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        queue.leave()
        await asyncio.wait_for(queue.enter("c"), 1)
        return queue.waiting

    assert run(again()) == 0


def test_too_many_who_wait_are_told_so() -> None:
    async def crowded() -> None:
        queue = FairQueue(1, 0)
        await queue.enter("a")
        await queue.enter("b")

    with pytest.raises(BusyError):
        run(crowded())
