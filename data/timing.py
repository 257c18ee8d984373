"""Dates of records checked: whether each can be, and whether it is what its phrase says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..errors import DateError, Finding
from .edtf import Bounds, parse
from .hindsight import check_hindsight
from .phrases.resolve import Resolution, resolutions
from .quotes import fold
from .readings import Reading, anchor_of, reading_of, readings
from .records import Evidence, Record, When
from .rules import ONE_DAY, RULES, read
from .story_records import StoryRecords
from .tenses import check_tenses

__all__ = ["Reading", "check_dates", "readings"]


def check_dates(records: StoryRecords) -> list[Finding]:
    """Findings about dates that cannot be, that their phrases do not say, or that come too early or late."""
    issued = {source.id: source.issued for source in records.sources}
    return [
        *(
            finding
            for record in records.all()
            for when, evidence in _dated(record, ())
            for finding in _check(when, evidence, issued)
        ),
        *check_tenses(records, issued),
        *check_hindsight(records, issued),
    ]


def _dated(record: Record, inherited: tuple[Evidence, ...]) -> Iterator[tuple[When, tuple[Evidence, ...]]]:
    """Each ``when`` under a record, with the evidence it falls back on."""
    own = getattr(record, "evidence", ()) or inherited
    if isinstance(record, When):
        yield record, own
        return
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                yield from _dated(item, own)


def _check(when: When, own: tuple[Evidence, ...], issued: Mapping[str, str]) -> Iterator[Finding]:
    quoted = any(fold(when.phrase) in fold(item.quote) for item in own) if when.phrase else False
    if when.phrase and not quoted:
        mend = "quote the words that hold it, in the `evidence:` of the record or of the date"
        problem = f'the phrase "{when.phrase}" is in none of the quotes of this date'
        yield _finding(when, "phrase", problem, mend)
    anchor = anchor_of(when, own, issued)
    # Evidence from a source that could not be read has a finding of its own.
    if not when.edtf and anchor is None and own:
        return
    try:
        reading = reading_of(when, own, issued)
    except DateError as error:
        problem, _, mend = str(error).rpartition("; ")
        yield _finding(when, "phrase" if when.phrase else "rule", problem, mend)
        return
    if not reading.bounds.possible:
        rule = RULES[when.rule or "stated"]
        problem = f'"{when.edtf}" is not what the rule "{when.rule}" allows for the anchor {reading.anchor}'
        yield _finding(when, "edtf", problem, f"the rule reads: {rule.definition}")
    elif when.edtf and when.phrase and quoted and anchor:
        yield from _contradicted(when, when.phrase, reading.bounds, anchor)


def _contradicted(when: When, phrase: str, bounds: Bounds, anchor: str) -> Iterator[Finding]:
    """A reading that has no day in common with anything that its phrase may mean."""
    meant = [(one, day) for day in _counted_from(when, bounds, anchor) for one in resolutions(phrase, day)]
    is_side = "/" in when.edtf
    if meant and not any(_shares(bounds, one, day, is_side=is_side) for one, day in meant):
        dates = " or ".join(dict.fromkeys(one.edtf for one, _ in meant))
        problem = f'"{when.edtf}" shares no day with what "{phrase}" means for the anchor {anchor}: {dates}'
        mend = "write what the phrase means, or give the `anchor:` that it counts from"
        yield _finding(when, "edtf", problem, mend)


def _counted_from(when: When, bounds: Bounds, anchor: str) -> list[date]:
    """The days of the anchor; of a date that its source writes out in full, also the date itself.

    The phrase may then be a part of it, "March 8" of "March 8, 2018".
    """
    days = [parse(anchor).earliest_begin, parse(anchor).latest_end]
    if when.rule == "stated":
        days += [bounds.earliest_begin or bounds.latest_end]
    return [day for day in dict.fromkeys(days) if day]


def _shares(bounds: Bounds, one: Resolution, anchor: date, *, is_side: bool) -> bool:
    meant = read(one.edtf, one.rule, anchor)
    first, last = meant.earliest_begin, meant.latest_begin if meant.ongoing else meant.latest_end
    # What gives way at the first minute of the day that is named ended on the day before; what begins in
    # its last minute has the day after as its first.
    if is_side and first and first > date.min:
        first -= ONE_DAY
    if is_side and last and last < date.max and f"{one.clock_time}".startswith(("23:59", "00:00")):
        last += ONE_DAY
    begin, end = bounds.earliest_begin, bounds.latest_end
    return (first is None or end is None or first <= end) and (last is None or begin is None or begin <= last)


def _finding(when: When, key: str, problem: str, mend: str) -> Finding:
    return Finding(when.at.file, when.at.line_of(key), problem, mend)
