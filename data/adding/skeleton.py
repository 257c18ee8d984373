"""What to write next: an event, a policy's state and a claim that cite a new source, to be filled in."""

from __future__ import annotations

from ...ontology.terms import ActorType
from ..records import Source
from ..story_records import StoryRecords

QUOTE = "the words of the text that say so"
DAY = "the words for the day"

_SKELETON = """\
events:
  - id: {id}-event
    type: Announcement
    label: What happened, in your words
    when: {{edtf: {day}, phrase: {phrase}, anchor: {day}, rule: stated}}
    participants:
      - {{actor: {actor}, role: Speaker}}
    evidence: {{source: {id}, quote: "{quote}, with {phrase}"}}

policies:
  - id: {id}-policy
    type: Tariff
    label: A policy, in your words
    states:{there}
      - id: {id}-state
        label: What it is from that day on, in your words
        status: InForce
        rate: 5
        changed_by: {id}-event
        when: {{edtf: {day}/.., phrase: {phrase}, anchor: {day}, rule: stated}}
        evidence: {{source: {id}, quote: "{quote}, with {phrase}"}}

claims:
  - id: {id}-claim
    speaker: {actor}
    modality: Promised
    about: [{id}-policy]
    text: What is promised, in your words
    said_at: {id}-event
    outcome: {{value: Pending}}
    evidence: {{source: {id}, quote: "{quote}"}}
"""


def skeleton(source: Source, records: StoryRecords) -> str:
    """YAML for a file of the story; its quotes are in no text, so `check` wants them replaced."""
    people = (actor.id for actor in records.actors if actor.type is ActorType.Person)
    policy = next((policy.id for policy in records.policies), None)
    there = (
        f"   # a state of a policy that is there, such as {policy}, goes into its own list" if policy else ""
    )
    return _SKELETON.format(
        id=source.id,
        day=source.issued,
        actor=next(people, source.publisher),
        phrase=DAY,
        quote=QUOTE,
        there=there,
    )
