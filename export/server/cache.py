"""Answers kept for the next who asks the same of the same state of a store."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass

# What gives another value every time (SPARQL 1.1, 17.4.2.9, 17.4.2.12, 17.4.4.5, 17.4.5.1), and SERVICE,
# whose answer another server gives.
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)


def is_lasting(query: str) -> bool:
    """Whether a query has the same answer as long as the store stays the same."""
    return not _CHANGING.search(query)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its media type, its bytes, and the entity tag that names both."""

    media: str
    body: bytes
    tag: str


class Cache:
    """The answers asked for last, up to so many bytes; one answer may take a sixteenth of that."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[object, Kept] = OrderedDict()

    def get(self, key: object) -> Kept | None:
        """What is kept for a key."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: object, kept: Kept) -> None:
        """Keep an answer, and let go of those that nobody asked for longest."""
        if len(kept.body) > self._most // 16 or key in self._kept:
            return
        self._kept[key] = kept
        self._size += len(kept.body) + 500
        while self._size > self._most:
            _, old = self._kept.popitem(last=False)
            self._size -= len(old.body) + 500

    def clear(self) -> None:
        """Keep nothing: the store has changed."""
        self._kept.clear()
        self._size = 0
