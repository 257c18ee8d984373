"""What the page needs to write the triples of what is seen: prefixes, IRIs of quotes, roundabout edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...ontology.terms import PREFIXES
from .columns import Sparse
from .edges import edges_of

if TYPE_CHECKING:
    import networkx

USED = ("dl", "dcterms", "rdf", "sem", "skos", "xsd")


def statements(
    network: networkx.MultiDiGraph[str],
    sources: Sequence[Mapping[str, Any]],
    evidence: Sequence[Sequence[Any]],
) -> dict[str, Any]:
    """``prefixes``, ``quotes`` by place of the evidence (without the base; None where the network does not
    tell one), and ``ways`` as a sparse column of edges."""
    base = str(network.graph.get("base") or "")
    quotes: Mapping[Any, str] = network.graph.get("quotes", {})
    iris = [quotes.get((sources[source]["iri"], *words)) for source, *words in evidence]
    ways = Sparse()
    stated: Mapping[Any, Any] = network.graph.get("ways", {})
    for row, (u, v, key, _) in enumerate(edges_of(network)) if stated else ():
        ways.put(row, [list(statement) for statement in stated.get((u, v, key), ())])
    return {
        "prefixes": {prefix: PREFIXES[prefix] for prefix in USED},
        "quotes": [iri and iri.removeprefix(base) for iri in iris],
        "ways": ways.as_json(),
    }
