"""Phrases that name a day, a month, a season or a year, with or without the year they are in.

A bare month lies in the anchor's year, as news agencies write it; that it is the last such month or the
next is what it can also mean. ``DATES`` is the table: a pattern, and the function that reads it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from ..edtf import parse, written

Meaning = tuple[str, str]
"""An EDTF string, and the rule by which a phrase was read as it."""

Groups = Mapping[str, str]
"""The named parts of a phrase; those that it does not have are empty."""

Reader = Callable[[Groups, date], Iterable[Meaning]]
Days = tuple[date, date]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4}

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = ["eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"]
_ORDINALS = [
    *(*_UNITS, "tenth", *_TEENS, "eighteenth", "nineteenth", "twentieth"),
    *(*(f"twenty-{unit}" for unit in _UNITS), "thirtieth", "thirty-first"),
]
"""The days of a month as laws are signed: "this third day of June"."""
_YEAR = r"(?:,? (?:of |in )?(?:(?P<year>[12][0-9]{3})|(?P<relative>last|this|that|next) year))?"
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"


def _iso(groups: Groups, _anchor: date) -> Iterator[Meaning]:
    text = groups["iso"]
    parse(text)
    yield text, "stated"


def _decade(groups: Groups, _anchor: date) -> Iterator[Meaning]:
    yield f"{groups['decade']}X", "stated"


def _day(groups: Groups, anchor: date) -> Iterator[Meaning]:
    ordinal = groups.get("ordinal")
    month, day = _month_number(groups), _ORDINALS.index(ordinal) + 1 if ordinal else int(groups["day"])
    found = _named(groups, anchor, lambda year: (date(year, month, day),) * 2)
    weekday = groups.get("weekday")
    return (m for m in found if not weekday or date.fromisoformat(m[0]).weekday() == WEEKDAYS.index(weekday))


def _days(groups: Groups, anchor: date) -> Iterator[Meaning]:
    """A run of days of one month: it lasted from the first to the last."""
    month, first, last = _month_number(groups), int(groups["day"]), int(groups["last"])
    for edtf, rule in _named(
        groups, anchor, lambda year: (date(year, month, first), date(year, month, last))
    ):
        bounds = parse(edtf)
        yield f"{bounds.earliest_begin}/{bounds.latest_end}", rule


def _month(groups: Groups, anchor: date) -> Iterable[Meaning]:
    month, which = _month_number(groups), groups["which"]
    if which in ("", "this"):
        return _named(groups, anchor, lambda year: _months(year, month, 1))
    return [] if groups["year"] else _either(which, anchor, lambda year: _months(year, month, 1))


def _quarter(groups: Groups, anchor: date) -> Iterator[Meaning]:
    first = _QUARTERS[groups["quarter"]] * 3 - 2
    return _named(groups, anchor, lambda year: _months(year, first, 3))


def _season(groups: Groups, anchor: date) -> Iterator[Meaning]:
    number, which = _SEASONS[groups["season"]], groups["which"]
    span = _season_of(number)
    if fixed := _year_named(groups, anchor):
        year, rule = fixed
        yield (f"[{year - 1:04}-12..{year + 1:04}-02]" if number == 24 else f"{year:04}-{number}"), rule
    elif which in ("last", "next"):
        yield from _either(which, anchor, span)
    elif which:
        year = anchor.year - (number == 24 and anchor.month < 3)
        first, last = span(year)
        yield (written(first, last) if number == 24 else f"{year:04}-{number}"), "season"
        # By the sun, a season begins and ends three weeks later than by the months.
        yield written(first, last + timedelta(weeks=4)), "season"


def _season_of(number: int) -> Callable[[int], Days]:
    return lambda year: _months(year, number * 3 - 60, 3)


def _month_number(groups: Groups) -> int:
    return _MONTHS.index(groups["month"][:3]) + 1


def _months(year: int, first: int, count: int) -> Days:
    """The days of some months on from a month of a year."""
    years, month = divmod(first + count - 2, 12)
    end = year + years
    return date(year, first, 1), date(end, month + 1, monthrange(end, month + 1)[1])


def _year_named(groups: Groups, anchor: date) -> tuple[int, str] | None:
    if groups["year"]:
        return int(groups["year"]), "stated"
    match groups["relative"]:
        case "last":
            return anchor.year - 1, "last-year"
        case "next":
            return anchor.year + 1, "next-year"
        case "":
            return None
        case _:
            return anchor.year, "that-year"


def _named(groups: Groups, anchor: date, span: Callable[[int], Days]) -> Iterator[Meaning]:
    """A day or month of the year that is named; without one, of the anchor's, or the nearest such."""
    if fixed := _year_named(groups, anchor):
        yield written(*span(fixed[0])), fixed[1]
        return
    spans = dict(_spans(span, anchor, 1))
    if anchor.year in spans:
        yield written(*spans[anchor.year]), "same-year"
    if past := [days for days in spans.values() if days[0] <= anchor]:
        yield written(*max(past)), "past-date"
    if coming := [days for days in spans.values() if days[1] >= anchor]:
        yield written(*min(coming)), "coming-date"


def _spans(span: Callable[[int], Days], anchor: date, reach: int) -> Iterator[tuple[int, Days]]:
    """What is named in the years around the anchor; 29 February and the ends of time are left out."""
    for year in range(anchor.year - reach, anchor.year + reach + 1):
        try:
            yield year, span(year)
        except ValueError:
            continue


def _either(which: str, anchor: date, span: Callable[[int], Days]) -> Iterator[Meaning]:
    """ "Last" and "next": the nearest, or that of the neighbouring year; both where they differ."""
    spans = dict(_spans(span, anchor, 2))
    past = which == "last"
    ended = {y: days for y, days in spans.items() if (days[1] < anchor if past else days[0] > anchor)}
    if not ended:
        return
    nearest = max(ended.values()) if past else min(ended.values())
    other = ended.get(anchor.year + (-1 if past else 1), nearest)
    yield both(nearest, other), f"{which}-named"


def both(one: Days, other: Days) -> str:
    """The EDTF for one of two spans, neither of which is picked; they may be the same."""
    first, last = (written(*days) for days in sorted([one, other]))
    if first == last:
        return first
    return f"[{first},{last}]" if "[" not in first else written(min(one[0], other[0]), max(one[1], other[1]))


DATES: list[tuple[str, Reader]] = [
    (r"(?P<iso>[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)", _iso),
    (r"(?:year )(?P<iso>[0-9]{4})", _iso),
    (r"(?P<decade>[12][0-9]{2})0s", _decade),
    (rf"(?:{WEEKDAY},? )?{_MONTH} {_DAY}{_YEAR}", _day),
    (rf"(?:{WEEKDAY},? )?{_DAY} (?:of )?{_MONTH}{_YEAR}", _day),
    (rf"(?:this )?(?P<ordinal>{'|'.join(_ORDINALS)}) day of {_MONTH}{_YEAR}", _day),
    (rf"{_MONTH} {_DAY} ?(?:-|to|through) ?(?P<last>[0-9]{{1,2}})(?:st|nd|rd|th)?{_YEAR}", _days),
    (rf"(?:(?P<which>last|this|next) )?{_MONTH}{_YEAR}", _month),
    (rf"(?:(?P<which>in|during|last|this|that|next) )?(?P<season>{'|'.join(_SEASONS)}){_YEAR}", _season),
    (rf"(?P<quarter>first|second|third|fourth)(?: quarter|-quarter){_YEAR}", _quarter),
    (rf"(?P<quarter>q[1-4]){_YEAR}", _quarter),
]
"""Each kind of named date and its reader."""
