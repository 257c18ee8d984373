"""Dates in a story: read from their phrases, and checked against them and against each other."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data.edtf import Bounds
from dateline.data.readings import reading_of
from dateline.data.records import Evidence, When
from dateline.data.story import read_story
from dateline.data.timing import Reading, readings

WriteStory = Callable[..., Path]
Findings = Callable[[Path], list[str]]
ISSUED = {"gazette": "2025-10-07", "courier": "2025-10-09"}
"""A Tuesday, and the Thursday after."""


def _evidence(quote: str, source: str = "gazette") -> Evidence:
    return Evidence(source=source, quote=quote)


def _reading(quote: str = "They met on Monday evening", **when: Any) -> Reading:
    (reading,) = readings((When(**when),), (_evidence(quote),), ISSUED)
    return reading


def _sources(write_story: WriteStory, **sections: str) -> Path:
    """A story with a source of 4 March and one of 10 March 2025."""
    folder = write_story(**sections)
    (folder / "more.yaml").write_text(
        "sources:\n- {id: courier, title: More, publisher: herald, issued: 2025-03-10}\n", "utf-8"
    )
    return folder


# Dates that are read from their phrases


def test_a_phrase_alone_is_read_against_the_issue_day_of_its_source() -> None:
    reading, monday = _reading(phrase="Monday evening"), date(2025, 10, 6)
    assert (reading.when.edtf, reading.when.rule, reading.when.clock_time) == (
        "2025-10-06",
        "weekday",
        "evening",
    )
    assert (reading.when.phrase, reading.anchor) == ("Monday evening", "2025-10-07")
    assert reading.bounds == Bounds(monday, monday, monday, monday)


def test_the_first_evidence_of_the_date_itself_says_what_it_counts_from() -> None:
    when = When(phrase="last week", evidence=(_evidence("last week", "courier"),))
    (reading,) = readings((when,), (_evidence("x"),), {"gazette": "2025-10-07", "courier": "2025-03-10"})
    assert (reading.anchor, reading.when.edtf) == ("2025-03-10", "2025-03-06~")


def test_an_anchor_a_rule_and_an_hour_of_the_researcher_are_kept() -> None:
    reading = _reading(
        phrase="Monday evening", anchor="2025-10-01", rule="coming-weekday", clock_time="after 6 p.m."
    )
    assert (reading.anchor, reading.when.edtf) == ("2025-10-01", "2025-10-06")
    assert (reading.when.rule, reading.when.clock_time) == ("coming-weekday", "after 6 p.m.")


def test_edtf_that_the_researcher_gives_is_never_replaced() -> None:
    when = When(edtf="2025-10", phrase="Monday evening")
    reading = reading_of(when, (_evidence("Monday evening"),), ISSUED)
    assert reading.when is when
    assert (reading.anchor, reading.when.rule) == (None, None)


def test_what_is_only_known_to_be_past_needs_nothing_but_its_rule() -> None:
    reading = _reading(rule="up-to-anchor")
    issue_day = date(2025, 10, 7)
    assert (reading.when.edtf, reading.anchor) == ("[..2025-10-07]", "2025-10-07")
    assert reading.bounds == Bounds(None, issue_day, None, issue_day)
    assert reading.bounds == _reading(edtf="[..2025-10-07]").bounds
    assert (
        reading.bounds == _reading("He has retaliated", phrase="has retaliated", rule="up-to-anchor").bounds
    )


def test_what_a_source_says_in_the_present_tense_needs_nothing_but_its_rule() -> None:
    reading = _reading("He faces pressure", phrase="faces", rule="as-of")
    issue_day = date(2025, 10, 7)
    assert reading.when.edtf == "/.."
    assert reading.bounds == Bounds(None, issue_day, issue_day, None, ongoing=True)


def test_a_reading_knows_the_earliest_day_on_which_its_sources_were_issued() -> None:
    both = (_evidence("since June", "courier"), _evidence("since June"))
    assert reading_of(When(edtf="2025-06/.."), both, ISSUED).as_of == date(2025, 10, 7)
    assert reading_of(When(edtf="2025-06/.."), both[:1], ISSUED).as_of == date(2025, 10, 9)
    assert reading_of(When(edtf="2025-06/.."), (), ISSUED).as_of is None


PHRASES = [
    "Monday evening",
    "last week",
    "in June",
    "since June",
    "that month",
    "by July 20",
    "in the coming weeks",
]


@given(st.sampled_from(PHRASES), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_date_that_was_filled_in_is_read_as_it_was(phrase: str, anchor: date) -> None:
    own = (_evidence(phrase),)
    first = reading_of(When(phrase=phrase, anchor=f"{anchor}"), own, ISSUED)
    again = reading_of(first.when, own, ISSUED)
    assert first.when.edtf
    assert again == first


def test_a_story_may_leave_its_edtf_to_its_phrases(write_story: WriteStory) -> None:
    events = """
    - id: talks
      type: Meeting
      label: T
      when: {phrase: on Monday}
      evidence: {source: gazette, quote: met on Monday}
    - id: row
      type: Event
      label: R
      when: {rule: up-to-anchor}
      evidence: {source: gazette, quote: the row}
    """
    records = read_story(write_story(events=events.replace("id: row", "id: quarrel")))
    issued = {source.id: source.issued for source in records.sources}
    found = [readings(event.when, event.evidence, issued)[0].when.edtf for event in records.events]
    assert found == ["2025-03-03", "[..2025-03-04]"]


# Findings


@pytest.mark.parametrize(
    ("when", "problem"),
    [
        (
            "{phrase: met}",
            'the phrase "met" cannot be read as a date; give `edtf:` beside it',
        ),
        (
            "{phrase: on Monday, anchor: 2025-03}",
            'the anchor is too vague for the phrase "on Monday"; give the day',
        ),
        (
            "{phrase: on Monday, rule: next-year}",
            'the rule "next-year" does not allow what the phrase "on Monday" means; '
            "it means 2025-03-03 (weekday), 2025-03-10 (coming-weekday), 2025-03-03 (last-weekday)",
        ),
        (
            "{rule: same-year}",
            'the rule "same-year" cannot be read as a date; give `edtf:` beside it',
        ),
        (
            "{anchor: 2025-03-04}",
            "this date says no time; write `edtf:`, or a `phrase:` to read it from",
        ),
        (
            "{edtf: 2025-03-01, phrase: on Monday, rule: same-year}",
            '"2025-03-01" shares no day with what "on Monday" means for the anchor 2025-03-04: '
            "2025-03-03 or 2025-03-10; write what the phrase means, or give the `anchor:` that it counts "
            "from",
        ),
        (
            "{edtf: 2025-03-04, phrase: on Monday, rule: weekday}",
            '"2025-03-04" shares no day with what "on Monday" means for the anchor 2025-03-04: '
            "2025-03-03 or 2025-03-10; write what the phrase means, or give the `anchor:` that it counts "
            "from",
        ),
        (
            "{edtf: 10000-01-01}",
            '"10000-01-01" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, a range A/B, .. for an open '
            "end, ~ for about",
        ),
        (
            "{edtf: -0044-03-15}",
            '"-0044-03-15" is outside the years 1 to 9999 that dateline can hold; write YYYY, YYYY-MM or '
            "YYYY-MM-DD, a range A/B, .. for an open end, ~ for about",
        ),
        (
            "{edtf: 2025-03-05/2025-03-04}",
            '"2025-03-05/2025-03-04" ends before it begins; write the earlier date first',
        ),
    ],
)
def test_a_date_that_cannot_be_is_told_with_file_and_line(
    write_story: WriteStory, findings: Findings, when: str, problem: str
) -> None:
    events = (
        f"- id: talks\n  type: Meeting\n  label: T\n  when: {when}\n"
        "  evidence: {source: gazette, quote: they met on Monday}"
    )
    assert findings(write_story(events=events)) == [f"story.yaml:18: {problem}"]


@pytest.mark.parametrize(
    "when",
    [
        "{edtf: 2025-03-03, phrase: on Monday}",
        "{edtf: 2025-03-10, phrase: on Monday}",
        "{edtf: 2025-03, phrase: on Monday}",
        "{edtf: 2025-03-03/.., phrase: on Monday}",
        "{edtf: /2025-03-02, phrase: on Monday}",
        "{edtf: 2018-03-05, phrase: on Monday, anchor: 2018-03-07}",
        "{edtf: 2018-03-08, phrase: March 8, rule: stated}",
        "{edtf: 2017, phrase: they met}",
    ],
)
def test_a_reading_that_a_phrase_admits_or_that_cannot_be_compared_is_let_be(
    write_story: WriteStory, findings: Findings, when: str
) -> None:
    # The gazette's day of issue lies between the two Mondays.
    events = (
        f"- id: talks\n  type: Meeting\n  label: T\n  when: {when}\n"
        f"  occurrence: {'Planned' if '2025-03-10' in when else 'Happened'}\n"
        '  evidence: {source: gazette, quote: "they met on Monday, as on March 8, 2018"}'
    )
    assert findings(write_story(events=events)) == []


def test_an_end_before_the_begin_is_a_finding_when_one_source_gives_both(
    write_story: WriteStory, findings: Findings
) -> None:
    def tenure(end: str, source: str) -> str:
        return f"""
        - id: reign
          holder: ann
          post: mayor
          when:
            - 2025-02/..
            - edtf: {end}
              evidence: {{source: {source}, quote: he left}}
          evidence: {{source: gazette, quote: mayor since February}}
        """

    post = "- {id: mayor, label: Mayor}"
    clash = (
        'story.yaml:23: "/2025-01" ends before "2025-02/.." begins; '
        "correct one of the two dates, or give each the `evidence:` that it rests on"
    )
    folder = _sources(write_story, posts=post, tenures=tenure("/2025-01", "gazette"))
    assert findings(folder) == [clash]
    for end, source in (("/2025-01", "courier"), ("/2025-03", "gazette")):
        assert findings(_sources(write_story, posts=post, tenures=tenure(end, source))) == []


EVENT = """
- id: fair
  type: Event
  label: F
  occurrence: {occurrence}
  when: {when}
  evidence:
    - {{source: courier, quote: the fair}}
    - {{source: {source}, quote: a fair}}
"""


def test_a_plan_for_a_day_before_all_of_its_sources_is_a_finding(
    write_story: WriteStory, findings: Findings
) -> None:
    late = EVENT.format(occurrence="Planned", when="2025-03-08", source="courier")
    assert findings(_sources(write_story, events=late)) == [
        'story.yaml:18: the source "courier" was issued on 2025-03-10, after the event that it tells as '
        "planned (2025-03-08); write `occurrence: Happened` or `CalledOff`, as a source tells it, or correct "
        "the date"
    ]


@pytest.mark.parametrize(
    ("occurrence", "when", "source"),
    [
        ("Happened", "2025-03-08", "courier"),
        ("CalledOff", "2025-03-08", "courier"),
        ("Planned", "2025-03-08", "gazette"),
        ("Planned", "2025-03-10", "courier"),
        ("Planned", "2025-03", "courier"),
        ("Planned", "2025-03-08/", "courier"),
    ],
)
def test_a_plan_that_may_have_been_told_before_its_day_is_let_be(
    write_story: WriteStory, findings: Findings, occurrence: str, when: str, source: str
) -> None:
    events = EVENT.format(occurrence=occurrence, when=when, source=source)
    assert findings(_sources(write_story, events=events)) == []


def _foreseen(claim: str, occurrence: str = "Happened") -> dict[str, str]:
    # No source tells as happened what came after it.
    source = "gazette" if occurrence == "Planned" else "courier"
    return {
        "events": EVENT.format(occurrence=occurrence, when="2025-03-06", source=source)
        + """
- id: visit
  type: Visit
  label: V
  when: 2025-02-01
  evidence: {source: gazette, quote: the visit}
""",
        "topics": "- {id: bread, label: Bread}",
        "claims": "- {id: c, speaker: ann, text: T, evidence: {source: courier, quote: will be held}, "
        + claim
        + "}",
    }


@pytest.mark.parametrize(
    ("claim", "made"),
    [
        ("modality: Predicted, about: fair", "2025-03-10"),
        ("modality: Promised, about: [fair, bob]", "2025-03-10"),
        ("modality: Predicted, about: [fair], when: 2025-03-07", "2025-03-07"),
    ],
)
def test_a_prediction_of_what_was_over_is_a_finding(
    write_story: WriteStory, findings: Findings, claim: str, made: str
) -> None:
    (found,) = findings(_sources(write_story, **_foreseen(claim)))
    place, _, told = found.partition(": ")
    assert place.startswith("story.yaml:")
    assert told == (
        f'the claim foretells "fair", which was over on 2025-03-06, and is dated {made}; '
        "give the day on which it was said, as `when:` or `said_at:`"
    )


@pytest.mark.parametrize(
    ("claim", "occurrence"),
    [
        ("modality: Asserted, about: fair", "Happened"),
        ("modality: Predicted, about: [fair, bread]", "Happened"),
        ("modality: Predicted, about: fair, said_at: visit", "Happened"),
        ("modality: Predicted, about: fair, when: 2025-02", "Happened"),
        ("modality: Predicted, about: fair, when: {rule: up-to-anchor}", "Happened"),
        ("modality: Predicted, about: fair", "Planned"),
        ("modality: Predicted, about: bob", "Happened"),
    ],
)
def test_a_prediction_that_may_have_come_first_is_let_be(
    write_story: WriteStory, findings: Findings, claim: str, occurrence: str
) -> None:
    assert findings(_sources(write_story, **_foreseen(claim, occurrence))) == []


# States that would be over with the day on which they began


def _state(when: str) -> str:
    return (
        "- id: fee\n  type: Tariff\n  label: Fee\n  states:\n"
        "  - id: fee-5\n    label: Fee of 5 %\n    status: InForce\n"
        f"    when: {when}\n"
        "    evidence: {source: gazette, quote: 'raised on Monday'}\n"
    )


def test_a_state_dated_by_nothing_but_a_moment_is_a_finding(
    write_story: WriteStory, findings: Findings
) -> None:
    [found] = findings(_sources(write_story, policies=_state("{phrase: on Monday}")))
    assert '"on Monday" means 2025-03-03, so the state began and ended within it; ' in found
    assert found.endswith("add `edtf: 2025-03-03/..` (goes on) or `edtf: 2025-03-03/` (end not known)")


@pytest.mark.parametrize("when", ["{edtf: 2025-03-03/.., phrase: on Monday}", "{edtf: 2025-03-03}"])
def test_a_state_that_says_how_long_it_lasts_is_let_be(
    write_story: WriteStory, findings: Findings, when: str
) -> None:
    assert findings(_sources(write_story, policies=_state(when))) == []
