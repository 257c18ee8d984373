"""``dateline when``: one thing, two things, days, and every pair, on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dateline import Story
from dateline.export.answers import MEANING, PAIR_COLUMNS
from dateline.graph.time.allen import Allen
from dateline.graph.time.answers import things

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def when(canal_folder: Path, run: Run) -> Run:
    """Runs ``dateline when`` of the invented story: exit code, standard output, standard error."""
    return partial(run, "when", canal_folder)


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_one_thing_is_told_with_its_days_how_they_were_read_and_what_sources_relate_it_to(when: Run) -> None:
    code, out, err = when("talks")
    told = lines(out)
    assert (code, err) == (0, "")
    assert told[0] == "Talks at the lock house (Meeting): between 6 and 8 May 2025"
    assert "2025-05-06 “on Tuesday” 2025-05-10 weekday “met on Tuesday at the lock house”" in told
    assert "2025-05-08 “Vale and Brook met on 8 May”" in told
    assert "Talks at the lock house causes Canal treaty “The talks led to the treaty”" in told
    assert told[-1].startswith("conflict: ")


def test_one_thing_as_json_has_bounds_readings_relations_and_conflicts(when: Run) -> None:
    found = json.loads(when("Talks at the lock house", "--format", "json")[1])
    assert (found["id"], found["type"], found["when"]) == ("talks", "Meeting", "between 6 and 8 May 2025")
    assert (found["earliest_begin"], found["latest_end"], found["ongoing"]) == (
        "2025-05-06",
        "2025-05-08",
        False,
    )
    assert [reading["edtf"] for reading in found["readings"]] == ["2025-05-06", "2025-05-08"]
    assert found["readings"][0]["evidence"][0]["quote"] == "met on Tuesday at the lock house"
    [link] = [item for item in found["relations"] if item["relation"] == "Causes"]
    assert (link["subject"], link["object"]) == ("talks", "treaty")
    assert len(found["conflicts"]) == 1


def test_two_things_are_told_in_words_without_what_is_impossible(when: Run) -> None:
    code, out, _ = when("talks", "Canal treaty")
    told = lines(out)
    assert code == 0
    assert told[:2] == [
        "Talks at the lock house (Meeting): between 6 and 8 May 2025",
        "Canal treaty (Agreement): between 1 and 31 July 2025",
    ]
    assert told[2] == "certain: the first ended before the second began"
    assert told[4:] == ["certain before ended, and a day or more passed before the other began"]


def test_two_things_that_share_a_day_are_said_to(when: Run) -> None:
    _, out, _ = when("treaty", "toll-12")
    assert lines(out)[2] == "certain: the two share a day"
    assert lines(out)[4:] == [f"certain during {MEANING[Allen.During]}"]


def test_the_order_of_two_vague_dates_is_possible_either_way(when: Run) -> None:
    _, out, _ = when("talks", "river-summit")
    assert "possible: the first ended before the second began" in out
    assert all(line.startswith("possible ") for line in lines(out)[4:])


def test_two_things_as_json_and_csv_have_all_thirteen(when: Run, canal: Story) -> None:
    found = json.loads(when("talks", "treaty", "--format", "json")[1])
    assert found["order"] == {"before": "certain", "after": "impossible"}
    assert found["allen"] == {str(name): str(how) for name, how in canal.allen("talks", "treaty").items()}
    rows = list(csv.reader(io.StringIO(when("talks", "treaty", "--format", "csv")[1])))
    assert rows == [
        list(PAIR_COLUMNS),
        ["talks", "treaty", "certain", "impossible", *found["allen"].values()],
    ]


def test_every_pair_as_csv_is_a_row(when: Run, canal: Story) -> None:
    _, out, _ = when("--format", "csv")
    number = len(things(canal.snapshot))
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == len({(row["from"], row["to"]) for row in rows}) == number * (number - 1)


def test_a_day_lists_the_certain_before_the_possible_and_counts_the_rest(when: Run, canal: Story) -> None:
    _, out, err = when("--on", "2025-05-20")
    shown = [line.split(maxsplit=1)[0] for line in lines(out)[1:]]
    assert shown == sorted(shown)
    assert "certain on 20 May 2025 Claim The treaty will fail." in lines(out)
    listed = json.loads(when("--on", "2025-05-20", "--format", "json")[1])
    assert len(listed) == len(things(canal.snapshot))
    impossible = sum(item["certainty"] == "impossible" for item in listed)
    assert f"{impossible} left out: impossible\n" in err
    assert f"{len(listed) - impossible - len(shown)} left out: without a date" in err


def test_a_day_asked_of_one_thing_is_answered_even_when_impossible(when: Run) -> None:
    code, out, err = when("treaty", "--on", "2025-05-20")
    assert (code, err) == (0, "")
    assert lines(out)[1] == "impossible between 1 and 31 July 2025 Agreement Canal treaty"
    assert json.loads(when("treaty", "--on", "2025-07-04", "--format", "json")[1])["certainty"] == "possible"


def test_a_month_is_a_range_of_days(when: Run) -> None:
    months = when("--on", "2025-07", "--format", "csv")[1]
    assert months == when("--from", "2025-07", "--to", "2025-07-31", "--format", "csv")[1]
    assert {row["id"]: row["certainty"] for row in csv.DictReader(io.StringIO(months))}["treaty"] == "certain"


def test_a_range_may_be_open_at_a_side(when: Run) -> None:
    rows = json.loads(when("--from", "2026", "--format", "json")[1])
    answers = {row["id"]: row["certainty"] for row in rows}
    assert (answers["toll-12"], answers["toll-5"]) == ("certain", "impossible")
    assert json.loads(when("toll-5", "--to", "2025-03", "--format", "json")[1])["certainty"] == "certain"


def test_without_a_thing_or_a_day_all_dated_things_are_listed_with_when_they_were(when: Run) -> None:
    _, out, err = when()
    assert "on 20 May 2025 Claim The treaty will fail." in lines(out)
    assert "left out: without a date" in err


def test_the_days_are_those_that_the_sources_asked_for_give(when: Run) -> None:
    _, out, err = when("talks", "--told-by", "courier")
    assert lines(out)[0] == "Talks at the lock house (Meeting): on 8 May 2025"
    assert "conflict" not in out
    assert "as only later or other sources tell of them" in err
    assert lines(when("talks", "--known-by", "2025-05-10")[1])[0].endswith(": on 6 May 2025")


def test_a_file_gets_what_the_terminal_would(when: Run, tmp_path: Path) -> None:
    path = tmp_path / "talks.json"
    assert when("talks", "--format", "json", "-o", path)[:2] == (0, f"{path}\n")
    assert path.read_text("utf-8") == when("talks", "--format", "json")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tals",), "did you mean Talks at the lock house?"),
        (("Tom Brook",), '"Tom Brook" means Tom Brook, which has no time of its own; '),
        (("talks", "nothing like it"), 'no thing "nothing like it"'),
        (("talks", "Talks at the lock house"), "both names mean"),
        (("--on", "soon"), '"soon" is not a date'),
        (("--from", ""), '"" is not a date'),
        (("talks", "--on", "2025-02-30"), "is not a date"),
        (("--on", "2025-05/.."), "open side"),
        (("--from", "2026", "--to", "2025"), "run backwards"),
        (("--on", "2025", "--to", "2026"), "give either --on, or --from and --to"),
        (("talks", "treaty", "--on", "2025"), "leave out the second thing"),
        (("talks", "--format", "csv"), "as a table or as json"),
        (("talks", "--format", "docx"), 'there is no format "docx" here; one of: table, json, csv'),
        (("talks", "-o", "x.txt"), "a table is for the terminal"),
    ],
)
def test_what_cannot_be_answered_exits_2_and_says_why(
    when: Run, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = when(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("dateline: ")
    assert said in err
    assert "Traceback" not in err
