"""From a network to what the page knows: plain JSON values, each piece of evidence once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ...data.edtf import Bounds
from ...errors import ExportError
from ..words import class_in_words, in_words
from .extras import NO_EXTRAS, Extras
from .kinds import EDGE_KINDS, KINDS, kind_named
from .layout import Item, Layout, lay_out
from .placing import begin_range, is_vague, middle_of_begin
from .tour import tour_json

if TYPE_CHECKING:
    import networkx

    from .about import PageAbout

Json = dict[str, Any]
BOUNDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
WHEN = ("edtf", "phrase", "anchor", "rule", "clock_time")


@dataclass(frozen=True, slots=True)
class Payload:
    """The page's data, and the bare nodes and edges that pyvis draws; ids are places in lists."""

    data: Json
    drawn_nodes: list[Json]
    drawn_edges: list[Json]


@dataclass(slots=True)
class _Quotes:
    """Evidence and sources, each kept once and referred to by its place.

    ``iri_of`` leads from a source's local id to its IRI: readings of dates name it by its id.
    """

    evidence: dict[tuple[Any, ...], int] = field(default_factory=dict)
    sources: dict[tuple[Any, ...], int] = field(default_factory=dict)
    iri_of: dict[str, str] = field(default_factory=dict)

    def places(self, records: Iterable[Mapping[str, Any]]) -> list[int]:
        """The places of the records in the list of evidence, without repeats."""
        return list(dict.fromkeys(self._place(record) for record in records))

    def _place(self, record: Mapping[str, Any]) -> int:
        iri = self.iri_of.get(record["source"], record["source"])
        said = tuple(record[name] for name in ("title", "publisher", "issued"))
        cited = (iri, *said, web_address(record["address"]), record["address"])
        at = self.sources.setdefault(cited, len(self.sources))
        words = tuple(record[name] for name in ("quote", "prefix", "suffix", "start", "end"))
        return self.evidence.setdefault((at, *words), len(self.evidence))

    def as_json(self) -> Json:
        names = ("iri", "title", "publisher", "issued", "link", "address")
        return {
            "sources": [dict(zip(names, source, strict=True)) for source in self.sources],
            "evidence": [list(words) for words in self.evidence],
        }


def build_payload(
    network: networkx.MultiDiGraph[str], about: PageAbout, extras: Extras = NO_EXTRAS
) -> Payload:
    """All that the page shows of the network.

    Raises ExportError, naming the node or edge, when one lacks an attribute or has a bad date.
    """
    keys = list(network.nodes)
    place = {key: number for number, key in enumerate(keys)}
    quotes = _Quotes(iri_of=_source_iris(network))
    nodes = [_node(key, network.nodes[key], quotes) for key in keys]
    edges = [
        _edge((place[u], place[v], key), attributes, quotes)
        for u, v, key, attributes in network.edges(keys=True, data=True)
    ]
    layout = _layout(nodes, edges)
    data = {
        "about": asdict(about),
        "kinds": _kinds(nodes),
        "edgeKinds": _edge_kinds(edges),
        "nodes": nodes,
        "edges": edges,
        **quotes.as_json(),
        "ticks": [asdict(tick) for tick in layout.ticks],
        "lanes": [asdict(lane) for lane in layout.lanes],
        "undatedX": layout.undated_x,
        "tour": tour_json(extras.tour, nodes, edges, network.graph.get("base", "")),
    }
    return Payload(data, _drawn_nodes(nodes, layout), _drawn_edges(nodes, edges))


def web_address(address: str | None) -> str | None:
    """The address if a reader may follow it: http or https, with a host; else None."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.netloc else None


def _node(key: str, attributes: Mapping[str, Any], quotes: _Quotes) -> Json:
    try:
        return {
            "iri": str(key),
            **{name: attributes[name] for name in ("id", "kind", "type", "label", "note")},
            "typeWords": class_in_words(attributes["type"]),
            "aliases": list(attributes["aliases"]),
            "misspellings": list(attributes["misspellings"]),
            "when": [_reading(when, quotes) for when in attributes["when"]],
            "known": attributes["known_since"],
            "conflicts": list(attributes["conflicts"]),
            **_shared(attributes, quotes),
        }
    except (KeyError, ValueError) as error:
        raise ExportError(f"the node {key} cannot be drawn: {error!r}") from error


def _reading(when: Mapping[str, Any], quotes: _Quotes) -> Json:
    """How one date was read, with the words it was read from where the network has them."""
    words = quotes.places(when.get("evidence", ()))
    return {**{name: when.get(name) for name in WHEN}, "evidence": words}


def _edge(ends: tuple[int, int, str], attributes: Mapping[str, Any], quotes: _Quotes) -> Json:
    source, target, key = ends
    try:
        return {
            "from": source,
            "to": target,
            "key": str(key),
            **{name: attributes[name] for name in ("relation", "label", "kind", "note")},
            **_shared(attributes, quotes),
        }
    except (KeyError, ValueError) as error:
        raise ExportError(f"the edge {key} cannot be drawn: {error!r}") from error


def _shared(attributes: Mapping[str, Any], quotes: _Quotes) -> Json:
    """What nodes and edges have in common: time, facts, evidence."""
    days = [attributes[name] for name in BOUNDS]
    first, second, third, fourth = map(_day, days)
    bounds = Bounds(first, second, third, fourth, bool(attributes["ongoing"]))
    return {
        "bounds": days,
        "ongoing": bounds.ongoing,
        "words": in_words(bounds),
        "day": middle_of_begin(bounds),
        "days": begin_range(bounds),
        "vague": is_vague(bounds),
        "facts": [list(fact) for fact in attributes["facts"]],
        "evidence": quotes.places(attributes["evidence"]),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _kinds(nodes: Sequence[Json]) -> list[Json]:
    """The known kinds and, after them, any other that the network has."""
    known = {kind.name for kind in KINDS}
    others = sorted({node["kind"] for node in nodes} - known)
    return [asdict(kind) for kind in (*KINDS, *map(kind_named, others))]


def _edge_kinds(edges: Sequence[Json]) -> list[Json]:
    others = sorted({edge["kind"] for edge in edges} - set(EDGE_KINDS))
    words = EDGE_KINDS | {name: name for name in others}
    return [{"name": name, "words": text} for name, text in words.items()]


def _source_iris(network: networkx.MultiDiGraph[str]) -> dict[str, str]:
    every = network.nodes(data=True)
    return {data["id"]: key for key, data in every if data.get("kind") == "source"}


def _layout(nodes: Sequence[Json], edges: Sequence[Json]) -> Layout:
    items = [
        Item(str(number), node["kind"], node["day"], node["label"], node["days"])
        for number, node in enumerate(nodes)
    ]
    return lay_out(items, ((str(edge["from"]), str(edge["to"])) for edge in edges))


def _drawn_nodes(nodes: Sequence[Json], layout: Layout) -> list[Json]:
    drawn = []
    for number in range(len(nodes)):
        x, y = layout.positions[str(number)]
        drawn.append({"id": number, "x": x, "y": y})
    return drawn


def _drawn_edges(nodes: Sequence[Json], edges: Sequence[Json]) -> list[Json]:
    """Edges with a bend of their own where two would cover each other or run along a lane."""
    seen: dict[tuple[int, int], int] = {}
    drawn = []
    for number, edge in enumerate(edges):
        first, last = sorted((edge["from"], edge["to"]))
        turn = seen.get((first, last), 0)
        seen[(first, last)] = turn + 1
        bend = 0.12 * ((turn + 1) // 2 if nodes[first]["kind"] != nodes[last]["kind"] else turn + 1)
        way = "curvedCW" if (turn % 2 == 0) == (edge["from"] == first) else "curvedCCW"
        smooth: bool | Json = {"type": way, "roundness": round(bend, 2)} if bend else False
        drawn.append({"id": number, "from": edge["from"], "to": edge["to"], "smooth": smooth})
    return drawn
