"""The bundled sigma draws a large graph under a policy as strict as that of the page."""

from __future__ import annotations

import base64
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.export.html import bundle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIGMA = bundle.read_script("sigma.js")
STYLE = "body { margin: 0; } #graph { width: 900px; height: 600px; }"
DRAW = """
const { Graph, Sigma, NodeCircleProgram, EdgeLineProgram } = datelineSigma;
const graph = new Graph();
const COLOURS = ["#ff0000", "#00ff00", "#0000ff"];
for (let at = 0; at < 2000; at += 1) {
  graph.addNode(at, { x: at % 50, y: Math.floor(at / 50), size: 4, color: COLOURS[at % 3] });
}
const looks = { type: "line", color: "#eeeeee" };
for (let at = 0; at < 4000; at += 1) graph.addEdge(at % 2000, (at * 7 + 3) % 2000, looks);
window.drawn = new Sigma(graph, document.getElementById("graph"), {
  nodeProgramClasses: { circle: NodeCircleProgram }, edgeProgramClasses: { line: EdgeLineProgram },
  renderLabels: false,
});
"""
COUNT = """async (png) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const found = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    for (const which of [0, 1, 2]) {
      const others = [0, 1, 2].filter((each) => each !== which);
      if (data[at + which] > 220 && others.every((each) => data[at + each] < 40)) found[which] += 1;
    }
  }
  return found;
}"""


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.skipif(SIGMA is None, reason="the bundled JavaScript is not built: no npm")
def test_sigma_draws_two_thousand_nodes_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    assert SIGMA is not None
    policy = f"default-src 'none'; script-src {_hash(SIGMA)} {_hash(DRAW)}; style-src {_hash(STYLE)}"
    file = tmp_path / "sigma.html"
    file.write_text(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<style>{STYLE}</style><div id="graph"></div><script>{SIGMA}</script><script>{DRAW}</script>',
        encoding="utf-8",
        newline="",
    )
    page = browser.new_page(viewport={"width": 900, "height": 600})
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    picture = page.screenshot()
    assert page.evaluate("drawn.getGraph().order") == 2000
    assert asked == [file.as_uri()]
    assert errors == []
    page.close()
    eye = browser.new_page()
    red, green, blue = eye.evaluate(COUNT, base64.b64encode(picture).decode("ascii"))
    eye.close()
    # Each colour has 667 nodes with a radius of some pixels.
    assert min(red, green, blue) > 667 * 5
