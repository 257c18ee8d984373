"""RDF to networkx beside rdflib's own converter, over the same triples in one run.

Each of ICEWS's named events is a link of seven triples: type, from, to, relation, first and last day, source.
rdflib converts a graph that it has in memory, each triple an edge; reading it from a file is not counted.
Ours starts from a store, in memory or on disk; building it is not counted. "dated edges" is the
network one wants, an edge for each link with its days; "every triple" has exactly rdflib's number of edges.
Run with `python tests/benchmarks/projection.py EVENTS.tsv.gz`; it needs the extras `networks` and `tables`.
"""

from __future__ import annotations

import argparse
import csv
import gc
import gzip
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph
import rdflib
from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

import dateline
from dateline.graph.networks.projection import TRIPLES, project
from dateline.graph.view import StoreView
from dateline.ontology.terms import DL, PREFIXES

EXAMPLE = "https://example.org/"
LEAST = 10.0
DATED = """SELECT ?source ?target ?relation ?first ?last {
  ?link dl:from ?source ; dl:to ?target ; dl:relation ?relation ;
    sem:hasEarliestBeginTimeStamp ?first ; sem:hasLatestEndTimeStamp ?last }"""


def lines(events: Path, count: int) -> Iterator[str]:
    """Seven N-Triples of each event."""
    sem, kind = PREFIXES["sem"], PREFIXES["rdf"] + "type"
    with gzip.open(events, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for number, (source, one, relation, other, day) in enumerate(islice(rows, count)):
            link, when = f"<{EXAMPLE}e/{number}>", f'"{day}"^^<{PREFIXES["xsd"]}date>'
            yield f"{link} <{kind}> <{DL}Link> .\n"
            yield f"{link} <{DL}from> <{EXAMPLE}a/{quote(one)}> .\n"
            yield f"{link} <{DL}to> <{EXAMPLE}a/{quote(other)}> .\n"
            yield f"{link} <{DL}relation> <{EXAMPLE}c/{quote(relation)}> .\n"
            yield f"{link} <{sem}hasEarliestBeginTimeStamp> {when} .\n"
            yield f"{link} <{sem}hasLatestEndTimeStamp> {when} .\n"
            yield f'{link} <{PREFIXES["dcterms"]}source> "{source}" .\n'


def timed(work: Callable[[], Any]) -> tuple[float, int]:
    """Seconds, and the number of edges of what was made."""
    gc.collect()
    start = time.perf_counter()
    graph = work()
    return time.perf_counter() - start, graph.number_of_edges()


def compare(events: Path, count: int, folder: Path) -> float:
    """Print the times of one size; returns how many times faster the dated edges are, from memory."""
    file = folder / f"{count}.nt"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(lines(events, count))
    memory, disk = pyoxigraph.Store(), pyoxigraph.Store(str(folder / f"{count}.store"))
    for store in (memory, disk):
        store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_TRIPLES)
    ours: dict[str, Callable[[], Any]] = {
        "dated edges, store in memory": lambda: project(StoreView(memory), DATED).graph(),
        "dated edges, store on disk": lambda: project(StoreView(disk), DATED).graph(),
        "every triple, store in memory": lambda: project(StoreView(memory), TRIPLES).graph(),
        "every triple, store on disk": lambda: project(StoreView(disk), TRIPLES).graph(),
    }
    found = {name: timed(work) for name, work in ours.items()}
    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    seconds, edges = timed(lambda: rdflib_to_networkx_multidigraph(graph))
    print(f"{count:,} events, {len(graph):,} triples; rdflib's converter {seconds:.2f} s, {edges:,} edges")
    for name, (took, made) in found.items():
        print(f"  {name:30} {took:7.2f} s {made:10,} edges   {seconds / took:5.1f} x")
    assert found["every triple, store in memory"][1] == edges
    return seconds / found["dated edges, store in memory"][0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 50_000, 270_979])
    given = parser.parse_args()
    story = dateline.open("us-canada-trade")
    assert story.snapshot
    project(story.view)  # what is loaded on first use is not measured
    print("the bundled story's network: {:.2f} s, {:,} edges".format(*timed(story.network)))
    with tempfile.TemporaryDirectory() as folder:
        ratios = [compare(given.events, size, Path(folder)) for size in given.sizes]
    print(f"the least ratio of dated edges is {min(ratios):.1f}, at least {LEAST} is asked")
    return 0 if min(ratios) >= LEAST else 1


if __name__ == "__main__":
    raise SystemExit(main())
