"""Answers kept for the next who asks the same address of the same state of a store (RFC 9111)."""

from __future__ import annotations

import re
from hashlib import blake2b

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .kept import Kept, KeptAnswers, Key, Pairs

# What gives another value every time (SPARQL 1.1, 17.4.2.9, 17.4.2.12, 17.4.4.5, 17.4.5.1), and SERVICE,
# whose answer another server gives.
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b")
_PARTS = ("NOW", "RAND", "UUID", "BNODE", "SERVICE")


def is_lasting(query: str) -> bool:
    """Whether a query has the same answer as long as the store stays the same."""
    # Most queries hold none of the words, which is seen faster than by the expression alone.
    text = query.upper()
    return not any(part in text for part in _PARTS) or not _CHANGING.search(text)


def tag_of(mark: str, *parts: object) -> bytes:
    """The entity tag of an answer from the state ``mark`` (RFC 9110, 8.8.3)."""
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return b'"%b-%b"' % (mark.encode(), blake2b(text, digest_size=10).hexdigest().encode())


class Cache:
    """Wraps the application and keeps what has an entity tag."""

    def __init__(self, app: ASGIApp, answers: KeptAnswers) -> None:
        self._app, self._answers = app, answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass on."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        given = dict(reversed(scope["headers"]))
        key = self._answers.key(scope["query_string"], given)
        kept = self._answers.get(key)
        if kept is None:
            await self._app(scope, receive, self._keeping(key, send))
            return
        fresh = kept.tag in given.get(b"if-none-match", b"")
        # What is not sent has no length: uvicorn holds us to the one we name.
        headers = [pair for pair in kept.headers if not (fresh and pair[0] == b"content-length")]
        await send({"type": "http.response.start", "status": 304 if fresh else 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if fresh else kept.body})

    def _keeping(self, key: Key, send: Send) -> Send:
        """Sends on, and keeps what comes in one piece, as our answers do."""
        begun: list[tuple[Pairs, bytes]] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = list(message["headers"])
                tag = dict(headers).get(b"etag")
                begun.extend([(headers, tag)] if tag else [])
            elif message["type"] == "http.response.body" and begun:
                headers, tag = begun.pop()
                if not message.get("more_body"):
                    self._answers.put(key, Kept(headers, tag, message.get("body", b"")))
            await send(message)

        return keep
