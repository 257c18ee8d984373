"""Connections that neither send slowly or without end nor leave their answers untaken."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from .joining import Joining
from .limits import Limits
from .short_way import ShortWay

MOST_HEAD = 1 << 20
"""Bytes of a request before its body: the longest query by GET, each letter as three, and its headers."""
MOST_PIPELINED = 256
LINGER_SECONDS = 2.0
"""How long the rest of a request that is answered already is taken in, so that the answer arrives."""


class CarefulConnection(HttpToolsProtocol):
    """uvicorn's connection with an end to waiting for headers (408), to their size (431) and to their number.

    Use :func:`careful` to make a class with limits.
    """

    limits = Limits()
    short: ShortWay | None = None

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._late: asyncio.TimerHandle | None = None
        self._untaken: asyncio.TimerHandle | None = None
        self._head = self._framing = 0
        self._answering: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start to wait for the first request."""
        self._joining = Joining(cast(asyncio.Transport, transport))
        super().connection_made(cast(asyncio.Transport, self._joining))
        if len(self.connections) > self.limits.connections:
            self._refuse(b"429 Too Many Requests", b"too many connections are open; ask again in a while\n")
            return
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing; also the request that is answered, if others came in behind it, has no client."""
        self._stop()
        self.resume_writing()
        if self._answering is not None and not self._answering.response_complete:
            self._answering.disconnected = True
            self._answering.message_event.set()
        self.pipeline.clear()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the headers are complete, and what frames a body."""
        if self.transport.is_closing():
            return
        self._head += len(data)
        self._framing += len(data)
        if self._late is not None and self._head > MOST_HEAD:
            self._refuse(
                b"431 Request Header Fields Too Large", b"the address and the headers are too long\n"
            )
            return
        super().data_received(data)
        # The ends of chunks and what may follow the last: five letters for each of the body, and a head.
        if self._late is None and self._framing > MOST_HEAD:
            self._refuse(
                b"431 Request Header Fields Too Large", b"the body is framed by more than it holds\n"
            )

    def on_message_begin(self) -> None:
        """Another request begins on the same connection."""
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        """The head is whole; the body has limits of its own."""
        self._stop()
        self._framing = 0
        super().on_headers_complete()
        if len(self.pipeline) > MOST_PIPELINED:
            self.transport.abort()

    def on_body(self, body: bytes) -> None:
        """A piece of the body, without its frame."""
        self._framing = max(0, self._framing - 6 * len(body))
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Answered; a body that still comes is not waited for."""
        self._joining.release()
        super().on_response_complete()
        if self._answering is not None and self._answering.more_body and not self.transport.is_closing():
            self._stop()
            self._late = self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def pause_writing(self) -> None:
        """The client takes its answer more slowly than it comes; it has until the limit for a piece."""
        super().pause_writing()
        self._untaken = self.loop.call_later(self.limits.send_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """It took a piece."""
        super().resume_writing()
        if self._untaken is not None:
            self._untaken.cancel()
            self._untaken = None

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answering = cycle
        answering = self.short.take(cycle) if self.short is not None else None
        if answering is None:
            super()._start_asgi_task(cycle, app)
            return
        task = self.loop.create_task(answering)
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)

    def _wait(self) -> None:
        self._stop()
        self._head = 0
        self._late = self.loop.call_later(self.limits.head_seconds, self._give_up)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._refuse(b"408 Request Timeout", b"the request did not come in time\n")

    def _refuse(self, status: bytes, text: bytes) -> None:
        self._stop()
        if not self.transport.is_closing():
            head = b"HTTP/1.1 %s\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\n"
            self.transport.write(head % (status, len(text)) + b"connection: close\r\n\r\n" + text)
            self.transport.close()


def careful(limits: Limits, short: ShortWay) -> type[CarefulConnection]:
    """The class of connections with these limits, and with a short way for some requests."""
    own = {"limits": limits, "short": short}
    return cast("type[CarefulConnection]", type("Connection", (CarefulConnection,), own))
