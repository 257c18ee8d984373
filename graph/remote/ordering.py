"""ORDER BY done here again: Virtuoso compares long literals by their beginning only.

The rows go through Oxigraph as VALUES, under the query's own ORDER BY, so that they stand as the local store
would put them. With LIMIT or OFFSET the server's order has chosen the rows, and is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, QuerySolutions, Store

from .answers import Rows
from .forms import Form, tokens

_EXPRESSION = re.compile(r"\((?:[^()]|\([^()]*\))*\bAS\s+(\?\w+)\s*\)", re.IGNORECASE)
_VARIABLE = re.compile(r"\?\w+")


@dataclass(frozen=True, slots=True)
class Ordering:
    """A query that also selects what it orders by, and how to order its rows."""

    form: Form
    names: Sequence[str]
    clause: str

    @classmethod
    def of(cls, form: Form) -> Ordering | None:
        """The ordering of a SELECT; None where there is none or its keys cannot be had."""
        head, clause = _head(form.body), _clause(form.body)
        if clause is None or "*" in head:
            return None
        names = _VARIABLE.findall(_EXPRESSION.sub(r"\1", head))
        missing = [key for key in dict.fromkeys(_VARIABLE.findall(clause)) if key not in names]
        if not missing:
            return cls(form, names, clause)
        if form.distinct or "(" in head or "GROUP" in {token[0].upper() for token in tokens(form.body)}:
            return None
        body = f"SELECT {' '.join(missing)} {form.body[len('SELECT') :]}"
        return cls(Form(form.prologue, body), names, clause)

    def apply(self, rows: Rows) -> QuerySolutions:
        """The rows in order, without what was selected for it."""
        terms = list(rows.terms())
        if any(isinstance(term, BlankNode) for row in terms for term in row):
            # VALUES cannot hold them.
            return rows.solutions(self.names)
        names = " ".join(f"?{name}" for name in rows.names)
        values = "\n".join(
            f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in terms
        )
        head = f"{self.form.prologue}SELECT {' '.join(self.names)}"
        text = f"{head} WHERE {{ VALUES ({names}) {{ {values} }} }} ORDER BY {self.clause}"
        found = Store().query(text)
        assert isinstance(found, QuerySolutions)
        return found


def _head(body: str) -> str:
    """What stands between SELECT and its pattern."""
    return body[len("SELECT") : next(token.start() for token in tokens(body) if token[0] == "{")]


def _clause(body: str) -> str | None:
    """What stands behind the query's own ORDER BY; None without one, or when a part of the rows is chosen."""
    depth, begin = 0, None
    for token in tokens(body):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        word = token[0].upper() if depth == 0 else ""
        if word in ("LIMIT", "OFFSET", "VALUES"):
            return None
        if word == "ORDER":
            begin = token.end()
    return None if begin is None else re.sub(r"^\s*BY\b", "", body[begin:], flags=re.IGNORECASE)
