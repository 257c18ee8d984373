"""Answers on their way: in pieces, as fast as each client takes them, and of a bounded size in all."""

from __future__ import annotations

from starlette.types import Message, Send

PIECE = 256 << 10
"""Bytes written at once: the transport copies what it cannot send, and no more than that."""


class Outgoing:
    """Counts the large answers that clients have not taken yet; beyond ``most`` bytes come no more (429)."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0

    def of(self, send: Send) -> Send:
        """Sends one response. Its head waits for its body, for a large one may be refused."""
        held: list[Message] = []

        async def pass_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            size = len(message.get("body", b""))
            if held and size > PIECE and self._size + size > self._most:
                message = _refuse(held[0])
                size = len(message["body"])
            while held:
                await send(held.pop())
            if size > PIECE:
                await self._in_pieces(message, send)
            else:
                await send(message)

        return pass_on

    async def _in_pieces(self, message: Message, send: Send) -> None:
        body = memoryview(message["body"])
        self._size += len(body)
        try:
            for start in range(0, len(body), PIECE):
                last = start + PIECE >= len(body)
                more = not last or message.get("more_body", False)
                await send({**message, "body": bytes(body[start : start + PIECE]), "more_body": more})
        finally:
            self._size -= len(body)


def _refuse(start: Message) -> Message:
    """The body of a refusal; the head becomes one too."""
    body = b"too many large answers are on their way to slow clients; ask again in a while\n"
    own = (b"content-length", b"content-type", b"etag", b"cache-control")
    start["status"] = 429
    start["headers"] = [pair for pair in start["headers"] if pair[0] not in own] + [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"retry-after", b"5"),
    ]
    return {"type": "http.response.body", "body": body}
