"""A story on a SPARQL endpoint, as the commands see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
)

from ...errors import QueryError
from ...ontology.terms import ONTOLOGY
from ..syntax import explain
from ..triples import RDF_TYPE
from ..view import Results, Triples, View, text_of
from .address import Address
from .client import Client
from .endpoint import Endpoint
from .forms import Form
from .ordering import Ordering
from .reading import read_graph
from .stories import Found, find_story


class RemoteView(View):
    """Queries run on the server, over exactly the graphs of one story.

    The story's own graph is kept once it was read: limits by source and day start from it.
    """

    def __init__(self, address: Address, client: Client | None = None) -> None:
        self.address = address
        self._endpoint = Endpoint(address.url, client or Client())

    @cached_property
    def _found(self) -> Found:
        return find_story(self._endpoint, self.address)

    @cached_property
    def _story(self) -> Endpoint:
        return self._endpoint.over(self._found.sizes)

    @cached_property
    def header(self) -> Mapping[str, str]:
        """``story`` (its IRI), ``base``, ``title``, ``language`` and ``description`` of the story."""
        return self._found.header

    def run(self, sparql: str, prefixes: Mapping[str, str]) -> Results:
        """The results of a query; it is parsed here first, so that errors tell line and column.

        Raises :class:`QueryError` when it does not parse, or the server does not take it or sends only a
        part, and ``EndpointError`` when the server cannot be asked.
        """
        kind = _parsed(sparql, prefixes)
        form = Form.of(sparql, prefixes)
        if isinstance(kind, QuerySolutions):
            ordering = Ordering.of(form)
            if ordering is None:
                return self._story.select(form).solutions()
            return ordering.apply(self._story.select(ordering.form))
        return self._story.ask(form) if isinstance(kind, QueryBoolean) else self._story.construct(form)

    def triples(self) -> Triples:
        """Every triple of the story and of what is derived from it, as texts."""
        for graph in self._found.sizes.keys() - {ONTOLOGY}:
            for quad in self.quads(graph):
                yield text_of(quad.subject), quad.predicate.value, text_of(quad.object)

    def stated_types(self) -> dict[str, str]:
        """The one class that the story's own graph states of each thing."""
        typed = (quad for quad in self._told if quad.predicate == RDF_TYPE)
        return {text_of(quad.subject): text_of(quad.object) for quad in typed}

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Every quad of every graph of the story, or of one."""
        if graph is None:
            return chain.from_iterable(map(self.quads, self._found.sizes))
        return iter(self._told) if graph == self.header["story"] else self._read(graph)

    @cached_property
    def _told(self) -> list[Quad]:
        return list(self._read(self.header["story"]))

    def _read(self, graph: str) -> Iterator[Quad]:
        return _named(read_graph(self._endpoint, graph, self._found.sizes[graph]))


def open_endpoint(address: Address) -> RemoteView:
    """The view of a story that is there; raises :class:`NotAStoryError` when it is not."""
    view = RemoteView(address)
    _ = view.header
    return view


def _named(quads: Iterator[Quad]) -> Iterator[Quad]:
    """Quads whose blank nodes are named by what they say (RDFC-1.0), as those of a build are."""
    found = list(quads)
    if not any(isinstance(term, BlankNode) for quad in found for term in (quad.subject, quad.object)):
        return iter(found)
    dataset = Dataset(found)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return iter(dataset)


def _parsed(sparql: str, prefixes: Mapping[str, str]) -> Results:
    try:
        return Store().query(sparql, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise explain(str(error), sparql, prefixes) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be run: {error}") from error
