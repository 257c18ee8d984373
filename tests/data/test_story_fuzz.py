"""Whatever a story file holds, reading it ends in records or in findings."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.data.records import SECTIONS, Evidence, Participant, Record, State, When
from dateline.data.rules import RULES
from dateline.data.story import read_story
from dateline.errors import Finding, NotAStoryError, StoryError

HEADER = {"id": "row", "title": "A row", "description": "Two towns."}
MODELS: list[type[Record]] = [*SECTIONS.values(), State, When, Evidence, Participant]
KEYS = sorted({info.alias or name for model in MODELS for name, info in model.model_fields.items()})
NESTED: dict[str, type[Record]] = {
    "when": When,
    "evidence": Evidence,
    "participants": Participant,
    "states": State,
}

ids = st.sampled_from(["ann", "bob", "row", "talks", "fee", "x--y", "Ann"])
dates = st.sampled_from(
    [
        "2025",
        "2025-06",
        "2025-06-31",
        "0001-01-01",
        "9999-12-31",
        "9999~",
        "/..",
        "2025-24",
        "2025-1X",
        "2025/2024",
    ]
)
words = st.sampled_from(
    [
        "Person",
        "Meeting",
        "Tariff",
        "Host",
        "InForce",
        "Promised",
        "Causes",
        "Before",
        "AddsTo",
        "Kept",
        "no",
        "35%",
        "1e-99999",
        *RULES,
    ]
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    ids,
    dates,
    words,
)
keys = st.one_of(st.sampled_from([*KEYS, "@at", "at", "<<", "story", *SECTIONS]), st.text(max_size=5))
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def _record(model: type[Record], depth: int = 0) -> st.SearchStrategy[Any]:
    """Mappings with the keys of a model, each there or not, whose values are near to right or not at all."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        fields[key] = st.one_of(scalars, st.lists(scalars, max_size=3), anything)
        if key in NESTED and depth < 2:
            nested = _record(NESTED[key], depth + 1)
            fields[key] = st.one_of(fields[key], nested, st.lists(nested, max_size=2))
    fields.pop("@at", None)
    return st.fixed_dictionaries({}, optional=fields)


stories = st.fixed_dictionaries(
    {"story": st.one_of(st.just(HEADER), anything)},
    optional={
        name: st.one_of(st.lists(_record(model), max_size=3), anything) for name, model in SECTIONS.items()
    },
)
fragments = st.sampled_from(
    [
        *("story:", "actors:\n", "  - id: ann\n", "when: ", "2025-06", "- ", "{", "}", "[", "]", "'", '"'),
        *("|\n", ">-\n", "&a ", "*a ", "!t ", "? ", ": ", "# ", "<<: ", "~", "---\n", "...\n", "%YAML 1.1\n"),
        *("\t", "\r\n", "\\U99999999", "\x00", "\u2028", "\ufeff", "\ud800"),
    ]
)


def _findings(content: bytes) -> tuple[Finding, ...]:
    """What is wrong with a story of one file; any other error than these two comes out."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "story.yaml").write_bytes(content)
        try:
            read_story(Path(folder))
        except NotAStoryError as error:
            return (Finding("story.yaml", 0, str(error)),)
        except StoryError as error:
            return error.findings or (Finding("nowhere", -1, ""),)
    return ()


def _assert_ends_well(content: bytes, lines: int) -> None:
    for finding in _findings(content):
        assert finding.file == "story.yaml"
        assert 0 <= finding.line <= lines
        assert finding.problem
        assert str(finding).encode("utf-8")


def _lines(text: str) -> int:
    return len((text + "x").splitlines())


@settings(database=None, max_examples=150)
@given(st.one_of(st.text(), st.lists(st.one_of(fragments, st.text(max_size=3))).map("".join)))
def test_arbitrary_text_ends_in_records_or_findings(text: str) -> None:
    _assert_ends_well(text.encode("utf-8", "surrogatepass"), _lines(text))


@settings(database=None, max_examples=60)
@given(st.binary())
def test_arbitrary_bytes_end_in_records_or_findings(content: bytes) -> None:
    _assert_ends_well(content, _lines(content.decode("latin-1")))


@settings(database=None, max_examples=100)
@given(anything)
def test_arbitrary_structures_end_in_records_or_findings(value: Any) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=True)
    _assert_ends_well(text.encode(), _lines(text))


@settings(database=None, max_examples=200)
@given(stories)
def test_stories_that_are_nearly_right_end_in_records_or_findings(story: dict[str, Any]) -> None:
    text = json.dumps(story, indent=1, ensure_ascii=True)
    _assert_ends_well(text.encode(), _lines(text))
