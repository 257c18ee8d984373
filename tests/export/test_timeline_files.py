"""The timeline as JSON, CSV, Markdown and calendar: each is read back and compared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

import dateline
from dateline import Story
from dateline.export.timelines import (
    COLUMNS,
    not_in_calendar,
    timeline_rows,
    to_csv,
    to_ics,
    to_json,
    to_markdown,
    words_for,
)

WriteStory = Callable[[Path, Mapping[str, Any]], Path]
Change = Callable[..., Story]

# The contract of the product: these keys, whatever else there is.
PROMISED = [
    *("id", "type", "label", "when", "earliest_begin", "latest_begin", "earliest_end", "latest_end"),
    *("ongoing", "participants", "place", "evidence", "known_since", "conflicts"),
]


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


@pytest.fixture
def with_talks(tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]) -> Change:
    """The canal story with one key of an event set anew; the talks are then no part of the summit."""

    def change(key: str, value: Any, event: int = 0) -> Story:
        content = deepcopy(dict(canal_content))
        content["events"][event][key] = value
        del content["events"][0]["part_of"]
        return dateline.open(write_story(tmp_path / "changed", content))

    return change


def test_json_has_the_promised_keys_in_every_entry(story: Story) -> None:
    entries = json.loads(to_json(story.timeline()))
    assert len(entries) == len(story.timeline()) > 0
    for entry in entries:
        assert set(PROMISED) <= set(entry)
        assert isinstance(entry["ongoing"], bool)
        assert entry["evidence"]
        for part in entry["participants"]:
            assert set(part) == {"id", "label", "role"}
        for quote in entry["evidence"]:
            assert {"source", "quote", "start", "end"} <= set(quote)
        assert all(isinstance(reason, str) for reason in entry["conflicts"])


def test_json_says_what_the_story_says(canal: Story) -> None:
    entry = next(item for item in json.loads(to_json(canal.timeline())) if item["id"] == "talks")
    assert entry["when"] == ["2025-05-06", "2025-05-08"]
    assert entry["earliest_begin"] == "2025-05-06"
    assert {"id": "vale", "label": "Ines Vale", "role": "Guest"} in entry["participants"]
    assert entry["place"] == "The lock house"
    fair = next(item for item in json.loads(to_json(canal.timeline())) if item["id"] == "fair")
    assert fair["earliest_begin"] is fair["latest_end"] is fair["place"] is None
    assert fair["when"] == []


def test_csv_says_the_same_as_json(story: Story) -> None:
    entries = json.loads(to_json(story.timeline()))
    read = list(csv.DictReader(io.StringIO(to_csv(story.timeline()), newline="")))
    assert len(read) == len(entries)
    for row, entry in zip(read, entries, strict=True):
        assert tuple(row) == COLUMNS
        for name in COLUMNS:
            value = entry[name]
            if isinstance(value, list):
                assert json.loads(row[name]) == value
            else:
                assert row[name] == (
                    "" if value is None else str(value).lower() if value in (True, False) else value
                )


def items_of(markdown: str) -> list[tuple[int, str]]:
    """Each list item with its depth and its text, as a reader of Markdown shows it."""
    found, depth = [], 0
    for token in MarkdownIt().parse(markdown):
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if token.type == "inline":
            texts = [
                child.content for child in token.children or () if child.type in ("text", "text_special")
            ]
            found.append((depth, "".join(texts)))
    return found


def test_markdown_reads_back_as_events_with_their_quotes(story: Story) -> None:
    expected = []
    for entry in story.timeline():
        occurs = {"Planned": ", planned", "CalledOff": ", called off"}.get(entry.occurrence or "", "")
        expected.append((1, f"{words_for(entry.span)} {entry.label} ({entry.type}{occurs})"))
        for quote in entry.evidence:
            words = " ".join(quote.quote.split())
            expected.append((2, f"“{words}” — {quote.publisher}, {quote.issued}"))
    assert items_of(to_markdown(story.timeline())) == expected


@pytest.mark.parametrize(
    "label",
    ["a *b* _c_ [d](e) <f> `g` \\h", "one\n\ntwo\n# three", "R&amp;D ~~gone~~ 1. x", "![i](j)", "- k"],
)
def test_markdown_shows_a_label_as_it_is_whatever_marks_it_holds(with_talks: Change, label: str) -> None:
    timeline = with_talks("label", label).timeline()
    shown = [text for depth, text in items_of(to_markdown(timeline)) if depth == 1]
    assert len(shown) == len(timeline)
    assert any(text.endswith(f" {' '.join(label.split())} (Meeting)") for text in shown)


def events_of(story: Story) -> dict[str, Any]:
    calendar = Calendar.from_ical(to_ics(story.timeline()))
    return {str(event["UID"]).removesuffix("@dateline"): event for event in calendar.walk("VEVENT")}


def test_a_calendar_holds_every_event_with_a_first_and_a_last_day(story: Story) -> None:
    events = events_of(story)
    timeline = story.timeline()
    assert len(events) + not_in_calendar(timeline) == len(timeline)
    for entry in timeline:
        if entry.id in events:
            event = events[entry.id]
            assert event["DTSTART"].dt == date.fromisoformat(entry.earliest_begin or "")
            assert event["DTEND"].dt == date.fromisoformat(entry.latest_end or "") + timedelta(days=1)
            assert str(event["SUMMARY"]).startswith(entry.label)
            assert str(event["DESCRIPTION"]) == "\n".join(f"“{quote.quote}”" for quote in entry.evidence)
            assert (str(event["LOCATION"]) if "LOCATION" in event else None) == entry.place
        else:
            assert None in (entry.earliest_begin, entry.latest_end)


def test_a_calendar_counts_what_it_cannot_carry(canal: Story, with_talks: Change) -> None:
    assert set(events_of(canal)) == {"letter", "parade", "talks", "river-summit", "treaty"}
    assert not_in_calendar(canal.timeline()) == 1
    for when in ("2025-05/..", "/2025-05", "2025-05/"):
        story = with_talks("when", when)
        assert not_in_calendar(story.timeline()) == 2, when
        assert "talks" not in events_of(story)
    for when in ("9999", "9999-12-31"):
        story = with_talks("when", when, 2)
        assert not_in_calendar(story.timeline()) == 2, when
        assert "treaty" not in events_of(story)


@pytest.mark.parametrize(
    ("when", "doubt"),
    [
        ("2025-05-06", ""),
        ("2025-05-06/2025-05-08", ""),
        ("2025-05", " (some day of this time)"),
        ("2025-05/2025-06", " (first or last day uncertain)"),
        ("2025-05-06/2025-06", " (first or last day uncertain)"),
    ],
)
def test_the_title_of_an_event_tells_that_its_days_are_uncertain(
    with_talks: Change, when: str, doubt: str
) -> None:
    event = events_of(with_talks("when", when))["talks"]
    assert str(event["SUMMARY"]) == "Talks at the lock house" + doubt


def test_what_is_planned_or_called_off_says_so_in_a_calendar(canal: Story) -> None:
    events = events_of(canal)
    assert str(events["parade"]["STATUS"]) == "CANCELLED"
    assert str(events["treaty"]["STATUS"]) == "TENTATIVE"
    assert "STATUS" not in events["talks"]


def test_a_calendar_is_stamped_with_a_time_in_utc_and_the_same_every_time(canal: Story) -> None:
    """RFC 5545, section 3.8.7.2: DTSTAMP is a date with time, in UTC."""
    for event in events_of(canal).values():
        stamp = event["DTSTAMP"].dt
        assert isinstance(stamp, datetime)
        assert stamp.utcoffset() == timedelta(0)
    text = to_ics(canal.timeline())
    assert "DTSTAMP:20250510T000000Z" in text
    assert to_ics(canal.timeline()) == text


def test_a_table_has_a_row_for_each_event_with_its_first_words(canal: Story) -> None:
    rows = timeline_rows(canal.timeline())
    assert len(rows) == len(canal.timeline())
    parade = next(row for row in rows if row[2] == "Parade of the barges")
    assert "3 May 2025" in parade[0]
    assert "CalledOff" in parade[1]
    assert parade[3] == "Lena Marsh (Attendee), Ines Vale (Attendee)"
    assert parade[4] == "“The parade on 3 May was called off”"
