"""Paths and reach in a story that respect time: what is certain beside what is possible, with quotes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...errors import NetworkError
from . import paths
from .contacts import Contacts
from .from_network import from_network
from .hops import Hop
from .paths import Day, TimedHop, TimedPath, along
from .question import Asked
from .reach import Reach, reach
from .shortest import shortest_paths
from .windows import span_of

if TYPE_CHECKING:
    import networkx as nx

PLANNED = ("Occurrence", "planned")


@dataclass(frozen=True, slots=True)
class StoryHop:
    """A step of a story's path: in words with its quotes (``hop``), and when the path takes it (``time``).

    ``edge`` is the edge of the network, (from, to, key).
    """

    hop: Hop
    time: TimedHop
    edge: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class StoryPath:
    """A path with its evidence. ``certain`` tells whether it holds whatever the unknown days are.

    A certain path arrives on ``arrives`` at the latest, a possible one at the earliest. ``planned`` are the
    nodes on the way that the sources tell of as still to come: their days may be certain, they are not.
    """

    hops: tuple[StoryHop, ...]
    certain: bool
    departs: str | None
    arrives: str | None
    days: int | None
    planned: tuple[str, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes on the way, both ends included."""
        return (self.hops[0].hop.start, *(step.hop.end for step in self.hops))


@dataclass(frozen=True, slots=True)
class Answer:
    """The best possible path and the best certain one; None where there is none.

    They may lead through different nodes: what may have arrived early by one way has arrived late for certain
    by another.
    """

    possible: StoryPath | None
    certain: StoryPath | None


@dataclass(frozen=True, slots=True, eq=False)
class TimedStory:
    """A story's network as possible and as certain contacts. Nodes are given by their IRIs."""

    network: nx.MultiDiGraph[str]
    possible: Contacts
    certain: Contacts

    @classmethod
    def of(
        cls, network: nx.MultiDiGraph[str], *, directed: bool = False, also: Collection[str] = ()
    ) -> TimedStory:
        """Read a network twice; see :func:`.from_network.from_network` for the rules and errors."""
        possible, certain = (
            from_network(network, certain=mode, directed=directed, also=also) for mode in (False, True)
        )
        return cls(network, possible, certain)

    def earliest_arrival(
        self, source: str, target: str, *, first: Day = None, last: Day = None, strict: bool = False
    ) -> Answer:
        """See :func:`.paths.earliest_arrival`."""
        return self._both(paths.earliest_arrival, source, target, first, last, strict)

    def latest_departure(
        self, source: str, target: str, *, first: Day = None, last: Day = None, strict: bool = False
    ) -> Answer:
        """See :func:`.paths.latest_departure`."""
        return self._both(paths.latest_departure, source, target, first, last, strict)

    def fastest(
        self, source: str, target: str, *, first: Day = None, last: Day = None, strict: bool = False
    ) -> Answer:
        """See :func:`.paths.fastest`."""
        return self._both(paths.fastest, source, target, first, last, strict)

    def fewest_hops(
        self, source: str, target: str, *, first: Day = None, last: Day = None, strict: bool = False
    ) -> Answer:
        """See :func:`.paths.fewest_hops`."""
        return self._both(paths.fewest_hops, source, target, first, last, strict)

    def shortest_paths(
        self,
        source: str,
        target: str,
        limit: int = 3,
        *,
        first: Day = None,
        last: Day = None,
        strict: bool = False,
        certain: bool = False,
    ) -> list[StoryPath]:
        """The shortest possible paths, each told as certain where it is; with ``certain`` only such.

        See :func:`.shortest.shortest_paths`.
        """
        contacts = self.certain if certain else self.possible
        found = shortest_paths(contacts, source, target, limit, first=first, last=last, strict=strict)
        return [self._judged(path, first, last, strict, certain) for path in found]

    def reach(
        self,
        node: str,
        *,
        first: Day = None,
        last: Day = None,
        strict: bool = False,
        backward: bool = False,
    ) -> tuple[Reach, Reach | None]:
        """What is possibly in reach of a node, and what certainly; None when no contact is certain then."""
        options: dict[str, Any] = {"first": first, "last": last, "strict": strict, "backward": backward}
        possible = reach(self.possible, node, **options)
        try:
            return possible, reach(self.certain, node, **options)
        except NetworkError:
            return possible, None

    def _both(
        self,
        ask: Callable[..., TimedPath | None],
        source: str,
        target: str,
        first: Day,
        last: Day,
        strict: bool,
    ) -> Answer:
        options: dict[str, Any] = {"first": first, "last": last, "strict": strict}
        possible = ask(self.possible, source, target, **options)
        if possible is None:
            return Answer(None, None)
        try:
            certain = ask(self.certain, source, target, **options)
        except NetworkError:  # Of what is possible in the window nothing is certain.
            certain = None
        return Answer(
            self._told(possible, certain=self._holds(possible, first, last, strict) is not None),
            self._told(certain, certain=True) if certain else None,
        )

    def _judged(self, path: TimedPath, first: Day, last: Day, strict: bool, certain: bool) -> StoryPath:
        """A path told by its certain contacts where it has them, so that its quotes support the claim."""
        held = path if certain else self._holds(path, first, last, strict)
        return self._told(held or path, certain=held is not None)

    def _holds(self, path: TimedPath, first: Day, last: Day, strict: bool) -> TimedPath | None:
        try:
            asked = Asked.of(self.certain, first, last, strict=strict)
        except NetworkError:
            return None
        return along(asked, path.nodes)

    def _told(self, path: TimedPath, *, certain: bool) -> StoryPath:
        planned = tuple(node for node in path.nodes if PLANNED in self.network.nodes[node]["facts"])
        return StoryPath(tuple(self._hops(path)), certain, path.departs, path.arrives, path.days, planned)

    def _hops(self, path: TimedPath) -> Iterator[StoryHop]:
        for time in path.hops:
            edge: Any = time.key
            data = self.network.edges[edge]
            quotes = tuple(item["quote"] for item in data["evidence"])
            forward = edge[0] == time.source
            hop = Hop(time.source, time.target, data["label"], forward, quotes, span_of(data))
            yield StoryHop(hop, time, edge)
