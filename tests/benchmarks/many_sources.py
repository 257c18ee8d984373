"""What time costs: the solver as it grows, three commands from cold, and "certain on a day" over a million.

Every figure stands beside a peer in the same run, because only ratios carry over to other machines. Run
with `make bench`; `python tests/benchmarks/many_sources.py 100000` takes fewer things.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import networkx as nx
from pyoxigraph import QuerySolutions, RdfFormat, Store

from dateline.data.edtf import Bounds
from dateline.graph.time.solve import CONSTRAINTS, StatedDate, StatedRelation, TimeRelation, solve
from dateline.ontology.terms import PREFIXES

FIRST = date(2000, 1, 1)
RUNS = 5
LIMIT = 0.5
CLASH = {TimeRelation.Before: TimeRelation.After}
Problem = tuple[list[StatedDate], list[StatedRelation]]


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def median(measure: Callable[[], float], runs: int = RUNS) -> float:
    measure()  # the first run also fills caches that every later one has
    return statistics.median(measure() for _ in range(runs))


def problem(things: int, relations: int, wrong: float = 0.0) -> Problem:
    """Things with true days, of which most are dated more or less exactly, and true relations of them.

    ``wrong`` is the share of relations that are turned round.
    """
    dice = random.Random(things)
    begins = [dice.randrange(8000) for _ in range(things)]
    days = [(begin, begin + dice.randrange(20)) for begin in begins]
    dates = [
        StatedDate(f"t{number}", f"d{number}", _around(*days[number], dice.choice((0, 0, 15, 180))))
        for number in range(things)
        if dice.random() < 0.7
    ]
    stated = []
    for number in range(relations):
        one, other = dice.sample(range(things), 2)
        relation = _relation(days[one], days[other])
        if dice.random() < wrong:
            relation = CLASH.get(relation, TimeRelation.Before)
        stated.append(StatedRelation(f"t{one}", relation, f"t{other}", f"r{number}"))
    return dates, stated


def _around(begin: int, end: int, doubt: int) -> Bounds:
    days = begin - doubt, begin + doubt, end - doubt, end + doubt
    first, begun, last, ended = (FIRST + timedelta(days=day) for day in days)
    return Bounds(first, begun, last, ended)


def _relation(one: tuple[int, int], other: tuple[int, int]) -> TimeRelation:
    if one[1] < other[0]:
        return TimeRelation.Before
    if other[1] < one[0]:
        return TimeRelation.After
    if other[0] <= one[0] and one[1] <= other[1]:
        return TimeRelation.During
    return TimeRelation.Precedes if one[0] <= other[0] else TimeRelation.Succeeds


def by_networkx(stated: Problem) -> None:
    """The upper bounds alone, by networkx's Bellman-Ford from one day before all others."""
    graph: nx.DiGraph[object] = nx.DiGraph()
    for item in stated[0]:
        for end, day in (("b", item.bounds.latest_begin), ("e", item.bounds.latest_end)):
            graph.add_edge(0, (item.thing, end), weight=day.toordinal() if day else 0)
        graph.add_edge((item.thing, "e"), (item.thing, "b"), weight=0)
    for relation in stated[1]:
        ends = [(thing, end) for thing in (relation.one, relation.other) for end in ("b", "e")]
        for tail, head, weight in CONSTRAINTS[relation.relation]:
            graph.add_edge(ends[tail], ends[head], weight=weight)
    nx.single_source_bellman_ford_path_length(graph, 0)


def solver(things: int) -> None:
    print("The solver: things, relations, seconds; networkx's Bellman-Ford on the upper bounds alone")
    for size in (things // 100, things // 10, things):
        stated = problem(size, 3 * size)
        ours = timed(partial(solve, *stated))
        theirs = timed(partial(by_networkx, stated))
        print(f"  {size:7,} {3 * size:8,} {ours:6.2f} s; networkx {theirs:6.2f} s; ratio {ours / theirs:.2f}")
    stated = problem(things, 3 * things, wrong=0.0001)
    begin = time.perf_counter()
    clashes = len(solve(*stated).clashes)
    print(
        f"  with one relation in 10,000 turned round: {time.perf_counter() - begin:.2f} s, {clashes} clashes"
    )


def cold(folder: Path) -> None:
    print(f"Commands from cold on the bundled story (limit {LIMIT} s), as a store and as a folder")
    dateline = [sys.executable, "-m", "dateline"]
    store = str(folder / "story.store")
    subprocess.run([*dateline, "build", "us-canada-trade", "-o", store], check=True, capture_output=True)
    bare = median(lambda: _run([sys.executable, "-c", "import rdflib, networkx"]))
    for command in (["timeline"], ["claims"], ["rates", "--on", "2025-07-10", "--product", "steel"]):
        name, *options = command
        built = median(lambda: _run([*dateline, name, store, *options]))  # noqa: B023
        read = median(lambda: _run([*dateline, name, "us-canada-trade", *options]))  # noqa: B023
        print(
            f"  {name:9} store {built:5.2f} s, folder {read:5.2f} s; "
            f"importing rdflib and networkx {bare:5.2f} s; ratio {built / bare:.2f}, {read / bare:.2f}"
        )


def _run(command: list[str]) -> float:
    return timed(lambda: subprocess.run(command, check=True, capture_output=True))


def events(count: int) -> Iterator[str]:
    """Events as N-Triples: each begun on a day or within a month, one in ten going on."""
    dice = random.Random(4)
    rdf, sem, dl, xsd = (PREFIXES[name] for name in ("rdf", "sem", "dl", "xsd"))
    for number in range(count):
        begin, doubt, length = (
            dice.randrange(3600),
            dice.choice((0, 0, 0, 15, 30)),
            dice.choice((0, 3, 30, 200)),
        )
        bounds = {"EarliestBegin": begin, "LatestBegin": begin + doubt}
        yield f"<urn:e:{number}> <{rdf}type> <{dl}Event> .\n"
        if dice.random() < 0.1:
            yield f'<urn:e:{number}> <{dl}ongoing> "true"^^<{xsd}boolean> .\n'
        else:
            bounds |= {"EarliestEnd": begin + length, "LatestEnd": begin + length + doubt}
        for bound, day in bounds.items():
            when = FIRST + timedelta(days=day)
            yield f'<urn:e:{number}> <{sem}has{bound}TimeStamp> "{when}"^^<{xsd}date> .\n'


BEGUN = "{ SELECT ?e { ?e sem:hasLatestBeginTimeStamp ?begun %s } }"
NOT_OVER = "{ SELECT ?e { { ?e dl:ongoing true } UNION { ?e sem:hasEarliestEndTimeStamp ?end %s } } }"
DAY = '"2005-06-01"^^xsd:date'
QUERIES = {
    "all events (no filter)": "?e a dl:Event",
    "the scan: bounds read, nothing asked": f"{BEGUN % ''} {NOT_OVER % ''} ?e a dl:Event",
    "certain on a day": f"{BEGUN % f'FILTER (?begun <= {DAY})'} {NOT_OVER % f'FILTER (?end >= {DAY})'}"
    " ?e a dl:Event",
}


def certain_on_a_day(count: int, folder: Path) -> None:
    print(f"SPARQL over {count:,} dated things in an Oxigraph store on disk")
    file = folder / "events.nt"
    with file.open("w", encoding="ascii") as out:
        out.writelines(events(count))
    store = Store(str(folder / "events.store"))
    store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    taken = []
    for name, pattern in QUERIES.items():
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        taken.append(median(lambda: timed(lambda: _ask(store, query)), 3))  # noqa: B023
        print(f"  {name:38} {taken[-1]:7.2f} s")
    plain, scan, certain = taken
    print(f"  certain / (no filter + scan) = {certain / (plain + scan):.2f} (limit 1.2)")


def _ask(store: Store, query: str) -> None:
    answer = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(answer, QuerySolutions)
    next(answer)


if __name__ == "__main__":
    scale = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as scratch:
        solver(scale // 10)
        cold(Path(scratch))
        certain_on_a_day(scale, Path(scratch))
