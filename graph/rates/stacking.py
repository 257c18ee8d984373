"""Which rates add up and which exclude each other, as the sources say; nothing is added up unasked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from ...ontology.terms import DL, Class, Relation
from ..snapshot import Quote, Snapshot
from ..time.spans import Certainty
from .products import Cover
from .states import RateState, Thing


@dataclass(frozen=True, slots=True)
class Word:
    """What a source says of two states: goods under ``from_id`` pay ``to_id`` as well, or do not.

    ``relation`` is ``AddsTo`` or ``Excludes``. ``link`` is the id of the link that says so, or None
    where the state itself does; the evidence is then the state's own.
    """

    relation: str
    from_id: str
    to_id: str
    link: str | None
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two states that apply on the same day, and what the sources say of them: often nothing."""

    one: Thing
    other: Thing
    says: tuple[Word, ...]

    @property
    def relations(self) -> set[str]:
        """What is said; both words when sources say both."""
        return {word.relation for word in self.says}


@dataclass(frozen=True, slots=True)
class Sum:
    """States that certainly apply and add up, as sources link them, and their sum in percent."""

    states: tuple[Thing, ...]
    rate: str


def pairs_of(snapshot: Snapshot, states: Sequence[RateState]) -> tuple[Pair, ...]:
    """Every pair of states with what the sources say of it."""
    said = words_on(snapshot, states)
    return tuple(
        Pair(Thing(one.id, one.label), Thing(other.id, other.label), _between(said, one.id, other.id))
        for one, other in combinations(states, 2)
    )


def words_on(snapshot: Snapshot, states: Sequence[RateState]) -> list[Word]:
    """What links and these states themselves say of what adds up and what excludes what, links first."""
    said = list(_links(snapshot))
    return said + list(_own_words(snapshot, states, {(word.from_id, word.to_id) for word in said}))


def sums_of(states: Sequence[RateState], pairs: Iterable[Pair]) -> tuple[Sum, ...]:
    """The sums that the sources allow: of states that certainly apply to all goods asked about.

    States are joined where every word on them is that they add up; a state that another one in force
    excludes, even one that only may apply, is in no sum.
    """
    pairs = tuple(pairs)
    spared = {word.to_id for pair in pairs for word in pair.says if word.relation == Relation.Excludes}
    summed = {state.id: state for state in states if _counts(state) and state.id not in spared}
    groups: list[set[str]] = [{name} for name in summed]
    for pair in pairs:
        if pair.relations == {Relation.AddsTo} and {pair.one.id, pair.other.id} <= summed.keys():
            joined = [group for group in groups if group & {pair.one.id, pair.other.id}]
            groups = [group for group in groups if group not in joined] + [set[str]().union(*joined)]
    return tuple(
        _sum([summed[name] for name in summed if name in group]) for group in groups if len(group) > 1
    )


def _sum(states: Sequence[RateState]) -> Sum:
    total = sum((Decimal(state.rate or 0) for state in states), Decimal(0))
    return Sum(tuple(Thing(state.id, state.label) for state in states), f"{total.normalize():f}")


def _counts(state: RateState) -> bool:
    return state.certainty is Certainty.Certain and state.covers is Cover.Whole and state.rate is not None


def _links(snapshot: Snapshot) -> Iterable[Word]:
    for link in snapshot.instances(Class.Link):
        relation = (snapshot.one(link, "dl:relation") or "").removeprefix(DL)
        if relation in (Relation.AddsTo, Relation.Excludes):
            yield Word(
                relation,
                snapshot.id_of(snapshot.one(link, "dl:from") or ""),
                snapshot.id_of(snapshot.one(link, "dl:to") or ""),
                snapshot.id_of(link),
                snapshot.quotes(link),
            )


def _own_words(
    snapshot: Snapshot, states: Sequence[RateState], linked: set[tuple[str, str]]
) -> Iterable[Word]:
    """What states say themselves by ``excludes``; the same property is derived from links."""
    for state in states:
        for other in snapshot.many(snapshot.base + state.id, "dl:excludes"):
            ends = state.id, snapshot.id_of(other)
            if ends not in linked:
                yield Word(Relation.Excludes.value, *ends, None, state.evidence)


def _between(said: Iterable[Word], one: str, other: str) -> tuple[Word, ...]:
    return tuple(word for word in said if {word.from_id, word.to_id} == {one, other})
