"""What the engine must not see is refused, and nothing else is."""

from __future__ import annotations

import pytest

from dateline.errors import QueryError
from dateline.export.server.guard import RefusedError, check

DEEP = ["{", "(", "IF(", "[", "!", "-", "^", "! -\t!"]


@pytest.mark.parametrize("sign", DEEP)
def test_nesting_beyond_the_limit_is_refused_by_its_line(sign: str) -> None:
    with pytest.raises(QueryError, match="line 2: the query nests deeper than 50 levels"):
        check("SELECT * {\n" + sign * 51, 50)


def test_many_groups_side_by_side_are_not_deep() -> None:
    check("SELECT * { " + "{} " * 500 + 'FILTER(?x = "((((((((((((((((") }', 10)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://example.org/> {} }",
        "SELECT * { service silent ?x {} }",
        "SELECT * { FILTER(?x = 1SERVICE <http://example.org/> {} }",
        "LOAD <http://example.org/>",
        "CLEAR ALL;load silent <http://example.org/>",
    ],
)
def test_requests_to_other_servers_are_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        check(text, 100)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?service { ?service <a:LOAD> "SERVICE" } # LOAD',
        "PREFIX s: <a:> SELECT * { ?x s:SERVICE s:LOAD }",
    ],
)
def test_the_words_elsewhere_are_taken(text: str) -> None:
    check(text, 100)


def test_an_allowed_address_may_be_asked_and_no_other() -> None:
    allowed = ["http://example.org/"]
    check("SELECT * { SERVICE SILENT <http://example.org/> {} }", 100, allowed)
    for asked in ("<http://example.org/other>", "?x", "e:x"):
        with pytest.raises(RefusedError, match=r"allowed are http://example\.org/"):
            check(f"SELECT * {{ SERVICE {asked} {{}} }}", 100, allowed)
