"""Dates of records compared: what is told as to come must not be over, what ends must have begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import permutations

from ..errors import DateError, Finding
from ..ontology.terms import Modality, Occurrence
from .readings import Reading, issue_days, readings
from .records import Actor, Claim, Event, Evidence, Place, Record, State, When, walk
from .story_records import StoryRecords

_FORESEEN = (Modality.Predicted, Modality.Promised)


def check_tenses(records: StoryRecords, issued: Mapping[str, str]) -> list[Finding]:
    """Findings about ends before begins, plans told after the day, and predictions of what was over."""
    by_id = {getattr(record, "id", ""): record for record in records.all()}
    return [
        *(finding for record in records.all() for finding in _ends_first(record, issued)),
        *(finding for event in records.events for finding in _planned(event, issued)),
        *(finding for claim in records.claims for finding in _foreseen(claim, by_id, issued)),
        *(finding for _, state in records.states for finding in _single_days(state, issued)),
    ]


def _ends_first(record: Record, issued: Mapping[str, str]) -> Iterator[Finding]:
    """Two dates of one thing, by the same source: one of its begin, one of its end, in the wrong order.

    By different sources they are a conflict, which the story keeps.
    """
    for node in walk(record):
        own = getattr(node, "evidence", ()) or getattr(record, "evidence", ())
        for begin, end in permutations(readable(getattr(node, "when", ()), own, issued), 2):
            if _is_begin(begin) and _is_end(end) and _same_source(begin, end) and _order(begin, end):
                problem = f'"{end.when.edtf}" ends before "{begin.when.edtf}" begins'
                mend = "correct one of the two dates, or give each the `evidence:` that it rests on"
                yield Finding(end.when.at.file, end.when.at.line_of("edtf"), problem, mend)


def _is_begin(reading: Reading) -> bool:
    return reading.bounds.latest_end is None


def _is_end(reading: Reading) -> bool:
    return reading.bounds.earliest_begin is None and not reading.bounds.ongoing


def _same_source(one: Reading, other: Reading) -> bool:
    return bool({item.source for item in one.evidence} & {item.source for item in other.evidence})


def _order(begin: Reading, end: Reading) -> bool:
    first, last = begin.bounds.earliest_begin, end.bounds.latest_end
    return first is not None and last is not None and last < first


def _single_days(state: State, issued: Mapping[str, str]) -> Iterator[Finding]:
    """A state dated by nothing but words for a moment, "on Tuesday": it would be over with that day."""
    for when in state.when:
        for reading in readable((when,) if when.phrase and not when.edtf else (), state.evidence, issued):
            edtf = reading.when.edtf
            if "/" not in edtf:
                problem = f'"{when.phrase}" means {edtf}, so the state began and ended within it'
                mend = f"if it began then, add `edtf: {edtf}/..` (goes on) or `edtf: {edtf}/` (end not known)"
                yield Finding(when.at.file, when.at.line_of("phrase"), problem, mend)


def _planned(event: Event, issued: Mapping[str, str]) -> Iterator[Finding]:
    """An event told as planned that had ended, at the latest, before any of its sources was issued."""
    found = readable(event.when, event.evidence, issued)
    end = _end_of(found)
    quoted = [*event.evidence, *(item for reading in found for item in reading.evidence)]
    days = issue_days(quoted, issued)
    if event.occurrence is not Occurrence.Planned or end is None or not days or min(days.values()) <= end:
        return
    source, day = min(days.items(), key=lambda item: item[1])
    problem = f'the source "{source}" was issued on {day}, after the event that it tells as planned ({end})'
    mend = "write `occurrence: Happened` or `CalledOff`, as a source tells it, or correct the date"
    yield Finding(event.at.file, event.at.line_of("occurrence"), problem, mend)


def _foreseen(claim: Claim, by_id: Mapping[str, Record], issued: Mapping[str, str]) -> Iterator[Finding]:
    """A prediction or promise that is about nothing but events, all over before it was made."""
    about = [by_id.get(target) for target in claim.about]
    events = [record for record in about if isinstance(record, Event)]
    # What a claim foretells of a policy or a matter may be later than the event it names beside it.
    if claim.modality not in _FORESEEN or not all(isinstance(one, Event | Actor | Place) for one in about):
        return
    ends = [_end_of(readable(event.when, event.evidence, issued)) for event in events if _is_over(event)]
    made = made_on(claim, by_id, issued)
    if made is None or len(ends) < len(events) or None in ends:
        return
    if ends and made > (end := max(day for day in ends if day)):
        problem = f'the claim foretells "{events[0].id}", which was over on {end}, and is dated {made}'
        mend = "give the day on which it was said, as `when:` or `said_at:`"
        yield Finding(claim.at.file, claim.at.line_of("modality"), problem, mend)


def _is_over(event: Event) -> bool:
    """A plan may have been put off; what happened was not."""
    return event.occurrence is Occurrence.Happened


def made_on(claim: Claim, by_id: Mapping[str, Record], issued: Mapping[str, str]) -> date | None:
    """The earliest day on which a claim can have been made; without a date, its earliest source's."""
    occasion = by_id.get(claim.said_at or "")
    if claim.when:
        found = readable(claim.when, claim.evidence, issued)
    elif isinstance(occasion, Event):
        found = readable(occasion.when, occasion.evidence, issued)
    else:
        return min(issue_days(claim.evidence, issued).values(), default=None)
    begins = [reading.bounds.earliest_begin for reading in found]
    return min((day for day in begins if day), default=None) if None not in begins else None


def _end_of(found: Iterable[Reading]) -> date | None:
    """The day by which something had ended whichever date is right; None when it is not known."""
    ends = [reading.bounds.latest_end for reading in found]
    return max((day for day in ends if day), default=None) if None not in ends else None


def readable(
    whens: tuple[When, ...], own: tuple[Evidence, ...], issued: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings of a record; none when one of its phrases cannot be read, which is a finding already."""
    try:
        found = readings(whens, own, issued)
    except DateError:
        return ()
    return found if all(reading.bounds.possible for reading in found) else ()
