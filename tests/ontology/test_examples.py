"""Each class has a valid example that conforms and an invalid one that fails as it says."""

import re
from collections.abc import Callable
from importlib.resources.abc import Traversable

import pytest
from rdflib import RDF, Graph, URIRef

from dateline.ontology import example_files
from dateline.ontology.terms import Class

CLASSES = 54
VALID = {file.name: file for file in example_files("valid")}
INVALID = {file.name: file for file in example_files("invalid")}


def file_name(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower() + ".ttl"


def test_every_class_has_one_example_of_each_kind() -> None:
    expected = {file_name(name) for name in Class}
    assert len(expected) == CLASSES
    assert VALID.keys() == expected
    assert INVALID.keys() == expected


@pytest.mark.parametrize("name", list(Class))
def test_a_valid_example_has_a_member_of_its_class(name: Class) -> None:
    graph = Graph().parse(data=VALID[file_name(name)].read_text("utf-8"), format="turtle")
    assert (None, RDF.type, URIRef(name.iri)) in graph


@pytest.mark.parametrize("file", VALID.values(), ids=VALID.keys())
def test_a_valid_example_conforms(story_messages: Callable[[str], set[str]], file: Traversable) -> None:
    assert story_messages(file.read_text("utf-8")) == set()


@pytest.mark.parametrize("file", INVALID.values(), ids=INVALID.keys())
def test_an_invalid_example_fails_for_its_stated_reason_alone(
    story_messages: Callable[[str], set[str]], file: Traversable
) -> None:
    text = file.read_text("utf-8")
    expected = text.splitlines()[0].removeprefix("# expect: ")
    assert len(expected) > 10
    [message] = story_messages(text)
    assert expected in message


def test_all_valid_examples_conform_as_one_story(
    story_messages: Callable[[str], set[str]], valid_examples: Graph
) -> None:
    assert story_messages(valid_examples.serialize(format="turtle")) == set()
