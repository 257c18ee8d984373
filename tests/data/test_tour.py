"""The tour in the story format: what a step may hold, and what is found wrong in one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dateline.data.records import PageView, Step
from dateline.data.schema import story_schema
from dateline.data.starter import write_starter
from dateline.data.story import read_story

WriteStory = Callable[..., Path]
AsMarked = Callable[..., None]

EVENTS = """
- {id: talks, type: Meeting, label: Talks, evidence: {source: gazette, quote: they met}}
- {id: feast, type: Event, label: A feast, evidence: {source: gazette, quote: they ate}}
"""
CONFLICT = 'focus: "clash" is a conflict, which no view opens by itself; give the id of one of its sides'
DATE_HELP = "write YYYY, YYYY-MM or YYYY-MM-DD, a range A/B, .. for an open end, ~ for about"
WINDOWS = {
    "2025-06": ("2025-06-01", "2025-06-30"),
    "2025-02-01/2025-03-04": ("2025-02-01", "2025-03-04"),
    "2025-06-02": ("2025-06-02", "2025-06-02"),
    "2025": ("2025-01-01", "2025-12-31"),
    "2025-06/..": ("2025-06-01", None),
    "/2025-06": (None, "2025-06-30"),
    "2025-06-15~": ("2025-06-12", "2025-06-18"),
    "[..2025-10-07]": (None, "2025-10-07"),
}


def one_step(write_story: WriteStory, **keys: str) -> Step:
    """A step with keys in YAML, read from a story."""
    given = {"title": "The talks", "words": "They met.", "focus": "talks", **keys}
    text = "\n".join(f"  {key}: {value}" for key, value in given.items())
    (step,) = read_story(write_story(events=EVENTS, tour="-" + text[1:])).tour
    return step


def test_a_step_needs_title_words_and_focus_and_opens_the_graph(write_story: WriteStory) -> None:
    step = one_step(write_story)
    assert (step.title, step.words, step.focus) == ("The talks", ("They met.",), ("talks",))
    assert (step.window, step.known_by, step.view) == (None, None, PageView.Graph)
    assert step.days == (None, None)


@pytest.mark.parametrize(("window", "days"), WINDOWS.items())
def test_a_window_is_the_days_that_its_edtf_allows(
    write_story: WriteStory, window: str, days: tuple[str | None, str | None]
) -> None:
    assert one_step(write_story, window=f'"{window}"').days == days


def test_words_are_paragraphs_as_a_list_or_parted_by_empty_lines(write_story: WriteStory) -> None:
    listed = one_step(write_story, words='["One\\nline.", Two.]')
    assert listed.paragraphs == ("One line.", "Two.")
    block = one_step(write_story, words="|\n    One\n    line.\n\n    Two.")
    assert block.paragraphs == listed.paragraphs


def test_steps_of_several_files_are_one_tour_in_the_order_of_the_files(write_story: WriteStory) -> None:
    folder = write_story(events=EVENTS, tour="- {title: Two, words: b, focus: talks}")
    (folder / "a-first.yaml").write_text("tour:\n  - {title: One, words: a, focus: feast}\n", "utf-8")
    assert [step.title for step in read_story(folder).tour] == ["One", "Two"]


def test_each_mistake_in_a_step_is_found_at_its_line(write_story: WriteStory, as_marked: AsMarked) -> None:
    short = "string should have at least 1 character; write a text, or leave the key out"
    too_long = "string should have at most 80 characters; shorten it"
    long = "x" * 81
    folder = write_story(
        events=EVENTS,
        tour=f"""
        - title: ""  # ! "" is not a valid title: {short}
          words: []  # ! "words" is empty; write at least one
          focus: talks
          window: 2025-02-30  # ! "2025-02-30" is not a date; {DATE_HELP}
        - title: {long}  # ! "{long}" is not a valid title: {too_long}
          words: " "  # ! " " is only white space; write words, or take it out
          focus: []  # ! "focus" is empty; write at least one
          vew: graph  # ! unknown key "vew"; did you mean "view"?
        - title: Views
          words: {{a: b}}  # ! "words" holds a mapping; it takes one text
          focus: [talks]
          view: tabel  # ! "tabel" is not allowed for "view"; did you mean "table"?
          known_by: 2025-06  # ! "2025-06" is not a day; write YYYY-MM-DD
          window: ../..  # ! "../.." bounds no days; write a day, a month, or a range such as 2025-02/2025-03
        - no step  # ! this step is not a mapping with keys; write `- title: …` and its other keys below
        """,
    )
    as_marked(folder)


def test_a_focus_leads_to_something_of_the_story_once(write_story: WriteStory, as_marked: AsMarked) -> None:
    folder = write_story(
        events=EVENTS,
        conflicts="""
        - id: clash
          between: [talks, feast]
          reason: One ate, one talked.
          evidence: [{source: gazette, quote: a}, {source: tidings, quote: b}]
        """,
        sources="- {id: tidings, title: No, publisher: herald, issued: 2025-03-05}",
        tour=f"""
        - title: Where it leads
          words: Somewhere.
          focus:
            - gazette
            - ann
            - tolks  # ! focus: there is no record "tolks"; did you mean "talks"?
            - talks
            - talks  # ! focus: "talks" stands here twice; keep one of them
            - clash  # ! {CONFLICT}
        """,
    )
    as_marked(folder)


def test_a_focus_on_a_record_that_cannot_be_read_is_not_wrong_itself(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    folder = write_story(
        events="- {id: talks, type: Meeting, evidence: {source: gazette, quote: q}}"
        '  # ! "label" is missing; add `label:`',
        tour="- {title: Talks, words: They met., focus: talks}",
    )
    as_marked(folder)


def test_a_tour_that_is_no_list_is_told_how_a_step_begins(
    write_story: WriteStory, as_marked: AsMarked
) -> None:
    folder = write_story(events=EVENTS)
    (folder / "tour.yaml").write_text(
        'tour: {title: x}  # ! "tour" must be a list; begin each record with `- title:`\n', "utf-8"
    )
    as_marked(folder)


@pytest.mark.parametrize(
    ("step", "fits"),
    [
        ({"title": "t", "words": "w", "focus": "talks"}, True),
        ({"title": "t", "words": ["a", "b"], "focus": ["talks"], "window": "2025-06", "view": "rates"}, True),
        ({"title": "t", "words": "w"}, False),
        ({"title": "t", "words": [], "focus": "talks"}, False),
        ({"title": "t", "words": "w", "focus": []}, False),
        ({"title": "t" * 81, "words": "w", "focus": "talks"}, False),
        ({"title": "t", "words": "w", "focus": "talks", "view": "map"}, False),
        ({"title": "t", "words": "w", "focus": "talks", "id": "x"}, False),
    ],
)
def test_the_schema_of_editors_knows_what_a_step_is(step: dict[str, object], fits: bool) -> None:
    assert Draft202012Validator(story_schema()).is_valid({"tour": [step]}) is fits


def test_the_schema_describes_every_key_of_a_step() -> None:
    properties = story_schema()["$defs"]["Step"]["properties"]
    assert list(properties) == ["title", "words", "focus", "window", "known_by", "view"]
    assert all(len(found["description"]) > 15 for found in properties.values())


def test_a_new_story_has_a_short_tour_of_what_it_holds(tmp_path: Path) -> None:
    write_starter(tmp_path)
    records = read_story(tmp_path)
    assert len(records.tour) == 2
    shown = {name for step in records.tour for name in step.focus}
    assert {event.id for event in records.events} | {claim.id for claim in records.claims} <= shown
