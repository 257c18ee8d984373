"""The head and the body of a response in one piece: two would wake the client twice, and cost as much."""

from __future__ import annotations

import asyncio
from typing import Any

HEAD_ENDS = b"\r\n\r\n"
MOST = 1 << 14
"""Bytes that are worth copying."""


class Joining:
    """A transport that holds back the head of a response until what follows, or until it is closed.

    uvicorn writes the head when the response begins; our responses begin when their body is there.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def write(self, data: bytes) -> None:
        """Write it, or hold it back if it is a head with a body to come."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head + data if len(data) < MOST else head)
            if len(data) >= MOST:
                self._transport.write(data)
        elif data.endswith(HEAD_ENDS) and data.startswith(b"HTTP/1.1 200 "):
            self._head = data
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Write what is held back, then close."""
        self.release()
        self._transport.close()

    def abort(self) -> None:
        """Close at once."""
        self._head = b""
        self._transport.abort()

    def release(self) -> None:
        """Write what is held back: nothing follows it."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
