"""What ``import dateline`` offers: opening, checking, building, and the methods of a story."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import DatelineError, Story, StoryError
from dateline.errors import NotAStoryError

WriteStory = Callable[[Path, Mapping[str, Any]], Path]


@pytest.fixture
def own(canal_folder: Path, tmp_path: Path) -> Path:
    """A copy of the story that a test may change."""
    return Path(shutil.copytree(canal_folder, tmp_path / "story"))


def test_all_that_is_promised_is_there() -> None:
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'sparql'"):
        dateline.sparql  # noqa: B018


def test_a_bundled_story_is_opened_by_its_name(bundled: Story) -> None:
    assert bundled.iri == "https://w3id.org/dateline/story/us-canada-trade"
    assert bundled.language == "en"
    assert bundled.description
    assert repr(bundled) == f"<Story {bundled.iri}>"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("us-canada-trad", 'did you mean "us-canada-trade"'),
        ("nothing-like-it", "bundled stories: us-canada-trade"),
        ("ftp://example.org/sparql", "write http:// or https://"),
    ],
)
def test_an_unknown_story_says_what_there_is(name: str, said: str) -> None:
    with pytest.raises(NotAStoryError, match=said):
        dateline.open(name)


def test_a_folder_without_a_story_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(NotAStoryError, match="dateline new"):
        dateline.open(tmp_path)


def test_opening_a_story_with_findings_raises_them_all(own: Path) -> None:
    text = (own / "story.yaml").read_text("utf-8")
    (own / "story.yaml").write_text(
        text.replace("2025-05-03", "2025-05-33").replace('"Host"', '"Hots"'), "utf-8"
    )
    with pytest.raises(StoryError) as caught:
        dateline.open(own)
    assert isinstance(caught.value, DatelineError)
    assert len(caught.value.findings) == 2
    assert all(finding.file == "story.yaml" and finding.line for finding in caught.value.findings)
    report = dateline.check(own)
    assert report.findings == caught.value.findings
    assert not report.ok


def test_check_proves_every_quote_and_keeps_the_proofs(own: Path) -> None:
    report = dateline.check(own)
    assert report.ok
    assert report.unproven == 0
    assert report.proofs_written
    assert not dateline.check(own).proofs_written
    shutil.rmtree(own / "sources")
    kept = dateline.check(own)
    assert (kept.ok, kept.proven, kept.unproven) == (True, report.proven, 0)


def test_check_without_texts_says_what_it_could_not_prove(own: Path, tmp_path: Path) -> None:
    texts = own / "sources"
    texts.rename(tmp_path / "texts")
    report = dateline.check(own)
    assert report.ok
    assert report.proven == 0
    assert report.unproven > 0
    assert dateline.check(own, sources=tmp_path / "texts").unproven == 0


def test_a_quote_that_is_not_in_its_source_fails_check_open_and_build(own: Path, tmp_path: Path) -> None:
    text = (own / "story.yaml").read_text("utf-8")
    (own / "story.yaml").write_text(text.replace("Tugs do not pay", "Tugs do pay"), "utf-8")
    report = dateline.check(own)
    assert not report.ok
    assert not report.proofs_written
    assert any("Tugs do pay" in str(finding) for finding in report.findings)
    with pytest.raises(StoryError, match="Tugs do pay"):
        dateline.open(own)
    dateline.build("us-canada-trade", tmp_path / "store")
    with pytest.raises(StoryError, match="Tugs do pay"):
        dateline.build(own, tmp_path / "store")
    assert dateline.open(tmp_path / "store").iri.endswith("us-canada-trade")


def test_build_reports_how_much_is_proven(own: Path, tmp_path: Path) -> None:
    report = dateline.build(own, tmp_path / "store")
    assert report.ok
    assert report.proven > 0
    assert report.unproven == 0
    assert dateline.open(tmp_path / "store").title == "The canal row"


def test_a_sources_folder_that_is_not_there_is_an_error_in_words(own: Path) -> None:
    with pytest.raises(NotAStoryError, match="is not a folder"):
        dateline.check(own, sources=own / "nowhere")


def test_the_page_of_a_story_is_one_text_and_the_same_every_time(canal: Story) -> None:
    page = canal.to_html()
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "The canal row" in page
    assert canal.to_html() == page


def test_the_picture_of_a_story_is_one_text_and_the_same_every_time(canal: Story) -> None:
    picture = canal.to_svg()
    assert picture.startswith("<svg ")
    assert "The canal row" in picture
    assert canal.to_svg() == picture


def test_a_story_with_a_base_of_its_own_lives_below_it(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    for number, base in enumerate(("https://example.org/canal/", "https://example.org/canal#")):
        content = deepcopy(dict(canal_content))
        content["story"]["base"] = base
        story = dateline.open(write_story(tmp_path / str(number), content))
        assert story.iri == "https://example.org/canal"
        assert story.query("ASK { :vale dl:met :brook }").boolean is True
        assert [entry.id for entry in story.timeline(actor="vale")]
        assert base + "vale" in story.network()
        story.export("ttl", tmp_path / f"{number}.ttl")


def test_a_bare_story_has_a_timeline_a_network_and_a_page(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    story = dateline.open(write_story(tmp_path, {"story": canal_content["story"]}))
    assert len(story.timeline()) == len(story.network()) == 0
    assert "The canal row" in story.to_html()
    for name in ("ttl", "nq", "graphml", "gexf", "csv", "pyg"):
        story.export(name, tmp_path / f"out.{name}")
    assert dateline.check(tmp_path).ok
