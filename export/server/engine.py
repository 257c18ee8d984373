"""The store behind the server: questions to workers, changes to the writer, and which state counts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from ...errors import DatelineError
from ...graph.columns import forget_columns
from .frames import Header
from .pool import Pool, StoppedError, Timed
from .process import CannotOpenError, Reply, Worker, start_worker
from .served import Served, State
from .settings import Settings
from .still_there import StillThere
from .worker import Setting
from .writer import Writer

LOG = logging.getLogger("dateline.server")
LOOK_EVERY = 0.5
"""Seconds between two looks at which version of the store counts."""


class Engine:
    """Opens a store for a server, follows its versions, and answers."""

    def __init__(self, served: Served, settings: Settings) -> None:
        self.served, self.settings = served, settings
        self.state: State = served.state()
        self._opening = self.state
        self._showing = asyncio.Lock()
        self.clients = StillThere()
        self.pool = Pool(self._reader, settings.limits)
        self._writer = Writer(partial(self._start, True), settings.limits) if settings.token else None
        self._follower: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Start workers. Raises :class:`.process.CannotOpenError` when the store is damaged."""
        if self._writer:
            try:
                forget_columns(self.state.version)
            except OSError as error:
                raise CannotOpenError(str(error)) from None
            await self._writer.open()
        await self.pool.open()
        self._follower = asyncio.get_running_loop().create_task(self._follow())

    async def close(self) -> None:
        """End workers and wait for nothing."""
        if self._follower:
            self._follower.cancel()
            with suppress(asyncio.CancelledError):
                await self._follower
        self.pool.close()
        if self._writer:
            self._writer.close()

    def stop(self) -> None:
        """End all queries; changes under way are done."""
        self.pool.close()

    @property
    def mark(self) -> str:
        """Names the state that answers come from; another state has another one."""
        return self.state.mark

    async def ask(self, header: Header | bytes, body: bytes, client: str) -> Timed:
        """The reply to a question; see :meth:`.pool.Pool.ask`."""
        try:
            return await self.pool.ask(header, body, client)
        except CannotOpenError:
            # Two builds within one look: the second has removed what is served.
            try:
                await self._catch_up()
            except (DatelineError, OSError) as error:
                raise CannotOpenError(str(error)) from None
            return await self.pool.ask(header, body, client)

    async def change(self, header: Header, body: bytes) -> Reply:
        """The reply to a change, after which every answer is of the new state."""
        assert self._writer is not None
        try:
            reply = await self._writer.ask(header, body)
        except StoppedError:
            # It may have been ended after its last step; what is shown must be what the store holds.
            self._show_changed()
            raise
        if reply.header["status"] < 300:
            self._show_changed()
        return reply

    def _show_changed(self) -> None:
        state = self.state
        self.state = self._opening = State(state.folder, state.version, state.name, state.changed + 1)
        self.pool.outdate()

    async def _show(self, state: State) -> None:
        """Swap to a state: only what the new one answers may bear its mark."""
        self._opening = state
        try:
            await self.pool.renew()
        except CannotOpenError:
            self._opening = self.state
            raise
        self.state = state

    async def _follow(self) -> None:
        """Swap to a version that was built beside the one in use."""
        refused: object = None
        told = ""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            old = self.state
            try:
                if self.served.version not in (old.version, refused):
                    await self._catch_up()
            except (DatelineError, CannotOpenError, OSError) as error:
                with suppress(DatelineError, OSError):
                    refused = self.served.version
                # Once for each reason, not with every look.
                if str(error) != told:
                    told = str(error)
                    LOG.warning("the store cannot be opened, so its last good state is served: %s", error)

    async def _catch_up(self) -> None:
        async with self._showing:
            if self.served.version == self.state.version:
                return
            state = self.served.state()
            await asyncio.to_thread(lambda: state.story)
            await self._show(state)
            LOG.info("now serving version %s", self.state.version.name)

    def _reader(self) -> asyncio.Future[Worker]:
        return asyncio.ensure_future(self._start(False))

    async def _start(self, writes: bool) -> Worker:
        limits = self.settings.limits
        services: Sequence[str] = self.settings.services
        return await start_worker(
            Setting(
                store=str(self._opening.version),
                writes=writes,
                memory=limits.memory,
                answer=limits.answer,
                rows=limits.rows,
                depth=limits.depth,
                allowed=list(services),
                prefixes=dict(self._opening.prefixes),
            )
        )
