"""Who said what about what, and what came of it: claims in order, with the words for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..ontology.terms import Class, Modality
from .claim_filters import ClaimFilter, Terms, local_name
from .display import Displayed
from .snapshot import DateReading, Quote, Snapshot, Span

OPEN_ENDED = frozenset({Modality.Promised, Modality.Predicted, Modality.Demanded})
"""Claims that wait for an outcome: what came of them is told even where nobody knows."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that a claim names."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class OtherClaim:
    """A claim that disputes or supports another, or is disputed or supported by it."""

    id: str
    speakers: tuple[str, ...]
    text: str
    negated: bool


@dataclass(frozen=True, slots=True)
class WhatCame:
    """What came of a claim; ``event`` showed it at ``span``, and ``evidence`` has been there since
    ``known_since``."""

    value: str
    event: Mention | None
    span: Span
    evidence: tuple[Quote, ...]
    known_since: str | None


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim; ``negated`` says that the speaker says that ``text`` is not so.

    ``when`` holds the EDTF strings of its own dates, or else of the event it was said at.
    """

    id: str
    speakers: tuple[Mention, ...]
    addressees: tuple[Mention, ...]
    modality: str
    negated: bool
    text: str
    about: tuple[Mention, ...]
    stance: str | None
    direct: bool
    said_at: Mention | None
    when: tuple[str, ...]
    span: Span
    evidence: tuple[Quote, ...]
    disputes: tuple[OtherClaim, ...]
    disputed_by: tuple[OtherClaim, ...]
    supports: tuple[OtherClaim, ...]
    supported_by: tuple[OtherClaim, ...]
    outcome: WhatCame | None
    known_since: str | None
    conflicts: tuple[str, ...]
    readings: tuple[DateReading, ...]

    @property
    def open_ended(self) -> bool:
        """Whether such a claim waits for an outcome."""
        return self.modality in OPEN_ENDED


@dataclass(frozen=True, slots=True)
class Claims(Displayed):
    """Claims in order of time, and how many the filters left out, by reason."""

    entries: tuple[ClaimEntry, ...]
    left_out: dict[str, int]

    def __iter__(self) -> Iterator[ClaimEntry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def build_claims(
    snapshot: Snapshot,
    *,
    speaker: str | None = None,
    addressee: str | None = None,
    about: str | None = None,
    modality: Terms = (),
    stance: Terms = (),
    outcome: Terms = (),
    first: str | date | None = None,
    last: str | date | None = None,
    direct: bool = False,
) -> Claims:
    """The claims of a story in the order in which they were made.

    ``speaker`` and ``addressee`` are actors by id, name or spelling; ``about`` is any thing, and what
    is said about a state of a policy or about a narrower topic or product is said about it too.
    ``outcome`` may be ``none``: nothing more is known. ``first`` and ``last`` (a day, month or year)
    keep what may have been said between them, so a claim without a date stays; ``direct`` keeps those
    whose evidence holds the speaker's own words.

    Raises ``UnknownNameError`` for a name that the story or the vocabulary does not have and
    ``DateError`` for what is no date.
    """
    wanted = ClaimFilter.of(
        snapshot,
        speaker=speaker,
        addressee=addressee,
        about=about,
        modality=modality,
        stance=stance,
        outcome=outcome,
        first=first,
        last=last,
        direct=direct,
    )
    others = _Others(snapshot)
    left_out: dict[str, int] = {}
    entries = []
    for claim in snapshot.instances(Class.Claim):
        if reason := wanted.lacks(snapshot, claim):
            left_out[reason] = left_out.get(reason, 0) + 1
        else:
            entries.append(_entry(snapshot, claim, others))
    entries.sort(key=lambda entry: (entry.span.order, entry.known_since or "", entry.id))
    return Claims(tuple(entries), left_out)


class _Others:
    """The claims that dispute and support each claim: the edges of the story, read backwards."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._back: dict[tuple[str, str], list[str]] = {}
        for claim in snapshot.instances(Class.Claim):
            for prop in ("dl:disputes", "dl:supports"):
                for target in snapshot.many(claim, prop):
                    self._back.setdefault((prop, target), []).append(claim)

    def of(self, claim: str, prop: str) -> tuple[OtherClaim, ...]:
        return tuple(map(self._told, self._snapshot.many(claim, prop)))

    def by(self, claim: str, prop: str) -> tuple[OtherClaim, ...]:
        return tuple(map(self._told, self._back.get((prop, claim), ())))

    def _told(self, claim: str) -> OtherClaim:
        snapshot = self._snapshot
        speakers = tuple(snapshot.label(actor) for actor in snapshot.many(claim, "dl:speaker"))
        negated = snapshot.one(claim, "dl:negated") == "true"
        return OtherClaim(snapshot.id_of(claim), speakers, snapshot.one(claim, "dl:text") or "", negated)


def _entry(snapshot: Snapshot, claim: str, others: _Others) -> ClaimEntry:
    readings = snapshot.readings(claim)
    return ClaimEntry(
        id=snapshot.id_of(claim),
        speakers=_mentions(snapshot, claim, "dl:speaker"),
        addressees=_mentions(snapshot, claim, "dl:addressee"),
        modality=local_name(snapshot.one(claim, "dl:modality")) or "",
        negated=snapshot.one(claim, "dl:negated") == "true",
        text=snapshot.one(claim, "dl:text") or "",
        about=_mentions(snapshot, claim, "dl:about"),
        stance=local_name(snapshot.one(claim, "dl:stance")),
        direct=snapshot.one(claim, "dl:directSpeech") == "true",
        said_at=next(iter(_mentions(snapshot, claim, "dl:saidAt")), None),
        when=tuple(reading.edtf for reading in readings),
        span=snapshot.span(claim),
        evidence=snapshot.quotes(claim),
        disputes=others.of(claim, "dl:disputes"),
        disputed_by=others.by(claim, "dl:disputes"),
        supports=others.of(claim, "dl:supports"),
        supported_by=others.by(claim, "dl:supports"),
        outcome=_outcome(snapshot, claim),
        known_since=snapshot.one(claim, "dl:knownSince"),
        conflicts=snapshot.conflicts(claim),
        readings=readings,
    )


def _outcome(snapshot: Snapshot, claim: str) -> WhatCame | None:
    value = local_name(snapshot.one(claim, "dl:outcome"))
    if value is None:
        return None
    event = snapshot.one(claim, "dl:outcomeEvent")
    quotes = snapshot.quotes(claim, "dl:outcomeEvidence")
    return WhatCame(
        value=value,
        event=next(iter(_mentions(snapshot, claim, "dl:outcomeEvent")), None),
        span=snapshot.span(event) if event else Span(),
        evidence=quotes,
        known_since=min((quote.issued for quote in quotes), default=None),
    )


def _mentions(snapshot: Snapshot, claim: str, prop: str) -> tuple[Mention, ...]:
    return tuple(Mention(snapshot.id_of(iri), snapshot.label(iri)) for iri in snapshot.many(claim, prop))
