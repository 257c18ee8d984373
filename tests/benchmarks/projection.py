"""RDF to networkx beside rdflib's own converter, over the same triples in one run.

Each of ICEWS's named events is a link of seven triples: type, from, to, relation, first and last day, source.
rdflib converts a graph that it has in memory, each triple an edge; reading it from a file is not counted.
Ours starts from a store, in memory or on disk; building it is not counted. A store of dateline's has columns
beside it, another one of Oxigraph's has not. "dated edges" is the network one wants, an edge for each link
with its days; "every triple" has exactly rdflib's edges. What networkx needs for `add_edges_from` of the same
edges as ready tuples is told beside it: no converter that uses it is faster than that. Each case runs in a
process of its own.
Run with `python tests/benchmarks/projection.py EVENTS.tsv.gz`; it needs the extras `networks` and `tables`.
"""

from __future__ import annotations

import argparse
import csv
import gc
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

import networkx as nx
import pyoxigraph
import rdflib
from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

from dateline.graph.networks.projection import project, project_triples
from dateline.graph.networks.star import LINKS
from dateline.graph.store import open_view, write_store
from dateline.graph.view import StoreView, View
from dateline.ontology.terms import DL, PREFIXES

EXAMPLE = "https://example.org/"
LEAST = 10.0


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


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The least processor seconds of two runs, and what was made.

    Of all threads together, so that what else runs on the machine counts little.
    """
    times: list[float] = []
    graph: Any = None
    for _ in range(2):
        graph = None
        gc.collect()
        gc.freeze()  # What was there before is not searched for garbage meanwhile.
        start = time.process_time()
        graph = work()
        times.append(time.process_time() - start)
        gc.unfreeze()
    return min(times), graph


def prepare(events: Path, count: int, folder: Path) -> None:
    """The same triples in a file, in one of dateline's stores, and in another one on disk."""
    file = folder / "triples.nt"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(lines(events, count))
    form = pyoxigraph.RdfFormat.N_TRIPLES
    pyoxigraph.Store(str(folder / "other")).bulk_load(path=str(file), format=form)
    write_store(folder / "ours", pyoxigraph.parse(path=str(file), format=form))


def views(folder: Path, name: str) -> View:
    if name == "dateline's store":
        return open_view(folder / "ours")
    if name == "other store on disk":
        return StoreView(pyoxigraph.Store(str(folder / "other")), lambda: None)
    store = pyoxigraph.Store()
    store.bulk_load(path=str(folder / "triples.nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return StoreView(store)


def case(folder: Path, what: str, name: str) -> tuple[float, int, int]:
    """Seconds of one way, how many edges it made, and a sum over them that any order has."""
    if what == "rdflib":
        graph = rdflib.Graph()
        graph.parse(folder / "triples.nt", format="nt")
        seconds, made = timed(lambda: rdflib_to_networkx_multidigraph(graph))
    elif what == "add_edges_from":
        ready = list(project_triples(views(folder, name)).graph().edges(keys=True))
        seconds, made = timed(lambda: added(ready))
    else:
        view, project_it = views(folder, name), WAYS[what]
        seconds, made = timed(lambda: project_it(view))
    check = sum(crc32("\0".join(map(str, edge)).encode()) for edge in made.edges(keys=True))
    return seconds, made.number_of_edges(), check


def added(edges: Any) -> Any:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from(edges)
    return graph


WAYS: dict[str, Callable[[View], Any]] = {
    "dated edges": lambda view: project(view, LINKS).graph(),
    "every triple": lambda view: project_triples(view).graph(),
}
STORES = ("dateline's store", "store in memory", "other store on disk")


def apart(folder: Path, what: str, name: str) -> tuple[float, int, int]:
    """A case in a process of its own: what one leaves in memory slows the next."""
    command = [sys.executable, __file__, "--folder", str(folder), "--case", what, name]
    seconds, edges, check = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return seconds, edges, check


def compare(events: Path, count: int, folder: Path) -> float:
    """Print the times of one size; returns how many times faster the dated edges of our store are."""
    prepare(events, count, folder)
    theirs, edges, check = apart(folder, "rdflib", "")
    print(f"{count:,} events, {7 * count:,} triples; rdflib's converter {theirs:.2f} s, {edges:,} edges")
    ratios = []
    for what, name in (*product(WAYS, STORES), ("add_edges_from", STORES[0])):
        seconds, made, same = apart(folder, what, name)
        assert what == "dated edges" or (made, same) == (edges, check), "not the edges that rdflib has"
        print(
            f"  {what:14} {name:20} {seconds:7.2f} s {made:10,} edges   {theirs / seconds:5.1f} x", flush=True
        )
        ratios.append(theirs / seconds)
    return ratios[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=Path, nargs="?")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 50_000, 270_979])
    parser.add_argument("--case", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.case:
        print(json.dumps(case(given.folder, *given.case)))
        return 0
    ratios = []
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            ratios.append(compare(given.events, size, Path(folder)))
    print(f"the least ratio of dated edges from dateline's store is {min(ratios):.1f}; {LEAST} is asked")
    return 0 if min(ratios) >= LEAST else 1


if __name__ == "__main__":
    raise SystemExit(main())
