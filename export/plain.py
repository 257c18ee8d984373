"""Values as plain text: cells of a CSV file, and words that Markdown leaves as they are."""

from __future__ import annotations

import json

_MARKS = "\\*_[]<>`&~#|"


def csv_cell(value: object) -> str:
    """A value as a cell: lists and objects are JSON texts, nothing is an empty cell."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def markdown(text: str) -> str:
    """A text on one line in which no character is a mark of Markdown or HTML.

    >>> markdown("50 % *and* more")
    '50 % \\\\*and\\\\* more'
    """
    text = " ".join(text.split())
    for mark in _MARKS:
        text = text.replace(mark, "\\" + mark)
    return text
