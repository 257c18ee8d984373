"""What the README shows is what a reader gets."""

from __future__ import annotations

import doctest
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from dateline import Story
from dateline.data.rules import RULES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def readme(load: Callable[[Path], ModuleType]) -> ModuleType:
    """The module ``readme.py``: the commands of the README and their answers."""
    return load(ROOT / "tests" / "readme.py")


def test_every_command_prints_what_the_readme_shows(readme: ModuleType, tmp_path: Path) -> None:
    shown = [command for block in readme.blocks("console") for command in readme.commands(block)]
    assert len(shown) >= 14
    for command in shown:
        assert readme.run(command.line, tmp_path) == command.printed, command.line


def test_every_python_example_gives_what_the_readme_shows(readme: ModuleType) -> None:
    (block,) = readme.blocks("python")
    example = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
    assert len(example.examples) >= 8
    outcome = doctest.DocTestRunner().run(example)
    assert outcome.failed == 0


def test_every_sparql_example_has_answers(readme: ModuleType, bundled: Story) -> None:
    blocks = readme.blocks("sparql")
    assert blocks
    for block in blocks:
        assert bundled.query(block).rows


def test_every_pattern_of_the_table_finds_something(readme: ModuleType, bundled: Story) -> None:
    text = readme.README.read_text("utf-8")
    patterns = re.findall(r"^\| [^|]+ \| `([^`]+)` \|$", text, re.MULTILINE)
    assert len(patterns) == 8
    for pattern in patterns:
        assert bundled.query(f"SELECT * WHERE {{ {pattern} }}").rows, pattern


def test_the_excerpt_of_the_format_stands_in_the_example_story(readme: ModuleType) -> None:
    (block,) = readme.blocks("yaml")
    example = (ROOT / "data" / "starter_story" / "story.yaml").read_text("utf-8")
    without_comments = "".join(
        line for line in example.splitlines(keepends=True) if not line.lstrip().startswith("#")
    )
    for line in block.splitlines():
        assert line in without_comments, line


@pytest.mark.parametrize("target", ["demo", "test"])
def test_the_two_commands_are_targets_of_the_makefile(readme: ModuleType, target: str) -> None:
    assert f"make {target} " in "".join(readme.blocks("sh"))
    assert f"\n{target}:" in (ROOT / "Makefile").read_text("utf-8")


def test_every_rule_for_dates_is_named(readme: ModuleType) -> None:
    text = readme.README.read_text("utf-8")
    assert all(f"`{rule}`" in text for rule in RULES)


def test_the_figures_of_the_story_are_those_of_the_graph(readme: ModuleType, bundled: Story) -> None:
    text = readme.README.read_text("utf-8")
    for kind, noun in (("Actor", "actors"), ("Event", "events"), ("PolicyState", "policy states")):
        (row,) = bundled.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?x a dl:{kind} }}").rows
        assert f"{row[0]} {noun}" in text
    (row,) = bundled.query("SELECT (COUNT(*) AS ?n) WHERE { ?x a dl:Claim }").rows
    assert f"{row[0]} claims" in text
    assert bundled.proofs is not None
    assert f", {len(bundled.proofs.spans)} quotes)" in text


def test_every_command_of_dateline_is_in_the_readme_or_its_help(readme: ModuleType) -> None:
    text = readme.README.read_text("utf-8")
    for name in ("demo", "new", "check", "build", "timeline", "query", "network", "export", "schema"):
        assert f"dateline {name}" in text or f"make {name}" in text, name


def test_links_and_pictures_of_the_readme_lead_somewhere(readme: ModuleType) -> None:
    text = readme.README.read_text("utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert targets
    for target in targets:
        assert (ROOT / target).exists(), target
