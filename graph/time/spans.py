"""Questions about uncertain time, answered certain, possible or impossible (product contract, Time)."""

from __future__ import annotations

from enum import StrEnum

from ..snapshot import Span


class Certainty(StrEnum):
    """The three answers to a question about time."""

    Certain = "certain"
    Possible = "possible"
    Impossible = "impossible"


def on(span: Span, day: str) -> Certainty:
    """Whether something was so on a day (ISO). An unknown bound admits every day.

    Certain when the latest begin is not after the day and the earliest end not before it, or
    the end is open.
    """
    return within(span, day, day)


def within(span: Span, first: str | None, last: str | None) -> Certainty:
    """Whether something was so on some day from ``first`` to ``last``; None leaves a side open."""
    may_begin_late = span.earliest_begin is not None and last is not None and span.earliest_begin > last
    may_end_early = span.latest_end is not None and first is not None and span.latest_end < first
    if may_begin_late or may_end_early:
        return Certainty.Impossible
    begun = last is None or (span.latest_begin is not None and span.latest_begin <= last)
    not_over = first is None or span.ongoing or (span.earliest_end is not None and span.earliest_end >= first)
    return Certainty.Certain if begun and not_over else Certainty.Possible


def begun_by(span: Span, day: str) -> Certainty:
    """Whether something had begun by the end of a day."""
    if span.earliest_begin is not None and span.earliest_begin > day:
        return Certainty.Impossible
    begun = span.latest_begin is not None and span.latest_begin <= day
    return Certainty.Certain if begun else Certainty.Possible
