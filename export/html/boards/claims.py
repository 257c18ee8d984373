"""What the claims board shows: claims in order, what each is about, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ....graph.claims import ClaimEntry, Mention, OtherClaim, WhatCame
from ....graph.facts import words
from ....graph.snapshot import Snapshot
from ....graph.story import BuiltStory
from ....ontology.terms import Class, Modality, Outcome
from ...claims import said_when
from ...words import in_words
from .quotes import QuoteTable

Json = dict[str, Any]
MATTERS = (Class.Policy, Class.Topic)
"""What claims are grouped by, the first first; a claim about neither is grouped by whatever it is about."""


def build_claim_board(story: BuiltStory) -> Json:
    """All claims in the order of time, by ids; ``names`` has the labels of what they mention.

    ``quotes`` are the words that tell what came of claims, which no node of the network has; a claim's own
    words are those of its node.
    """
    snapshot = story.snapshot
    claims = story.claims()
    quotes = QuoteTable(snapshot.base)
    entries = [_entry(snapshot, claim, quotes) for claim in claims]
    mentioned = {item.id: item.label for claim in claims for item in _mentioned(claim)}
    matters = {matter for entry in entries for matter in entry["matters"]}
    mentioned |= {matter: snapshot.label(snapshot.base + matter) for matter in matters}
    return {
        "claims": entries,
        "names": dict(sorted(mentioned.items())),
        "modalities": _terms(Modality),
        "outcomes": _terms(Outcome),
        "quotes": quotes.as_json(),
    }


def _entry(snapshot: Snapshot, claim: ClaimEntry, quotes: QuoteTable) -> Json:
    return {
        "id": claim.id,
        "by": _ids(claim.speakers),
        "to": _ids(claim.addressees),
        "how": claim.modality,
        "not": claim.negated,
        "text": claim.text,
        "stance": claim.stance and words(claim.stance),
        "direct": claim.direct,
        "at": claim.said_at and claim.said_at.id,
        "matters": matters_of(snapshot, claim),
        "when": said_when(claim),
        "dated": claim.span.dated,
        "waits": claim.open_ended,
        "outcome": claim.outcome and _outcome(claim.outcome, quotes),
        "disputes": _others(claim.disputes),
        "disputedBy": _others(claim.disputed_by),
        "supports": _others(claim.supports),
        "supportedBy": _others(claim.supported_by),
    }


def matters_of(snapshot: Snapshot, claim: ClaimEntry) -> list[str]:
    """Under what a claim is grouped: the policies it is about, else the topics, else all it is about.

    What is said about a state of a policy is said about the policy.
    """
    about = [_policy(snapshot, snapshot.base + thing.id) for thing in claim.about]
    of_kind = ([thing for thing in about if snapshot.is_a(thing, kind)] for kind in MATTERS)
    chosen = next(filter(None, of_kind), about)
    return [snapshot.id_of(thing) for thing in dict.fromkeys(chosen)]


def _policy(snapshot: Snapshot, thing: str) -> str:
    return snapshot.one(thing, "dl:policy") or thing if snapshot.is_a(thing, Class.PolicyState) else thing


def _outcome(outcome: WhatCame, quotes: QuoteTable) -> Json:
    return {
        "value": outcome.value,
        "event": outcome.event and outcome.event.id,
        "when": in_words(outcome.span.bounds),
        "quotes": quotes.places(outcome.evidence),
    }


def _mentioned(claim: ClaimEntry) -> Iterable[Mention]:
    yield from (*claim.speakers, *claim.addressees)
    for mention in (claim.said_at, claim.outcome and claim.outcome.event):
        if mention:
            yield mention


def _ids(mentions: Iterable[Mention]) -> list[str]:
    return [mention.id for mention in mentions]


def _others(claims: Iterable[OtherClaim]) -> list[str]:
    return [claim.id for claim in claims]


def _terms(terms: type[Modality] | type[Outcome]) -> Mapping[str, str]:
    """The terms of the vocabulary with their words."""
    return {term.value: words(term.value) for term in terms}
