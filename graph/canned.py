"""The canned queries: one SPARQL file for each question that readers of any story ask.

A file begins with comments: ``# title:``, ``# description:`` and a ``# parameter: NAME KIND MEANING``
for each variable that a reader may set. Without a value a parameter stays a variable, so the query
answers for every actor, day or thing there is. ``# held by: NAME VARIABLE …`` names the variables that have
the values of a parameter which the query only compares with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from ..data.edtf import checked_day
from ..errors import QueryError, UnknownNameError
from ..ontology.terms import Class
from .naming import find
from .snapshot import Snapshot

_COMMENT = re.compile(r"^# (title|description): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^# parameter: (\w+) (\w+) (.+)$", re.MULTILINE)
_HEAD = re.compile(r"^# (?:title|description|parameter): .+\n", re.MULTILINE)
_HELD = re.compile(r"^# held by: (\w+) (.+)$", re.MULTILINE)
_SELECT = re.compile(r"^SELECT (DISTINCT )?", re.MULTILINE)
_NAMED = re.compile(r"\?\w+")
_EXPRESSION = re.compile(r"\((?:[^()]|\([^()]*\))* AS (\?\w+)\)")
_GROUP = re.compile(r"^GROUP BY ", re.MULTILINE)
_BODY = re.compile(r"^(SELECT .*?WHERE \{)", re.MULTILINE | re.DOTALL)
DATE, THING = "date", "Thing"
_EXAMPLES = {DATE: '"YYYY-MM-DD"^^xsd:date'}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a reader may set; ``kind`` is ``date``, ``Thing`` or a class of the vocabulary.

    ``held_by`` are the variables that have its values in a solution: itself, or those it is compared with.
    """

    name: str
    kind: str
    meaning: str
    held_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A question with a name, a title, a description, its parameters and its SPARQL."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str

    @property
    def template(self) -> str:
        """The SPARQL with a comment for each parameter that sets it once its ``#`` is taken away.

        It is for editors that show title and description beside it, so it goes without them.
        """
        lines = "".join(
            f"\n  # VALUES ?{each.name} {{ {_EXAMPLES.get(each.kind, ':id')} }}  # {each.meaning}"
            for each in self.parameters
        )
        return _BODY.sub(lambda found: found[1] + lines, _HEAD.sub("", self.sparql), count=1)

    def bind(self, values: Mapping[str, str], snapshot: Snapshot) -> str:
        """The SPARQL with values for some parameters: days as YYYY-MM-DD, things by id or name.

        Raises :class:`QueryError` for a parameter that the query does not have, and
        :class:`UnknownNameError` or ``DateError`` for a value that means nothing.
        """
        kinds = {parameter.name: parameter.kind for parameter in self.parameters}
        sparql = self.sparql
        for name, value in values.items():
            if name not in kinds:
                has = ", ".join(kinds) or "none"
                raise QueryError(f'"{self.name}" has no parameter "{name}"; it has: {has}')
            term = _term(kinds[name], value, snapshot)
            sparql = _BODY.sub(rf"\1\n  VALUES ?{name} {{ {term} }}", sparql, count=1)
        return sparql

    @property
    def distinct(self) -> bool:
        """Whether equal rows are one row."""
        return _SELECT.findall(self.sparql)[:1] == ["DISTINCT "]

    @property
    def held(self) -> tuple[str, ...]:
        """The variables that have the values of the parameters which are things, in order, each once."""
        things = (parameter for parameter in self.parameters if parameter.kind != DATE)
        return tuple(dict.fromkeys(name for parameter in things for name in parameter.held_by))

    def projected(self) -> str:
        """The SPARQL whose rows begin with the variables of :attr:`held`.

        Of its rows, those with a value in one of a parameter's variables are the answer for that value, once
        these columns are dropped (and, when :attr:`distinct`, equal rows are made one).
        """
        extra = "".join(f"?{name} " for name in self.held)
        sparql = _SELECT.sub(lambda found: found.group() + extra, self.sparql, count=1)
        return _GROUP.sub(lambda found: found.group() + extra, sparql, count=1)


def in_full_order(sparql: str) -> str:
    """A canned query's SPARQL whose rows come in one order from any store.

    Rows that its own order leaves equal are told apart by all that it selects; ORDER BY is the last clause of
    every canned query.
    """
    head = sparql[sparql.index("\nSELECT ") : sparql.index("WHERE {")]
    names = _NAMED.findall(_EXPRESSION.sub(r"\1", head))
    return f"{sparql.rstrip()} {' '.join(dict.fromkeys(names))}\n"


def _term(kind: str, value: str, snapshot: Snapshot) -> str:
    if kind == DATE:
        return f'"{checked_day(value)}"^^xsd:date'
    return f"<{find(snapshot, value, None if kind == THING else Class(kind))}>"


@cache
def canned_queries() -> dict[str, CannedQuery]:
    """All canned queries by name, in the order of the names."""
    folder = files("dateline.graph").joinpath("queries")
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".rq")),
        key=lambda entry: entry.name,
    )
    return {query.name: query for query in (_read(e.name, e.read_text("utf-8")) for e in found)}


def canned_query(name: str) -> CannedQuery:
    """One canned query; an unknown name is an :class:`UnknownNameError` with the nearest ones."""
    queries = canned_queries()
    if name in queries:
        return queries[name]
    near = tuple(get_close_matches(name, queries, n=3))
    hint = f"did you mean {' or '.join(near)}?" if near else "`dateline query STORY --list` has them"
    raise UnknownNameError(f'there is no canned query "{name}"; {hint}', near)


def _read(file: str, text: str) -> CannedQuery:
    comments = dict(_COMMENT.findall(text))
    held = {name: tuple(variables.split()) for name, variables in _HELD.findall(text)}
    parameters = tuple(
        Parameter(name, kind, meaning, held.get(name, (name,)))
        for name, kind, meaning in _PARAMETER.findall(text)
    )
    name = file.removesuffix(".rq")
    return CannedQuery(name, comments["title"], comments["description"], parameters, text)
