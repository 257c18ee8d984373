"""What the rates board shows: every policy state, and which of them bear on which goods and origins.

A product and an origin select states independently of each other, so each is kept as a list of states,
and the page joins the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ....graph.facts import words
from ....graph.rates.products import Cover, Goods, find_goods, interval
from ....graph.rates.stacking import words_on
from ....graph.rates.states import RateState, Thing, left_out_as
from ....graph.snapshot import Snapshot
from ....graph.story import BuiltStory
from ....ontology.terms import Class
from ...rates.words import telling_first
from .quotes import QuoteTable

Json = dict[str, Any]
COVERS = (Cover.Whole, Cover.Part, Cover.Unnamed)
MOST = 150_000
"""Pairs of goods and states that are worked out for one page; the bundled story has 22,000."""


def build_rate_board(story: BuiltStory) -> Json:
    """All states in the order of time, and the selections that goods and origins make of them.

    ``products`` and ``headings`` have, for each state that bears on them, its place, how much of the goods
    it holds (a place in ``covers``) and what it spares. ``leftOut`` counts goods beyond :data:`MOST`.
    """
    snapshot = story.snapshot
    states = story.rate_states().states
    quotes = QuoteTable(snapshot.base)
    place = {state.id: number for number, state in enumerate(states)}
    products, headings, left_out = _asked(snapshot, len(states))
    return {
        "states": [_state(state) for state in states],
        "names": dict(sorted((thing.id, thing.label) for state in states for thing in _things(state))),
        "statuses": {name: words(name) for name in sorted({state.status for state in states})},
        "covers": [cover.value for cover in COVERS],
        "products": list(_selections(snapshot, products, states)),
        "headings": list(_selections(snapshot, headings, states)),
        "origins": list(_origins(snapshot, states)),
        "words": [
            [word.relation, place[word.from_id], place[word.to_id], quotes.places(word.evidence)]
            for word in words_on(snapshot, states)
            if word.from_id in place and word.to_id in place
        ],
        "quotes": quotes.as_json(),
        "newest": snapshot.newest,
        "leftOut": left_out,
    }


def _state(state: RateState) -> Json:
    """A state; its label, days and words are those of its node."""
    told = [state.evidence.index(quote) for quote in telling_first(state)]
    return {
        "id": state.id,
        "policy": state.policy.id if state.policy else None,
        "status": state.status,
        "rate": state.rate,
        "products": _ids(state.products),
        "origins": _ids(state.origins),
        "exempts": _ids(state.exempts),
        "basis": state.legal_basis,
        "takesEffect": state.takes_effect,
        "told": told if told != sorted(told) else None,
    }


def _things(state: RateState) -> Iterator[Thing]:
    yield from (*state.products, *state.origins, *state.exempts)
    if state.policy:
        yield state.policy


def _ids(things: Iterable[Thing]) -> list[str]:
    return [thing.id for thing in things]


def _asked(
    snapshot: Snapshot, states: int
) -> tuple[list[tuple[Goods, str]], list[tuple[Goods, str]], dict[str, int]]:
    """The goods that a reader may ask about, products by label and headings by number."""
    products = sorted(snapshot.instances(Class.Product), key=lambda iri: (snapshot.label(iri), iri))
    codes = {code for product in products for code in snapshot.many(product, "skos:notation")}
    room = MOST // max(states, 1)
    kept = products[:room]
    headings = sorted(codes, key=interval)[: max(0, room - len(kept))]
    left_out = {"products": len(products) - len(kept), "headings": len(codes) - len(headings)}
    found = [(find_goods(snapshot, snapshot.id_of(product)), snapshot.id_of(product)) for product in kept]
    return found, [(find_goods(snapshot, code), code) for code in headings], left_out


def _selections(
    snapshot: Snapshot, asked: Iterable[tuple[Goods, str]], states: Sequence[RateState]
) -> Iterator[Json]:
    """Goods with the states that bear on them; without those that no state names."""
    for goods, name in asked:
        selected = _selected(snapshot, goods, states)
        if any(COVERS[entry[1]] is not Cover.Unnamed for entry in selected):
            held = sorted(map(snapshot.id_of, goods.whole | goods.part))
            yield {
                "id": name,
                "label": goods.label,
                "asked": held,
                "readAs": list(goods.read_as),
                "states": selected,
            }


def _selected(snapshot: Snapshot, goods: Goods, states: Sequence[RateState]) -> list[list[Any]]:
    selected: list[list[Any]] = []
    for number, state in enumerate(states):
        iri = snapshot.base + state.id
        if left_out_as(snapshot, iri, goods, None) is None:
            cover = goods.cover(snapshot.many(iri, "dl:product"))
            spared = [thing for thing in snapshot.many(iri, "dl:exempts") if thing in goods.whole]
            entry = [number, COVERS.index(cover or Cover.Unnamed)]
            selected.append([*entry, list(map(snapshot.id_of, spared))] if spared else entry)
    return selected


def _origins(snapshot: Snapshot, states: Sequence[RateState]) -> Iterator[Json]:
    """Every actor on whose goods a state bears, by label."""
    for actor in sorted(snapshot.instances(Class.Actor), key=lambda iri: (snapshot.label(iri), iri)):
        selected = [
            number
            for number, state in enumerate(states)
            if left_out_as(snapshot, snapshot.base + state.id, None, actor) is None
        ]
        if selected:
            yield {"id": snapshot.id_of(actor), "label": snapshot.label(actor), "states": selected}
