"""Questions 1 to 20 that the first story must answer, each asked as a reader would.

1 to 15 are asked of the article alone, the others of all sources.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

import dateline
from dateline.__main__ import main
from dateline.graph.rates.day import Rates
from dateline.graph.rates.states import RateState

Row = dict[str, str | None]
Ask = Callable[..., list[Row]]
Run = Callable[..., str]
Path_ = dict[str, Any]


@cache
def whole() -> dateline.Story:
    return dateline.open("us-canada-trade")


@cache
def story() -> dateline.Story:
    return dateline.open("us-canada-trade", told_by=["wex-2025-10-07"])


def _asked(of: dateline.Story) -> Ask:
    def rows(name: str, **parameters: str) -> list[Row]:
        answer = of.query(name=name, parameters=parameters)
        found = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        # A label may be ours; every other answer has its words.
        supported = [row for row in found if "quote" in row and row.get("kind") != "label"]
        assert all(row["quote"] for row in supported), "an answer without its words"
        return found

    return rows


@pytest.fixture
def ask() -> Ask:
    """Asks a canned query of the story as the article tells it."""
    return _asked(story())


@pytest.fixture
def ask_all() -> Ask:
    """Asks a canned query of the story as all sources tell it."""
    return _asked(whole())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs ``dateline`` with arguments in this process, and gives what it prints."""

    def call(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["dateline", *arguments])
        monkeypatch.setenv("COLUMNS", "400")
        with pytest.raises(SystemExit) as caught:
            main()
        assert caught.value.code in (None, 0)
        return capfdbinary.readouterr().out.decode()

    return call


def local(iri: str | None) -> str:
    return (iri or "").removeprefix(story().snapshot.base)


def column(rows: list[Row], name: str) -> set[str]:
    return {row[name] or "" for row in rows}


def quotes(rows: list[Row], name: str = "quote") -> str:
    return " | ".join(row[name] or "" for row in rows)


def test_1_where_and_when_carney_and_trump_met_in_order_and_how_each_date_is_known(ask: Ask) -> None:
    rows = ask("meetings", a="carney", b="trump")
    met = list(dict.fromkeys((local(r["event"]), r["place"], r["edtf"], r["phrase"]) for r in rows))
    assert [row[0] for row in met] == [
        "white-house-meeting-may",
        "g7-meeting",
        "g7-summit",
        "unga-meeting",
        "oval-office-meeting",
    ]
    by_id = {row[0]: row[1:] for row in met}
    assert by_id["white-house-meeting-may"] == ("White House (the building)", "2025-05", "that month")
    assert by_id["g7-summit"] == ("Canada (the land)", "2025-06", "in June")
    assert by_id["unga-meeting"] == ("New York", "2025-09", "last month")
    assert by_id["oval-office-meeting"][1] == "2025-10-07"
    assert "informal" in quotes([r for r in rows if local(r["event"]) == "unga-meeting"])
    bounds = {local(r["event"]): (r["earliest"], r["latest"], r["occurrence"]) for r in rows}
    assert bounds["g7-summit"] == ("2025-06-01", "2025-06-30", "Happened")
    assert bounds["oval-office-meeting"] == ("2025-10-07", "2025-10-07", "Planned")


def test_2_which_rates_applied_to_canadian_goods_on_7_october_and_what_is_exempt(ask: Ask) -> None:
    rows = ask("rates", day="2025-10-07", origin="Canada")
    rates = {local(row["state"]): row["rate"] for row in rows}
    assert rates["tariff-35"] == "35"
    assert (rates["energy-10"], rates["potash-10"]) == ("10", "10")
    assert rates["usmca-goods-0"] == "0"
    assert rates["steel-50"] == "50"
    assert rates["sectoral-in-force"] is None
    assert "s232-cars-25" not in rates, "the article gives no rate for cars"
    assert "sectoral-to-come" not in rates, "announced is not in force"
    assert "steel-25" not in rates, "proposed is not in force"
    assert column(rows, "certainty") == {"certain"}
    exempt = next(row["exempt"] for row in rows if local(row["state"]) == "tariff-35")
    assert "Goods that comply with the USMCA" in (exempt or "")
    products = {local(row["state"]): row["products"] for row in rows}
    assert (products["energy-10"], products["potash-10"]) == ("Energy", "Potash")
    assert products["sectoral-in-force"] == "Cars"


def test_3_what_each_person_predicted_about_the_meeting_and_with_what_modality(ask: Ask) -> None:
    rows = ask("predictions", about="oval-office-meeting")
    assert column(rows, "modality") == {"Predicted"}
    assert column(rows, "speaker") >= {
        "Donald Trump",
        "Karoline Leavitt",
        "Imran Bayoumi",
        "Christopher Hernandez-Roy",
        "Unnamed White House official",
        "Unnamed White House source",
    }
    denied = {local(row["claim"]) for row in rows if row["not"]}
    assert denied >= {"bayoumi-no-announcement", "official-no-relief", "source-no-deal"}
    assert "cordial" in quotes([row for row in rows if local(row["claim"]) == "source-cordial"])


def test_4_what_canada_conceded_and_what_it_is_said_to_have_got(ask: Ask) -> None:
    rows = ask("concessions", actor="canada")
    assert column(rows, "givenUp") == {
        "Carney repeals the digital services tax",
        "Carney stops the dollar-for-dollar tariffs",
    }
    assert column(rows, "by") == {"Mark Carney"}
    answers = {(row["commentBy"], row["not"]) for row in rows}
    assert ("Imran Bayoumi", "not") in answers, "it has not resulted in a new deal"
    assert ("Pierre Poilievre", "not") in answers, "winning nothing in return"
    said = quotes(rows, "commentQuote")
    assert "new trade deal" in said
    assert "nothing in return" in said


def test_5_the_chain_from_the_digital_services_tax_to_the_35_percent_tariff(ask: Ask) -> None:
    rows = ask("chain", start="dst-announcement", end="tariff-35")
    hops = list(dict.fromkeys((row["hop"], row["cause"], row["effect"]) for row in rows))
    assert [hop[0] for hop in hops] == ["1", "2", "3"]
    for earlier, later in pairwise(hops):
        assert earlier[2] == later[1], "each hop begins where the last one ended"
    assert "digital services tax" in (hops[0][1] or "")
    assert "35 %" in (hops[-1][2] or "")


def test_6_which_statements_come_from_sources_that_are_not_named(ask: Ask) -> None:
    rows = ask("unnamed-sources")
    assert column(rows, "who") == {"Unnamed White House official", "Unnamed White House source"}
    assert column(rows, "outlet") == {"Washington Examiner"}
    assert column(rows, "issued") == {"2025-10-07"}
    statements = {(row["who"], row["statement"]) for row in rows}
    assert len({s for who, s in statements if who == "Unnamed White House official"}) == 5
    assert len({s for who, s in statements if who == "Unnamed White House source"}) == 4


@pytest.mark.parametrize(
    ("expert", "post", "institution"),
    [
        ("Bayoumi", "Associate Director", "Atlantic Council"),
        ("Hernandez-Roy", "Deputy Director", "Center for Strategic and International Studies"),
        ("Dumbacher", "senior fellow", "Council on Foreign Relations"),
    ],
)
def test_7_which_expert_speaks_for_which_institution_in_which_post(
    ask: Ask, expert: str, post: str, institution: str
) -> None:
    (row, *_) = ask("posts", holder=expert)
    assert post in (row["post"] or "")
    assert institution in (row["organization"] or "", row["partOf"] or "")


def test_8_the_promise_about_the_51st_state_and_what_became_of_it(ask: Ask) -> None:
    rows = ask("promises", about="51st state")
    assert {local(row["claim"]) for row in rows} == {"trump-51st-pledge"}
    row = rows[0]
    assert (row["speaker"], row["addressee"]) == ("Donald Trump", "Mark Carney")
    assert row["place"] == "White House (the building)"
    assert row["outcome"] == "Broken"
    assert row["settledAt"] == "Trump's address to his military generals"
    assert "forget" in (row["outcomeQuote"] or "")


def test_9_how_poilievre_is_spelled_and_what_he_demanded(ask: Ask) -> None:
    spelled = {(row["spelling"], row["kind"]) for row in ask("spellings", actor="poilievre")}
    assert ("Pierre Poilievre", "label") in spelled
    assert ("Pierre Polievre", "misspelling") in spelled
    rows = ask("demands", speaker="Pierre Polievre")
    assert column(rows, "addressee") == {"Mark Carney"}
    in_letter = [row for row in rows if row["occasion"]]
    assert column(in_letter, "means") == {"letter"}
    assert {(row["earliest"], row["latest"]) for row in in_letter} == {("2025-09-29", "2025-10-05")}
    assert "negotiate a win" in quotes(rows)
    assert "promised wins" in quotes(rows)


def test_10_what_is_still_to_come_seen_from_the_day_of_publication(ask: Ask) -> None:
    rows = ask("still-to-come")
    assert {local(row["event"]) for row in rows} == {
        "carney-visit",
        "oval-office-meeting",
        "sectoral-announcement",
        "usmca-review-2026",
        "usmca-deadline-2026",
        "usmca-talks",
    }
    later = {local(row["event"]) for row in ask("still-to-come", day="2026-01-01")}
    assert later == {"usmca-review-2026", "usmca-deadline-2026", "usmca-talks"}


def test_11_who_hosted_the_g7_summit_who_left_early_and_what_followed(ask: Ask) -> None:
    rows = ask("event-and-aftermath", event="g7-summit")
    told = {(row["aspect"], row["what"], row["who"]) for row in rows}
    assert ("1 role", "Host", "Mark Carney") in told
    assert ("2 part of it", "Trump's early departure from the G7 summit", "Donald Trump") in told
    assert any(
        aspect == "3 came after" and "Iran" in (what or "") and who == "Donald Trump"
        for aspect, what, who in told
    )


def test_12_what_the_steel_tariffs_started_as_and_since_when_they_are_50_percent(ask: Ask) -> None:
    rows = ask("policy-history", policy="steel-aluminum-tariff")
    states = list(dict.fromkeys((r["status"], r["rate"], r["edtf"], r["phrase"]) for r in rows))
    assert states == [("Proposed", "25", None, None), ("InForce", "50", "2025-06/..", "since June")]


def test_13_which_policies_an_expert_expects_trump_to_ask_canada_to_join(ask: Ask) -> None:
    rows = ask("expected-policies", speaker="Hernandez-Roy")
    asked = {(row["policy"], row["kind"]) for row in rows}
    assert ("Golden Dome", "defence programme") in asked
    assert ("Gang Suppression Force", "security mission") in asked
    assert any("Deputy Director" in (row["post"] or "") for row in rows)


def test_14_everything_that_anyone_says_about_the_golden_dome_with_stance(ask: Ask) -> None:
    rows = ask("said-about", about="Golden Dome")
    said = {(row["who"], row["modality"], row["stance"]) for row in rows}
    assert said == {
        ("Christopher Hernandez-Roy", "Predicted", None),
        ("Erin Dumbacher", "Recommended", "For"),
        ("Erin Dumbacher", "Asserted", None),
    }


def test_15_who_is_linked_to_whom_and_who_connects_groups_that_are_otherwise_apart(ask: Ask) -> None:
    shared = {row["other"]: row["events"] for row in ask("co-participation", actor="carney")}
    assert "Donald Trump" in shared
    assert "Oval Office meeting" in (shared["Donald Trump"] or "")
    first, *_ = story().brokers().found
    assert first.label == "Donald Trump"
    assert any("Karoline Leavitt" in group for group in first.separates)
    assert any("Mark Carney" in group for group in first.separates)


def test_15_the_command_tells_who_connects_groups_that_are_otherwise_apart(run: Run) -> None:
    asked = ("network", "--told-by", "wex-2025-10-07", "us-canada-trade", "brokers")
    found = json.loads(run(*asked, "--roles", "--constraint", "--json"))
    first = found[0]
    assert first["label"] == "Donald Trump"
    groups = [set(group) for group in first["separates"]]
    assert any("Karoline Leavitt" in group for group in groups)
    assert any("Mark Carney" in group for group in groups)
    assert not any({"Karoline Leavitt", "Mark Carney"} <= group for group in groups)
    assert first["roles"]["liaison"] > 0
    assert "Donald Trump" in run(*asked)


def _steps_by_day(path: Path_) -> list[str]:
    """The days by which the steps of a path are done, each of which has words that the article holds."""
    assert all(hop["quotes"] for hop in path["hops"])
    return [hop["arrives"] for hop in path["hops"]]


def test_20_the_three_shortest_paths_that_respect_time_from_the_companies_to_the_oval_office(
    run: Run,
) -> None:
    asked = ("network", "us-canada-trade", "path", "American technology companies", "oval-office-meeting")
    of_article = ("--told-by", "wex-2025-10-07")
    paths = json.loads(run(*asked, *of_article, "--json"))
    assert [len(path["hops"]) for path in paths] == [4, 4, 4]
    for path in paths:
        assert path["planned"] == ["Oval Office meeting of Trump and Carney"]
        assert path["hops"][0]["from"] == "american-tech-companies"
        assert path["hops"][-1]["to"] == "oval-office-meeting"
        days = _steps_by_day(path)
        assert days == sorted(days)
        assert days[-1] == "2025-10-07"
    first = [hop["sentence"] for hop in paths[0]["hops"]]
    assert first == [
        "American technology companies was the target of Canada announces a digital services tax",
        "Canada announces a digital services tax led to Trump upends the talks",
        "Donald Trump decided on Trump upends the talks",
        "Donald Trump attended Oval Office meeting of Trump and Carney",
    ]
    # No source tells when the tax was announced, only that it was before the talks were upended.
    assert {path["certain"] for path in paths} == {False}
    assert "1, possible" in run(*asked, *of_article)


def test_20_the_other_sources_know_ways_that_are_certain(run: Run) -> None:
    asked = ("network", "us-canada-trade", "path", "American technology companies", "oval-office-meeting")
    paths = json.loads(run(*asked, "--json"))
    assert [path["certain"] for path in paths] == [True, True, False]
    assert json.loads(run(*asked, "--to", "2025-10-06", "--json")) == []
    backward = ("network", "us-canada-trade", "path", asked[4], asked[3], "--certain", "--json")
    assert json.loads(run(*backward)) == []


# 16 to 19, of all sources


def _ids(states: tuple[RateState, ...]) -> set[str]:
    return {state.id for state in states}


def _steel_of_canada(day: str) -> tuple[dict[str, RateState], Rates]:
    rates = whole().rates(on=day, product="steel", origin="canada")
    assert all(state.evidence for state in rates.in_force), "a rate without its words"
    return {state.id: state for state in rates.in_force}, rates


def _said(state: RateState) -> str:
    return " | ".join(" ".join(quote.quote.split()) for quote in state.evidence)


def test_16_what_changed_between_what_was_known_on_1_august_and_on_7_october(run: Run) -> None:
    changes = whole().changes("2025-08-01", "2025-10-07")
    assert set(changes.sources) == {
        "United States Surtax Order (2025-1)",
        "United States Surtax Order (Steel and Aluminum 2025)",
        "[Article on the visit of Prime Minister Carney to Washington on 7 October 2025]",
    }
    added = {change.id: change for change in changes.added}
    assert {"counter-tariffs-stopped", "dst-repealed", "ca-other-goods-surtax-repealed"} <= added.keys()
    assert {"oval-office-meeting", "unga-meeting", "ca-sor-2025-181-made"} <= added.keys()
    assert all(change.quotes for change in changes.added)
    revised = {change.id: change for change in changes.revised}
    assert "tariff-35" not in added, "it was known on 1 August"
    surtax = revised["counter-tariffs-in-force"]
    assert surtax.was is not None
    assert (surtax.was.latest_end, surtax.when.latest_end) == (None, "2025-08-31")
    assert [clash.id for clash in changes.opened] == ["s232-conflict-50-for-all-countries"]
    told = run("changes", "us-canada-trade", "--from", "2025-08-01", "--to", "2025-10-07")
    assert "stopped dollar-for-dollar tariffs on most U.S. imports" in told


def test_17_canadian_steel_on_10_february_was_exempt() -> None:
    in_force, rates = _steel_of_canada("2025-02-10")
    assert in_force.keys() == {"s232-steel-canada-exempt-2019"}
    exempt = in_force["s232-steel-canada-exempt-2019"]
    assert (exempt.rate, str(exempt.certainty), exempt.latest_end) == ("0", "certain", "2025-03-11")
    assert exempt.legal_basis == "Proclamation 9705, clause 2, as amended; Proclamation 9894"
    assert "Canada, Proclamation 9894 of May 19, 2019" in _said(exempt)
    held = {state.id: state.status for state in rates.not_in_force}
    assert held["nb-canada-25-paused"] == "Suspended"
    assert held["s232-steel-aluminum-25-announced"] == "Announced"


def test_17_canadian_steel_on_1_april_paid_25_percent_once() -> None:
    in_force, rates = _steel_of_canada("2025-04-01")
    assert {name: state.rate for name, state in in_force.items()} == {
        "nb-canada-25-from-march-7": "25",
        "s232-steel-25": "25",
    }
    assert "Proclamation 10896" in (in_force["s232-steel-25"].legal_basis or "")
    assert "Executive Order 14193" in (in_force["nb-canada-25-from-march-7"].legal_basis or "")
    assert "Goods that comply with the USMCA" in {
        item.label for item in in_force["nb-canada-25-from-march-7"].exempts
    }
    (words,) = (pair.says for pair in rates.pairs)
    adds, excludes = sorted(words, key=lambda word: word.relation)
    assert {(word.from_id, word.to_id) for word in words} == {("nb-canada-25-from-march-7", "s232-steel-25")}
    assert (adds.relation, {quote.issued for quote in adds.evidence}) == ("AddsTo", {"2025-02-01"})
    assert (excludes.relation, {quote.issued for quote in excludes.evidence}) == ("Excludes", {"2025-04-29"})
    assert rates.sums == ()


def test_17_canadian_steel_on_10_july_paid_50_percent(run: Run) -> None:
    in_force, rates = _steel_of_canada("2025-07-10")
    steel = in_force["steel-50"]
    assert (steel.rate, str(steel.certainty), steel.earliest_begin) == ("50", "certain", "2025-06-04")
    assert "Proclamation of June 3, 2025" in (steel.legal_basis or "")
    assert "raising the tariff on steel and aluminum imports from 25% to 50%" in _said(steel)
    ((word,),) = (pair.says for pair in rates.pairs)
    assert (word.relation, word.from_id, word.to_id) == (
        "Excludes",
        "steel-50",
        "nb-canada-25-from-march-7",
    )
    told = run("rates", "us-canada-trade", "--on", "2025-07-10", "--product", "steel", "--origin", "canada")
    assert "50 % tariff on steel and aluminum" in told


def test_17_the_history_of_the_steel_tariff_in_sparql(ask_all: Ask) -> None:
    rows = ask_all("policy-history", policy="steel-aluminum-tariff")
    begins = {local(row["state"]): row["earliestBegin"] for row in rows}
    assert begins["s232-steel-aluminum-25-announced"] == "2025-02-10"
    assert begins["s232-steel-25"] == "2025-03-12"
    assert begins["steel-50"] == "2025-06-04"


def _surtaxes(day: str) -> tuple[set[str], set[str]]:
    """The Canadian surtaxes on goods of the United States in force on a day, and those that had ended."""
    rates = whole().rates(on=day, origin="united-states")
    ours = [state for state in rates.in_force if "canada" in {one.id for one in state.imposed_by}]
    assert {(state.rate, str(state.certainty)) for state in ours} == {("25", "certain")}
    assert all("SOR/2025-" in (state.legal_basis or "") for state in ours)
    ended = {state.id for state in rates.not_in_force if state.status == "Repealed"}
    return {state.id for state in ours}, ended


def test_18_which_canadian_surtax_was_in_force_on_15_may_and_on_7_october(ask_all: Ask, run: Run) -> None:
    in_may, ended = _surtaxes("2025-05-15")
    assert in_may == {
        "counter-tariffs-in-force",
        "ca-steel-surtax-from-april-9",
        "ca-aluminum-surtax-from-april-9",
        "ca-other-goods-surtax-from-april-9",
        "ca-98-99-surtax-from-april-9",
    }
    assert not ended
    in_october, ended = _surtaxes("2025-10-07")
    assert in_october == {
        "ca-steel-surtax-from-august-29",
        "ca-aluminum-surtax-from-august-29",
        "ca-98-99-surtax-from-august-29",
    }
    assert ended == {"counter-tariffs-stopped", "ca-other-goods-surtax-repealed"}
    rows = ask_all("rates", day="2025-10-07", origin="united-states")
    assert in_october <= {local(row["state"]) for row in rows}
    asked = ("rates", "us-canada-trade", "--on", "2025-05-15", "--origin", "united-states")
    assert "25 % surtax on steel" in run(*asked)


def test_19_where_two_sources_disagree_and_about_what(ask_all: Ask, run: Run) -> None:
    rows = ask_all("conflicts")
    said: dict[str, set[str]] = {}
    for row in rows:
        said.setdefault(row["reason"] or "", set()).add(" ".join((row["quote"] or "").split()))
    day, threat, steel = sorted(said, key=lambda reason: ("dated" not in reason, "threat" not in reason))
    assert "2025-02-10" in day
    assert "2025-02-11" in day
    assert {quote.split(",")[0] for quote in said[day]} >= {"tenth day of February", "On February 11"}
    assert "to the national security and foreign policy of the United States" in said[threat]
    assert "to the national security, foreign policy, and economy of the United States" in said[threat]
    assert "United Kingdom" in steel
    assert any(
        quote.startswith("like all other countries, Canada is subject to 50%") for quote in said[steel]
    )
    assert any("shall remain at 25 percent" in quote for quote in said[steel])
    assert "United Kingdom" in run("query", "us-canada-trade", "--name", "conflicts")
