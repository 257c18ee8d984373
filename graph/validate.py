"""SHACL: whether a built story satisfies every shape of the ontology room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad

from ..ontology import read_shapes
from ..ontology.terms import PREFIXES
from .interop import to_rdflib_graph

_RESULTS = """
SELECT ?node ?message ?value WHERE {
  ?result a sh:ValidationResult ; sh:focusNode ?node ; sh:resultMessage ?message .
  OPTIONAL { ?result sh:value ?value }
} ORDER BY ?node ?message ?value
"""


@dataclass(frozen=True, slots=True, order=True)
class ShapeFinding:
    """A node that breaks a shape, the offending value if there is one, and what to do."""

    node: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        shown = f' ("{self.value}")' if self.value else ""
        return f"{self.node}{shown}: {self.message}"


def validate(quads: Iterable[Quad]) -> tuple[ShapeFinding, ...]:
    """Every finding of the shapes about a built story, vocabulary included in the quads."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(data=read_shapes(), format="turtle")
    conforms, report, text = pyshacl.validate(to_rdflib_graph(quads), shacl_graph=shapes, inference="none")
    if conforms:
        return ()
    if not isinstance(report, rdflib.Graph):
        return (ShapeFinding("shapes", str(text)),)
    rows = report.query(_RESULTS, initNs=dict(PREFIXES))
    found = (tuple(row) for row in rows if isinstance(row, tuple))
    return tuple(
        sorted(ShapeFinding(str(node), str(message), str(value or "")) for node, message, value in found)
    )
