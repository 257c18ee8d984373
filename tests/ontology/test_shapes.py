"""The shapes find what the example graphs, one for each class, have no room for."""

from collections.abc import Callable
from datetime import date

import pytest
from rdflib import RDF, Graph, Namespace

from dateline.ontology import example_files

DL = Namespace("https://w3id.org/dateline/ns#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
SH = Namespace("http://www.w3.org/ns/shacl#")
EXAMPLES = {file.name: file for file in example_files("valid")}

# example, what stands in it, what takes its place, and what the message must say
MISTAKES = [
    ("evidence.ttl", "oa:hasTarget ex:target", "dl:rule 1", "exactly one target"),
    ("evidence.ttl", "oa:hasSource ex:source", "oa:hasSource ex:courier", "differ"),
    ("evidence.ttl", "ex:words, ex:position", "ex:position", "exactly one oa:TextQuoteSelector"),
    ("evidence.ttl", "oa:start 118", "oa:start 1118", "ends before it starts"),
    ("evidence.ttl", "oa:start 118", "oa:start -118", "exactly one oa:start"),
    ("evidence.ttl", "oa:end 148", 'oa:end "148"', "exactly one oa:end"),
    (
        "evidence.ttl",
        "dl:source ex:source",
        "dl:source ex:source, ex:courier",
        "exactly one source",
    ),
    ("source.ttl", 'dcterms:issued "2031-05-13"^^xsd:date', 'dcterms:issued "May"', "day of issue"),
    ("source.ttl", "dcterms:publisher ex:courier", 'dcterms:publisher "C"', "one publisher"),
    ("source.ttl", "dcterms:title", "dcterms:alternative", "exactly one title"),
    ("source.ttl", "<https://courier.example/2031/05/13/glass-and-pears>", '"x"', "an IRI"),
    ("meeting.ttl", "dl:participation ex:marrow-part, ", "dl:participation ", "exactly one event"),
    ("meeting.ttl", "dl:actor ex:marrow", "dl:actor ex:marrow, ex:osk", "exactly one actor"),
    ("tenure.ttl", "dl:holder ex:marrow", "dl:holder ex:marrow, ex:tormark", "exactly one holder"),
    ("policy-state.ttl", "dl:rate 20.0", "dl:rate 20.0, 25.0", "one decimal number"),
    ("policy-state.ttl", "dl:rate 20.0", "dl:rate 20", "one decimal number"),
    ("policy-state.ttl", "dl:policy ex:tariff ;", "", "exactly one policy"),
    ("policy-state.ttl", "dl:product ex:glass", "dl:product ex:tormark", "covers (dl:product)"),
    ("policy-state.ttl", "dl:exempts ex:lamps", "dl:exempts ex:tormark", "exempts (dl:exempts)"),
    ("policy-state.ttl", "dl:origin ex:veldania", "dl:origin ex:glass", "origin of goods"),
    ("policy-state.ttl", "dl:imposedBy ex:tormark", "dl:imposedBy ex:glass", "imposed"),
    ("policy-state.ttl", "dl:excludes ex:general ;", "dl:excludes ex:glass ;", "dl:excludes"),
    ("policy-state.ttl", "dl:replaces ex:ten", "dl:replaces ex:tariff", "dl:replaces must"),
    ("policy-state.ttl", "dl:replaces ex:ten", "dl:replaces ex:twenty", "replaces itself"),
    (
        "policy-state.ttl",
        "dl:rate 10.0",
        "dl:rate 10.0 ; dl:replaces ex:thirty . ex:thirty dl:replaces ex:twenty",
        "replaces itself",
    ),
    ("policy-state.ttl", "dl:amends ex:general", "dl:amends ex:glass", "dl:amends must"),
    ("policy-state.ttl", "dl:amends ex:general", "dl:amends ex:twenty", "amends, adds to or excludes"),
    ("policy-state.ttl", "dl:excludes ex:general", "dl:excludes ex:twenty", "adds to or excludes itself"),
    ("policy-state.ttl", "dl:amends ex:general", "dl:addsTo ex:twenty", "adds to or excludes itself"),
    ("policy-state.ttl", "dl:amends ex:general", "dl:addsTo ex:glass", "dl:addsTo must"),
    ("policy-state.ttl", '"2031-06" ;', '"2031-06", "2031-07" ;', "takes effect"),
    ("policy-state.ttl", '"2031-06" ;', '"2031-06-01"^^xsd:date ;', "takes effect"),
    ("policy-state.ttl", "dl:to ex:harbour ;", "dl:to ex:harbour-fee ;", "exactly one end"),
    ("relation.ttl", "dl:relation ex:mirrors", "dl:relation dl:AddsTo", "Only policy states add up"),
    ("relation.ttl", "dl:relation dl:Before", "dl:relation dl:Excludes", "Only policy states add up"),
    ("relation.ttl", "dl:from ex:tenure", "dl:from ex:osk", "exactly one start"),
    ("product.ttl", "skos:broader ex:glass", "skos:broader dl:For", "must be a topic"),
    ("policy-change.ttl", "dl:changedBy ex:rise", "dl:changedBy ex:osk", "is changed"),
    ("claim.ttl", "dl:speaker ex:marrow ;", "", "needs a speaker"),
    ("claim.ttl", "dl:addressee ex:osk", "dl:addressee ex:pears", "is addressed"),
    ("claim.ttl", "dl:directSpeech true", "dl:directSpeech 1", "dl:directSpeech must"),
    ("claim.ttl", "dl:negated false", "dl:negated false, true", "dl:negated must"),
    ("claim.ttl", "dl:saidAt ex:talks", "dl:saidAt ex:osk", "is said at"),
    ("claim.ttl", "dl:disputes ex:promise", "dl:disputes ex:talks", "disputes (dl:disputes)"),
    ("claim.ttl", "dl:disputes ex:promise", "dl:supports ex:talks", "supports (dl:supports)"),
    ("claim.ttl", "outcomeEvent ex:lifting", "outcomeEvent ex:osk", "settled the claim"),
    (
        "claim.ttl",
        "outcomeEvidence ex:evidence",
        "outcomeEvidence ex:osk",
        "dl:outcomeEvidence must",
    ),
    ("claim.ttl", "dl:text ", "dl:phrase ", "exactly one text"),
    ("link.ttl", "dl:from ex:answer", "dl:from ex:evidence", "exactly one start"),
    ("link.ttl", "dl:to ex:tariff-step", "dl:to ex:source", "exactly one end"),
    ("time-assertion.ttl", '"2031-05-12" ;', '"2031-05-12", "2031-05" ;', "exactly one EDTF"),
    ("time-assertion.ttl", '"on Monday" ;', '"on Monday", "today" ;', "at most one phrase"),
    ("time-assertion.ttl", "dl:evidence ex:evidence", "dl:reason 'x'", "Nothing supports"),
    ("conflict.ttl", "dl:reason ", "dl:aim ", "exactly one reason"),
    ("conflict.ttl", "dl:between ex:agreed, ex:not-agreed", "dl:between ex:agreed", "two or more"),
    ("conflict.ttl", "dl:evidence ex:evidence, ex:denial", "dl:evidence ex:agreed", "a passage quoted"),
    ("tour-step.ttl", "dl:step ex:first, ex:second", "dl:step ex:first", "belongs to exactly one story"),
    ("tour-step.ttl", "dl:step ex:first", "dl:step ex:osk, ex:first", "must lead to a dl:TourStep"),
    ("tour-step.ttl", "dl:position 1", "dl:position 0", "whole number from 1"),
    ("tour-step.ttl", "dl:position 1", "dl:position 1, 3", "exactly one position"),
    ("tour-step.ttl", "The Courier was the first to report.", "  ", "needs words"),
    ("tour-step.ttl", 'skos:prefLabel "The first report"@en ;', "", "has no label"),
    ("tour-step.ttl", "dl:focus ex:source", "dl:focus dl:For", "one item of the story"),
    ("tour-step.ttl", '"osk marrow"', '"osk"', "two ids or more"),
    ("tour-step.ttl", '"2031-05-01"^^xsd:date', '"2031-05"', "on one day"),
    ("tour-step.ttl", '"2031-05-31"^^xsd:date', '"2031-05-31"', "on one day"),
    ("tour-step.ttl", '"2031-05-31"', '"2031-04-30"', "ends before it begins"),
    ("tour-step.ttl", '"2031-05-14"^^xsd:date', '"May"', "dl:knownBy must"),
    ("tour-step.ttl", 'dl:view "graph"', 'dl:view "map"', "exactly one view"),
    ("tenure.ttl", "dl:ongoing true", "dl:ongoing true, false", "dl:ongoing must"),
    ("departure.ttl", 'dl:clockTime "6 p.m."', "dl:clockTime 18", "The hour"),
    ("dated.ttl", "dl:earliestBeginDay 741572", 'dl:earliestBeginDay "741572"', "dl:earliestBeginDay must"),
    (
        "dated.ttl",
        "dl:earliestBeginDay 741572",
        "dl:earliestBeginDay 741572, 741573",
        "dl:earliestBeginDay must",
    ),
    ("dated.ttl", "dl:latestBeginDay 741573", 'dl:latestBeginDay "741573"', "dl:latestBeginDay must"),
    ("dated.ttl", "dl:latestBeginDay 741573", "dl:latestBeginDay 741573, 741574", "dl:latestBeginDay must"),
    ("dated.ttl", "dl:earliestEndDay 741573", 'dl:earliestEndDay "741573"', "dl:earliestEndDay must"),
    ("dated.ttl", "dl:earliestEndDay 741573", "dl:earliestEndDay 741573, 741574", "dl:earliestEndDay must"),
    ("dated.ttl", "dl:latestEndDay 741575", 'dl:latestEndDay "741575"', "dl:latestEndDay must"),
    ("dated.ttl", "dl:latestEndDay 741575", "dl:latestEndDay 741575, 741576", "dl:latestEndDay must"),
    ("dated.ttl", "dl:earliestBeginDay 741572", "dl:earliestBeginDay 0", "dl:earliestBeginDay must"),
    ("dated.ttl", "dl:earliestBeginDay 741572", "dl:earliestBeginDay 741574", "is after dl:latestBeginDay"),
    ("dated.ttl", "dl:latestEndDay 741575", "dl:latestEndDay 741572", "is after dl:latestEndDay"),
    ("dated.ttl", "dl:latestEndDay 741575", "dl:latestEndDay 741571", "before its first"),
    (
        "dated.ttl",
        'sem:hasEarliestBeginTimeStamp "2031-05-10"^^xsd:date ;',
        "",
        "hasEarliestBeginTimeStamp, which is missing",
    ),
    (
        "dated.ttl",
        'sem:hasLatestBeginTimeStamp "2031-05-11"^^xsd:date ;',
        "",
        "hasLatestBeginTimeStamp, which is missing",
    ),
    (
        "dated.ttl",
        'sem:hasEarliestEndTimeStamp "2031-05-11"^^xsd:date ;',
        "",
        "hasEarliestEndTimeStamp, which is missing",
    ),
    (
        "dated.ttl",
        'sem:hasLatestEndTimeStamp "2031-05-13"^^xsd:date ;',
        "",
        "hasLatestEndTimeStamp, which is missing",
    ),
]


@pytest.mark.parametrize(("example", "right", "wrong", "fragment"), MISTAKES)
def test_a_mistake_in_a_valid_example_is_found(
    story_messages: Callable[[str], set[str]], example: str, right: str, wrong: str, fragment: str
) -> None:
    text = EXAMPLES[example].read_text("utf-8")
    assert right in text
    messages = story_messages(text.replace(right, wrong, 1))
    assert any(fragment in message for message in messages), messages


@pytest.mark.parametrize("bound", ["EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd"])
def test_the_day_counts_of_the_examples_count_from_the_year_1(valid_examples: Graph, bound: str) -> None:
    days = dict(valid_examples[: SEM[f"has{bound}TimeStamp"]])
    counts = dict(valid_examples[: DL[f"{bound[0].lower()}{bound[1:]}Day"]])
    assert counts
    for node, count in counts.items():
        assert date.fromisoformat(str(days[node])).toordinal() == int(str(count))


def test_an_outcome_that_is_pending_needs_no_evidence(
    story_messages: Callable[[str], set[str]],
) -> None:
    text = EXAMPLES["claim.ttl"].read_text("utf-8")
    pending = text.replace("dl:Kept", "dl:Pending").replace("    dl:outcomeEvidence ex:evidence ;\n", "")
    assert pending.count("dl:outcomeEvidence") == 0
    assert story_messages(pending) == set()


def test_positions_may_be_typed_as_web_annotation_asks(
    story_messages: Callable[[str], set[str]],
) -> None:
    text = EXAMPLES["evidence.ttl"].read_text("utf-8")
    typed = text.replace("oa:start 118", 'oa:start "118"^^xsd:nonNegativeInteger')
    assert "nonNegativeInteger" in typed
    assert story_messages(typed) == set()


def test_evidence_without_a_proven_position_conforms(
    story_messages: Callable[[str], set[str]],
) -> None:
    text = EXAMPLES["evidence.ttl"].read_text("utf-8")
    unproven = text.replace("ex:words, ex:position", "ex:words").split("ex:position a ")[0]
    rest = text[text.index("ex:source a ") :]
    assert story_messages(unproven + rest) == set()


def test_every_shape_has_a_message_that_tells_how_to_mend(shapes: Graph) -> None:
    constrained = {*shapes.objects(None, SH.property), *shapes.objects(None, SH.sparql)}
    nested = {
        shape
        for shape in shapes.objects(None, SH.property)
        for parent in shapes.subjects(SH.property, shape)
        if (parent, RDF.type, SH.NodeShape) not in shapes
    }
    messages = [shapes.value(shape, SH.message) for shape in constrained - nested]
    assert len(messages) > 80
    assert all(message is not None and str(message).endswith(".") for message in messages)
