"""Evidence and dates as RDF: quotes as Web Annotations, dates with the reading they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..data.proofs import Proofs
from ..data.quotes import Span
from ..data.records import Evidence
from ..data.timing import Reading
from ..ontology.terms import Class, Property
from .names import Names
from .triples import Triples, shorten


class EvidenceWriter:
    """Writes evidence nodes once each, however many records cite the same words."""

    def __init__(self, triples: Triples, names: Names, proofs: Proofs) -> None:
        self._triples, self._names, self._proofs = triples, names, proofs
        self._written: set[str] = set()

    def cite(self, subject: str, evidence: Iterable[Evidence], prop: Property) -> None:
        """Lead from a thing to the words that support it."""
        for item in evidence:
            node = self._names.evidence(item)
            self._triples.link(subject, prop, node)
            if node not in self._written:
                self._written.add(node)
                self._write(node, item)

    def _write(self, node: str, evidence: Evidence) -> None:
        """An ``oa:Annotation`` whose target has the selectors of W3C Web Annotation, section 4.2."""
        triples, source = self._triples, self._names.thing(evidence.source)
        span = self._proofs.span(evidence)
        quote = span.exact if span else evidence.quote
        label = shorten(quote)
        triples.node(node, Class.Evidence, label)
        triples.link(node, Property.source, source)
        triples.text(node, Property.quote, quote)
        triples.link(node, "oa:hasTarget", f"{node}/target")
        triples.node(f"{node}/target", "oa:SpecificResource", f"Target: {label}")
        triples.link(f"{node}/target", "oa:hasSource", source)
        triples.link(f"{node}/target", "oa:hasSelector", f"{node}/quote")
        triples.node(f"{node}/quote", "oa:TextQuoteSelector", f"Quote: {label}")
        triples.text(f"{node}/quote", "oa:exact", quote)
        triples.text(f"{node}/quote", "oa:prefix", evidence.prefix)
        triples.text(f"{node}/quote", "oa:suffix", evidence.suffix)
        if span:
            self._write_position(node, span, label)

    def _write_position(self, node: str, span: Span, label: str) -> None:
        position = f"{node}/position"
        self._triples.link(f"{node}/target", "oa:hasSelector", position)
        self._triples.node(position, "oa:TextPositionSelector", f"Position: {label}")
        self._triples.number(position, "oa:start", span.start)
        self._triples.number(position, "oa:end", span.end)


class TimeWriter:
    """Writes a thing's time assertions; what follows from them is left to :mod:`.time.chronology`."""

    def __init__(self, triples: Triples, evidence: EvidenceWriter) -> None:
        self._triples, self._evidence = triples, evidence

    def date(self, subject: str, readings: Sequence[Reading]) -> tuple[str, ...]:
        """Date a thing by readings of its own; the IRIs of its assertions."""
        nodes = tuple(f"{subject}/time/{number}" for number in range(1, len(readings) + 1))
        for node, reading in zip(nodes, readings, strict=True):
            self._assert(node, reading)
        self._triples.link(subject, Property.time, *nodes)
        return nodes

    def _assert(self, node: str, reading: Reading) -> None:
        when = reading.when
        label = f"{when.edtf}, from “{when.phrase}”" if when.phrase else when.edtf
        self._triples.node(node, Class.TimeAssertion, label)
        self._triples.text(node, Property.edtf, when.edtf)
        self._triples.text(node, Property.phrase, when.phrase)
        self._triples.text(node, Property.anchor, reading.anchor)
        self._triples.text(node, Property.rule, when.rule)
        self._triples.text(node, Property.clockTime, when.clock_time)
        self._evidence.cite(node, reading.evidence, Property.evidence)
