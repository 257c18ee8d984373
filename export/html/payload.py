"""From a network to what the page knows: columns of plain values, each distinct value once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ...data.edtf import Bounds
from ...errors import ExportError
from ..words import class_in_words, in_words
from .columns import Interned, Sparse
from .edges import edges_of
from .groups import FROM, group
from .kinds import EDGE_KINDS, KINDS, kind_named
from .layout import Item, force_layout, lanes_as_json, lay_out_by_actor, lay_out_by_kind
from .placing import begin_range, is_vague, middle_of_begin
from .statements import statements

if TYPE_CHECKING:
    import networkx

    from .about import PageAbout

Json = dict[str, Any]
NUL = "\0"
BOUNDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
WHEN = ("edtf", "phrase", "anchor", "rule", "clock_time")
TRAITS = ("modality", "negated", "stance", "outcome", "status", "rate", "occurrence")
"""Attributes that only some kinds of node have, and a network need not have at all."""
_SPAN = itemgetter(*BOUNDS, "ongoing")
_NODE = itemgetter(
    "id", "kind", "type", "label", "known_since", "note", "aliases", "misspellings", "conflicts"
)
_EDGE = itemgetter("relation", "label", "kind", "note")
_CITED = itemgetter(
    "source", "title", "publisher", "issued", "address", "quote", "prefix", "suffix", "start", "end"
)


@dataclass(frozen=True, slots=True)
class Payload:
    """The page's data, and the bare nodes that pyvis draws first; ids are places in lists."""

    data: Json
    drawn_nodes: list[Json]


@dataclass(slots=True)
class _Writer:
    """The tables that nodes and edges share, and how a value gets its place in them.

    ``iri_of`` leads from a source's local id to its IRI: readings of dates name it by its id.
    """

    iri_of: Mapping[str, str]
    base: str
    types: Interned[str] = field(default_factory=Interned)
    spans: dict[tuple[Any, ...], int] = field(default_factory=dict)
    span_rows: list[list[Any]] = field(default_factory=list)
    proofs: Interned[tuple[int, ...]] = field(default_factory=lambda: Interned([()]))
    readings: Interned[tuple[Any, ...]] = field(default_factory=Interned)
    relations: Interned[tuple[str, ...]] = field(default_factory=Interned)
    sources: Interned[tuple[Any, ...]] = field(default_factory=Interned)
    evidence: Interned[tuple[Any, ...]] = field(default_factory=Interned)
    lists: dict[tuple[tuple[Any, ...], ...], int] = field(default_factory=dict)
    seen: dict[int, tuple[Sequence[Mapping[str, Any]], int]] = field(default_factory=dict)

    def span(self, attributes: Mapping[str, Any]) -> int:
        """The place of its bounds and of what follows from them. Raises ValueError for what is no day."""
        span = _SPAN(attributes)
        place = self.spans.get(span)
        if place is None:
            self.span_rows.append(_span_as_json(*span))
            place = self.spans[span] = len(self.span_rows) - 1
        return place

    def key(self, key: object) -> str | list[str]:
        """An edge's key with NUL for the story's base, most of it; in a list where it has one itself."""
        text = str(key)
        if NUL in text:
            return [text]
        return text.replace(self.base, NUL) if self.base else text

    def proof(self, records: Sequence[Mapping[str, Any]]) -> int:
        """The place of a list of evidence, without repeats; that of no evidence is 0."""
        if not records:
            return 0
        # What states an edge states others too: most lists come again, often as the same object. That is
        # kept with its place, so that no other list can come to have its identity.
        if (seen := self.seen.get(id(records))) is not None:
            return seen[1]
        cited = tuple(map(_CITED, records))
        place = self.lists.get(cited)
        if place is None:
            place = self.proofs.place(tuple(dict.fromkeys(map(self._quote, cited))))
            self.lists[cited] = place
        self.seen[id(records)] = (records, place)
        return place

    def _quote(self, cited: tuple[Any, ...]) -> int:
        source, title, publisher, issued, address, *words = cited
        at = self.sources.place((self.iri_of.get(source, source), title, publisher, issued, address))
        return self.evidence.place((at, *words))

    def reading(self, when: Mapping[str, Any]) -> int:
        """The place of how one date was read, with the words it was read from where the network has them."""
        said = tuple(map(when.get, WHEN))
        return self.readings.place((*said, self.proof(when.get("evidence", ()))))

    def tables(self) -> Json:
        names = ("iri", "title", "publisher", "issued", "address")
        return {
            "types": [[name, class_in_words(name)] for name in self.types],
            "spans": self.span_rows,
            "proofs": list(self.proofs),
            "readings": list(self.readings),
            "relations": list(self.relations),
            "sources": [
                dict(zip(names, source, strict=True)) | {"link": web_address(source[-1])}
                for source in self.sources
            ],
            "evidence": list(self.evidence),
        }


def build_payload(
    network: networkx.MultiDiGraph[str], about: PageAbout, extra: Mapping[str, Any] | None = None
) -> Payload:
    """All that the page shows of the network; ``extra`` are more blocks of data by name.

    Raises ExportError, naming the node or edge, when one lacks an attribute or has a bad date.
    """
    place = {key: number for number, key in enumerate(network)}
    base = str(network.graph.get("base") or network.graph.get("story") or "")
    sources = (key for key in network if network.nodes[key].get("kind") == "source")
    writer = _Writer({network.nodes[key].get("id", ""): key for key in sources}, base)
    nodes = _nodes(network, writer)
    edges = _edges(network, place, writer)
    links = list(zip(edges["from"], edges["to"], strict=True))
    items = _items(nodes, writer.span_rows, links)
    groups = group(items, links) if len(items) >= FROM else None
    layouts = _layouts(items, links, large=groups is not None)
    kinds = _kinds(nodes["kind"])
    place_of_kind = {kind["name"]: at for at, kind in enumerate(kinds)}
    nodes["kind"] = [place_of_kind[name] for name in nodes["kind"]]
    conflicts = _conflicts(network, place, writer)  # its quotes get a place too, before the tables are made
    tables = writer.tables()
    data = {
        "about": asdict(about),
        "base": base,
        "kinds": kinds,
        "edgeKinds": _edge_kinds(writer.relations),
        "nodes": nodes,
        "edges": edges,
        "layouts": layouts,
        "groups": groups,
        "conflicts": conflicts,
        "statements": statements(network, tables["sources"], tables["evidence"]),
        **tables,
        **(extra or {}),
    }
    return Payload(data, _drawn(groups["layout"] if groups else layouts["kinds"]))


def web_address(address: str | None) -> str | None:
    """The address if a reader may follow it: http or https, with a host; else None."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.netloc else None


def _nodes(network: networkx.MultiDiGraph[str], writer: _Writer) -> Json:
    """A column for each attribute; those that few nodes have are sparse."""
    rows: list[tuple[Any, ...]] = []
    sparse = _sparse("iri", "note", "aliases", "misspellings", "conflicts", "when", "facts", "traits")
    known: Interned[str | None] = Interned([None])
    attributes: Mapping[str, Any]
    for row, (key, attributes) in enumerate(network.nodes.items()):
        try:
            name, kind, type_, label, since, note, aliases, misspellings, conflicts = _NODE(attributes)
            proof = writer.proof(attributes["evidence"])
            span = writer.span(attributes)
            rows.append((name, kind, writer.types.place(type_), label, known.place(since), span, proof))
            facts = list(map(list, attributes["facts"]))
            when = list(map(writer.reading, attributes["when"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ExportError(f"the node {key} cannot be drawn: {error!r}") from error
        traits = {trait: value for trait in TRAITS if (value := attributes.get(trait))}
        own = key if key != writer.base + name else None
        rest = (own, note, aliases, misspellings, conflicts, when, facts, traits)
        for few, value in zip(sparse.values(), rest, strict=True):
            if value:
                few.put(row, value)
    dense = _columns(("id", "kind", "type", "label", "known", "span", "proof"), rows)
    return {**dense, **{name: few.as_json() for name, few in sparse.items()}, "days": list(known)}


def _edges(network: networkx.MultiDiGraph[str], place: Mapping[str, int], writer: _Writer) -> Json:
    rows: list[tuple[Any, ...]] = []
    sparse = _sparse("note", "facts")
    for row, (u, v, key, attributes) in enumerate(edges_of(network)):
        try:
            relation, label, kind, note = _EDGE(attributes)
            told = writer.relations.place((relation, label, kind))
            span, proof = writer.span(attributes), writer.proof(attributes["evidence"])
            rows.append((place[u], place[v], told, span, proof, writer.key(key)))
            facts = list(map(list, attributes["facts"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ExportError(f"the edge {key} cannot be drawn: {error!r}") from error
        sparse["note"].put(row, note)
        sparse["facts"].put(row, facts)
    dense = _columns(("from", "to", "relation", "span", "proof", "key"), rows)
    return {**dense, **{name: few.as_json() for name, few in sparse.items()}}


def _sparse(*names: str) -> dict[str, Sparse]:
    return {name: Sparse() for name in names}


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Rows turned into columns."""
    turned: Iterable[Iterable[Any]] = zip(*rows, strict=True) if rows else ((),) * len(names)
    return {name: list(values) for name, values in zip(names, turned, strict=True)}


def _span_as_json(*span: Any) -> list[Any]:
    """The bounds, whether it goes on, and what follows: words, the day of its place, its range, if vague."""
    *days, ongoing = span
    first, second, third, fourth = map(_day, days)
    bounds = Bounds(first, second, third, fourth, bool(ongoing))
    place = [middle_of_begin(bounds), *begin_range(bounds), int(is_vague(bounds))]
    return [*days, int(bounds.ongoing), in_words(bounds), *place]


DAY_AT = 6
"""Where the day of its place stands in a row of spans."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _items(nodes: Json, spans: Sequence[Sequence[Any]], links: Sequence[tuple[int, int]]) -> list[Item]:
    degrees = [0] * len(nodes["id"])
    for one, other in links:
        degrees[one] += 1
        degrees[other] += one != other
    columns = (nodes["kind"], (spans[span][DAY_AT] for span in nodes["span"]), nodes["label"], degrees)
    return [Item(*row) for row in zip(*columns, strict=True)]


def _layouts(items: Sequence[Item], links: Sequence[tuple[int, int]], *, large: bool) -> Json:
    """Places by name of the layout; one that could not be made is a text that says why."""
    force = force_layout(len(items), links)
    return {
        "kinds": lanes_as_json(lay_out_by_kind(items, links)),
        # The groups of a large network already tell its actors apart.
        "actors": f"lanes by actor are made for fewer than {FROM:,} things"
        if large
        else lanes_as_json(lay_out_by_actor(items, links)),
        "force": force if isinstance(force, str) else {"x": force[0], "y": force[1]},
    }


def _kinds(present: Iterable[str]) -> list[Json]:
    """The known kinds and, after them, any other that the network has."""
    known = {kind.name for kind in KINDS}
    others = sorted(set(present) - known)
    return [asdict(kind) for kind in (*KINDS, *map(kind_named, others))]


def _edge_kinds(relations: Iterable[tuple[str, ...]]) -> list[Json]:
    others = sorted({kind for _, _, kind in relations} - set(EDGE_KINDS))
    words = EDGE_KINDS | {name: name for name in others}
    return [{"name": name, "words": text} for name, text in words.items()]


def _conflicts(network: networkx.MultiDiGraph[str], place: Mapping[str, int], writer: _Writer) -> list[Json]:
    """Each conflict with its sides, for those to stand beside each other."""
    return [
        {
            "reason": conflict["reason"],
            "sides": [
                {"node": place.get(side["of"]), "says": side["says"], "proof": writer.proof(side["evidence"])}
                for side in conflict["sides"]
            ],
            "proof": writer.proof(conflict["evidence"]),
        }
        for conflict in network.graph.get("conflicts", ())
    ]


def _drawn(layout: Json) -> list[Json]:
    return [
        {"id": at, "x": x, "y": y} for at, (x, y) in enumerate(zip(layout["x"], layout["y"], strict=True))
    ]
