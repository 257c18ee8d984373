"""The timeline: what happened and is to happen, in order, each with its words and its doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..data.edtf import first_day, last_day
from ..errors import DateError
from ..ontology.terms import DL, Class
from .display import Displayed
from .naming import find
from .snapshot import DateReading, Quote, Snapshot, Span
from .time.spans import Certainty, within


@dataclass(frozen=True, slots=True)
class Participation:
    """Somebody's part in an event."""

    id: str
    label: str
    role: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event of the timeline; ``when`` holds its EDTF strings, ``readings`` how they came about."""

    id: str
    type: str
    label: str
    when: tuple[str, ...]
    earliest_begin: str | None
    latest_begin: str | None
    earliest_end: str | None
    latest_end: str | None
    ongoing: bool
    occurrence: str | None
    participants: tuple[Participation, ...]
    place: str | None
    evidence: tuple[Quote, ...]
    known_since: str | None
    conflicts: tuple[str, ...]
    readings: tuple[DateReading, ...]

    @property
    def span(self) -> Span:
        """The bounds as one value."""
        return Span(self.earliest_begin, self.latest_begin, self.earliest_end, self.latest_end, self.ongoing)


@dataclass(frozen=True, slots=True)
class Timeline(Displayed):
    """Entries in order of time, and how many events the filters left out, by reason."""

    entries: tuple[TimelineEntry, ...]
    left_out: dict[str, int]

    def __iter__(self) -> Iterator[TimelineEntry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def build_timeline(
    snapshot: Snapshot,
    *,
    first: str | date | None = None,
    last: str | date | None = None,
    actor: str | None = None,
) -> Timeline:
    """The events of a story in order.

    ``first`` and ``last`` (a day, month or year) keep what may lie between them, so an event without a
    date stays; ``actor`` (id, name or spelling) keeps the events that the actor took part in. Raises
    ``UnknownNameError`` for an unknown actor and ``DateError`` for what is no date.
    """
    start = first_day(first) if first is not None else None
    end = last_day(last) if last is not None else None
    if start and end and start > end:
        raise DateError(f"the days from {start} to {end} run backwards; write the earlier one first")
    wanted = find(snapshot, actor, Class.Actor) if actor else None
    left_out: dict[str, int] = {}
    entries = []
    for event in snapshot.instances(Class.Event):
        entry = _entry(snapshot, event)
        if reason := _left_out(snapshot, event, entry, start, end, wanted):
            left_out[reason] = left_out.get(reason, 0) + 1
        else:
            entries.append(entry)
    entries.sort(key=lambda entry: (entry.span.order, entry.id))
    return Timeline(tuple(entries), left_out)


def _left_out(
    snapshot: Snapshot,
    event: str,
    entry: TimelineEntry,
    first: str | None,
    last: str | None,
    actor: str | None,
) -> str | None:
    if within(entry.span, first, last) is Certainty.Impossible:
        return "outside the days asked for"
    if actor and actor not in snapshot.many(event, "dl:participant"):
        return f"without {snapshot.label(actor)}"
    return None


def _entry(snapshot: Snapshot, event: str) -> TimelineEntry:
    span, readings = snapshot.span(event), snapshot.readings(event)
    place = snapshot.one(event, "dl:place")
    occurrence = snapshot.one(event, "dl:occurrence")
    return TimelineEntry(
        id=snapshot.id_of(event),
        type=snapshot.type_of(event),
        label=snapshot.label(event),
        when=tuple(reading.edtf for reading in readings),
        earliest_begin=span.earliest_begin,
        latest_begin=span.latest_begin,
        earliest_end=span.earliest_end,
        latest_end=span.latest_end,
        ongoing=span.ongoing,
        occurrence=occurrence[len(DL) :] if occurrence else None,
        participants=tuple(_participations(snapshot, event)),
        place=snapshot.label(place) if place else None,
        evidence=snapshot.quotes(event),
        known_since=snapshot.one(event, "dl:knownSince"),
        conflicts=snapshot.conflicts(event),
        readings=readings,
    )


def _participations(snapshot: Snapshot, event: str) -> Iterator[Participation]:
    for node in snapshot.many(event, "dl:participation"):
        actor = snapshot.one(node, "dl:actor") or ""
        for role in snapshot.many(node, "dl:role"):
            yield Participation(snapshot.id_of(actor), snapshot.label(actor), role[len(DL) :])
