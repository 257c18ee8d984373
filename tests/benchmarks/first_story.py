"""How long a person waits: help, build, demo, and the page until its search answers.

Each figure is the median of several whole runs, beside a peer that does the same kind of work on
this machine: a bare interpreter, rdflib alone, and pyvis as it comes. Only the ratios carry over
to other machines. Run with `make bench`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

RUNS = 5
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
PYTHON = sys.executable
USABLE = "performance.getEntriesByName('dateline-ready')[0].startTime"
READ_YAML = """
import sys, time
from pathlib import Path
from ruamel.yaml import YAML
import dateline
story = Path(dateline.__file__).parent / "data" / "stories" / "us-canada-trade"
texts = [path.read_text("utf-8") for path in sorted(story.glob("*.yaml"))]
begin = time.perf_counter()
for text in texts:
    for event in YAML(typ="safe", pure=sys.argv[1] == "pure").parse(text):
        pass
print(time.perf_counter() - begin)
"""
RDFLIB_ALONE = """
import sys, rdflib
dataset = rdflib.Dataset(default_union=True)
dataset.parse(sys.argv[1], format="nquads")
dataset.serialize(sys.argv[2], format="nquads")
"""
PYVIS_ALONE = """
import sys, dateline
from pyvis.network import Network
story = dateline.open("us-canada-trade").network()
page = Network(directed=True, cdn_resources="in_line")
for node in story:
    page.add_node(node, label=story.nodes[node]["label"])
for start, end, _ in story.edges(keys=True):
    page.add_edge(start, end)
open(sys.argv[1], "w", encoding="utf-8").write(page.generate_html())
"""


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def printed_seconds(command: list[str]) -> float:
    """What a command measured of itself."""
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def median(measure: Callable[[], float]) -> float:
    measure()  # the first run also fills caches that every later one has
    return statistics.median(measure() for _ in range(RUNS))


def report(what: str, ours: float, limit: float, peer: str, theirs: float) -> None:
    verdict = "ok" if ours <= limit else "TOO SLOW"
    print(
        f"{what:34} {ours:6.2f} s (limit {limit} s, {verdict}); "
        f"{peer} {theirs:6.2f} s; ratio {ours / theirs:.2f}"
    )


def usable(page: Page, path: Path) -> float:
    page.goto(path.as_uri())
    page.wait_for_function("window.datelineReady === true")
    return float(page.evaluate(USABLE)) / 1000


def stabilized(page: Page, path: Path) -> float:
    """Until the default physics of pyvis has come to rest; its page takes no input before."""
    begin = time.perf_counter()
    page.route("http*://**", lambda route: route.abort())  # it asks other hosts for Bootstrap
    page.goto(path.as_uri(), wait_until="domcontentloaded")
    page.wait_for_function("typeof network !== 'undefined'")
    page.evaluate("new Promise(done => { network.once('stabilized', done); setTimeout(done, 60000); })")
    return time.perf_counter() - begin


def main() -> None:
    dateline = [PYTHON, "-m", "dateline"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = median(lambda: seconds([PYTHON, "-c", "pass"]))
        report("dateline --help", median(lambda: seconds([*dateline, "--help"])), 0.3, "python", bare)

        by_c, by_pure = (
            median(partial(printed_seconds, [PYTHON, "-c", READ_YAML, kind])) for kind in ("c", "pure")
        )
        report("parse the story's YAML", by_c, 0.1, "pure parser", by_pure)

        quads, again = str(folder / "story.nq"), str(folder / "again.nq")
        seconds([*dateline, "export", "us-canada-trade", "--to", "nq", "-o", quads])
        rdflib = median(lambda: seconds([PYTHON, "-c", RDFLIB_ALONE, quads, again]))
        build = [*dateline, "build", "us-canada-trade", "-o", str(folder / "store")]
        report("dateline build", median(lambda: seconds(build)), 1.5, "rdflib read+write", rdflib)

        plain = folder / "plain.html"
        pyvis = median(lambda: seconds([PYTHON, "-c", PYVIS_ALONE, str(plain)]))
        demo = [*dateline, "demo", "-o", str(folder / "demo")]
        report("dateline demo", median(lambda: seconds(demo)), 3, "open + plain pyvis", pyvis)

        ours = folder / "demo" / "us-canada-trade.html"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            ready = median(lambda: usable(browser.new_page(), ours))
            still = stabilized(browser.new_page(), plain)
            report("page: search accepts input", ready, 1, "plain pyvis at rest", still)
            browser.close()


if __name__ == "__main__":
    main()
