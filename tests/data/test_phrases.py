"""Phrases of news and law, resolved against the day on which they were written."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data.edtf import parse
from dateline.data.phrases.resolve import MAX_LENGTH, Resolution, resolutions, resolve, resolve_reading
from dateline.data.rules import RULES, read
from dateline.errors import DateError

ANCHOR = date(2025, 10, 7)
"""A Tuesday."""

# Words that stand in the sources of the bundled story come first.
READINGS = """
on Tuesday | 2025-10-07 | weekday
Tuesday\u2019s | 2025-10-07 | weekday
Monday | 2025-10-06 | weekday
Monday evening | 2025-10-06 | weekday | evening
last week | 2025-10-02~ | last-week
last month | 2025-09 | last-month
that month | 2025-10 | that-month
in June | 2025-06 | same-year
since June | 2025-06/.. | same-year
in May of this year | 2025-05 | that-year
this year\u2019s election | 2025 | that-year
next year\u2019s review | 2026 | next-year
in the coming weeks | [2025-10-08..2025-12-06] | coming-weeks
Aug. 1 | 2025-08-01 | same-year
On Tuesday, March 4 | 2025-03-04 | same-year
on or after 12:01 a.m. eastern time on March 4, 2025 | 2025-03-04/.. | stated | 00:01 America/New_York
effective 12:01 a.m. Eastern Time, June 4, 2025 | 2025-06-04/.. | stated | 00:01 America/New_York
Effective as of 12:01 a.m. ET on June 4, 2025 | 2025-06-04/.. | stated | 00:01 America/New_York
March 4, 2025, at 12:01 a.m. eastern time | 2025-03-04 | stated | 00:01 America/New_York
11:59 p.m. eastern time on the date of this proclamation | 2025-10-07 | that-day | 23:59 America/New_York
Within 90 days of the date of this proclamation | [2025-10-07..2026-01-05] | within
this third day of June | 2025-06-03 | same-year
seventeenth day of October | 2025-10-17 | same-year
Proclamation 9704 of March 8, 2018 | 2018-03-08 | stated
by April 1, 2025 | [..2025-04-01] | by
no later than May 3, 2025 | [..2025-05-03] | by
today | 2025-10-07 | that-day
tonight | 2025-10-07 | that-day | night
this morning | 2025-10-07 | that-day | morning
yesterday | 2025-10-06 | day-before
last night | 2025-10-06 | day-before | night
tomorrow afternoon | 2025-10-08 | day-after | afternoon
the following day | 2025-10-08 | day-after
last Friday | 2025-10-03 | last-weekday
last Tuesday | 2025-09-30 | last-weekday
next Monday | 2025-10-13 | next-weekday
next Friday | [2025-10-10,2025-10-17] | next-weekday
this Friday | 2025-10-10 | this-weekday
this past Friday | 2025-10-03 | last-weekday
the coming Friday | 2025-10-10 | coming-weekday
Tuesday of last week | 2025-09-30 | last-week
this week | 2025-10-09~ | that-week
next week | 2025-10-16~ | next-week
next month | 2025-11 | next-month
last year | 2024 | last-year
earlier this year | [2025-01-01..2025-10-07] | earlier-this-year
later this month | [2025-10-07..2025-10-31] | later-this-month
last June | [2024-06,2025-06] | last-named
last November | 2024-11 | last-named
next June | 2026-06 | next-named
June 3 | 2025-06-03 | same-year
3 June | 2025-06-03 | same-year
the 3rd of June | 2025-06-03 | same-year
June 3, 2025 | 2025-06-03 | stated
Tuesday, June 3, 2025 | 2025-06-03 | stated
June 2025 | 2025-06 | stated
June of last year | 2024-06 | last-year
in 2018 | 2018 | stated
the 1930s | 193X | stated
2025-06-03 | 2025-06-03 | stated
February 29 | 2024-02-29 | past-date
since November | 2024-11/.. | past-date
by July 20 | [..2025-07-20] | by
by Friday | [..2025-10-10] | by
by the end of the year | [..2025-12-31] | by
before March 4 | [..2025-03-03] | by
after March 4 | [2025-03-05..] | after
until July 20 | /2025-07-20 | until
until 12:01 a.m. on April 2, 2025 | /2025-04-01 | until | 00:01
from March 12 to June 3, 2025 | 2025-03-12/2025-06-03 | from-to
from December 12 to March 3, 2025 | 2024-12-12/2025-03-03 | from-to
from 2018 to 2020 | 2018/2020 | from-to
between March 12 and June 3, 2025 | [2025-03-12..2025-06-03] | between
March 12\u201314, 2025 | 2025-03-12/2025-03-14 | stated
in the coming days | [2025-10-08..2025-10-21] | coming-days
in the coming months | [2025-10-08..2026-10-08] | coming-months
in recent weeks | [2025-08-08..2025-10-07] | recent-weeks
within 90 days | [2025-10-07..2026-01-05] | within
over the past two years | [2023-10-07..2025-10-07] | within-past
three days ago | 2025-10-04 | ago
two weeks ago | 2025-09-23~ | ago
a month ago | 2025-09~ | ago
five years ago | 2020~ | ago
in two weeks\u2019 time | 2025-10-21~ | from-now
early June | [2025-06-01..2025-06-16] | part-of-period
mid-June | [2025-06-08..2025-06-23] | part-of-period
late June 2025 | [2025-06-15..2025-06-30] | part-of-period
this summer | 2025-22 | season
in the fall | 2025-23 | season
this winter | [2025-12..2026-02] | season
summer of 2018 | 2018-22 | stated
last summer | [2024-06..2025-08] | last-named
the first quarter of 2025 | [2025-01..2025-03] | stated
around June 15 | 2025-06-15~ | about
noon on Friday | 2025-10-03 | weekday | 12:00
now | /.. | as-of
"""
LINES = [[cell.strip() for cell in line.split(" | ")] for line in READINGS.strip().splitlines()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_a_phrase_is_read_by_a_named_rule(line: list[str]) -> None:
    phrase, edtf, rule, *clock = line
    assert resolve(phrase, ANCHOR) == Resolution(edtf, rule, clock[0] if clock else None)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "faces",
        "may",
        "will march",
        "in may",
        "fall",
        "soon",
        "until",
        "June 31",
        "Wednesday, June 3, 2025",
        "12:75 on Friday",
        "9999 years ago",
        "99999999999 days ago",
        "\u0663 June",
        "the end of " * 30,
        "x" * (MAX_LENGTH + 1),
    ],
)
def test_what_is_no_date_is_refused_by_name(phrase: str) -> None:
    with pytest.raises(DateError, match=r"^the phrase \".*\" cannot be read as a date; give `edtf:` beside"):
        resolve(phrase, ANCHOR)


def test_a_rule_picks_one_of_the_meanings_of_a_phrase() -> None:
    assert resolve("on Thursday", ANCHOR).edtf == "2025-10-02"
    assert resolve("on Thursday", ANCHOR, "coming-weekday").edtf == "2025-10-09"
    assert resolve("in November", date(2025, 2, 1)).edtf == "2025-11"
    assert resolve("in November", date(2025, 2, 1), "past-date").edtf == "2024-11"


def test_a_rule_that_no_meaning_has_takes_the_first_that_it_allows() -> None:
    assert resolve("in November", date(2025, 2, 1), "up-to-anchor") == Resolution("2024-11", "up-to-anchor")
    assert resolve("since June", ANCHOR, "as-of") == Resolution("2025-06/..", "as-of")
    message = 'the rule "next-year" does not allow what the phrase "last week" means; it means 2025-10-02~'
    with pytest.raises(DateError, match=message):
        resolve("last week", ANCHOR, "next-year")


def test_a_rule_is_enough_where_the_phrase_is_none_of_time() -> None:
    anchor = parse("2025-10-07")
    assert resolve_reading("faces", "as-of", anchor) == Resolution("/..", "as-of")
    assert resolve_reading(None, "up-to-anchor", anchor) == Resolution("[..2025-10-07]", "up-to-anchor")
    with pytest.raises(DateError, match='the rule "same-year" cannot be read as a date; give `edtf:` beside'):
        resolve_reading(None, "same-year", anchor)


def test_an_anchor_longer_than_a_day_is_enough_where_each_of_its_days_leads_to_the_same_date() -> None:
    assert resolve_reading("that month", None, parse("2025-05")).edtf == "2025-05"
    assert resolve_reading("in June", None, parse("2025")).edtf == "2025-06"
    with pytest.raises(DateError, match='the anchor is too vague for the phrase "last week"; give the day'):
        resolve_reading("last week", None, parse("2025-05"))
    with pytest.raises(DateError, match="the anchor has an open side; give a day, a month or a year"):
        resolve_reading("last week", None, parse("2025-05/.."))


def test_every_rule_is_used_by_a_phrase_or_says_a_date_by_itself() -> None:
    read_by = {one.rule for line in LINES for one in resolutions(line[0], ANCHOR)}
    assert {name for name, rule in RULES.items() if name not in read_by and not rule.alone} == set()


# Properties

anchors = st.dates(date(1000, 1, 1), date(2999, 12, 31))
phrases = st.sampled_from([line[0] for line in LINES])
WORDS = """
last this next that since by until from to between and early mid late the of on in within ago days weeks
months years June May March 3 31 2025 29 February Tuesday summer winter quarter first 12:01 a.m. eastern time
evening noon , - 's week month year before after about 9999 0 day third
"""
words = st.sampled_from(WORDS.split())


def _admits(resolution: Resolution, anchor: date, truth: date) -> bool:
    bounds = read(resolution.edtf, resolution.rule, anchor)
    return (
        bounds.possible
        and (bounds.earliest_begin is None or bounds.earliest_begin <= truth)
        and (bounds.latest_begin is None or truth <= bounds.latest_begin or bounds.ongoing)
        and (bounds.latest_end is None or truth <= bounds.latest_end)
    )


@given(st.one_of(st.text(max_size=40), st.lists(words, max_size=8).map(" ".join)), st.dates())
def test_any_text_is_read_or_refused_by_the_one_error(phrase: str, anchor: date) -> None:
    try:
        found, message = resolve(phrase, anchor), ""
    except DateError as error:
        found, message = Resolution("", ""), str(error)
    if message:
        assert "cannot be read as a date" in message
    else:
        assert parse(found.edtf).possible
        assert found.rule in RULES


@given(phrases, anchors)
def test_whatever_a_phrase_may_mean_is_allowed_by_its_rule(phrase: str, anchor: date) -> None:
    for one in resolutions(phrase, anchor):
        assert read(one.edtf, one.rule, anchor).possible, one


@given(phrases, anchors)
def test_reading_again_by_the_rule_that_was_found_changes_nothing(phrase: str, anchor: date) -> None:
    for found in resolutions(phrase, anchor)[:1]:
        assert resolve(phrase, anchor, found.rule) == found
        if (
            len(found.edtf) in (4, 7, 10)
            and found.edtf.replace("-", "").isdecimal()
            and found.rule != "season"
        ):
            assert resolve(found.edtf, anchor).edtf == found.edtf


@given(anchors, st.integers(0, 6))
def test_a_weekday_admits_the_last_such_day(anchor: date, back: int) -> None:
    truth = anchor - timedelta(days=back)
    assert _admits(resolve(f"on {calendar.day_name[truth.weekday()]}", anchor), anchor, truth)


@given(anchors, st.integers(1, 7))
def test_last_and_next_of_a_weekday_admit_both_that_may_be_meant(anchor: date, days: int) -> None:
    before, after = anchor - timedelta(days=days), anchor + timedelta(days=days)
    for phrase, nearest, sign in (("last", before, -1), ("next", after, 1)):
        found = resolve(f"{phrase} {calendar.day_name[nearest.weekday()]}", anchor)
        assert _admits(found, anchor, nearest)
        other_week = anchor + timedelta(weeks=sign)
        in_that_week = other_week + timedelta(days=nearest.weekday() - anchor.weekday())
        assert _admits(found, anchor, in_that_week)


@given(anchors, st.integers(-3, 3))
def test_a_month_admits_all_of_its_days_in_the_year_meant(anchor: date, years: int) -> None:
    for month in range(1, 13):
        truth = date(anchor.year, month, 28)
        assert _admits(resolve(f"in {calendar.month_name[month]}", anchor), anchor, truth)
        year = anchor.year + 3 + years
        if year <= 2999:  # a number from 3000 on is not read as a year
            stated = resolve(f"{calendar.month_name[month]} {year}", anchor)
            assert _admits(stated, anchor, date(year, month, 1))


@given(anchors, st.integers(0, 500))
def test_counted_days_are_exact(anchor: date, count: int) -> None:
    ago, later = anchor - timedelta(days=count), anchor + timedelta(days=count)
    assert resolve(f"{count} days ago", anchor).edtf == f"{ago}"
    assert resolve(f"in {count} days", anchor).edtf == f"{later}"
    within = read(resolve(f"within {count} days", anchor).edtf, "within", anchor)
    assert (within.earliest_begin, within.latest_end) == (anchor, later)


@given(anchors, anchors)
def test_a_day_that_is_written_out_is_that_day(anchor: date, truth: date) -> None:
    text = f"{calendar.month_name[truth.month]} {truth.day}, {truth.year}"
    weekday = calendar.day_name[truth.weekday()]
    assert resolve(text, anchor) == resolve(f"{weekday}, {text}", anchor) == Resolution(f"{truth}", "stated")
    assert _admits(resolve(f"by {text}", anchor), anchor, truth)
    assert not _admits(resolve(f"before {text}", anchor), anchor, truth)
    assert not _admits(resolve(f"after {text}", anchor), anchor, truth)
    assert _admits(resolve(f"on or after {text}", anchor), anchor, truth)


@given(anchors, st.integers(0, 366))
def test_what_is_relative_to_the_anchor_admits_its_days(anchor: date, days: int) -> None:
    before, after = anchor - timedelta(days=days), anchor + timedelta(days=days)
    if before.year == anchor.year:
        assert _admits(resolve("earlier this year", anchor), anchor, before)
    if (before.year, before.month) == (anchor.year, anchor.month):
        assert _admits(resolve("earlier this month", anchor), anchor, before)
    if 0 < days <= 60:
        assert _admits(resolve("in the coming weeks", anchor), anchor, after)
        assert _admits(resolve("in recent weeks", anchor), anchor, before)
    if before.isocalendar()[:2] == (anchor - timedelta(weeks=1)).isocalendar()[:2]:
        assert _admits(resolve("last week", anchor), anchor, before)


@pytest.mark.parametrize(
    ("phrase", "edtf"), [("sometime in 2024", "2024"), ("at some point in June", "2025-06")]
)
def test_some_day_of_a_time_is_not_widened(phrase: str, edtf: str) -> None:
    assert resolve(phrase, date(2025, 3, 1)).edtf == edtf
