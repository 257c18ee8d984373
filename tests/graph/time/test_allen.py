"""Allen's relations between uncertain days, against every choice of days that the bounds admit."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.data.edtf import Bounds, parse
from dateline.graph.snapshot import Span
from dateline.graph.time.allen import Allen, Order, after, allen, before, order
from dateline.graph.time.spans import Certainty

START = date(2025, 6, 1)
KNOWN = range(4)  # the days that a bound may name
# Beyond them two days on either side that only an unknown bound reaches, and four open ends after those.
BEGINS, ENDS, OPEN = range(-2, 6), range(-2, 10), range(6, 10)

Days = tuple[int, int]


def between(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= number) and (high is None or number <= high)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, list[Days]]:
    """A span as the solver leaves it, and all (begin, end) that it admits."""
    maybe = st.none() | st.sampled_from(KNOWN)
    ongoing = draw(st.booleans())
    low_b, high_b = draw(maybe), draw(maybe)
    low_e, high_e = (None, None) if ongoing else (draw(maybe), draw(maybe))
    admitted = [
        (begin, end)
        for begin, end in product(BEGINS, OPEN if ongoing else ENDS)
        if begin <= end and between(begin, low_b, high_b) and between(end, low_e, high_e)
    ]
    stated = Bounds(day(low_b), day(high_b), day(low_e), day(high_e), ongoing)
    return span_of(stated.tightened()), admitted


def day(number: int | None) -> date | None:
    return None if number is None else START + timedelta(days=number)


def span_of(bounds: Bounds) -> Span:
    """The same bounds as the ISO texts that a graph holds."""
    solved = (bounds.earliest_begin, bounds.latest_begin, bounds.earliest_end, bounds.latest_end)
    texts = [None if found is None else found.isoformat() for found in solved]
    return Span(texts[0], texts[1], texts[2], texts[3], bounds.ongoing)


def relation(one: Days, other: Days) -> Allen:
    """Allen's definition, on half-open intervals (Allen 1983, figure 2)."""
    (b1, e1), (b2, e2) = (one[0], one[1] + 1), (other[0], other[1] + 1)
    table = {
        Allen.Before: e1 < b2,
        Allen.Meets: e1 == b2,
        Allen.Overlaps: b1 < b2 < e1 < e2,
        Allen.Starts: b1 == b2 and e1 < e2,
        Allen.During: b2 < b1 and e1 < e2,
        Allen.Finishes: b2 < b1 and e1 == e2,
        Allen.Equals: b1 == b2 and e1 == e2,
        Allen.After: e2 < b1,
        Allen.MetBy: e2 == b1,
        Allen.OverlappedBy: b2 < b1 < e2 < e1,
        Allen.StartedBy: b1 == b2 and e2 < e1,
        Allen.Contains: b1 < b2 and e2 < e1,
        Allen.FinishedBy: b1 < b2 and e1 == e2,
    }
    (holds,) = (name for name, true in table.items() if true)
    return holds


def answer(truths: set[bool]) -> Certainty:
    if truths == {True}:
        return Certainty.Certain
    return Certainty.Possible if True in truths else Certainty.Impossible


admitted = spans().filter(lambda found: bool(found[1]))
Found = tuple[Span, list[Days]]


@settings(max_examples=400)
@given(admitted, admitted)
def test_each_relation_is_certain_when_all_choices_of_days_give_it_and_impossible_when_none_does(
    one: Found, other: Found
) -> None:
    chosen = {relation(a, b) for a, b in product(one[1], other[1])}
    expected = {name: answer({name is found for found in chosen}) for name in Allen}
    assert allen(one[0], other[0]) == expected


@given(admitted, admitted)
def test_the_order_is_that_of_all_choices_of_days(one: Found, other: Found) -> None:
    pairs = list(product(one[1], other[1]))
    earlier, later = answer({a[1] < b[0] for a, b in pairs}), answer({b[1] < a[0] for a, b in pairs})
    assert order(one[0], other[0]) == Order(earlier, later)
    assert (before(one[0], other[0]), after(one[0], other[0])) == (earlier, later)


@given(admitted, admitted)
def test_the_inverse_relation_holds_the_other_way_round(one: Found, other: Found) -> None:
    there, back = allen(one[0], other[0]), allen(other[0], one[0])
    assert all(there[name] is back[name.inverse] for name in Allen)


@given(admitted, admitted)
def test_before_is_what_allen_calls_before_or_meets(one: Found, other: Found) -> None:
    found = allen(one[0], other[0])
    either = {found[Allen.Before], found[Allen.Meets]}
    earlier = order(one[0], other[0]).before
    assert (earlier is Certainty.Impossible) == (either == {Certainty.Impossible})
    if Certainty.Certain in either:
        assert earlier is Certainty.Certain


def test_the_thirteen_have_the_names_of_owl_time() -> None:
    assert len(Allen) == 13
    assert all(name.inverse.inverse is name for name in Allen)
    assert Allen.OverlappedBy.owl_time == "time:intervalOverlappedBy"
    assert Allen.During.owl_time == "time:intervalDuring"


@pytest.mark.parametrize(
    ("one", "other", "possible"),
    [
        ("2025-06-15", "2025-06-16", "meets"),
        ("2025-06-15", "2025-06-17", "before"),
        ("2025-06-15", "2025-06-15", "equals"),
        ("2025-06-15/2025-06-16", "2025-06-16", "finishedBy"),
        ("2025-06-15/2025-06-16", "2025-06-16/2025-06-17", "overlaps"),
        ("2025-06-15/2025-06-17", "2025-06-01/..", "during"),
        ("2025-06-01/2025-06-17", "2025-06-01/..", "starts"),
        ("2025-06-01/..", "2025-06-02/..", "overlaps contains finishedBy"),
        ("2025-06-01/..", "2025-06-01/..", "starts equals startedBy"),
        ("2025-05", "2025-06-01", "before meets"),
        ("2025-06-15/2025-06-16", "2025-06-15/2025-06-16", "equals"),
    ],
)
def test_two_dates_as_written_stand_as_a_calendar_shows(one: str, other: str, possible: str) -> None:
    found = allen(span_of(parse(one)), span_of(parse(other)))
    names = possible.split()
    assert [str(name) for name, how in found.items() if how is not Certainty.Impossible] == names
    assert (Certainty.Certain in found.values()) == (len(names) == 1)


def test_what_lasts_a_day_or_two_is_not_during_what_may_last_but_two() -> None:
    """Each comparison alone is possible, but a container needs a day more on both sides."""
    two_days = span_of(parse("2025-06-01/2025-06-02"))
    assert allen(span_of(parse("2025-06")), two_days)[Allen.During] is Certainty.Impossible


def test_of_two_things_without_dates_all_thirteen_are_possible() -> None:
    assert set(allen(Span(), Span()).values()) == {Certainty.Possible}


def test_what_is_ongoing_is_before_nothing_not_even_what_has_no_date() -> None:
    ongoing = Span(ongoing=True)
    assert order(ongoing, Span()) == Order(Certainty.Impossible, Certainty.Possible)
    assert order(ongoing, ongoing) == Order(Certainty.Impossible, Certainty.Impossible)


def test_the_first_and_the_last_day_of_the_calendar_leave_room_beyond_them() -> None:
    first, last = span_of(parse("0001-01-01")), span_of(parse("9999-12-31"))
    assert allen(Span(), first)[Allen.Before] is Certainty.Possible
    assert allen(Span(), last)[Allen.After] is Certainty.Possible
    assert allen(first, last)[Allen.Before] is Certainty.Certain
    assert allen(last, Span("2025-06-01", "2025-06-01", ongoing=True))[Allen.During] is Certainty.Certain
