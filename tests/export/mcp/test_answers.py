"""Each tool answers as the Python API does, with the same quotes, and says what it leaves out."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from dateline import Story
from dateline.export.mcp.rates import rates
from dateline.export.timelines import words_for
from dateline.graph.canned import canned_queries
from dateline.graph.snapshot import Quote, as_dict

Asker = Any  # tests/export/mcp/conftest.py; importlib mode cannot import it


def plain(quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    return [as_dict(quote) for quote in quotes]


def test_the_timeline_has_the_events_and_the_quotes_of_the_python_api(asker: Asker, canal: Story) -> None:
    answer = asker.ask("timeline", quotes_each=20)
    expected = canal.timeline()
    assert [event["id"] for event in answer["events"]] == [entry.id for entry in expected]
    assert [event["quotes"] for event in answer["events"]] == [plain(entry.evidence) for entry in expected]
    talks = next(event for event in answer["events"] if event["id"] == "talks")
    (expected_talks,) = (entry for entry in expected if entry.id == "talks")
    assert talks["when"] == words_for(expected_talks.span)
    assert talks["conflicts"] == list(expected_talks.conflicts) != []
    assert {"id": "brook", "label": "Tom Brook", "role": "Host"} in talks["participants"]
    assert talks["quotes"][0] == {
        "source": "herald",
        "title": "Presidents meet at the lock house",
        "publisher": "The Herald",
        "issued": "2025-05-10",
        "address": "https://example.org/herald/1?a=b&c=d",
        "quote": "met on Tuesday at the lock house",
        "prefix": None,
        "suffix": None,
        "start": 38,
        "end": 70,
    }


def test_days_and_actors_filter_the_timeline_and_what_they_leave_out_is_counted(
    asker: Asker, canal: Story
) -> None:
    answer = asker.ask("timeline", from_day="2025-05", to_day="2025-05-31", actor="Inez Vail")
    expected = canal.timeline(first="2025-05", last="2025-05-31", actor="vale")
    assert [event["id"] for event in answer["events"]] == [entry.id for entry in expected]
    assert answer["left_out"] == expected.left_out
    assert answer["left_out"]


def test_claims_have_the_words_that_record_them_and_the_words_of_their_outcome(
    asker: Asker, canal: Story
) -> None:
    (claim,) = asker.ask("claims", modality="promised", outcome="Broken", quotes_each=20)["claims"]
    (expected,) = canal.claims(modality="Promised", outcome="Broken")
    assert expected.outcome is not None
    assert claim["quotes"] == plain(expected.evidence)
    assert claim["outcome"]["quotes"] == plain(expected.outcome.evidence)
    assert claim["outcome"]["event"] == {"id": "treaty", "label": "Canal treaty"}
    assert [other["id"] for other in claim["disputed_by"]] == ["toll-stays"]
    assert claim["speakers"] == [{"id": "vale", "label": "Ines Vale"}]


def test_rates_say_what_applied_and_what_excludes_what_with_the_quotes_for_both(
    asker: Asker, canal: Story
) -> None:
    answer = asker.ask("rates", on="2025-05-15", product="barges", origin="Ashvale", quotes_each=20)
    expected = canal.rates(on="2025-05-15", product="barges", origin="ashvale")
    states = [state for state in answer["states"] if state["in_force"]]
    assert [state["id"] for state in states] == [state.id for state in expected.in_force]
    assert [sorted(q["quote"] for q in state["quotes"]) for state in states] == [
        sorted(quote.quote for quote in state.evidence) for state in expected.in_force
    ]
    assert states[0]["rate"] == expected.in_force[0].rate
    assert states[0]["legal_basis"] == "Canal Act"
    assert answer["question"] == "Barges, goods of Ashvale, on 15 May 2025"


def test_what_sources_say_of_rates_that_add_up_is_told_with_their_words(bundled: Story) -> None:
    day = "2025-07-10"
    answer = rates(bundled, on=day, product="steel", origin="canada", quotes_each=20)
    expected = bundled.rates(on=day, product="steel", origin="canada")
    words = [word for pair in expected.pairs for word in pair.says]
    assert [(said.first, said.relation, said.second) for said in answer.stacking] == [
        (word.from_id, word.relation, word.to_id) for word in words
    ]
    assert [said.quotes for said in answer.stacking] == [word.evidence for word in words]
    assert words
    assert "Sum: not stated." in answer.notes
    assert answer.states[1].applied == "certain; not on goods that pay “50 % tariff on steel and aluminum”"


def test_the_states_of_a_day_are_paged_those_that_applied_first(bundled: Story) -> None:
    whole = rates(bundled, on="2025-07-10", limit=100)
    first = rates(bundled, on="2025-07-10", limit=5)
    rest = rates(bundled, on="2025-07-10", limit=100, offset=5)
    assert (*first.states, *rest.states) == whole.states
    assert first.next_offset == 5
    assert [state.in_force for state in whole.states] == sorted(
        (state.in_force for state in whole.states), reverse=True
    )
    assert not all(state.in_force for state in whole.states)


def test_a_day_on_which_nothing_applied_is_told_with_the_nearest_states(asker: Asker) -> None:
    answer = asker.ask("rates", on="2024-01-01", product="barges")
    assert not any(state["in_force"] for state in answer["states"])
    assert any("No source of the story tells of a state" in note for note in answer["notes"])
    assert any("Nearest after: Toll of 5 %" in note for note in answer["notes"])


def test_when_gives_the_reading_of_each_date_and_the_certainty_of_the_days_asked_about(
    asker: Asker, canal: Story
) -> None:
    answer = asker.ask("when", thing="river-summit", from_day="2025-05-10", to_day="2025-05-10")
    assert answer["certainty"] == str(canal.on("river-summit", "2025-05-10")) == "possible"
    (reading,) = answer["thing"]["readings"]
    assert (reading["edtf"], reading["phrase"]) == ("2025-05", "in May")
    assert [quote["quote"] for quote in reading["quotes"]] == [
        "The summit of the river states was held in May"
    ]
    assert asker.ask("when", thing="river-summit")["certainty"] is None


def test_two_things_are_compared_as_the_python_api_compares_them(asker: Asker, canal: Story) -> None:
    answer = asker.ask("compare_times", first="talks", second="Canal treaty")
    order = canal.order("talks", "treaty")
    assert (answer["before"], answer["after"]) == (str(order.before), str(order.after))
    (said,) = answer["relations"]
    assert (said["first"], said["relation"], said["second"]) == ("talks", "Causes", "treaty")
    assert [quote["quote"] for quote in said["quotes"]] == ["The talks led to the treaty"]
    assert answer["second"]["quotes"]


def test_the_evidence_of_an_event_has_its_own_quotes_first_then_what_speaks_of_it(
    asker: Asker, canal: Story
) -> None:
    answer = asker.ask("evidence", thing="talks", limit=100)
    own = [item["quote"] for item in answer["quotes"] if item["how"] == "itself"]
    talks = next(entry for entry in canal.timeline() if entry.id == "talks")
    assert sorted(own, key=str) == sorted(plain(talks.evidence), key=str)
    assert [item["how"] for item in answer["quotes"]][: len(own)] == ["itself"] * len(own)
    told = {(item["supports"]["id"], item["how"], item["quote"]["quote"]) for item in answer["quotes"]}
    assert ("talks/participation/brook", "participation", "Tom Brook hosted the talks") in told
    assert ("talks-bring-treaty", "from", "The talks led to the treaty") in told
    assert ("toll-goes", "said at", "We will lift the toll in the summer") in told
    assert answer["conflicts"] == list(talks.conflicts)


def test_the_evidence_of_a_claim_has_what_came_of_it(asker: Asker) -> None:
    answer = asker.ask("evidence", thing="toll-goes")
    assert ("outcome: broken", "In May the toll rises to 12.5%") in {
        (item["how"], item["quote"]["quote"]) for item in answer["quotes"]
    }


def test_the_evidence_of_a_source_is_all_that_is_quoted_from_it_in_the_order_of_its_text(
    asker: Asker, canal: Story
) -> None:
    answer = asker.ask("evidence", thing="A treaty for the canal", limit=100)
    quotes = [item["quote"] for item in answer["quotes"]]
    places = [quote["start"] for quote in quotes]
    assert {quote["source"] for quote in quotes} == {"courier"}
    assert places == sorted(places)
    told = canal.query(
        "SELECT DISTINCT ?quote WHERE { ?x dl:evidence|dl:outcomeEvidence ?e ."
        " ?e dl:source :courier ; dl:quote ?quote . FILTER NOT EXISTS { ?x a dl:TimeAssertion } }"
    )
    assert {quote["quote"] for quote in quotes} == {row[0] for row in told.rows}


@pytest.mark.parametrize(
    ("text", "kind", "first", "match"),
    [
        ("inez vail", None, "vale", "name"),
        ("toll", "PolicyState", "toll-5", "part of a name"),
        ("Tom Broke", None, "brook", "similar"),
        ("", "dl:Country", "ashvale", "kind"),
        ("the toll will be lifted", None, "toll-stays", "part of a name"),
    ],
)
def test_things_are_found_by_name_by_a_part_of_one_by_a_similar_one_and_by_class(
    asker: Asker, text: str, kind: str | None, first: str, match: str
) -> None:
    answer = asker.ask("find", text=text, kind=kind)
    assert (answer["things"][0]["id"], answer["things"][0]["match"]) == (first, match)
    assert sum(answer["kinds"].values()) == answer["total"]


def test_a_text_that_nothing_is_called_finds_nothing_and_says_so(asker: Asker) -> None:
    answer = asker.ask("find", text="zeppelin")
    assert answer["things"] == []
    assert answer["notes"] == ['the story has no thing called "zeppelin", or nearly so']


def test_the_canned_questions_are_those_of_the_library(asker: Asker) -> None:
    listed = asker.ask("canned_questions")["questions"]
    assert [question["name"] for question in listed] == list(canned_queries())
    meetings = next(question for question in listed if question["name"] == "meetings")
    assert [each["name"] for each in meetings["parameters"]] == ["a", "b"]


def test_a_canned_question_gives_the_rows_of_the_python_api_with_the_quotes_behind_them(
    asker: Asker, canal: Story
) -> None:
    answer = asker.ask(
        "ask_canned", question="meetings", values={"a": "Inez Vail", "b": "brook"}, quotes_each=20
    )
    expected = canal.query(name="meetings", parameters={"a": "vale", "b": "brook"})
    assert answer["columns"] == list(expected.columns)
    shown = [{**row, "event": canal.iri + "/" + row["event"][1:]} for row in answer["rows"]]
    assert [tuple(row.values()) for row in shown] == expected.rows
    talks = next(entry for entry in canal.timeline() if entry.id == "talks")
    assert next(item for item in answer["support"] if item["id"] == "talks")["quotes"] == plain(
        talks.evidence
    )
    assert "VALUES ?b" in answer["sparql"]


def test_every_canned_question_has_as_many_rows_as_in_python(asker: Asker, canal: Story) -> None:
    counts = {name: asker.ask("ask_canned", question=name, limit=1)["total"] for name in canned_queries()}
    assert counts == {name: len(canal.query(name=name).rows) for name in canned_queries()}
    assert counts["chain"] > 0


@pytest.mark.parametrize("name", ["?from", "?x FILTER (?x != dl:from) # FROM"])
def test_a_query_that_says_from_without_naming_a_dataset_is_asked_of_all_graphs(
    asker: Asker, canal: Story, name: str
) -> None:
    query = f"SELECT ?y WHERE {{ ?y dl:met {name}\n }}"
    assert asker.ask("sparql", query=query)["total"] == len(canal.query(query).rows) > 0


def test_a_query_that_names_its_dataset_is_asked_of_that_alone(asker: Asker, canal: Story) -> None:
    query = "SELECT ?y FROM {} WHERE {{ ?y dl:met ?x }}"
    assert asker.ask("sparql", query=query.format(f"<{canal.iri}#derived>"))["total"] > 0
    assert asker.ask("sparql", query=query.format(f"<{canal.iri}>"))["total"] == 0


def test_sparql_gives_rows_and_the_quotes_of_things_labels_and_words(asker: Asker, canal: Story) -> None:
    answer = asker.ask(
        "sparql",
        query="SELECT ?event ?label ?quote WHERE { VALUES ?event { :treaty } ?event skos:prefLabel ?label ."
        ' BIND ("Tom Brook hosted the talks" AS ?quote) }',
    )
    assert answer["rows"] == [
        {"event": ":treaty", "label": "Canal treaty", "quote": "Tom Brook hosted the talks"}
    ]
    assert [(item["named_by"], item["type"]) for item in answer["support"]] == [
        ("thing", "Agreement"),
        ("words", "Evidence"),
    ]
    treaty = next(entry for entry in canal.timeline() if entry.id == "treaty")
    assert answer["support"][0]["quotes"] == plain(treaty.evidence)
    assert answer["support"][1]["quotes"][0]["source"] == "herald"
    by_label = asker.ask("sparql", query='SELECT ?x WHERE { BIND ("Canal treaty" AS ?x) }')
    assert [(item["id"], item["named_by"]) for item in by_label["support"]] == [("treaty", "label")]


def test_ask_and_construct_are_answered_too(asker: Asker) -> None:
    yes = asker.ask("sparql", query="ASK { :vale dl:met :brook }")
    assert yes["yes"] is True
    assert any("no quote stands behind" in note for note in yes["notes"])
    graph = asker.ask("sparql", query="CONSTRUCT { ?a dl:met ?b } WHERE { ?a dl:met ?b }")
    assert {"subject": ":vale", "property": "dl:met", "value": ":brook"} in graph["rows"]


def test_a_query_for_what_the_story_does_not_have_says_so_and_names_the_nearest(asker: Asker) -> None:
    answer = asker.ask("sparql", query="SELECT ?e WHERE { ?e a dl:Meting }")
    assert answer["rows"] == []
    assert "dl:Meting is not in the vocabulary; did you mean dl:Meeting?" in answer["notes"]


@pytest.mark.parametrize(
    ("tool", "rows", "arguments"),
    [
        ("timeline", "events", {}),
        ("claims", "claims", {}),
        ("evidence", "quotes", {"thing": "vale"}),
        ("find", "things", {"kind": "Event"}),
        ("sparql", "rows", {"query": "SELECT ?e WHERE { ?e a dl:Event } ORDER BY ?e"}),
        ("ask_canned", "rows", {"question": "on-day"}),
    ],
)
def test_rows_that_are_left_out_are_counted_and_can_be_asked_for(
    asker: Asker, tool: str, rows: str, arguments: dict[str, str]
) -> None:
    whole = asker.ask(tool, limit=100, **arguments)
    assert whole["next_offset"] is None
    assert whole["total"] == len(whole[rows]) > 1
    collected, offset = [], 0
    while offset is not None:
        part = asker.ask(tool, limit=1, offset=offset, **arguments)
        collected += part[rows]
        rest = whole["total"] - len(collected)
        assert any(f"{rest} further row" in note for note in part["notes"]) == bool(rest)
        offset = part["next_offset"]
    assert collected == whole[rows]


def test_rows_without_an_order_are_told_to_have_none_before_more_are_asked_for(asker: Asker) -> None:
    answer = asker.ask("sparql", query="SELECT ?e WHERE { ?e a dl:Event }", limit=1)
    assert any("ORDER BY" in note for note in answer["notes"])


def test_quotes_that_are_left_out_are_counted(asker: Asker, canal: Story) -> None:
    events = asker.ask("timeline", quotes_each=1)["events"]
    expected = {entry.id: len(entry.evidence) for entry in canal.timeline()}
    assert {event["id"]: len(event["quotes"]) + event["more_quotes"] for event in events} == expected
    assert any(event["more_quotes"] for event in events)


def test_what_was_known_by_a_day_is_the_story_of_that_day(asker: Asker, canal: Story) -> None:
    answer = asker.ask("timeline", known_by="2025-05-15")
    expected = canal.known_by("2025-05-15").timeline()
    assert [event["id"] for event in answer["events"]] == [entry.id for entry in expected]
    assert any("as known by 2025-05-15: only later sources tell of" in note for note in answer["notes"])
    said = asker.error("when", thing="treaty", known_by="2025-05-15")
    assert said.startswith('as known by 2025-05-15: there is no thing "treaty"')
    early = asker.ask("claims", known_by="2025-01")
    assert early["claims"] == []
    assert any("nothing of it was known" in note for note in early["notes"])


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("find", {"text": "toll"}),
        ("timeline", {}),
        ("rates", {"on": "2025-05-15"}),
        ("claims", {}),
        ("when", {"thing": "talks"}),
        ("compare_times", {"first": "talks", "second": "treaty"}),
        ("evidence", {"thing": "vale"}),
        ("canned_questions", {}),
        ("ask_canned", {"question": "claims"}),
        ("sparql", {"query": "SELECT * WHERE { ?x dl:evidence ?e }"}),
    ],
)
def test_every_answer_fits_its_schema_and_all_but_the_list_of_questions_have_quotes(
    asker: Asker, tool: str, arguments: dict[str, str]
) -> None:
    schemas = {each.name: each.output_schema for each in asker.run(asker.client.list_tools).tools}
    answer = asker.ask(tool, **arguments)
    jsonschema.validate(answer, schemas[tool])
    found = [quote for quote in _quotes(answer) if quote["quote"] and quote["title"] and quote["publisher"]]
    assert bool(found) == (tool != "canned_questions")


def _quotes(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        if "quote" in value and "issued" in value:
            return [value]
        return [quote for each in value.values() for quote in _quotes(each)]
    return [quote for each in value for quote in _quotes(each)] if isinstance(value, list) else []
