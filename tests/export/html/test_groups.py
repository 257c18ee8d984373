from __future__ import annotations

from datetime import date
from types import ModuleType

import pytest

from dateline.export.html import PageAbout, render_page
from dateline.export.html.bundle import HOW_TO_GET
from dateline.export.html.groups import FROM, MOST_GROUPS, group
from dateline.export.html.layout import Item
from dateline.export.html.payload import build_payload


def day(year: int, month: int) -> int:
    return date(year, month, 15).toordinal()


CANADA, MEXICO, JANUARY, LATE_JANUARY, MARCH, UNDATED, SOURCE = range(7)
ITEMS = [
    Item("actor", None, "Canada", degree=3),
    Item("actor", None, "Mexico", degree=1),
    Item("event", day(2025, 1), "Call", degree=2),
    Item("event", day(2025, 1) + 9, "Visit", degree=1),
    Item("event", day(2025, 3), "Summit", degree=2),
    Item("claim", None, "Said some day"),
    Item("source", day(2025, 2), "Herald"),
]
LINKS = [(CANADA, JANUARY), (CANADA, LATE_JANUARY), (CANADA, MARCH), (MARCH, MEXICO), (JANUARY, MARCH)]


def test_things_are_gathered_by_kind_actor_and_month() -> None:
    groups = group(ITEMS, LINKS)
    rows = zip(groups["kind"], groups["actor"], groups["month"], groups["count"], strict=True)
    january, march = 2025 * 12, 2025 * 12 + 2
    assert list(rows) == [
        ("actor", -1, -1, 2),
        ("claim", -1, -1, 1),
        ("event", CANADA, january, 2),
        ("event", CANADA, march, 1),
        ("source", -1, -1, 1),
    ]
    assert groups["months"] == 1
    assert [groups["of"][at] for at in range(7)] == [0, 0, 2, 2, 3, 1, 4]


def test_a_thing_of_two_actors_is_with_the_one_that_has_more_connections() -> None:
    assert group(ITEMS, LINKS)["of"][MARCH] == 3
    assert group(ITEMS, LINKS)["actor"][3] == CANADA


def test_connections_between_groups_are_counted_and_those_within_one_are_not() -> None:
    inside = [*LINKS, (JANUARY, LATE_JANUARY)]
    assert group(ITEMS, inside)["links"] == [[0, 2, 2], [0, 3, 2], [2, 3, 1]]


def test_a_long_story_has_longer_periods_instead_of_more_groups() -> None:
    items = [Item("event", day(1000 + n, 1 + n % 12), f"e{n}") for n in range(1000)]
    groups = group(items, [])
    assert groups["months"] > 12
    assert len(groups["count"]) <= MOST_GROUPS
    assert sum(groups["count"]) == 1000
    assert all(month % groups["months"] == 0 for month in groups["month"])


def test_the_first_and_the_last_year_of_all_have_groups() -> None:
    groups = group([Item("event", date.min.toordinal(), "a"), Item("event", date.max.toordinal(), "b")], [])
    assert groups["count"] == [1, 1]


def test_each_group_has_a_place_and_later_ones_stand_further_right() -> None:
    groups = group(ITEMS, LINKS)
    xs = groups["layout"]["x"]
    assert len(xs) == len(groups["count"])
    assert xs[2] < xs[3]


def test_only_a_large_network_opens_with_groups(big: ModuleType, about: PageAbout) -> None:
    assert build_payload(big.big_network(FROM - 1, 10), about).data["groups"] is None
    payload = build_payload(big.big_network(FROM, 10), about)
    assert sum(payload.data["groups"]["count"]) == FROM
    assert len(payload.drawn_nodes) == len(payload.data["groups"]["count"])


def test_only_the_file_of_a_large_network_carries_sigma(big: ModuleType, about: PageAbout) -> None:
    sigma = "var datelineSigma="
    assert sigma not in render_page(big.big_network(300, 600), about)
    assert sigma in render_page(big.big_network(FROM, 10), about)


def test_without_the_bundle_a_large_page_has_no_sigma_and_knows_how_to_get_it(
    big: ModuleType, about: PageAbout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.export.html.page.read_script", lambda name: None)
    assert "var datelineSigma=" not in render_page(big.big_network(FROM, 10), about)
    assert "make bundle" in HOW_TO_GET


def test_a_large_network_gives_the_same_bytes(big: ModuleType, about: PageAbout) -> None:
    assert render_page(big.big_network(FROM, 9000), about) == render_page(big.big_network(FROM, 9000), about)
