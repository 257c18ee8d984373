"""Answers kept for the next who asks the same address of the same state of a store (RFC 9111)."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What gives another value every time (SPARQL 1.1, 17.4.2.9, 17.4.2.12, 17.4.4.5, 17.4.5.1), and SERVICE,
# whose answer another server gives.
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b")
_PARTS = ("NOW", "RAND", "UUID", "BNODE", "SERVICE")
OVERHEAD = 1_000
"""Bytes that an answer takes beside its own: its key and its headers."""
Key = tuple[str, bytes, bytes, bytes]


def is_lasting(query: str) -> bool:
    """Whether a query has the same answer as long as the store stays the same."""
    # Most queries hold none of the words, which is seen faster than by the expression alone.
    text = query.upper()
    return not any(part in text for part in _PARTS) or not _CHANGING.search(text)


def tag_of(mark: str, *parts: object) -> str:
    """The entity tag of an answer from the state ``mark`` (RFC 9110, 8.8.3)."""
    return f'"{mark}-{sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]}"'


@dataclass(slots=True)
class Kept:
    """An answer with an entity tag: the messages that send it."""

    start: Message
    tag: bytes
    body: bytearray = field(default_factory=bytearray)


class Cache:
    """Wraps the application and keeps what has an entity tag, up to so many bytes.

    What was not asked for longest goes first. One answer may take a sixteenth of the whole. ``mark`` names
    the state that counts.
    """

    def __init__(self, app: ASGIApp, mark: Callable[[], str], most: int) -> None:
        self._app, self._mark, self._most = app, mark, most
        self._size = 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass on."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        given = dict(reversed(scope["headers"]))
        key = (self._mark(), scope["query_string"], given.get(b"accept", b""), given.get(b"host", b""))
        kept = self._kept.get(key)
        if kept is None:
            await self._app(scope, receive, self._keeping(key, send))
            return
        self._kept.move_to_end(key)
        fresh = kept.tag in given.get(b"if-none-match", b"")
        # What is not sent has no length: uvicorn holds us to the one we name.
        headers = [pair for pair in kept.start["headers"] if not (fresh and pair[0] == b"content-length")]
        await send({**kept.start, **({"status": 304} if fresh else {}), "headers": headers})
        await send({"type": "http.response.body", "body": b"" if fresh else bytes(kept.body)})

    def _keeping(self, key: Key, send: Send) -> Send:
        kept: list[Kept] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = list(message["headers"])
                tag = dict(headers).get(b"etag")
                kept.extend([Kept({**message, "headers": headers}, tag)] if tag else [])
            elif kept and len(message.get("body", b"")) + len(kept[0].body) > self._most // 16:
                kept.clear()
            elif message["type"] == "http.response.body" and kept:
                kept[0].body += message.get("body", b"")
                if not message.get("more_body"):
                    self._put(key, kept[0])
            await send(message)

        return keep

    def _put(self, key: Key, kept: Kept) -> None:
        # The state may have changed while the answer was found.
        if len(kept.body) > self._most // 16 or key in self._kept or key[0] != self._mark():
            return
        self._kept[key] = kept
        self._size += len(kept.body) + OVERHEAD + _length(key)
        while self._size > self._most:
            oldest, old = self._kept.popitem(last=False)
            self._size -= len(old.body) + OVERHEAD + _length(oldest)


def _length(key: Key) -> int:
    return sum(map(len, key))
