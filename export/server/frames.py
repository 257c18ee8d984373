"""What a server and its workers tell each other: frames of a JSON header and bytes.

A frame is two lengths of four bytes each (big-endian), the header and the body.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

LENGTHS = struct.Struct(">II")
Header = dict[str, Any]


def pack(header: Header, body: bytes = b"") -> bytes:
    """A frame as bytes."""
    text = json.dumps(header, separators=(",", ":")).encode("utf-8")
    return LENGTHS.pack(len(text), len(body)) + text + body


def read_frame(connection: socket.socket) -> tuple[Header, bytes] | None:
    """The next frame; None when the other side has closed the connection."""
    lengths = _read(connection, LENGTHS.size)
    if lengths is None:
        return None
    of_header, of_body = LENGTHS.unpack(lengths)
    header, body = _read(connection, of_header), _read(connection, of_body)
    return None if header is None or body is None else (json.loads(header), body)


def _read(connection: socket.socket, number: int) -> bytes | None:
    parts: list[bytes] = []
    while number:
        part = connection.recv(min(number, 1 << 20))
        if not part:
            return None
        parts.append(part)
        number -= len(part)
    return b"".join(parts)


class Unpacker:
    """Frames out of bytes that arrive in pieces."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> tuple[Header, bytes] | None:
        """Take the next piece; the frame when it is whole. One frame is under way at a time."""
        self._bytes += data
        if len(self._bytes) < LENGTHS.size:
            return None
        of_header, of_body = LENGTHS.unpack_from(self._bytes)
        start = LENGTHS.size + of_header
        if len(self._bytes) < start + of_body:
            return None
        header = json.loads(self._bytes[LENGTHS.size : start])
        body = bytes(self._bytes[start : start + of_body])
        del self._bytes[: start + of_body]
        return header, body
