"""Date phrases of English news and law, resolved against the day on which they were written.

Parsers of dates in running text give a point in time and drop the range: to the ``edtf`` library's own
``text_to_edtf`` "last month" is nothing and "in June" a June of no year. Here every phrase becomes EDTF
that holds all that it may mean, with the name of the rule by which it was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...errors import DateError
from ..edtf import Bounds, parse, written
from ..quotes import fold
from ..rules import ONE_DAY, alone, read
from .clock import clock_of
from .forms import meanings
from .named_dates import Meaning

MAX_LENGTH = 100
"""Characters of a phrase at most; the longest that a law uses has some eighty."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase was read as: EDTF, the rule of :data:`.rules.RULES`, and the hour where it names one.

    ``clock_time`` is "HH:MM", with an IANA time zone where the phrase has one, or a part of the day.
    """

    edtf: str
    rule: str
    clock_time: str | None = None


def resolve(phrase: str, anchor: date, rule: str | None = None) -> Resolution:
    """What a phrase means when it is written on the anchor day; ``rule`` picks one of several meanings.

    Raises :class:`DateError` for a phrase that cannot be read, or not by the rule.

    >>> resolve("Monday evening", date(2025, 10, 7))
    Resolution(edtf='2025-10-06', rule='weekday', clock_time='evening')
    >>> resolve("on Thursday", date(2025, 10, 7), "coming-weekday").edtf
    '2025-10-09'
    >>> resolve("on or after 12:01 a.m. eastern time on March 4, 2025", date(2025, 3, 3))
    Resolution(edtf='2025-03-04/..', rule='stated', clock_time='00:01 America/New_York')
    """
    found = resolutions(phrase, anchor)
    if not found:
        raise DateError(f'the phrase "{_short(phrase)}" cannot be read as a date; give `edtf:` beside it')
    if rule is None:
        return found[0]
    for one in found:
        if one.rule == rule:
            return one
    for one in found:
        if read(one.edtf, rule, anchor).possible:
            return Resolution(one.edtf, rule, one.clock_time)
    means = ", ".join(dict.fromkeys(f"{one.edtf} ({one.rule})" for one in found))
    raise DateError(
        f'the rule "{rule}" does not allow what the phrase "{_short(phrase)}" means; it means {means}'
    )


def resolve_reading(phrase: str | None, rule: str | None, anchor: Bounds) -> Resolution:
    """What a phrase, a rule, or a phrase by a rule means for an anchor that may be longer than a day.

    A rule that needs no phrase is enough where the phrase is none of time, such as "faces" with ``as-of``.
    Raises :class:`DateError` when the days of the anchor lead to different dates.
    """
    days = [day for day in (anchor.earliest_begin, anchor.latest_end) if day]
    if len(days) < 2:
        raise DateError("the anchor has an open side; give a day, a month or a year")
    found = [_resolved(phrase, rule, day) for day in days]
    if found[0] != found[1]:
        raise DateError(f"the anchor is too vague for {_named(phrase, rule)}; give the day")
    return found[0]


def _resolved(phrase: str | None, rule: str | None, anchor: date) -> Resolution:
    if phrase is not None and (rule is None or resolutions(phrase, anchor)):
        return resolve(phrase, anchor, rule)
    try:
        edtf = alone(rule, anchor) if rule else None
    except (ValueError, OverflowError):
        edtf = None
    if edtf is None or rule is None:
        raise DateError(f"{_named(phrase, rule)} cannot be read as a date; give `edtf:` beside it")
    return Resolution(edtf, rule)


def _named(phrase: str | None, rule: str | None) -> str:
    return f'the phrase "{_short(phrase)}"' if phrase is not None else f'the rule "{rule}"'


def resolutions(phrase: str, anchor: date) -> list[Resolution]:
    """Everything that a phrase may mean, likeliest first; empty when it cannot be read."""
    if len(phrase) > MAX_LENGTH or _VERB.search(phrase):
        return []
    text = _THE.sub("", fold(phrase).casefold()).strip(" .,;:\"'()")
    for variant in dict.fromkeys((text, text.replace("'s", ""), re.sub(r"'s?( [a-z]+){1,2}$", "", text))):
        rest, clock = clock_of(variant)
        try:
            found = list(dict.fromkeys(_operated(rest, anchor, clock)))
        except (ValueError, OverflowError):
            continue
        if found:
            return [Resolution(edtf, rule, clock) for edtf, rule in found]
    return []


_THE = re.compile(r"\bthe ")
_VERB = re.compile(r"\b(?:may|march)\b")
"""In lower case these are no months, and "may" is frequent in what is planned."""


def _short(phrase: str | None) -> str:
    return phrase if phrase and len(phrase) <= MAX_LENGTH else f"{phrase}"[:MAX_LENGTH] + "…"


# Since, by, until, from … to


def _operated(text: str, anchor: date, clock: str | None) -> Iterable[Meaning]:
    for pattern, two in _PAIRS:
        if found := pattern.fullmatch(text):
            return two(found["one"], found["other"], anchor)
    for pattern, operator in OPERATORS:
        if (found := pattern.fullmatch(text)) and (rest := meanings(found["rest"], anchor)):
            return operator(rest, anchor, clock)
    return meanings(text, anchor)


def _from_to(one: str, other: str, anchor: date) -> Iterator[Meaning]:
    for begin, end in _pair(one, other, anchor):
        if _plain(begin) and _plain(end):
            yield f"{begin}/{end}", "from-to"


def _between(one: str, other: str, anchor: date) -> Iterator[Meaning]:
    for begin, end in _pair(one, other, anchor):
        yield written(parse(begin).earliest_begin, parse(end).latest_end), "between"


def _pair(one: str, other: str, anchor: date) -> Iterator[tuple[str, str]]:
    """The two sides of a range, where the first is the last such before the second."""
    for end, _ in meanings(other, anchor):
        last = parse(end).earliest_begin
        begins = [edtf for edtf, _ in meanings(one, last)] if last else []
        fit = [edtf for edtf in begins if (day := parse(edtf).earliest_begin) and last and day <= last]
        if fit:
            yield fit[0], end


def _since(found: list[Meaning], anchor: date, _clock: str | None) -> Iterator[Meaning]:
    """What began and goes on: of several meanings the first that had begun by the anchor."""
    begun = [one for one in found if (parse(one[0]).earliest_begin or date.max) <= anchor]
    return _onwards(begun + [one for one in found if one not in begun], anchor, None)


def _onwards(found: list[Meaning], _anchor: date, _clock: str | None) -> Iterator[Meaning]:
    return ((f"{edtf}/..", rule) for edtf, rule in found if _plain(edtf))


def _by(found: list[Meaning], _anchor: date, _clock: str | None) -> Iterator[Meaning]:
    # "By Friday" looks ahead.
    for edtf, _ in sorted(found, key=lambda one: one[1] == "weekday"):
        if last := parse(edtf).latest_end:
            yield written(None, last), "by"


def _before(found: list[Meaning], _anchor: date, _clock: str | None) -> Iterator[Meaning]:
    for edtf, _ in sorted(found, key=lambda one: one[1] == "weekday"):
        if first := parse(edtf).earliest_begin:
            yield written(None, first - ONE_DAY), "by"


def _after(found: list[Meaning], _anchor: date, _clock: str | None) -> Iterator[Meaning]:
    for edtf, _ in found:
        if last := parse(edtf).latest_end:
            yield written(last + ONE_DAY, None), "after"


def _until(found: list[Meaning], _anchor: date, clock: str | None) -> Iterator[Meaning]:
    for edtf, _ in sorted(found, key=lambda one: one[1] == "weekday"):
        end = parse(edtf).latest_end
        if end and clock and clock.startswith(("00:00", "00:01")):
            yield f"/{end - ONE_DAY}", "until"
        elif _plain(edtf):
            yield f"/{edtf}", "until"


def _about(found: list[Meaning], _anchor: date, _clock: str | None) -> Iterator[Meaning]:
    return ((f"{edtf}~", "about") for edtf, _ in found if re.fullmatch("[0-9-]+", edtf))


def _some_day(found: list[Meaning], _anchor: date, _clock: str | None) -> list[Meaning]:
    """Some day of a month or a year is what its EDTF says already."""
    return found


def _plain(edtf: str) -> bool:
    """Whether a date can be a side of a range: no range, no set."""
    return not set(edtf) & set("/[{")


_PAIRS = [
    (re.compile(r"from (?P<one>.+?) (?:to|until|through|-) (?P<other>.+)"), _from_to),
    (re.compile(r"between (?P<one>.+?) and (?P<other>.+)"), _between),
]
Operator = Callable[[list[Meaning], date, str | None], Iterable[Meaning]]
OPERATORS: list[tuple[re.Pattern[str], Operator]] = [
    (re.compile(rf"(?:{words}) (?P<rest>.+)"), operator)
    for words, operator in (
        (r"(?:ever )?since", _since),
        (
            r"(?:effective )?(?:as of|on (?:or|and) after|from|starting|beginning)(?: on| in)?|effective",
            _onwards,
        ),
        (r"by|no later than|not later than|on or before|up to", _by),
        (r"before|prior to", _before),
        (r"after|following", _after),
        (r"until|till|through|up until", _until),
        (r"about|around|circa|approximately|roughly|sometime around", _about),
        (r"(?:at )?some (?:day|time|point) (?:in|during)|sometime (?:in|during)", _some_day),
    )
]
"""Words before a phrase that make it a side of a longer or an open time."""
