// All things of a large story at once: sigma draws them with WebGL at the places that Python computed.
dateline.everything = (() => {
  const { el, byId, announce } = dateline.dom;
  const { data, nodes, edges, kinds, kind, layouts, title, short, count, neighbours } = dateline.model;
  const { state, paint, scene, sheets, filters } = dateline;
  const library = globalThis.datelineSigma; // only in the file of a large story, and only where dateline was built with npm
  const MOST_LINES = 3000; // of the selection, or of all that is shown
  const POINTS_FROM = 20_000; // from here things are points of one vertex each instead of three
  const STEP = 60; // pixels for a press of an arrow key

  const box = byId("dl-sigma");
  let graph = null;
  let renderer = null;
  let colourOf = null; // by kind: its colour, and the same faded
  let left = 0; // connections of the selection that found no room

  const key = (index) => String(index);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const duration = () => (still.matches ? 0 : 250);
  const camera = () => renderer.getCamera();

  /** A colour between two, given as "rgb(…)"; WebGL here has no transparent points that cost nothing. */
  function mixed(one, other, share) {
    const [a, b] = [one, other].map((text) => text.match(/[\d.]+/g).slice(0, 3).map(Number));
    const parts = a.map((value, at) => Math.round(value * share + b[at] * (1 - share)).toString(16).padStart(2, "0"));
    return `#${parts.join("")}`;
  }

  function readColours() {
    colourOf = new Map(kinds.map(({ name }) => [name, {
      full: mixed(paint.colours[`kind-${name}`], paint.colours.paper, 1), faded: mixed(paint.colours[`kind-${name}`], paint.colours.paper, 0.14),
    }]));
  }

  function filled() {
    const made = new library.Graph({ multi: true });
    const { x, y } = layouts.kinds;
    const type = nodes.length >= POINTS_FROM ? "point" : "circle";
    for (const node of nodes)
      made.addNode(key(node.index), { x: x[node.index], y: -y[node.index], size: 2 + Math.min(7, Math.sqrt(node.degree) * 0.55), type });
    return made;
  }

  /** How sigma draws a thing now: hidden by the filters, faded beside a selection, named with its kind's letter. */
  function shown(name, own) {
    const index = Number(name);
    if (!state.isShown(index)) return { ...own, hidden: true, label: null };
    const node = nodes[index];
    const lit = state.isLit(index);
    const chosen = state.isSelected("node", index);
    return {
      ...own, color: colourOf.get(node.kind)[lit ? "full" : "faded"], size: chosen ? own.size + 5 : own.size,
      label: lit ? `${kind(node).letter} · ${short(title(node), 60)}` : null, zIndex: lit ? 1 : 0,
      forceLabel: chosen, highlighted: chosen,
    };
  }

  /** The connections of the selection, or all that are shown where they are few. */
  function putEdges() {
    const { selection } = state.get();
    let list = [];
    left = 0;
    if (selection) list = (selection.what === "edge" ? [edges[selection.index]] : nodes[selection.index].edges.map((at) => edges[at])).filter(state.isEdgeShown);
    else {
      for (let at = 0; at < edges.length && list.length <= MOST_LINES; at += 1) if (filters.edgePasses(at) && state.isEdgeShown(edges[at])) list.push(edges[at]);
      if (list.length > MOST_LINES) list = [];
    }
    left = Math.max(0, list.length - MOST_LINES);
    graph.clearEdges();
    const colour = selection ? mixed(paint.colours.accent, paint.colours.paper, 0.55) : mixed(paint.colours.line, paint.colours.paper, 0.45);
    for (const edge of list.slice(0, MOST_LINES)) graph.addEdgeWithKey(String(edge.index), key(edge.from), key(edge.to), { size: selection ? 0.9 : 0.6, color: colour });
    return Boolean(selection) || list.length > 0;
  }

  function say(hasLines) {
    const parts = ["Everything that is shown, by day and kind."];
    if (!hasLines) parts.push("Select one to see its connections.");
    if (left) parts.push(`${count(left, "more connection")} of it in the panel.`);
    byId("dl-scene-said").textContent = parts.join(" ");
  }

  /** The room that what is shown takes: kinds that are hidden leave none. */
  function measure() {
    const { x, y } = layouts.kinds;
    const [across, down] = [[Infinity, -Infinity], [Infinity, -Infinity]];
    for (let at = 0; at < nodes.length; at += 1) {
      if (!state.isShown(at)) continue;
      across[0] = Math.min(across[0], x[at]);
      across[1] = Math.max(across[1], x[at]);
      down[0] = Math.min(down[0], -y[at]);
      down[1] = Math.max(down[1], -y[at]);
    }
    if (across[0] <= across[1]) renderer.setCustomBBox({ x: across, y: [down[0] - 40, down[1] + 40] });
  }

  function refresh() {
    if (!renderer) return;
    say(putEdges());
    if (!state.selection) measure();
    renderer.refresh();
  }

  function settings() {
    return {
      allowInvalidContainer: true, enableEdgeEvents: false, hideEdgesOnMove: true, zIndex: true, renderEdgeLabels: false,
      minCameraRatio: 0.002, maxCameraRatio: 3, stagePadding: 36, labelDensity: 0.5, labelGridCellSize: 190, labelRenderedSizeThreshold: 5,
      labelFont: getComputedStyle(document.body).fontFamily, labelSize: 12,
      defaultDrawNodeHover: sheets.drawHover, defaultDrawNodeLabel: sheets.drawLabel, nodeReducer: shown,
      nodeProgramClasses: { circle: library.NodeCircleProgram, point: library.NodePointProgram },
    };
  }

  function listen() {
    renderer.on("clickNode", ({ node }) => state.select({ what: "node", index: Number(node) }, { from: "everything" }));
    renderer.on("clickStage", () => state.selection && state.select(null, { from: "everything" }));
    renderer.on("enterNode", ({ node }) => { box.classList.add("pointing"); state.hover({ what: "node", index: Number(node) }); });
    renderer.on("leaveNode", () => { box.classList.remove("pointing"); state.hover(null); });
    renderer.on("afterRender", () => sheets.drawLanes(box, renderer));
  }

  /** Whether it can draw here; if not, the reason is written where the drawing would have been. */
  function build() {
    try {
      if (!document.createElement("canvas").getContext("webgl2")) throw new Error("this browser has no WebGL, or it is switched off");
      readColours();
      graph = filled();
      renderer = new library.Sigma(graph, byId("dl-sigma-things"), settings());
    } catch (error) {
      destroy();
      note(`All things at once cannot be drawn: ${error.message}. The groups and the table have the same content.`);
      return false;
    }
    return true;
  }

  function destroy() {
    if (renderer) renderer.kill();
    renderer = null;
    graph = null;
    byId("dl-sigma-things").replaceChildren();
  }

  function note(words) {
    byId("dl-everything-note").textContent = words;
    byId("dl-everything-note").hidden = !words;
    if (words) announce(words);
  }

  function legend() {
    const there = kinds.filter(({ name }) => state.kindShown(name) && data.nodes.kind.includes(kinds.findIndex((each) => each.name === name)));
    byId("dl-legend").replaceChildren(...there.map((each) => el("li", {}, el("span", { class: "dot", "data-kind": each.name, "aria-hidden": "true" }), `${each.letter} · ${each.many}`)));
  }

  /** Brings the view to where the state wants it. */
  function apply() {
    const want = state.get().everything;
    if (want === (renderer !== null)) return;
    if (!want) destroy();
    box.hidden = !want;
    if (want) {
      note("");
      if (!build()) {
        box.hidden = true;
        state.set({ everything: false }, { from: "everything" });
        byId("dl-everything").disabled = true;
        return;
      }
      listen();
      legend();
      refresh();
      announce(byId("dl-scene-said").textContent);
    }
    byId("dl-graph").hidden = want;
    byId("dl-lines").closest("label").hidden = want;
    byId("dl-everything").setAttribute("aria-pressed", String(want));
    byId("dl-everything").textContent = want ? "Back to the groups" : words();
  }

  const words = () => `Draw all ${count(nodes.length, "thing")}`;

  /** Moves to the thing that was selected elsewhere, with what it touches. */
  function follow({ from }) {
    if (!renderer) return;
    refresh();
    const { selection } = state.get();
    if (!selection || from === "everything") return;
    const index = selection.what === "node" ? selection.index : edges[selection.index].from;
    const at = renderer.getNodeDisplayData(key(index));
    if (at) camera().animate({ x: at.x, y: at.y, ratio: Math.min(camera().ratio, 0.25) }, { duration: duration() });
  }

  function pan(right, down) {
    const size = Math.max(1, Math.min(box.clientWidth, box.clientHeight));
    const now = camera().getState();
    camera().setState({ x: now.x + (right * STEP * now.ratio) / size, y: now.y - (down * STEP * now.ratio) / size });
  }

  const zoom = (factor) => camera().animate({ ratio: Math.min(3, Math.max(0.002, camera().ratio / factor)) }, { duration: still.matches ? 0 : 120 });
  const fit = () => camera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: duration() });

  const KEYS = {
    ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
    "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), 0: fit,
  };

  function onKey(event) {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  function start() {
    if (!scene.large) return;
    if (!library) return note(`Drawing all ${count(nodes.length, "thing")} at once needs sigma, which this file was made without. To get it, ${data.howToGetSigma}`);
    const button = byId("dl-everything");
    button.hidden = false;
    button.textContent = words();
    button.addEventListener("click", () => state.set({ everything: !state.get().everything, opened: null, camera: null }, { from: "everything" }));
    box.setAttribute("aria-label", `All ${count(nodes.length, "thing")}, drawn by day and kind. Arrow keys move the drawing, plus and minus zoom, 0 shows all. The table has the same content.`);
    box.addEventListener("keydown", onKey);
    state.on("drawing", apply);
    state.on("selection", follow);
    state.on("shown", () => { if (renderer) { legend(); refresh(); } });
    state.on("view", () => { if (renderer && state.get().view === "graph") requestAnimationFrame(() => renderer && renderer.resize() && renderer.refresh()); });
    dateline.theme.onChange(() => {
      if (!renderer) return;
      paint.readColours();
      readColours();
      legend();
      refresh();
    });
    new ResizeObserver(() => renderer && box.clientWidth && renderer.resize() && renderer.scheduleRender()).observe(box);
    apply();
    return undefined;
  }

  return { start, zoom, fit, pan, get renderer() { return renderer; }, get isOpen() { return renderer !== null; } };
})();
