"""What a thing says of itself, as pairs of words for people: "Rate", "35 %"."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..ontology.terms import DL
from .snapshot import Snapshot

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def words(name: str) -> str:
    """A local name of the vocabulary as words.

    >>> words("DidNotComeTrue")
    'did not come true'
    """
    return _CAMEL.sub(" ", name.removeprefix(DL)).lower()


def _same(snapshot: Snapshot, value: str) -> str:
    return value


def _label(snapshot: Snapshot, value: str) -> str:
    return snapshot.label(value)


def _term(snapshot: Snapshot, value: str) -> str:
    return words(value)


def _percent(snapshot: Snapshot, value: str) -> str:
    return f"{value} %"


def _yes(snapshot: Snapshot, value: str) -> str:
    return "yes" if value == "true" else "no"


FACTS: dict[str, tuple[str, Callable[[Snapshot, str], str]]] = {
    "dl:anonymous": ("Unnamed in the press", _yes),
    "dl:occurrence": ("Occurrence", _term),
    "dl:place": ("Place", _label),
    "dl:aim": ("Aim", _same),
    "dl:status": ("Status", _term),
    "dl:rate": ("Rate", _percent),
    "dl:product": ("Covers", _label),
    "dl:exempts": ("Exempts", _label),
    "dl:origin": ("Goods of", _label),
    "dl:imposedBy": ("Imposed by", _label),
    "dl:legalBasis": ("Legal basis", _same),
    "dl:text": ("Says", _same),
    "dl:modality": ("Modality", _term),
    "dl:negated": ("Negated", _yes),
    "dl:stance": ("Stance", _term),
    "dl:directSpeech": ("In the speaker's own words", _yes),
    "dl:outcome": ("Outcome", _term),
    "skos:notation": ("HS heading", _same),
    "dcterms:issued": ("Issued", _same),
    "dcterms:source": ("Address", _same),
    "dl:sha256": ("SHA-256", _same),
}
"""Properties that are shown as facts, in this order: the words for each and how a value is put."""


TRAITS = ("modality", "negated", "stance", "outcome", "status", "rate", "occurrence")
"""What claims, policy states and events are told apart by, as terms of the vocabulary or plain values."""


def facts_of(snapshot: Snapshot, subject: str) -> list[tuple[str, str]]:
    """The facts of a thing; several values of one property are several facts."""
    facts = [
        (name, put(snapshot, value))
        for prop, (name, put) in FACTS.items()
        for value in snapshot.many(subject, prop)
    ]
    for quote in snapshot.quotes(subject, "dl:outcomeEvidence"):
        facts.append(("Outcome shown by", f"“{quote.quote}” ({quote.title}, {quote.issued})"))
    return facts
