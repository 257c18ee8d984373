"""Two clocks: a story as some of its sources tell it, and what changed between two days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import Story
from dateline.errors import DateError, UnknownNameError
from dateline.graph.snapshot import Span
from dateline.graph.validate import validate
from dateline.ontology.terms import Class

WriteStory = Callable[[Path, Mapping[str, Any]], Path]


def _ids(story: Story, kind: Class) -> list[str]:
    return [story.snapshot.id_of(thing) for thing in story.snapshot.instances(kind)]


def test_a_story_known_by_its_last_day_is_the_whole_story(canal: Story) -> None:
    known = canal.known_by("2025-05-20")
    assert set(map(str, known.quads())) == set(map(str, canal.quads()))
    assert known.left_out == {}


def test_nothing_is_known_before_the_first_source(canal: Story) -> None:
    known = canal.known_by("2025-05-09")
    assert len(known.timeline()) == 0
    assert _ids(known, Class.Actor) == []
    assert known.title == canal.title
    assert known.left_out["event"] == len(canal.timeline())


def test_only_what_a_source_of_the_day_supports_is_there(canal: Story) -> None:
    known = canal.known_by("2025-05-10")
    assert _ids(known, Class.Source) == ["herald"]
    assert sorted(entry.id for entry in known.timeline()) == ["fair", "letter", "parade", "talks"]
    assert _ids(known, Class.Tenure) == []
    assert _ids(known, Class.Claim) == ["toll-goes", "toll-stays"]
    left_out = {"claim": 1, "event": 2, "link": 1, "participation": 3, "tenure": 1}
    assert known.left_out == left_out | {"date": 5}


def test_a_date_that_only_a_later_source_tells_is_gone_and_the_days_are_solved_anew(canal: Story) -> None:
    base = canal.snapshot.base
    assert canal.snapshot.span(base + "talks") == Span(*("2025-05-06", "2025-05-08") * 2)
    assert canal.snapshot.instances(Class.Conflict)
    known = canal.known_by("2025-05-10")
    assert known.snapshot.span(base + "talks") == Span(*("2025-05-06",) * 4)
    assert not known.snapshot.instances(Class.Conflict)


def test_whom_nothing_that_is_known_speaks_of_is_not_known(canal: Story) -> None:
    assert "clerk" not in _ids(canal.known_by("2025-05-10"), Class.Actor)
    assert "clerk" in _ids(canal, Class.Actor)


def test_an_outcome_that_only_a_later_source_shows_is_not_known(
    tmp_path: Path, write_story: WriteStory, canal_content: dict[str, Any]
) -> None:
    content = deepcopy(canal_content)
    content["claims"][0]["outcome"]["evidence"] = {"source": "courier", "quote": "Tugs do not pay"}
    story = dateline.open(write_story(tmp_path / "story", content))
    claim = story.snapshot.base + "toll-goes"
    known = story.known_by("2025-05-10").snapshot
    assert (story.snapshot.one(claim, "dl:outcome") or "").endswith("Broken")
    assert known.one(claim, "dl:outcome") is None
    assert known.one(claim, "dl:text")


def test_a_link_needs_both_of_its_ends(canal: Story) -> None:
    story = canal.told_by("courier")
    assert _ids(story, Class.Link) == ["talks-bring-treaty"]
    assert _ids(canal.told_by("herald"), Class.Link) == ["letter-answers-toll"]


def test_sources_are_named_by_id_or_title_and_a_slip_is_suggested(canal: Story) -> None:
    one, other = canal.told_by("courier"), canal.told_by("A treaty for the canal")
    assert set(map(str, one.quads())) == set(map(str, other.quads()))
    with pytest.raises(UnknownNameError, match="A treaty for the canal"):
        canal.told_by("A treaty for the kanal")


@pytest.mark.parametrize("day", ["2025-05-09", "2025-05-10", "2025-05-20"])
def test_a_limited_story_conforms_to_the_shapes(canal: Story, day: str) -> None:
    assert validate(canal.known_by(day).quads()) == ()


def test_limits_are_applied_when_a_story_is_opened(canal_folder: Path, canal: Story) -> None:
    opened = dateline.open(canal_folder, known_by="2025-05-10")
    assert set(map(str, opened.quads())) == set(map(str, canal.known_by("2025-05-10").quads()))
    told = dateline.open(canal_folder, told_by=["courier"])
    assert _ids(told, Class.Source) == ["courier"]


def test_a_month_means_its_last_day(canal: Story) -> None:
    assert len(canal.known_by("2025-05").timeline()) == len(canal.timeline())


def test_changes_tell_what_was_added_and_revised_and_which_conflict_opened(canal: Story) -> None:
    changes = canal.changes("2025-05-10", "2025-05-20")
    assert changes.sources == ("A treaty for the canal",)
    added = [(change.kind, change.id) for change in changes.added]
    assert ("event", "treaty") in added
    assert ("claim", "treaty-fails") in added
    assert ("tenure", "vale-president") in added
    [talks] = [change for change in changes.revised if change.id == "talks"]
    assert talks.was == Span(*("2025-05-06",) * 4)
    assert talks.when == Span(*("2025-05-06", "2025-05-08") * 2)
    assert [quote.quote for quote in talks.quotes] == ["Vale and Brook met on 8 May"]
    [conflict] = changes.opened
    assert {quote.source for quote in conflict.quotes} == {"herald", "courier"}
    assert changes.closed == ()


def test_a_fact_that_a_source_adds_to_a_known_thing_is_a_revision(canal: Story) -> None:
    [toll] = [c for c in canal.changes("2025-05-10", "2025-05-20").revised if c.id == "toll-5"]
    assert [quote.quote for quote in toll.quotes] == ["Tugs do not pay"]


def test_nothing_changes_while_no_source_is_issued(canal: Story) -> None:
    changes = canal.changes("2025-05-10", "2025-05-19")
    assert not changes
    assert changes.sources == ()


@pytest.mark.parametrize(("first", "last"), [("2025-05-20", "2025-05-10"), ("2025-05-20", "2025-05-20")])
def test_days_that_run_backwards_are_refused(canal: Story, first: str, last: str) -> None:
    with pytest.raises(DateError, match="earlier day first"):
        canal.changes(first, last)


def test_every_item_is_known_before_or_added(bundled: Story) -> None:
    """On the bundled story: what is added is exactly what only the later day knows."""
    changes = bundled.changes("2025-03-31", "2025-12-31")
    before, after = bundled.known_by("2025-03-31"), bundled.known_by("2025-12-31")
    for kind in (Class.Event, Class.PolicyState, Class.Claim, Class.Tenure, Class.Link):
        added = {change.id for change in changes.added} & set(_ids(after, kind))
        assert added == set(_ids(after, kind)) - set(_ids(before, kind))


def test_a_conflict_needs_two_sides_that_are_told(
    tmp_path: Path, write_story: WriteStory, canal_content: dict[str, Any]
) -> None:
    content = deepcopy(canal_content)
    words = [
        {"source": "herald", "quote": "In May the toll rises to 12.5%"},
        {"source": "courier", "quote": "Tugs do not pay"},
    ]
    row = {"id": "row", "between": ["toll-12", "treaty"], "reason": "Toll or treaty.", "evidence": words}
    content["conflicts"] = [row]
    story = dateline.open(write_story(tmp_path / "story", content))
    assert "row" in _ids(story, Class.Conflict)
    assert "row" not in _ids(story.told_by("herald"), Class.Conflict)


def test_a_publisher_stands_for_all_of_its_sources(canal: Story) -> None:
    by_publisher, by_id = canal.told_by("The Courier"), canal.told_by("courier")
    assert set(map(str, by_publisher.quads())) == set(map(str, by_id.quads()))
    with pytest.raises(UnknownNameError):
        canal.told_by("Tom Brook")


def test_days_may_be_given_as_dates_of_python(canal: Story) -> None:
    day = date(2025, 5, 10)
    assert canal.known_by(day).left_out == canal.known_by("2025-05-10").left_out
    assert canal.rates(on=day) == canal.rates(on="2025-05-10")
    assert canal.on("talks", date(2025, 5, 6)) == canal.on("talks", "2025-05-06")
    assert canal.timeline(first=day).left_out == canal.timeline(first="2025-05-10").left_out
    assert canal.changes(day, date(2025, 5, 20)) == canal.changes("2025-05-10", "2025-05-20")
    with pytest.raises(DateError, match="None is not a date"):
        canal.rates(on=None)  # type: ignore[arg-type]
