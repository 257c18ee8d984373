from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from dateline.export.html.layout import CELL_HEIGHT, CELL_WIDTH, Item, TimeScale, lay_out

NEW_YEAR = date(2025, 1, 1).toordinal()


def exact(key: str, kind: str, day: int | None) -> Item:
    days = (None, None) if day is None else (day, day)
    return Item(key, kind, day, key, days)


def test_later_days_stand_further_right_and_long_gaps_shrink() -> None:
    scale = TimeScale([0, 1, 30, 4000], 1000)
    assert scale.xs == sorted(scale.xs)
    assert scale.x(0) < scale.x(1) < scale.x(15) < scale.x(30) < scale.x(4000)
    assert scale.x(4000) - scale.x(30) == pytest.approx(scale.x(30) - scale.x(1), rel=0.1)
    assert scale.x(-5) == scale.x(0)
    assert scale.x(9999) == scale.x(4000)


def test_one_day_and_no_day_at_all_have_a_scale() -> None:
    assert TimeScale([7], 1000).x(7) == 0
    assert TimeScale([], 1000).x(7) == 0
    assert TimeScale([], 1000).ticks() == ()


def test_no_two_nodes_stand_on_each_other() -> None:
    items = [exact(f"e{n}", "event", NEW_YEAR + n % 9) for n in range(80)]
    items += [exact(f"a{n}", "actor", None) for n in range(40)] + [
        exact(f"u{n}", "event", None) for n in range(20)
    ]
    layout = lay_out(items, [(f"a{n}", f"e{n}") for n in range(40)])
    places = layout.positions.values()
    for (x1, y1), (x2, y2) in combinations(places, 2):
        assert abs(x1 - x2) >= CELL_WIDTH - 1 or abs(y1 - y2) >= CELL_HEIGHT - 1


def test_events_of_one_lane_keep_the_order_of_their_days() -> None:
    items = [exact(f"e{n}", "event", NEW_YEAR + 3 * n) for n in range(30)]
    xs = [lay_out(items, []).positions[f"e{n}"][0] for n in range(30)]
    assert xs == sorted(xs)
    assert len(set(xs)) == 30


def test_a_vague_day_stays_within_the_days_it_can_be() -> None:
    fixed = [exact(f"e{n}", "event", NEW_YEAR + 10 * n) for n in range(11)]
    vague = [Item(f"v{n}", "event", NEW_YEAR + 50, "v", (NEW_YEAR + 20, NEW_YEAR + 80)) for n in range(15)]
    positions = lay_out(fixed + vague, []).positions
    low, high = positions["e2"][0], positions["e8"][0]
    assert all(low <= positions[f"v{n}"][0] <= high for n in range(15))


def test_an_event_without_a_date_stands_apart_from_the_axis() -> None:
    layout = lay_out(
        [exact("dated", "event", NEW_YEAR), exact("undated", "event", None)], [("dated", "undated")]
    )
    assert layout.undated_x is not None
    assert layout.positions["undated"][0] < layout.positions["dated"][0] - CELL_WIDTH


def test_a_policy_stands_before_its_first_state() -> None:
    items = [exact("p", "policy", None), exact("s1", "state", NEW_YEAR), exact("s2", "state", NEW_YEAR + 90)]
    positions = lay_out(items, [("p", "s1"), ("p", "s2")]).positions
    assert positions["p"][0] < positions["s1"][0] < positions["s2"][0]


def test_the_axis_of_ten_thousand_years_has_few_ticks() -> None:
    items = [exact("first", "event", date.min.toordinal()), exact("last", "event", date.max.toordinal())]
    assert 2 < len(lay_out(items, []).ticks) < 300


def test_an_unknown_kind_has_a_lane_of_its_own() -> None:
    layout = lay_out([exact("x", "mystery", None)], [])
    assert [lane.label for lane in layout.lanes] == ["Other"]
