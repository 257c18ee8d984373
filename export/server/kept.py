"""Answers that are kept, up to so many bytes; what was not asked for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

OVERHEAD = 1_000
"""Bytes that an answer takes beside its own: its key and its headers."""
Key = tuple[str, bytes, bytes, bytes]
Pairs = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with its entity tag."""

    headers: Pairs
    tag: bytes
    body: bytes


class KeptAnswers:
    """Answers by address, Accept and Host, of the state that ``mark`` names; none over a sixteenth of all."""

    def __init__(self, mark: Callable[[], str], most: int) -> None:
        self._mark, self._most = mark, most
        self._size = 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def key(self, query: bytes, given: Mapping[bytes, bytes]) -> Key:
        """What a request asks for, now; ``given`` are its headers."""
        return self._mark(), query, given.get(b"accept", b""), given.get(b"host", b"")

    def get(self, key: Key) -> Kept | None:
        """The answer, if it is kept."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def takes(self, size: int) -> bool:
        """Whether an answer of so many bytes may be kept."""
        return size <= self._most // 16

    def put(self, key: Key, kept: Kept) -> None:
        """Keep an answer."""
        # The state may have changed while it was found.
        if not self.takes(len(kept.body)) or key in self._kept or key[0] != self._mark():
            return
        self._kept[key] = kept
        self._size += _size(key, kept)
        while self._size > self._most:
            self._size -= _size(*self._kept.popitem(last=False))


def _size(key: Key, kept: Kept) -> int:
    return len(kept.body) + OVERHEAD + sum(map(len, key))
