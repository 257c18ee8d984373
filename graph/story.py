"""A built story: everything that is known, behind one object."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from ..data.proofs import Proofs
from ..errors import QueryError
from .canned import canned_query
from .hints import hints
from .results import Answer
from .snapshot import Snapshot
from .timeline import Timeline, build_timeline
from .view import View

if TYPE_CHECKING:
    import rdflib

    from .network import Network


class BuiltStory:
    """A story that can be asked: for its timeline, its network, and in SPARQL.

    ``proofs`` tells which quotes are proven; it is None for a story opened from a store.
    """

    def __init__(self, view: View, proofs: Proofs | None = None) -> None:
        self.view = view
        self.proofs = proofs

    @property
    def iri(self) -> str:
        """The story's IRI, which is also its named graph."""
        return self.view.header["story"]

    @property
    def title(self) -> str:
        """The story's title."""
        return self.view.header["title"]

    @property
    def description(self) -> str:
        """What the story is about."""
        return self.view.header.get("description", "")

    @property
    def language(self) -> str:
        """The language tag of the story's own words."""
        return self.view.header.get("language", "en")

    @cached_property
    def snapshot(self) -> Snapshot:
        """The whole story in memory."""
        return Snapshot.of(self.view)

    def query(
        self,
        sparql: str | None = None,
        *,
        name: str | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer to a SPARQL 1.1 query, or to the canned query ``name`` with its parameters.

        >>> import dateline
        >>> story = dateline.open("us-canada-trade")
        >>> story.query("ASK { :trump dl:met :carney }").boolean
        True
        """
        if sparql is None and name is not None:
            sparql = canned_query(name).bind(parameters or {}, self.snapshot)
        elif sparql is None or name is not None:
            raise ValueError("give either the text of a query or the name of a canned one")
        elif parameters:
            raise QueryError("only a canned query has parameters; write the values into the query")
        return Answer(self.view, sparql)

    def hints(self, sparql: str) -> list[str]:
        """What the query names that neither the vocabulary nor the story has, with the nearest name."""
        return hints(sparql, self.snapshot)

    def timeline(
        self,
        *,
        first: str | None = None,
        last: str | None = None,
        known_by: str | None = None,
        actor: str | None = None,
    ) -> Timeline:
        """The events in order; see :func:`dateline.graph.timeline.build_timeline`."""
        return build_timeline(self.snapshot, first=first, last=last, known_by=known_by, actor=actor)

    def quads(self) -> list[Quad]:
        """Every quad of the story, of what is derived from it, and of the vocabulary."""
        return list(self.view.quads())

    def network(self) -> Network:
        """The story as a ``networkx.MultiDiGraph``; see :mod:`dateline.graph.network`."""
        from .network import build_network

        return build_network(self.snapshot)

    def rdflib(self) -> rdflib.Dataset:
        """The same data as an rdflib dataset, one named graph each for story, rules and vocabulary."""
        from .interop import to_rdflib

        dataset = to_rdflib(self.quads())
        dataset.bind("", self.snapshot.base)
        return dataset

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.iri}>"
