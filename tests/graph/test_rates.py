"""Rates of a day: what applied, to which goods, of whom; what adds up; and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline import Story
from dateline.errors import DateError, UnknownNameError
from dateline.graph.rates.products import Cover, find_goods, interval
from dateline.graph.time.spans import Certainty

QUOTE = {"source": "herald", "quote": "a toll of 5% on barges"}
STACKS = {"source": "courier", "quote": "The talks led to the treaty"}


def state(name: str, **more: Any) -> dict[str, Any]:
    given = {"id": name, "label": name, "status": "InForce", "when": "2025-03-04/..", "evidence": QUOTE}
    return {**given, **more}


def link(name: str, one: str, relation: str, other: str) -> dict[str, Any]:
    return {"id": name, "from": one, "relation": relation, "to": other, "evidence": STACKS}


PRODUCTS = [
    {"id": "goods", "label": "All goods"},
    {"id": "steel", "label": "Steel", "broader": "goods", "codes": ["7206.10-7216.50", "7301.10"]},
    {"id": "nails", "label": "Nails", "broader": "steel", "codes": ["7317"]},
    {"id": "rails", "label": "Rails", "broader": "steel"},
    {"id": "salt", "label": "Salt", "broader": "goods", "codes": "2501.00"},
]
ACTORS = [
    {"id": "borland", "type": "Country", "label": "Borland", "member_of": ["river-states"]},
    {"id": "river-states", "type": "Group", "label": "The river states"},
    {"id": "others", "type": "Group", "label": "All other countries"},
    {"id": "all", "type": "Group", "label": "All countries"},
]
GOODS = {"products": ["goods"], "origins": ["ashvale"]}
STEEL = {"products": ["steel"], "origins": ["ashvale", "others"]}
STATES = [
    state("goods-25", rate=25, exempts=["salt"], legal_basis="Act 1", **GOODS),
    state("steel-50", rate=50, **STEEL),
    state("nails-7", rate=7, products=["nails"], origins=["river-states"]),
    state("levy-2", rate="2.5", products=["goods"], origins=["all"], amends=["goods-25"]),
    state("maybe-9", rate=9, when="2025-05/..", products=["steel"], origins=["ashvale"]),
    state("old-1", rate=1, when="2024-01-01/2024-06-30", **STEEL),
    state("soon-30", rate=30, status="Announced", takes_effect="2025-04-02", **STEEL),
    state("pause-30", rate=30, status="Suspended", when="2025-08-01/2025-08-31", **STEEL),
    state("plain", products=[], origins=["ashvale"]),
    state("worldwide", rate=3, products=["salt"]),
]
LINKS = [link("adds", "levy-2", "AddsTo", "steel-50"), link("not-both", "steel-50", "Excludes", "goods-25")]


@pytest.fixture(scope="module")
def content(canal_content: Mapping[str, Any]) -> dict[str, Any]:
    copy = deepcopy(dict(canal_content))
    copy["products"] += PRODUCTS
    copy["actors"] += ACTORS
    copy["policies"].append({"id": "duty", "type": "Tariff", "label": "Duty", "states": deepcopy(STATES)})
    copy["links"] += LINKS
    for source in copy["sources"]:
        source.pop("file")
        source.pop("sha256")
    return copy


@pytest.fixture(scope="module")
def river(
    content: dict[str, Any],
    write_story: Callable[[Path, Mapping[str, Any]], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Story:
    return dateline.open(write_story(tmp_path_factory.mktemp("river"), content))


DAY = "2025-05-15"


def answers(story: Story, **asked: str) -> dict[str, tuple[str, str | None]]:
    found = story.rates(**{"on": DAY, **asked})
    return {item.id: (str(item.certainty), item.covers and str(item.covers)) for item in found.in_force}


def test_a_product_is_covered_by_broader_goods_and_in_part_by_narrower_ones(river: Story) -> None:
    found = answers(river, product="steel")
    assert found["steel-50"] == ("certain", "whole")
    assert found["goods-25"] == ("certain", "whole")
    assert found["nails-7"] == ("certain", "part")
    assert found["maybe-9"] == ("possible", "whole")
    assert "worldwide" not in found


def test_a_state_that_names_no_goods_is_there_and_says_so(river: Story) -> None:
    assert answers(river, product="steel")["plain"] == ("certain", "no goods named")


def test_announced_and_suspended_are_never_taken_for_in_force(river: Story) -> None:
    found = river.rates(on="2025-08-15", product="steel")
    assert not {"soon-30", "pause-30"} & {item.id for item in found.in_force}
    apart = {item.id: (item.status, item.takes_effect) for item in found.not_in_force}
    assert apart == {"soon-30": ("Announced", "2025-04-02"), "pause-30": ("Suspended", None)}


def test_what_spares_the_goods_is_listed_as_exempt_with_its_words(river: Story) -> None:
    found = river.rates(on=DAY, product="salt", origin="ashvale")
    assert "goods-25" not in {item.id for item in found.in_force}
    (exempt,) = found.exempt
    assert (exempt.id, exempt.exempt_by[0].label, exempt.legal_basis) == ("goods-25", "Salt", "Act 1")
    assert exempt.evidence[0].quote == QUOTE["quote"]


def test_an_exemption_of_other_goods_spares_nothing(river: Story) -> None:
    (state,) = (item for item in river.rates(on=DAY, product="rails").in_force if item.id == "goods-25")
    assert [thing.id for thing in state.exempts] == ["salt"]
    assert state.exempt_by == ()


@pytest.mark.parametrize(
    ("origin", "there", "not_there"),
    [
        ("ashvale", {"goods-25", "steel-50", "levy-2", "maybe-9"}, {"nails-7"}),
        ("borland", {"steel-50", "nails-7", "levy-2"}, {"goods-25", "maybe-9"}),
        ("dunmore", {"steel-50", "levy-2"}, {"nails-7", "goods-25"}),
        ("marsh", set(), {"steel-50", "levy-2", "goods-25"}),
    ],
)
def test_goods_of_an_origin_are_met_by_name_by_membership_and_by_all_countries(
    river: Story, origin: str, there: set[str], not_there: set[str]
) -> None:
    found = set(answers(river, origin=origin))
    assert there <= found
    assert not not_there & found


def test_a_state_without_origins_is_counted_and_not_guessed(river: Story) -> None:
    assert "worldwide" in answers(river)
    found = river.rates(on=DAY, origin="ashvale")
    assert "worldwide" not in {item.id for item in found.in_force}
    assert found.left_out["without a word on whose goods are meant"] == 1


@pytest.mark.parametrize("origin", [None, "ashvale", "borland", "dunmore", "marsh", "all"])
@pytest.mark.parametrize("day", ["2024-03-01", DAY, "2025-08-15"])
def test_the_canned_query_gives_the_same_states(river: Story, day: str, origin: str | None) -> None:
    asked = {"day": day} | ({"origin": origin} if origin else {})
    answer = river.query(name="rates", parameters=asked)
    where = answer.columns.index("state"), answer.columns.index("certainty")
    rows = {(river.snapshot.id_of(row[where[0]] or ""), row[where[1]]) for row in answer.rows}
    found = river.rates(on=day, origin=origin)
    assert rows == {(item.id, str(item.certainty)) for item in found.in_force}


def test_each_pair_has_what_the_sources_say_with_the_words(river: Story) -> None:
    pairs = river.rates(on=DAY, product="steel", origin="ashvale").pairs
    said = {frozenset((pair.one.id, pair.other.id)): pair.says for pair in pairs}
    (adds,) = said[frozenset(("levy-2", "steel-50"))]
    assert (adds.relation, adds.from_id, adds.to_id) == ("AddsTo", "levy-2", "steel-50")
    assert adds.evidence[0].quote == STACKS["quote"]
    (excludes,) = said[frozenset(("goods-25", "steel-50"))]
    assert (excludes.relation, excludes.from_id) == ("Excludes", "steel-50")
    assert said[frozenset(("levy-2", "maybe-9"))] == ()


def test_a_state_that_excludes_another_by_itself_is_quoted_by_itself(canal: Story) -> None:
    found = canal.rates(on="2025-04-30", origin="ashvale")
    assert found.pairs == (), "the other state had not begun"
    words = {word.link for pair in canal.rates(on="2025-05-01").pairs for word in pair.says}
    assert words <= {None}


def test_a_sum_is_of_states_that_sources_join_and_of_no_others(river: Story) -> None:
    (found,) = river.rates(on=DAY, product="steel", origin="ashvale").sums
    assert ({thing.id for thing in found.states}, found.rate) == ({"levy-2", "steel-50"}, "52.5")


def test_no_sum_without_certainty_without_a_product_or_against_a_word(
    content: dict[str, Any], write_story: Callable[[Path, Mapping[str, Any]], Path], tmp_path: Path
) -> None:
    copy = deepcopy(content)
    copy["links"].append(link("both", "maybe-9", "Excludes", "steel-50"))
    story = dateline.open(write_story(tmp_path, copy))
    assert story.rates(on=DAY, product="steel", origin="ashvale").sums == ()
    assert story.rates(on=DAY, product="steel", origin="dunmore").sums != ()
    assert story.rates(on=DAY).sums == ()


def test_when_nothing_is_known_the_nearest_states_are_named(river: Story) -> None:
    found = river.rates(on="2024-12-01", product="steel", origin="ashvale")
    assert found.nothing_known
    assert (found.earlier and found.earlier.id, found.later and found.later.id) == ("old-1", "goods-25")
    assert (found.sums, found.pairs) == ((), ())


def test_a_state_says_which_state_changed_its_terms(river: Story) -> None:
    by_id = {item.id: item for item in river.rates(on=DAY).in_force}
    assert [thing.id for thing in by_id["goods-25"].amended_by] == ["levy-2"]
    assert [thing.id for thing in by_id["levy-2"].amends] == ["goods-25"]


@pytest.mark.parametrize(
    ("asked", "whole", "part"),
    [
        ("7208.51", {"steel", "goods"}, {"rails"}),
        ("HS 7208", {"steel", "goods"}, {"rails"}),
        ("7317.00", {"nails", "goods"}, set()),
        ("72", set(), {"steel", "goods"}),
        ("2501", set(), {"salt", "goods"}),
        ("2501.00.10", {"salt", "goods"}, set()),
        ("7216.50-7301.20", set(), {"steel", "goods"}),
    ],
)
def test_a_heading_finds_the_products_that_hold_it_or_lie_in_it(
    river: Story, asked: str, whole: set[str], part: set[str]
) -> None:
    found, base = find_goods(river.snapshot, asked), river.snapshot.base
    assert {iri.removeprefix(base) for iri in found.whole} == whole
    assert {iri.removeprefix(base) for iri in found.part} == part


def test_a_kind_set_apart_within_its_heading_is_a_part_of_it(
    content: dict[str, Any], write_story: Callable[[Path, Mapping[str, Any]], Path], tmp_path: Path
) -> None:
    copy = deepcopy(content)
    copy["products"].append(
        {"id": "table-salt", "label": "Table salt", "broader": "salt", "codes": "2501.00"}
    )
    copy["policies"][-1]["states"].append(state("salt-4", rate=4, products=["salt"], exempts=["table-salt"]))
    found = dateline.open(write_story(tmp_path, copy)).rates(on=DAY, product="2501.00")
    assert "salt-4" in {item.id for item in found.in_force}, "only table salt is spared"


def test_headings_of_its_own_keep_a_broader_product_from_holding_others(river: Story) -> None:
    assert "steel-50" not in answers(river, product="nails")
    assert answers(river, product="rails")["steel-50"] == ("certain", "whole")


def test_what_a_heading_was_taken_for_is_said(river: Story) -> None:
    found = river.rates(on=DAY, product="7208.51")
    assert found.read_as == ("7208.51 lies in Steel (7206.10-7216.50)",)
    assert found.product == "HS 7208.51"
    assert river.rates(on=DAY, product="Steel").read_as == ()


def test_unknown_goods_and_headings_get_the_nearest(river: Story, canal: Story) -> None:
    with pytest.raises(UnknownNameError, match="did you mean Steel"):
        river.rates(on=DAY, product="steal")
    with pytest.raises(UnknownNameError, match=r"of chapter 73 the sources give 7301.10, 7317"):
        river.rates(on=DAY, product="7399")
    with pytest.raises(UnknownNameError, match="headings of chapters 89"):
        canal.rates(on=DAY, product="01")
    with pytest.raises(DateError):
        river.rates(on="in May")


@given(st.from_regex(r"[0-9]{2}([0-9]{2}(\.?[0-9]{2}){0,3})?", fullmatch=True), st.integers(0, 99))
def test_a_heading_holds_every_longer_one_that_begins_with_it(code: str, more: int) -> None:
    low, high = interval(code)
    assert len(low) == len(high) >= 10
    if len(code.replace(".", "")) < 10:
        longer = interval(f"{code}{more:02}")
        assert low <= longer[0] <= longer[1] <= high


def test_steel_was_certainly_at_50_percent_on_10_july_2025(bundled: Story) -> None:
    found = bundled.rates(on="2025-07-10", product="steel", origin="canada")
    rates = {item.id: item for item in found.in_force}
    assert (rates["steel-50"].rate, rates["steel-50"].certainty) == ("50", Certainty.Certain)
    assert rates["steel-50"].covers is Cover.Whole
    assert {item.status for item in found.in_force} == {"InForce"}


def test_after_the_newest_source_it_is_said_that_none_could_tell(canal: Story) -> None:
    from dateline.export.rates.words import past_the_sources

    said = "The newest source is of 20 May 2025; none could tell of later changes."
    assert past_the_sources(canal.rates(on="2025-06-01")) == [said]
    assert past_the_sources(canal.rates(on="2025-05-20")) == []
