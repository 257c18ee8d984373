"""Named rules for reading a phrase against the day on which it was written."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data.edtf import Bounds, parse
from dateline.data.rules import RULES, alone, read

ANCHOR = date(2025, 10, 7)
"""A Tuesday."""


def _days(first: str | None, last: str | None) -> Bounds:
    low = date.fromisoformat(first) if first else None
    high = date.fromisoformat(last) if last else None
    return Bounds(low, high, low, high)


@pytest.mark.parametrize(
    ("rule", "bounds"),
    [
        ("stated", Bounds()),
        ("same-year", _days("2025-01-01", "2025-12-31")),
        ("weekday", _days("2025-10-01", "2025-10-07")),
        ("past-date", _days("2024-01-01", "2025-10-31")),
        ("coming-date", _days("2025-10-01", "2026-12-31")),
        ("last-named", _days("2023-01-01", "2025-10-06")),
        ("next-named", _days("2025-10-08", "2027-12-31")),
        ("season", _days("2024-01-01", "2026-12-31")),
        ("part-of-period", Bounds()),
        ("about", Bounds()),
        ("coming-weekday", _days("2025-10-08", "2025-10-14")),
        ("this-weekday", _days("2025-10-01", "2025-10-13")),
        ("last-weekday", _days("2025-09-24", "2025-10-06")),
        ("next-weekday", _days("2025-10-08", "2025-10-20")),
        ("that-day", _days("2025-10-07", "2025-10-07")),
        ("day-before", _days("2025-10-06", "2025-10-06")),
        ("day-after", _days("2025-10-08", "2025-10-08")),
        ("that-week", _days("2025-10-06", "2025-10-12")),
        ("next-week", _days("2025-10-13", "2025-10-19")),
        ("next-month", _days("2025-11-01", "2025-11-30")),
        ("that-year", _days("2025-01-01", "2025-12-31")),
        ("last-year", _days("2024-01-01", "2024-12-31")),
        ("earlier-this-week", _days("2025-10-06", "2025-10-07")),
        ("earlier-this-month", _days("2025-10-01", "2025-10-07")),
        ("later-this-week", _days("2025-10-07", "2025-10-12")),
        ("later-this-month", _days("2025-10-07", "2025-10-31")),
        ("later-this-year", _days("2025-10-07", "2025-12-31")),
        ("recent-days", _days("2025-09-23", "2025-10-07")),
        ("recent-weeks", _days("2025-08-08", "2025-10-07")),
        ("recent-months", _days("2024-10-06", "2025-10-07")),
        ("coming-days", _days("2025-10-08", "2025-10-21")),
        ("coming-months", _days("2025-10-08", "2026-10-08")),
        ("ago", _days(None, "2025-10-07")),
        ("from-now", _days("2025-10-07", None)),
        ("within-past", _days(None, "2025-10-07")),
        ("within", _days("2025-10-07", None)),
        *((rule, Bounds()) for rule in ("by", "until", "after", "from-to", "between")),
        ("that-month", _days("2025-10-01", "2025-10-31")),
        ("last-month", _days("2025-09-01", "2025-09-30")),
        ("last-week", _days("2025-09-29", "2025-10-05")),
        ("earlier-this-year", _days("2025-01-01", "2025-10-07")),
        ("next-year", _days("2026-01-01", "2026-12-31")),
        ("coming-weeks", _days("2025-10-08", "2025-12-06")),
        ("after-anchor", Bounds(earliest_begin=date(2025, 10, 8))),
        ("up-to-anchor", _days(None, "2025-10-07")),
        ("as-of", Bounds(latest_begin=ANCHOR, earliest_end=ANCHOR)),
    ],
)
def test_a_rule_allows_the_days_that_its_definition_names(rule: str, bounds: Bounds) -> None:
    assert RULES[rule].allows(ANCHOR) == bounds


def test_every_rule_has_its_example_and_a_definition() -> None:
    (marked,) = (
        mark
        for mark in getattr(test_a_rule_allows_the_days_that_its_definition_names, "pytestmark", [])
        if mark.name == "parametrize"
    )
    assert {rule for rule, _ in marked.args[1]} == set(RULES)
    for rule in RULES.values():
        assert rule.definition.endswith(".")


@pytest.mark.parametrize("day", [date(2025, 10, 6), date(2025, 10, 9), date(2025, 10, 12)])
def test_last_week_is_monday_to_sunday_on_every_day_of_this_week(day: date) -> None:
    assert read("2025-10-02~", "last-week", day) == _days("2025-09-29", "2025-10-05")


def test_last_month_of_january_is_december_of_the_year_before() -> None:
    assert RULES["last-month"].allows(date(2025, 1, 31)) == _days("2024-12-01", "2024-12-31")
    assert RULES["last-month"].allows(date(2024, 3, 31)) == _days("2024-02-01", "2024-02-29")


def test_a_reading_is_narrowed_to_what_its_rule_allows() -> None:
    assert read("2025-11~", "coming-weeks", ANCHOR) == _days("2025-10-08", "2025-12-06")
    assert read("2025", "earlier-this-year", ANCHOR) == _days("2025-01-01", "2025-10-07")
    assert read("2025", "up-to-anchor", ANCHOR) == _days("2025-01-01", "2025-10-07")


def test_what_holds_as_of_the_anchor_began_by_then_and_goes_on() -> None:
    known = read("2025-06/..", "as-of", ANCHOR)
    assert known == Bounds(date(2025, 6, 1), date(2025, 6, 30), ANCHOR, None, ongoing=True)
    assert read("/..", "as-of", ANCHOR) == Bounds(None, ANCHOR, ANCHOR, None, ongoing=True)


def test_of_what_goes_on_a_rule_dates_the_beginning_only() -> None:
    since_june = read("2025-06/..", "same-year", ANCHOR)
    assert (since_june.latest_end, since_june.ongoing) == (None, True)


def test_a_reading_that_its_rule_does_not_allow_is_impossible() -> None:
    assert not read("2025-10-08", "weekday", ANCHOR).possible
    assert not read("2025-10-06", "last-week", ANCHOR).possible
    assert not read("2025", "next-year", ANCHOR).possible


def test_without_rule_or_anchor_a_reading_is_what_it_states() -> None:
    assert read("2025-06", None, ANCHOR) == parse("2025-06")
    assert read("2025-06", "next-year", None) == parse("2025-06")


def _within(inner: Bounds, outer: Bounds) -> bool:
    lows = [(inner.earliest_begin, outer.earliest_begin), (inner.earliest_end, outer.earliest_end)]
    highs = [(inner.latest_begin, outer.latest_begin), (inner.latest_end, outer.latest_end)]
    return all(b is None or (a is not None and a >= b) for a, b in lows) and all(
        b is None or (a is not None and a <= b) for a, b in highs
    )


stated = st.sampled_from(
    ["2025", "2025-10", "2025-10-07", "2025-06/..", "/..", "2025/", "/2025-11", "2025-10~", "2025-09/2025-11"]
)


@given(stated, st.sampled_from(sorted(RULES)), st.dates())
def test_a_rule_never_widens_a_reading(edtf: str, rule: str, anchor: date) -> None:
    bounds = read(edtf, rule, anchor)
    assert _within(bounds, parse(edtf)) or not bounds.possible
    assert bounds.ongoing == parse(edtf).ongoing or not bounds.possible


@given(st.sampled_from(sorted(RULES)), st.dates(date(10, 1, 1), date(9990, 1, 1)))
def test_the_edtf_of_a_rule_by_itself_has_the_bounds_of_the_rule(rule: str, anchor: date) -> None:
    edtf = alone(rule, anchor)
    assert (edtf is not None) == RULES[rule].alone
    if edtf is not None:
        allowed = RULES[rule].allows(anchor)
        assert read(edtf, rule, anchor) == replace(allowed, ongoing=rule == "as-of").tightened()


def test_what_is_only_known_to_lie_before_the_anchor_has_a_string_of_its_own() -> None:
    assert alone("up-to-anchor", ANCHOR) == "[..2025-10-07]"
    assert (
        parse("[..2025-10-07]") == read("[..2025-10-07]", "up-to-anchor", ANCHOR) == _days(None, "2025-10-07")
    )
