"""Reading a built story: SPARQL 1.1 over the union of its graphs, prefixes declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
from ..ontology.terms import PREFIXES

Results = QuerySolutions | QueryBoolean | QueryTriples
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_FIND_STORIES = """
SELECT ?story ?base ?title ?language ?description WHERE {
  ?story a dl:Story ; skos:prefLabel ?title .
  OPTIONAL { ?story void:uriSpace ?base }
  OPTIONAL { ?story dcterms:language ?language }
  OPTIONAL { ?story dcterms:description ?description }
} ORDER BY ?story
"""


class View:
    """Read access to a store that holds one or more stories and the vocabulary."""

    def __init__(self, store: Store) -> None:
        self._store = store

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

        Raises :class:`QueryError` with line and column when the query does not parse.
        """
        return self._run(sparql, self.prefixes)

    def rows(self, sparql: str) -> list[dict[str, str | None]]:
        """The solutions of a SELECT as texts by variable; unbound ones are None."""
        results = self.query(sparql)
        if not isinstance(results, QuerySolutions):
            raise QueryError("only a SELECT query has rows")
        names = [variable.value for variable in results.variables]
        return [
            {name: None if row[name] is None else text_of(row[name]) for name in names} for row in results
        ]

    def quads(self) -> Iterator[Quad]:
        """Every quad of every graph."""
        return self._store.quads_for_pattern(None, None, None, None)

    def _run(self, sparql: str, prefixes: Mapping[str, str]) -> Results:
        try:
            return self._store.query(sparql, prefixes=dict(prefixes), use_default_graph_as_union=True)
        except SyntaxError as error:
            raise _query_error(str(error), sparql) from None
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be run: {error}") from error


def text_of(term: object) -> str:
    """An IRI or the text of a literal."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _query_error(message: str, sparql: str) -> QueryError:
    """The parser's complaint with the line it is about and a caret below the place."""
    found = _POSITION.match(message)
    if not found:
        return QueryError(f"the query is not SPARQL 1.1: {message}")
    line, column = int(found[1]), int(found[2])
    lines = sparql.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    problem = _plainly(found[3], shown, column)
    if unknown := _undeclared_prefix(found[3], shown):
        problem = f'the prefix "{unknown[0]}" is not declared; add a PREFIX line'
        column = unknown.start() + 1
    caret = " " * min(column - 1, len(shown)) + "^"
    return QueryError(
        f"line {line}, column {column}: {problem}\n  {shown}\n  {caret}", line=line, column=column
    )


def _undeclared_prefix(expectation: str, line: str) -> re.Match[str] | None:
    """The first prefix of a line that nothing declares, when that is what the parser stumbled on."""
    if "Prefix not found" not in expectation:
        return None
    prefixes = re.finditer(r"(?<![\w<:/?$])[A-Za-z][\w.-]*:", line)
    return next((found for found in prefixes if found[0][:-1] not in PREFIXES), None)


def _plainly(expectation: str, line: str, column: int) -> str:
    if "Prefix not found" in expectation:
        return "a prefix is not declared; add a PREFIX line"
    rest = line[column - 1 :].split()
    return f'"{rest[0]}" does not fit here' if rest else "the query ends too early"
