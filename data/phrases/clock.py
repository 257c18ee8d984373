"""The hour, or the part of the day, that a date phrase names."""

from __future__ import annotations

import re

_ZONES = {
    "eastern": "America/New_York",
    "e": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "utc": "UTC",
    "gmt": "UTC",
}
_ZONE = (
    r"(?: (?P<zone>eastern|central|mountain|pacific)(?: standard| daylight)? time"
    r"| (?P<short>e)[sd]?t| (?P<utc>utc|gmt))?"
)
_HOUR = re.compile(
    rf"(?:\bat )?\b(?:(?P<hour>[0-9]{{1,2}})(?::(?P<minute>[0-9]{{2}}))? ?(?P<half>[ap])\.?m\b\.?"
    rf"|(?P<hours>[0-9]{{1,2}}):(?P<minutes>[0-9]{{2}})|(?P<word>noon|midnight)){_ZONE},?(?: on\b)?"
)
_PART = r"(?P<part>morning|afternoon|evening|night)"
_PARTS = [
    (re.compile(rf"(?P<rest>.+?),? {_PART}"), r"\g<rest>"),
    (re.compile(rf"(?:in |on )?{_PART} of (?P<rest>.+)"), r"\g<rest>"),
    (re.compile(r"(?P<part>early|late) (?P<rest>[a-z]+day)"), r"\g<rest>"),
]
_SAME_DAY = {"this": "today", "that": "today", "last": "yesterday", "tonight": "today"}


def clock_of(text: str) -> tuple[str, str | None]:
    """A phrase without its hour or part of the day, and that."""
    if (found := _HOUR.search(text)) and (clock := _clock_time(found)):
        rest = f"{text[: found.start()].rstrip(' ,')} {text[found.end() :].lstrip(' ,')}"
        return rest.strip(), clock
    if text == "tonight":
        return "today", "night"
    for pattern, rest in _PARTS:
        if found := pattern.fullmatch(text):
            day = found.expand(rest)
            return _SAME_DAY.get(day, day), found["part"]
    return text, None


def _clock_time(found: re.Match[str]) -> str | None:
    if found["word"]:
        hour, minute = (12 if found["word"] == "noon" else 0), 0
    elif found["half"]:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    else:
        hour, minute = int(found["hours"]), int(found["minutes"])
    if hour > 23 or minute > 59:
        return None
    zone = _ZONES.get(found["zone"] or found["short"] or found["utc"] or "")
    return f"{hour:02}:{minute:02}" + (f" {zone}" if zone else "")
