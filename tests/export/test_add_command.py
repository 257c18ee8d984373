"""``dateline add``: what it prints, what it refuses, and that a story grown with it checks and builds."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import dateline

Run = Callable[..., tuple[int, str, str]]
TEXT = """Eastholm, 14 June. The council of Northport voted on Thursday to keep the ferry fee.
Since Friday it is 3% instead of 8%. Ada Quill had promised to drop it before the summer.
"It will be gone by next year", she told the council.
"""
MORE = """
events:
  - id: vote
    type: Decision
    label: The council keeps the fee
    when: {edtf: 2025-06-12, phrase: on Thursday, anchor: 2025-06-14, rule: weekday}
    participants: [{actor: northport, role: DecisionMaker}]
    evidence: {source: courier, quote: voted on Thursday to keep the ferry fee}
policies:
  - id: new-fee
    type: Tariff
    label: The new fee
    states:
      - id: ferry-fee-3
        label: Fee of 3 %
        status: InForce
        rate: 3
        changed_by: vote
        when: {edtf: 2025-06-13/.., phrase: Since Friday, anchor: 2025-06-14, rule: weekday}
        evidence: {source: courier, quote: Since Friday it is 3%}
claims:
  - id: gone-next-year
    speaker: quill
    modality: Promised
    about: [new-fee]
    text: The fee will be gone by next year.
    direct: true
    said_at: vote
    evidence: {source: courier, quote: It will be gone by next year}
"""


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a new story and a text, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "courier.txt").write_text(TEXT, "utf-8")
    assert run("new", "ferries")[0] == 0
    return tmp_path


DAY_AND_TITLE = ("--issued", "2025-06-14", "--title", "The fee stays")


def test_it_says_what_it_did_and_what_to_write_next(run: Run, folder: Path) -> None:
    arguments = (*DAY_AND_TITLE, "--publisher", "Eastholm Courier", "--author", "quill")
    code, out, err = run("add", "courier.txt", *arguments, "ferries")
    assert (code, err) == (0, "")
    head, _, skeleton = out.partition("\nevents:")
    assert head.splitlines() == [
        "# ferries/sources/courier.txt: copied",
        '# ferries/story.yaml: actor "eastholm-courier" added: Eastholm Courier (Organization)',
        '# ferries/story.yaml: source "eastholm-courier-2025-06-14" added',
        "# Next: code what it says, as below, in a file such as"
        " ferries/eastholm-courier-2025-06-14.yaml; then:",
        "#   dateline check ferries",
    ]
    assert "policies:" in skeleton
    assert "claims:" in skeleton
    assert sha256(TEXT.encode()).hexdigest() in (folder / "ferries" / "story.yaml").read_text("utf-8")


def test_a_story_grown_by_a_source_checks_builds_and_answers(run: Run, folder: Path) -> None:
    assert run("add", "courier.txt", "ferries", *DAY_AND_TITLE, "--id", "courier")[0] == 0
    (folder / "ferries" / "courier.yaml").write_text(MORE, "utf-8")
    code, out, _ = run("check", "ferries")
    assert (code, out.splitlines()[-1]) == (0, "valid")
    assert run("build", "ferries", "-o", "store")[0] == 0
    story = dateline.open("store")
    assert [entry.id for entry in story.timeline()] == ["mayors-meeting", "vote"]
    assert [claim.id for claim in story.claims(speaker="Quill")] == ["quill-drops-fee", "gone-next-year"]


def test_what_is_printed_can_be_kept_as_a_file_of_the_story(run: Run, folder: Path) -> None:
    kept = folder / "ferries" / "courier.yaml"
    kept.touch()  # as a shell does before the command runs
    kept.write_text(run("add", "courier.txt", "ferries", *DAY_AND_TITLE)[1], "utf-8")
    code, _, err = run("check", "ferries")
    assert code == 1
    assert all("the quote " in line for line in err.splitlines()[:-1])


def test_without_a_publisher_it_notes_the_stand_in_on_standard_error(run: Run, folder: Path) -> None:
    code, out, err = run("add", "courier.txt", *DAY_AND_TITLE, "ferries")
    assert code == 0
    assert "note: no publisher was given" in err
    assert 'source "the-fee-stays-2025-06-14" added' in out


def test_the_command_to_check_names_the_folder_of_the_texts(run: Run, folder: Path) -> None:
    (folder / "ferries" / "sources").rename(folder / "all texts")
    code, out, _ = run("add", "courier.txt", *DAY_AND_TITLE, "ferries", "--sources", "all texts")
    assert code == 0
    assert "dateline check ferries --sources 'all texts'" in out


FAILURES: list[tuple[tuple[str, ...], str]] = [
    (("gone.txt", "ferries", *DAY_AND_TITLE), "is not there"),
    (("ferries", "ferries", *DAY_AND_TITLE), "is a folder"),
    (("courier.txt", "ferries", "--issued", "14 June", "--title", "T"), "is not a date"),
    (("courier.txt", "ferries", "--issued", "2025-06", "--title", "T"), "is not a day"),
    (("courier.txt", "ferries", "--issued", "2025-06-14", "--title", " "), "the title is empty"),
    (("courier.txt", "us-canada-trade", *DAY_AND_TITLE), "comes with dateline; copy"),
    (("courier.txt", "no-such-story", *DAY_AND_TITLE), "there is no story"),
    (("courier.txt", "courier.txt", *DAY_AND_TITLE), "is a file"),
    (("courier.txt", "store", *DAY_AND_TITLE), "is a store"),
    (("courier.txt", "ferries", *DAY_AND_TITLE, "--address", "x"), "begins with https://"),
    (("ferries/sources/2025-03-04-harbour-gazette.txt", "ferries", *DAY_AND_TITLE), 'already: "gazette"'),
]


@pytest.mark.parametrize(("arguments", "said"), FAILURES, ids=lambda value: " ".join(value)[:60])
def test_what_cannot_be_added_exits_2_and_changes_nothing(
    run: Run, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert run("build", "ferries", "-o", "store")[0] == 0
    before = {path: path.read_bytes() for path in (folder / "ferries").rglob("*") if path.is_file()}
    code, out, err = run("add", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert {path: path.read_bytes() for path in (folder / "ferries").rglob("*") if path.is_file()} == before


def test_a_story_with_findings_exits_1(run: Run, folder: Path) -> None:
    path = folder / "ferries" / "story.yaml"
    path.write_text(path.read_text("utf-8").replace("type: Meeting", "type: Meting"), "utf-8")
    code, out, err = run("add", "courier.txt", *DAY_AND_TITLE, "ferries")
    assert (code, out) == (1, "")
    assert 'did you mean "Meeting"?' in err
    assert not (folder / "ferries" / "sources" / "courier.txt").exists()
