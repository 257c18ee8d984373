"""Questions 1 to 15 that the first story must answer, each asked as a reader would."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest

import dateline
from dateline.export.relations import Relations

Row = dict[str, str | None]
Ask = Callable[..., list[Row]]


@cache
def story() -> dateline.Story:
    return dateline.open("us-canada-trade")


@pytest.fixture
def ask() -> Ask:
    def rows(name: str, **parameters: str) -> list[Row]:
        answer = story().query(name=name, parameters=parameters)
        found = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        # A label may be ours; every other answer has its words.
        supported = [row for row in found if "quote" in row and row.get("kind") != "label"]
        assert all(row["quote"] for row in supported), "an answer without its words"
        return found

    return rows


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
    assert rates["energy-potash-10"] == "10"
    assert rates["usmca-goods-0"] == "0"
    assert rates["steel-50"] == "50"
    assert rates["cars-in-force"] is None
    assert rates["sectoral-in-force"] is None
    assert "sectoral-to-come" not in rates, "announced is not in force"
    assert "steel-25" not in rates, "proposed is not in force"
    assert column(rows, "certainty") == {"certain"}
    exempt = next(row["exempt"] for row in rows if local(row["state"]) == "tariff-35")
    assert "Goods that comply with the USMCA" in (exempt or "")
    products = next(row["products"] for row in rows if local(row["state"]) == "energy-potash-10")
    assert set((products or "").split(", ")) == {"Energy", "Potash"}


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
    first, *_ = Relations.of(story()).connectors()
    assert first.label == "Donald Trump"
    assert any("Karoline Leavitt" in group for group in first.separates)
    assert any("Mark Carney" in group for group in first.separates)
