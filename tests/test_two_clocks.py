"""What was known by a day: of the bundled story, no more than its sources could say by then."""

from __future__ import annotations

import sys
from functools import cache

import pytest

import dateline
from dateline.__main__ import main
from dateline.graph.rates.day import Rates
from dateline.graph.time.spans import Certainty

STORY = "us-canada-trade"


@cache
def known(day: str) -> dateline.Story:
    return dateline.open(STORY, known_by=day)


def rates(on: str, known_by: str, **asked: str) -> Rates:
    return known(known_by).rates(on=on, origin="canada", **asked)


def in_force(on: str, known_by: str, **asked: str) -> dict[str, str | None]:
    """The rates that were in force for certain on a day, by state, as known by another."""
    found = rates(on, known_by, **asked).in_force
    return {state.id: state.rate for state in found if state.certainty is Certainty.Certain}


def not_in_force(on: str, known_by: str) -> dict[str, tuple[str, str | None]]:
    return {state.id: (state.status, state.takes_effect) for state in rates(on, known_by).not_in_force}


def happenings(known_by: str) -> dict[str, str | None]:
    """How each event stood, as known by a day."""
    return {entry.id: entry.occurrence for entry in known(known_by).timeline().entries}


DAYS = ["2025-01-31", "2025-02-02", "2025-02-10", "2025-03-05", "2025-04-10", "2025-06-10", "2025-08-01"]


@pytest.mark.parametrize("day", [*DAYS, "2025-10-07"])
def test_no_quote_is_younger_than_what_was_known(day: str) -> None:
    story = known(day)
    issued = [row[0] or "" for row in story.query("SELECT ?d { ?s a dl:Source ; dcterms:issued ?d }").rows]
    assert issued
    assert max(issued) <= day
    quoted = [quote.issued for entry in story.timeline().entries for quote in entry.evidence]
    quoted += [quote.issued for state in rates(day, day).in_force for quote in state.evidence]
    assert all(when <= day for when in quoted)


@pytest.mark.parametrize("day", [*DAYS, "2025-10-07"])
def test_nothing_has_happened_after_the_day_by_which_it_is_known(day: str) -> None:
    later = [
        entry.id
        for entry in known(day).timeline().entries
        if entry.occurrence == "Happened" and (entry.earliest_begin or "") > day
    ]
    assert later == []


@pytest.mark.parametrize(("earlier", "later"), list(zip(DAYS, [*DAYS[1:], "2025-10-07"], strict=True)))
def test_what_was_known_stays_known(earlier: str, later: str) -> None:
    states = "SELECT ?s { ?s a dl:PolicyState }"
    before, after = ({row[0] for row in known(day).query(states).rows} for day in (earlier, later))
    assert before <= after
    assert happenings(earlier).keys() <= happenings(later).keys()


def test_on_31_january_no_tariff_on_canada_was_told_of() -> None:
    assert in_force("2025-01-31", "2025-01-31") == {}
    assert not_in_force("2025-01-31", "2025-01-31") == {}
    assert known("2025-01-31").query("ASK { ?s a dl:PolicyState ; dl:rate ?rate }").boolean is False
    assert "nb-america-first-memorandum" in happenings("2025-01-31")


def test_on_2_february_25_percent_was_announced_and_nothing_in_force() -> None:
    assert in_force("2025-02-02", "2025-02-02") == {}
    assert not_in_force("2025-02-02", "2025-02-02") == {
        "nb-canada-25-announced": ("Announced", "2025-02-04"),
        "nb-energy-10-announced": ("Announced", "2025-02-04"),
        "nb-small-shipments-without-relief": ("Announced", None),
    }
    assert "nb-order-14197" not in happenings("2025-02-02")
    assert "nb-start-of-february-4" not in happenings("2025-02-02"), "it was called off on the 3rd"


def test_on_10_february_the_tariff_was_paused_and_steel_still_exempt() -> None:
    assert in_force("2025-02-10", "2025-02-10", product="steel") == {"s232-steel-canada-exempt-2019": "0"}
    assert not_in_force("2025-02-10", "2025-02-10")["nb-canada-25-paused"] == ("Suspended", None)
    assert happenings("2025-02-10")["nb-start-of-february-4"] == "CalledOff"
    assert happenings("2025-02-10")["s232-canada-exemption-ends"] == "Planned"
    assert in_force("2025-04-01", "2025-02-10", product="steel") == {
        "nb-canada-25-from-march-4": "25",
        "s232-steel-25": "25",
    }


def test_on_5_march_all_goods_of_canada_paid_and_no_relief_for_the_usmca_was_known() -> None:
    now = in_force("2025-03-05", "2025-03-05")
    assert (now["nb-canada-25-from-march-4"], now["nb-energy-10-from-march-4"]) == ("25", "10")
    assert not {"usmca-goods-0", "potash-10"} & now.keys()
    assert in_force("2025-04-01", "2025-03-05")["nb-canada-25-from-march-4"] == "25"


def test_on_10_april_steel_paid_the_sum_that_the_order_of_29_april_took_back() -> None:
    ends = {"nb-canada-25-from-march-7", "s232-steel-25"}
    assert in_force("2025-04-10", "2025-04-10", product="steel").keys() == ends
    (pair,) = rates("2025-04-10", "2025-04-10", product="steel").pairs
    assert [word.relation for word in pair.says] == ["AddsTo"]
    assert [str(total.rate) for total in rates("2025-04-10", "2025-04-10", product="steel").sums] == ["50"]
    known = rates("2025-04-10", "2025-04-29", product="steel")
    (pair,) = known.pairs
    assert {(word.relation, word.from_id) for word in pair.says} == {
        ("AddsTo", "nb-canada-25-from-march-7"),
        ("Excludes", "nb-canada-25-from-march-7"),
    }
    assert known.sums == ()
    assert "tariff-35" not in in_force("2025-10-07", "2025-04-10")


def test_on_10_june_50_percent_on_metals_comes_before_the_border_tariff() -> None:
    assert in_force("2025-06-10", "2025-06-10", product="steel") == {
        "steel-50": "50",
        "nb-canada-25-from-march-7": "25",
    }
    (pair,) = rates("2025-06-10", "2025-06-10", product="steel").pairs
    assert [(word.relation, word.from_id) for word in pair.says] == [("Excludes", "steel-50")]


def test_on_1_july_steel_paid_50_percent_and_no_35_percent_was_known() -> None:
    now = in_force("2025-07-01", "2025-07-01")
    assert now["steel-50"] == "50"
    assert now["nb-canada-25-from-march-7"] == "25"
    assert "35" not in now.values()
    assert "35" not in in_force("2025-10-07", "2025-07-01").values()


def test_on_1_august_35_percent_took_the_place_of_25() -> None:
    now = in_force("2025-08-01", "2025-08-01")
    assert now["tariff-35"] == "35"
    assert "nb-canada-25-from-march-7" not in now
    assert "counter-tariffs-stopped" not in {
        state.id for state in known("2025-08-01").rates(on="2025-10-07", origin="united-states").not_in_force
    }


def test_on_7_october_the_article_is_the_last_word() -> None:
    now = in_force("2025-10-07", "2025-10-07")
    assert (now["tariff-35"], now["steel-50"], now["usmca-goods-0"]) == ("35", "50", "0")
    assert "s232-trucks-tariff-begins" not in happenings("2025-10-07"), "proclaimed on 17 October"
    assert happenings("2025-10-07")["oval-office-meeting"] == "Planned"


def test_the_article_alone_gives_no_rate_for_cars_and_all_sources_do() -> None:
    article = dateline.open(STORY, told_by=["wex-2025-10-07"])
    asked = {"on": "2025-10-07", "product": "cars", "origin": "canada"}
    assert {state.rate for state in article.rates(**asked).in_force} == {"35", None}
    assert "s232-cars-25" in {state.id for state in known("2025-10-07").rates(**asked).in_force}


def test_the_command_line_says_no_more_than_was_known(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    printed = []
    for known_by in ("2025-02-02", "2025-10-07"):
        asked = ["--on", "2025-10-07", "--known-by", known_by, "--origin", "canada"]
        monkeypatch.setattr(sys, "argv", ["dateline", "rates", STORY, *asked])
        monkeypatch.setenv("COLUMNS", "400")
        with pytest.raises(SystemExit):
            main()
        printed.append(capfdbinary.readouterr().out.decode())
    then, later = printed
    assert "announced for 4 February 2025" in then
    assert "35 % flat tariff" not in then
    assert "35 % flat tariff" in later
