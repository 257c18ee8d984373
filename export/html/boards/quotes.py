"""Quotes of a board, each once: a board may rest on words that no node or edge of the network has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ....graph.snapshot import Quote
from ..payload import web_address


@dataclass(slots=True)
class QuoteTable:
    """Quotes and their sources, referred to by their places; in the same form as in the payload.

    ``base`` is the start of the IRIs of the story's things: a quote names its source by its id.
    """

    base: str
    _quotes: dict[tuple[Any, ...], int] = field(default_factory=dict)
    _sources: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def places(self, quotes: Iterable[Quote]) -> list[int]:
        """The places of quotes in the table, without repeats."""
        return list(dict.fromkeys(map(self._place, quotes)))

    def _place(self, quote: Quote) -> int:
        iri = self.base + quote.source
        cited = (iri, quote.title, quote.publisher, quote.issued, web_address(quote.address), quote.address)
        at = self._sources.setdefault(cited, len(self._sources))
        words = (at, quote.quote, quote.prefix, quote.suffix, quote.start, quote.end)
        return self._quotes.setdefault(words, len(self._quotes))

    def as_json(self) -> dict[str, Any]:
        """``sources`` as objects and ``evidence`` as lists, as the page's data has them."""
        names = ("iri", "title", "publisher", "issued", "link", "address")
        return {
            "sources": [dict(zip(names, source, strict=True)) for source in self._sources],
            "evidence": [list(words) for words in self._quotes],
        }
