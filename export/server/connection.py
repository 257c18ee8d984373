"""Connections that neither send their headers slowly nor without end."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 1 << 20
"""Bytes of a request before its body: the longest query by GET, each letter as three, and its headers."""
HEAD_SECONDS = 20.0


class CarefulConnection(HttpToolsProtocol):
    """uvicorn's connection with an end to waiting for headers (408) and to their size (431)."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._late: asyncio.TimerHandle | None = None
        self._head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the headers are complete."""
        self._head += len(data)
        if self._late is not None and self._head > MOST_HEAD:
            self._refuse(
                b"431 Request Header Fields Too Large", b"the address and the headers are too long\n"
            )
            return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Another request begins on the same connection."""
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        """The head is whole; the body has limits of its own."""
        self._stop()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._stop()
        self._head = 0
        self._late = self.loop.call_later(HEAD_SECONDS, self._give_up)

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
