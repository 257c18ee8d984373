"""Actors and policies: who imposed, decided on, spoke about and is subject to which.

All edges lead from an actor to a policy, so that the view is bipartite. What is said or decided about a
state of a policy counts for the policy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .actor_view import HELD
from .edges import Edge
from .pieces import CLAIM_TRAITS, STATE_TRAITS, Pieces, joined
from .windows import span_of


def imposed(pieces: Pieces) -> Iterator[Edge]:
    """Who imposed a state of the policy, for as long as the state lasts; with its status and rate."""
    for edge in pieces.edges.get(("policy", "imposedBy"), ()):
        yield from _by_state(pieces, edge, edge[0], edge[1], ("imposed", "imposed"))


def subject_to(pieces: Pieces) -> Iterator[Edge]:
    """To whose goods a state of the policy applies, for as long as the state lasts."""
    for edge in pieces.edges.get(("policy", "origin"), ()):
        if pieces.kind(edge[1]) == "actor":
            yield from _by_state(pieces, edge, edge[1], edge[0], ("subjectTo", "is subject to"))


def _by_state(
    pieces: Pieces, edge: Edge, actor: str, state: str, relation: tuple[str, str]
) -> Iterator[Edge]:
    for belongs in pieces.policies.get(state, ()):
        data = joined((edge, belongs), span_of(edge[3]), *relation, "state")
        data |= pieces.traits(state, STATE_TRAITS)
        yield actor, belongs[0], f"{edge[2]} {relation[0]} {belongs[0]}", data


def spoke_about(pieces: Pieces) -> Iterator[Edge]:
    """Who made a claim about the policy or a state of it, with modality, stance and outcome."""
    about = pieces.by_source("claim", "about")
    for speaking in pieces.edges.get(("claim", "speaker"), ()):
        for matter in about.get(speaking[1], ()):
            for policy, leads in _concerned(pieces, matter).items():
                parts = (speaking, *leads)
                data = joined(parts, span_of(speaking[3]), "spokeAbout", "spoke about", "claim")
                data |= pieces.traits(speaking[1], CLAIM_TRAITS)
                yield speaking[0], policy, f"{speaking[2]} spokeAbout {matter[1]} {policy}", data


def decided_on(pieces: Pieces) -> Iterator[Edge]:
    """Who decided at an event that is about the policy or brought about a state of it."""
    yield from _at_events(pieces, "DecisionMaker", ("decidedOn", "decided on"))


def target_of(pieces: Pieces) -> Iterator[Edge]:
    """Who was the target of such an event."""
    yield from _at_events(pieces, "Target", ("targetOf", "was the target of"))


def _at_events(pieces: Pieces, role: str, relation: tuple[str, str]) -> Iterator[Edge]:
    concerned = _events(pieces)
    for edge in pieces.edges.get(("participation", role), ()):
        if pieces.network.nodes[edge[1]]["occurrence"] not in HELD:
            pieces.left_out[f"{relation[0]}: event called off or of unknown outcome"] += 1
            continue
        for policy, leads in concerned.get(edge[1], {}).items():
            data = joined((edge, *leads), span_of(edge[3]), *relation, "participation")
            yield edge[0], policy, f"{edge[2]} {relation[0]} {policy}", data


def _events(pieces: Pieces) -> dict[str, dict[str, list[Edge]]]:
    """The policies that each event concerns, with the edges that lead there."""
    found: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for kind, relation in (("structure", "about"), ("policy", "changedBy")):
        for edge in pieces.edges.get((kind, relation), ()):
            for policy, leads in _concerned(pieces, edge).items():
                found[edge[0]][policy] += leads
    return found


def _concerned(pieces: Pieces, edge: Edge) -> dict[str, list[Edge]]:
    """The policies at the end of an edge, or of the state at its end, with the edges that lead there."""
    if pieces.kind(edge[1]) == "policy":
        return {edge[1]: [edge]}
    return {belongs[0]: [edge, belongs] for belongs in pieces.policies.get(edge[1], ())}


RELATIONS = {
    "imposed": imposed,
    "subjectTo": subject_to,
    "spokeAbout": spoke_about,
    "decidedOn": decided_on,
    "targetOf": target_of,
}
