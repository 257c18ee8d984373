"""Text that is written anew for the engine keeps its meaning."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions, Store

from dateline.errors import QueryError
from dateline.export.server.changing import update
from dateline.export.server.guard import RefusedError
from dateline.export.server.mending import mend, without_silent_loads


def _value(text: str) -> str:
    results = Store().query(mend(text))
    assert isinstance(results, QuerySolutions)
    return str(next(results)["y"])


def test_group_concat_of_one_language_is_a_string_without_one() -> None:
    query = 'SELECT (GROUP_CONCAT(?x; SEPARATOR=")") AS ?y) { VALUES ?x { "a"@en "b"@en } }'
    assert _value(query) in ('"a)b"', '"b)a"')


def test_group_concat_within_group_concat_and_in_having_is_mended_too() -> None:
    query = """SELECT (group_concat(?z) AS ?y) {
      { SELECT (GROUP_CONCAT(?x) AS ?z) { VALUES ?x { "a"@en } } HAVING (GROUP_CONCAT(?x) = "a") } }"""
    assert _value(query) == '"a"'


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("GROUP_CONCAT(" AS ?y) {}',
        "SELECT ?GROUP_CONCAT { ?s <a:GROUP_CONCAT> ?o } # GROUP_CONCAT(?x)",
        "PREFIX e: <e:> SELECT ?y { ?s e:GROUP_CONCAT ?y }",
        "SELECT (GROUP_CONCAT(?x AS ?y {",
    ],
)
def test_the_word_elsewhere_stays_as_it_is(text: str) -> None:
    assert mend(text) == text


def _changed(text: str) -> int:
    store = Store()
    update(store, text, 100, "http://example.org/", {})
    return len(store)


def test_load_silent_does_nothing_and_the_rest_is_done() -> None:
    text = """PREFIX e: <http://127.0.0.1:9/>
    INSERT DATA { <a:a> <a:b> "LOAD SILENT" } ; LOAD SILENT e:x INTO GRAPH e:y ; LOAD SILENT e:z ;
    INSERT DATA { <a:a> <a:b> <a:d> }"""
    assert "LOAD SILENT e:" not in without_silent_loads(text)
    assert _changed(text) == 2


def test_load_that_is_not_silent_is_refused_and_changes_nothing() -> None:
    store = Store()
    with pytest.raises(RefusedError, match="line 2: LOAD reads from another server"):
        update(store, "INSERT DATA { <a:a> <a:b> <a:c> } ;\nLOAD <http://127.0.0.1:9/>", 100, None, {})
    assert len(store) == 0


@pytest.mark.parametrize("text", ["LOAD SILENT", "LOAD SILENT e:x", "LOAD <a:a> INTO <a:b>", "LOAD <a:a> {"])
def test_a_malformed_load_is_malformed_before_it_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"not SPARQL 1\.1") as caught:
        _changed(text)
    assert not isinstance(caught.value, RefusedError)
