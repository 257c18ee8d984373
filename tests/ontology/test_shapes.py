"""The shapes find what the example graphs, one for each class, have no room for."""

from collections.abc import Callable

import pytest
from rdflib import RDF, Graph, Namespace

from dateline.ontology import example_files

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
    ("tenure.ttl", "dl:ongoing true", "dl:ongoing true, false", "dl:ongoing must"),
    ("departure.ttl", 'dl:clockTime "6 p.m."', "dl:clockTime 18", "The hour"),
]


@pytest.mark.parametrize(("example", "right", "wrong", "fragment"), MISTAKES)
def test_a_mistake_in_a_valid_example_is_found(
    story_messages: Callable[[str], set[str]], example: str, right: str, wrong: str, fragment: str
) -> None:
    text = EXAMPLES[example].read_text("utf-8")
    assert right in text
    messages = story_messages(text.replace(right, wrong, 1))
    assert any(fragment in message for message in messages), messages


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
