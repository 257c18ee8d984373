"""SPARQL over a story: answers in every format, errors that point at their place."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.query import Result

from dateline import Story
from dateline.errors import QueryError
from dateline.graph.results import GRAPH_FORMATS, ROW_FORMATS
from dateline.ontology.terms import PREFIXES

# A literal with a comma, a quote and a line break; a number; an IRI; an unbound cell.
TRICKY = """SELECT ?thing ?text ?number ?none WHERE {
  VALUES (?thing ?text ?number) {
    (:vale "a, \\"b\\"\\nc" 12.5) (:brook "=1+1" 7) (:marsh "é — 😀\\t'" UNDEF)
  }
  OPTIONAL { ?thing dl:nothing ?none }
} ORDER BY ?thing"""
# rdflib 7.6 reads JSON-LD into a class that it has deprecated itself.
pytestmark = pytest.mark.filterwarnings(r"ignore:(Conjunctive|Dataset):DeprecationWarning")
NS = {"s": "http://www.w3.org/2005/sparql-results#"}


def error_of(story: Story, sparql: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        story.query(sparql).rows  # noqa: B018
    return caught.value


def test_every_prefix_of_the_vocabulary_is_declared(canal: Story) -> None:
    for prefix, namespace in PREFIXES.items():
        [[iri]] = canal.query(f"SELECT ?x WHERE {{ BIND ({prefix}:x AS ?x) }}").rows
        assert iri == namespace + "x"


def test_the_empty_prefix_is_the_storys_own(canal: Story) -> None:
    [[iri]] = canal.query("SELECT ?x WHERE { BIND (:vale AS ?x) }").rows
    assert iri == "https://w3id.org/dateline/story/canal-row/vale"


def test_a_query_may_declare_a_prefix_of_its_own_even_over_ours(canal: Story) -> None:
    sparql = "PREFIX dl: <https://example.org/> SELECT ?x WHERE { BIND (dl:x AS ?x) }"
    assert canal.query(sparql).rows == [("https://example.org/x",)]


def test_a_query_sees_what_is_told_derived_and_meant(canal: Story) -> None:
    assert canal.query("ASK { :talks a dl:Event ; dl:participant :vale . dl:Event a owl:Class }").boolean


def test_rows_are_texts_and_none_is_unbound(canal: Story) -> None:
    answer = canal.query(TRICKY)
    assert answer.columns == ("thing", "text", "number", "none")
    base = canal.snapshot.base
    assert answer.rows == [
        (base + "brook", "=1+1", "7", None),
        (base + "marsh", "é — 😀\t'", None, None),
        (base + "vale", 'a, "b"\nc', "12.5", None),
    ]
    assert answer.boolean is None
    assert answer.triples == []
    assert not answer.is_graph


def test_json_and_csv_rows_are_the_rows(canal: Story) -> None:
    answer = canal.query(TRICKY)
    parsed = json.loads(answer.serialize("json"))
    assert parsed["head"]["vars"] == list(answer.columns)
    from_json = [
        tuple(row[name]["value"] if name in row else None for name in answer.columns)
        for row in parsed["results"]["bindings"]
    ]
    assert from_json == answer.rows
    table = list(csv.reader(io.StringIO(answer.serialize("csv").decode(), newline="")))
    assert tuple(table[0]) == answer.columns
    assert [tuple(cell or None for cell in row) for row in table[1:]] == answer.rows


def test_xml_rows_are_the_rows(canal: Story) -> None:
    answer = canal.query(TRICKY)
    root = ElementTree.fromstring(answer.serialize("xml"))
    rows: list[tuple[str | None, ...]] = []
    for result in root.iterfind(".//s:result", NS):
        cells = {item.get("name"): "".join(item.itertext()).strip(" ") for item in result}
        rows.append(tuple(cells.get(name) for name in answer.columns))
    assert rows == answer.rows


def _parsed(data: bytes, name: str) -> Result:
    return Result.parse(io.BytesIO(data), format=name)


@pytest.mark.parametrize("name", sorted(ROW_FORMATS))
def test_rdflib_reads_the_rows_of_every_format(canal: Story, name: str) -> None:
    answer = canal.query("SELECT ?s ?label WHERE { ?s a dl:Event ; skos:prefLabel ?label } ORDER BY ?s")
    result = _parsed(answer.serialize(name), name)
    rows = [tuple(str(cell) for cell in row) for row in result if isinstance(row, tuple)]
    assert rows == answer.rows
    assert len(rows) > 3


@pytest.mark.parametrize("asked", [":vale dl:met :brook", ":vale dl:met :marsh"])
def test_the_answer_of_an_ask_is_the_same_in_every_format(canal: Story, asked: str) -> None:
    answer = canal.query(f"ASK {{ {asked} }}")
    said = {True: "true", False: "false"}[bool(answer.boolean)]
    assert answer.boolean is (asked.endswith("brook"))
    assert json.loads(answer.serialize("json"))["boolean"] is answer.boolean
    root = ElementTree.fromstring(answer.serialize("xml"))
    assert root.findtext("s:boolean", namespaces=NS) == said
    assert said in answer.serialize("csv").decode()
    assert said in answer.serialize("tsv").decode()
    assert answer.rows == []


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s dl:met ?o }", "DESCRIBE :talks"])
@pytest.mark.parametrize("name", sorted(GRAPH_FORMATS))
def test_a_graph_is_the_same_in_every_format(canal: Story, query: str, name: str) -> None:
    answer = canal.query(query)
    assert answer.is_graph
    rdflib_name = {"ttl": "turtle", "jsonld": "json-ld", "rdfxml": "xml", "nt": "nt"}[name]
    parsed = rdflib.Graph().parse(data=answer.serialize(name), format=rdflib_name)
    expected = rdflib.Graph().parse(data=answer.serialize("nt"), format="nt")
    assert len(expected) == len(set(answer.triples)) > 0
    assert isomorphic(parsed, expected)
    assert answer.serialize(name) == canal.query(query).serialize(name)


def test_an_answer_without_a_name_is_json_or_turtle(canal: Story) -> None:
    assert json.loads(canal.query("SELECT ?x WHERE {}").serialize())["results"]["bindings"] == [{}]
    turtle = canal.query("CONSTRUCT WHERE { ?s dl:met ?o }").serialize().decode()
    assert "@prefix dl: <https://w3id.org/dateline/ns#>" in turtle


def test_an_empty_answer_is_well_formed_in_every_format(canal: Story) -> None:
    nothing = canal.query("SELECT ?x WHERE { ?x dl:nothing ?y }")
    assert nothing.rows == []
    for name in ROW_FORMATS:
        assert len(_parsed(nothing.serialize(name), name)) == 0
    empty = canal.query("CONSTRUCT WHERE { ?s dl:nothing ?o }")
    for name, rdflib_name in (("ttl", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml"), ("nt", "nt")):
        assert len(rdflib.Graph().parse(data=empty.serialize(name), format=rdflib_name)) == 0


def test_a_format_that_cannot_hold_the_answer_says_which_can(canal: Story) -> None:
    with pytest.raises(QueryError, match=r'"ttl" cannot hold rows .*json, csv, tsv, xml'):
        canal.query("SELECT * WHERE { ?s ?p ?o }").serialize("ttl")
    with pytest.raises(QueryError, match=r'"csv" cannot hold a graph .*ttl'):
        canal.query("DESCRIBE :talks").serialize("csv")


# Query, line, column and what is said. The column counts characters from 1.
BROKEN: list[tuple[str, int, int, str]] = [
    ("", 1, 1, "the query is empty"),
    (" \n\t\n", 1, 1, "the query is empty"),
    ("SELEC * WHERE { ?s ?p ?o }", 1, 1, '"SELEC" does not fit here'),
    ("SELECT * WHERE { ?s ?p ?o", 1, 26, "ends too early"),
    ("SELECT *\nWHERE {\n  ?s ?p\n", 3, 8, "ends too early"),
    ("SELECT * WHERE { ?s ?p }", 1, 24, '"}" does not fit here'),
    ("SELECT * WHERE { ?s ?p ?o } }", 1, 29, '"}" does not fit here'),
    ("SELECT *\nWHERE {\n  ?s dl:met ] ?o .\n}", 3, 13, '"]" does not fit here'),
    ("SELECT *\r\nWHERE {\r\n  ?s ] ?o .\r\n}", 3, 6, '"]" does not fit here'),
    ("SELECT * WHERE {\n\t?s\tdl:met\t]\t?o }", 2, 12, '"]" does not fit here'),
    ("# é\u2028 comment\nSELECT * WHERE { ] }", 2, 18, '"]" does not fit here'),
    ('SELECT * WHERE { ?é skos:prefLabel "Zoë 😀" ] }', 1, 44, '"]" does not fit here'),
    ('SELECT * WHERE { ?s dl:text "abc }', 1, 29, "string that begins here is not closed"),
    ("SELECT * WHERE {\n  ?s dl:text 'abc\n}", 2, 14, "string that begins here is not closed"),
    ("SELECT * WHERE { ?s foo:bar ?o }", 1, 21, 'the prefix "foo:" is not declared'),
    ("PREFIX ex: <http://e.x/>\nSELECT * { ex:a foo:b ?c }", 2, 17, 'the prefix "foo:" is not declared'),
    ('SELECT * { ?a dl:text "note: x" ; foo:b ?c }', 1, 35, 'the prefix "foo:" is not declared'),
    ("SELECT * WHERE { ?s ?p ?o } LIMIT x", 1, 35, '"x" does not fit here'),
    ("SELECT * WHERE { ?s ?p ?o FILTER (nonsense(?s)) }", 1, 35, '"nonsense" does not fit here'),
    ("SELECT ?s WHERE { ?s ?p ?o } GROUP BY ?p", 1, 41, "variable that is unbound"),
]


@pytest.mark.parametrize(("sparql", "line", "column", "said"), BROKEN)
def test_a_syntax_error_says_line_column_and_what(
    canal: Story, sparql: str, line: int, column: int, said: str
) -> None:
    error = error_of(canal, sparql)
    assert (error.line, error.column) == (line, column)
    assert said in str(error)
    assert str(error).startswith(f"line {line}, column {column}: ")


@pytest.mark.parametrize(("sparql", "line", "column", "said"), BROKEN)
def test_the_caret_stands_under_the_place(
    canal: Story, sparql: str, line: int, column: int, said: str
) -> None:
    _, shown, caret = str(error_of(canal, sparql)).split("\n")
    assert shown[2:] == sparql.split("\n")[line - 1].rstrip("\r")
    assert caret[-1] == "^"
    # The same tabs before the caret as before the place keep both in one column.
    before = "".join("\t" if char == "\t" else " " for char in shown[2 : 1 + column])
    assert caret[2:-1] == before


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { :a :b :c }",
        "DELETE WHERE { ?s ?p ?o }",
        "delete { ?s ?p ?o } where { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP ALL",
        "LOAD <https://example.org/>",
    ],
)
def test_an_update_is_refused_and_changes_nothing(canal: Story, update: str) -> None:
    before = len(canal.quads())
    assert "would change the story" in str(error_of(canal, update))
    assert len(canal.quads()) == before


def test_asking_for_both_a_query_and_a_canned_one_is_a_mistake_of_the_program(canal: Story) -> None:
    with pytest.raises(ValueError, match="either the text"):
        canal.query("ASK {}", name="rates")
    with pytest.raises(ValueError, match="either the text"):
        canal.query()


def test_parameters_for_a_query_in_full_are_refused_not_ignored(canal: Story) -> None:
    with pytest.raises(QueryError, match="only a canned query has parameters"):
        canal.query("SELECT * WHERE { ?s ?p ?o }", parameters={"s": "vale"})


def test_only_a_select_has_rows_for_the_code_inside(canal: Story) -> None:
    with pytest.raises(QueryError, match="only a SELECT"):
        canal.view.rows("ASK {}")


def test_an_answer_can_be_read_in_every_way_and_more_than_once(canal: Story) -> None:
    answer: Any = canal.query("SELECT ?e WHERE { ?e a dl:Event }")
    first = list(answer.rows)
    answer.serialize("csv")
    assert answer.rows == first
    assert len(json.loads(answer.serialize("json"))["results"]["bindings"]) == len(first)


def test_a_query_may_not_ask_another_server(canal: Story) -> None:
    for sparql in (
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
        "SELECT * WHERE { ?x dl:rate 1\n service silent <http://127.0.0.1:1/> { ?a ?b ?c } }",
        "SELECT * WHERE { ?x dl:rate 1service <http://127.0.0.1:1/> { ?a ?b ?c } }",
    ):
        with pytest.raises(QueryError, match="SERVICE asks another server"):
            canal.query(sparql).rows  # noqa: B018
    assert canal.query("ASK { ?service ?p 'SERVICE' } # SERVICE").boolean is False


def test_names_that_nothing_bears_are_told_with_the_nearest_that_are(canal: Story) -> None:
    hints = canal.hints("SELECT * { ?x dl:participent :valle ; dl:met :vale } # dl:nonsense")
    assert hints == [
        "note: dl:participent is not in the vocabulary; did you mean dl:participant?",
        "note: :valle is not in the story; did you mean :vale?",
    ]
    assert canal.hints("ASK { <https://x.org/s/dl:y> ?p 'it is dl:z', \":z\" } # no, nor is dl:seen") == []
    assert canal.hints("PREFIX : <https://x.org/> ASK { :mine dl:met <https://s.org/ns#s> }") == []
    assert canal.hints("ASK { ?x dl:met :vale. }") == []
