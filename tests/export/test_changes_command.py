"""``dateline changes`` and the limits of every other command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_changes_in_words_name_sources_items_conflicts_and_quotes(run: Run, canal_folder: Path) -> None:
    code, out, _ = run("changes", str(canal_folder), "--from", "2025-05-10", "--to", "2025-05-20")
    assert code == 0
    assert "Sources issued after 2025-05-10 and by 2025-05-20: 1\n  A treaty for the canal\n" in out
    assert "  + event: Canal treaty (between 1 and 31 July 2025)\n" in out
    assert "      when: on 6 May 2025 -> between 6 and 8 May 2025\n" in out
    assert "Conflicts opened: 1\n" in out
    assert "“Vale and Brook met on 8 May” (courier)" in out


def test_changes_as_json_hold_the_same(run: Run, canal_folder: Path) -> None:
    arguments = ("--from", "2025-05-10", "--to", "2025-05-20", "--format", "json")
    found = json.loads(run("changes", str(canal_folder), *arguments)[1])
    assert {change["id"] for change in found["added"] if change["kind"] == "event"} == {
        "river-summit",
        "treaty",
    }
    [quote] = found["opened"][0]["quotes"][:1]
    assert quote["quote"]
    assert quote["start"] is not None


def test_where_nothing_changed_it_says_so(run: Run, canal_folder: Path) -> None:
    _, out, _ = run("changes", str(canal_folder), "--from", "2025-05-10", "--to", "2025-05-11")
    assert "Nothing that is told of the story changed." in out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--from", "2025-05-20", "--to", "2025-05-10"), "write the earlier day first"),
        (("--from", "yesterday", "--to", "2025-05-10"), '"yesterday" is not a date'),
        (("--from", "2025-05-10", "--to", "2025-05-20", "--format", "pdf"), "one of: words, json"),
    ],
)
def test_bad_arguments_say_what_to_write(
    run: Run, canal_folder: Path, arguments: tuple[str, ...], problem: str
) -> None:
    code, _, err = run("changes", str(canal_folder), *arguments)
    assert code == 2
    assert problem in err


@pytest.mark.parametrize(
    "command",
    [
        ("timeline", "{story}"),
        ("claims", "{story}"),
        ("when", "{story}", "--on", "2025-05-06"),
        ("rates", "{story}", "--on", "2025-04-10"),
        ("query", "{story}", "--name", "meetings"),
        ("network", "{story}", "summary"),
        ("export", "{story}", "--to", "nq", "-o", "{folder}/out.nq"),
    ],
)
def test_every_command_answers_as_known_by_a_day_and_counts_what_it_leaves_out(
    run: Run, canal_folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    places = {"story": str(canal_folder), "folder": str(tmp_path)}
    code, out, err = run(*(part.format(**places) for part in command), "--known-by", "2025-05-10")
    assert code == 0, err
    assert "left out, as only later or other sources tell of them: 1 claim" in err
    answer = out + "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert "Canal treaty" not in answer
    told_code, told, _ = run(*(part.format(**places) for part in command), "--told-by", "herald")
    assert (told_code, told) == (0, out)


def test_check_and_build_count_conflicts_and_say_where_they_are_told(
    run: Run, canal_folder: Path, tmp_path: Path
) -> None:
    code, _, err = run("check", str(canal_folder))
    assert code == 0
    assert "1 conflict: `dateline query " in err
    code, _, err = run("build", str(canal_folder), "-o", str(tmp_path / "store"))
    assert code == 0
    assert "1 conflict: " in err
    assert "1 conflict: " in run("check", str(tmp_path / "store"))[2]


def test_before_the_first_source_it_is_said_that_nothing_was_known(run: Run, canal_folder: Path) -> None:
    code, out, err = run("claims", str(canal_folder), "--known-by", "2024")
    assert code == 0
    assert "no source of the story had been issued by 2024: nothing of it was known" in err
    assert "toll" not in out
