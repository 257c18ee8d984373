"""The server's side of one worker: started, asked, ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Collection
from contextlib import ExitStack, suppress
from dataclasses import asdict
from time import perf_counter
from typing import NamedTuple, TypeAlias, cast

from .frames import Header, Unpacker, pack
from .inbox import SKIP
from .worker import Setting


class Reply(NamedTuple):
    """What a worker answered, and for how many seconds it was at it."""

    header: Header
    body: bytes
    ran: float = 0.0


Answer: TypeAlias = "asyncio.Future[Reply | None]"
"""None: the request was taken back from a worker, or the worker ended, before it had begun with it."""


class WorkerEndedError(Exception):
    """The process ended before it answered; ``signal`` is what ended it, 0 when it left by itself."""

    def __init__(self, number: int) -> None:
        self.signal = number
        super().__init__(f"the worker ended by signal {number}")


class CannotOpenError(Exception):
    """A worker could not open its store."""


class Worker(asyncio.Protocol):
    """A process with a store open. It answers requests in the order in which they were asked.

    ``load`` is how many are unanswered; the first of them is under way since ``began``. Use
    :func:`start_worker` to make one.
    """

    def __init__(self, process: subprocess.Popen[bytes], version: str) -> None:
        self.version = version
        self.began = perf_counter()
        self._process = process
        self._unpacker = Unpacker()
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._opened: Answer = self._loop.create_future()
        self._answers = deque([self._opened])
        self._frames: list[bytes] = []
        self._answered = -1  # the first reply only says that the store is open

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is there."""
        # The transports of uvloop are of no class of asyncio's.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """A piece of the answers."""
        for header, body in self._unpacker.feed(data):
            now = perf_counter()
            answer = self._answers.popleft()
            if not answer.done():
                answer.set_result(Reply(header, body, now - self.began))
            self.began = now
            self._answered += 1

    def connection_lost(self, exc: Exception | None) -> None:
        """The process is gone, or is about to; what it had not begun can be asked of another."""
        answers, self._answers = self._answers, deque()
        if answers and not answers[0].done():
            answers[0].set_exception(WorkerEndedError(self._ended_by()))
            answers[0].exception()  # nobody may be waiting for it
        for answer in answers:
            _give_back(answer)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._transport is not None and not self._transport.is_closing()

    @property
    def load(self) -> int:
        """How many requests it has not answered, with those that were taken back."""
        return len(self._answers)

    async def ready(self) -> None:
        """Wait until the store is open; raises :class:`CannotOpenError`."""
        try:
            reply = await self._opened
        except WorkerEndedError as error:
            raise CannotOpenError(str(error)) from None
        if reply is None or "error" in reply.header:
            self.end()
            raise CannotOpenError(str(reply and reply.header["error"]))

    def ask(self, header: Header | bytes, body: bytes) -> Answer:
        """Send a request; the answer raises :class:`WorkerEndedError` when the process ends at it."""
        assert self._transport is not None
        answer: Answer = self._loop.create_future()
        if self._transport.is_closing():
            _give_back(answer)
            return answer
        if not self._answers:
            self.began = perf_counter()
        self._answers.append(answer)
        self._write_soon(pack(header, body))
        return answer

    def _write_soon(self, frame: bytes) -> None:
        """Write together what is asked in one turn of the loop: waking a process costs as much as a query."""
        self._frames.append(frame)
        if len(self._frames) == 1:
            self._loop.call_soon(self._write)

    def _write(self) -> None:
        frames, self._frames = self._frames, []
        if self._transport is not None and frames and not self._transport.is_closing():
            self._transport.write(b"".join(frames) if len(frames) > 1 else frames[0])

    @property
    def first(self) -> Answer | None:
        """What it is at, as far as is known here."""
        return self._answers[0] if self._answers else None

    def take_back(self, answers: Collection[Answer] | None = None) -> None:
        """Have requests not begun that wait behind another: all of them, or these."""
        numbers = []
        for place, answer in enumerate(self._answers):
            if place and (answers is None or answer in answers):
                numbers.append(self._answered + place)
                _give_back(answer)
        if numbers and self.alive:
            self._write_soon(pack({"do": SKIP, "numbers": numbers}))

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


def _give_back(answer: Answer) -> None:
    if not answer.done():
        answer.set_result(None)
