"""The tour of a story: how its steps are read back, and what is left of them in a part of the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from pyoxigraph import Literal, Quad

from ..ontology.terms import Class, Property
from .names import local_id
from .snapshot import Snapshot
from .told import Told
from .view import text_of


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the tour.

    ``words`` are paragraphs; ``focus`` are ids, the first of which is opened; ``first`` and ``last`` are the
    days of the window, inclusive, and ``known_by`` is the day up to which sources count: ISO days, or None
    where a side is open or nothing is given. ``view`` is graph, timeline, table, claims or rates.
    """

    title: str
    words: tuple[str, ...]
    focus: tuple[str, ...]
    first: str | None
    last: str | None
    known_by: str | None
    view: str


def read_tour(snapshot: Snapshot) -> tuple[Step, ...]:
    """The steps in their order; none for a story without a tour."""
    steps = snapshot.instances(Class.TourStep)
    return tuple(_step(snapshot, step) for step in sorted(steps, key=lambda step: _position(snapshot, step)))


def _position(snapshot: Snapshot, step: str) -> tuple[int, str]:
    return int(snapshot.one(step, "dl:position") or 0), step


def _step(snapshot: Snapshot, step: str) -> Step:
    focus = [snapshot.id_of(thing) for thing in snapshot.many(step, "dl:focus")]
    order = (snapshot.one(step, "dl:focusOrder") or "").split(" ")
    ranks = {name: rank for rank, name in enumerate(order)}
    return Step(
        title=snapshot.label(step),
        words=tuple((snapshot.one(step, "dcterms:description") or "").split("\n\n")),
        focus=tuple(sorted(focus, key=lambda name: (ranks.get(name, len(ranks)), name))),
        first=snapshot.one(step, "dl:windowBegin"),
        last=snapshot.one(step, "dl:windowEnd"),
        known_by=snapshot.one(step, "dl:knownBy"),
        view=snapshot.one(step, "dl:view") or "graph",
    )


def focus_order(ids: Sequence[str]) -> str | None:
    """The ids of a focus as one text, as the values of a property have no order; None for a single one."""
    return " ".join(ids) if len(ids) > 1 else None


def kept_steps(told: Told, steps: Set[str], kept: Set[str]) -> set[str]:
    """The steps that still show something of what is kept."""
    return {step for step in steps if not kept.isdisjoint(told.many(step, Property.focus))}


def trimmed(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, with what a step no longer shows taken out of its order of focus."""
    quads = list(quads)
    shown = {
        (text_of(q.subject), text_of(q.object)) for q in quads if q.predicate.value == Property.focus.iri
    }
    left: dict[str, set[str]] = {}
    for step, thing in shown:
        left.setdefault(step, set()).add(local_id(thing))
    for quad in quads:
        if quad.predicate.value != Property.focusOrder.iri:
            yield quad
            continue
        ids = [name for name in text_of(quad.object).split(" ") if name in left[text_of(quad.subject)]]
        if order := focus_order(ids):
            yield Quad(quad.subject, quad.predicate, Literal(order), quad.graph_name)
