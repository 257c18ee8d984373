"""A network with dated edges as contacts: as certain, or as possible.

A contact of certain mode holds whatever the unknown days are; one of possible mode needs only some days that
the bounds admit. With [eb, lb] the bounds of a begin and [ee, le] those of an end:

- An edge between things that just are, such as actors, took place at some moment from eb to le: possible on
  each of these days; for certain it takes what is there by eb, and has handed it on by le. What lasts (a
  tenure) holds on each day, for certain from lb to ee. What has no time at all (membership) is always open.
- An event or a claim is one occurrence, at which those who take part are together; what came first in it
  does not matter, as with two contacts of one day. It is entered by eb, and left by le when it is over.
  From one occurrence to another a path needs that the one is not after the other: for certain, that le of the
  first is not after eb of the second. A claim said at an event is part of it.
- A state of a policy lasts. It is entered by ee. From an occurrence, that must be over by then; to an
  occurrence, the state must have begun by its eb.

An edge leads both ways unless ``directed``, as a relation informs both ends; the days decide which way
is open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import DateError, NetworkError
from .contacts import Contacts
from .hops import PATH_KINDS
from .moments import Moments, moments_of
from .numeric import np
from .steps import Between, End, Nature, Refusal, Step, certain_step, possible_step
from .windows import LASTING, TIMED_EDGES

if TYPE_CHECKING:
    import networkx as nx

NATURES = {"event": Nature.Occurrence, "claim": Nature.Occurrence, "state": Nature.Lasting}
"""Kinds of node that have a time of their own."""
TOGETHER = frozenset({"saidAt"})
"""Relations that join parts of one occurrence."""
CALLED_OFF = ("Occurrence", "called off")


@dataclass(frozen=True, slots=True)
class _Row:
    """A step as a contact."""

    source: int
    target: int
    step: Step
    relation: str
    weight: float
    key: object


def from_network(
    network: nx.Graph[Any],
    *,
    certain: bool = False,
    directed: bool = False,
    when: str | None = None,
    also: Collection[str] = (),
) -> Contacts:
    """The contacts of a story's network, or of any graph whose edges have bounds as attributes.

    A graph may be simple or a multigraph. Bounds are the attributes ``earliest_begin, latest_begin,
    earliest_end, latest_end`` (ISO days, dates or None) and ``ongoing``; or ``when`` names the one attribute
    with an EDTF date. ``relation``, ``weight`` and ``kind`` are read too where they are there. Of a story,
    contacts lead through the kinds of :data:`.hops.PATH_KINDS` and through the nodes named in ``also``.
    The keys of the contacts are edges of the network: (from, to) or (from, to, key).

    ``left_out`` counts the edges that give no contact, by reason: without a date, of an event that was called
    off, an order that is not certain, or through what is no relationship. What is only planned counts:
    certain is said of days. Raises :class:`NetworkError` for a graph without edges, or of which no edge has
    a date, and :class:`DateError` for an attribute that is no day.
    """
    if not network.number_of_edges():
        raise NetworkError("the graph has no edges, so there is nothing to ask about time")
    reader = _Reader(network, certain, directed, when, frozenset(also))
    rows = [row for edge in _edges(network) for row in reader.rows(*edge)]
    if not reader.dated:
        raise NetworkError(_undated(network, when))
    return _contacts(list(network), rows, reader.left_out)


def _edges(network: nx.Graph[Any]) -> Iterator[tuple[Any, Any, tuple[Any, ...], Mapping[str, Any]]]:
    """Each edge: its ends, its key in the network, its attributes."""
    multigraph: Any = network if network.is_multigraph() else None
    if multigraph is None:
        for source, target, data in network.edges(data=True):
            yield source, target, (source, target), data
        return
    for source, target, key, data in multigraph.edges(keys=True, data=True):
        yield source, target, (source, target, key), data


def _undated(network: nx.Graph[Any], when: str | None) -> str:
    where = f'the attribute "{when}"' if when else "earliest_begin, latest_begin, earliest_end, latest_end"
    return (
        f"none of the {network.number_of_edges()} edges of the graph has a date, and a path that respects"
        f" time needs one; it is read from {where}"
    )


class _Reader:
    """Reads edges as steps; counts what gives none."""

    def __init__(
        self,
        network: nx.Graph[Any],
        certain: bool,
        directed: bool,
        when: str | None,
        also: frozenset[str],
    ) -> None:
        self.certain, self.directed, self.when = certain, directed, when
        self.left_out: Counter[str] = Counter()
        self.dated = False
        self.place = {node: place for place, node in enumerate(network)}
        self.ends = {node: self._end(node, data) for node, data in network.nodes(data=True)}
        self.barred = {
            node: reason
            for node, data in network.nodes(data=True)
            if (reason := self._bar(data, node in also))
        }

    def rows(self, source: Any, target: Any, key: tuple[Any, ...], data: Mapping[str, Any]) -> Iterator[_Row]:
        """The one or two contacts of an edge."""
        if reason := self.barred.get(source) or self.barred.get(target):
            self.left_out[reason] += 1
            return
        between = self._between(key, data)
        self.dated |= between.moments.dated
        ways = (
            [(source, target)] if self.directed or source == target else [(source, target), (target, source)]
        )
        step = certain_step if self.certain else possible_step
        found = [step(self.ends[one], self.ends[other], between) for one, other in ways]
        self._count([each for each in found if isinstance(each, Refusal)], len(ways))
        relation, weight = str(data.get("relation", "")), data.get("weight")
        for (one, other), each in zip(ways, found, strict=True):
            if isinstance(each, Step):
                yield _Row(
                    self.place[one], self.place[other], each, relation, 1.0 if weight is None else weight, key
                )

    def _count(self, refused: list[Refusal], ways: int) -> None:
        """An edge is left out when it leads neither way."""
        if len(refused) == ways:
            self.left_out[f"edges: {min(refused, key=list(Refusal).index)}"] += 1

    def _between(self, key: tuple[Any, ...], data: Mapping[str, Any]) -> Between:
        kind = data.get("kind")
        return Between(
            self._moments(key, data),
            lasting=kind in LASTING,
            timeless=kind is not None and kind not in TIMED_EDGES,
            together=data.get("relation") in TOGETHER,
        )

    def _moments(self, what: object, data: Mapping[str, Any]) -> Moments:
        try:
            return moments_of(data, self.when)
        except DateError as error:
            raise DateError(f"{what}: {error}") from None

    def _end(self, node: Any, data: Mapping[str, Any]) -> End:
        nature = NATURES.get(data.get("kind", ""), Nature.Plain)
        return End() if nature is Nature.Plain else End(nature, self._moments(node, data))

    def _bar(self, data: Mapping[str, Any], wanted: bool) -> str | None:
        """Why nothing may lead through a node, None when it may."""
        kind, facts = data.get("kind"), data.get("facts") or ()
        if kind is not None and kind not in PATH_KINDS and not wanted:
            return f"edges: through a {kind}, which is no relationship"
        return "edges: of an event that was called off" if CALLED_OFF in facts else None


def _contacts(nodes: list[Any], rows: list[_Row], left_out: Mapping[str, int]) -> Contacts:
    relations = sorted({row.relation for row in rows})
    number = {relation: place for place, relation in enumerate(relations)}
    days = np.array(
        [(row.step.close, row.step.land, row.step.done, row.step.first, row.step.last) for row in rows],
        np.int32,
    ).reshape(len(rows), 5)
    close, land, done, first, last = days.T.copy()
    ends = np.array([(row.source, row.target) for row in rows], np.int32).reshape(len(rows), 2).T.copy()
    return Contacts.of(
        nodes,
        ends[0],
        ends[1],
        close,
        land,
        done=done,
        first=first,
        last=last,
        relations=relations or [""],
        relation=np.array([number[row.relation] for row in rows], np.int32),
        weight=np.array([row.weight for row in rows], np.float64),
        keys=[row.key for row in rows],
        left_out=dict(left_out),
    )
