from __future__ import annotations

import sys
from datetime import date
from itertools import combinations, pairwise

import pytest

from dateline.export.html.layout import Item, force_layout, lay_out_by_actor, lay_out_by_kind
from dateline.export.html.layout.axis import Axis
from dateline.export.html.layout.force import MOST
from dateline.export.html.layout.items import CELL, ROW

NEW_YEAR = date(2025, 1, 1).toordinal()


def event(day: int | None, label: str = "e") -> Item:
    return Item("event", day, label)


def test_later_days_stand_further_right_and_long_gaps_are_shortened() -> None:
    axis = Axis([9], 0, [(day, 0) for day in (0, 1, 30, 430, 4000)])
    xs = [x for x, _ in axis.places]
    assert xs == sorted(set(xs))
    day, month, year, decade = (right - left for left, right in pairwise(xs))
    assert day < month < year == decade


def test_events_of_one_lane_keep_the_order_of_their_days() -> None:
    layout = lay_out_by_kind([event(NEW_YEAR + 3 * n) for n in range(30)], [])
    assert layout.xs == sorted(layout.xs)
    assert layout.xs[-1] > layout.xs[0]


def test_no_two_nodes_stand_on_each_other() -> None:
    items = [event(NEW_YEAR + n % 9) for n in range(80)]
    items += [Item("actor", None, f"a{n}") for n in range(40)] + [event(None) for _ in range(20)]
    links = [(80 + n, n) for n in range(40)]
    for layout in (lay_out_by_kind(items, links), lay_out_by_actor(items, links)):
        places = list(zip(layout.xs, layout.ys, strict=True))
        for (x1, y1), (x2, y2) in combinations(places, 2):
            assert abs(x1 - x2) >= CELL / 2 or abs(y1 - y2) >= ROW


def test_a_thing_with_a_later_day_never_stands_left_of_one_in_its_lane() -> None:
    items = [event(NEW_YEAR + (n * 37) % 200) for n in range(150)]
    layout = lay_out_by_kind(items, [])
    order = sorted(range(150), key=lambda at: items[at].day or 0)
    xs = [layout.xs[at] for at in order]
    assert xs == sorted(xs)


def test_a_month_line_stands_left_of_what_is_of_that_month_and_right_of_what_is_earlier() -> None:
    items = [event(NEW_YEAR + 5 * n) for n in range(60)]
    layout = lay_out_by_kind(items, [])
    for tick in layout.ticks[1:]:
        first = date.fromisoformat(f"{tick.label}-01").toordinal()
        for item, x in zip(items, layout.xs, strict=True):
            assert item.day is not None
            assert (x > tick.x) if item.day >= first + 31 else True
            assert (x < tick.x) if item.day < first - 31 else True


def test_an_event_without_a_date_stands_apart_from_the_axis() -> None:
    layout = lay_out_by_kind([event(NEW_YEAR), event(None)], [(0, 1)])
    assert layout.undated_x is not None
    assert layout.xs[1] < layout.xs[0] - CELL
    assert lay_out_by_kind([event(NEW_YEAR)], []).undated_x is None


def test_many_things_without_a_date_make_no_lane_taller_than_its_days_do() -> None:
    dated = [event(NEW_YEAR + n % 50) for n in range(1000)]
    alone, both = lay_out_by_kind(dated, []), lay_out_by_kind([*dated, *[event(None)] * 300], [])
    assert both.lanes[0].bottom <= alone.lanes[0].bottom * 1.5


def test_what_has_no_day_stands_near_what_it_touches() -> None:
    items = [event(NEW_YEAR), event(NEW_YEAR + 300)]
    items += [Item("actor", None, "of the first"), Item("actor", None, "of the last")]
    layout = lay_out_by_kind(items, [(2, 0), (3, 1)])
    assert layout.xs[2] < layout.xs[3]


def test_the_axis_of_ten_thousand_years_has_few_ticks() -> None:
    layout = lay_out_by_kind([event(1 + 36_524 * n) for n in range(100)], [])
    assert 20 < len(layout.ticks) < 300
    assert all(left.x < right.x for left, right in zip(layout.ticks, layout.ticks[1:], strict=False))


def test_a_stretch_without_anything_is_marked_with_the_month_in_which_things_go_on() -> None:
    layout = lay_out_by_kind([event(NEW_YEAR), event(NEW_YEAR + 190)], [])
    assert layout.ticks[-1].label == "2025-07"
    assert layout.xs[0] < layout.ticks[-1].x < layout.xs[1]


def test_an_unknown_kind_has_a_lane_of_its_own() -> None:
    layout = lay_out_by_kind([Item("mystery", None, "x"), event(NEW_YEAR)], [])
    assert [(lane.label, lane.kinds) for lane in layout.lanes] == [
        ("Events", ("event",)),
        ("Other", ("mystery",)),
    ]


def test_nothing_at_all_has_a_layout() -> None:
    layout = lay_out_by_kind([], [])
    assert (layout.xs, layout.ys, layout.lanes, layout.ticks) == ([], [], (), ())


def test_each_busy_actor_has_a_lane_and_shares_go_to_the_one_with_fewer_things() -> None:
    items = [Item("actor", None, "Canada"), Item("actor", None, "Mexico"), Item("actor", None, "Idle")]
    items += [event(NEW_YEAR + n) for n in range(5)]
    # Canada takes part in all five, Mexico in the last two.
    links = [*((0, 3 + n) for n in range(5)), (1, 6), (1, 7)]
    layout = lay_out_by_actor(items, links)
    lanes = {lane.label: lane for lane in layout.lanes}
    assert (lanes["Canada"].owner, lanes["Mexico"].owner) == (0, 1)
    inside = {
        label: {at for at, y in enumerate(layout.ys) if lane.top <= y <= lane.bottom}
        for label, lane in lanes.items()
    }
    assert inside["Canada"] == {0, 3, 4, 5}
    assert inside["Mexico"] == {1, 6, 7}
    assert inside["Other actors"] == {2}


def test_forces_give_the_same_places_for_the_same_links() -> None:
    pytest.importorskip("rustworkx")
    links = [(0, n) for n in range(1, 9)] + [(3, 4), (4, 3), (5, 5)]
    places = force_layout(9, links)
    assert not isinstance(places, str)
    assert places == force_layout(9, list(reversed(links)))
    assert len(set(zip(*places, strict=True))) == 9


def test_a_network_too_large_for_forces_is_told_so() -> None:
    assert force_layout(MOST + 1, []) == "the layout by force is made for at most 2,000 things"


def test_without_the_library_of_forces_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    monkeypatch.setattr("dateline.export.html.layout.force.find_spec", lambda name: None)
    assert "pip install" in str(force_layout(2, [(0, 1)]))
