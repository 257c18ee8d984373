"""Finding a quote in a source: exact, then with white space and typography folded, never fuzzy.

A fuzzy aligner accepts a dropped "not"; the strict search cannot. Whatever is found, the span and
the characters that come back are the source's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from unicodedata import combining

_FOLDS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
_TYPOGRAPHY = str.maketrans(_FOLDS)
_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of a source, counted in code points from 0."""

    start: int
    end: int
    exact: str


def fold(text: str) -> str:
    """White space runs as one space, typographic quotes and dashes as their ASCII forms.

    >>> fold("a\\u00a0 \\u201cb\\u201d \\u2014 c")
    'a "b" - c'
    """
    return _SPACE.sub(" ", text).strip().translate(_TYPOGRAPHY)


class SourceText:
    """The text of a source, searchable for quotes."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        """The folded text, and for each of its characters the place in the text that it stands for."""
        characters: list[str] = []
        places: list[int] = []
        position = 0
        for gap in _SPACE.finditer(self.text):
            characters.append(self.text[position : gap.start()] + " ")
            places += range(position, gap.start() + 1)
            position = gap.end()
        characters.append(self.text[position:])
        places += range(position, len(self.text) + 1)
        return "".join(characters).translate(_TYPOGRAPHY), places

    def find(self, quote: str, prefix: str | None = None, suffix: str | None = None) -> list[Span]:
        """Every place of a quote, in order; ``prefix`` and ``suffix`` must stand right beside it.

        A quote begins and ends at the border of a word: "agreed" is not found in "disagreed".
        """
        if not fold(quote):
            return []
        spans = list(self._exact(quote.strip())) or list(self._in_folded(quote))
        return [span for span in spans if self._beside(span, prefix, suffix)]

    def _exact(self, quote: str) -> Iterator[Span]:
        for start in _occurrences(self.text, quote):
            yield self._span(start, start + len(quote))

    def _in_folded(self, quote: str) -> Iterator[Span]:
        text, places = self._folded
        wanted = fold(quote)
        for start in _occurrences(text, wanted):
            last = places[start + len(wanted) - 1]
            yield self._span(places[start], last + 1)

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, self.text[start:end])

    def _beside(self, span: Span, prefix: str | None, suffix: str | None) -> bool:
        before = fold(self.text[: span.start][-1000:])
        after = fold(self.text[span.end :][:1000])
        return (prefix is None or before.endswith(fold(prefix))) and (
            suffix is None or after.startswith(fold(suffix))
        )

    def agreement(self, quote: str) -> str:
        """The longest run of words from the quote's beginning that the source has."""
        text, _ = self._folded
        words = fold(quote).split(" ")
        found = ""
        for count in range(1, len(words) + 1):
            candidate = " ".join(words[:count])
            if next(_occurrences(text, candidate), None) is None:
                break
            found = candidate
        return found


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    """Where a string stands in a text between the borders of words, overlaps included."""
    position = text.find(wanted)
    while position >= 0:
        end = position + len(wanted)
        if not (_joined(text, position) or _joined(text, end)):
            yield position
        position = text.find(wanted, position + 1)


def _joined(text: str, border: int) -> bool:
    """Whether the characters on both sides of a border belong to one word, or to one character."""
    if not 0 < border < len(text):
        return False
    # "cafe" is not a word of "cafe\u0301": an accent of its own belongs to the letter before it.
    return bool(combining(text[border])) or (text[border - 1].isalnum() and text[border].isalnum())
