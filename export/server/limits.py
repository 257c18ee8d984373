"""How much a query, an answer and a request may take."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server allows; sizes in bytes, times in seconds.

    ``quick`` queries run at once; one that takes longer than ``long_after`` goes on at a low priority in one
    of the ``long`` places beside them. Past those it is ended when others wait. A client has ``head_seconds``
    for the head of a request, ``receive_seconds`` for its body, and ``send_seconds`` to take the next
    piece of an answer; large answers under way may take ``sending`` bytes in all.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    answer: int = 64 * MIB
    query: int = MIB // 4
    depth: int = 100
    upload: int = 256 * MIB
    memory: int = 1024 * MIB
    quick: int = 2
    long: int = 2
    long_after: float = 1.0
    waiting: int = 1_000
    head_seconds: float = 20.0
    receive_seconds: float = 30.0
    send_seconds: float = 30.0
    sending: int = 256 * MIB
    connections: int = 500
    cache: int = 32 * MIB
