"""Stories written for one test, and the texts that the bundled story quotes."""

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest

from dateline.data.story import read_story
from dateline.data.story_records import StoryRecords
from dateline.errors import StoryError

HEADER = "story:\n  id: row\n  title: A row\n  description: Two towns quarrel.\n"
BASE = (
    HEADER
    + """
sources:
  - {id: gazette, title: The row, publisher: herald, issued: 2025-03-04}
"""
)
ACTORS = """
- {id: herald, type: Organization, label: The Herald}
- {id: ann, type: Person, label: Ann}
- {id: bob, type: Person, label: Bob}
"""

WriteStory = Callable[..., Path]
Findings = Callable[[Path], list[str]]
AsMarked = Callable[..., None]


@pytest.fixture
def write_story(tmp_path: Path) -> WriteStory:
    """Write ``story.yaml``: a header, a source, three actors, and sections given as YAML text.

    ``sources`` and ``actors`` come after those that are there.
    """

    def write(**sections: str) -> Path:
        actors = ACTORS + dedent(sections.pop("actors", ""))
        sources = indent(dedent(sections.pop("sources", "")).strip(), "  ")
        blocks = [f"{BASE}{sources}\n" if sources else BASE]
        for name, text in {"actors": actors, **sections}.items():
            blocks.append(f"{name}:\n{indent(dedent(text).strip(), '  ')}\n")
        (tmp_path / "story.yaml").write_text("\n".join(blocks), "utf-8")
        return tmp_path

    return write


@pytest.fixture
def findings() -> Findings:
    """What is wrong with a story folder, as lines of text; nothing when it can be read."""

    def found(folder: Path) -> list[str]:
        try:
            read_story(folder)
        except StoryError as error:
            return [str(finding) for finding in error.findings]
        return []

    return found


@pytest.fixture
def as_marked(findings: Findings) -> AsMarked:
    """Assert that a folder has the findings that comments ``# ! problem; mend`` stand for, and no others.

    Each comment stands on the line that its finding must name; ``anywhere`` are findings without one.
    """

    def check(folder: Path, *anywhere: str) -> None:
        wanted = list(anywhere)
        for path in sorted(folder.rglob("*.y*ml")):
            for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
                name = path.relative_to(folder).as_posix()
                wanted += [f"{name}:{number}: {text.strip()}" for text in re.split("# ! ", line)[1:]]
        assert sorted(findings(folder)) == sorted(wanted)
        assert wanted

    return check


@pytest.fixture(scope="session")
def bundled_folder() -> Path:
    """The folder of the story that comes with dateline."""
    return Path(__file__).parents[2] / "data" / "stories" / "us-canada-trade"


@pytest.fixture(scope="session")
def bundled(bundled_folder: Path) -> StoryRecords:
    return read_story(bundled_folder)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository that holds source texts and standards suites."""
    folder = Path(__file__).parents[2].parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the sources are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def texts(shared: Path) -> Path:
    """The texts of the bundled story's sources."""
    folder = shared / "sources"
    if not folder.is_dir():
        pytest.skip(f"the sources are not at {folder}")
    return folder
