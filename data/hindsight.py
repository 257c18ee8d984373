"""Evidence that is older than what it is to support: no source tells of what came after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..errors import Finding
from ..ontology.terms import Occurrence
from .readings import issue_days
from .records import Claim, Event, Evidence, Record, State, walk
from .story_records import StoryRecords
from .tenses import made_on, readable


def check_hindsight(records: StoryRecords, issued: Mapping[str, str]) -> list[Finding]:
    """Findings about evidence from sources that were issued before what they are to support.

    Only what is certain is found: an event told as happened can have begun, at the earliest, after the
    source's day of issue; so can the event that changed a state, or a claim. A state may begin later than
    its source, which then announces it.
    """
    by_id = {getattr(record, "id", ""): record for record in records.all()}
    return [
        *(finding for event in records.events for finding in _of_event(event, issued)),
        *(finding for _, state in records.states for finding in _of_state(state, by_id, issued)),
        *(finding for claim in records.claims for finding in _of_claim(claim, by_id, issued)),
    ]


def _of_event(event: Event, issued: Mapping[str, str]) -> Iterator[Finding]:
    if event.occurrence is Occurrence.Happened:
        mend = "quote a source that can know of it, or write `occurrence: Planned`"
        yield from _too_early(_quoted(event), _begin(event, issued), "the event began", mend, issued)


def _of_state(state: State, by_id: Mapping[str, Record], issued: Mapping[str, str]) -> Iterator[Finding]:
    change = by_id.get(state.changed_by or "")
    if isinstance(change, Event) and change.occurrence is Occurrence.Happened:
        told = f'"{change.id}", which brought this state about, took place'
        mend = "quote what the change itself, or a later source, says of it"
        yield from _too_early(_quoted(state), _begin(change, issued), told, mend, issued)


def _of_claim(claim: Claim, by_id: Mapping[str, Record], issued: Mapping[str, str]) -> Iterator[Finding]:
    occasion = by_id.get(claim.said_at or "")
    # What is to be said at an event to come may be told before.
    if not claim.when and isinstance(occasion, Event) and occasion.occurrence is not Occurrence.Happened:
        return
    made = made_on(claim, by_id, issued)
    quoted = [*claim.evidence, *(item for when in claim.when for item in when.evidence)]
    mend = "quote the source that reports it, or correct its `when:` or `said_at:`"
    yield from _too_early(quoted, made, "the claim was made", mend, issued)


def _too_early(
    quoted: Iterable[Evidence], begin: date | None, what: str, mend: str, issued: Mapping[str, str]
) -> Iterator[Finding]:
    for item in quoted:
        day = issue_days([item], issued).get(item.source)
        if begin is not None and day is not None and day < begin:
            problem = f'the source "{item.source}" was issued on {day}; {what} on {begin} at the earliest'
            yield Finding(item.at.file, item.at.line_of("source"), problem, mend)


def _quoted(record: Event | State) -> list[Evidence]:
    """All its evidence: its own, that of its dates, and that of those who took part."""
    return [node for node in walk(record) if isinstance(node, Evidence)]


def _begin(event: Event, issued: Mapping[str, str]) -> date | None:
    """The first day on which it can have begun, whichever of its dates is right."""
    days = [reading.bounds.earliest_begin for reading in readable(event.when, event.evidence, issued)]
    return min((day for day in days if day), default=None) if None not in days else None
