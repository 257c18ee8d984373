"""What a worker has been asked and has not begun: read ahead, so that it can still be taken back."""

from __future__ import annotations

import socket
from collections import deque

from .frames import Frame, Header, Unpacker

SKIP = "skip"
"""What a frame does that names others, by their numbers, which are no longer wanted. It has no reply."""
PIECE = 1 << 20


class Inbox:
    """The requests of a connection in order, numbered from 0."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._unpacker = Unpacker()
        self._waiting: deque[Frame] = deque()
        self._unwanted: set[int] = set()
        self._number = -1
        self._open = True

    def next(self) -> tuple[Header, bytes, bool] | None:
        """The next request and whether it is still wanted; None when the other side has closed."""
        while self._open and self._receive(wait=not self._waiting) and not self._waiting:
            pass
        if not self._waiting:
            return None
        self._number += 1
        header, body = self._waiting.popleft()
        if self._number not in self._unwanted:
            return header, body, True
        self._unwanted.discard(self._number)
        return header, body, False

    def _receive(self, wait: bool) -> bool:
        """Take in what has come, or wait for something; whether the connection is open still."""
        try:
            data = self._connection.recv(PIECE, 0 if wait else socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        self._open = bool(data)
        for header, body in self._unpacker.feed(data):
            if header["do"] == SKIP:
                self._unwanted |= {number for number in header["numbers"] if number > self._number}
            else:
                self._waiting.append((header, body))
        return self._open
