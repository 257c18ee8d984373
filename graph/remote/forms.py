"""The parts of a query's text that asking a server takes: its prologue, its form, its pattern.

The text is known to be SPARQL 1.1, so its tokens are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..syntax import tokens as all_tokens

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


@dataclass(frozen=True, slots=True)
class Form:
    """A query: what is declared before it, and the query itself from SELECT, ASK, … on."""

    prologue: str
    body: str

    @classmethod
    def of(cls, sparql: str, prefixes: Mapping[str, str]) -> Form:
        """The text with those of our prefixes declared that it uses and does not declare itself."""
        found = list(tokens(sparql))
        own = {name[0] for word, name in pairwise(found) if word[0].upper() == "PREFIX"}
        used = {token["prefix"] for token in found if token["prefix"]} - own
        ours = "".join(f"PREFIX {name} <{iri}>\n" for name, iri in _named(prefixes) if name in used)
        start = next(token.start() for token in found if token[0].upper() in _FORMS)
        return cls(ours + sparql[:start], sparql[start:])

    @property
    def text(self) -> str:
        """The whole query, with every prefix declared."""
        return self.prologue + self.body

    @property
    def distinct(self) -> bool:
        """Whether it is a SELECT DISTINCT."""
        return [token[0].upper() for token in _first(self.body, 2)] == ["SELECT", "DISTINCT"]

    def counted(self) -> str:
        """The query for how many solutions a SELECT has, as ``?n``."""
        return f"{self.prologue}SELECT (COUNT(*) AS ?n) WHERE {{ {{\n{self.body}\n}} }}"

    def solutions(self) -> Form:
        """A SELECT with one row for each solution from which a CONSTRUCT makes its triples."""
        rest = self.body[len("CONSTRUCT") :]
        after = rest.lstrip()
        if after.startswith("{"):
            after = after[_closing(after) :]
        return Form(self.prologue, f"SELECT (1 AS ?one) {after}")


def tokens(sparql: str) -> Iterator[re.Match[str]]:
    """The tokens of a query in order, without white space and comments."""
    return (token for token in all_tokens(sparql) if token["blank"] is None)


def _named(prefixes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"{prefix}:", iri) for prefix, iri in sorted(prefixes.items()))


def _first(text: str, count: int) -> Iterator[re.Match[str]]:
    for _, token in zip(range(count), tokens(text), strict=False):
        yield token


def _closing(text: str) -> int:
    """The place behind the brace that closes the one which the text begins with."""
    depth = 0
    for token in tokens(text):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    raise ValueError("a brace is not closed")
