"""All records of one story, as its files hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .records import (
    SECTIONS,
    Actor,
    Claim,
    Conflict,
    Event,
    Evidence,
    Link,
    Place,
    Policy,
    Post,
    Product,
    Record,
    Source,
    State,
    Step,
    Story,
    Tenure,
    Topic,
    walk,
)


@dataclass(frozen=True, slots=True)
class StoryRecords:
    """All records of a story, in the order of its files' names and lines.

    ``loose`` is the evidence of records that could not be read: it can be proven all the same.
    """

    folder: Path
    story: Story
    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    topics: tuple[Topic, ...] = ()
    products: tuple[Product, ...] = ()
    posts: tuple[Post, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    policies: tuple[Policy, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    tour: tuple[Step, ...] = ()
    loose: tuple[Evidence, ...] = ()

    @property
    def states(self) -> Iterator[tuple[Policy, State]]:
        """Every policy state with the policy it is a state of."""
        return ((policy, state) for policy in self.policies for state in policy.states)

    def all(self) -> Iterator[Record]:
        """Every record of every section; states come inside their policies."""
        for section in SECTIONS:
            yield from getattr(self, section)

    def evidence(self) -> Iterator[Evidence]:
        """Every piece of evidence, in the order of the records."""
        for record in self.all():
            yield from (node for node in walk(record) if isinstance(node, Evidence))
        yield from self.loose
