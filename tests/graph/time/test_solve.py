"""The solver against brute force: every choice of days is tried, and what remains is what must follow."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations, pairwise, product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.data.edtf import Bounds, parse
from dateline.graph.time.boxes import Box
from dateline.graph.time.differences import Differences, components
from dateline.graph.time.solve import CONSTRAINTS, StatedDate, StatedRelation, TimeRelation, solve

LAST = 5
THINGS = ("a", "b", "c")
DAYS = [(begin, end) for begin in range(1, LAST + 1) for end in range(begin, LAST + 1)]
HOLDS: dict[TimeRelation, Callable[[int, int, int, int], bool]] = {
    TimeRelation.Before: lambda b1, e1, b2, e2: e1 < b2,
    TimeRelation.After: lambda b1, e1, b2, e2: e2 < b1,
    TimeRelation.Precedes: lambda b1, e1, b2, e2: b1 <= b2,
    TimeRelation.Succeeds: lambda b1, e1, b2, e2: b2 <= b1,
    TimeRelation.During: lambda b1, e1, b2, e2: b2 <= b1 and e1 <= e2,
    TimeRelation.Starts: lambda b1, e1, b2, e2: b1 == b2 and e1 <= e2,
    TimeRelation.Finishes: lambda b1, e1, b2, e2: e1 == e2 and b2 <= b1,
    TimeRelation.Meets: lambda b1, e1, b2, e2: e1 + 1 == b2,
    TimeRelation.Equals: lambda b1, e1, b2, e2: (b1, e1) == (b2, e2),
    TimeRelation.BeginsIn: lambda b1, e1, b2, e2: b2 <= b1 <= e2,
}

Items = Sequence[StatedDate | StatedRelation]
Days = dict[str, tuple[int, int]]


def _bounds(begin: tuple[int, int], end: tuple[int, int]) -> Bounds:
    first, begun, last, ended = (date.fromordinal(day) for day in (*begin, *end))
    return Bounds(first, begun, last, ended)


def _fits(item: StatedDate | StatedRelation, days: Days) -> bool:
    if isinstance(item, StatedRelation):
        return HOLDS[item.relation](*days[item.one], *days[item.other])
    begin, end = days[item.thing]
    box = item.bounds
    limits = (
        (box.earliest_begin, begin),
        (begin, box.latest_begin),
        (box.earliest_end, end),
        (end, box.latest_end),
    )
    numbers = ([v if isinstance(v, int) or v is None else v.toordinal() for v in pair] for pair in limits)
    return all(low is None or high is None or low <= high for low, high in numbers)


def _solutions(items: Items) -> list[Days]:
    choices = (dict(zip(THINGS, days, strict=True)) for days in product(DAYS, repeat=len(THINGS)))
    return [days for days in choices if all(_fits(item, days) for item in items)]


def _split(items: Items) -> tuple[list[StatedDate], list[StatedRelation]]:
    dates = [item for item in items if isinstance(item, StatedDate)]
    return dates, [item for item in items if isinstance(item, StatedRelation)]


# Every thing lies in the first days, so that trying all days of all things is the whole truth.
FRAME = tuple(StatedDate(thing, f"frame-{thing}", _bounds((1, LAST), (1, LAST))) for thing in THINGS)


@st.composite
def _dates(draw: st.DrawFn, number: int) -> StatedDate:
    day = st.integers(1, LAST)
    begin = tuple(sorted((draw(day), draw(day))))
    end = tuple(sorted((draw(st.integers(begin[0], LAST)), draw(st.integers(begin[0], LAST)))))
    return StatedDate(draw(st.sampled_from(THINGS)), f"date-{number}", _bounds(begin, end))  # type: ignore[arg-type]


@st.composite
def _relations(draw: st.DrawFn, number: int) -> StatedRelation:
    one, other = draw(st.permutations(THINGS))[:2]
    return StatedRelation(one, draw(st.sampled_from(TimeRelation)), other, f"relation-{number}")


@st.composite
def _problems(draw: st.DrawFn) -> Items:
    dates = [draw(_dates(number)) for number in range(draw(st.integers(0, 3)))]
    return [*FRAME, *dates, *(draw(_relations(number)) for number in range(draw(st.integers(0, 4))))]


@settings(max_examples=200)
@given(_problems())
def test_bounds_are_the_first_and_last_days_of_all_solutions(items: Items) -> None:
    solution, solutions = solve(*_split(items)), _solutions(items)
    if not solutions:
        assert solution.clashes
        return
    assert solution.clashes == ()
    for thing in THINGS:
        begins, ends = zip(*(days[thing] for days in solutions), strict=True)
        assert solution.bounds[thing] == _bounds((min(begins), max(begins)), (min(ends), max(ends)))


def _named(items: Items, names: Iterable[str]) -> list[StatedDate | StatedRelation]:
    return [item for item in items if item.assertion in set(names)]


def _feasible(items: Items) -> bool:
    """Whether any days at all, and not only the first few, satisfy the items (Floyd and Warshall)."""
    size, origin = 2 * len(THINGS) + 1, 2 * len(THINGS)
    most = [[0.0 if one == other else inf for other in range(size)] for one in range(size)]

    def limit(tail: int, head: int, weight: float) -> None:
        most[tail][head] = min(most[tail][head], weight)

    for number in range(len(THINGS)):
        limit(2 * number + 1, 2 * number, 0)
    for item in items:
        if isinstance(item, StatedRelation):
            first = [2 * THINGS.index(thing) for thing in (item.one, item.other)]
            days = first[0], first[0] + 1, first[1], first[1] + 1
            for tail, head, weight in CONSTRAINTS[item.relation]:
                limit(days[tail], days[head], weight)
        else:
            day, box = 2 * THINGS.index(item.thing), item.bounds
            sides = (day, box.earliest_begin, box.latest_begin), (day + 1, box.earliest_end, box.latest_end)
            for node, low, high in sides:
                assert low is not None and high is not None  # noqa: PT018
                limit(origin, node, high.toordinal())
                limit(node, origin, -low.toordinal())
    for middle, one, other in product(range(size), repeat=3):
        limit(one, other, most[one][middle] + most[middle][other])
    return all(most[node][node] >= 0 for node in range(size))


@settings(max_examples=200)
@given(_problems())
def test_of_a_clash_nothing_can_be_left_out(items: Items) -> None:
    for clash in solve(*_split(items)).clashes:
        members = _named(items, clash.assertions)
        assert len(members) == len(clash.assertions)
        assert not _feasible(members)
        for left_out in members:
            assert _feasible([item for item in members if item is not left_out]), clash


@settings(max_examples=200)
@given(_problems())
def test_the_first_clash_is_one_of_the_smallest(items: Items) -> None:
    clashes = solve(*_split(items)).clashes
    if clashes:
        size = min(len(clash.assertions) for clash in clashes)
        smaller = (subset for n in range(2, size) for subset in combinations(items, n))
        assert all(_feasible(subset) for subset in smaller)


@settings(max_examples=200)
@given(_problems())
def test_what_is_not_set_aside_still_holds(items: Items) -> None:
    dates, relations = _split(items)
    solution = solve(dates, relations)
    aside = {name for clash in solution.clashes for name in clash.relations}
    again = solve(dates, [relation for relation in relations if relation.assertion not in aside])
    assert again.bounds == {thing: solution.bounds[thing] for thing in again.bounds}


def _solved(dates: dict[str, str | list[str]], *relations: tuple[str, str, str]) -> dict[str, Bounds]:
    stated = [
        StatedDate(thing, f"{thing}-{number}", parse(text))
        for thing, texts in dates.items()
        for number, text in enumerate([texts] if isinstance(texts, str) else texts)
    ]
    related = [
        StatedRelation(one, TimeRelation(name), other, f"{one}-{name}-{other}")
        for one, name, other in relations
    ]
    solution = solve(stated, related)
    assert solution.clashes == ()
    return solution.bounds


def test_after_the_summit_and_before_the_deadline_is_between_them() -> None:
    dates: dict[str, str | list[str]] = {"summit": "2025-06-15/2025-06-17", "deadline": "2025-07-21"}
    bounds = _solved(dates, ("call", "After", "summit"), ("call", "Before", "deadline"))
    day, last = date(2025, 6, 18), date(2025, 7, 20)
    assert bounds["call"] == Bounds(day, last, day, last)


def test_a_rate_ends_on_the_day_before_the_one_that_takes_its_place() -> None:
    bounds = _solved({"old": "2025-03-04/..", "new": "2025-08-01/.."}, ("old", "Meets", "new"))
    first, last = date(2025, 3, 4), date(2025, 7, 31)
    assert bounds["old"] == Bounds(first, first, last, last)
    assert bounds["new"].ongoing


def test_what_goes_on_ends_when_another_source_tells_of_its_end() -> None:
    bounds = _solved({"surtax": ["2025-03-04/..", "/2025-08-31"]})
    assert bounds["surtax"] == Bounds(*(date(2025, 3, 4),) * 2, *(date(2025, 8, 31),) * 2)


def test_a_relation_dates_what_has_no_date_of_its_own() -> None:
    bounds = _solved({"letter": "2025-07-10"}, ("reply", "Succeeds", "letter"))
    assert bounds["reply"].earliest_begin == bounds["reply"].earliest_end == date(2025, 7, 10)


def test_a_chain_of_a_thousand_links_is_followed_to_its_end() -> None:
    names = [f"thing-{number}" for number in range(1001)]
    chain = [(one, "Before", other) for one, other in pairwise(names)]
    bounds = _solved({names[0]: "2000-01-01"}, *chain)
    assert bounds[names[-1]].earliest_begin == date.fromordinal(date(2000, 1, 1).toordinal() + 1000)


def test_dates_that_clash_are_all_kept_and_admit_each() -> None:
    stated = [StatedDate("call", text, parse(text)) for text in ("2025-06-26", "2025-06-27", "2025-06")]
    solution = solve(stated, [])
    assert [clash.assertions for clash in solution.clashes] == [("2025-06-26", "2025-06-27")]
    days = date(2025, 6, 26), date(2025, 6, 27)
    assert solution.bounds["call"] == Bounds(*days, *days)


def test_relations_in_a_circle_clash_without_any_date_and_the_rest_is_solved() -> None:
    circle = [("a", "Before", "b"), ("b", "Before", "c"), ("c", "Before", "a"), ("d", "Before", "e")]
    relations = [StatedRelation(one, TimeRelation(name), other, one) for one, name, other in circle]
    solution = solve([StatedDate("e", "date", parse("2025-06-10"))], relations)
    assert [set(clash.assertions) for clash in solution.clashes] == [{"a", "b", "c"}]
    assert solution.bounds["d"].latest_end == date(2025, 6, 9)


def test_two_clashes_apart_are_both_found_and_neither_hides_the_other() -> None:
    dates = [
        StatedDate(thing, thing, parse(day))
        for thing, day in {"a": "2025-06-02", "b": "2025-06-01", "c": "2025-06-02", "d": "2025-06-01"}.items()
    ]
    relations = [StatedRelation(x, TimeRelation.Before, y, x + y) for x, y in ("ab", "cd")]
    clashes = solve(dates, relations).clashes
    assert {frozenset(clash.assertions) for clash in clashes} == {
        frozenset({"a", "b", "ab"}),
        frozenset({"c", "d", "cd"}),
    }


def test_two_dates_that_clash_over_one_relation_come_before_a_longer_circle_of_relations() -> None:
    chain = [("a", "Before", "b"), ("b", "Before", "c"), ("c", "Before", "d"), ("d", "Precedes", "a")]
    relations = [StatedRelation(one, TimeRelation(name), other, one + other) for one, name, other in chain]
    dates = [
        StatedDate(thing, thing, parse(day)) for thing, day in (("a", "2025-03-09"), ("d", "2025-06-27"))
    ]
    clashes = solve(dates, relations).clashes
    assert [set(clash.assertions) for clash in clashes] == [{"a", "d", "da"}]


def test_bounds_that_no_calendar_holds_are_unknown() -> None:
    bounds = _solved({"end": "9999-12-31"}, ("later", "After", "end"))
    assert bounds["later"] == Bounds()


def test_every_relation_has_its_constraints() -> None:
    assert set(CONSTRAINTS) == set(TimeRelation) == set(HOLDS)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24))
def test_components_are_those_of_networkx_in_topological_order(edges: list[tuple[int, int]]) -> None:
    import networkx as nx

    network = Differences(8)
    for tail, head in edges:
        network.add(tail, head, 0, 0)
    found = components(network)
    graph: nx.DiGraph[int] = nx.DiGraph(edges)
    graph.add_nodes_from(range(8))
    assert {frozenset(part) for part in found} == {
        frozenset(p) for p in nx.strongly_connected_components(graph)
    }
    place = {node: number for number, part in enumerate(found) for node in part}
    assert all(place[head] <= place[tail] for tail, head in edges)


@pytest.mark.parametrize("text", ["2025-06", "2025-06/..", "/2025-06", "2025/2026", "/..", "2025-06-15~"])
def test_one_date_says_of_a_thing_what_its_edtf_says(text: str) -> None:
    stated, solved = parse(text), _solved({"thing": text})["thing"]
    assert (solved.earliest_begin, solved.latest_begin, solved.latest_end, solved.ongoing) == (
        stated.earliest_begin,
        stated.latest_begin,
        stated.latest_end,
        stated.ongoing,
    )
    assert not Box.of(stated, "x").clashes(Box.of(solved, "y"))
