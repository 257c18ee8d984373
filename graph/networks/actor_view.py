"""Actors and what joins them: who met, took part with, spoke to and spoke about whom.

The relations are those of the rules ``met``, ``took-part-with``, ``spoke-to`` and ``spoke-about`` of the
ontology, one edge for each event or claim. Both ways of a meeting are edges, as in the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import permutations, product

from .edges import Edge
from .pieces import CLAIM_TRAITS, Pieces, joined, overlap, presence
from .windows import span_of

MEETINGS = frozenset({"Meeting", "Summit", "Visit"})
HAPPENED = frozenset({"Happened"})
HELD = frozenset({"Happened", "Planned"})


def met(pieces: Pieces) -> Iterator[Edge]:
    """Both took part in one meeting, summit or visit that happened."""
    for event in _events(pieces, HAPPENED, "met"):
        if pieces.network.nodes[event]["type"] in MEETINGS:
            yield from _together(pieces, event, "met", "met")


def took_part_with(pieces: Pieces) -> Iterator[Edge]:
    """Both took part in one event of any kind that happened or is planned."""
    for event in _events(pieces, HELD, "tookPartWith"):
        yield from _together(pieces, event, "tookPartWith", "took part with")


def _events(pieces: Pieces, occurrences: Collection[str], relation: str) -> Iterator[str]:
    for event in pieces.present:
        occurrence = pieces.network.nodes[event]["occurrence"]
        if occurrence in occurrences:
            yield event
        else:
            pieces.left_out[f"{relation}: event {_WORDS.get(occurrence, 'of unknown outcome')}"] += 1


_WORDS = {"CalledOff": "called off", "Planned": "only planned"}


def _together(pieces: Pieces, event: str, relation: str, label: str) -> Iterator[Edge]:
    """Each two that were at an event at one time; who left before the other came was not with them."""
    there = pieces.present[event]
    spans = {actor: presence(edges) for actor, edges in there.items()}
    for one, other in permutations(there, 2):
        span = overlap(spans[one], spans[other])
        if span is None:
            pieces.left_out[f"{relation}: not there at one time"] += one < other
            continue
        parts = (*there[min(one, other)], *there[max(one, other)])
        data = joined(parts, span, relation, label, "participation") | {"symmetric": True}
        yield one, other, f"{event} {relation} {min(one, other)} {max(one, other)}", data


def spoke_to(pieces: Pieces) -> Iterator[Edge]:
    """One addressed a claim to the other, or spoke or wrote at an event that was addressed to it."""
    addressed = pieces.by_source("claim", "addressee")
    for speaking in pieces.edges.get(("claim", "speaker"), ()):
        for listening in addressed.get(speaking[1], ()):
            if speaking[0] != listening[1]:
                yield _said(pieces, speaking, listening, "spokeTo", "spoke to")
    for event in _events(pieces, HAPPENED, "spokeTo"):
        yield from _addressed(pieces, event)


def _addressed(pieces: Pieces, event: str) -> Iterator[Edge]:
    edges = [edge for found in pieces.present[event].values() for edge in found]
    speaking = [edge for edge in edges if edge[3]["relation"] in {"Speaker", "Author"}]
    listening = [edge for edge in edges if edge[3]["relation"] == "Addressee"]
    for one, other in product(speaking, listening):
        span = overlap(span_of(one[3]), span_of(other[3]))
        if span is None:
            pieces.left_out["spokeTo: not there at one time"] += 1
        elif one[0] != other[0]:
            data = joined((one, other), span, "spokeTo", "spoke to", "participation")
            yield one[0], other[0], f"{one[2]} spokeTo {other[2]}", data


def spoke_about(pieces: Pieces) -> Iterator[Edge]:
    """One made a claim that is about the other."""
    about = pieces.by_source("claim", "about")
    for speaking in pieces.edges.get(("claim", "speaker"), ()):
        for matter in about.get(speaking[1], ()):
            if pieces.kind(matter[1]) == "actor":
                yield _said(pieces, speaking, matter, "spokeAbout", "spoke about")


def _said(pieces: Pieces, speaking: Edge, matter: Edge, relation: str, label: str) -> Edge:
    data = joined((speaking, matter), span_of(speaking[3]), relation, label, "claim")
    traits = pieces.traits(speaking[1], CLAIM_TRAITS)
    return speaking[0], matter[1], f"{speaking[2]} {relation} {matter[1]}", data | traits


RELATIONS = {"met": met, "tookPartWith": took_part_with, "spokeTo": spoke_to, "spokeAbout": spoke_about}
