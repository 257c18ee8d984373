"""When a thing was: in words, what of it is certain, and how each date was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ....data.edtf import Bounds
from ....graph.triples import BOUNDS, expand
from ...words import day_in_words, in_words

if TYPE_CHECKING:
    from ....graph.view import View

_READINGS = """
SELECT ?edtf ?phrase ?anchor ?rule ?clock (GROUP_CONCAT(?quote; separator=" … ") AS ?quotes) WHERE {{
  {node} dl:time ?time . ?time dl:edtf ?edtf .
  OPTIONAL {{ ?time dl:phrase ?phrase }} OPTIONAL {{ ?time dl:anchor ?anchor }}
  OPTIONAL {{ ?time dl:rule ?rule }} OPTIONAL {{ ?time dl:clockTime ?clock }}
  OPTIONAL {{ ?time dl:evidence/dl:quote ?quote }}
}} GROUP BY ?time ?edtf ?phrase ?anchor ?rule ?clock ORDER BY ?time
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as a source gives it, and how it was read."""

    edtf: str
    phrase: str | None
    anchor: str | None
    rule: str | None
    clock: str | None
    quotes: str | None


@dataclass(frozen=True, slots=True)
class Days:
    """``when`` is in words; ``certain`` and ``possible`` name the days of either answer."""

    when: str
    certain: str
    possible: str
    readings: Sequence[Reading]


def days_of(view: View, node: str, texts: Mapping[str, str]) -> Days | None:
    """The days of a thing from its bounds, given by property; None when nothing dates it."""
    readings = [
        Reading(str(row["edtf"]), row["phrase"], row["anchor"], row["rule"], row["clock"], row["quotes"])
        for row in view.rows(_READINGS.format(node=node))
    ]
    begin, begun, end, ended = (_day(texts.get(expand(name))) for name in BOUNDS.values())
    bounds = Bounds(begin, begun, end, ended, texts.get(expand("dl:ongoing")) == "true")
    when = in_words(bounds)
    return Days(when, _certain(bounds), _possible(bounds), readings) if when or readings else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _certain(bounds: Bounds) -> str:
    """The days on which it was so for certain: from the latest begin to the earliest end."""
    first, last = bounds.latest_begin, bounds.earliest_end
    if first and bounds.ongoing:
        return f"from {day_in_words(first)} on"
    if not first or not last or first > last:
        return "no day"
    return _days(first, last)


def _possible(bounds: Bounds) -> str:
    """The days that the sources allow: from the earliest begin to the latest end."""
    first, last = bounds.earliest_begin, None if bounds.ongoing else bounds.latest_end
    if first and last:
        return _days(first, last)
    if first:
        return f"from {day_in_words(first)} on"
    return f"up to {day_in_words(last)}" if last else "any day"


def _days(first: date, last: date) -> str:
    return day_in_words(first) if first == last else f"from {day_in_words(first)} to {day_in_words(last)}"
