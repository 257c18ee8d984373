"""The quotes behind the values of a query's rows: of the things, labels and words that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from ...graph.snapshot import Quote, Snapshot
from ...ontology.terms import Class
from .answers import Supported, quoted
from .rows import Cell

MOST_VALUES = 40
"""How many values of a page are given their quotes; the rest is counted."""

How = Literal["thing", "label", "words"]


class Backed(Supported):
    """A value of the rows, and the quotes behind it."""

    id: str
    type: str = Field(description="The class of the thing; Evidence for a value that is itself a quote.")
    label: str
    named_by: How = Field(
        description="Whether the rows hold the thing itself, its label or text, or the words of a quote."
    )


@dataclass(frozen=True, slots=True)
class Backing:
    """What a row may hold of a story's things: nodes of evidence by words, things by label or text."""

    snapshot: Snapshot = field(repr=False)
    words: Mapping[str, Sequence[str]] = field(repr=False)
    labels: Mapping[str, Sequence[str]] = field(repr=False)

    @classmethod
    def of(cls, snapshot: Snapshot) -> Backing:
        """Read the words and labels of a story once."""
        words, labels = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for node in snapshot.instances(Class.Evidence):
            words[snapshot.one(node, "dl:quote") or ""].append(node)
        for iri in snapshot.stated:
            if "/" not in snapshot.id_of(iri) and snapshot.many(iri, "dl:evidence"):
                for text in {snapshot.label(iri), *snapshot.many(iri, "dl:text")}:
                    labels[text].append(iri)
        return cls(snapshot, dict(words), dict(labels))

    def quotes_behind(
        self, cells: Iterable[Cell | None], quotes_each: int
    ) -> tuple[tuple[Backed, ...], dict[str, int]]:
        """The quotes behind values, in their order, and how many values go without, by reason.

        A value means a thing of the story by its IRI, or by a label or text that it alone bears, or a quote
        by its words.
        """
        found: dict[str, How] = {}
        for cell in filter(None, cells):
            for iri, how in self._meant(cell):
                found.setdefault(iri, how)
        backed = [(iri, how) for iri, how in found.items() if self._quotes(iri)]
        left_out = {
            "values whose quotes are not shown; ask with a smaller limit": len(backed) - MOST_VALUES,
            "things among the values that no quote supports by itself": len(found) - len(backed),
        }
        rows = tuple(self._backed(iri, how, quotes_each) for iri, how in backed[:MOST_VALUES])
        return rows, {reason: count for reason, count in left_out.items() if count > 0}

    def _meant(self, cell: Cell) -> Iterator[tuple[str, How]]:
        text, is_iri = cell
        if is_iri and text in self.snapshot.stated:
            yield text, "thing"
        elif not is_iri and text in self.words:
            yield from ((node, "words") for node in self.words[text])
        elif not is_iri and len(self.labels.get(text, ())) == 1:
            yield self.labels[text][0], "label"

    def _quotes(self, iri: str) -> tuple[Quote, ...]:
        if self.snapshot.is_a(iri, Class.Evidence):
            return (self.snapshot.quote(iri),)
        return self.snapshot.quotes(iri)

    def _backed(self, iri: str, how: How, quotes_each: int) -> Backed:
        snapshot = self.snapshot
        return Backed(
            id=snapshot.id_of(iri),
            type=snapshot.type_of(iri),
            label=snapshot.label(iri),
            named_by=how,
            **quoted(self._quotes(iri), quotes_each),
        )
