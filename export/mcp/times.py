"""When a thing was, with what certainty, and how two things stand in time."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from ...graph.snapshot import DateReading, Snapshot
from ...graph.story import BuiltStory
from ...graph.time import answers as time_answers
from ...graph.time.dating import Dating, Stated, dating
from ...graph.time.spans import Certainty, within
from ..answers import order_sentence, relation_rows
from .answers import Dated, Page, Record, Supported, dated, page, quoted
from .clock import as_known, known_notes
from .parameters import DatedThing, FromDay, KnownBy, Limit, Offset, QuotesEach, ToDay


class Reading(Supported):
    """A date as a source gives it, and how it was read."""

    edtf: str = Field(description="The date in EDTF (ISO 8601-2).")
    phrase: str | None = Field(description="The source's words for it, such as “last week”.")
    anchor: str | None = Field(description="The day from which such words count.")
    rule: str | None = Field(description="The rule by which the words were read.")
    clock_time: str | None


class Dates(Dated):
    """The days of a thing, and how they were read."""

    id: str
    type: str
    label: str
    readings: tuple[Reading, ...]
    conflicts: tuple[str, ...] = Field(description="Where its sources disagree, in words.")


class Relation(Supported):
    """What a source says relates two things: first, relation, second."""

    first: str
    first_label: str
    relation: str
    second: str
    second_label: str


class WhenAnswer(Page):
    """The time of a thing; the rows are what sources say relates it to other things."""

    thing: Dates
    certainty: Certainty | None = Field(
        description="The answer for the days asked about; null when none were."
    )
    relations: tuple[Relation, ...]


class AllenRelation(Record):
    """One of Allen's relations of the first thing to the second."""

    certainty: str
    relation: str
    meaning: str = Field(description="What it says of the first thing.")


class Comparison(Record):
    """How two things stand in time."""

    order: str = Field(description="Which came first, in words, as certain or possible.")
    before: Certainty = Field(description="Whether the first ended before the second began.")
    after: Certainty = Field(description="Whether the first began after the second had ended.")
    allen: tuple[AllenRelation, ...] = Field(description="Allen's relations that are certain or possible.")
    first: Dates
    second: Dates
    relations: tuple[Relation, ...] = Field(description="What sources say relates the two.")
    notes: tuple[str, ...]


def when(
    story: BuiltStory,
    thing: DatedThing,
    from_day: FromDay = None,
    to_day: ToDay = None,
    known_by: KnownBy = None,
    limit: Limit = 5,
    offset: Offset = 0,
    quotes_each: QuotesEach = 2,
) -> WhenAnswer:
    """When a thing was: its days as bounds, how each date was read from which words, and what conflicts.

    With from_day, to_day or both: whether it was so on some day between them: certain, possible or
    impossible. For one day, give it twice. “possible” means that the sources leave it open: do not report it
    as a fact.
    """
    with as_known(story, known_by) as told:
        iri = time_answers.thing_named(told.snapshot, thing)
    found = dating(told.snapshot, iri)
    shown, fields = page(found.relations, limit, offset, notes=known_notes(story, told, known_by))
    asked = from_day is not None or to_day is not None
    days = time_answers.range_of(from_day, to_day)
    return WhenAnswer(
        thing=_dates(told.snapshot, iri, found, quotes_each),
        certainty=within(found.span, *days) if asked else None,
        relations=_relations(shown, quotes_each),
        **fields,
    )


def compare_times(
    story: BuiltStory,
    first: DatedThing,
    second: DatedThing,
    known_by: KnownBy = None,
    quotes_each: QuotesEach = 2,
) -> Comparison:
    """Which of two things came first, and how they stand in Allen's thirteen relations, with their dates."""
    with as_known(story, known_by) as told:
        snapshot = told.snapshot
        one, other = (time_answers.thing_named(snapshot, name) for name in (first, second))
    found = time_answers.compare(snapshot, one, other)
    dates = {iri: dating(snapshot, iri) for iri in (one, other)}
    ends = {snapshot.id_of(one), snapshot.id_of(other)}
    return Comparison(
        order=order_sentence(found.order),
        before=found.order.before,
        after=found.order.after,
        allen=tuple(
            AllenRelation(certainty=how, relation=relation, meaning=meaning)
            for how, relation, meaning in relation_rows(found)
        ),
        first=_dates(snapshot, one, dates[one], quotes_each),
        second=_dates(snapshot, other, dates[other], quotes_each),
        relations=_relations(
            [item for item in dates[one].relations if {item.subject, item.object} == ends], quotes_each
        ),
        notes=known_notes(story, told, known_by),
    )


def _dates(snapshot: Snapshot, iri: str, found: Dating, quotes_each: int) -> Dates:
    return Dates(
        id=found.id,
        type=found.type,
        label=found.label,
        readings=tuple(_reading(item, quotes_each) for item in found.readings),
        conflicts=found.conflicts,
        **dated(found.span),
        **quoted(snapshot.quotes(iri), quotes_each),
    )


def _reading(item: DateReading, quotes_each: int) -> Reading:
    return Reading(
        edtf=item.edtf,
        phrase=item.phrase,
        anchor=item.anchor,
        rule=item.rule,
        clock_time=item.clock_time,
        **quoted(item.evidence, quotes_each),
    )


def _relations(found: Sequence[Stated], quotes_each: int) -> tuple[Relation, ...]:
    return tuple(
        Relation(
            first=item.subject,
            first_label=item.subject_label,
            relation=item.relation,
            second=item.object,
            second_label=item.object_label,
            **quoted(item.evidence, quotes_each),
        )
        for item in found
    )
