"""Networks that respect time over 270,979 ICEWS events, beside raphtory and networkx in the same run.

Load (ours from the compressed file with the start of Python, the peers' from the unpacked one without), pairs
in contact in 2014, and whom Canada can have reached from 2014-01-01 on by steps on ever later days. The peers
are those of `peers_temporal.py` in the folder `shared` beside the repository; raphtory gets an environment of
its own under the folder for temporary files, made once. Its reach takes two steps on one day (10,555 nodes,
as ours without `strict`). It answers with an entry for every node, reached or not, which the script counts:
so its count there is that of all nodes. Only ratios carry over to other machines. `--quick` leaves
raphtory out, which takes a minute.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from dateline.data.edge_lists import read_edge_list
from dateline.graph.networks.contacts import Contacts
from dateline.graph.networks.from_edges import from_edges
from dateline.graph.networks.reach import reach

SHARED = Path(__file__).parents[2].parent / "shared"
EVENTS = SHARED / "events" / "icews" / "icews_named_events.tsv.gz"
PEERS = SHARED / "bench" / "peers_temporal.py"
RUNS = 7
NODES = 10_401
PAIRS = 32_235
LIMITS = {"load": 2_000.0, "snapshot": 20.0, "reach": 100.0}
LOAD = """
import sys
from dateline.data.edge_lists import read_edge_list
from dateline.graph.networks.from_edges import from_edges
edges = read_edge_list(sys.argv[1], source="subject", target="object", time="date", relation="relation")
print(len(from_edges(edges)))
"""
_T = TypeVar("_T")
Figures = dict[str, float]


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Milliseconds of one run, and what it gives."""
    begin = time.perf_counter()
    found = work()
    return (time.perf_counter() - begin) * 1000, found


def load() -> int:
    command = [sys.executable, "-c", LOAD, str(EVENTS)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def contacts() -> Contacts:
    return from_edges(read_edge_list(EVENTS, source="subject", target="object", time="date"))


def reached(columns: Contacts) -> int:
    return len(reach(columns, "Canada", first="2014-01-01", strict=True))


def ours() -> Figures:
    """The median of several runs; reach and snapshot on columns that no question was put to before."""
    fresh = [contacts() for _ in range(RUNS)]
    loads = [timed(load) for _ in range(RUNS)]
    snapshots = [timed(partial(each.pairs, "2014-01-01", "2014-12-31")) for each in fresh]
    reaches = [timed(partial(reached, each)) for each in fresh]
    assert {found for _, found in snapshots} == {PAIRS}
    assert {found for _, found in reaches} == {NODES}
    return {
        "load": statistics.median(took for took, _ in loads),
        "snapshot": statistics.median(took for took, _ in snapshots),
        "reach": statistics.median(took for took, _ in reaches),
    }


def environment() -> str:
    """A Python with raphtory, apart from ours."""
    folder = Path(tempfile.gettempdir()) / "dateline-peers-temporal"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True)
        packages = ["raphtory", "polars", "pandas", "pyarrow"]
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--quiet", *packages], check=True)
        (folder / "ready").touch()
    return str(python)


def peer(name: str, python: str, table: Path) -> tuple[Figures, dict[str, int]]:
    """The milliseconds that a peer tells, and its answers; what it does not tell is missing."""
    process = subprocess.run(
        [python, str(PEERS), name, str(table)], capture_output=True, text=True, check=False
    )
    found, answers = Figures(), {}
    if loaded := re.search(r"load ([\d.]+)s", process.stdout):
        found["load"] = float(loaded[1]) * 1000
    for what, label in (("snapshot", "snapshot 2014 dyads"), ("reach", "reach from Canada 2014-01-01")):
        if line := re.search(rf"{label}\s+([\d.]+) ms\s+-> (\d+)", process.stdout):
            found[what], answers[what] = float(line[1]), int(line[2])
    if process.returncode:
        print(f"{name} ended early: {process.stderr.strip().splitlines()[-1:]}")
    return found, answers


def bench(quick: bool) -> None:
    print(
        f"load before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores; medians of {RUNS} runs, peers once"
    )
    mine = ours()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "events.tsv"
        table.write_bytes(gzip.decompress(EVENTS.read_bytes()))
        peers = {"networkx": peer("networkx", sys.executable, table)}
        if not quick:
            peers["raphtory"] = peer("raphtory", environment(), table)
    print(
        f"{'what':10} {'ours, ms':>10}  {'limit, ms':>10} {'':9}" + "".join(f"{name:>26}" for name in peers)
    )
    for what, took in mine.items():
        verdict = "held" if took <= LIMITS[what] else "NOT HELD"
        print(
            f"{what:10} {took:10.1f}  {LIMITS[what]:10.0f} {verdict:9}" + _beside(what, took, peers),
            flush=True,
        )
    print(
        f"answers: ours {PAIRS:,} pairs, {NODES:,} nodes; "
        + "; ".join(f"{n} {a}" for n, (_, a) in peers.items())
    )


def _beside(what: str, took: float, peers: dict[str, tuple[Figures, dict[str, int]]]) -> str:
    """What each peer took, and how many times as long that is."""
    cells = []
    for figures, _ in peers.values():
        theirs = figures.get(what)
        cells.append(f"{theirs:,.1f} ms = {theirs / took:,.1f} x" if theirs else "no figure")
    return "".join(f"{cell:>26}" for cell in cells)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out raphtory")
    bench(parser.parse_args().quick)
