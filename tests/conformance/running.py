"""Runs one case of any kind against a server: what is wrong, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rdflib import RDF, Graph, Literal, Namespace, URIRef

from dateline.graph.syntax import tokens

from . import exchanges
from .answers import READERS, Answer, Row, read_json
from .asking import MEDIA, Client
from .manifest import Case, Data
from .matching import rows_of, same, term_of
from .service import describes

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
RESULTS = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
REFUSED = (403, 422)
"""Statuses of what is well formed and yet not done: a LOAD, a graph or a function that is not there."""
ALL = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def run(case: Case, client: Client) -> str:
    """What is wrong with the server's answer to a case; empty when nothing is."""
    return KINDS[case.kind](case, client)


def _query(case: Case, client: Client) -> str:
    assert case.text is not None
    assert case.result is not None
    client.hold(case.before)
    text = case.text.read_text("utf-8")
    if case.result.suffix in RESULTS:
        reply = client.query(text, RESULTS[case.result.suffix])
        if reply.status != 200 or reply.media != RESULTS[case.result.suffix]:
            return f"status {reply.status}: {reply.body[:300]!r}"
        expected = READERS[reply.media](case.result.read_bytes())
        return _differ(expected, READERS[reply.media](reply.body), _ordered(text))
    wanted = _read(case.result, client)
    if (None, RDF.type, RS.ResultSet) in wanted:
        reply = client.query(text, "application/sparql-results+json")
        if reply.status != 200:
            return f"status {reply.status}: {reply.body[:300]!r}"
        return _differ(_result_set(wanted), read_json(reply.body), _ordered(text))
    reply = client.query(text, "text/turtle")
    if reply.status != 200:
        return f"status {reply.status}: {reply.body[:300]!r}"
    found = Graph().parse(data=reply.body, format="turtle", publicID=client.address)
    return "" if same(rows_of(wanted), rows_of(found)) else f"another graph: {reply.body!r}"


def _differ(expected: Answer, found: Answer, ordered: bool) -> str:
    if expected.truth != found.truth:
        return f"{found.truth}, not {expected.truth}"
    if set(expected.names) != set(found.names):
        return f"columns {found.names}, not {expected.names}"
    if not same(expected.rows, found.rows, ordered=ordered):
        return f"rows {found.rows}, not {expected.rows}"
    return ""


def _ordered(text: str) -> bool:
    """Whether the query orders its rows: ORDER outside all braces."""
    depth = 0
    for token in tokens(text):
        depth += (token[0] == "{") - (token[0] == "}")
        if not depth and token[0].upper() == "ORDER":
            return True
    return False


def _result_set(graph: Graph) -> Answer:
    """Rows that a manifest gives as RDF."""
    names = tuple(str(name) for name in graph.objects(None, RS.resultVariable))
    solutions = list(graph.objects(None, RS.solution))
    rows = [
        {
            str(graph.value(binding, RS.variable)): term_of(value)
            for binding in graph.objects(solution, RS.binding)
            for value in graph.objects(binding, RS.value)
        }
        for solution in solutions
    ]
    truth = graph.value(None, RS.boolean)
    return Answer(names, tuple(rows), bool(truth) if isinstance(truth, Literal) else None)


def _read(file: Path, client: Client) -> Graph:
    graph = Graph().parse(file, format=MEDIA[file.suffix], publicID=client.absolute(file.name))
    assert not any(
        isinstance(term, URIRef) and term.startswith("file:") for triple in graph for term in triple
    )
    return graph


def _update(case: Case, client: Client) -> str:
    assert case.text is not None
    client.hold(case.before)
    reply = client.update(case.text.read_text("utf-8"))
    if reply.status != 204:
        return f"status {reply.status}: {reply.body[:300]!r}"
    found = client.query(ALL, "application/sparql-results+json")
    expected = _rows(case.after, client)
    rows = read_json(found.body).rows
    return "" if same(expected, rows) else f"the store holds {rows}, not {expected}"


def _rows(data: Data, client: Client) -> list[Row]:
    default = [row for file in data.default for row in rows_of(_read(file, client))]
    named = [row for name, file in data.named for row in rows_of(_read(file, client), client.absolute(name))]
    return [{name: term for name, term in row.items() if name != "g"} for row in default] + named


def _good_query(case: Case, client: Client) -> str:
    assert case.text is not None
    reply = client.query(case.text.read_text("utf-8"), "application/sparql-results+json, text/turtle")
    return "" if reply.status in (200, *REFUSED) else f"status {reply.status}: {reply.body!r}"


def _bad_query(case: Case, client: Client) -> str:
    assert case.text is not None
    reply = client.query(case.text.read_text("utf-8"), "*/*")
    return "" if reply.status == 400 else f"status {reply.status}: {reply.body[:300]!r}"


def _good_update(case: Case, client: Client) -> str:
    assert case.text is not None
    reply = client.update(case.text.read_text("utf-8"))
    return "" if reply.status in (204, *REFUSED) else f"status {reply.status}: {reply.body!r}"


def _bad_update(case: Case, client: Client) -> str:
    assert case.text is not None
    reply = client.update(case.text.read_text("utf-8"))
    return "" if reply.status == 400 else f"status {reply.status}: {reply.body[:300]!r}"


def _protocol(case: Case, client: Client) -> str:
    client.hold(case.before)
    return exchanges.run(case, client)


KINDS: dict[str, Callable[[Case, Client], str]] = {
    "QueryEvaluationTest": _query,
    "CSVResultFormatTest": _query,
    "UpdateEvaluationTest": _update,
    "PositiveSyntaxTest11": _good_query,
    "NegativeSyntaxTest11": _bad_query,
    "PositiveUpdateSyntaxTest11": _good_update,
    "NegativeUpdateSyntaxTest11": _bad_update,
    "ProtocolTest": _protocol,
    "GraphStoreProtocolTest": _protocol,
    "ServiceDescriptionTest": describes,
}
"""By the class of the case in its manifest."""
