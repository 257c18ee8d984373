"""How long the explorer takes to write, to open, to search and to brush, beside plain pyvis in the same run.

Both pages are of the same network with the same positions. Plain pyvis is a `Network` with in-line resources
and with nodes and edges set in bulk, which is its quickest way; once without physics, once with its default.
Its page asks other hosts for Bootstrap; such requests fail here at once and are counted. Only ratios carry
over to other machines. Run with `make bench`; `--quick` leaves out the two large networks and some runs.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from dateline.export.html import PageAbout, render_page

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
SIZES = ((1_000, 2_000), (5_000, 10_000), (20_000, 40_000), (100_000, 200_000))
RUNS, QUICK_RUNS = 5, 3
CUT_OFF = 60  # seconds for one page to open, and for pyvis to come to rest
WRITING_CUT_OFF = 240  # seconds for all runs of writing one size
ABOUT = PageAbout("Benchmark", "A story of its size.", "en", "https://example.org/big", "0")
USABLE_LIMITS = {1_000: 1.0, 5_000: 2.5, 20_000: 6.0}
WRITE_LIMITS = {20_000: 1.5}
KEY_LIMITS = {20_000: 100.0}
BRUSH_LIMITS = {5_000: 250.0}
SHELL_LIMIT = 1.5
FIRST_WITH_GROUPS = 5_000

READY = "performance.getEntriesByName('dateline-ready')[0].startTime"
# From the press of a key until the last change that it makes in the list of results is painted.
WATCH_KEYS = """() => {
  const list = document.getElementById("dl-results");
  let pressed = 0;
  window.benchPainted = null;
  document.addEventListener("keydown", (event) => {
    pressed = event.timeStamp;
    window.benchPainted = null;
  }, true);
  new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame((now) => {
    window.benchPainted = { at: performance.now(), took: performance.now() - pressed };
  }))).observe(list, { childList: true });
}"""
# Where our page puts the nodes; a large story has places for its groups only.
PLACES = """(() => {
  const { drawn, layouts } = dateline.model;
  const kinds = layouts && layouts.kinds;
  if (kinds && kinds.x) return Array.from(kinds.x, (x, at) => [x, kinds.y[at]]);
  return drawn && drawn.nodes ? drawn.nodes.map(({ x, y }) => [x, y]) : [];
})()"""
QUERY = "dateline.model.nodes.find((node) => node.kind === 'actor').label.toLowerCase().slice(0, 9)"
HAS_WINDOW = "typeof dateline.state.set === 'function' && 'window' in dateline.state.get()"
BRUSH = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const took = [];
  for (let month = 0; month < 30; month += 1) {
    const day = (more) => new Date(Date.UTC(2020, month + more, 1)).toISOString().slice(0, 10);
    const begin = performance.now();
    dateline.state.set({ window: { from: day(0), to: day(12) } }, { from: "band" });
    await frame();
    await frame();
    took.push(performance.now() - begin);
  }
  return took;
}"""
HAS_GROUPS = "Boolean(dateline.model.groups) && 'opened' in dateline.state.get()"
OPEN_GROUPS = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const { count } = dateline.model.groups;
  const largest = count.map((number, at) => at).sort((a, b) => count[b] - count[a] || a - b).slice(0, 9);
  const took = [];
  for (const opened of largest) {
    const begin = performance.now();
    dateline.state.set({ opened }, { from: "graph" });
    await frame();
    await frame();
    took.push(performance.now() - begin);
    dateline.state.set({ opened: null }, { from: "graph" });
    await frame();
  }
  return took;
}"""
# Sigma with everything in it, from the press of the button until it is drawn, and a step of its camera.
OPEN_ALL = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const timed = async (act) => {
    const begin = performance.now();
    act();
    await frame();
    await frame();
    return performance.now() - begin;
  };
  const open = await timed(() => dateline.state.set({ everything: true }, { from: "bench" }));
  const steps = [];
  const pan = () => dateline.everything.pan(1, 0);
  for (let step = 0; step < 10 && dateline.everything.isOpen; step += 1) steps.push(await timed(pan));
  const drawn = dateline.everything.isOpen;
  dateline.state.set({ everything: false }, { from: "bench" });
  return drawn ? { open, steps } : null;
}"""
# pyvis declares `var network`, so that its assignment comes through here before anything is drawn.
WATCH_PYVIS = """(() => {
  let own;
  Object.defineProperty(window, "network", { get: () => own, set: (value) => {
    own = value;
    const note = (name) => () => { window[name] = performance.now(); };
    own.once("afterDrawing", () => requestAnimationFrame(note("benchDrawn")));
    own.once("stabilizationIterationsDone", note("benchStill"));
  } });
})();"""


@dataclass(frozen=True, slots=True)
class Figure:
    """The median of ``number`` measurements and how far they lie apart; 0 for what cannot vary."""

    middle: float
    low: float
    high: float
    number: int

    def __str__(self) -> str:
        if self.number < 2:
            return f"{self.middle:9.2f}" + (" (1 run)" if self.number else "")
        return f"{self.middle:9.2f} ({self.low:.2f} to {self.high:.2f}, {self.number})"


def figure(values: list[float]) -> Figure:
    return Figure(statistics.median(values), min(values), max(values), len(values))


def megabytes(size: int) -> Figure:
    return Figure(size / 1e6, size / 1e6, size / 1e6, 0)


def report(
    what: str, unit: str, ours: Figure | str, limit: float | None = None, theirs: Figure | str = ""
) -> None:
    """One line of the table; a text in the place of a figure says why there is none."""
    held = "no limit"
    if limit is not None:
        verdict = "not measured" if isinstance(ours, str) else "held" if ours.middle <= limit else "NOT HELD"
        held = f"limit {limit:g} {unit}: {verdict}"
    ratio = ""
    if isinstance(ours, Figure) and isinstance(theirs, Figure) and theirs.middle:
        ratio = f"{ours.middle / theirs.middle:.2f}"
    print(f"{what:44} {unit:3} {ours!s:34} {held:28} {theirs!s:34} {ratio}", flush=True)


def load_big() -> ModuleType:
    path = Path(__file__).parents[1] / "export" / "html" / "big.py"
    spec = importlib.util.spec_from_file_location("html_test_big", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def write_ours(nodes: int, edges: int, path: Path, runs: int) -> None:
    """Writes the page so many times and prints what each took: in a process of its own, to be cut off."""
    network = load_big().big_network(nodes, edges)
    render_page(network.__class__(), ABOUT)  # pyvis and the assets are read once, as in any process
    for _ in range(runs):
        begin = time.perf_counter()
        path.write_text(render_page(network, ABOUT), encoding="utf-8", newline="")
        print(time.perf_counter() - begin, flush=True)


def write_pyvis(nodes: int, edges: int, path: Path, runs: int, places: Path, physics: bool) -> None:
    """The same for plain pyvis, at the positions of our page."""
    network = load_big().big_network(nodes, edges)
    xy = json.loads(places.read_text("utf-8"))
    make: Any = importlib.import_module("pyvis.network").Network
    for _ in range(runs):
        begin = time.perf_counter()
        page = make(directed=True, cdn_resources="in_line")
        number = {key: place for place, key in enumerate(network)}
        page.nodes = [
            {"id": number[key], "label": data["label"], "x": x, "y": y}
            for (key, data), (x, y) in zip(network.nodes(data=True), xy, strict=True)
        ]
        page.edges = [{"from": number[u], "to": number[v]} for u, v in network.edges()]
        page.node_ids = list(number.values())
        page.options.physics.enabled = physics
        path.write_text(page.generate_html(), encoding="utf-8")
        print(time.perf_counter() - begin, flush=True)


def written(*arguments: object) -> list[float]:
    """What the runs of a writer took that ended before the cut-off."""
    command = [sys.executable, __file__, "--writer", *map(str, arguments)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=WRITING_CUT_OFF, check=True)
        return [float(line) for line in done.stdout.split()]
    except subprocess.TimeoutExpired as late:
        return [float(line) for line in (late.stdout or b"").split()]


def opened(browser: Browser, path: Path, use: Callable[[Page, list[str]], Any]) -> Any:
    """What ``use`` makes of a page of its own; requests for anything but files fail and are listed."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    refused: list[str] = []

    def let(route: Route) -> None:
        if route.request.url.startswith("file:"):
            return route.continue_()
        refused.append(route.request.url)
        return route.abort()

    page.route("**/*", let)
    page.set_default_timeout(CUT_OFF * 1000)
    page.add_init_script(WATCH_PYVIS if "pyvis" in path.name else "")
    try:
        page.goto(path.as_uri(), wait_until="commit")
        return use(page, refused)
    except TooLate:
        return None
    finally:
        context.close()


def wait_until(page: Page, true: str) -> None:
    """Until an expression holds. Playwright's own waiting would evaluate text, which our policy forbids."""
    begin = time.perf_counter()
    while not page.evaluate(true):
        if time.perf_counter() - begin > CUT_OFF:
            raise TooLate(f"{true} did not hold in {CUT_OFF} s")
        page.wait_for_timeout(10)


def press(page: Page, letter: str) -> dict[str, float]:
    """Types a letter; returns when its results were painted and how long that took, in ms."""
    page.keyboard.press(letter)
    wait_until(page, "window.benchPainted !== null")
    page.wait_for_timeout(120)  # a list that is filled in two steps has its second one by then
    return dict(page.evaluate("window.benchPainted"))


def use_ours(page: Page, refused: list[str]) -> dict[str, Any]:
    """Usable after so many seconds, the first answer, each letter of a name, and the brush."""
    wait_until(page, "window.datelineReady === true")
    ready = page.evaluate(READY) / 1000
    query = page.evaluate(QUERY)
    page.evaluate(WATCH_KEYS)
    page.focus("#dl-search")
    presses = [press(page, letter) for letter in query]
    assert page.locator("#dl-results [role=option]").count(), f"typing {query!r} found nothing"
    assert not refused, refused
    return {
        "ready": ready,
        "keys": [each["took"] for each in presses],
        "brush": page.evaluate(BRUSH) if page.evaluate(HAS_WINDOW) else None,
        "groups": page.evaluate(OPEN_GROUPS) if page.evaluate(HAS_GROUPS) else None,
        "all": page.evaluate(OPEN_ALL) if page.evaluate(HAS_GROUPS) else None,
    }


def use_places(page: Page, refused: list[str]) -> list[list[float]]:
    wait_until(page, "window.datelineReady === true")
    return list(page.evaluate(PLACES))


def use_pyvis(page: Page, refused: list[str], mark: str = "benchDrawn") -> dict[str, Any]:
    page.wait_for_function(f"window.{mark} > 0", polling=10)
    return {"ready": page.evaluate(f"window.{mark}") / 1000, "refused": len(refused)}


def several(measure: Callable[[], Any], runs: int) -> list[Any]:
    """The results of so many runs; after one that was cut off no other is tried."""
    results: list[Any] = []
    for _ in range(runs):
        results.append(measure())
        if results[-1] is None:
            return []
    return results


def bench_size(browser: Browser, folder: Path, nodes: int, edges: int, runs: int, rest: bool) -> bool:
    """All lines for one size; ``rest``: try pyvis with physics. Returns whether that came to rest."""
    name = f"{nodes // 1000}k/{edges // 1000}k"
    ours, plain, moving = (folder / f"{kind}-{nodes}.html" for kind in ("ours", "pyvis", "pyvis-moving"))
    took = written("ours", nodes, edges, ours, runs)
    if not took:
        report(f"{name} write", "s", f"cut off at {WRITING_CUT_OFF} s", WRITE_LIMITS.get(nodes))
        report(f"{name} usable", "s", "no page was written in time", USABLE_LIMITS.get(nodes))
        return rest
    places = folder / "places.json"
    xy = opened(browser, ours, use_places)
    grid = [[72 * (number % 300), 38 * (number // 300)] for number in range(nodes)]
    places.write_text(json.dumps(xy if xy and len(xy) == nodes else grid))
    theirs = written("pyvis", nodes, edges, plain, runs, places, "")
    report(f"{name} write", "s", figure(took), WRITE_LIMITS.get(nodes), figure(theirs))
    sizes = [megabytes(path.stat().st_size) for path in (ours, plain)]
    report(f"{name} size of the file", "MB", sizes[0], None, sizes[1])

    uses = several(lambda: opened(browser, ours, use_ours), runs)
    drawn = several(lambda: opened(browser, plain, use_pyvis), runs)
    late = f"cut off at {CUT_OFF} s"
    usable = figure([use["ready"] for use in uses]) if uses else late
    still = figure([use["ready"] for use in drawn]) if drawn else late
    report(f"{name} usable; pyvis: first drawn", "s", usable, USABLE_LIMITS.get(nodes), still)
    if rest:
        written("pyvis", nodes, edges, moving, 1, places, "physics")
        stable = opened(browser, moving, lambda page, refused: use_pyvis(page, refused, "benchStill"))
        rest = stable is not None
        report(f"{name} usable; pyvis: its physics at rest", "s", usable, None, late_or(stable))
    if uses:
        report_use(name, nodes, uses)
    if xy is None or len(xy) != nodes:
        print(f"  {name}: our page gave no positions for all nodes; pyvis stood on a grid")
    if drawn:
        print(f"  {name}: the page of plain pyvis asked other hosts {drawn[0]['refused']} times, ours never")
    return rest


def late_or(use: dict[str, Any] | None) -> Figure | str:
    return f"cut off at {CUT_OFF} s" if use is None else figure([use["ready"]])


def report_use(name: str, nodes: int, uses: list[dict[str, Any]]) -> None:
    """The lines on what a person does in our page, for which plain pyvis has nothing to compare with."""
    none = "has no search"
    first = figure([use["keys"][0] for use in uses])
    report(f"{name} first letter to results", "ms", first, KEY_LIMITS.get(nodes), none)
    letters = [figure(list(each)) for each in zip(*(use["keys"] for use in uses), strict=True)]
    slowest = max(letters, key=lambda each: each.middle)
    report(f"{name} slowest of {len(letters)} letters", "ms", slowest, KEY_LIMITS.get(nodes), none)
    brush: Figure | str = "not there yet: state has no window"
    if uses[0]["brush"]:
        brush = figure([took for use in uses for took in use["brush"]])
    report(f"{name} brush to frame", "ms", brush, BRUSH_LIMITS.get(nodes), "has no brush")
    if uses[0]["groups"]:
        groups = figure([took for use in uses for took in use["groups"]])
        report(f"{name} open one of the nine largest groups", "ms", groups, None, "has no groups")
    elif nodes >= FIRST_WITH_GROUPS:
        report(f"{name} open a group", "ms", "not there yet: no groups", None, "has no groups")
    drawn = [use["all"] for use in uses if use["all"]]
    if drawn:
        report(f"{name} draw all with sigma", "ms", figure([each["open"] for each in drawn]))
        steps = figure([step for each in drawn for step in each["steps"]])
        report(f"{name} a step of sigma's camera", "ms", steps)
    elif nodes >= FIRST_WITH_GROUPS:
        report(f"{name} draw all with sigma", "ms", "no WebGL here, or no bundle")


def bench(quick: bool, nodes: int | None) -> None:
    runs = QUICK_RUNS if quick else RUNS
    sizes = [(nodes, 2 * nodes)] if nodes else list(SIZES[:2] if quick else SIZES)
    print(
        f"medians of {runs} runs (lowest to highest, how many figures); load before: {os.getloadavg()[0]:.2f}"
    )
    shell = megabytes(len(render_page(load_big().nx.MultiDiGraph(), ABOUT).encode()))
    print(f"{'what':44} {'':3} {'ours':34} {'limit of issue 4':28} {'plain pyvis':34} ours/pyvis")
    report("size of the shell (an empty story)", "MB", shell, SHELL_LIMIT)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        rest = True
        for nodes, edges in sizes:
            tried = rest
            rest = bench_size(browser, Path(name), nodes, edges, runs, rest)
            if tried and not rest:
                print("  larger networks are not tried with the physics of pyvis: this one was cut off")
        browser.close()
    print(
        f"load after: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores; above those, figures are too high"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1k and 5k nodes, three runs")
    parser.add_argument("--nodes", type=int, help="one network of so many nodes and twice as many edges")
    parser.add_argument("--writer", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.writer:
        return bench(given.quick, given.nodes)
    who, nodes, edges, path, runs, *more = given.writer
    if who == "ours":
        return write_ours(int(nodes), int(edges), Path(path), int(runs))
    return write_pyvis(int(nodes), int(edges), Path(path), int(runs), Path(more[0]), bool(more[1]))


if __name__ == "__main__":
    main()
