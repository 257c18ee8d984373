"""Whether two collections of rows are the same up to the names of blank nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rdflib import BNode, Graph, Literal
from rdflib.term import Node

from .answers import Row
from .terms import Term, by_value, literal

Key = tuple[tuple[str, Term], ...]
Names = dict[str, str]


def same(expected: Iterable[Row], found: Iterable[Row], *, ordered: bool = False) -> bool:
    """Compare as bags, or in order; blank nodes may be paired in any one-to-one way."""
    one, two = [_key(row) for row in expected], [_key(row) for row in found]
    if ordered:
        return len(one) == len(two) and _pair(list(zip(one, two, strict=True))) is not None
    return Counter(map(_shape, one)) == Counter(map(_shape, two)) and _match(*map(_named, (one, two)))


def _named(rows: Sequence[Key]) -> list[Key]:
    """The rows that hold blank nodes; those with most of them last."""
    return sorted((row for row in rows if _shape(row) != row), key=_shape_order)


def _shape_order(row: Key) -> str:
    return repr(_shape(row))


def _key(row: Row) -> Key:
    return tuple(sorted((name, by_value(term)) for name, term in row.items()))


def _shape(row: Key) -> Key:
    """The row without the names of blank nodes."""
    return tuple((name, Term("bnode", "") if term.kind == "bnode" else term) for name, term in row)


def _pair(pairs: Sequence[tuple[Key, Key]], names: Names | None = None) -> Names | None:
    """The names of blank nodes under which rows agree one by one; None when there are none."""
    names = dict(names or {})
    for one, two in pairs:
        if _shape(one) != _shape(two):
            return None
        for (_, left), (_, right) in zip(one, two, strict=True):
            if left.kind != "bnode":
                continue
            if names.setdefault(left.text, right.text) != right.text:
                return None
    return names if len(set(names.values())) == len(names) else None


def _match(one: list[Key], two: list[Key]) -> bool:
    """Try each way to pair the rows, without recursion; the suites' graphs are small."""
    open_ways: list[tuple[int, frozenset[int], Names]] = [(0, frozenset(), {})]
    while open_ways:
        place, taken, names = open_ways.pop()
        if place == len(one):
            return True
        for other, row in enumerate(two):
            if other in taken:
                continue
            grown = _pair([(one[place], row)], names)
            if grown is not None:
                open_ways.append((place + 1, taken | {other}, grown))
    return False


def rows_of(graph: Graph, name: str = "") -> list[Row]:
    """The triples of a graph as rows; blank nodes are told apart by the graph they come from."""
    return [
        {"g": Term("uri", name), "s": term_of(s), "p": term_of(p), "o": term_of(o)} for s, p, o in set(graph)
    ]


def term_of(node: Node) -> Term:
    """A term of rdflib."""
    if isinstance(node, BNode):
        return Term("bnode", str(node))
    if isinstance(node, Literal):
        return literal(str(node), str(node.datatype) if node.datatype else None, node.language)
    return Term("uri", str(node))
