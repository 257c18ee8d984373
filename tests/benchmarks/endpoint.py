"""The endpoint beside the bare Oxigraph server in the same run: throughput, overhead, and who waits for whom.

Both serve the same store on disk. The client speaks HTTP over plain sockets with requests made ahead, as
clients that build each request are slower than either server. Only ratios carry over to other machines.
Run with `make bench`; it needs the extra `test`, which brings the `oxigraph` command.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import dateline
from dateline.graph.store import current_version

SMALL = (
    "SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}",
    "SELECT ?label WHERE {{ <{iri}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }}",
    "ASK {{ <{iri}> a <https://w3id.org/dateline/ns#Event> }}",
)
KILLER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CLIENTS = 32
LEAST_THROUGHPUT = 0.5
MOST_OVERHEAD = 2.0
MOST_SLOWER = 3.0
MOST_GROWTH = 64


@dataclass(frozen=True, slots=True)
class Load:
    """What a load came to: requests a second, and milliseconds of each request."""

    rate: float
    took: list[float]

    def at(self, share: float) -> float:
        """The quantile of the milliseconds."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def request_of(address: str, query: str) -> bytes:
    parts = urlsplit(address)
    target = f"{parts.path}?query={quote(query)}"
    return (
        f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: application/sparql-results+json\r\n\r\n"
    ).encode("ascii")


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> int:
    """Send a request, read all of its answer; returns the status."""
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
    return int(head.split(b" ", 2)[1])


async def load(address: str, requests: Sequence[bytes], clients: int, seconds: float) -> Load:
    """So many clients that ask one request after the other, for so long."""
    parts = urlsplit(address)
    took: list[float] = []
    deadline = time.perf_counter() + seconds

    async def client(number: int) -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        place = number * len(requests) // clients
        while (begin := time.perf_counter()) < deadline:
            status = await exchange(reader, writer, requests[place % len(requests)])
            assert status == 200, f"status {status}"
            took.append((time.perf_counter() - begin) * 1000)
            place += 1
        writer.close()

    begin = time.perf_counter()
    await asyncio.gather(*map(client, range(clients)))
    return Load(len(took) / (time.perf_counter() - begin), took)


async def load_beside_killer(address: str, requests: Sequence[bytes], clients: int, seconds: float) -> Load:
    """The same while a cross product of everything with itself runs."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    killing = asyncio.ensure_future(exchange(reader, writer, request_of(address, KILLER)))
    await asyncio.sleep(2)
    assert not killing.done(), "the killer query ended too early to measure anything"
    found = await load(address, requests, clients, seconds)
    assert not killing.done(), "the killer query did not run to the end of the measurement"
    killing.cancel()
    writer.close()
    return found


@contextmanager
def ours(store: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "dateline", "serve", str(store), "--port", "0", "--time-limit", "60"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip() + "sparql", process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def bare(store: Path) -> Iterator[tuple[str, int]]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program, 'the bare server is not here; run pip install "dateline[test]"'
    port = 20_000 + os.getpid() % 20_000
    command = [program, "serve-read-only", "--location", str(current_version(store))]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "--union-default-graph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        asyncio.run(_wait_for(port))
        yield f"http://127.0.0.1:{port}/query", process.pid
    finally:
        process.terminate()
        process.wait()


async def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise TimeoutError("the bare server did not start")


def memory(process: int) -> float:
    """MiB that a process and its children have in memory."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if process in (int(lines["Pid"]), int(lines["PPid"])) and "VmRSS" in lines:
            total += int(lines["VmRSS"].split()[0]) / 1024
    return total


def report(what: str, mine: str, theirs: str, ratio: float | None, limit: str, held: bool | None) -> None:
    verdict = "" if held is None else "held" if held else "NOT HELD"
    shown = "" if ratio is None else f"{ratio:.2f}"
    print(f"{what:58} {mine:>14} {theirs:>14} {shown:>7}  {limit:24} {verdict}", flush=True)


def bench(seconds: float, requests: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "story.store"
        dateline.build("us-canada-trade", store)
        snapshot = dateline.open(store).snapshot
        queries = [shape.format(iri=iri) for iri in snapshot.triples for shape in SMALL]
        random.Random(5).shuffle(queries)
        print(
            f"load before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores; {len(queries):,} small queries"
        )
        print(f"{'what':58} {'ours':>14} {'oxigraph':>14} {'ratio':>7}")
        with ours(store) as (mine, process), bare(store) as (theirs, _):
            _throughput(mine, theirs, queries, seconds)
            _overhead(mine, theirs, queries, seconds)
            _beside_killer(mine, queries, seconds)
            _growth(mine, process, queries, requests)


def _throughput(mine: str, theirs: str, queries: list[str], seconds: float) -> None:
    """Rounds in turn, for the machine's speed changes; once of queries never asked before, once of few."""
    for what, chosen, limit in (
        (f"{CLIENTS} clients, each query new, requests/s", queries, True),
        (f"{CLIENTS} clients, 500 queries again and again, requests/s", queries[:500], True),
    ):
        rounds: list[tuple[Load, Load]] = []
        for number in range(3):
            fresh = [f"{query} # {what} {number}" if chosen is queries else query for query in chosen]
            loads = [
                asyncio.run(load(address, [request_of(address, query) for query in fresh], CLIENTS, seconds))
                for address in (mine, theirs)
            ]
            rounds.append((loads[0], loads[1]))
        rates = [statistics.median(each[side].rate for each in rounds) for side in (0, 1)]
        ratio = rates[0] / rates[1]
        report(
            what,
            f"{rates[0]:,.0f}",
            f"{rates[1]:,.0f}",
            ratio,
            f"limit {LEAST_THROUGHPUT} or more",
            ratio >= LEAST_THROUGHPUT if limit else None,
        )


def _overhead(mine: str, theirs: str, queries: list[str], seconds: float) -> None:
    middles = []
    for address in (mine, theirs):
        found = asyncio.run(
            load(address, [request_of(address, f"{query} # alone") for query in queries], 1, seconds)
        )
        middles.append(found.at(0.5))
    more = middles[0] - middles[1]
    report(
        "one client, median, ms",
        f"{middles[0]:.2f}",
        f"{middles[1]:.2f}",
        middles[0] / middles[1],
        f"limit {MOST_OVERHEAD:g} ms more",
        more <= MOST_OVERHEAD,
    )


def _beside_killer(mine: str, queries: list[str], seconds: float) -> None:
    requests = [request_of(mine, f"{query} # beside") for query in queries]
    half = len(requests) // 2
    alone = asyncio.run(load(mine, requests[:half], 4, seconds))
    beside = asyncio.run(load_beside_killer(mine, requests[half:], 4, seconds))
    for share, name in ((0.5, "median"), (0.99, "99th percentile")):
        ratio = beside.at(share) / alone.at(share)
        report(
            f"4 clients beside a cross product of all, {name}, ms",
            f"{beside.at(share):.2f}",
            "",
            ratio,
            f"limit {MOST_SLOWER:g} x {alone.at(share):.2f}",
            ratio <= MOST_SLOWER,
        )


def _growth(mine: str, process: int, queries: list[str], requests: int) -> None:
    """The memory of the server and its workers before and after so many requests."""

    async def run(number: int, mark: str) -> None:
        share = [request_of(mine, f"{query} # {mark}") for query in queries]
        parts = urlsplit(mine)
        left = iter(range(number))

        async def client() -> None:
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            for place in left:
                await exchange(reader, writer, share[place % len(share)])
            writer.close()

        await asyncio.gather(*(client() for _ in range(CLIENTS)))

    asyncio.run(run(max(1_000, requests // 10), "warm"))
    before = memory(process)
    asyncio.run(run(requests, "grow"))
    after = memory(process)
    report(
        f"memory after {requests:,} requests, MiB",
        f"{after:.0f}",
        f"{before:.0f} before",
        after / before,
        f"limit {MOST_GROWTH} MiB more",
        after - before <= MOST_GROWTH,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8, help="how long each load lasts")
    parser.add_argument("--requests", type=int, default=100_000, help="how many requests for the memory")
    given = parser.parse_args()
    bench(given.seconds, given.requests)
