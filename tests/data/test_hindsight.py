# ruff: noqa: E501
# A finding stands whole in the comment on its line.
"""Evidence must come from a source that could know of what it supports."""

from collections.abc import Callable
from pathlib import Path

WriteStory = Callable[..., Path]
Findings = Callable[[Path], list[str]]
AsMarked = Callable[..., None]

SOURCES = """
- {id: later, title: A look back, publisher: herald, issued: 2025-06-01}
"""
POLICY = """
- id: toll
  type: Tariff
  label: Toll
  states:
    - id: toll-5
      label: Toll of 5 %
      status: InForce
      rate: 5
"""


def test_what_happened_after_a_source_was_issued_is_not_told_by_it(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    as_marked(
        write_story(
            sources=SOURCES,
            events="""
            - id: fair
              type: Event
              label: The fair
              when: 2025-05-01
              participants:
                - actor: ann
                  role: Host
                  evidence:
                    - source: gazette # ! the source "gazette" was issued on 2025-03-04; the event began on 2025-05-01 at the earliest; quote a source that can know of it, or write `occurrence: Planned`
                      quote: Ann will be host
              evidence:
                - {source: later, quote: the fair was held}
                - source: gazette # ! the source "gazette" was issued on 2025-03-04; the event began on 2025-05-01 at the earliest; quote a source that can know of it, or write `occurrence: Planned`
                  quote: a fair on 1 May
            """,
        )
    )


def test_a_date_with_a_quote_of_an_older_source_is_told_too_early(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    as_marked(
        write_story(
            sources=SOURCES,
            events="""
            - id: fair
              type: Event
              label: The fair
              when:
                - edtf: 2025-05-01
                  evidence:
                    - quote: a fair on 1 May
                      source: gazette # ! the source "gazette" was issued on 2025-03-04; the event began on 2025-05-01 at the earliest; quote a source that can know of it, or write `occurrence: Planned`
              evidence: {source: later, quote: the fair was held}
            """,
        )
    )


def test_a_plan_and_what_was_called_off_may_be_told_before_their_day(
    write_story: WriteStory, findings: Findings
) -> None:
    event = "type: Event, when: 2025-05-01, evidence: {source: gazette, quote: a fair on 1 May}"
    folder = write_story(
        events=f"""
        - {{id: fair, label: The fair, occurrence: Planned, {event}}}
        - {{id: ball, label: The ball, occurrence: CalledOff, {event}}}
        """
    )
    assert findings(folder) == []


def test_only_what_is_certain_is_found(write_story: WriteStory, findings: Findings) -> None:
    event = "type: Event, label: The fair, evidence: {source: gazette, quote: a fair}"
    folder = write_story(
        events=f"""
        - {{id: same-day, {event}, when: 2025-03-04}}
        - {{id: some-day, {event}, when: 2025-03}}
        - {{id: begin-unknown, {event}, when: /2025-05-01}}
        - {{id: not-dated, {event}}}
        - {{id: two-dates, {event}, when: [2025-05-01, 2025-03-01]}}
        - {{id: one-of-them-open, {event}, when: [2025-05-01, /..]}}
        """
    )
    assert findings(folder) == []


def test_a_state_is_not_told_before_the_event_that_changed_it(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    as_marked(
        write_story(
            sources=SOURCES,
            events="""
            - {id: vote, type: Decision, label: The vote, when: 2025-05-01, evidence: {source: later, quote: the vote}}
            """,
            policies=POLICY
            + """
      changed_by: vote
      when:
        - edtf: 2025-05-02/..
          evidence:
            - source: gazette # ! the source "gazette" was issued on 2025-03-04; "vote", which brought this state about, took place on 2025-05-01 at the earliest; quote what the change itself, or a later source, says of it
              quote: from May
      evidence:
        - {source: later, quote: a toll of 5 %}
        - source: gazette # ! the source "gazette" was issued on 2025-03-04; "vote", which brought this state about, took place on 2025-05-01 at the earliest; quote what the change itself, or a later source, says of it
          quote: tugs do not pay
            """,
        )
    )


def test_a_state_may_begin_after_the_source_that_announces_it(
    write_story: WriteStory, findings: Findings
) -> None:
    folder = write_story(
        events="""
        - {id: vote, type: Decision, label: The vote, when: 2025-03-01, evidence: {source: gazette, quote: voted}}
        """,
        policies=POLICY
        + """
      changed_by: vote
      when: 2025-05-02/..
      evidence: {source: gazette, quote: from May a toll of 5 %}
        """,
    )
    assert findings(folder) == []


def test_a_state_may_be_told_before_a_planned_change(write_story: WriteStory, findings: Findings) -> None:
    folder = write_story(
        events="""
        - id: vote
          type: Decision
          label: The vote
          occurrence: Planned
          when: 2025-05-01
          evidence: {source: gazette, quote: a vote in May}
        """,
        policies=POLICY
        + """
      changed_by: vote
      evidence: {source: gazette, quote: a toll of 5 %}
        """,
    )
    assert findings(folder) == []


def test_a_claim_is_not_reported_before_it_is_made(write_story: WriteStory, as_marked: AsMarked) -> None:
    as_marked(
        write_story(
            sources=SOURCES,
            events="""
            - {id: talk, type: Speech, label: The talk, when: 2025-05-01, evidence: {source: later, quote: the talk}}
            """,
            claims="""
            - id: dated
              speaker: ann
              modality: Asserted
              text: The toll is low.
              when: 2025-04
              evidence:
                - source: gazette # ! the source "gazette" was issued on 2025-03-04; the claim was made on 2025-04-01 at the earliest; quote the source that reports it, or correct its `when:` or `said_at:`
                  quote: the toll is low
            - id: said-at
              speaker: ann
              modality: Asserted
              text: The toll is low.
              said_at: talk
              evidence:
                - source: gazette # ! the source "gazette" was issued on 2025-03-04; the claim was made on 2025-05-01 at the earliest; quote the source that reports it, or correct its `when:` or `said_at:`
                  quote: the toll is low
                - {source: later, quote: the toll is low}
            - id: not-dated
              speaker: ann
              modality: Asserted
              text: The toll is low.
              evidence: {source: gazette, quote: the toll is low}
            """,
        )
    )


def test_what_became_of_a_claim_may_be_told_later(write_story: WriteStory, findings: Findings) -> None:
    folder = write_story(
        sources=SOURCES,
        claims="""
        - id: promise
          speaker: ann
          modality: Promised
          text: The toll will go.
          when: 2025-03-01
          outcome: {value: Kept, evidence: {source: later, quote: the toll went}}
          evidence: {source: gazette, quote: the toll will go}
        """,
    )
    assert findings(folder) == []


def test_what_is_to_be_said_at_an_event_to_come_may_be_told_before(
    write_story: WriteStory, findings: Findings
) -> None:
    folder = write_story(
        events="""
        - id: talk
          type: Speech
          label: The talk
          occurrence: Planned
          when: 2025-05-01
          evidence: {source: gazette, quote: a talk in May}
        """,
        claims="""
        - id: plan
          speaker: ann
          modality: Asserted
          text: The toll is low.
          said_at: talk
          evidence: {source: gazette, quote: she will say that the toll is low}
        """,
    )
    assert findings(folder) == []
