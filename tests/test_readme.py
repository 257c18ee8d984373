"""What the README shows is what a reader gets."""

from __future__ import annotations

import doctest
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

import dateline
from dateline.data.rules import RULES

ROOT = Path(__file__).parents[1]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dateline_readme", ROOT / "tests" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


readme = _load()


def test_every_command_prints_what_the_readme_shows(tmp_path: Path) -> None:
    shown = [command for block in readme.blocks("console") for command in readme.commands(block)]
    assert len(shown) >= 14
    for command in shown:
        assert readme.run(command.line, tmp_path) == command.printed, command.line


def test_every_python_example_gives_what_the_readme_shows() -> None:
    (block,) = readme.blocks("python")
    example = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
    assert len(example.examples) >= 8
    outcome = doctest.DocTestRunner().run(example)
    assert outcome.failed == 0


def test_every_sparql_example_has_answers() -> None:
    story = dateline.open("us-canada-trade")
    for block in readme.blocks("sparql"):
        assert story.query(block).rows


def test_every_pattern_of_the_table_finds_something() -> None:
    story = dateline.open("us-canada-trade")
    text = readme.README.read_text("utf-8")
    patterns = re.findall(r"^\| [^|]+ \| `([^`]+)` \|$", text, re.MULTILINE)
    assert len(patterns) == 8
    for pattern in patterns:
        assert story.query(f"SELECT * WHERE {{ {pattern} }}").rows, pattern


def test_the_excerpt_of_the_format_stands_in_the_example_story() -> None:
    (block,) = readme.blocks("yaml")
    example = (ROOT / "data" / "starter_story" / "story.yaml").read_text("utf-8")
    without_comments = "".join(
        line for line in example.splitlines(keepends=True) if not line.lstrip().startswith("#")
    )
    for line in block.splitlines():
        assert line in without_comments, line


@pytest.mark.parametrize("target", ["demo", "test"])
def test_the_two_commands_are_targets_of_the_makefile(target: str) -> None:
    assert f"make {target} " in "".join(readme.blocks("sh"))
    assert f"\n{target}:" in (ROOT / "Makefile").read_text("utf-8")


def test_every_rule_for_dates_is_named() -> None:
    text = readme.README.read_text("utf-8")
    assert all(f"`{rule}`" in text for rule in RULES)


def test_the_figures_of_the_story_are_those_of_the_graph() -> None:
    story = dateline.open("us-canada-trade")
    text = readme.README.read_text("utf-8")
    for kind, noun in (("Actor", "actors"), ("Event", "events"), ("PolicyState", "policy states")):
        (row,) = story.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x a dl:{kind} }}").rows
        assert f"{row[0]} {noun}" in text
    (row,) = story.query("SELECT (COUNT(*) AS ?n) WHERE { ?x a dl:Claim }").rows
    assert f"{row[0]} claims" in text
    assert story.proofs is not None
    assert f", {len(story.proofs.spans)} quotes)" in text


def test_every_command_of_dateline_is_in_the_readme_or_its_help() -> None:
    text = readme.README.read_text("utf-8")
    for name in ("demo", "new", "check", "build", "timeline", "query", "network", "export", "schema"):
        assert f"dateline {name}" in text or f"make {name}" in text, name


def test_links_and_pictures_of_the_readme_lead_somewhere() -> None:
    text = readme.README.read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if "://" not in target:
            assert (ROOT / target).exists(), target
