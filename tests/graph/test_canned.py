"""Canned queries: described, parametrised by names, and safe from what is put into them."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from pyoxigraph import Store

from dateline import Story
from dateline.errors import DateError, DatelineError, QueryError, UnknownNameError
from dateline.graph.canned import DATE, THING, CannedQuery, canned_queries, canned_query, in_full_order
from dateline.ontology.terms import PREFIXES, Class

ARABIC = "2025-06-01".translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
QUERIES = list(canned_queries().values())


@pytest.fixture(params=QUERIES, ids=lambda query: str(query.name))
def query(request: pytest.FixtureRequest) -> CannedQuery:
    found = request.param
    assert isinstance(found, CannedQuery)
    return found


def test_the_queries_are_listed_by_name() -> None:
    names = list(canned_queries())
    assert names == sorted(names)
    assert len(names) > 10


def test_every_query_has_a_title_that_asks_and_a_description(query: CannedQuery) -> None:
    assert query.title.endswith("?")
    assert query.description.endswith(".")
    assert query.description != query.title


def test_every_parameter_occurs_in_its_query_and_has_a_kind(query: CannedQuery) -> None:
    for parameter in query.parameters:
        assert re.search(rf"\?{parameter.name}\b", query.sparql.split("SELECT", 1)[1])
        assert parameter.kind in (DATE, THING, *Class)
        assert parameter.meaning
    declared = re.findall(r"^# parameter:", query.sparql, re.MULTILINE)
    assert len(declared) == len(query.parameters)


def test_a_parameter_is_not_a_column_that_would_only_repeat_it(query: CannedQuery) -> None:
    head = query.sparql[query.sparql.index("SELECT") :].split("WHERE", 1)[0]
    for parameter in query.parameters:
        assert f"?{parameter.name} " not in head


def test_the_rows_of_every_query_are_ordered(query: CannedQuery, bundled: Story, canal: Story) -> None:
    assert query.sparql.rstrip().splitlines()[-1].startswith("ORDER BY")
    story = canal if query.name in ("allen", "order") else bundled  # which have a row for every pair
    answer = story.query(name=query.name)
    assert answer.columns
    assert answer.rows == story.query(name=query.name).rows


def test_a_parameter_narrows_the_rows_and_adds_none(canal: Story) -> None:
    everything = canal.query(name="spellings").rows
    some = canal.query(name="spellings", parameters={"actor": "vale"}).rows
    assert 0 < len(some) < len(everything)
    assert set(some) < set(everything)


NO_COLUMN = {
    "chain": "its ends are compared with what lies before and behind",
    "rates": "an origin is compared with groups that it belongs to",
    "evidence": "a thing may be a participation, which has no name to ask by",
}
"""Questions for whose parameters no column of the rows has the values, and why."""
HELD = [query for query in QUERIES if query.held and query.name not in ("allen", "order", *NO_COLUMN)]


@pytest.mark.parametrize("query", HELD, ids=lambda query: str(query.name))
def test_rows_with_a_value_in_front_are_the_answer_for_that_value(query: CannedQuery, bundled: Story) -> None:
    answer = bundled.query(query.projected())
    assert answer.columns == (*query.held, *bundled.query(name=query.name).columns)
    base, checked = bundled.snapshot.base, 0
    for parameter in (each for each in query.parameters if each.kind != DATE):
        places = [query.held.index(name) for name in parameter.held_by]
        values = sorted({row[at] or "" for row in answer.rows for at in places} - {""})
        for value in values[:: max(1, len(values) // 6)]:
            rows = [row[len(query.held) :] for row in answer.rows if value in [row[at] for at in places]]
            asked = bundled.query(name=query.name, parameters={parameter.name: value.removeprefix(base)}).rows
            assert Counter(set(rows) if query.distinct else rows) == Counter(asked), (parameter, value)
            checked += 1
    assert checked


def test_a_full_order_keeps_the_rows_and_leaves_no_two_to_chance(query: CannedQuery, canal: Story) -> None:
    whole = canal.query(in_full_order(query.sparql))
    assert Counter(whole.rows) == Counter(canal.query(query.sparql).rows)
    order = whole.sparql.rsplit("ORDER BY", 1)[1]
    assert {f"?{name}" for name in whole.columns} <= set(order.split())


def test_without_parameters_a_query_stays_as_it_is_when_projected() -> None:
    query = canned_query("conflicts")
    assert query.held == ()
    assert query.projected() == query.sparql


@pytest.mark.parametrize(
    "name", ["vale", "Ines Vale", "Vale", "ines vale", "Inez Vail", "President of the locks"]
)
def test_a_thing_may_be_given_by_id_label_surname_alias_or_misspelling(canal: Story, name: str) -> None:
    expected = canal.query(name="spellings", parameters={"actor": "vale"}).rows
    assert canal.query(name="spellings", parameters={"actor": name}).rows == expected


def test_two_actors_in_either_order_have_the_same_meetings(canal: Story) -> None:
    one = canal.query(name="meetings", parameters={"a": "vale", "b": "brook"}).rows
    other = canal.query(name="meetings", parameters={"b": "vale", "a": "brook"}).rows
    assert one == other
    assert {row[1] for row in one} == {"Talks at the lock house"}


def test_an_unknown_query_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match='no canned query "meeting"; did you mean meetings') as caught:
        canned_query("meeting")
    assert caught.value.suggestions[0] == "meetings"
    with pytest.raises(UnknownNameError, match="--list"):
        canned_query("xyzzy")


def test_an_unknown_parameter_names_those_there_are(canal: Story) -> None:
    with pytest.raises(QueryError, match='"rates" has no parameter "date"; it has: day, origin'):
        canal.query(name="rates", parameters={"date": "2025-06-01"})
    with pytest.raises(QueryError, match="it has: none"):
        canal.query(name="conflicts", parameters={"actor": "vale"})


def test_an_unknown_name_suggests_what_it_may_mean(canal: Story) -> None:
    with pytest.raises(UnknownNameError, match="did you mean Ines Vale"):
        canal.query(name="spellings", parameters={"actor": "Ines Vael"})
    with pytest.raises(UnknownNameError, match="no actor"):
        canal.query(name="spellings", parameters={"actor": "talks"})


def test_a_name_of_several_things_asks_for_the_id(canal: Story) -> None:
    with pytest.raises(UnknownNameError, match=r"means several: .*give the id") as caught:
        canal.query(name="evidence", parameters={"thing": "canal"})
    assert {"canal-toll", "canal-zone", "treaty"} <= set(caught.value.suggestions)


@pytest.mark.parametrize("value", ["soon", "2025-06", "2025-02-30", "", "2025-06-01/..", ARABIC])
def test_a_value_that_is_no_day_is_refused(canal: Story, value: str) -> None:
    with pytest.raises(DateError):
        canal.query(name="rates", parameters={"day": value})


@pytest.mark.parametrize(
    "value",
    [
        '2025-06-01"^^xsd:date } #',
        "2025-06-01\n} UNION { ?s ?p ?o",
        "vale> } UNION { ?s ?p ?o } #",
        "<https://example.org/>",
        "?x",
        "\\1\\g<1>",
        "vale\nvale",
    ],
)
def test_a_value_cannot_bring_sparql_of_its_own_into_a_query(canal: Story, value: str) -> None:
    for query in QUERIES:
        for parameter in query.parameters:
            with pytest.raises(DatelineError):
                query.bind({parameter.name: value}, canal.snapshot)


def test_all_that_is_put_into_a_query_is_iris_of_the_story_and_days(canal: Story) -> None:
    bound = canned_query("rates").bind({"day": "2025-06-01", "origin": "Ashvale"}, canal.snapshot)
    added = set(bound.splitlines()) - set(canned_query("rates").sparql.splitlines())
    assert added == {
        '  VALUES ?day { "2025-06-01"^^xsd:date }',
        f"  VALUES ?origin {{ <{canal.snapshot.base}ashvale> }}",
    }


def test_a_chain_leads_from_cause_to_effect_hop_by_hop(canal: Story) -> None:
    answer = canal.query(name="chain", parameters={"start": "toll-5", "end": "letter"})
    assert answer.columns == ("hop", "cause", "relation", "effect", "quote")
    [row] = answer.rows
    assert row[:4] == ("1", "Toll of 5 %", "RespondsTo", "Letter of Lena Marsh")
    assert canal.query(name="chain", parameters={"start": "letter", "end": "toll-5"}).rows == []


def test_a_chain_without_ends_is_every_link_that_leads_somewhere(bundled: Story) -> None:
    """With both ends open a path of any length joined every node with every other: half a minute."""
    links = bundled.query(
        "SELECT DISTINCT ?l ?quote WHERE { VALUES ?r { dl:Causes dl:Enables dl:RespondsTo }"
        " ?l dl:relation ?r ; dl:evidence/dl:quote ?quote }"
    )
    answer = bundled.query(name="chain")
    assert len(answer.rows) == len(links.rows) > 0
    assert min(int(row[0] or 0) for row in answer.rows) == 1
    assert "dl:ledTo*" not in answer.sparql


def test_the_template_has_a_line_for_each_parameter_that_works_once_uncommented(query: CannedQuery) -> None:
    lines = re.findall(r"^  # (VALUES \?(\w+) \{ .+? \})  # (.+)$", query.template, re.MULTILINE)
    assert [(name, meaning) for _, name, meaning in lines] == [
        (parameter.name, parameter.meaning) for parameter in query.parameters
    ]
    assert not re.search(r"^# (title|description|parameter):", query.template, re.MULTILINE)
    text = re.sub(r"^  # VALUES", "  VALUES", query.template, flags=re.MULTILINE)
    prefixes = {**PREFIXES, "": "https://example.org/"}
    Store().query(text.replace("YYYY-MM-DD", "2025-02-01"), prefixes=prefixes)
