"""The JSON Schema of the format accepts what the reader accepts, and refuses what editors should mark."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from dateline.data.records import SECTIONS
from dateline.data.schema import DIALECT, story_schema
from dateline.data.starter import write_starter


class _AsEditors(SafeConstructor):
    """Numbers and flags are what YAML 1.2 says they are, dates are text."""


_AsEditors.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def _load(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _AsEditors
    return yaml.load(text)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(story_schema())


def test_the_schema_is_a_valid_2020_12_schema() -> None:
    schema = story_schema()
    assert schema["$schema"] == DIALECT == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


def test_the_schema_has_the_header_and_every_section_and_nothing_of_the_readers_own() -> None:
    schema = story_schema()
    assert list(schema["properties"]) == ["story", *SECTIONS]
    assert "Mark" not in schema["$defs"]
    for definition in schema["$defs"].values():
        assert "@at" not in definition.get("properties", {})
        assert "from_" not in definition.get("properties", {})


def test_every_reference_of_the_schema_leads_somewhere() -> None:
    schema = story_schema()
    found = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                found.add(value["$ref"].removeprefix("#/$defs/"))
            for item in value.values():
                collect(item)
        elif isinstance(value, list):
            for item in value:
                collect(item)

    collect(schema)
    assert found == set(schema["$defs"])


def test_the_schema_accepts_every_file_of_the_bundled_story(
    validator: Draft202012Validator, bundled_folder: Path
) -> None:
    files = sorted(bundled_folder.glob("*.yaml"))
    assert len(files) > 5
    for path in files:
        errors = [
            f"{path.name} {list(error.absolute_path)}: {error.message}"
            for error in validator.iter_errors(_load(path.read_text("utf-8")))
        ]
        assert errors == []


def test_the_schema_accepts_the_starter(validator: Draft202012Validator, tmp_path: Path) -> None:
    write_starter(tmp_path / "new")
    content = _load((tmp_path / "new" / "story.yaml").read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(content)] == []
    assert content["events"]


EVIDENCE = "evidence: {source: gazette, quote: met}"


TWO_SOURCES = "evidence: [{source: gazette, quote: met}, {source: courier, quote: no}]"


def _with_state(keys: str) -> str:
    state = f"{{id: s, label: S, status: InForce, {keys}, {EVIDENCE}}}"
    return f"policies: [{{id: p, type: Tax, label: P, states: [{state}]}}]"


def _with_rate(rate: str) -> str:
    return _with_state(f"rate: {rate}")


@pytest.mark.parametrize(
    "text",
    [
        "actors:",
        "places: []",
        f"events: [{{id: t, type: Meeting, label: T, when: 2025-06, {EVIDENCE}}}]",
        f"events: [{{id: t, type: Meeting, label: T, when: 2025, about: fee, {EVIDENCE}}}]",
        f"events: [{{id: t, type: Meeting, label: T, when: [2025-06, {{edtf: 2025}}], {EVIDENCE}}}]",
        f"links: [{{id: l, from: a, relation: Causes, to: b, {EVIDENCE}}}]",
        _with_rate("12.5"),
        "products: [{id: p, label: P, codes: 72}, {id: q, label: Q, codes: [7206.10, 7206.10-7216.50]}]",
        _with_state("takes_effect: 2025, replaces: a, amends: [a, b]"),
        f"links: [{{id: l, from: a, relation: AddsTo, to: b, {EVIDENCE}}}]",
        f"conflicts: [{{id: c, between: [a, b], reason: R, {TWO_SOURCES}}}]",
    ],
)
def test_the_schema_accepts_the_short_forms(validator: Draft202012Validator, text: str) -> None:
    assert validator.is_valid(_load(text))


@pytest.mark.parametrize(
    "text",
    [
        "actor: []",
        "actors: {id: ann}",
        "- id: ann",
        "story: {id: s, title: T, description: D, extra: 1}",
        "story: {id: s, title: T}",
        "actors: [{id: ann, type: Person, label: Ann, lable: Ann}]",
        "actors: [{id: ann, type: Person, label: Ann, '@at': 1}]",
        "actors: [{id: ann, type: Prson, label: Ann}]",
        "actors: [{id: Ann B, type: Person, label: Ann}]",
        "actors: [{id: ann, type: Person, label: ''}]",
        "events: [{id: t, type: Meeting, label: T}]",
        "events: [{id: t, type: Meeting, label: T, evidence: {source: g, quote: q, sufix: x}}]",
        f"events: [{{id: t, type: Meeting, label: T, when: {{edtf: 2025, rule: soon}}, {EVIDENCE}}}]",
        f"links: [{{id: l, from_: a, relation: Causes, to: b, {EVIDENCE}}}]",
        _with_rate("-1"),
        "products: [{id: p, label: P, code: '72'}]",
        "products: [{id: p, label: P, codes: 7206 10}]",
        "products: [{id: p, label: P, codes: [steel]}]",
        _with_state("replaces: Old fee"),
        f"links: [{{id: l, from: a, relation: AddTo, to: b, {EVIDENCE}}}]",
        f"conflicts: [{{id: c, between: [a], reason: R, {TWO_SOURCES}}}]",
        f"conflicts: [{{id: c, between: ab, reason: R, {TWO_SOURCES}}}]",
        f"conflicts: [{{id: c, between: [a, b], {TWO_SOURCES}}}]",
        f"conflicts: [{{id: c, between: [a, b], reason: R, {EVIDENCE}}}]",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(validator: Draft202012Validator, text: str) -> None:
    assert not validator.is_valid(_load(text))
