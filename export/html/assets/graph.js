// The graph: vis-network on positions that Python computed, without physics.
dateline.graph = (() => {
  const { byId } = dateline.dom;
  const { nodes, edges, drawn, count, about } = dateline.model;
  const { state, paint } = dateline;
  const NAME_ROOM = 110; // pixels right of a node for its name
  const ABOVE = 52; // pixels that counts and buttons take at the top
  const CLOSEST = 1.25;
  const READABLE = 0.45;

  const box = byId("dl-graph");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let network = null;
  let nodeSet = null;
  let edgeSet = null;
  let seen = false; // whether the graph has been fitted while it had a size

  const scaleOf = () => (network ? network.getScale() : 1);
  const spot = (index) => drawn.nodes[index];
  const onScreen = (point) => network.canvasToDOM(point);

  function styleOf(edge) {
    const lit = state.isEdgeLit(edge);
    const chosen = state.selection !== null && lit;
    const colour = chosen ? paint.colours.accent : paint.colours.line;
    return {
      id: edge.index,
      hidden: !state.isEdgeShown(edge),
      width: chosen ? 1.8 : 1,
      color: { color: colour, highlight: colour, hover: paint.colours.accent, opacity: chosen ? 0.95 : lit ? 0.38 : 0.07, inherit: false },
    };
  }

  function restyle() {
    if (!network) return;
    nodeSet.update(nodes.map((node) => ({ id: node.index, hidden: !state.isShown(node.index) })));
    edgeSet.update(edges.map(styleOf));
    network.redraw();
  }

  /** The middle of an edge's own curve. */
  function middle(index) {
    return onScreen(network.body.edges[index].edgeType.getPoint(0.5));
  }

  /** Draws in pixels of the screen instead of the graph's own units. */
  function inPixels(ctx, draw) {
    const ratio = ctx.getTransform().a / network.getScale();
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw({ width: box.clientWidth, height: box.clientHeight });
    ctx.restore();
  }

  const toX = (x) => onScreen({ x, y: 0 }).x;
  const toY = (y) => onScreen({ x: 0, y }).y;

  function under(ctx) {
    inPixels(ctx, (view) => paint.ground(ctx, toX, toY, view));
  }

  /** Where buttons and words float over the canvas: names keep clear of them. */
  function overlays() {
    const frame = box.getBoundingClientRect();
    return [...box.parentElement.querySelectorAll(".zoom, .hint, .said")].map((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return { index: -1, left: left - frame.left, right: right - frame.left, top: top - frame.top, bottom: bottom - frame.top };
    });
  }

  function over(ctx) {
    inPixels(ctx, (view) => {
      const before = [...overlays(), ...paint.laneNames(ctx, toY, view)];
      const { without, taken } = paint.names(ctx, (index) => onScreen(spot(index)), view, scaleOf(), before);
      paint.edgeWords(ctx, middle, taken);
      paint.axis(ctx, toX, view);
      const said = without ? `${count(without, "more name shows", "more names show")} when you zoom in.` : "";
      if (byId("dl-labels-said").textContent !== said) byId("dl-labels-said").textContent = said;
    });
  }

  /** Brings the given nodes into view. */
  function show(places, animated) {
    if (!network || !places.length || !box.clientWidth) return;
    seen = true;
    const xs = places.map((index) => spot(index).x);
    const ys = places.map((index) => spot(index).y);
    const width = Math.max(...xs) - Math.min(...xs);
    const height = Math.max(...ys) - Math.min(...ys);
    const free = { width: Math.max(80, box.clientWidth - NAME_ROOM - 40), height: Math.max(60, box.clientHeight - paint.AXIS - ABOVE - 64) };
    const scale = Math.max(0.05, Math.min(CLOSEST, free.width / Math.max(width, 1), free.height / Math.max(height, 1)));
    const position = {
      x: (Math.min(...xs) + Math.max(...xs)) / 2 + (NAME_ROOM - 40) / 2 / scale,
      y: (Math.min(...ys) + Math.max(...ys)) / 2 + (paint.AXIS + 40 - ABOVE) / 2 / scale,
    };
    network.moveTo({ position, scale, animation: animated && !still.matches ? { duration: 300, easingFunction: "easeOutQuad" } : false });
  }

  /** The first view: everything if it can be told apart, else the busiest part of it. */
  function open() {
    fit();
    if (network.getScale() >= READABLE) return;
    const busiest = shownPlaces().sort((a, b) => nodes[b].edges.length - nodes[a].edges.length || a - b)[0];
    const ys = shownPlaces().map((index) => spot(index).y);
    const fits = (Math.max(...ys) - Math.min(...ys)) * READABLE < box.clientHeight - 80;
    const position = { x: spot(busiest).x, y: fits ? (Math.min(...ys) + Math.max(...ys)) / 2 : spot(busiest).y };
    network.moveTo({ position, scale: READABLE, animation: false });
  }

  const shownPlaces = () => nodes.filter((node) => state.isShown(node.index)).map((node) => node.index);
  const fit = (animated = false) => show(shownPlaces(), animated);

  /** After a change of size: the same view if the reader has one, else everything. */
  function refit() {
    if (!seen && box.clientWidth) open();
  }

  function zoom(factor) {
    const scale = Math.min(4, Math.max(0.05, network.getScale() * factor));
    network.moveTo({ scale, animation: still.matches ? false : { duration: 150, easingFunction: "easeOutQuad" } });
  }

  function onClick({ nodes: [node], edges: [edge], pointer }) {
    const name = node === undefined ? paint.named(pointer.DOM) : node;
    if (name !== null) state.select({ what: "node", index: name }, { from: "graph" });
    else if (edge !== undefined) state.select({ what: "edge", index: edge }, { from: "graph" });
    else state.select(null, { from: "graph" });
  }

  function onSelection(how) {
    restyle();
    const { selection } = state;
    if (!selection || how.from === "graph") return;
    const places = selection.what === "edge" ? [edges[selection.index].from, edges[selection.index].to] : [selection.index, ...dateline.model.neighbours(selection.index)];
    show(places, true);
  }

  function describe() {
    const canvas = box.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `Graph of ${about.title}: ${count(nodes.length, "thing")} and ${count(edges.length, "connection")}. The table view has the same content for keyboard and screen reader.`);
    // Nothing inside the canvas can be reached with keys, so it is no stop on the way through.
    box.querySelector(".vis-network").tabIndex = -1;
  }

  function listen() {
    network.on("beforeDrawing", under);
    network.on("afterDrawing", over);
    network.on("click", onClick);
    network.on("hoverNode", ({ node }) => state.hover({ what: "node", index: node }));
    network.on("hoverEdge", ({ edge }) => state.hover({ what: "edge", index: edge }));
    network.on("blurNode", () => state.hover(null));
    network.on("blurEdge", () => state.hover(null));
    state.on("hover", () => {
      box.classList.toggle("pointing", state.hovered !== null);
      network.redraw();
    });
    state.on("selection", onSelection);
    state.on("shown", () => {
      restyle();
      fit(true);
    });
    dateline.theme.onChange(() => {
      paint.readColours();
      restyle();
    });
    byId("dl-zoom-in").addEventListener("click", () => zoom(1.35));
    byId("dl-zoom-out").addEventListener("click", () => zoom(1 / 1.35));
    byId("dl-zoom-fit").addEventListener("click", () => fit(true));
  }

  function start() {
    paint.readColours();
    const renderer = paint.node(scaleOf);
    nodeSet = new vis.DataSet(drawn.nodes.map((node) => ({ ...node, ctxRenderer: renderer, hidden: !state.isShown(node.id) })));
    edgeSet = new vis.DataSet(drawn.edges.map((edge) => ({ ...edge, ...styleOf(edges[edge.id]) })));
    network = new vis.Network(box, { nodes: nodeSet, edges: edgeSet }, drawn.options);
    describe();
    listen();
    open();
  }

  return { start, fit, refit, middle, get network() { return network; } };
})();
