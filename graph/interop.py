"""The same data in rdflib, for whoever brings rdflib code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ..ontology.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib

STRING = PREFIXES["xsd"] + "string"


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Dataset:
    """A dataset with the same named graphs; queries see their union, prefixes are bound."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        name = str(getattr(quad.graph_name, "value", ""))
        if name not in graphs:
            graphs[name] = dataset.graph(rdflib.URIRef(name)) if name else dataset.default_graph
        triple = (_term(quad.subject), _term(quad.predicate), _term(quad.object))
        graphs[name].add(triple)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset


def _term(term: object) -> rdflib.term.Identifier:
    """An Oxigraph term as rdflib's, with the literal's text left as it is."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = term.datatype.value
    datatype = None if kind == STRING else rdflib.URIRef(kind)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def to_rdflib_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """One graph with the triples of all named graphs; it binds no prefixes."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph
