"""Dates of records as read: what a phrase was resolved to, its anchor, its evidence, its bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..errors import DateError
from .edtf import Bounds, parse
from .phrases.resolve import resolve_reading
from .records import Evidence, When
from .rules import read


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as read: the record's own ``when`` with all that was left out filled in, and its bounds.

    ``when.edtf`` is never empty. ``as_of`` is the earliest day on which a source of the evidence was issued:
    what a source calls ongoing had not ended then.
    """

    when: When
    anchor: str | None
    evidence: tuple[Evidence, ...]
    bounds: Bounds
    as_of: date | None = None


def readings(
    whens: tuple[When, ...], own: tuple[Evidence, ...], issued: Mapping[str, str]
) -> tuple[Reading, ...]:
    """Each reading of a record whose evidence is ``own``; ``issued`` gives each source's issue day.

    Raises :class:`DateError` for a phrase without EDTF that cannot be read.
    """
    return tuple(reading_of(when, when.evidence or own, issued) for when in whens)


def reading_of(when: When, evidence: tuple[Evidence, ...], issued: Mapping[str, str]) -> Reading:
    """One date that rests on the evidence; :class:`DateError` when its phrase cannot be read."""
    counted = when.rule is not None or not when.edtf
    anchor = anchor_of(when, evidence, issued) if counted else when.anchor
    filled = when if when.edtf else _filled(when, anchor)
    bounds = read(filled.edtf, filled.rule, parse(anchor).earliest_begin if anchor else None)
    days = issue_days(evidence, issued)
    return Reading(filled, anchor, evidence, bounds, min(days.values(), default=None))


def anchor_of(when: When, evidence: tuple[Evidence, ...], issued: Mapping[str, str]) -> str | None:
    """The date that a phrase counts from: its own anchor, or the issue day of the first evidence's source."""
    return when.anchor or (issued.get(evidence[0].source) if evidence else None)


def issue_days(evidence: Iterable[Evidence], issued: Mapping[str, str]) -> dict[str, date]:
    """The sources that evidence is from, and the day on which each was issued."""
    sources = dict.fromkeys(item.source for item in evidence)
    return {source: date.fromisoformat(issued[source]) for source in sources if source in issued}


def _filled(when: When, anchor: str | None) -> When:
    if anchor is None:
        raise DateError("the date has neither anchor nor source to count from; give `anchor:`")
    found = resolve_reading(when.phrase, when.rule, parse(anchor))
    clock_time = when.clock_time or found.clock_time
    return when.model_copy(update={"edtf": found.edtf, "rule": found.rule, "clock_time": clock_time})
