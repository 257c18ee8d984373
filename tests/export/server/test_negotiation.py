"""A client gets the format that it likes best (RFC 9110, 12.5.1)."""

from __future__ import annotations

import pytest

from dateline.export.server.answering import GRAPHS, ROWS
from dateline.export.server.negotiation import NAMES, choose, formats, graph_format
from dateline.export.server.problems import RequestError


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/turtle;q=0.1, application/n-triples", "application/n-triples"),
        ("text/*;q=0.9, application/trig;q=0.95", "application/trig"),
        ("*/*;q=0.5, text/turtle;q=0", "application/n-triples"),
        ("text/turtle; charset=utf-8", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=x", None),
    ],
)
def test_the_best_liked_of_the_offered(accept: str, chosen: str | None) -> None:
    assert choose(accept, tuple(GRAPHS)) == chosen


def test_plain_json_means_the_format_that_fits_the_answer() -> None:
    assert formats("application/json", None) == ("application/sparql-results+json", "application/ld+json")


def test_a_format_by_name_comes_before_accept() -> None:
    assert formats("text/csv", "xml") == ("application/sparql-results+xml", None)
    assert set(NAMES.values()) == {*ROWS, *GRAPHS}


def test_what_cannot_be_given_is_said_to_be_so() -> None:
    with pytest.raises(RequestError) as nothing:
        formats("image/png", None)
    with pytest.raises(RequestError) as unknown:
        formats("*/*", "pdf")
    with pytest.raises(RequestError) as rows:
        graph_format("*/*", "csv")
    assert [found.value.status for found in (nothing, unknown, rows)] == [406, 400, 406]
