"""What records say about each other: ids are unique, references lead somewhere that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from ..errors import Finding
from ..ontology.terms import Relation
from .circles import circles_of_parts, circles_of_replacement, circles_of_time
from .messages import suggestion
from .records import (
    Actor,
    Claim,
    ClaimOutcome,
    Conflict,
    Event,
    Evidence,
    Link,
    Participant,
    Place,
    Post,
    Product,
    Record,
    Source,
    State,
    Step,
    Tenure,
    Topic,
    walk,
)
from .story_records import StoryRecords
from .tour import check_focus

_ANY: tuple[type[Record], ...] = ()
_LINKED = (Event, State, Claim, Tenure)
REFERENCES: dict[type[Record], dict[str, tuple[type[Record], ...]]] = {
    Source: {"publisher": (Actor,), "authors": (Actor,)},
    Evidence: {"source": (Source,)},
    Actor: {"member_of": (Actor,)},
    Place: {"within": (Place,)},
    Topic: {"broader": (Topic,)},
    Product: {"broader": (Product,)},
    Post: {"organization": (Actor,)},
    Tenure: {"holder": (Actor,), "post": (Post,)},
    State: {
        "products": (Product,),
        "exempts": (Product,),
        "origins": (Actor,),
        "imposed_by": (Actor,),
        "excludes": (State,),
        "replaces": (State,),
        "amends": (State,),
        "changed_by": (Event,),
    },
    Participant: {"actor": (Actor,)},
    Event: {"place": (Place,), "part_of": (Event,), "about": _ANY},
    Claim: {
        "speaker": (Actor,),
        "addressee": (Actor,),
        "about": _ANY,
        "said_at": (Event,),
        "disputes": (Claim,),
        "supports": (Claim,),
    },
    ClaimOutcome: {"event": (Event,)},
    Link: {"from_": _LINKED, "to": _LINKED},
    Conflict: {"between": (*_LINKED, Link)},
    Step: {"focus": _ANY},
}
"""Which fields hold ids, and of what kind; an empty kind admits everything that has an id."""

_TO_OTHERS: dict[type[Record], tuple[str, ...]] = {
    State: ("excludes", "replaces", "amends"),
    Claim: ("disputes", "supports"),
}
"""Fields that say something of other records of the same kind."""


def check_references(records: StoryRecords, unread: Set[str] | None = frozenset()) -> list[Finding]:
    """Findings about ids; ``unread`` are ids of records that could not be read, and are let pass.

    None says that a file could not be parsed, and that it may hold any id.
    """
    nodes = [node for record in records.all() for node in walk(record)]
    by_id = {node.id: node for node in reversed(nodes) if hasattr(node, "id")}
    return [
        *_duplicates([records.story, *nodes], by_id),
        *(finding for node in nodes for finding in _dangling(node, by_id, unread)),
        *circles_of_parts(nodes),
        *circles_of_replacement(state for _, state in records.states),
        *circles_of_time(records.links),
        *_self_links(records.links),
        *_not_states(records.links, by_id),
        *(finding for _, state in records.states for finding in _of_itself(state)),
        *(finding for claim in records.claims for finding in _of_itself(claim)),
        *(finding for conflict in records.conflicts for finding in _no_conflict(conflict)),
        *(finding for event in records.events for finding in _repeated(event)),
        *(finding for step in records.tour for finding in check_focus(step, by_id)),
    ]


def _duplicates(nodes: Iterable[Record], by_id: Mapping[str, Record]) -> Iterator[Finding]:
    for node in nodes:
        first = by_id.get(getattr(node, "id", ""))
        if first is not None and first is not node:
            yield Finding(
                node.at.file,
                node.at.line_of("id"),
                f'the id "{getattr(node, "id", "")}" is taken at {first.at.file}:{first.at.line_of("id")}',
                "ids are unique in the whole story; choose another",
            )


def _dangling(node: Record, by_id: Mapping[str, Record], unread: Set[str] | None) -> Iterator[Finding]:
    for field, kinds in REFERENCES.get(type(node), {}).items():
        key = type(node).model_fields[field].alias or field
        value = getattr(node, field)
        for index, target in enumerate(value if isinstance(value, tuple) else (value,)):
            if target is None or (target in unread if unread is not None else target not in by_id):
                continue
            if problem := _misfit(target, kinds, by_id):
                line = node.at.line_of(key, index)
                yield Finding(node.at.file, line, f"{key}: {problem[0]}", problem[1])


def _misfit(
    target: str, kinds: tuple[type[Record], ...], by_id: Mapping[str, Record]
) -> tuple[str, str] | None:
    wanted = " or ".join(kind.__name__.lower() for kind in kinds) or "record"
    found = by_id.get(target)
    if found is None:
        near = [key for key, node in by_id.items() if not kinds or isinstance(node, kinds)]
        mend = suggestion(target, near) or "add one with this id"
        return f'there is no {wanted} "{target}"', mend
    if kinds and not isinstance(found, kinds):
        kind = type(found).__name__.lower()
        return f'"{target}" is {_a(kind)}, not {_a(wanted)}', f"give the id of {_a(wanted)}"
    return None


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _self_links(links: Iterable[Link]) -> Iterator[Finding]:
    for link in links:
        if link.from_ == link.to:
            mend = "link two different things"
            problem = f'the link leads from "{link.to}" to itself'
            yield Finding(link.at.file, link.at.line_of("to"), problem, mend)


def _not_states(links: Iterable[Link], by_id: Mapping[str, Record]) -> Iterator[Finding]:
    """Only tariffs and the like add up or exclude each other."""
    for link in links:
        if link.relation not in (Relation.AddsTo, Relation.Excludes):
            continue
        for key, target in (("from", link.from_), ("to", link.to)):
            found = by_id.get(target)
            if found is not None and not isinstance(found, State):
                kind = _a(type(found).__name__.lower())
                problem = f'{key}: "{target}" is {kind}, and {link.relation} is said of states'
                yield Finding(link.at.file, link.at.line_of(key), problem, "give the id of a policy's state")


def _of_itself(record: State | Claim) -> Iterator[Finding]:
    kind = type(record).__name__.lower()
    for key in _TO_OTHERS[type(record)]:
        targets: tuple[str, ...] = getattr(record, key)
        for index in (place for place, target in enumerate(targets) if target == record.id):
            line, problem = record.at.line_of(key, index), f'{key}: "{record.id}" is this {kind} itself'
            yield Finding(record.at.file, line, problem, f"give the id of another {kind}")


def _no_conflict(conflict: Conflict) -> Iterator[Finding]:
    """Two different things disagree, and two sources tell so."""
    place, (first, *others) = conflict.at, conflict.between
    if not set(others) - {first}:
        problem = f'the conflict is between "{first}" and itself'
        yield Finding(place.file, place.line_of("between"), problem, "name two different things")
    if len(sources := {evidence.source for evidence in conflict.evidence}) == 1:
        problem = f'all evidence of the conflict is from one source, "{sources.pop()}"'
        yield Finding(place.file, place.line_of("evidence"), problem, "quote each source that disagrees")


def _repeated(event: Event) -> Iterator[Finding]:
    seen: set[str] = set()
    for participant in event.participants:
        if participant.actor in seen:
            problem = f'"{participant.actor}" takes part in "{event.id}" twice'
            mend = "give both roles to one participant: `role: [Host, Speaker]`"
            yield Finding(event.at.file, participant.at.line_of("actor"), problem, mend)
        seen.add(participant.actor)
