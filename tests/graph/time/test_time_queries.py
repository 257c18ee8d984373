"""The canned queries about time against Python, over things with every kind of bounds, not only a story's."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations, product

import pytest
from pyoxigraph import QuerySolutions, Store

from dateline.data.edtf import Bounds
from dateline.graph.canned import canned_query
from dateline.graph.snapshot import Span
from dateline.graph.time.allen import allen, order
from dateline.graph.time.spans import Certainty, within
from dateline.graph.triples import Triples
from dateline.ontology.terms import PREFIXES, Class

BASE = "https://example.org/"
DAYS = [date(2025, 6, 1) + timedelta(days=number) for number in range(3)]


def every_bounds() -> set[Bounds]:
    """All bounds within three days that a solver may leave, unknown and open ones included."""
    choices: list[date | None] = [None, *DAYS]
    closed = {Bounds(a, b, c, d) for a, b, c, d in product(choices, repeat=4)}
    ongoing = {Bounds(a, b, ongoing=True) for a, b in product(choices, repeat=2)}
    tight = {bounds.tightened() for bounds in closed | ongoing if bounds.possible}
    return {bounds for bounds in tight if bounds.possible}


def span_of(bounds: Bounds) -> Span:
    solved = (bounds.earliest_begin, bounds.latest_begin, bounds.earliest_end, bounds.latest_end)
    texts = [None if day is None else day.isoformat() for day in solved]
    return Span(texts[0], texts[1], texts[2], texts[3], bounds.ongoing)


THINGS = {f"{BASE}{number}": bounds for number, bounds in enumerate(sorted(every_bounds(), key=str))}
SPANS = {thing: span_of(bounds) for thing, bounds in THINGS.items()}


@pytest.fixture(scope="module")
def store() -> Store:
    triples = Triples(f"{BASE}graph")
    for thing, bounds in THINGS.items():
        triples.node(thing, Class.Event, thing)
        triples.bounds(thing, bounds)
    made = Store()
    made.extend(triples.quads)
    return made


def rows(store: Store, sparql: str, *names: str) -> list[tuple[str, ...]]:
    found = store.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [tuple(row[name].value for name in names) for row in found]


def said(answers: dict[str, Certainty], wanted: Certainty) -> str:
    return " ".join(name for name, how in answers.items() if how is wanted)


def test_there_are_bounds_of_every_kind() -> None:
    assert len(THINGS) > 60
    assert any(span.ongoing for span in SPANS.values())
    assert Span() in SPANS.values()


def test_the_query_for_allens_relations_answers_as_python_for_every_pair_of_bounds(store: Store) -> None:
    found = rows(store, canned_query("allen").sparql, "from", "to", "certain", "possible")
    expected = set()
    for one, other in permutations(SPANS, 2):
        answers = {str(name): how for name, how in allen(SPANS[one], SPANS[other]).items()}
        expected.add((one, other, said(answers, Certainty.Certain), said(answers, Certainty.Possible)))
    assert len(found) == len(expected)
    assert set(found) == expected


def test_the_query_for_the_order_answers_as_python_for_every_pair_of_bounds(store: Store) -> None:
    found = rows(store, canned_query("order").sparql, "from", "to", "before", "after")
    expected = set()
    for one, other in permutations(SPANS, 2):
        answer = order(SPANS[one], SPANS[other])
        expected.add((one, other, str(answer.before), str(answer.after)))
    assert len(found) == len(expected)
    assert set(found) == expected


@pytest.mark.parametrize(("first", "last"), [(a, b) for a, b in product(DAYS, DAYS) if a <= b], ids=str)
def test_the_query_for_a_range_answers_as_python_for_all_bounds(
    store: Store, first: date, last: date
) -> None:
    values = f'VALUES (?first ?last) {{ ("{first}"^^xsd:date "{last}"^^xsd:date) }}'
    sparql = canned_query("in-range").sparql.replace("WHERE {", f"WHERE {{ {values}", 1)
    expected = {(thing, str(within(span, str(first), str(last)))) for thing, span in SPANS.items()}
    assert set(rows(store, sparql, "item", "certainty")) == expected
