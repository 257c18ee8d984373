"""Reading a built story: SPARQL 1.1 over the union of its graphs, prefixes declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

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


Triples = Iterator[tuple[str, str, str]]


class View:
    """Read access to a store that holds one or more stories and the vocabulary.

    ``read_triples`` gives all of a story's triples faster than the store does, or None if it cannot.
    """

    def __init__(self, store: Store, read_triples: Callable[[], Triples | None] | None = None) -> None:
        self._store = store
        self._read_triples = read_triples or (lambda: None)

    @cached_property
    def header(self) -> Mapping[str, str]:
        """``story`` (its IRI), ``base``, ``title``, ``language`` and ``description`` of the story.

        Of several stories in one store, the first by IRI.
        """
        solutions = self._run(_FIND_STORIES, PREFIXES)
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
        return self._run(sparql, self.prefixes)

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

    def triples(self) -> Triples:
        """Every triple of the story and of what is derived from it, as texts."""
        return self._read_triples() or self._select_triples()

    def _select_triples(self) -> Triples:
        solutions = self._run(_EVERYTHING, PREFIXES)
        assert isinstance(solutions, QuerySolutions)
        for subject, prop, value in solutions:
            yield subject.value, prop.value, value.value

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph."""
        return self._store.quads_for_pattern(None, None, None, None)

    def _run(self, sparql: str, prefixes: Mapping[str, str]) -> Results:
        try:
            return self._store.query(sparql, prefixes=dict(prefixes), use_default_graph_as_union=True)
        except SyntaxError as error:
            raise explain(str(error), sparql, prefixes) from None
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be run: {error}") from error


def text_of(term: object) -> str:
    """An IRI or the text of a literal."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
