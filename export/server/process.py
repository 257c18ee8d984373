"""The server's side of one worker: started, asked, ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import asdict
from typing import cast

from .frames import Header, Unpacker, pack
from .worker import Setting

Reply = tuple[Header, bytes]


class WorkerEndedError(Exception):
    """The process ended before it answered; ``signal`` is what ended it, 0 when it left by itself."""

    def __init__(self, number: int) -> None:
        self.signal = number
        super().__init__(f"the worker ended by signal {number}")


class CannotOpenError(Exception):
    """A worker could not open its store."""


class Worker(asyncio.Protocol):
    """A process with a store open. One request is under way at a time.

    Use :func:`start_worker` to make one.
    """

    def __init__(self, process: subprocess.Popen[bytes], version: str) -> None:
        self.version = version
        self._process = process
        self._unpacker = Unpacker()
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is there."""
        # The transports of uvloop are of no class of asyncio's.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """A piece of the answer."""
        reply = self._unpacker.feed(data)
        if reply is not None and not self._answer.done():
            self._answer.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        """The process is gone, or is about to."""
        if not self._answer.done():
            self._answer.set_exception(WorkerEndedError(self._ended_by()))
            self._answer.exception()  # nobody may be waiting for it

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._transport is not None and not self._transport.is_closing()

    async def ready(self) -> None:
        """Wait until the store is open; raises :class:`CannotOpenError`."""
        try:
            header, _ = await self._answer
        except WorkerEndedError as error:
            raise CannotOpenError(str(error)) from None
        if "error" in header:
            self.end()
            raise CannotOpenError(str(header["error"]))

    def ask(self, header: Header, body: bytes) -> asyncio.Future[Reply]:
        """Send a request; the future raises :class:`WorkerEndedError` when the process ends."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        if self._transport.is_closing():
            self.connection_lost(None)
        else:
            self._transport.write(pack(header, body))
        return self._answer

    def step_back(self) -> None:
        """Let all other processes go first: what runs long must not slow what is short."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 19)

    async def gone(self) -> None:
        """Wait until the process has ended, and with it its lock on the store."""
        await asyncio.get_running_loop().run_in_executor(None, self._process.wait)

    def end(self) -> None:
        """End the process, whatever it does."""
        with suppress(OSError):
            self._process.kill()
        if self._transport is not None:
            self._transport.abort()
        asyncio.get_running_loop().run_in_executor(None, self._process.wait)

    def _ended_by(self) -> int:
        try:
            return max(0, -self._process.wait(timeout=1))
        except subprocess.TimeoutExpired:
            return int(signal.SIGKILL)


async def start_worker(setting: Setting) -> Worker:
    """A worker with its store open; raises :class:`CannotOpenError` when that fails."""
    try:
        ours, process = _start_process(setting)
    except OSError as error:
        # The machine has no more processes or files to give.
        raise CannotOpenError(f"no process can be started: {error}") from None
    loop = asyncio.get_running_loop()
    _, worker = await loop.create_connection(lambda: Worker(process, setting.store), sock=ours)
    try:
        await worker.ready()
    except asyncio.CancelledError:
        # Who wanted it has gone; nobody else knows of it.
        worker.end()
        raise
    return worker


def _start_process(setting: Setting) -> tuple[socket.socket, subprocess.Popen[bytes]]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs, ExitStack() as stack:
        stack.enter_context(ours)
        process = subprocess.Popen(
            [sys.executable, "-m", "dateline.export.server.worker", str(theirs.fileno()), _json(setting)],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        stack.pop_all()
    return ours, process


def _json(setting: Setting) -> str:
    return json.dumps(asdict(setting))


def environment() -> dict[str, str]:
    """Only what Python needs to find its modules: no token, no password, no proxy."""
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "VIRTUAL_ENV")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return found | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
