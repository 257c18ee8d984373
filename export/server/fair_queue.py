"""Who may run next: so many at once, and clients in turn, however much one of them asks."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque


class BusyError(Exception):
    """Too many wait already."""


class FairQueue:
    """``places`` run at once; of those who wait, each client gets the next place in turn."""

    def __init__(self, places: int, most_waiting: int) -> None:
        self._free = places
        self._most_waiting = most_waiting
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self.waiting = 0

    async def enter(self, client: str, *, again: bool = False) -> None:
        """Wait for a place; who enters ``again`` had one already and goes before all others.

        Raises :class:`BusyError` when too many wait.
        """
        if self._free > 0 and not self.waiting:
            self._free -= 1
            return
        if self.waiting >= self._most_waiting and not again:
            raise BusyError(f"{self.waiting} queries wait already")
        turn = self._line_up(client, again)
        self._let_in()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()
            else:
                self._forget(client, turn)
            raise

    def leave(self, places: int = 1) -> None:
        """Give places back; the next clients get them."""
        self._free += places
        self._let_in()

    def withdraw(self, places: int) -> None:
        """Take places away, until they are given back by :meth:`leave`."""
        self._free -= places

    def _line_up(self, client: str, again: bool) -> asyncio.Future[None]:
        turn = asyncio.get_running_loop().create_future()
        turns = self._waiting.setdefault(client, deque())
        if again:
            turns.appendleft(turn)
            self._waiting.move_to_end(client, last=False)
        else:
            turns.append(turn)
        self.waiting += 1
        return turn

    def _let_in(self) -> None:
        while self._free > 0 and self.waiting:
            client, turns = self._waiting.popitem(last=False)
            turn = turns.popleft()
            self.waiting -= 1
            if turns:
                self._waiting[client] = turns  # behind all others
            if not turn.cancelled():
                self._free -= 1
                turn.set_result(None)

    def _forget(self, client: str, turn: asyncio.Future[None]) -> None:
        turns = self._waiting.get(client, deque())
        if turn in turns:
            turns.remove(turn)
            self.waiting -= 1
            if not turns:
                del self._waiting[client]
