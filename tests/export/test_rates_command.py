"""``dateline rates``: what is printed, what goes to files, and what is said beside the answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.export.rates.files import to_csv, to_json, to_markdown
from dateline.export.rates.words import nothing_known, title, why_not

Run = Callable[..., tuple[int, str, str]]
WriteStory = Callable[[Path, Mapping[str, Any]], Path]


@pytest.fixture(scope="module")
def folder(
    canal_content: Mapping[str, Any], write_story: WriteStory, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The canal with a second duty that adds to the toll, one that was announced, and one with markup."""
    content = deepcopy(dict(canal_content))
    for source in content["sources"]:
        source.pop("file")
        source.pop("sha256")
    quote = {"source": "courier", "quote": "The talks led to the treaty"}
    common = {"origins": ["ashvale"], "evidence": quote}
    content["policies"][0]["states"] += [
        {
            **common,
            **{"id": "lock-fee", "label": "Lock <fee> & *more*", "status": "InForce", "rate": 2},
            **{"products": ["barges"], "when": "2025-05-15/..", "legal_basis": "Lock Act, section 3"},
        },
        {
            **common,
            **{"id": "toll-20", "label": "Toll of 20 %", "status": "Announced", "rate": 20},
            **{"products": ["vessels"], "when": "2025-05-20/..", "takes_effect": "2025-06-01"},
        },
    ]
    content["links"].append(
        {"id": "fee-adds", "from": "lock-fee", "relation": "AddsTo", "to": "toll-12", "evidence": quote}
    )
    content["policies"][0]["states"][1]["products"] = ["vessels"]
    return write_story(tmp_path_factory.mktemp("rates") / "canal-row", content)


ASKED = ("--on", "2025-06-10", "--product", "barges", "--origin", "Ashvale")


def test_the_table_says_what_applied_what_did_not_and_what_adds_up(run: Run, folder: Path) -> None:
    code, out, err = run("rates", folder, *ASKED)
    assert code == 0
    assert out.startswith("Barges, goods of Ashvale, on 10 June 2025\n")
    assert "12.5 %" in out
    assert "Lock Act, section 3" in out
    assert "announced, to take effect on 1 June 2025  " in out
    assert "“Lock <fee> & *more*” adds to “Toll of 12.5 %”: “The talks led to the treaty”" in out
    assert "Sum of Toll of 12.5 % and Lock <fee> & *more*: 14.5 %." in out
    assert "left out" not in out
    assert "naming no goods" not in err


def test_a_heading_is_told_beside_the_answer(run: Run, folder: Path) -> None:
    _, out, err = run("rates", folder, "--on", "2025-06-10", "--product", "8901.20")
    assert "8901.20 lies in Barges (8901)" in err
    assert "12.5 %" in out


def test_nothing_known_is_a_sentence_and_no_failure(run: Run, folder: Path) -> None:
    code, out, _ = run("rates", folder, "--on", "2019-01-01", "--product", "barges")
    assert code == 0
    assert "No source of the story tells of a state on Barges that was in force on 1 January 2019." in out
    assert "Nearest after: Toll of 5 %, 5 %" not in out, "a rate in the label is not said twice"
    assert "Nearest after: Toll of 5 %" in out


def test_what_is_exempt_is_told_and_not_dropped(run: Run, folder: Path) -> None:
    _, out, _ = run("rates", folder, "--on", "2025-04-10", "--product", "tugs")
    assert "No source of the story tells of a state on Tugs" in out
    story = dateline.open(folder)
    content = story.rates(on="2025-04-10", product="vessels")
    assert [state.covers for state in content.in_force] == ["part"]


def test_what_was_to_take_effect_and_is_not_told_to_have_done_so_says_so(folder: Path) -> None:
    rates = dateline.open(folder).rates(on="2025-06-10", product="vessels")
    (announced,) = rates.not_in_force
    silent = replace(rates, in_force=())
    assert why_not(announced, silent) == (
        "announced, to take effect on 1 June 2025, without being told to be in force"
    )
    assert why_not(announced, replace(silent, on="2025-05-25")) == "announced, to take effect on 1 June 2025"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "2025-06-10", "--product", "barge"), "did you mean Barges"),
        (("--on", "2025-06-10", "--product", "7208"), "the sources give headings of chapters 89"),
        (("--on", "June"), "is not a date"),
        ((), "add --on YYYY-MM-DD"),
        (("--on", "2025-06-10", "--format", "xlsx"), 'no format "xlsx" of rates; one of: table, json'),
        (("--on", "2025-06-10", "--from", "2025"), "add --format html or svg"),
        (("--on", "2025-06-10", "-o", "x"), "a table is for the terminal"),
        (("--format", "svg", "--from", "2026", "--to", "2025"), "run backwards"),
        (("--format", "svg", "--on", "June"), "is not a date"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(
    run: Run, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run("rates", folder, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_json_has_every_group_and_a_verdict_for_each_pair(run: Run, folder: Path) -> None:
    _, out, _ = run("rates", folder, *ASKED, "--format", "json")
    found = json.loads(out)
    assert [state["id"] for state in found["in_force"]] == ["toll-12", "lock-fee"]
    assert [state["id"] for state in found["not_in_force"]] == ["toll-20"]
    assert found["in_force"][1]["evidence"][0]["quote"] == "The talks led to the treaty"
    (pair,) = found["pairs"]
    assert pair["verdict"] == "adds to"
    assert found["sums"][0]["rate"] == "14.5"
    assert found["nothing_known"] is None


def test_csv_has_a_row_for_each_state_with_its_group(folder: Path) -> None:
    rates = dateline.open(folder).rates(on="2025-06-10", product="barges", origin="ashvale")
    rows = list(csv.DictReader(io.StringIO(to_csv(rates))))
    assert [(row["group"], row["id"], row["certainty"]) for row in rows] == [
        ("in force", "toll-12", "certain"),
        ("in force", "lock-fee", "certain"),
        ("not in force", "toll-20", "certain"),
    ]
    assert json.loads(rows[1]["adds_to"]) == ["toll-12"]


def test_markdown_escapes_what_the_story_says(folder: Path) -> None:
    rates = dateline.open(folder).rates(on="2025-06-10", product="barges")
    text = to_markdown(rates)
    assert r"Lock \<fee\> \& \*more\*" in text
    assert "### Not in force on that day" in text
    assert "“In May the toll rises to 12.5%” — The Herald, 2025-05-10" in text


def test_the_command_prints_what_the_library_gives(run: Run, folder: Path, tmp_path: Path) -> None:
    rates = dateline.open(folder).rates(on="2025-06-10", product="barges", origin="ashvale")
    for name, write in (("json", to_json), ("md", to_markdown)):
        file = tmp_path / f"rates.{name}"
        run("rates", folder, *ASKED, "--format", name, "-o", file)
        assert file.read_text("utf-8") == write(rates)


def test_only_what_was_known_by_a_day_or_told_by_a_source_counts(run: Run, folder: Path) -> None:
    asked = ("--on", "2025-06-10", "--format", "json")
    _, known, _ = run("rates", folder, *asked, "--known-by", "2025-05-12")
    assert "lock-fee" not in known
    assert "toll-12" in known
    _, told, _ = run("rates", folder, *asked, "--told-by", "courier")
    assert "lock-fee" in told
    assert '"toll-12"' not in told


def test_only_possible_states_are_said_to_be_no_more_than_that(folder: Path) -> None:
    rates = dateline.open(folder).rates(on="2025-05-10", origin="ashvale")
    assert {str(state.certainty) for state in rates.in_force} == {"possible"}
    (sentence,) = nothing_known(rates)
    assert sentence.startswith("No source tells of a state on any product, goods of Ashvale, that was cert")
    assert title(rates) == "All products, goods of Ashvale, on 10 May 2025"
