"""Graphs that several modules read, parsed once a session."""

from collections.abc import Callable

import pytest
from pyshacl import validate
from rdflib import Graph, Namespace

from dateline.ontology import example_files, read_shapes, read_vocabulary, read_vocabulary_shapes

SH = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    return Graph().parse(data=read_vocabulary(), format="turtle")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return Graph().parse(data=read_shapes(), format="turtle")


@pytest.fixture(scope="session")
def vocabulary_shapes() -> Graph:
    return Graph().parse(data=read_vocabulary_shapes(), format="turtle")


@pytest.fixture(scope="session")
def valid_examples() -> Graph:
    """Every valid example in one graph."""
    graph = Graph()
    for file in example_files("valid"):
        graph.parse(data=file.read_text("utf-8"), format="turtle")
    return graph


@pytest.fixture(scope="session")
def story_messages(vocabulary: Graph, shapes: Graph) -> Callable[[str], set[str]]:
    """Validate a story in Turtle; return the messages of its findings, none when it conforms."""

    def messages(turtle: str) -> set[str]:
        story = Graph().parse(data=turtle, format="turtle")
        conforms, report, _ = validate(
            story, shacl_graph=shapes, ont_graph=vocabulary, advanced=False, inference="none"
        )
        assert isinstance(report, Graph)
        found = {str(message) for message in report.objects(None, SH.resultMessage)}
        assert conforms is (not found)
        return found

    return messages


@pytest.fixture(scope="session")
def vocabulary_messages(vocabulary_shapes: Graph) -> Callable[[Graph], set[str]]:
    """Validate a vocabulary; return the messages of its findings, none when it conforms."""

    def messages(graph: Graph) -> set[str]:
        conforms, report, _ = validate(graph, shacl_graph=vocabulary_shapes, advanced=False, inference="none")
        assert isinstance(report, Graph)
        found = {str(message) for message in report.objects(None, SH.resultMessage)}
        assert conforms is (not found)
        return found

    return messages
