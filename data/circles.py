"""Ways that never lead back: to the whole, to what was replaced, and from one day to a later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from ..errors import Finding
from ..ontology.terms import Relation
from .records import Event, Link, Place, Product, Record, State, Topic

Way = tuple[str, str]
"""From the id of one thing to that of another."""

_TO_A_WHOLE = {Event: "part_of", Place: "within", Topic: "broader", Product: "broader"}
_EARLIER_FIRST = (Relation.Before, Relation.Meets)
_SAID_OF_DAYS = (*_EARLIER_FIRST, Relation.After)


def circles_of_parts(nodes: Iterable[Record]) -> Iterator[Finding]:
    """Findings about things that would be part of themselves, or broader than themselves."""
    everything = list(nodes)
    for kind, field in _TO_A_WHOLE.items():
        leads = {
            getattr(node, "id", ""): node
            for node in everything
            if type(node) is kind and getattr(node, field)
        }
        for members in _rings({key: getattr(node, field) for key, node in leads.items()}):
            node = leads[members[0]]
            yield Finding(
                node.at.file,
                node.at.line_of(field),
                f"{field} runs in a circle: {', '.join(members)}",
                "a thing cannot be part of itself; cut the circle",
            )


def circles_of_replacement(states: Iterable[State]) -> Iterator[Finding]:
    """Findings about states that would replace themselves by way of others."""
    ways = {
        (state.id, target): (state, index)
        for state in states
        for index, target in enumerate(state.replaces)
        if target != state.id
    }
    for circle in _circles(ways):
        state, index = ways[_last(circle, ways)]
        yield Finding(
            state.at.file,
            state.at.line_of("replaces", index),
            f"replaces runs in a circle: {', '.join(circle)}",
            "a state that was replaced does not come back; make its return a state of its own",
        )


def circles_of_time(links: Iterable[Link]) -> Iterator[Finding]:
    """Findings about one source that tells in a circle what was earlier than what.

    Sources that disagree with each other are none: both stay, and the built story shows the conflict.
    """
    told: dict[str, dict[Way, Link]] = defaultdict(dict)
    for link in links:
        if link.relation in _SAID_OF_DAYS and link.from_ != link.to:
            way = (link.from_, link.to) if link.relation in _EARLIER_FIRST else (link.to, link.from_)
            for source in dict.fromkeys(evidence.source for evidence in link.evidence):
                told[source].setdefault(way, link)
    for source, ways in told.items():
        for circle in _circles(ways):
            yield _no_such_days(source, circle, ways)


def _no_such_days(source: str, circle: list[str], ways: Mapping[Way, Link]) -> Finding:
    link = ways[_last(circle, ways)]
    names = ", ".join(ways[way].id for way in _steps(circle))
    return Finding(
        link.at.file,
        link.at.line_of("relation"),
        f'"{source}" tells of a circle in time: {" before ".join([*circle, circle[0]])}',
        f"read its words again and mend one of the links {names}",
    )


def _steps(circle: list[str]) -> list[Way]:
    return list(zip(circle, [*circle[1:], circle[0]], strict=True))


def _last(circle: list[str], ways: Mapping[Way, object]) -> Way:
    """The way of a circle that was written last, where the circle closes."""
    places = {way: place for place, way in enumerate(ways)}
    return max(_steps(circle), key=places.__getitem__)


def _circles(ways: Mapping[Way, object]) -> Iterator[list[str]]:
    """Circles, until none would be left if each were cut where it closes; each begins at its least id."""
    left = dict(ways)
    while circle := _circle(left):
        yield circle
        del left[_last(circle, ways)]


def _circle(ways: Iterable[Way]) -> list[str]:
    """One circle, or an empty list."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for start, end in ways:
        sorter.add(end, start)
    try:
        sorter.prepare()
    except CycleError as error:
        members: list[str] = error.args[1][:-1]
        least = members.index(min(members))
        return members[least:] + members[:least]
    return []


def _rings(leads: Mapping[str, str]) -> Iterator[list[str]]:
    """The circles of ways that each lead from a thing to one other, each sorted."""
    seen: set[str] = set()
    for start in leads:
        way: dict[str, None] = {}
        step = start
        while step in leads and step not in seen:
            seen.add(step)
            way[step] = None
            step = leads[step]
        if step in way:
            members = list(way)
            yield sorted(members[members.index(step) :])
