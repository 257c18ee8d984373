"""Which rates applied on a day, what was exempt or only announced, and which rates add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from ...graph.rates.day import Rates
from ...graph.rates.stacking import Sum, Word
from ...graph.rates.states import RateState
from ...graph.rates.states import Thing as StateThing
from ...graph.story import BuiltStory
from ..rates.words import (
    kept_off,
    nothing_known,
    past_the_sources,
    sum_lines,
    telling_first,
    title,
    why_exempt,
    why_not,
)
from .answers import Dated, Page, Supported, dated, page, quoted
from .clock import as_known, known_notes
from .parameters import KnownBy, Limit, Name, Offset, QuotesEach

Day = Annotated[Name, Field(description="The day asked about: YYYY-MM-DD.")]
Product = Annotated[
    Name | None,
    Field(
        description="A product of the story by name or id, or a heading of the Harmonized System: 7208.51."
    ),
]
Origin = Annotated[
    Name | None, Field(description="Goods of this country: id or name. Without it: goods of all countries.")
]


class StateRow(Dated):
    """A state of a policy."""

    id: str
    label: str
    applied: str = Field(
        description="certain or possible for a state in force on the day, with what it does not add to; "
        "else why it did not apply: exempt, announced, suspended …"
    )
    in_force: bool = Field(
        description="Whether it was in force on the day and applies to the goods asked about."
    )
    rate: str | None = Field(description="Percent, as a decimal number; null when no source gives one.")
    status: str
    policy: StateThing | None
    covers: str | None = Field(description="How much of the goods asked about it names: whole or part.")
    products: tuple[StateThing, ...]
    origins: tuple[StateThing, ...]
    imposed_by: tuple[StateThing, ...]
    exempts: tuple[StateThing, ...]
    legal_basis: str | None
    takes_effect: str | None
    changed_by: StateThing | None = Field(description="The event that brought it about.")
    known_since: str | None
    conflicts: tuple[str, ...]


class Stacking(Supported):
    """What a source says of two states in force: goods under the first pay the second as well, or do not."""

    first: str = Field(description="Id of a state.")
    relation: str = Field(description="AddsTo or Excludes.")
    second: str = Field(description="Id of the other state.")


class RatesAnswer(Page):
    """The states of policies on a day: those that applied first, then what was exempt, then the rest."""

    question: str = Field(description="What was asked, in words.")
    product: str | None
    origin: StateThing | None
    states: tuple[StateRow, ...]
    stacking: tuple[Stacking, ...] = Field(description="What sources say of pairs of the states in force.")
    silent_pairs: int = Field(
        description="Pairs of states in force of which no source says whether they add up."
    )
    sums: tuple[Sum, ...] = Field(description="The sums that sources allow, in percent. Make no other sums.")
    newest_source: str | None


def rates(
    story: BuiltStory,
    on: Day,
    product: Product = None,
    origin: Origin = None,
    known_by: KnownBy = None,
    limit: Limit = 20,
    offset: Offset = 0,
    quotes_each: QuotesEach = 2,
) -> RatesAnswer:
    """Which tariff rates applied on a day to a product of a country, with legal basis, exemptions and words.

    Says which states of policies were in force (certainly or possibly), which were only announced or
    suspended, what was exempt, and which rates add up: only where a source says so.
    """
    with as_known(story, known_by) as told:
        found = told.rates(on=on, product=product, origin=origin)
    notes = (*found.read_as, *nothing_known(found), *past_the_sources(found), *sum_lines(found))
    notes += known_notes(story, told, known_by)
    shown, fields = page(list(_applied(found)), limit, offset, found.left_out, notes)
    return RatesAnswer(
        question=title(found),
        product=found.product,
        origin=found.origin,
        states=tuple(_row(state, applied, found, quotes_each) for state, applied in shown),
        stacking=tuple(_stacking(word, quotes_each) for pair in found.pairs for word in pair.says),
        silent_pairs=sum(not pair.says for pair in found.pairs),
        sums=found.sums,
        newest_source=found.newest,
        **fields,
    )


def _applied(found: Rates) -> Iterator[tuple[RateState, str]]:
    for state in found.in_force:
        yield state, f"{state.certainty}{kept_off(found, state)}"
    for state in found.exempt:
        yield state, why_exempt(state)
    for state in found.not_in_force:
        yield state, why_not(state, found)


def _row(state: RateState, applied: str, found: Rates, quotes_each: int) -> StateRow:
    return StateRow(
        id=state.id,
        label=state.label,
        applied=applied,
        in_force=state in found.in_force,
        rate=state.rate,
        status=state.status,
        policy=state.policy,
        covers=state.covers,
        products=state.products,
        origins=state.origins,
        imposed_by=state.imposed_by,
        exempts=state.exempts,
        legal_basis=state.legal_basis,
        takes_effect=state.takes_effect,
        changed_by=state.changed_by,
        known_since=state.known_since,
        conflicts=state.conflicts,
        **dated(state.span),
        **quoted(telling_first(state), quotes_each),
    )


def _stacking(word: Word, quotes_each: int) -> Stacking:
    return Stacking(
        first=word.from_id,
        relation=word.relation,
        second=word.to_id,
        **quoted(word.evidence, quotes_each),
    )
