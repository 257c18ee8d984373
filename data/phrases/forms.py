"""English date phrases without operators: named dates, weekdays, calendar units, counted spans.

One table, :data:`FORMS`: a pattern, and the function that says what it may mean for an anchor day.
The first meaning is how news text uses the phrase (a bare month lies in the anchor's year, a bare
weekday is past); the others are what it can also mean, each by a rule of its own.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from ..edtf import parse, written
from ..rules import ONE_DAY, alone
from .named_dates import DATES, WEEKDAY, WEEKDAYS, Groups, Meaning, Reader, both

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_CALENDAR = {"previous": "last", "preceding": "last", "this": "that", "same": "that", "following": "next"}
_WORDS = {
    "today": "that-day",
    "that day": "that-day",
    "same day": "that-day",
    "yesterday": "day-before",
    "previous day": "day-before",
    "day before": "day-before",
    "tomorrow": "day-after",
    "next day": "day-after",
    "following day": "day-after",
    "day after": "day-after",
    "now": "as-of",
    "currently": "as-of",
    "at present": "as-of",
}

_COUNT = rf"(?P<count>[0-9]{{1,4}}|an?|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s?"
_FEW = r"(?P<unit>days|weeks|months)"
_LEAD = re.compile(r"(?:on|in|during|at|over|of|throughout|(?:proclamation|executive order) [0-9]+ of) ")
_THIS = r"date of (?:issuance of )?this (?:proclamation|order|memorandum|regulation)s?"


def meanings(phrase: str, anchor: date) -> list[Meaning]:
    """What a phrase in lower case and without "the" may mean, likeliest first; empty when no form fits.

    Raises ValueError or OverflowError for days that the calendar does not have.
    """
    for text in (phrase, _LEAD.sub("", phrase, count=1)):
        for pattern, reader in FORMS:
            if found := pattern.fullmatch(text):
                return list(reader(found.groupdict(""), anchor))
    return []


# Weekdays


def _weekday(groups: Groups, anchor: date) -> Iterator[Meaning]:
    index = WEEKDAYS.index(groups["weekday"])
    past = anchor - timedelta(days=(anchor.weekday() - index) % 7)
    coming = past + timedelta(days=7)
    own = anchor + timedelta(days=index - anchor.weekday())
    before, week = past if past < anchor else past - timedelta(days=7), timedelta(days=7)
    match groups["which"]:
        case "last":
            yield both((before,) * 2, (own - week,) * 2), "last-weekday"
        case "this":
            first = past if past == anchor else coming
            yield both((own,) * 2, (first,) * 2), "this-weekday"
        case "next":
            yield both((coming,) * 2, (own + week,) * 2), "next-weekday"
        case "coming" | "this coming":
            yield f"{coming}", "coming-weekday"
        case "past" | "this past":
            yield f"{before}", "last-weekday"
        case _:
            yield from ((f"{past}", "weekday"), (f"{coming}", "coming-weekday"))
            # "Tuesday", said on a Tuesday, may also be the one before.
            yield f"{before}", "last-weekday"


def _weekday_of_week(groups: Groups, anchor: date) -> Iterator[Meaning]:
    which = groups["which"]
    rule = f"{_CALENDAR.get(which, which)}-week"
    monday = parse(alone(rule, anchor) or "").earliest_begin
    if monday:
        yield f"{monday + timedelta(days=WEEKDAYS.index(groups['weekday']))}", rule


# Units of the calendar, and counted ones


def _word(groups: Groups, anchor: date) -> Iterator[Meaning]:
    return _by_rule(_WORDS[groups["word"]], anchor)


def _today(_groups: Groups, anchor: date) -> Iterator[Meaning]:
    return _by_rule("that-day", anchor)


def _unit(groups: Groups, anchor: date) -> Iterator[Meaning]:
    which = groups["which"]
    return _by_rule(f"{_CALENDAR.get(which, which)}-{groups['unit']}", anchor)


def _side(groups: Groups, anchor: date) -> Iterator[Meaning]:
    side = "later" if groups["side"] == "later" else "earlier"
    return _by_rule(f"{side}-this-{groups['unit']}", anchor)


def _recent(groups: Groups, anchor: date) -> Iterator[Meaning]:
    return _by_rule(f"recent-{groups['unit']}", anchor)


def _coming(groups: Groups, anchor: date) -> Iterator[Meaning]:
    return _by_rule(f"coming-{groups['unit']}", anchor)


def _by_rule(rule: str, anchor: date) -> Iterator[Meaning]:
    yield alone(rule, anchor) or "", rule


def _ago(groups: Groups, anchor: date) -> Iterator[Meaning]:
    yield _counted(groups, anchor, -1), "ago"


def _from_now(groups: Groups, anchor: date) -> Iterator[Meaning]:
    yield _counted(groups, anchor, 1), "from-now"


def _within_past(groups: Groups, anchor: date) -> Iterator[Meaning]:
    yield written(_moved(groups, anchor, -1), anchor), "within-past"


def _within(groups: Groups, anchor: date) -> Iterator[Meaning]:
    yield written(anchor, _moved(groups, anchor, 1)), "within"


def _counted(groups: Groups, anchor: date, sign: int) -> str:
    """Days are counted exactly; of weeks, months and years nobody means the very day."""
    day = f"{_moved(groups, anchor, sign)}"
    return {"day": day, "week": f"{day}~", "month": f"{day[:7]}~"}.get(groups["unit"], f"{day[:4]}~")


def _moved(groups: Groups, anchor: date, sign: int) -> date:
    """The anchor and so many units on or back; a day that a month does not have is its last."""
    word, unit = groups.get("count") or "a", groups["unit"]
    count = sign * (int(word) if word.isdecimal() else 1 if word in ("a", "an") else _NUMBERS.index(word) + 1)
    if unit in ("day", "week"):
        return anchor + timedelta(days=count * (7 if unit == "week" else 1))
    months = anchor.year * 12 + anchor.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def _part(groups: Groups, anchor: date) -> Iterator[Meaning]:
    """Half of every period that the rest of the phrase may mean."""
    rest = groups["rest"]
    for edtf, _ in meanings(f"this {rest}" if rest in ("week", "month", "year") else rest, anchor):
        bounds = parse(edtf)
        first, last = bounds.earliest_begin, bounds.latest_end
        if first is None or last is None or (last - first).days < 6 or "," in edtf:
            continue
        half, quarter = (last - first + ONE_DAY) // 2, (last - first + ONE_DAY) // 4
        match groups["part"]:
            case "early" | "beginning of" | "start of":
                yield written(first, first + _whole(half)), "part-of-period"
            case "late" | "end of":
                yield written(last - _whole(half), last), "part-of-period"
            case _:
                yield written(first + _whole(quarter), last - _whole(quarter)), "part-of-period"


def _whole(span: timedelta) -> timedelta:
    return timedelta(days=span.days)


FORMS: list[tuple[re.Pattern[str], Reader]] = [
    (re.compile(pattern), reader)
    for pattern, reader in (
        *DATES,
        (rf"(?:(?P<which>last|(?:this )?past|this|(?:this )?coming|next) )?{WEEKDAY}", _weekday),
        (rf"{WEEKDAY},? (?:of )?(?P<which>last|this|that|next) week", _weekday_of_week),
        (rf"(?P<which>last|this|that|next) week,?(?: on)? {WEEKDAY}", _weekday_of_week),
        (rf"(?P<word>{'|'.join(_WORDS)})", _word),
        (_THIS, _today),
        (
            r"(?P<which>last|previous|preceding|this|that|same|next|following) (?P<unit>week|month|year)",
            _unit,
        ),
        (r"(?P<side>earlier|later|so far) (?:in )?(?:this|that) (?P<unit>week|month|year)", _side),
        (r"(?P<side>earlier|later) in (?P<unit>week|month|year)", _side),
        (rf"(?:recent|(?:past|last) few) {_FEW}", _recent),
        (rf"(?:a )?few {_FEW} ago", _recent),
        (rf"(?:coming|next few) {_FEW}", _coming),
        (rf"{_COUNT} (?:ago|earlier|before)", _ago),
        (rf"in {_COUNT}'?(?: time)?", _from_now),
        (rf"{_COUNT} (?:from now|later|after|hence)", _from_now),
        (rf"(?:within )?(?:past|last) {_COUNT}", _within_past),
        (r"past (?P<unit>day|week|month|year)", _within_past),
        (rf"within {_COUNT}(?: (?:of|after|from) {_THIS})?", _within),
        (rf"(?:within )?next {_COUNT}", _within),
        (r"(?P<part>early|mid|middle of|late|beginning of|start of|end of)[ -](?:in )?(?P<rest>.+)", _part),
    )
]
"""Each kind of phrase and its reader; the first pattern that fits the whole phrase reads it."""
