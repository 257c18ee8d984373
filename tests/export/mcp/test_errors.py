"""What goes wrong is an error of the tool that says what, and how to mend it; and nothing is ever written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.running import run

from dateline import Story
from dateline.errors import QueryError, StoreError
from dateline.export.mcp.pooled import LIMITS, pooled
from dateline.export.mcp.queries import Queries, RowsAnswer, ask_canned
from dateline.export.mcp.support import Backing
from dateline.graph.store import current_version, write_store

Asker = Any  # tests/export/mcp/conftest.py; importlib mode cannot import it

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c != ?f && ?f != ?i) }"


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("timeline", {"actor": "Ines Veil"}, 'there is no actor "Ines Veil"; did you mean Ines Vale?'),
        ("claims", {"speaker": "Tom Broook"}, "did you mean Tom Brook?"),
        ("claims", {"outcome": "kaput"}, 'there is no outcome "kaput"; one of: Kept, Broken'),
        ("rates", {"on": "2025-05-15", "product": "bargs"}, "did you mean Barges?"),
        ("when", {"thing": "vale"}, '"vale" means Ines Vale, which has no time of its own'),
        ("compare_times", {"first": "talks", "second": "talk"}, "did you mean Talks at the lock house"),
        ("compare_times", {"first": "talks", "second": "talks"}, "give two things to compare"),
        ("evidence", {"thing": "Canal tret"}, "did you mean Canal treaty"),
        ("find", {"kind": "Meting"}, 'the vocabulary has no class "Meting"; did you mean Meeting?'),
        ("ask_canned", {"question": "meeting"}, 'there is no canned query "meeting"; did you mean meetings'),
        ("ask_canned", {"question": "meetings", "values": {"c": "vale"}}, "it has: a, b"),
        ("timeline", {"from_day": "31 February"}, '"31 February" is not a date; write YYYY'),
        ("timeline", {"from_day": "2025-06", "to_day": "2025-05"}, "run backwards"),
    ],
)
def test_names_and_days_that_mean_nothing_are_told_with_the_nearest_that_do(
    asker: Asker, tool: str, arguments: dict[str, Any], said: str
) -> None:
    assert said in asker.error(tool, **arguments)


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("rates", {}, "on: Field required"),
        ("timeline", {"limit": 0}, "limit: Input should be greater than or equal to 1; given: 0"),
        ("timeline", {"limit": 1000}, "limit: Input should be less than or equal to 100; given: 1000"),
        ("timeline", {"limit": "many"}, "limit: Input should be a valid integer"),
        ("timeline", {"offset": -1}, "offset: Input should be greater than or equal to 0"),
        ("timeline", {"actor": ["vale"]}, "actor: Input should be a valid string"),
        ("timeline", {"actr": "vale"}, 'there is no parameter "actr"; did you mean actor?'),
        ("canned_questions", {"name": "x"}, 'there is no parameter "name"; it takes: none'),
        ("evidence", {"thing": "x" * 5_000}, "thing: String should have at most 300 characters"),
        ("sparql", {"query": ""}, "query: String should have at least 1 character"),
        ("sparql", {"query": "#" * 30_000}, "query: String should have at most 20000 characters"),
        ("forecast", {}, "Unknown tool: forecast"),
    ],
)
def test_parameters_that_do_not_fit_are_told_by_name(
    asker: Asker, tool: str, arguments: dict[str, Any], said: str
) -> None:
    assert said in asker.error(tool, **arguments)


def test_a_query_that_does_not_parse_is_told_where(asker: Asker) -> None:
    said = asker.error("sparql", query="SELECT ?e WHERE {\n  ?e a dl:Meeting ;; ]\n}")
    assert "line 2, column 22" in said


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { :a :b :c }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <https://example.org/x.ttl>",
        "DROP GRAPH <https://w3id.org/dateline/ns>",
    ],
)
def test_nothing_can_be_written(asker: Asker, update: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    before = asker.ask("sparql", query=count)["rows"]
    asker.error("sparql", query=update)
    assert asker.ask("sparql", query=count)["rows"] == before
    assert int(before[0]["n"]) > 1_000


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE SILENT ?where { ?s ?p ?o } }",
        "SELECT * WHERE { FILTER(1<1SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }) }",
    ],
)
def test_no_other_server_is_asked(asker: Asker, query: str) -> None:
    assert "SERVICE asks another server" in asker.error("sparql", query=query)


def test_a_query_without_end_is_ended_and_the_next_one_is_answered(asker: Asker) -> None:
    said = asker.error("sparql", query=CROSS)
    assert "the query was ended after 2 s" in said
    assert "ask for less" in said
    assert asker.ask("sparql", query="ASK { ?s ?p ?o }")["yes"] is True


def test_a_canned_question_that_asks_for_too_much_says_what_to_set(canal: Story, tmp_path: Path) -> None:
    write_store(tmp_path / "store", canal.quads())
    version, limits = current_version(tmp_path / "store"), replace(LIMITS, rows=20)

    async def ask(**values: str) -> RowsAnswer:
        async with pooled(version, canal.view.prefixes, limits) as asks:
            queries = Queries(canal, asks, Backing.of(canal.snapshot))
            return await ask_canned(queries, "allen", values)

    with pytest.raises(QueryError, match=r"more than 20; add a LIMIT; set one or other$"):
        run(ask())
    assert run(ask(one="talks", other="treaty")).total == 1


def test_a_store_that_is_gone_is_told_in_words(canal: Story, tmp_path: Path) -> None:
    async def open_it() -> None:
        async with pooled(tmp_path / "nowhere", canal.view.prefixes, LIMITS):
            pass

    with pytest.raises(StoreError, match="cannot open the story"):
        run(open_it())


def test_deep_nesting_is_refused_and_the_next_query_is_answered(asker: Asker) -> None:
    assert "nests deeper" in asker.error("sparql", query="SELECT * WHERE " + "{" * 2_000 + "}" * 2_000)
    assert asker.ask("sparql", query="ASK { ?s ?p ?o }")["yes"] is True


def test_an_answer_that_is_too_large_is_refused_with_what_to_add(asker: Asker) -> None:
    query = "SELECT * WHERE { ?a a ?b . ?c a ?d . ?e a ?f }"
    said = asker.error("sparql", query=query)
    assert said.startswith("the answer is larger than 8,388,608 bytes; add a LIMIT")
