"""What the Ask board shows: the canned questions with their answers, worked out when the page is made.

A question's rows begin with the things that its parameters may be, so the page answers for any of them by
choosing rows. Questions about days and pairs are worked out in the page from the bounds of all dated things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ....graph.canned import CannedQuery, canned_queries, in_full_order
from ....graph.networks.build import KINDS
from ....graph.snapshot import Snapshot
from ....graph.story import BuiltStory
from ....graph.time.answers import things
from ....ontology.terms import DL

Json = dict[str, Any]
FROM_BOUNDS = frozenset({"on-day", "in-range", "order", "allen"})
"""Questions that the page answers from the bounds of things, so that no rows are kept for them."""
ON_THE_PANEL = frozenset({"evidence"})
"""Questions whose answer is the panel of each thing; as a table it would hold every quote again."""
MANY_THINGS, FIRST_ROWS = 3_000, 500
"""From so many things on, only so many rows of an answer are kept."""
MOST_THINGS = 5_000
"""From so many things on, no answer is worked out: with 3,600 it takes seconds, and soon minutes."""
FIRST_DAY = "0001-01-01"


@dataclass(slots=True)
class _Texts:
    """Every text once; rows refer to texts by place."""

    place: dict[str | None, int] = field(default_factory=lambda: {None: 0})

    def row(self, values: Iterable[str | None]) -> list[int]:
        return [self.place.setdefault(value, len(self.place)) for value in values]


def build_answer_board(story: BuiltStory) -> Json:
    """The questions with their rows, as places in ``texts``; ``dated`` are all things that have a time.

    ``limit`` is the number of rows that were kept of each answer, or None when all were; a question
    without rows of its own says in ``answered`` whether the page works it out.
    """
    snapshot = story.snapshot
    number = sum(len(snapshot.instances(kind)) for kind in KINDS.values())
    texts = _Texts()
    limit = FIRST_ROWS if number >= MANY_THINGS else None
    questions = [
        _question(story, query, texts, limit, number < MOST_THINGS) for query in canned_queries().values()
    ]
    dated = [_dated(snapshot, thing, texts) for thing in things(snapshot)]
    led_to = [
        texts.row((first, second))
        for first in snapshot.triples
        for second in snapshot.many(first, "dl:ledTo")
    ]
    return {
        "questions": questions,
        "dated": dated,
        "ledTo": led_to,
        "texts": list(texts.place),
        "things": number,
        "limit": limit,
        "base": snapshot.base,
        "newest": snapshot.newest,
        "vocabulary": DL,
    }


def _question(
    story: BuiltStory, query: CannedQuery, texts: _Texts, limit: int | None, affordable: bool
) -> Json:
    kept = affordable and query.name not in FROM_BOUNDS | ON_THE_PANEL
    answer = story.query(_all_of(query, story.snapshot)) if kept else None
    rows = answer.rows if answer else []
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "sparql": query.sparql,
        "parameters": [
            {"name": each.name, "kind": each.kind, "meaning": each.meaning, "heldBy": list(each.held_by)}
            for each in query.parameters
        ],
        "answered": kept or query.name in FROM_BOUNDS,
        "distinct": query.distinct,
        "held": len(query.held) if answer else 0,
        "columns": list(answer.columns) if answer else [],
        "rows": [texts.row(row) for row in rows[:limit]],
        "all": len(rows),
    }


def _all_of(query: CannedQuery, snapshot: Snapshot) -> str:
    """The SPARQL for all rows that any value of the parameters leaves."""
    bound = query.bind({"day": FIRST_DAY}, snapshot) if query.name == "still-to-come" else query.projected()
    return in_full_order(bound)


def _dated(snapshot: Snapshot, thing: str, texts: _Texts) -> list[Any]:
    span = snapshot.span(thing)
    bounds = (span.earliest_begin, span.latest_begin, span.earliest_end, span.latest_end)
    return [*texts.row((thing, snapshot.label(thing), *bounds)), int(span.ongoing)]
