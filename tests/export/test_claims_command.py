"""``dateline claims``: the table, the files read back, what is left out, and errors in words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

import dateline
from dateline import Story
from dateline.export.claims import (
    CSV_COLUMNS,
    FORMATS,
    TABLE_COLUMNS,
    claim_rows,
    to_csv,
    to_json,
    to_markdown,
)

Run = Callable[..., tuple[int, str, str]]
PROMISE = "Dunmore will lift the toll in the summer."
WriteStory = Callable[[Path, Mapping[str, Any]], Path]


@pytest.fixture(params=["canal", "bundled"])
def story(request: pytest.FixtureRequest) -> Story:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Story)
    return found


def cells(story: Story, key: str, **filters: Any) -> dict[str, str]:
    claims = story.claims(**filters)
    row = next(row for row, claim in zip(claim_rows(claims), claims, strict=True) if claim.id == key)
    return dict(zip(TABLE_COLUMNS, row, strict=True))


def test_a_row_tells_the_promise_and_what_came_of_it_each_with_its_words(canal: Story) -> None:
    assert cells(canal, "toll-goes") == {
        "said": "between 6 and 8 May 2025",
        "who": "Ines Vale to Tom Brook",
        "how": "promised",
        "what": "Dunmore will lift the toll in the summer.",
        "in the words": "“We will lift the toll in the summer”",
        "what came of it": "broken, Canal treaty (between 1 and 31 July 2025): "
        "“In May the toll rises to 12.5%”\ndisputed by Tom Brook: not: The toll will be lifted.",
    }


def test_a_claim_without_a_date_tells_when_a_source_told_it_and_not_is_said(canal: Story) -> None:
    row = cells(canal, "toll-stays")
    assert row["said"] == "no date; told on 10 May 2025"
    assert row["how"] == "denied, not"
    assert row["what came of it"].splitlines() == [
        "disputes Ines Vale: Dunmore will lift the toll in the summer.",
        "supported by A clerk: The treaty will fail.",
    ]


@pytest.mark.parametrize(
    ("modality", "told"),
    [("Promised", "not known"), ("Predicted", "not known"), ("Demanded", "not known"), ("Asserted", "")],
)
def test_a_claim_that_waits_for_an_outcome_says_that_none_is_known(
    tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any], modality: str, told: str
) -> None:
    content = deepcopy(dict(canal_content))
    content["claims"] = [content["claims"][0] | {"modality": modality}]
    del content["claims"][0]["outcome"]
    story = dateline.open(write_story(tmp_path / "open", content))
    assert cells(story, "toll-goes")["what came of it"] == told
    assert ("What came of it: not known" in to_markdown(story.claims())) == bool(told)


def test_json_has_the_bounds_beside_the_other_keys(story: Story) -> None:
    claims = json.loads(to_json(story.claims()))
    assert len(claims) == len(story.claims()) > 0
    for claim in claims:
        assert {"id", "speakers", "addressees", "modality", "negated", "text", "about", "stance"} <= set(
            claim
        )
        assert {"said_at", "when", "earliest_begin", "latest_end", "ongoing", "known_since"} <= set(claim)
        assert {"disputes", "disputed_by", "supports", "supported_by", "outcome", "conflicts"} <= set(claim)
        assert "span" not in claim
        assert claim["evidence"]
        if claim["outcome"]:
            assert {"value", "event", "earliest_begin", "evidence", "known_since"} <= set(claim["outcome"])


def test_csv_says_the_same_as_json(story: Story) -> None:
    claims = json.loads(to_json(story.claims()))
    rows = list(csv.DictReader(io.StringIO(to_csv(story.claims()), newline="")))
    assert [row["id"] for row in rows] == [claim["id"] for claim in claims]
    for row, claim in zip(rows, claims, strict=True):
        assert tuple(row) == CSV_COLUMNS
        assert json.loads(row["speakers"]) == claim["speakers"]
        assert json.loads(row["evidence"]) == claim["evidence"]
        assert row["negated"] == str(claim["negated"]).lower()
        assert row["earliest_begin"] == (claim["earliest_begin"] or "")
        outcome = claim["outcome"] or {"value": "", "evidence": None}
        assert row["outcome"] == outcome["value"]
        assert row["outcome_evidence"] == (
            "" if not claim["outcome"] else json.dumps(outcome["evidence"], ensure_ascii=False)
        )


def items_of(markdown: str) -> list[tuple[int, str]]:
    """Each list item with its depth and its text, as a reader of Markdown shows it."""
    found, depth = [], 0
    for token in MarkdownIt().parse(markdown):
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if token.type == "inline":
            texts = [
                child.content for child in token.children or () if child.type in ("text", "text_special")
            ]
            found.append((depth, "".join(texts)))
    return found


def test_markdown_nests_the_words_below_what_they_support(canal: Story) -> None:
    assert items_of(to_markdown(canal.claims(speaker="vale"))) == [
        (1, f"between 6 and 8 May 2025 Ines Vale to Tom Brook promised: {PROMISE}"),
        (2, "“We will lift the toll in the summer” — The Herald, 2025-05-10"),
        (2, "What came of it: broken, Canal treaty (between 1 and 31 July 2025)"),
        (3, "“In May the toll rises to 12.5%” — The Herald, 2025-05-10"),
        (2, "Disputed by Tom Brook: not: The toll will be lifted."),
    ]


def test_markdown_shows_every_quote_of_every_claim(story: Story) -> None:
    shown = [text for _, text in items_of(to_markdown(story.claims()))]
    for claim in story.claims():
        for quote in (*claim.evidence, *(claim.outcome.evidence if claim.outcome else ())):
            words = " ".join(quote.quote.split())
            assert f"“{words}” — {quote.publisher}, {quote.issued}" in shown


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_command_prints_what_the_library_says_or_writes_it(
    run: Run, canal: Story, canal_folder: Path, tmp_path: Path, name: str
) -> None:
    expected = FORMATS[name](canal.claims(modality=["Promised", "Predicted"]))
    arguments = (
        "claims",
        canal_folder,
        "--modality",
        "Promised",
        "--modality",
        "Predicted",
        "--format",
        name,
    )
    code, out, err = run(*arguments)
    assert (code, err) == (0, "1 left out: not predicted or promised\n")
    assert out.rstrip("\r\n") == expected.rstrip("\r\n")
    code, out, _ = run(*arguments, "-o", tmp_path / "out")
    assert (code, out) == (0, f"{tmp_path / 'out'}\n")
    assert (tmp_path / "out").read_bytes().decode() == expected


def test_the_table_names_both_quotes_and_keeps_markup_as_text(
    run: Run,
    tmp_path: Path,
    write_story: WriteStory,
    canal_content: Mapping[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    content = deepcopy(dict(canal_content))
    content["claims"][0]["text"] = "[b]The toll goes.[/]"
    code, out, _ = run("claims", write_story(tmp_path / "markup", content), "--outcome", "broken")
    assert code == 0
    assert "[b]The toll goes.[/]" in out
    assert "“We will lift the toll in the summer”" in out
    assert "broken, Canal treaty (between 1 and 31 July 2025): “In May the toll rises to 12.5%”" in out


def test_all_filters_can_be_given_at_once(run: Run, canal_folder: Path) -> None:
    filters = ("--speaker", "Vail", "--addressee", "Brook", "--about", "canal-toll", "--modality", "promised")
    more = ("--outcome", "Broken,Kept", "--stance", "For", "--from", "2025-05", "--to", "2025", "--direct")
    code, out, err = run("claims", canal_folder, *filters, *more, "--format", "json")
    assert code == 0
    assert [claim["id"] for claim in json.loads(out)] == ["toll-goes"]
    assert err == "2 left out: not said by Ines Vale\n"


def test_that_nothing_is_found_is_said(
    run: Run, canal_folder: Path, tmp_path: Path, write_story: WriteStory, canal_content: Mapping[str, Any]
) -> None:
    code, out, err = run("claims", canal_folder, "--outcome", "Kept")
    assert (code, out) == (0, "")
    assert err.splitlines() == ["3 left out: with another outcome than kept", "no claim is left"]
    assert run("claims", canal_folder, "--outcome", "Kept", "--format", "json")[1] == "[]\n"
    empty = write_story(tmp_path / "empty", {"story": canal_content["story"]})
    assert run("claims", empty)[1:] == ("", "the story has no claims\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--speaker", "Ines Vael"), "did you mean Ines Vale?"),
        (("--modality", "Sworn"), "one of: Asserted, Predicted, Promised"),
        (("--outcome", "good"), "DidNotComeTrue, none"),
        (("--stance", "maybe"), "one of: For, Against, Open"),
        (("--from", "soon"), "is not a date"),
        (("--format", "ics"), 'no format "ics" for claims; one of: table, json, csv, md'),
        (("-o", "claims.txt"), "add --format csv or json"),
    ],
)
def test_what_cannot_be_asked_exits_2_and_says_why(
    run: Run, canal_folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run("claims", canal_folder, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_what_later_or_other_sources_tell_can_be_left_out(run: Run, canal_folder: Path) -> None:
    for limit in (("--known-by", "2025-05-15"), ("--told-by", "herald")):
        code, out, err = run("claims", canal_folder, *limit, "--format", "json")
        assert code == 0
        assert [claim["id"] for claim in json.loads(out)] == ["toll-goes", "toll-stays"]
        assert "1 claim" in err
