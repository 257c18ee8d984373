"""Three answers about uncertain time, against every pair of days that the bounds admit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data.edtf import Bounds, parse
from dateline.graph.snapshot import Span
from dateline.graph.time.spans import Certainty, begun_by, on, within

START = date(2025, 6, 1)
SIZE = 8
FAR = 40  # a day beyond all that are asked about, where an open end lies
days = st.integers(0, SIZE - 1)


def iso(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


def span_of(found: Bounds) -> Span:
    """The same bounds as the ISO texts that a graph holds."""
    solved = (found.earliest_begin, found.latest_begin, found.earliest_end, found.latest_end)
    texts = [None if day is None else day.isoformat() for day in solved]
    return Span(texts[0], texts[1], texts[2], texts[3], found.ongoing)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[Span, list[tuple[int, int]]]:
    """A span as the solver leaves it, and all (begin, end) that it admits; an unknown bound admits any."""
    maybe = st.none() | days
    ongoing = draw(st.booleans())
    raw = [draw(maybe), draw(maybe), None if ongoing else draw(maybe), None if ongoing else draw(maybe)]
    as_days = [None if value is None else START + timedelta(days=value) for value in raw]
    solved = Bounds(as_days[0], as_days[1], as_days[2], as_days[3], ongoing).tightened()
    numbers = [
        None if day is None else (day - START).days
        for day in (solved.earliest_begin, solved.latest_begin, solved.earliest_end, solved.latest_end)
    ]
    low_b, high_b, low_e, high_e = numbers
    pairs = [
        (begin, end)
        for begin in range(-FAR, FAR + 1)
        for end in ([FAR] if ongoing else range(-FAR, FAR + 1))
        if begin <= end
        and (low_b is None or begin >= low_b)
        and (high_b is None or begin <= high_b)
        and (low_e is None or end >= low_e)
        and (high_e is None or end <= high_e)
    ]
    return span_of(solved), pairs


admitted = bounds().filter(lambda found: bool(found[1]))


def answer(truths: list[bool]) -> Certainty:
    if all(truths):
        return Certainty.Certain
    return Certainty.Possible if any(truths) else Certainty.Impossible


@given(admitted, days)
def test_on_a_day_it_is_certain_when_all_admitted_pairs_cover_it_and_impossible_when_none_does(
    found: tuple[Span, list[tuple[int, int]]], day: int
) -> None:
    span, pairs = found
    assert on(span, iso(day)) is answer([begin <= day <= end for begin, end in pairs])


@given(admitted, days, days)
def test_within_some_days_the_same_holds_of_touching_them(
    found: tuple[Span, list[tuple[int, int]]], one: int, other: int
) -> None:
    span, pairs = found
    first, last = sorted((one, other))
    touches = [begin <= last and end >= first for begin, end in pairs]
    assert within(span, iso(first), iso(last)) is answer(touches)


@given(admitted, days)
def test_an_open_side_of_the_question_admits_every_day_on_it(
    found: tuple[Span, list[tuple[int, int]]], day: int
) -> None:
    span, pairs = found
    assert within(span, None, iso(day)) is answer([begin <= day for begin, _ in pairs])
    assert within(span, iso(day), None) is answer([end >= day for _, end in pairs])
    assert begun_by(span, iso(day)) is answer([begin <= day for begin, _ in pairs])


def test_what_has_no_date_may_have_been_on_any_day() -> None:
    assert on(Span(), "2025-06-16") is Certainty.Possible
    assert within(Span(), None, None) is Certainty.Certain


@pytest.mark.parametrize(
    ("edtf", "day", "expected"),
    [
        ("2025-06", "2025-06-16", "possible"),
        ("2025-06", "2025-07-01", "impossible"),
        ("2025-06-01/2025-06-30", "2025-06-16", "certain"),
        ("2025-06-01/2025-06-30", "2025-05-31", "impossible"),
        ("2025-06/..", "2025-06-30", "certain"),
        ("2025-06/..", "2025-06-29", "possible"),
        ("2025-06/", "2025-12-01", "possible"),
        ("2025-06/", "2025-06-30", "possible"),
        ("/2025-06", "2025-06-30", "possible"),
        ("2025-06-16~", "2025-06-13", "possible"),
        ("2025-06-16~", "2025-06-12", "impossible"),
    ],
)
def test_a_date_as_written_answers_as_the_contract_says(edtf: str, day: str, expected: str) -> None:
    assert on(span_of(parse(edtf)), day) == expected
