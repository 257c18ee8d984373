"""Which stories an endpoint holds, in which named graphs, and how many triples each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...errors import EndpointError, NotAStoryError
from ...ontology.terms import ONTOLOGY, PREFIXES
from ..names import derived_graph, local_id
from .address import Address
from .endpoint import Endpoint
from .forms import Form

_HEADER = """
SELECT ?story ?base ?title ?language ?description WHERE { GRAPH ?graph {
  ?story a dl:Story ; skos:prefLabel ?title ; void:uriSpace ?base .
  OPTIONAL { ?story dcterms:language ?language }
  OPTIONAL { ?story dcterms:description ?description }
} FILTER (?graph = ?story) } ORDER BY ?story
"""
_SIZE = "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


@dataclass(frozen=True, slots=True)
class Found:
    """A story of an endpoint: its header, and the sizes of its graphs in triples, its own graph first."""

    header: Mapping[str, str]
    sizes: Mapping[str, int]


def graphs_of(story: str) -> tuple[str, str, str]:
    """The named graphs of a story: its own, what is derived from it, and the vocabulary."""
    return story, derived_graph(story), ONTOLOGY


def find_story(endpoint: Endpoint, address: Address) -> Found:
    """The story that an address means.

    Raises :class:`NotAStoryError` when there is none, or several and none is named, and
    :class:`EndpointError` when a graph that belongs to it is missing.
    """
    headers = read_headers(endpoint)
    header = _chosen(headers, address)
    sizes = {graph: size_of(endpoint, graph) for graph in graphs_of(header["story"])}
    for graph, size in sizes.items():
        if not size:
            mend = f"build it again with `dateline build STORY -o {address}`"
            raise EndpointError(address.url, f"the graph <{graph}> of the story is missing; {mend}")
    return Found(header, sizes)


def read_headers(endpoint: Endpoint) -> list[dict[str, str]]:
    """What each story says of itself: ``story`` (its IRI), ``base``, ``title`` and what else there is."""
    rows = endpoint.select(Form.of(_HEADER, PREFIXES))
    return [{name: term["value"] for name, term in row.items()} for row in rows.bindings]


def size_of(endpoint: Endpoint, graph: str) -> int:
    """How many triples a named graph has; none where there is no such graph."""
    return endpoint.over([graph]).count(_SIZE.format(graph=graph))


def _chosen(headers: list[dict[str, str]], address: Address) -> dict[str, str]:
    if not headers:
        mend = f"`dateline build STORY -o {address}` puts one there"
        raise NotAStoryError(f"{address}: the endpoint holds no story in a named graph; {mend}")
    if not address.story and len(headers) == 1:
        return headers[0]
    for header in headers:
        if address.story and address.story in (header["story"], local_id(header["story"])):
            return header
    names = ", ".join(f"{address}#{local_id(header['story'])}" for header in headers)
    if address.story:
        raise NotAStoryError(f'{address}: no story "{address.story}" is there; it holds: {names}')
    raise NotAStoryError(f"{address}: the endpoint holds several stories; name one of: {names}")
