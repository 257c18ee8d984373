"""Reading a built story: SPARQL 1.1 over the union of its graphs, prefixes declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from ..errors import NotAStoryError, QueryError
from ..ontology.terms import ONTOLOGY, PREFIXES
from .syntax import explain, refuse_service

if TYPE_CHECKING:
    from .columns import Columns

Results = QuerySolutions | QueryBoolean | QueryTriples
_FIND_STORIES = """
SELECT ?story ?base ?title ?language ?description WHERE {
  ?story a dl:Story ; skos:prefLabel ?title .
  OPTIONAL { ?story void:uriSpace ?base }
  OPTIONAL { ?story dcterms:language ?language }
  OPTIONAL { ?story dcterms:description ?description }
} ORDER BY ?story
"""
_EVERYTHING = f"SELECT ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{ONTOLOGY}>) }}"

_STATED_TYPES = "SELECT ?s ?type WHERE { GRAPH ?g { ?g a dl:Story . ?s a ?type } }"

Triples = Iterator[tuple[str, str, str]]


class View(Protocol):
    """Read access to what holds one or more stories and the vocabulary, wherever it is.

    Whoever implements it says how a query is run and how quads are read; the rest is here.
    """

    def run(self, sparql: str, prefixes: Mapping[str, str]) -> Results:
        """The results of a query over the union of the graphs, with these prefixes declared."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Every quad of every graph, or of one."""
        ...

    @cached_property
    def header(self) -> Mapping[str, str]:
        """``story`` (its IRI), ``base``, ``title``, ``language`` and ``description`` of the story.

        Of several stories in one store, the first by IRI.
        """
        solutions = self.run(_FIND_STORIES, PREFIXES)
        assert isinstance(solutions, QuerySolutions)
        for solution in solutions:
            return {
                name.value: text_of(solution[name])
                for name in solutions.variables
                if solution[name] is not None
            }
        raise NotAStoryError("the store holds no story; build it with `dateline build STORY -o STORE`")

    @property
    def prefixes(self) -> Mapping[str, str]:
        """What a query need not declare: the vocabulary's prefixes, and ``:`` for the story's things."""
        return {**PREFIXES, "": self.header["base"]}

    def query(self, sparql: str) -> Results:
        """The results of a SELECT, ASK, CONSTRUCT or DESCRIBE.

        Raises :class:`QueryError` with line and column when the query does not parse, and for SERVICE.
        """
        refuse_service(sparql)
        return self.run(sparql, self.prefixes)

    def rows(self, sparql: str) -> list[dict[str, str | None]]:
        """The solutions of a SELECT as texts by variable; unbound ones are None."""
        results = self.query(sparql)
        if not isinstance(results, QuerySolutions):
            raise QueryError("only a SELECT query has rows")
        names = [variable.value for variable in results.variables]
        return [
            {name: None if term is None else text_of(term) for name, term in zip(names, row, strict=True)}
            for row in results
        ]

    def columns(self) -> Columns | None:
        """All of a story's triples as numbers of terms, where they are kept so; else None."""
        return None

    def triples(self) -> Triples:
        """Every triple of the story and of what is derived from it, as texts."""
        solutions = self.run(_EVERYTHING, PREFIXES)
        assert isinstance(solutions, QuerySolutions)
        for subject, prop, value in solutions:
            yield subject.value, prop.value, value.value

    def stated_types(self) -> dict[str, str]:
        """The one class that the story's own graph states of each thing; the wider ones are derived."""
        return {row["s"] or "": row["type"] or "" for row in self.rows(_STATED_TYPES)}


class StoreView(View):
    """A view of a store of Oxigraph, in memory or on disk.

    ``read_columns`` gives all of a story's triples faster than the store does, or None if it cannot. A store
    on disk has it: there a term costs a look-up; ``on_disk`` tells.
    """

    def __init__(self, store: Store, read_columns: Callable[[], Columns | None] | None = None) -> None:
        self._store = store
        self._read_columns = read_columns or (lambda: None)
        self.on_disk = read_columns is not None

    def run(self, sparql: str, prefixes: Mapping[str, str]) -> Results:
        """The results of a query; one that does not parse is told with line and column."""
        try:
            return self._store.query(sparql, prefixes=dict(prefixes), use_default_graph_as_union=True)
        except SyntaxError as error:
            raise explain(str(error), sparql, prefixes) from None
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be run: {error}") from error

    def triples(self) -> Triples:
        """Every triple of the story and of what is derived from it, as texts."""
        columns = self.columns()
        return super().triples() if columns is None else columns.texts()

    def columns(self) -> Columns | None:
        """All of a story's triples as numbers of terms, where they are kept so; else None."""
        return self._read_columns()

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Every quad of every graph, or of one."""
        return self._store.quads_for_pattern(None, None, None, NamedNode(graph) if graph else None)


def text_of(term: object) -> str:
    """An IRI or the text of a literal."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
