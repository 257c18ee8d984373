"""The states of policies as a reader of tariffs asks for them: by goods and by origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...ontology.terms import DL, Class
from ..naming import find
from ..snapshot import Quote, Snapshot, Span
from ..time.spans import Certainty, on
from .products import Cover, Goods, find_goods

# A group of this name takes in every country; "all other countries" does, beside a country named.
_EVERYONE = re.compile(r"(?:all|every) (?:countr|nation|trading partner)", re.IGNORECASE)
_THE_OTHERS = re.compile(r"all other (?:countr|nation|trading partner)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the story by id and label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class RateState:
    """A state of a policy, with what bears on a rate.

    ``rate`` is in percent, None when no source gives it. ``certainty`` answers for the day asked about,
    ``covers`` for the goods asked about; each is None when nothing was asked. ``exempt_by`` are the
    exemptions that take out all goods asked about. ``takes_effect`` is EDTF.
    """

    id: str
    label: str
    policy: Thing | None
    status: str
    certainty: Certainty | None
    rate: str | None
    covers: Cover | None
    products: tuple[Thing, ...]
    origins: tuple[Thing, ...]
    imposed_by: tuple[Thing, ...]
    exempts: tuple[Thing, ...]
    exempt_by: tuple[Thing, ...]
    legal_basis: str | None
    changed_by: Thing | None
    takes_effect: str | None
    replaces: tuple[Thing, ...]
    amends: tuple[Thing, ...]
    amended_by: tuple[Thing, ...]
    earliest_begin: str | None
    latest_begin: str | None
    earliest_end: str | None
    latest_end: str | None
    ongoing: bool
    evidence: tuple[Quote, ...]
    known_since: str | None
    conflicts: tuple[str, ...]

    @property
    def span(self) -> Span:
        """The bounds as one value."""
        return Span(self.earliest_begin, self.latest_begin, self.earliest_end, self.latest_end, self.ongoing)

    @property
    def in_force(self) -> bool:
        """Whether the state is one in force, on its days; announced or suspended is not."""
        return self.status == "InForce"


@dataclass(frozen=True, slots=True)
class RateStates:
    """The states that a question selects, and how many it left out, by reason.

    ``asked`` are the ids of the products that hold any of the goods asked about; None when none were.
    """

    goods: Goods | None
    asked: frozenset[str] | None
    origin: Thing | None
    states: tuple[RateState, ...]
    left_out: dict[str, int]

    def __iter__(self) -> Iterator[RateState]:
        return iter(self.states)

    def __len__(self) -> int:
        return len(self.states)


def select_states(
    snapshot: Snapshot, *, day: str | None = None, product: str | None = None, origin: str | None = None
) -> RateStates:
    """The states of all policies that bear on a product and on goods of an origin, in the order of time.

    ``product`` is a name, an id or an HS heading, ``origin`` a name or id; None leaves them open. Raises
    ``UnknownNameError`` for one that the story does not have.
    """
    goods = find_goods(snapshot, product) if product else None
    actor = find(snapshot, origin, Class.Actor) if origin else None
    left_out: dict[str, int] = {}
    amending = _amending(snapshot)
    states = []
    for state in snapshot.instances(Class.PolicyState):
        if reason := left_out_as(snapshot, state, goods, actor):
            left_out[reason] = left_out.get(reason, 0) + 1
        else:
            states.append(_state(snapshot, state, goods, day, amending))
    states.sort(key=lambda state: (state.span.order, state.id))
    asked = frozenset(map(snapshot.id_of, goods.whole | goods.part)) if goods else None
    return RateStates(goods, asked, _thing(snapshot, actor), tuple(states), left_out)


def left_out_as(snapshot: Snapshot, state: str, goods: Goods | None, origin: str | None) -> str | None:
    """Why a state (its IRI) does not bear on goods of an origin (an actor's IRI); None when it does.

    What is left open, None, asks for nothing; goods and origin are asked for independently.
    """
    if goods is not None:
        cover = goods.cover(snapshot.many(state, "dl:product"))
        if cover is None:
            return f"on goods other than {goods.label}"
        if cover is Cover.Unnamed and not _levies(snapshot, state):
            return "naming no goods and no rate, of a policy that is neither tariff nor tax"
    if origin is not None:
        origins = snapshot.many(state, "dl:origin")
        if not origins:
            return "without a word on whose goods are meant"
        if not _takes_in(snapshot, state, origins, origin):
            return f"on goods of others than {snapshot.label(origin)}"
    return None


def _levies(snapshot: Snapshot, state: str) -> bool:
    policy = snapshot.one(state, "dl:policy") or ""
    levy = any(snapshot.is_a(policy, kind) for kind in (Class.Tariff, Class.Tax))
    return levy or snapshot.one(state, "dl:rate") is not None


def _takes_in(snapshot: Snapshot, state: str, origins: list[str], actor: str) -> bool:
    """Whether goods of an actor are among those of the origins, by name, as a member, or as any country.

    "All countries" are all but the one that imposes the state.
    """
    if {actor, *_groups(snapshot, actor)} & set(origins):
        return True
    names = [snapshot.label(origin) for origin in origins]
    everyone = any(map(_EVERYONE.match, names)) or (len(names) > 1 and any(map(_THE_OTHERS.match, names)))
    own = actor in snapshot.many(state, "dl:imposedBy")
    return everyone and not own and snapshot.is_a(actor, Class.Country)


def _groups(snapshot: Snapshot, actor: str) -> set[str]:
    found: set[str] = set()
    ahead = [actor]
    while ahead:
        new = set(snapshot.many(ahead.pop(), "dl:memberOf")) - found
        found |= new
        ahead += new
    return found


def _state(
    snapshot: Snapshot, state: str, goods: Goods | None, day: str | None, amending: Mapping[str, list[str]]
) -> RateState:
    span = snapshot.span(state)
    exempts = snapshot.many(state, "dl:exempts")
    return RateState(
        id=snapshot.id_of(state),
        label=snapshot.label(state),
        policy=_thing(snapshot, snapshot.one(state, "dl:policy")),
        status=(snapshot.one(state, "dl:status") or "").removeprefix(DL),
        certainty=on(span, day) if day else None,
        rate=snapshot.one(state, "dl:rate"),
        covers=goods.cover(snapshot.many(state, "dl:product")) if goods else None,
        products=_things(snapshot, snapshot.many(state, "dl:product")),
        origins=_things(snapshot, snapshot.many(state, "dl:origin")),
        imposed_by=_things(snapshot, snapshot.many(state, "dl:imposedBy")),
        exempts=_things(snapshot, exempts),
        exempt_by=_things(snapshot, [item for item in exempts if goods and item in goods.whole]),
        legal_basis=snapshot.one(state, "dl:legalBasis"),
        changed_by=_thing(snapshot, snapshot.one(state, "dl:changedBy")),
        takes_effect=snapshot.one(state, "dl:takesEffect"),
        replaces=_things(snapshot, snapshot.many(state, "dl:replaces")),
        amends=_things(snapshot, snapshot.many(state, "dl:amends")),
        amended_by=_things(snapshot, amending.get(state, ())),
        earliest_begin=span.earliest_begin,
        latest_begin=span.latest_begin,
        earliest_end=span.earliest_end,
        latest_end=span.latest_end,
        ongoing=span.ongoing,
        evidence=snapshot.quotes(state),
        known_since=snapshot.one(state, "dl:knownSince"),
        conflicts=snapshot.conflicts(state),
    )


def _amending(snapshot: Snapshot) -> Mapping[str, list[str]]:
    """The states that change each state's terms."""
    found: dict[str, list[str]] = {}
    for state in snapshot.instances(Class.PolicyState):
        for amended in snapshot.many(state, "dl:amends"):
            found.setdefault(amended, []).append(state)
    return found


def _thing(snapshot: Snapshot, iri: str | None) -> Thing | None:
    return Thing(snapshot.id_of(iri), snapshot.label(iri)) if iri else None


def _things(snapshot: Snapshot, iris: Iterable[str]) -> tuple[Thing, ...]:
    return tuple(Thing(snapshot.id_of(iri), snapshot.label(iri)) for iri in iris)
