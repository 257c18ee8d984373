"""The folder that ``dateline new`` makes."""

import json
import subprocess
from pathlib import Path

import pytest

from dateline.data.proofs import prove
from dateline.data.schema import story_schema
from dateline.data.starter import SCHEMA_FILE, write_starter
from dateline.data.story import read_story
from dateline.errors import NotAStoryError


@pytest.mark.parametrize("name", ["new", "some/where/new"])
def test_a_new_story_reads_and_every_quote_of_it_is_proven(tmp_path: Path, name: str) -> None:
    files = write_starter(tmp_path / name)
    assert sorted(files) == sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
    records = read_story(tmp_path / name)
    assert records.events
    proofs = prove(records, tmp_path / name / "sources")
    assert (proofs.findings, proofs.complete) == ((), True)
    assert proofs.spans


def test_a_new_story_keeps_its_texts_out_of_git_and_tells_editors_its_format(tmp_path: Path) -> None:
    write_starter(tmp_path)
    assert "sources/" in (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert json.loads((tmp_path / SCHEMA_FILE).read_text("utf-8")) == story_schema()
    first = (tmp_path / "story.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA_FILE}"


def test_a_new_story_shows_most_sections_of_the_format(tmp_path: Path) -> None:
    write_starter(tmp_path)
    records = read_story(tmp_path)
    for section in ("sources", "actors", "places", "products", "posts", "tenures", "policies", "events"):
        assert getattr(records, section), section
    assert records.claims
    assert records.links
    assert any(actor.anonymous for actor in records.actors)
    assert any(when.rule for event in records.events for when in event.when)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    write_starter(tmp_path)
    assert (tmp_path / "story.yaml").is_file()


def test_a_clone_has_every_file_of_the_starter() -> None:
    folder = Path(__file__).parents[2] / "data" / "starter_story"
    command = ["git", "-C", str(folder), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a git working tree")
    tracked = set(listed.stdout.decode().split("\0")) - {""}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert tracked == there


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "story.yaml"])
def test_a_folder_that_holds_something_is_left_as_it_was(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(NotAStoryError, match="is not empty; name a new folder"):
        write_starter(tmp_path)
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.rglob("*")] == [(name, "mine")]


def test_a_file_in_the_place_of_the_folder_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "new"
    path.write_text("mine", "utf-8")
    with pytest.raises(NotAStoryError, match="is not empty; name a new folder"):
        write_starter(path)
    assert path.read_text("utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(NotAStoryError, match="cannot be written"):
        write_starter(tmp_path / "file" / "new")
