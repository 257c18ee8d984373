"""What a server and its workers tell each other: frames of a JSON header and bytes.

A frame is two lengths of four bytes each (big-endian), the header and the body.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

LENGTHS = struct.Struct(">II")
Header = Mapping[str, Any]
Frame = tuple[Header, bytes]
_SHORT = 1_000
"""Headers up to so many bytes are kept as they were read: those of most queries are the same."""


def pack(header: Header | bytes, body: bytes = b"") -> bytes:
    """A frame as bytes; the header may be encoded already."""
    text = header if isinstance(header, bytes) else encode(header)
    return LENGTHS.pack(len(text), len(body)) + text + body


def encode(header: Header) -> bytes:
    """A header as its bytes."""
    return json.dumps(header, separators=(",", ":")).encode("utf-8")


class Unpacker:
    """Frames out of bytes that arrive in pieces."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Take the next piece; the frames that are whole with it."""
        self._bytes += data
        while len(self._bytes) >= LENGTHS.size:
            of_header, of_body = LENGTHS.unpack_from(self._bytes)
            start = LENGTHS.size + of_header
            end = start + of_body
            if len(self._bytes) < end:
                return
            header = bytes(self._bytes[LENGTHS.size : start])
            body = bytes(self._bytes[start:end])
            del self._bytes[:end]
            yield (_kept(header) if len(header) < _SHORT else _read(header)), body


def _read(header: bytes) -> Header:
    found: Header = json.loads(header)
    return found


_kept = lru_cache(maxsize=256)(_read)
