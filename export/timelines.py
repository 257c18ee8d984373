"""The timeline for people and programs: table, Markdown, JSON, CSV, calendar."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from ..errors import ExportError
from ..graph.facts import words
from ..graph.snapshot import Span, as_dict
from ..graph.timeline import Timeline, TimelineEntry
from .plain import csv_cell, markdown
from .words import in_words

TABLE_COLUMNS = ("when", "type", "what", "who", "says")

COLUMNS = (
    *("id", "type", "label", "when", "earliest_begin", "latest_begin", "earliest_end"),
    *("latest_end", "ongoing", "occurrence", "participants", "place", "evidence"),
    *("known_since", "conflicts"),
)


def words_for(span: Span) -> str:
    """When something was, in words.

    >>> words_for(Span("2025-06-01", "2025-06-30", "2025-06-01", "2025-06-30"))
    'between 1 and 30 June 2025'
    """
    return in_words(span.bounds) or "no date"


def timeline_rows(timeline: Timeline) -> list[tuple[str, str, str, str, str]]:
    """Rows for a table: when, type, what, who, and the first words that say so."""
    return [
        (
            words_for(entry.span),
            entry.type + ("" if entry.occurrence == "Happened" else f" ({entry.occurrence})"),
            entry.label,
            _who(entry),
            f"“{entry.evidence[0].quote}”" if entry.evidence else "",
        )
        for entry in timeline
    ]


def _who(entry: TimelineEntry) -> str:
    return ", ".join(f"{part.label} ({part.role})" for part in entry.participants)


def to_json(timeline: Timeline) -> str:
    """A list of objects, as the product's contract has them."""
    return json.dumps([as_dict(entry) for entry in timeline], ensure_ascii=False, indent=2) + "\n"


def to_csv(timeline: Timeline) -> str:
    """One row an event; lists are JSON texts."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for entry in timeline:
        writer.writerow({name: csv_cell(value) for name, value in as_dict(entry).items()})
    return buffer.getvalue()


def to_markdown(timeline: Timeline) -> str:
    """A list for an article or an issue: date, what, the quote and its source."""
    lines = []
    for entry in timeline:
        occurs = "" if entry.occurrence in (None, "Happened") else f", {words(entry.occurrence)}"
        lines.append(f"- **{words_for(entry.span)}** {markdown(entry.label)} ({entry.type}{occurs})")
        for quote in entry.evidence:
            lines.append(f"  - “{markdown(quote.quote)}” — {markdown(quote.publisher)}, {quote.issued}")
    return "\n".join(lines) + "\n"


def to_ics(timeline: Timeline) -> str:
    """An iCalendar file (RFC 5545): each dated event as whole days from earliest begin to latest end.

    A calendar has no "some day of": the title of an event with an uncertain date says so. Events
    without both days cannot be carried; :func:`not_in_calendar` counts them.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise ExportError("calendars need icalendar; install it with: pip install 'dateline[ics]'") from None
    calendar = Calendar()
    calendar.add("prodid", "-//dateline//timeline//EN")
    calendar.add("version", "2.0")
    for entry in timeline:
        if _no_days(entry):
            continue
        first, last = _day(entry.earliest_begin), _day(entry.latest_end)
        event = Event()
        event.add("uid", f"{entry.id}@dateline")
        event.add("dtstamp", datetime.combine(_day(entry.known_since), time(), UTC))
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))
        event.add("summary", entry.label + _doubt(entry.span))
        if entry.occurrence in _STATUS:
            event.add("status", _STATUS[entry.occurrence])
        event.add("description", "\n".join(f"“{quote.quote}”" for quote in entry.evidence))
        if entry.place:
            event.add("location", entry.place)
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def not_in_calendar(timeline: Timeline) -> int:
    """How many entries have no earliest begin or no latest end."""
    return sum(map(_no_days, timeline))


_STATUS = {"Planned": "TENTATIVE", "CalledOff": "CANCELLED"}


def _doubt(span: Span) -> str:
    """What the whole days of a calendar cannot show."""
    begin, end = (span.earliest_begin, span.latest_begin), (span.earliest_end, span.latest_end)
    if begin == end and begin[0] != begin[1]:
        return " (some day of this time)"
    exact = begin[0] == begin[1] and end[0] == end[1]
    return "" if exact else " (first or last day uncertain)"


def _no_days(entry: TimelineEntry) -> bool:
    # An event ends in a calendar on the day after its last, which the last day of all does not have.
    return entry.earliest_begin is None or entry.latest_end in (None, date.max.isoformat())


def _day(text: str | None) -> date:
    return date.fromisoformat(text or "1970-01-01")


FORMATS: dict[str, Callable[[Timeline], str]] = {
    "json": to_json,
    "csv": to_csv,
    "md": to_markdown,
    "ics": to_ics,
}
"""Formats besides the table of the terminal."""
