"""Dates: what an EDTF string says about the four bounds of a thing."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data.edtf import (
    MAX_LENGTH,
    WIDENING,
    Bounds,
    checked_day,
    first_day,
    is_day,
    last_day,
    parse,
    written,
)
from dateline.errors import DateError


def _bounds(*days: str | None, ongoing: bool = False) -> Bounds:
    begin, latest_begin, end, latest_end = (date.fromisoformat(day) if day else None for day in days)
    return Bounds(begin, latest_begin, end, latest_end, ongoing)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2025-06", _bounds("2025-06-01", "2025-06-30", "2025-06-01", "2025-06-30")),
        ("2025-06-01/2025-06-30", _bounds("2025-06-01", "2025-06-01", "2025-06-30", "2025-06-30")),
        ("2025-06/..", _bounds("2025-06-01", "2025-06-30", None, None, ongoing=True)),
        ("2025-06/", _bounds("2025-06-01", "2025-06-30", "2025-06-01", None)),
        ("2025-06-15~", _bounds("2025-06-12", "2025-06-18", "2025-06-12", "2025-06-18")),
        ("2025", _bounds("2025-01-01", "2025-12-31", "2025-01-01", "2025-12-31")),
        ("2024-02", _bounds("2024-02-01", "2024-02-29", "2024-02-01", "2024-02-29")),
        ("2025-03-04", _bounds("2025-03-04", "2025-03-04", "2025-03-04", "2025-03-04")),
        ("2025/2026", _bounds("2025-01-01", "2025-12-31", "2026-01-01", "2026-12-31")),
        ("2025/2025-03", _bounds("2025-01-01", "2025-03-31", "2025-03-01", "2025-03-31")),
        ("/2025-06", _bounds(None, "2025-06-30", "2025-06-01", "2025-06-30")),
        ("../2025-06", _bounds(None, "2025-06-30", "2025-06-01", "2025-06-30")),
        ("/..", _bounds(None, None, None, None, ongoing=True)),
        ("../..", _bounds(None, None, None, None, ongoing=True)),
        ("2025-06-15~/..", _bounds("2025-06-12", "2025-06-18", None, None, ongoing=True)),
        ("2025-06?", _bounds("2025-06-01", "2025-06-30", "2025-06-01", "2025-06-30")),
        ("202X", _bounds("2020-01-01", "2029-12-31", "2020-01-01", "2029-12-31")),
        ("2025-XX", _bounds("2025-01-01", "2025-12-31", "2025-01-01", "2025-12-31")),
        ("2025-21", _bounds("2025-03-01", "2025-05-31", "2025-03-01", "2025-05-31")),
        ("2025-22", _bounds("2025-06-01", "2025-08-31", "2025-06-01", "2025-08-31")),
        ("[..2025-10-07]", _bounds(None, "2025-10-07", None, "2025-10-07")),
        ("[..2025-06]", _bounds(None, "2025-06-30", None, "2025-06-30")),
        ("[2025-03-04..]", _bounds("2025-03-04", None, "2025-03-04", None)),
        ("[2025-03..2025-05]", _bounds("2025-03-01", "2025-05-31", "2025-03-01", "2025-05-31")),
        ("[2025-03-04,2025-03-06]", _bounds("2025-03-04", "2025-03-06", "2025-03-04", "2025-03-06")),
        ("[2025-03-04,2025-03-06..]", _bounds("2025-03-04", None, "2025-03-04", None)),
        ("2025-23", _bounds("2025-09-01", "2025-11-30", "2025-09-01", "2025-11-30")),
    ],
)
def test_a_date_bounds_the_days_on_which_a_thing_began_and_ended(text: str, bounds: Bounds) -> None:
    assert parse(text) == bounds


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2025-06-15", "day"), ("2025-06", "month"), ("2025", "year"), ("2025-22", "season"), ("202X", "year")],
)
@pytest.mark.parametrize("sign", ["~", "%"])
def test_about_widens_a_date_on_both_sides_by_its_precision(text: str, precision: str, sign: str) -> None:
    plain, about, pad = parse(text), parse(text + sign), timedelta(days=WIDENING[precision])
    assert plain.earliest_begin is not None
    assert plain.latest_end is not None
    first, last = plain.earliest_begin - pad, plain.latest_end + pad
    assert about == Bounds(first, last, first, last)


def test_doubt_does_not_widen_a_date() -> None:
    for text in ("2025-06-15", "2025-06", "2025", "2025-22"):
        assert parse(f"{text}?") == parse(text)


HELP = "write YYYY, YYYY-MM or YYYY-MM-DD, a range A/B, .. for an open end, ~ for about"
OUTSIDE = f"is outside the years 1 to 9999 that dateline can hold; {HELP}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-31", f'"2025-02-31" is not a date; {HELP}'),
        ("2025-02-29", f'"2025-02-29" is not in the calendar; {HELP}'),
        ("2025-02-29~", f'"2025-02-29~" is not in the calendar; {HELP}'),
        ("2025-13", f'"2025-13" is not a date; {HELP}'),
        ("2025-6-1", f'"2025-6-1" is not a date; {HELP}'),
        ("soon", f'"soon" is not a date; {HELP}'),
        ("", f'"" is not a date; {HELP}'),
        (" 2025", f'" 2025" is not a date; {HELP}'),
        ("2025\n", f'"2025\n" is not a date; {HELP}'),
        ("2025 / 2026", f'"2025 / 2026" is not a date; {HELP}'),
        ("2025-1X", f'"2025-1X" is not a date; {HELP}'),
        ("2025-02-3X", f'"2025-02-3X" is not a date; {HELP}'),
        ("2023-X2-29", f'"2023-X2-29" is not a date; {HELP}'),
        ("2025/x", f'"2025/x" is not a date; {HELP}'),
        ("2025-06/2025-05", '"2025-06/2025-05" ends before it begins; write the earlier date first'),
        (
            "2025/2026/2027",
            '"2025/2026/2027" is not a range; write A/B with one date on each side, or .. for an open end',
        ),
        ("/", '"/" is not a range; write A/B with one date on each side, or .. for an open end'),
        ("..", f'".." is not a date; {HELP}'),
        ("{2025-06..}", '"{2025-06..}" has an open side; write a range: A/.. or ../B'),
        ("[2025-06..2025-05]", '"[2025-06..2025-05]" ends before it begins; write the earlier date first'),
        ("[..2025-02-30]", f'"[..2025-02-30]" is not a date; {HELP}'),
        ("[..0000]", f'"[..0000]" {OUTSIDE}'),
        ("[Y1E999999999..]", f'"[Y1E999999999..]" {OUTSIDE}'),
        (
            "[..2025]/2026",
            '"[..2025]/2026" is not a range; write A/B with one date on each side, or .. for an open end',
        ),
        (
            "2025/{2026,2027}",
            '"2025/{2026,2027}" is not a range; write A/B with one date on each side, or .. for an open end',
        ),
        ("0000", f'"0000" {OUTSIDE}'),
        ("-0044-03-15", f'"-0044-03-15" {OUTSIDE}'),
        ("Y17E7", f'"Y17E7" {OUTSIDE}'),
        ("Y1E999999999", f'"Y1E999999999" {OUTSIDE}'),
        ("0001~", f'"0001~" {OUTSIDE}'),
        ("9999-12-31~", f'"9999-12-31~" {OUTSIDE}'),
        ("2025/9999~", f'"2025/9999~" {OUTSIDE}'),
    ],
)
def test_what_is_no_date_is_told_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert str(caught.value) == message


def test_a_string_too_long_for_a_date_is_not_handed_to_the_parser() -> None:
    text = "[" + ",".join(["1667"] * 2_000) + "]"
    with pytest.raises(DateError, match=r'^"\[1667,1667,1667,1667…" is too long for a date; write YYYY'):
        parse(text)
    assert parse("[" + ",".join(["1667"] * 12) + "]") == parse("1667")
    assert len(text) > MAX_LENGTH


def test_what_is_no_date_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("2025-1X", "..", "2025-X2-29", "2025-02-3X"):
        with pytest.raises(DateError):
            parse(text)
    assert capsys.readouterr() == ("", "")


def test_a_day_is_nothing_vaguer() -> None:
    assert is_day("2025-06-15")
    assert checked_day("2025-06-15") == "2025-06-15"
    for text in ("2025-06", "2025", "2025-06-15~", "2025-06-15/2025-06-16"):
        assert not is_day(text)
        with pytest.raises(DateError, match="is not a day; write YYYY-MM-DD"):
            checked_day(text)


def test_first_and_last_day_need_a_side_that_is_known() -> None:
    assert (first_day("2025-06"), last_day("2024-02")) == ("2025-06-01", "2024-02-29")
    assert (first_day("2025-06/.."), last_day("/2025")) == ("2025-06-01", "2025-12-31")
    with pytest.raises(DateError, match='"/2025" has an open side; write a day, a month or a year'):
        first_day("/2025")
    with pytest.raises(DateError, match=r'"2025/\.\." has an open side'):
        last_day("2025/..")


# The suite of the edtf project

Outer = tuple[str | None, str | None]
WIDENED: dict[str, Outer] = {
    "1984~": ("1982-12-31", "1986-01-01"),
    "1984%": ("1982-12-31", "1986-01-01"),
    "16XX~": ("1598-12-31", "1701-01-01"),
    "16XX%": ("1598-12-31", "1701-01-01"),
    "1XXX~": ("0998-12-31", "2000-12-31"),
    "156X~": ("1558-12-31", "1571-01-01"),
    "1984~/2004-06": ("1982-12-31", "2004-06-30"),
    "1984/2004-06~": ("1984-01-01", "2004-07-31"),
    "1984?/2004%": ("1984-01-01", "2006-01-01"),
    "1984~/2004~": ("1982-12-31", "2006-01-01"),
    "1984-06-02?/2004-08-08~": ("1984-06-02", "2004-08-11"),
    "2004-06-11%": ("2004-06-08", "2004-06-14"),
    "2004-06~-11": ("2004-06-08", "2004-06-14"),
    "2004-06-~11": ("2004-06-08", "2004-06-14"),
    "2004-%06": ("2004-05-01", "2004-07-31"),
    "2004?-06-~11": ("2004-06-08", "2004-06-14"),
    "?2004-%06": ("2004-05-01", "2004-07-31"),
    "2004?-%06": ("2004-05-01", "2004-07-31"),
    "2004?-~06-~04": ("2004-06-01", "2004-06-07"),
    "2011-~06-~04": ("2011-06-01", "2011-06-07"),
    "2004-06-~01/2004-06-~20": ("2004-05-29", "2004-06-23"),
}
"""Strict bounds leave an approximate date as it is; dateline widens it by :data:`WIDENING`."""

OPEN: dict[str, Outer] = {
    "/2006": (None, "2006-12-31"),
    "2004-06-01/": ("2004-06-01", None),
    "1984-06-02?/": ("1984-06-02", None),
    "../2006": (None, "2006-12-31"),
    "2004-01-01/..": ("2004-01-01", None),
    "[..1760-12-03]": (None, "1760-12-03"),
    "[1760-12..]": ("1760-12-01", None),
    "[1760-01, 1760-02, 1760-12..]": ("1760-01-01", None),
}
"""Of an unknown side the library invents ten years, of an open one infinity; to dateline both are unknown."""

REFUSED: dict[str, str] = {
    **dict.fromkeys(
        ["-0999", "0000", "-2005/-1999-02", "-01XX", "-0275~", "-0001~", "0000~", "-01XX~"], "years"
    ),
    **dict.fromkeys(["Y170000002", "Y-170000002", "Y17E7", "Y-17E7", "XXXX-XX-23"], "years"),
    **dict.fromkeys(["Y17101E4S3", "Y3388E2S3", "Y171010000S3"], "years"),
}
"""Years outside of 1 to 9999, which neither ``xsd:date`` nor Python's dates can hold."""


@pytest.fixture(scope="module")
def suite(shared: Path) -> Any:
    content = json.loads((shared / "suites" / "edtf" / "vectors.json").read_text("utf-8"))
    assert (len(content["valid"]), len(content["invalid"])) == (90, 16)
    return content


def test_every_valid_string_of_the_suite_has_its_strict_bounds_or_a_stated_exception(suite: Any) -> None:
    exceptions = WIDENED | OPEN
    for vector in suite["valid"]:
        text = vector["edtf"]
        if text in REFUSED:
            with pytest.raises(DateError, match=REFUSED[text]):
                parse(text)
            continue
        bounds = parse(text)
        outer = tuple(day and day.isoformat() for day in (bounds.earliest_begin, bounds.latest_end))
        assert outer == exceptions.get(text, (vector["strict_lower"], vector["strict_upper"])), text


def test_no_exception_is_stated_for_a_string_that_needs_none(suite: Any) -> None:
    strict = {vector["edtf"]: (vector["strict_lower"], vector["strict_upper"]) for vector in suite["valid"]}
    assert (WIDENED.keys() | OPEN.keys() | REFUSED.keys()) <= strict.keys()
    for text, outer in (WIDENED | OPEN).items():
        assert outer != strict[text]


def test_an_approximate_string_without_its_signs_has_the_strict_bounds(suite: Any) -> None:
    """What :data:`WIDENING` widens is the strict range itself."""
    checked = 0
    for vector in suite["valid"]:
        if vector["edtf"] not in WIDENED:
            continue
        core = parse(re.sub("[~%?]", "", vector["edtf"]))
        assert f"{core.earliest_begin}" == vector["strict_lower"]
        assert f"{core.latest_end}" == vector["strict_upper"]
        checked += 1
    assert checked == len(WIDENED)


def test_a_refused_string_names_the_years_that_can_be_held() -> None:
    for text in REFUSED:
        with pytest.raises(DateError, match="is outside the years 1 to 9999 that dateline can hold"):
            parse(text)


def test_every_invalid_string_of_the_suite_is_refused_by_name(suite: Any) -> None:
    for text in suite["invalid"]:
        with pytest.raises(DateError) as caught:
            parse(text)
        problem, _, reason = str(caught.value).partition('" ')
        assert problem == f'"{text}'
        assert reason.startswith(("is not a date; write", "is outside the years 1 to 9999"))


# Properties

days = st.dates(date(1000, 1, 1), date(3000, 12, 31))
near = st.dates(date(2025, 1, 1), date(2025, 1, 9)) | st.none()
bounds_ = st.builds(Bounds, near, near, near, near, st.booleans()).map(Bounds.tightened)


@given(st.dates())
def test_a_day_is_that_day(day: date) -> None:
    assert parse(day.isoformat()) == Bounds(day, day, day, day)


@given(days, days)
def test_a_range_of_two_days_begins_on_one_and_ends_on_the_other(one: date, other: date) -> None:
    first, last = sorted([one, other])
    assert parse(f"{first}/{last}") == Bounds(first, first, last, last)


@given(days, st.integers(0, 800))
def test_what_is_written_of_two_days_has_those_bounds(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert parse(written(first, last)) == Bounds(first, last, first, last)
    assert parse(written(None, last)) == Bounds(None, last, None, last)
    assert parse(written(first, None)) == Bounds(first, None, first, None)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2025-06-03", "2025-06-03", "2025-06-03"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-09-29", "2025-10-05", "2025-10-02~"),
        ("2025-01-01", "2025-03-31", "[2025-01..2025-03]"),
        ("2020-01-01", "2029-12-31", "[2020..2029]"),
        ("0099-01-01", "0099-12-31", "0099"),
        ("2025-10-08", "2025-12-06", "[2025-10-08..2025-12-06]"),
    ],
)
def test_days_are_written_as_plainly_as_their_bounds_allow(first: str, last: str, text: str) -> None:
    assert written(date.fromisoformat(first), date.fromisoformat(last)) == text


@given(st.text("0123456789-/.~?%XYES[]{}, T:Z+", max_size=MAX_LENGTH + 1))
def test_any_string_is_a_date_or_a_date_error(text: str) -> None:
    try:
        bounds: Bounds | None = parse(text)
    except DateError as error:
        bounds, message = None, str(error)
    assert bounds.possible if bounds else message.startswith(f'"{text[:20]}')


def _wider(one: Bounds, other: Bounds) -> bool:
    """Whether the first admits a day on some side that the second does not."""
    lows = [(one.earliest_begin, other.earliest_begin), (one.earliest_end, other.earliest_end)]
    highs = [(one.latest_begin, other.latest_begin), (one.latest_end, other.latest_end)]
    return any(b is not None and (a is None or a < b) for a, b in lows) or any(
        b is not None and (a is None or a > b) for a, b in highs
    )


@given(bounds_, bounds_)
def test_meeting_bounds_does_not_depend_on_their_order(one: Bounds, other: Bounds) -> None:
    assert one.meet(other) == other.meet(one)


@given(bounds_, bounds_, bounds_)
def test_meeting_three_bounds_does_not_depend_on_their_grouping(a: Bounds, b: Bounds, c: Bounds) -> None:
    assert a.meet(b).meet(c) == a.meet(b.meet(c))


@given(bounds_, bounds_)
def test_meeting_bounds_again_changes_nothing(one: Bounds, other: Bounds) -> None:
    assert one.meet(one) == one
    assert one.meet(other).meet(other) == one.meet(other)


@given(bounds_, bounds_)
def test_bounds_that_meet_are_never_wider(one: Bounds, other: Bounds) -> None:
    met = one.meet(other)
    assert not _wider(met, one)
    assert not _wider(met, other)


@given(bounds_, bounds_)
def test_the_hull_of_bounds_contains_both(one: Bounds, other: Bounds) -> None:
    hull = one.hull(other)
    assert hull == other.hull(one)
    assert not _wider(one, hull)
    assert not _wider(other, hull)


@given(bounds_)
def test_the_hull_of_bounds_with_themselves_is_no_wider(one: Bounds) -> None:
    assert one.hull(one) == one


def test_bounds_that_no_days_satisfy_are_impossible() -> None:
    assert parse("2025-06").possible
    assert not parse("2025-06").meet(parse("2025-07")).possible
    assert not parse("2025-07/").meet(parse("/2025-06")).possible
