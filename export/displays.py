"""What each kind of result shows in a notebook, in the words that the terminal uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import QueryError
from ..graph.changes import Changes
from ..graph.claims import Claims
from ..graph.display import display_of
from ..graph.hints import hints
from ..graph.rates.day import Rates
from ..graph.results import Answer
from ..graph.timeline import Timeline
from . import claims as claims_in_words
from .changes import changed_parts, heading
from .iris import shorten_iri
from .rates import words as rates_in_words
from .shown import Lines, Rows, Shown
from .timelines import TABLE_COLUMNS, timeline_rows

LINES_SHOWN = 200
"""Lines of Turtle that a notebook shows of a graph."""


@display_of.register
def _timeline(timeline: Timeline) -> Mapping[str, str]:
    table = Rows(TABLE_COLUMNS, timeline_rows(timeline), quotes=frozenset({"says"}))
    parts: list[Rows | Lines] = [table, *_left_out(timeline.left_out)]
    return Shown(_count(len(timeline), "event"), parts, "the timeline's .entries has them all").bundle()


@display_of.register
def _claims(claims: Claims) -> Mapping[str, str]:
    rows = claims_in_words.claim_rows(claims)
    table = Rows(claims_in_words.TABLE_COLUMNS, rows, quotes=frozenset({"in the words"}))
    parts: list[Rows | Lines] = [table, *_left_out(claims.left_out)]
    return Shown(_count(len(claims), "claim"), parts, "the claims' .entries has them all").bundle()


@display_of.register
def _rates(rates: Rates) -> Mapping[str, str]:
    told = rates_in_words
    says = frozenset({"says"})
    parts: list[Rows | Lines] = []
    if said := [*rates.read_as, *told.nothing_known(rates), *told.past_the_sources(rates)]:
        parts.append(Lines(said))
    if rates.in_force:
        parts.append(Rows(told.COLUMNS, told.state_rows(rates), says))
    if aside := told.aside_rows(rates):
        parts.append(Rows(told.ASIDE_COLUMNS, aside, says, "Did not apply"))
    if lines := told.stacking_lines(rates):
        parts.append(Lines(lines, "Which add up"))
    return Shown(told.title(rates), [*parts, *_left_out(rates.left_out)]).bundle()


@display_of.register
def _changes(changes: Changes) -> Mapping[str, str]:
    return Shown(heading(changes), changed_parts(changes)).bundle()


@display_of.register
def _answer(answer: Answer) -> Mapping[str, str]:
    try:
        return _answered(answer).bundle()
    except QueryError as error:
        # A display that raises is a traceback, which says less than the error does.
        return Shown("The query cannot be answered", [Lines([str(error)], verbatim=True)]).bundle()


def _answered(answer: Answer) -> Shown:
    if answer.boolean is not None:
        return Shown("yes" if answer.boolean else "no", [] if answer.boolean else _hints(answer))
    if answer.is_graph:
        return _graph(answer)
    prefixes = answer.view.prefixes
    rows = [[None if cell is None else shorten_iri(cell, prefixes) for cell in row] for row in answer.rows]
    quotes = frozenset({"quote"} & set(answer.columns))
    parts: list[Rows | Lines] = [Rows(answer.columns, rows, quotes), *([] if rows else _hints(answer))]
    return Shown(_count(len(rows), "row"), parts, "the answer's .rows has them all")


def _graph(answer: Answer) -> Shown:
    lines = answer.serialize("ttl").decode("utf-8").splitlines()
    parts = [Lines(["\n".join(lines[:LINES_SHOWN])], verbatim=True)]
    if len(lines) > LINES_SHOWN:
        more = _count(len(lines) - LINES_SHOWN, "more line")
        parts.append(Lines([f"{more} not shown; the answer's .serialize() gives them all."]))
    return Shown(_count(len(set(answer.triples)), "triple"), parts)


def _hints(answer: Answer) -> list[Lines]:
    """Names in the query that nothing has: only where the answer is empty, as it reads the whole story."""
    found = hints(answer.sparql, answer.view)
    return [Lines(found)] if found else []


def _left_out(reasons: Mapping[str, int]) -> Iterable[Lines]:
    if reasons:
        yield Lines([f"{count} left out: {reason}" for reason, count in reasons.items()])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
