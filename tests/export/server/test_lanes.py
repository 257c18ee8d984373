"""Places in lanes: none is lost, and none is in a lane that has become slow meanwhile."""

from __future__ import annotations

import asyncio
from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from tests.running import run

from dateline.export.server.lanes import AHEAD, PATIENCE, Lane, Lanes
from dateline.export.server.process import Worker

SLOW = PATIENCE * 2


class Still:
    """In place of a process: a worker that is at a query since the moment 0 while its lane has any."""

    alive, began = True, 0.0
    lane = Lane()

    @property
    def load(self) -> int:
        return self.lane.used

    def __init__(self) -> None:
        self.first: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def take_back(self) -> None:
        """Those behind the first; in these tests their tasks leave by themselves."""

    def end(self) -> None:
        self.alive = False


async def started() -> Worker:
    return cast(Worker, Still())


async def open_lanes(number: int) -> Lanes:
    lanes = Lanes(started, number, 1_000, lambda worker: None)
    await lanes.open()
    for lane in lanes._lanes:
        cast(Still, lane.worker).lane = lane
    return lanes


def test_who_was_given_a_place_gets_none_in_a_lane_that_became_slow_just_then() -> None:
    async def entered() -> tuple[bool, int]:
        lanes = await open_lanes(1)
        taken = [await lanes.enter("a", again=False) for _ in range(AHEAD)]
        waiting = asyncio.ensure_future(lanes.enter("b", again=False))
        await asyncio.sleep(0)
        lanes.leave(taken.pop())
        # The place is given, but who waited for it has not gone on yet.
        lanes.look(SLOW)
        await asyncio.sleep(0)
        early = waiting.done()
        for lane in taken:
            lanes.leave(lane)
        await asyncio.wait_for(waiting, 5)
        return early, await _places(lanes) + 1

    assert run(entered()) == (False, AHEAD)


async def _places(lanes: Lanes) -> int:
    """How many more get a place at once."""
    for number in range(1_000):
        asking = asyncio.ensure_future(lanes.enter("count", again=False))
        for _ in range(3):
            await asyncio.sleep(0)
        if not asking.done():
            asking.cancel()
            return number
    return -1


@given(st.lists(st.sampled_from(["enter", "leave", "look", "turn"]), max_size=120), st.integers(1, 3))
def test_no_place_is_lost_whatever_happens_in_whichever_order(steps: list[str], number: int) -> None:
    async def left() -> int:
        lanes = await open_lanes(number)
        asking: list[asyncio.Future[Lane]] = []
        for step in steps:
            done = [task for task in asking if task.done()]
            if step == "enter":
                asking.append(asyncio.ensure_future(lanes.enter("a", again=False)))
            elif step == "leave" and done:
                asking.remove(done[0])
                lanes.leave(done[0].result())
            elif step == "look":
                lanes.look(SLOW)
            else:
                await asyncio.sleep(0)
        for _ in range(10 * len(steps) + 10):
            for task in [task for task in asking if task.done()]:
                asking.remove(task)
                lanes.leave(task.result())
            await asyncio.sleep(0)
        assert not asking, "somebody waits although all have left"
        return await _places(lanes)

    assert run(left()) == number * AHEAD
