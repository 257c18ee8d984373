"""Validation: bundled stories conform, and a broken graph is told with node, value and mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import dateline
from dateline import Story
from dateline.data.starter import write_starter
from dateline.graph.validate import validate
from dateline.ontology.terms import DL


@pytest.mark.parametrize("name", ["bundled", "canal"])
def test_a_story_conforms_to_the_shapes(name: str, request: pytest.FixtureRequest) -> None:
    story: Story = request.getfixturevalue(name)
    assert validate(story.quads()) == ()


def test_the_starter_conforms_to_the_shapes_and_proves_its_quotes(tmp_path: Path) -> None:
    write_starter(tmp_path / "mine")
    report = dateline.check(tmp_path / "mine")
    assert report.ok
    assert report.unproven == 0
    assert report.proven > 0


def test_an_event_without_evidence_is_a_finding(canal: Story) -> None:
    talks = NamedNode(canal.snapshot.base + "talks")
    quads = [
        quad
        for quad in canal.quads()
        if not (quad.subject == talks and quad.predicate == NamedNode(DL + "evidence"))
    ]
    [finding] = validate(quads)
    assert finding.node == talks.value
    assert "Nothing supports this item" in str(finding)


def test_a_value_that_breaks_a_shape_is_shown(canal: Story) -> None:
    talks = NamedNode(canal.snapshot.base + "talks")
    wrong = Quad(talks, NamedNode(DL + "ongoing"), Literal("maybe"), NamedNode(canal.iri))
    findings = validate([*canal.quads(), wrong])
    assert [finding.value for finding in findings] == ["maybe"]
    assert '("maybe")' in str(findings[0])
