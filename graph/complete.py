"""From what a story tells to all that is known: days, conflicts and shortcuts, beside the vocabulary.

Nothing here touches a clock, a network or a file: the same quads give the same quads, and these the
same N-Quads, byte for byte. No node is blank, so that two builds can be compared as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from ..ontology import read_rules, read_vocabulary
from ..ontology.terms import ONTOLOGY, Class
from .names import Names
from .time.chronology import chronology
from .triples import RDF_TYPE


def complete(told: Sequence[Quad], names: Names) -> list[Quad]:
    """What a story tells with what follows from it: days, conflicts and shortcuts, and the vocabulary."""
    vocabulary = vocabulary_quads()
    days = chronology(told, names.base, names.derived)
    return [*told, *days, *derive([*told, *vocabulary], names.derived), *vocabulary]


def vocabulary_quads() -> list[Quad]:
    """The vocabulary in its named graph."""
    graph = NamedNode(ONTOLOGY)
    dataset = Dataset(
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in parse(read_vocabulary(), format=RdfFormat.TURTLE)
    )
    # A parser names the blank nodes of axioms at random; RDFC-1.0 names them by what they say.
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def derive(quads: Iterable[Quad], graph: str) -> list[Quad]:
    """What each rule of the vocabulary constructs from the quads, in the named graph ``graph``."""
    store = Store()
    store.extend(quads)
    target = NamedNode(graph)
    # No rule reads what another derives (see dateline.ontology), so one pass is complete.
    found: dict[Quad, None] = {}
    for rule in read_rules().values():
        triples = store.query(rule, use_default_graph_as_union=True)
        assert isinstance(triples, QueryTriples)  # every rule is a CONSTRUCT
        found |= {Quad(t.subject, t.predicate, t.object, target): None for t in triples}
    return list(found)


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Quads as N-Quads, one a line, sorted: the same quads are the same bytes."""
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))


def count_conflicts(quads: Iterable[Quad]) -> int:
    """How many conflicts there are, of days and of what is stated."""
    conflict = NamedNode(Class.Conflict.iri)
    return sum(quad.object == conflict and quad.predicate == RDF_TYPE for quad in quads)
