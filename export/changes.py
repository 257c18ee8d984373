"""What changed in a story between two days, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from ..graph.changes import Change, Changes, Clash
from ..graph.snapshot import Quote, as_dict
from .shown import Lines, Rows
from .timelines import words_for
from .words import day_in_words

_Item = TypeVar("_Item")


def to_words(changes: Changes) -> str:
    """A report in plain lines: what was added, what was revised, which conflicts opened or closed."""
    return "\n".join(_lines(changes)) + "\n"


def to_json(changes: Changes) -> str:
    """The same as one object; spans are ISO days, quotes have their places in the source."""
    return json.dumps(as_dict(changes), ensure_ascii=False, indent=2) + "\n"


def heading(changes: Changes) -> str:
    """Between which days, in a line."""
    first, last = (day_in_words(date.fromisoformat(day)) for day in (changes.first, changes.last))
    return f"What changed after {first} and by {last}"


def changed_parts(changes: Changes) -> list[Rows | Lines]:
    """The report as tables, with the quotes that did it."""
    quotes = frozenset({"says"})
    told = [f"Sources issued in these days: {len(changes.sources)}", *changes.sources]
    if not changes:
        told.append("Nothing that is told of the story changed.")
    parts: list[Rows | Lines] = [Lines(told)]
    added = [(c.kind, c.label, words_for(c.when), _says(c.quotes)) for c in changes.added]
    revised = [
        (c.kind, c.label, "\n".join(_differences(c)) or "newly quoted", _says(c.quotes))
        for c in changes.revised
    ]
    for title, columns, rows in (
        ("Added", ("kind", "what", "when", "says"), added),
        ("Revised", ("kind", "what", "how", "says"), revised),
    ):
        if rows:
            parts.append(Rows(columns, rows, quotes, f"{title}: {len(rows)}"))
    for title, clashes in (("Conflicts opened", changes.opened), ("Conflicts closed", changes.closed)):
        if clashes:
            clashing = [(clash.reason, _says(clash.quotes)) for clash in clashes]
            parts.append(Rows(("what", "says"), clashing, quotes, f"{title}: {len(clashes)}"))
    return parts


def _says(quotes: tuple[Quote, ...]) -> str:
    return "\n".join(line.strip() for line in _quoted(quotes))


def _lines(changes: Changes) -> Iterator[str]:
    yield f"Sources issued after {changes.first} and by {changes.last}: {len(changes.sources)}"
    yield from (f"  {title}" for title in changes.sources)
    if not changes:
        yield "Nothing that is told of the story changed."
    yield from _section("Added", changes.added, _added)
    yield from _section("Revised", changes.revised, _revised)
    yield from _section("Conflicts opened", changes.opened, _clash)
    yield from _section("Conflicts closed", changes.closed, _clash)


def _section(title: str, items: tuple[_Item, ...], lines: Callable[[_Item], Iterator[str]]) -> Iterator[str]:
    if items:
        yield f"\n{title}: {len(items)}"
        for item in items:
            yield from lines(item)


def _added(change: Change) -> Iterator[str]:
    yield f"  + {change.kind}: {change.label} ({words_for(change.when)})"
    yield from _quoted(change.quotes)


def _revised(change: Change) -> Iterator[str]:
    yield f"  ~ {change.kind}: {change.label}"
    yield from (f"      {line}" for line in _differences(change))
    yield from _quoted(change.quotes)


def _differences(change: Change) -> Iterator[str]:
    if change.was is not None and change.was != change.when:
        yield f"when: {words_for(change.was)} -> {words_for(change.when)}"
    for revision in change.revisions:
        before, after = (", ".join(values) or "not told" for values in (revision.before, revision.after))
        yield f"{revision.fact.lower()}: {before} -> {after}"


def _clash(clash: Clash) -> Iterator[str]:
    yield f"  ! {clash.reason}"
    yield from _quoted(clash.quotes)


def _quoted(quotes: tuple[Quote, ...]) -> Iterator[str]:
    for quote in quotes:
        yield f"      “{' '.join(quote.quote.split())}” ({quote.source})"
