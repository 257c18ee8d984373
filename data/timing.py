"""Dates of records: which evidence and anchor each reading rests on, and whether it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..errors import Finding
from .edtf import Bounds, parse
from .quotes import fold
from .records import Evidence, Record, When
from .rules import RULES, read
from .story_records import StoryRecords


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as read: the record's own ``when`` with anchor and evidence filled in, and its bounds."""

    when: When
    anchor: str | None
    evidence: tuple[Evidence, ...]
    bounds: Bounds


def readings(
    whens: tuple[When, ...], own: tuple[Evidence, ...], issued: Mapping[str, str]
) -> tuple[Reading, ...]:
    """Each reading of a record whose evidence is ``own``; ``issued`` gives each source's issue day."""
    return tuple(_reading(when, when.evidence or own, issued) for when in whens)


def _reading(when: When, evidence: tuple[Evidence, ...], issued: Mapping[str, str]) -> Reading:
    anchor = when.anchor
    if anchor is None and when.rule and evidence:
        anchor = issued.get(evidence[0].source)
    bounds = read(when.edtf, when.rule, _anchor_day(anchor))
    return Reading(when, anchor, evidence, bounds)


def _anchor_day(anchor: str | None) -> date | None:
    return parse(anchor).earliest_begin if anchor else None


def check_dates(records: StoryRecords) -> list[Finding]:
    """Findings about dates that cannot be, and phrases that no quoted words hold."""
    issued = {source.id: source.issued for source in records.sources}
    return [
        finding
        for record in records.all()
        for node, own in _dated(record, ())
        for finding in _check(node, own, issued)
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
    reading = _reading(when, own, issued)
    if not reading.bounds.possible:
        rule = RULES[when.rule or "stated"]
        yield Finding(
            when.at.file,
            when.at.line_of("edtf"),
            f'"{when.edtf}" is not what the rule "{when.rule}" allows for the anchor {reading.anchor}',
            f"the rule reads: {rule.definition}",
        )
    if when.phrase and not any(fold(when.phrase) in fold(item.quote) for item in own):
        yield Finding(
            when.at.file,
            when.at.line_of("phrase"),
            f'the phrase "{when.phrase}" is in none of the quotes of this date',
            "quote the words that hold it, in the `evidence:` of the record or of the date",
        )
