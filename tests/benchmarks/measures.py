"""Measures of networks in time beside plain Python in the same run, on the named events of ICEWS.

All-pairs temporal closeness on the busiest nodes, by days and by hops, against one pass over the contacts
for each source; betweenness against Brandes over contacts for a few sources; motifs against all triples on
a slice, and alone on everything. The figures of both sides are compared, so that speed is not bought with
errors. pathpyG is on no package index that we reach, pathpy 2 has no temporal closeness and teneto does not
import beside current packages, so plain Python stands for them. Only ratios carry over to other machines.

Run as `python tests/benchmarks/measures.py EVENTS.tsv.gz`; it needs the extra `networks`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

import numpy as np

from dateline.graph.networks.contacts import Contacts, day_number
from dateline.graph.networks.measures.betweenness import temporal_betweenness
from dateline.graph.networks.measures.closeness import Closeness, temporal_closeness
from dateline.graph.networks.measures.motif_shapes import shape_of
from dateline.graph.networks.measures.motifs import temporal_motifs
from dateline.graph.networks.measures.path_counts import dependencies, lines_of
from dateline.graph.networks.measures.steps import steps_of

Row = tuple[str, str, str]
Contact = tuple[int, int, int]
Found = TypeVar("Found")


def read_rows(path: Path) -> list[Row]:
    """Subject, object and day of each event, in order of days."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        names = next(rows)
        wanted = itemgetter(*(names.index(name) for name in ("subject", "object", "date")))
        return sorted(((row[0], row[1], row[2]) for row in map(wanted, rows)), key=itemgetter(2))


def busiest(rows: Sequence[Row], number: int) -> list[Row]:
    """The events among the nodes that take part in most."""
    counts = Counter(name for row in rows for name in row[:2])
    kept = {name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:number]}
    return [row for row in rows if row[0] in kept and row[1] in kept]


def contacts_of(rows: Sequence[Row]) -> Contacts:
    nodes = sorted({name for row in rows for name in row[:2]})
    place = {name: number for number, name in enumerate(nodes)}
    source, target, day = (
        np.fromiter(column, np.int32, len(rows))
        for column in (
            (place[row[0]] for row in rows),
            (place[row[1]] for row in rows),
            (day_number(row[2]) for row in rows),
        )
    )
    return Contacts.of(nodes, source, target, day)


def plain(contacts: Contacts) -> list[Contact]:
    columns = (contacts.close.tolist(), contacts.source.tolist(), contacts.target.tolist())
    return sorted({(day, u, v) for day, u, v in zip(*columns, strict=True) if u != v})


def plain_days(contacts: list[Contact], size: int, sources: Iterable[int]) -> dict[int, float]:
    """Closeness by days: one pass for each source, a later day for each step."""
    first, found = contacts[0][0], {}
    for source in sources:
        arrival = [1 << 30] * size
        arrival[source] = first - 1
        for day, u, v in contacts:
            if arrival[u] < day < arrival[v]:
                arrival[v] = day
        near = (1 / (day - first + 1) for day in arrival if first <= day < 1 << 30)
        found[source] = sum(near) / (size - 1)
    return found


def plain_hops(contacts: list[Contact], size: int, sources: Iterable[int]) -> dict[int, float]:
    """Closeness by hops: the same with the fewest hops so far; what a day brings counts from the next."""
    days = [list(group) for _, group in groupby(contacts, key=itemgetter(0))]
    found = {}
    for source in sources:
        hops = [size] * size
        hops[source] = 0
        for day in days:
            better = [(v, hops[u] + 1) for _, u, v in day if hops[u] + 1 < hops[v]]
            for v, number in better:
                hops[v] = min(hops[v], number)
        found[source] = sum(1 / number for number in hops if 0 < number < size) / (size - 1)
    return found


def plain_dependencies(contacts: list[Contact], size: int, source: int) -> list[float]:
    """Brandes over nodes on days (Buß et al. 2020, algorithm 1), strict, with dictionaries."""
    leaving: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for day, u, v in contacts:
        leaving[u].append((day, v))
    paths, hops, before = {(source, -1): 1}, {source: 0}, defaultdict(list)
    rounds = [[(source, -1)]]
    depth = {(source, -1): 0}
    while rounds[-1]:
        onward: dict[tuple[int, int], int] = defaultdict(int)
        for state in rounds[-1]:
            for day, v in leaving[state[0]]:
                if day > state[1] and depth.get((v, day), len(rounds)) == len(rounds) and v != source:
                    depth[v, day] = len(rounds)
                    onward[v, day] += paths[state]
                    before[v, day].append(state)
        paths.update(onward)
        for v, _ in onward:
            hops.setdefault(v, len(rounds))
        rounds.append(list(onward))
    shortest = Counter[int]()
    for state, number in paths.items():
        if depth[state] == hops[state[0]]:
            shortest[state[0]] += number
    carried: dict[tuple[int, int], float] = defaultdict(float)
    through = [0.0] * size
    for level in reversed(rounds[1:]):
        for state in level:
            ends = paths[state] / shortest[state[0]] if depth[state] == hops[state[0]] else 0.0
            through[state[0]] += carried[state]
            for earlier in before[state]:
                carried[earlier] += (ends + carried[state]) * paths[earlier] / paths[state]
    through[source] = 0.0
    return through


def plain_motifs(contacts: Contacts, delta: int) -> Counter[str]:
    columns = (contacts.close.tolist(), contacts.source.tolist(), contacts.target.tolist())
    rows = sorted((day, u, v) for day, u, v in zip(*columns, strict=True) if u != v)
    near: dict[int, list[int]] = defaultdict(list)
    for place, (_, u, v) in enumerate(rows):
        near[u].append(place)
        near[v].append(place)
    found: Counter[str] = Counter()
    for one, (begin, a, b) in enumerate(rows):
        for two in {place for node in (a, b) for place in near[node] if place > one}:
            middle, c, d = rows[two]
            if not begin < middle <= begin + delta:
                continue
            nodes = {a, b, c, d}
            for three in {place for node in nodes for place in near[node] if place > two}:
                end, e, f = rows[three]
                if middle < end <= begin + delta and len(nodes | {e, f}) <= 3:
                    found[" ".join(f"{u}>{v}" for u, v in shape_of(((a, b), (c, d), (e, f))))] += 1
    return found


def timed(call: Callable[[], Found]) -> tuple[Found, float]:
    begin = time.perf_counter()
    found = call()
    return found, time.perf_counter() - begin


def report(what: str, mine: float, theirs: float | None = None) -> None:
    ratio = "" if theirs is None else f"{theirs:10.2f} s {theirs / mine:8.1f} x"
    print(f"{what:66} {mine:8.2f} s {ratio}", flush=True)


def agree(found: Closeness, expected: dict[int, float], contacts: Contacts) -> None:
    mine = {item.node: item.closeness for item in found.nodes}
    for place, value in expected.items():
        assert abs(mine[contacts.nodes[place]] - value) < 1e-9, contacts.nodes[place]


def bench(path: Path, number: int, sample: int) -> None:
    rows = read_rows(path)
    part = contacts_of(busiest(rows, number))
    size, ready = len(part.nodes), plain(part)
    print(f"load before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    print(
        f"{size:,} nodes, {len(part):,} contacts; plain Python on {sample} sources, times {size / sample:g}"
    )
    print(f"{'':66} {'ours':>10} {'plain':>12} {'ratio':>10}")
    some = range(0, size, max(1, size // sample))
    for by, brute in (("days", plain_days), ("hops", plain_hops)):
        found, mine = timed(lambda by=by: temporal_closeness(part, by=by))  # type: ignore[misc]
        expected, theirs = timed(lambda brute=brute: brute(ready, size, some))  # type: ignore[misc]
        agree(found, expected, part)
        report(f"closeness of all pairs by {by}", mine, theirs * size / len(some))
    _, mine = timed(lambda: temporal_closeness(part, strict=False))
    report("closeness of all pairs by days, steps may share a day", mine)
    _betweenness(part, ready, size)
    _motifs(rows)


def _betweenness(part: Contacts, ready: list[Contact], size: int) -> None:
    steps = steps_of(part, None, None, strict=True)
    lines = lines_of(steps)
    few = range(0, size, size // 4)
    mine, ours = timed(lambda: [dependencies(lines, source) for source in few])
    expected, theirs = timed(lambda: [plain_dependencies(ready, size, source) for source in few])
    assert np.allclose(mine, expected)
    report(f"betweenness, the part of {len(few)} sources", ours, theirs)
    _, ours = timed(lambda: temporal_betweenness(part))
    report("betweenness of all nodes", ours)


def _motifs(rows: list[Row]) -> None:
    small = contacts_of(rows[:3000])
    found, ours = timed(lambda: temporal_motifs(small, 7))
    expected, theirs = timed(lambda: plain_motifs(small, 7))
    assert {motif.edges: motif.count for motif in found.motifs if motif.count} == expected
    report("motifs of 3,000 contacts within 7 days", ours, theirs)
    whole = contacts_of(rows)
    for delta in (2, 7, 30):
        found, ours = timed(lambda delta=delta: temporal_motifs(whole, delta))  # type: ignore[misc]
        report(f"motifs of {len(whole):,} contacts within {delta} days: {found.total:,}", ours)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "events", type=Path, help="the named events of ICEWS, as tab-separated values, gzipped"
    )
    parser.add_argument("--nodes", type=int, default=2000, help="how many of the busiest nodes")
    parser.add_argument("--sample", type=int, default=200, help="how many sources plain Python does")
    given = parser.parse_args()
    bench(given.events, given.nodes, given.sample)
