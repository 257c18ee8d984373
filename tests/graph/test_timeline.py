"""The timeline: events in order, and a count of what each filter leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import Story
from dateline.errors import DateError, UnknownNameError
from dateline.graph.snapshot import Span

WriteStory = Callable[[Path, Mapping[str, Any]], Path]


def ids(story: Story, **filters: Any) -> list[str]:
    return [entry.id for entry in story.timeline(**filters)]


def test_events_stand_where_they_have_begun_for_certain_and_undated_ones_last(canal: Story) -> None:
    assert ids(canal) == ["letter", "parade", "river-summit", "talks", "treaty", "fair"]


@pytest.mark.parametrize("name", ["canal", "bundled"])
def test_the_order_is_that_of_the_bounds_and_nothing_is_left_out(
    name: str, request: pytest.FixtureRequest
) -> None:
    story: Story = request.getfixturevalue(name)
    timeline = story.timeline()
    assert timeline.left_out == {}
    keys = [(entry.span.order, entry.id) for entry in timeline]
    assert keys == sorted(keys)
    assert len({entry.id for entry in timeline}) == len(timeline)


def test_an_entry_holds_all_that_is_told_of_its_event(canal: Story) -> None:
    entry = next(entry for entry in canal.timeline() if entry.id == "talks")
    assert (entry.type, entry.label, entry.occurrence) == ("Meeting", "Talks at the lock house", "Happened")
    assert entry.when == ("2025-05-06", "2025-05-08")
    assert entry.span == Span("2025-05-06", "2025-05-08", "2025-05-06", "2025-05-08")
    assert entry.place == "The lock house"
    assert [(part.id, part.role) for part in entry.participants] == [
        ("brook", "Host"),
        ("brook", "Speaker"),
        ("vale", "Guest"),
    ]
    assert [(quote.source, quote.publisher) for quote in entry.evidence] == [
        ("herald", "The Herald"),
        ("courier", "The Courier"),
    ]
    assert entry.known_since == "2025-05-10"
    assert len(entry.conflicts) == 1


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-05-07", None, ["letter", "river-summit", "talks", "treaty", "fair"]),
        (None, "2025-04-30", ["letter", "fair"]),
        ("2025-05-03", "2025-05-03", ["letter", "parade", "river-summit", "fair"]),
        ("2025-06", "2025-06", ["fair"]),
        ("2025-07", "2025", ["treaty", "fair"]),
        ("2026", None, ["fair"]),
    ],
)
def test_from_and_to_keep_what_may_lie_between_them_and_count_the_rest(
    canal: Story, first: str | None, last: str | None, expected: list[str]
) -> None:
    timeline = canal.timeline(first=first, last=last)
    assert [entry.id for entry in timeline] == expected
    assert timeline.left_out == {"outside the days asked for": 6 - len(expected)}


def test_known_by_keeps_what_a_source_told_by_then(canal: Story) -> None:
    assert ids(canal, known_by="2025-05-19") == ["letter", "parade", "talks", "fair"]
    assert canal.timeline(known_by="2025-05-19").left_out == {"not known by 2025-05-19": 2}
    assert ids(canal, known_by="2025-05") == ids(canal)
    assert ids(canal, known_by="2025-05-09") == []


@pytest.mark.parametrize("name", ["vale", "Ines Vale", "VALE", "vail", "Inez Vail", "president of the locks"])
def test_an_actor_may_be_named_by_id_label_surname_alias_or_misspelling(canal: Story, name: str) -> None:
    timeline = canal.timeline(actor=name)
    assert [entry.id for entry in timeline] == ["letter", "parade", "river-summit", "talks"]
    assert timeline.left_out == {"without Ines Vale": 2}


def test_filters_add_up_and_every_event_is_counted_once(canal: Story) -> None:
    timeline = canal.timeline(first="2025-05", last="2025-05", known_by="2025-05-15", actor="brook")
    assert [entry.id for entry in timeline] == ["talks", "fair"]
    assert len(timeline) + sum(timeline.left_out.values()) == len(canal.timeline())
    assert timeline.left_out == {"not known by 2025-05-15": 2, "without Tom Brook": 2}


def test_an_unknown_actor_and_a_bad_date_are_errors(canal: Story) -> None:
    with pytest.raises(UnknownNameError, match="did you mean Ines Vale"):
        canal.timeline(actor="Ines Val")
    with pytest.raises(UnknownNameError, match="no actor"):
        canal.timeline(actor="lock-house")
    with pytest.raises(DateError):
        canal.timeline(first="soon")
    with pytest.raises(DateError, match="open side"):
        canal.timeline(last="2025-05/..")
    with pytest.raises(DateError):
        canal.timeline(known_by="2025-13")


def test_a_surname_of_two_people_is_not_guessed(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    content = deepcopy(dict(canal_content))
    content["actors"] += [
        {"id": "ann", "type": "Person", "label": "Ann Locke"},
        {"id": "ben", "type": "Person", "label": "Ben Locke"},
    ]
    story = dateline.open(write_story(tmp_path, content))
    with pytest.raises(UnknownNameError, match="means several") as caught:
        story.timeline(actor="Locke")
    assert set(caught.value.suggestions) == {"ann", "ben"}
    assert story.timeline(actor="Ben Locke").left_out == {"without Ben Locke": 6}


def test_a_story_without_events_has_an_empty_timeline(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    content = {"story": canal_content["story"]}
    timeline = dateline.open(write_story(tmp_path, content)).timeline()
    assert list(timeline) == []
    assert timeline.left_out == {}
