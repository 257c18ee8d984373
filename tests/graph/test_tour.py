"""The tour in a built story: read back from everywhere, and what is left of it in a part of the story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat, Store

import dateline
from dateline import Story
from dateline.graph.tour import Step
from dateline.graph.validate import validate
from dateline.graph.view import StoreView

WriteStory = Callable[[Path, Mapping[str, Any]], Path]

TOUR = [
    {
        "title": "The toll,  and the talks",
        "words": ["Since March\nthere is a toll.", "In May they talk."],
        "focus": ["toll-5", "talks", "brook"],
        "window": "2025-03/2025-05-10",
    },
    {
        "title": "A treaty",
        "words": "It is to be signed in July.",
        "focus": ["treaty", "clerk", "talks-bring-treaty", "talks"],
        "window": "2025-07/..",
        "known_by": "2025-05-20",
        "view": "timeline",
    },
    {"title": "What only the Courier tells", "words": "x", "focus": ["treaty-fails", "vale-president"]},
]
FORMATS = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory, write_story: WriteStory, canal_content: dict[str, Any]
) -> Path:
    return write_story(tmp_path_factory.mktemp("tour") / "story", {**canal_content, "tour": TOUR})


@pytest.fixture(scope="module")
def story(folder: Path) -> Story:
    return dateline.open(folder)


def titles(story: Story) -> list[str]:
    return [step.title for step in story.tour()]


def test_a_tour_is_read_back_in_order_with_days_and_the_order_of_its_focus(story: Story) -> None:
    assert story.tour() == (
        Step(
            title="The toll, and the talks",
            words=("Since March there is a toll.", "In May they talk."),
            focus=("toll-5", "talks", "brook"),
            first="2025-03-01",
            last="2025-05-10",
            known_by=None,
            view="graph",
        ),
        Step(
            title="A treaty",
            words=("It is to be signed in July.",),
            focus=("treaty", "clerk", "talks-bring-treaty", "talks"),
            first="2025-07-01",
            last=None,
            known_by="2025-05-20",
            view="timeline",
        ),
        Step(
            "What only the Courier tells",
            ("x",),
            ("treaty-fails", "vale-president"),
            None,
            None,
            None,
            "graph",
        ),
    )


def test_a_story_without_a_tour_has_no_steps(canal: Story) -> None:
    assert canal.tour() == ()


def test_more_than_nine_steps_keep_their_order(
    tmp_path: Path, write_story: WriteStory, canal_content: dict[str, Any]
) -> None:
    steps = [{"title": f"Step {number}", "words": "x", "focus": "talks"} for number in range(1, 13)]
    story = dateline.open(write_story(tmp_path / "story", {**canal_content, "tour": steps}))
    assert titles(story) == [f"Step {number}" for number in range(1, 13)]


def test_steps_break_no_shape_and_are_no_things_of_the_network(story: Story, canal: Story) -> None:
    assert validate(story.quads()) == ()
    assert list(story.network().nodes) == list(canal.network().nodes)
    assert list(story.network().edges) == list(canal.network().edges)


def test_a_store_has_the_tour_and_passes_its_check(folder: Path, story: Story, tmp_path: Path) -> None:
    dateline.build(folder, tmp_path / "store")
    assert dateline.open(tmp_path / "store").tour() == story.tour()
    assert dateline.check(tmp_path / "store").ok


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_is_read_into_a_store_has_the_tour(story: Story, tmp_path: Path, name: str) -> None:
    assert story.export(name, tmp_path / "out") == []
    store = Store()
    store.extend(pyoxigraph.parse(path=str(tmp_path / "out"), format=FORMATS[name]))
    assert Story(StoreView(store)).tour() == story.tour()


def test_a_tour_can_be_asked_for_in_sparql(story: Story) -> None:
    answer = story.query("""
        SELECT ?position ?title ?shown WHERE {
          ?story dl:step ?step . ?step dl:position ?position ; skos:prefLabel ?title ; dl:focus ?thing .
          ?thing skos:prefLabel ?shown
        } ORDER BY ?position ?shown LIMIT 2""")
    assert answer.rows == [
        ("1", "The toll, and the talks", "Talks at the lock house"),
        ("1", "The toll, and the talks", "Toll of 5 %"),
    ]


def test_known_by_drops_what_was_not_known_and_the_steps_that_show_nothing_else(story: Story) -> None:
    known = story.known_by("2025-05-10")
    assert [(step.title, step.focus) for step in known.tour()] == [
        ("The toll, and the talks", ("toll-5", "talks", "brook")),
        ("A treaty", ("talks",)),
    ]
    assert known.left_out["tour step"] == 1
    assert validate(known.quads()) == ()


def test_nothing_in_a_limited_story_names_what_is_not_known(story: Story) -> None:
    known = story.known_by("2025-05-10")
    orders = known.query("SELECT ?order WHERE { ?step dl:focusOrder ?order }").rows
    assert orders == [("toll-5 talks brook",)]
    assert "treaty-fails" not in "".join(map(str, known.quads()))


def test_a_step_alone_makes_nobody_known(story: Story, canal: Story) -> None:
    limited = story.known_by("2025-05-10")
    without = canal.known_by("2025-05-10")
    assert set(limited.network().nodes) == set(without.network().nodes)
    assert "clerk" not in {limited.snapshot.id_of(iri) for iri in limited.snapshot.triples}


def test_no_step_is_left_where_nothing_is_known(story: Story) -> None:
    nothing = story.known_by("2025-05-09")
    assert nothing.tour() == ()
    assert nothing.left_out["tour step"] == 3


def test_told_by_one_source_keeps_the_steps_that_it_supports(story: Story) -> None:
    told = story.told_by("courier")
    assert [step.focus for step in told.tour()] == [
        ("toll-5", "talks"),
        ("treaty", "clerk", "talks-bring-treaty", "talks"),
        ("treaty-fails", "vale-president"),
    ]
    assert told.left_out.get("tour step") is None


def test_the_last_day_leaves_the_tour_whole(story: Story) -> None:
    assert story.known_by("2025-05-20").tour() == story.tour()
    assert set(map(str, story.known_by("2025-05-20").quads())) == set(map(str, story.quads()))
