"""A plain edge list as a network in time that can be asked, like a story: routes, reach, centrality, groups.

An edge list has no quotes and, of its nodes, nothing but their names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from ...data.edge_columns import guess_columns
from ...data.edge_lists import EdgeList, read_edge_list
from ...data.edtf import first_day, last_day
from ...errors import NetworkError, QueryError, UnknownNameError
from ..snapshot import Span, as_dict
from . import paths
from .contacts import Contacts, day_of
from .edge_comparison import EdgeComparison, Moment, compare_edges
from .edge_measures import central_of, communities_of
from .from_edges import from_edges
from .nearest import nearest
from .question import Asked
from .rankings import Ranking
from .reach import Reach, reach
from .routes import WAYS, By, Reached, Reaching, Route, RouteHop, Routes
from .shortest import shortest_paths

if TYPE_CHECKING:
    from .build import Network
    from .measures.evolution import Evolution
    from .paths import TimedPath

Day = str | date | None


@dataclass(frozen=True, slots=False, eq=False)
class EdgeNetwork:
    """The contacts of an edge list, and questions to them. Days are ISO days, months or years.

    An edge leads from its source to its target when ``directed``, else both ways. Names of nodes are those
    of the file; case does not matter where only one is meant.
    """

    edges: EdgeList
    directed: bool = True

    @cached_property
    def possible(self) -> Contacts:
        """The contacts as they may have been."""
        return from_edges(self.edges, directed=self.directed)

    @cached_property
    def certain(self) -> Contacts:
        """The contacts that hold whatever the unknown days are."""
        return from_edges(self.edges, directed=self.directed, certain=True)

    def contacts(self, *, certain: bool = False) -> Contacts:
        """Those that a question uses."""
        return self.certain if certain else self.possible

    def node(self, name: str) -> str:
        """The node that a name means; :class:`UnknownNameError` with the nearest names when there is none."""
        if name in self.possible.place:
            return name
        alike = [known for known in self.possible.nodes if known.casefold() == name.casefold()]
        if len(alike) == 1:
            return alike[0]
        near = tuple(alike) or nearest(name, self.possible.nodes)
        hint = f"did you mean {' or '.join(near)}?" if near else "the edge list has no such node"
        raise UnknownNameError(f'there is no node "{name}"; {hint}', near)

    def paths(
        self,
        start: str,
        end: str,
        *,
        by: By = "shortest",
        limit: int = 3,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
        strict: bool = False,
    ) -> Routes:
        """The routes from one node to another that respect time; see :mod:`.paths` and :mod:`.shortest`."""
        if by not in WAYS:
            raise QueryError(f'there is no path by "{by}"; one of: {", ".join(WAYS)}')
        ends = self.node(start), self.node(end)
        contacts = self.contacts(certain=certain)
        begin, until = _days(first, last)
        asked = {"first": begin, "last": until, "strict": strict}
        routes = tuple(self._route(path, certain, asked) for path in _found(contacts, by, ends, limit, asked))
        rows = [row for path in routes for row in (int(hop.edge[2]) for hop in path.hops)]
        joined = bool(routes) or self._joined(*ends)
        return Routes(*ends, by, routes, self._part(rows, ends), joined, dict(contacts.left_out))

    def reach(
        self,
        name: str,
        *,
        backward: bool = False,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
        strict: bool = False,
    ) -> Reaching:
        """Whom a node can have reached, or (``backward``) who can have reached it; see :mod:`.reach`."""
        node = self.node(name)
        contacts = self.contacts(certain=certain)
        begin, end = _days(first, last)
        found = reach(contacts, node, first=begin, last=end, strict=strict, backward=backward)
        sure = certain or contacts.exact
        reached = tuple(_reached(found, sure=sure))
        tree = self._part([int(str(contacts.keys[row])) for row in found.last_contacts], [node])
        return Reaching(node, node, backward, reached, len(found), tree, dict(contacts.left_out))

    def central(
        self,
        *,
        by: str = "degree",
        first: Day = None,
        last: Day = None,
        certain: bool = False,
        strict: bool = True,
    ) -> Ranking:
        """The nodes by a measure of centrality; see :func:`.edge_measures.central_of`."""
        contacts = self.contacts(certain=certain)
        begin, end = _days(first, last)
        return central_of(contacts, by, begin, end, strict=strict, directed=self.directed)

    def communities(
        self,
        *,
        every: str | None = None,
        first: Day = None,
        last: Day = None,
        certain: bool = False,
    ) -> Evolution:
        """Louvain communities, of the whole or of each window; see :func:`.edge_measures.communities_of`."""
        begin, end = _days(first, last)
        return communities_of(self.contacts(certain=certain), every, begin, end)

    def compare(self, first: Moment, second: Moment, *, certain: bool = False) -> EdgeComparison:
        """Which pairs came, went, grew and shrank; see :func:`.edge_comparison.compare_edges`."""
        return compare_edges(self.contacts(certain=certain), first, second)

    def counted(self, first: Day = None, last: Day = None) -> tuple[Contacts, Counter[str]]:
        """What lies in a window, each edge once, and how many edges of each relation.

        Raises :class:`NetworkError` when nothing does.
        """
        contacts = from_edges(self.edges)
        part = contacts.window(*_days(first, last))
        if not len(part):
            span = " to ".join(str(day) for day in contacts.hull)
            raise NetworkError(f"no edge lies in the window; the edges run from {span}")
        names = [part.relations[place] or "contact" for place in part.relation.tolist()]
        return part, Counter(names)

    def _route(self, path: TimedPath, certain: bool, asked: dict[str, Any]) -> Route:
        sure = certain or self.possible.exact or self._holds(path, asked)
        hops = tuple(
            RouteHop(
                hop.source,
                hop.target,
                hop.relation,
                self._sentence(int(str(hop.key))),
                hop.departs,
                hop.arrives,
                self._span(int(str(hop.key))),
                (),
                (hop.source, hop.target, str(hop.key)),
            )
            for hop in path.hops
        )
        return Route(hops, sure, path.departs, path.arrives, path.days)

    def _holds(self, path: TimedPath, asked: dict[str, Any]) -> bool:
        window = {name: asked[name] for name in ("first", "last", "strict")}
        return (
            bool(len(self.certain)) and paths.along(Asked.of(self.certain, **window), path.nodes) is not None
        )

    def _sentence(self, row: int) -> str:
        edges = self.edges
        relation = edges.relations[edges.relation[row]]
        ends = edges.nodes[edges.source[row]], edges.nodes[edges.target[row]]
        return f"{ends[0]} → {ends[1]}: {relation}" if relation else f"{ends[0]} → {ends[1]}"

    def _span(self, row: int) -> Span:
        days = self.edges.days
        bounds = (days.earliest_begin, days.latest_begin, days.earliest_end, days.latest_end)
        begin, begun, end, ended = (day_of(int(bound[row])) for bound in bounds)
        return Span(begin, begun, end, ended)

    def _part(self, rows: Iterable[int], nodes: Iterable[str]) -> Network:
        """Some rows of the file as a graph whose edges have their bounds."""
        edges = self.edges
        part: Network = nx.MultiDiGraph(title=edges.file, story=edges.file)
        for node in nodes:
            part.add_node(node)
        for row in rows:
            span, relation = self._span(row), edges.relations[edges.relation[row]]
            ends = edges.nodes[edges.source[row]], edges.nodes[edges.target[row]]
            said = {"relation": relation, "label": relation, "kind": "contact", "evidence": []}
            said |= as_dict(span)
            part.add_edge(ends[0], ends[1], str(row), **said)
        for node in part:
            part.nodes[node].update(id=node, label=node, kind="node", evidence=[])
        return part

    def _joined(self, start: str, end: str) -> bool:
        """Whether two nodes are connected when time and direction are ignored."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        contacts = self.possible
        size = len(contacts.nodes)
        joined = coo_array((contacts.weight * 0 + 1, (contacts.source, contacts.target)), (size, size))
        _, group = connected_components(joined, directed=False)
        return bool(group[contacts.place[start]] == group[contacts.place[end]])


def _days(first: Day, last: Day) -> tuple[str | None, str | None]:
    return first_day(first) if first else None, last_day(last) if last else None


def _found(
    contacts: Contacts, by: By, ends: tuple[str, str], limit: int, asked: dict[str, Any]
) -> list[TimedPath]:
    if by == "shortest":
        return shortest_paths(contacts, *ends, limit, **asked)
    ask: dict[str, Callable[..., TimedPath | None]] = {
        "earliest": paths.earliest_arrival,
        "latest": paths.latest_departure,
        "fastest": paths.fastest,
        "fewest": paths.fewest_hops,
    }
    found = ask[by](contacts, *ends, **asked)
    return [found] if found else []


def _reached(found: Reach, *, sure: bool) -> Iterable[Reached]:
    steps = found.steps
    for node, day in found.days.items():
        if node != found.node:
            yield Reached(node, node, "node", day, steps[node], day if sure else None, sure)


def open_edges(
    path: str | Path,
    *,
    source: str | None = None,
    target: str | None = None,
    time: str | None = None,
    end: str | None = None,
    relation: str | None = None,
    weight: str | None = None,
    directed: bool = True,
    drop_bad: bool = False,
) -> EdgeNetwork:
    """The network of a plain edge list: CSV, TSV or Parquet, or these as ``.gz``.

    Columns are chosen by name; those of the ends, the time, the relation and the weight are guessed when they
    have a usual name (:mod:`dateline.data.edge_columns`). An edge leads one way if ``directed``. Raises
    :class:`dateline.errors.NetworkError` when columns cannot be told, and :class:`dateline.StoryError` with
    all rows that are no edge, unless ``drop_bad`` leaves them out and counts them.
    """
    ends = {"source": source, "target": target}
    found = guess_columns(Path(path), **ends, time=time, end=end, relation=relation, weight=weight)
    return EdgeNetwork(read_edge_list(path, **asdict(found), drop_bad=drop_bad), directed)
