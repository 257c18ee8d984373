"""What networks tell, put for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..graph.naming import find
from ..graph.networks.brokers import Connector, connectors
from ..graph.networks.communities import communities
from ..graph.networks.hops import Hop, neighbourhood, shortest_paths
from ..graph.networks.windows import as_of, span_of
from ..graph.story import BuiltStory
from ..ontology.terms import Class
from .timelines import words_for

if TYPE_CHECKING:
    from ..graph.networks.build import Network


@dataclass(frozen=True, slots=True)
class Relations:
    """A story's network, as it stood on a day or as a whole, and questions to it.

    ``left_out`` counts what the day left out, by reason.
    """

    story: BuiltStory
    network: Network
    left_out: dict[str, int]

    @classmethod
    def of(cls, story: BuiltStory, on: str | None = None, *, certain: bool = False) -> Relations:
        """The relations of a story, all of them or as they stood at the end of a day (ISO)."""
        network = story.network()
        if on is None:
            return cls(story, network, {})
        return cls(story, *as_of(network, on, certain=certain))

    def paths(self, start: str, end: str, limit: int = 3) -> list[list[Hop]]:
        """Shortest paths between two things given by id or name."""
        nodes = [find(self.story.snapshot, name, None) for name in (start, end)]
        return shortest_paths(self.network, nodes[0], nodes[1], limit)

    def connectors(self) -> list[Connector]:
        """Who connects groups that are otherwise apart."""
        return connectors(self.network)

    def communities(self) -> list[list[str]]:
        """Groups of actors, by label."""
        nodes = self.network.nodes
        return [sorted(nodes[actor]["label"] for actor in group) for group in communities(self.network)]

    def neighbourhood(self, actor: str, radius: int = 1) -> Network:
        """What is around an actor given by id or name."""
        return neighbourhood(self.network, find(self.story.snapshot, actor, Class.Actor), radius)


def path_rows(paths: Sequence[Sequence[Hop]], network: Network) -> list[tuple[str, ...]]:
    """Rows of a table: path, hop, the step in words, when, quote."""
    return [
        (str(number), str(step), hop.sentence(network), words_for(hop.when), quote)
        for number, path in enumerate(paths, start=1)
        for step, hop in enumerate(path, start=1)
        for quote in hop.quotes or ("",)
    ]


def path_objects(paths: Sequence[Sequence[Hop]], network: Network) -> list[dict[str, Any]]:
    """The same for JSON."""
    return [
        {
            "hops": [
                {
                    "from": network.nodes[hop.start]["id"],
                    "to": network.nodes[hop.end]["id"],
                    "sentence": hop.sentence(network),
                    "earliest_begin": hop.when.earliest_begin,
                    "latest_end": hop.when.latest_end,
                    "quotes": list(hop.quotes),
                }
                for hop in path
            ]
        }
        for path in paths
    ]


def edge_rows(network: Network) -> list[tuple[str, ...]]:
    """Each edge as a sentence, with when and its first quote, in order of time."""
    edges = sorted(
        network.edges(data=True),
        key=lambda edge: (edge[2]["latest_begin"] or "9999", edge[0], edge[1], edge[2]["label"]),
    )
    return [
        (
            f"{network.nodes[u]['label']} {data['label']} {network.nodes[v]['label']}",
            words_for(span_of(data)),
            data["evidence"][0]["quote"] if data["evidence"] else "",
        )
        for u, v, data in edges
    ]
