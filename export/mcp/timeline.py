"""What happened and is to happen, in order."""

from __future__ import annotations

from pydantic import Field

from ...graph.story import BuiltStory
from ...graph.timeline import Participation, TimelineEntry
from .answers import Dated, Page, dated, page, quoted
from .clock import as_known, known_notes
from .parameters import Actor, FromDay, KnownBy, Limit, Offset, QuotesEach, ToDay


class EventRow(Dated):
    """An event."""

    id: str
    type: str = Field(description="Its class in the vocabulary, such as Meeting or PolicyChange.")
    label: str
    edtf: tuple[str, ...] = Field(description="Each date that a source gives it, in EDTF (ISO 8601-2).")
    occurrence: str | None = Field(description="Happened, Planned or CalledOff, as its sources tell it.")
    participants: tuple[Participation, ...] = Field(description="Who took part, in which role.")
    place: str | None
    known_since: str | None = Field(description="The day of the first source that tells of it.")
    conflicts: tuple[str, ...] = Field(description="Where its sources disagree, in words.")


class TimelineAnswer(Page):
    """Events in the order of time."""

    events: tuple[EventRow, ...]


def timeline(
    story: BuiltStory,
    from_day: FromDay = None,
    to_day: ToDay = None,
    actor: Actor = None,
    known_by: KnownBy = None,
    limit: Limit = 20,
    offset: Offset = 0,
    quotes_each: QuotesEach = 2,
) -> TimelineAnswer:
    """What happened and what is planned, in order, each event with who took part and the words that say so.

    The order is that of the days by which each event had begun for certain; what has no date comes last. With
    from_day and to_day: what may lie between them, so an event of uncertain date stays. With actor: only
    events in which that actor took part.
    """
    with as_known(story, known_by) as told:
        found = told.timeline(first=from_day, last=to_day, actor=actor)
    shown, fields = page(found.entries, limit, offset, found.left_out, known_notes(story, told, known_by))
    return TimelineAnswer(events=tuple(_row(entry, quotes_each) for entry in shown), **fields)


def _row(entry: TimelineEntry, quotes_each: int) -> EventRow:
    return EventRow(
        id=entry.id,
        type=entry.type,
        label=entry.label,
        edtf=entry.when,
        occurrence=entry.occurrence,
        participants=entry.participants,
        place=entry.place,
        known_since=entry.known_since,
        conflicts=entry.conflicts,
        **dated(entry.span),
        **quoted(entry.evidence, quotes_each),
    )
