"""Which claims a reader asks for: by speaker, subject, modality, stance, outcome and days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..data.edtf import first_day, last_day
from ..errors import DateError, UnknownNameError
from ..ontology.terms import DL, Class, Modality, Outcome, Stance, Term
from .facts import words
from .naming import find
from .snapshot import Snapshot
from .time.spans import Certainty, within

NONE = "none"
"""The outcome of a claim of which nothing more is known."""

Terms = str | Iterable[str]
"""One name of the vocabulary, several with commas between, or several."""

_BELOW = (
    (Class.PolicyState, "dl:policy"),
    (Class.Topic, "skos:broader"),
    (Class.Product, "skos:broader"),
)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a reader asks for; None and empty sets ask for nothing."""

    speaker: str | None
    addressee: str | None
    about: str | None
    modalities: frozenset[str]
    stances: frozenset[str]
    outcomes: frozenset[str]
    days: tuple[str | None, str | None]
    direct: bool
    subjects: frozenset[str]
    """What is asked about and all that is part of it."""

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        *,
        speaker: str | None,
        addressee: str | None,
        about: str | None,
        modality: Terms,
        stance: Terms,
        outcome: Terms,
        first: str | date | None,
        last: str | date | None,
        direct: bool,
    ) -> ClaimFilter:
        """Names and days as a user gives them, looked up; see :func:`dateline.graph.claims.build_claims`."""
        subject = None if about is None else find(snapshot, about, None)
        return cls(
            None if speaker is None else find(snapshot, speaker, Class.Actor),
            None if addressee is None else find(snapshot, addressee, Class.Actor),
            subject,
            _terms(Modality, modality),
            _terms(Stance, stance),
            _terms(Outcome, outcome, NONE),
            _days(first, last),
            direct,
            narrower(snapshot, subject) if subject else frozenset(),
        )

    def lacks(self, snapshot: Snapshot, claim: str) -> str | None:
        """Why a claim is not among what is asked for, or None when it is."""
        if self.speaker and self.speaker not in snapshot.many(claim, "dl:speaker"):
            return f"not said by {snapshot.label(self.speaker)}"
        if self.addressee and self.addressee not in snapshot.many(claim, "dl:addressee"):
            return f"not said to {snapshot.label(self.addressee)}"
        if self.about and self.subjects.isdisjoint(snapshot.many(claim, "dl:about")):
            return f"not about {snapshot.label(self.about)}"
        if within(snapshot.span(claim), *self.days) is Certainty.Impossible:
            return "outside the days asked for"
        return self._lacks_term(snapshot, claim)

    def _lacks_term(self, snapshot: Snapshot, claim: str) -> str | None:
        for names, prop, lacking in (
            (self.modalities, "dl:modality", "not {}"),
            (self.stances, "dl:stance", "with another stance than {}"),
            (self.outcomes, "dl:outcome", "with another outcome than {}"),
        ):
            if names and (local_name(snapshot.one(claim, prop)) or NONE) not in names:
                return lacking.format(" or ".join(words(name) for name in sorted(names)))
        if self.direct and snapshot.one(claim, "dl:directSpeech") != "true":
            return "not in the speaker's own words"
        return None


def local_name(iri: str | None) -> str | None:
    """The local name of an individual of the vocabulary: ``Kept``."""
    return iri.removeprefix(DL) if iri else None


def narrower(snapshot: Snapshot, thing: str) -> frozenset[str]:
    """A thing, the states of a policy, and all topics and products below it."""
    below = [
        (child, parent)
        for kind, prop in _BELOW
        for child in snapshot.instances(kind)
        for parent in snapshot.many(child, prop)
    ]
    found, new = {thing}, {thing}
    while new := {child for child, parent in below if parent in new} - found:
        found |= new
    return frozenset(found)


def _days(first: str | date | None, last: str | date | None) -> tuple[str | None, str | None]:
    first = None if first is None else first_day(first)
    last = None if last is None else last_day(last)
    if first and last and first > last:
        raise DateError(f"the days from {first} to {last} run backwards; write the earlier one first")
    return first, last


def _terms(kind: type[Term], given: Terms, *more: str) -> frozenset[str]:
    """Local names for what a user wrote: ``came true`` and ``CAMETRUE`` are ``CameTrue``."""
    known = {_plain(name): name for name in (*(term.value for term in kind), *more)}
    texts = [given] if isinstance(given, str) else given
    parts = [part.strip() for text in texts for part in text.split(",")]
    for part in parts:
        if _plain(part) not in known:
            names, what = tuple(known.values()), kind.__name__.lower()
            raise UnknownNameError(f'there is no {what} "{part}"; one of: {", ".join(names)}', names)
    return frozenset(known[_plain(part)] for part in parts)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
