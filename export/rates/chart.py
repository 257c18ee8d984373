"""What a step chart of rates shows: its window of days, a band for each policy and product, their states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ...data.edtf import first_day, last_day
from ...errors import DateError, ExportError
from ...graph.facts import words
from ...graph.rates.products import Cover
from ...graph.rates.states import RateState, RateStates
from ...graph.snapshot import Span
from ...graph.time.spans import Certainty, on, within

UNNAMED = "Goods not named"
"""The band of states that name no goods."""


@dataclass(frozen=True, slots=True)
class Band:
    """The states of one policy on the same goods; ``undated`` have no day to be drawn on."""

    goods: str
    policy: str
    states: tuple[RateState, ...]
    undated: tuple[RateState, ...]

    def label(self, state: RateState) -> str:
        """The words on a state's step; with its origins where they leave out the most named of the band."""
        named = Counter(thing.label for each in (*self.states, *self.undated) for thing in each.origins)
        usual = min(named, key=lambda label: (-named[label], label), default=None)
        origins = [thing.label for thing in state.origins]
        apart = origins and usual not in origins
        return step_label(state) + (f", {origins[0]}{' …' * (len(origins) > 1)}" if apart else "")


@dataclass(frozen=True, slots=True)
class Chart:
    """A step chart, both days inclusive; ``day`` is marked in it, ``left_out`` counts by reason."""

    title: str
    story: str
    first: date
    last: date
    day: date | None
    bands: tuple[Band, ...]
    left_out: dict[str, int]

    @property
    def top(self) -> float:
        """The highest rate, in percent; 1 where there is none."""
        rates = [float(state.rate) for band in self.bands for state in band.states if state.rate]
        return max(rates, default=0) or 1.0


def build_chart(
    states: RateStates,
    story: str,
    *,
    first: str | None = None,
    last: str | None = None,
    day: str | None = None,
) -> Chart:
    """The chart of selected states; without ``first`` and ``last``, over all months that have a bound.

    Raises ``DateError`` for what is no date or runs backwards, and :class:`ExportError` when nothing has
    a day to be drawn on.
    """
    left_out: dict[str, int] = {}
    shown = []
    for state in states:
        if reason := _left_out(state, first, last):
            left_out[reason] = left_out.get(reason, 0) + 1
        else:
            shown.append(state)
    begin, end = _window(shown, first, last, day)
    return Chart(
        title=_title(states),
        story=story,
        first=begin,
        last=end,
        day=date.fromisoformat(day) if day else None,
        bands=tuple(_bands(shown, states.asked)),
        left_out=left_out,
    )


def step_label(state: RateState) -> str:
    """The rate as it is written on a step; a state that is not in force, or never certainly, says so."""
    rate = "no rate given" if state.rate is None else f"{state.rate} %"
    if state.in_force:
        return rate if _ever_certain(state.span) else f"{rate}, possibly"
    return words(state.status) if state.rate is None else f"{rate} {words(state.status)}"


def _ever_certain(span: Span) -> bool:
    """Whether there is a day on which a state was certainly there."""
    return span.latest_begin is not None and on(span, span.latest_begin) is Certainty.Certain


def _title(states: RateStates) -> str:
    goods = f" on {states.goods.label}" if states.goods else ""
    origin = f", goods of {states.origin.label}" if states.origin else ""
    return f"Rates{goods} over time{origin}"


def _left_out(state: RateState, first: str | None, last: str | None) -> str | None:
    if state.rate is None and not state.products:
        return "with neither rate nor goods to draw"
    if state.exempt_by:
        return f"that spare {', '.join(thing.label for thing in state.exempt_by)}"
    window = first and first_day(first), last and last_day(last)
    if state.span.dated and within(state.span, *window) is Certainty.Impossible:
        return "outside the days of the chart"
    return None


def _window(
    states: Iterable[RateState], first: str | None, last: str | None, day: str | None
) -> tuple[date, date]:
    known = [bound for state in states for bound in _bounds(state)] + ([day] if day else [])
    if not known:
        raise ExportError("there is nothing to draw: no state that was asked for has a rate and a date")
    begin = first_day(first) if first else min(known)[:8] + "01"
    end = last_day(last) if last else last_day(max(known)[:7])
    if begin > end:
        raise DateError(f"the days from {begin} to {end} run backwards; write the earlier one first")
    return date.fromisoformat(begin), date.fromisoformat(end)


def _bounds(state: RateState) -> list[str]:
    span = state.span
    days = (span.earliest_begin, span.latest_begin, span.earliest_end, span.latest_end)
    return [day for day in days if day]


def _bands(states: Sequence[RateState], asked: frozenset[str] | None) -> list[Band]:
    """One band for each policy and product asked about; products with the very same states share one."""
    found: dict[tuple[str, str], list[RateState]] = {}
    for state in states:
        policy = state.policy.label if state.policy else ""
        meant = [thing.label for thing in state.products if asked is None or thing.id in asked]
        for goods in meant or [UNNAMED]:
            found.setdefault((policy, goods), []).append(state)
    shared: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    members = {(policy, tuple(s.id for s in listed)): listed for (policy, _), listed in found.items()}
    for (policy, goods), listed in sorted(found.items()):
        shared.setdefault((policy, tuple(state.id for state in listed)), []).append(goods)
    bands = [_band(policy, goods, members[policy, ids]) for (policy, ids), goods in shared.items()]
    return sorted(bands, key=_wide_cover_first)


def _band(policy: str, goods: Sequence[str], states: Sequence[RateState]) -> Band:
    dated = tuple(state for state in states if state.span.dated)
    return Band(", ".join(goods), policy, dated, tuple(state for state in states if not state.span.dated))


def _wide_cover_first(band: Band) -> tuple[bool, str, str]:
    covers = {state.covers for state in (*band.states, *band.undated)}
    return bool(covers - {None, Cover.Whole}), band.goods, band.policy
