"""rdflib answers the canned queries as Oxigraph does, over the same data."""

from __future__ import annotations

from collections import Counter

import pytest
import rdflib

from dateline import Story
from dateline.graph.canned import canned_queries
from dateline.graph.complete import to_nquads
from dateline.ontology.terms import ONTOLOGY

Row = tuple[object, ...]

# rdflib 7.6 uses names of its own Dataset that it has deprecated itself.
pytestmark = pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning:rdflib")

# GROUP_CONCAT has no order (SPARQL 1.1, section 18.5.1.7), so its members are compared, not its text.
JOINED = {"events": "; ", "products": ", ", "exempt": ", "}

VALUES: dict[str, dict[str, dict[str, str]]] = {
    "canal": {
        "allen": {"one": "talks", "other": "treaty"},
        "chain": {"start": "talks", "end": "treaty"},
        "claims": {"speaker": "vale", "about": "canal-toll"},
        "co-participation": {"actor": "vale"},
        "concessions": {"actor": "dunmore"},
        "demands": {"speaker": "vale"},
        "event-and-aftermath": {"event": "talks"},
        "evidence": {"thing": "toll-goes"},
        "expected-policies": {"speaker": "clerk"},
        "in-range": {"first": "2025-05-01", "last": "2025-05-07", "thing": "talks"},
        "meetings": {"a": "vale", "b": "brook"},
        "on-day": {"day": "2025-05-08", "thing": "talks"},
        "order": {"one": "talks", "other": "treaty"},
        "policy-history": {"policy": "canal-toll"},
        "posts": {"holder": "vale"},
        "predictions": {"about": "treaty"},
        "promises": {"about": "canal-toll"},
        "rates": {"day": "2025-05-15", "origin": "ashvale"},
        "said-about": {"about": "canal-toll"},
        "spellings": {"actor": "vale"},
        "still-to-come": {"day": "2025-06-01"},
    },
    "bundled": {
        "allen": {"one": "steel-50"},
        "co-participation": {"actor": "carney"},
        "in-range": {"first": "2025-03-01", "last": "2025-03-31"},
        "meetings": {"a": "trump", "b": "carney"},
        "on-day": {"day": "2025-07-10"},
        "order": {"other": "steel-50"},
        "posts": {"holder": "carney"},
        "rates": {"day": "2025-07-10", "origin": "canada"},
        "spellings": {"actor": "carney"},
        "still-to-come": {"day": "2025-06-01"},
    },
}

# Every pair of a large story's things takes rdflib minutes; there one thing is compared with the others.
PAIRS = ("allen", "order")


@pytest.fixture(scope="session")
def datasets(canal: Story, bundled: Story) -> dict[str, tuple[Story, rdflib.Dataset]]:
    return {"canal": (canal, canal.rdflib()), "bundled": (bundled, bundled.rdflib())}


def comparable(columns: tuple[str, ...], row: tuple[object, ...]) -> Row:
    cells = (None if cell is None else str(cell) for cell in row)
    return tuple(
        tuple(sorted(cell.split(JOINED[name]))) if cell is not None and name in JOINED else cell
        for name, cell in zip(columns, cells, strict=True)
    )


def both(
    pair: tuple[Story, rdflib.Dataset], name: str, values: dict[str, str]
) -> tuple[Counter[Row], Counter[Row]]:
    story, dataset = pair
    answer = story.query(name=name, parameters=values)
    ours = Counter(comparable(answer.columns, row) for row in answer.rows)
    result = dataset.query(answer.sparql, initNs=dict(story.view.prefixes))
    theirs: Counter[Row] = Counter()
    for row in result:
        assert isinstance(row, tuple)
        theirs[comparable(answer.columns, row)] += 1
    return ours, theirs


@pytest.mark.parametrize(
    ("which", "name"),
    [(which, name) for which in VALUES for name in canned_queries() if which == "canal" or name not in PAIRS],
)
def test_a_canned_query_without_values_has_the_same_rows_in_both_engines(
    datasets: dict[str, tuple[Story, rdflib.Dataset]], which: str, name: str
) -> None:
    ours, theirs = both(datasets[which], name, {})
    assert ours == theirs


@pytest.mark.parametrize(("which", "name"), [(which, name) for which in VALUES for name in VALUES[which]])
def test_a_canned_query_with_values_has_the_same_rows_in_both_engines(
    datasets: dict[str, tuple[Story, rdflib.Dataset]], which: str, name: str
) -> None:
    ours, theirs = both(datasets[which], name, VALUES[which][name])
    assert ours == theirs
    if name not in ("concessions", "demands", "expected-policies"):  # of which the canal story has none
        assert ours


def test_values_are_tried_for_every_query_that_has_parameters() -> None:
    assert set(VALUES["canal"]) == {query.name for query in canned_queries().values() if query.parameters}
    for name, values in VALUES["canal"].items():
        assert set(values) == {parameter.name for parameter in canned_queries()[name].parameters}


def test_the_dataset_of_rdflib_has_the_same_graphs_and_triples(canal: Story) -> None:
    dataset = canal.rdflib()
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert names == {canal.iri, f"{canal.iri}#derived", ONTOLOGY}
    again = dataset.serialize(format="nquads").encode()
    assert sorted(line for line in again.splitlines() if b"_:" not in line and line) == sorted(
        line for line in to_nquads(canal.quads()).splitlines() if b"_:" not in line
    )


def test_a_query_of_rdflib_sees_the_union_and_the_prefixes(canal: Story) -> None:
    rows = list(canal.rdflib().query("SELECT ?e WHERE { ?e a dl:Event ; dl:occurrence dl:Planned }"))
    assert [str(row[0]) for row in rows if isinstance(row, tuple)] == [canal.snapshot.base + "treaty"]
