"""Who said what about what, and what came of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ...graph.claims import ClaimEntry, Mention, OtherClaim, WhatCame
from ...graph.story import BuiltStory
from .answers import Dated, Page, dated, page, quoted
from .clock import as_known, known_notes
from .parameters import Actor, FromDay, KnownBy, Limit, Name, Offset, QuotesEach, ToDay

Subject = Annotated[
    Name | None,
    Field(
        description="What it is about: any thing by id, name or spelling. States of a policy and narrower "
        "topics and products count too."
    ),
]
Modality = Annotated[
    Name | None,
    Field(
        description="How it is said: Asserted, Predicted, Promised, Demanded, Denied, Hoped or Accused; "
        "several with commas."
    ),
]
Stance = Annotated[
    Name | None,
    Field(description="The speaker's stance toward the subject: For, Against or Open; several with commas."),
]
Outcome = Annotated[
    Name | None,
    Field(
        description="What came of it: Kept, Broken, Pending, CameTrue, DidNotComeTrue, or none where no "
        "source tells; several with commas."
    ),
]


class OutcomeOfClaim(Dated):
    """What came of a claim, with the words that show it."""

    value: str = Field(description="Kept, Broken, Pending, CameTrue or DidNotComeTrue.")
    event: Mention | None = Field(description="The event that showed it.")
    known_since: str | None


class ClaimRow(Dated):
    """A claim: a statement of its own, whose speaker may be wrong."""

    id: str
    speakers: tuple[Mention, ...]
    addressees: tuple[Mention, ...]
    modality: str
    negated: bool = Field(description="True: the speaker says that the text is not so.")
    text: str = Field(description="What is claimed, in the words of the story's author, not the speaker's.")
    about: tuple[Mention, ...]
    stance: str | None
    direct: bool = Field(description="Whether the quotes hold the speaker's own words.")
    said_at: Mention | None
    disputes: tuple[OtherClaim, ...]
    disputed_by: tuple[OtherClaim, ...]
    supports: tuple[OtherClaim, ...]
    supported_by: tuple[OtherClaim, ...]
    outcome: OutcomeOfClaim | None = Field(description="Null: no source tells what came of it.")
    known_since: str | None
    conflicts: tuple[str, ...]


class ClaimsAnswer(Page):
    """Claims in the order in which they were made."""

    claims: tuple[ClaimRow, ...]


def claims(
    story: BuiltStory,
    speaker: Actor = None,
    addressee: Actor = None,
    about: Subject = None,
    modality: Modality = None,
    stance: Stance = None,
    outcome: Outcome = None,
    from_day: FromDay = None,
    to_day: ToDay = None,
    direct: Annotated[bool, Field(description="Only claims quoted in the speaker's own words.")] = False,
    known_by: KnownBy = None,
    limit: Limit = 20,
    offset: Offset = 0,
    quotes_each: QuotesEach = 2,
) -> ClaimsAnswer:
    """Who promised, predicted, demanded, asserted or denied what, to whom, when, and what came of it.

    Each claim has the words that record it and, apart, the words that show its outcome. A claim is what
    somebody says, not what is so: give the speaker whenever you repeat one.
    """
    with as_known(story, known_by) as told:
        found = told.claims(
            speaker=speaker,
            addressee=addressee,
            about=about,
            modality=modality or (),
            stance=stance or (),
            outcome=outcome or (),
            first=from_day,
            last=to_day,
            direct=direct,
        )
    shown, fields = page(found.entries, limit, offset, found.left_out, known_notes(story, told, known_by))
    return ClaimsAnswer(claims=tuple(_row(entry, quotes_each) for entry in shown), **fields)


def _row(entry: ClaimEntry, quotes_each: int) -> ClaimRow:
    return ClaimRow(
        id=entry.id,
        speakers=entry.speakers,
        addressees=entry.addressees,
        modality=entry.modality,
        negated=entry.negated,
        text=entry.text,
        about=entry.about,
        stance=entry.stance,
        direct=entry.direct,
        said_at=entry.said_at,
        disputes=entry.disputes,
        disputed_by=entry.disputed_by,
        supports=entry.supports,
        supported_by=entry.supported_by,
        outcome=_outcome(entry.outcome, quotes_each),
        known_since=entry.known_since,
        conflicts=entry.conflicts,
        **dated(entry.span),
        **quoted(entry.evidence, quotes_each),
    )


def _outcome(came: WhatCame | None, quotes_each: int) -> OutcomeOfClaim | None:
    if came is None:
        return None
    return OutcomeOfClaim(
        value=came.value,
        event=came.event,
        known_since=came.known_since,
        **dated(came.span),
        **quoted(came.evidence, quotes_each),
    )
