// The graph: vis-network on positions that Python computed, without physics.
dateline.graph = (() => {
  const { byId } = dateline.dom;
  const { nodes, edges, drawn, count, about, layouts, neighbours } = dateline.model;
  const { state, paint, ground, overview, everything, scene, lines } = dateline;
  const LANE_ROOM = 130; // pixels left of all nodes for the names of lanes
  const NAME_ROOM = 110; // pixels right of a node for its name
  const ABOVE = 44; // pixels that counts and buttons take at the top
  const CLOSEST = 1.25;
  const READABLE = 0.3;
  const GROUPS_READABLE = 0.55;

  const box = byId("dl-graph");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let network = null;
  let edgeSet = null;
  let now = null; // the scene that is drawn
  let visible = []; // ids in the scene that are shown
  let linesNow = []; // edges that are drawn
  let numbers = null; // of what each group holds
  let seen = false; // whether the graph has been fitted while it had a size
  const views = new Map(); // of a large story, the place and scale of each scene that was left
  let quiet = false; // while the view is moved by a state that already has it

  const scaleOf = () => (network ? network.getScale() : 1);
  const spot = (id) => now.spots.get(id);
  const onScreen = (point) => network.canvasToDOM(point);

  function styleOf(edge) {
    const lit = state.isEdgeLit(edge);
    const chosen = state.selection !== null && lit;
    const colour = chosen ? paint.colours.accent : paint.colours.line;
    return {
      width: chosen ? 1.8 : 1,
      color: { color: colour, highlight: colour, hover: paint.colours.accent, opacity: chosen ? 0.95 : lit ? 0.5 : 0.07, inherit: false },
    };
  }

  const isShown = (id) => (now.what === "groups" ? numbers[id] > 0 : state.isShown(id));

  /** What is shown of the scene, and its lines, anew. */
  function refresh() {
    if (!network) return;
    if (scene.current() !== now) return arrange();
    if (now.what === "groups") numbers = scene.groupCounts();
    visible = [...now.spots.keys()].filter(isShown);
    byId("dl-graph-empty").hidden = visible.length > 0 || !nodes.length;
    const { list, left } = lines.wanted();
    linesNow = []; // vis-network may draw between the two calls, when it has neither the old lines nor the new
    edgeSet.clear();
    edgeSet.add(lines.bent(list).map((line) => ({ ...line, ...styleOf(edges[line.id]) })));
    linesNow = list;
    if (now.what !== "everything") byId("dl-scene-said").textContent = [now.said, left ? `${count(left, "connection")} not drawn.` : ""].filter(Boolean).join(" ");
    byId("dl-scene-back").hidden = !(scene.large && now.what === "nodes");
    byId("dl-scene-back").textContent = state.selection && state.get().opened !== null ? "Back to the group" : "Back to the overview";
    network.redraw();
  }

  /** Puts another scene on the canvas. */
  function arrange() {
    if (seen && scene.large) views.set(now.key, { ...network.getViewPosition(), scale: network.getScale() });
    now = scene.current();
    const renderer = paint.node(scaleOf);
    const items = [...now.spots].map(([id, { x, y }]) => ({ id, x, y, ctxRenderer: now.what === "groups" ? overview.symbol(id, (at) => numbers[at], scaleOf) : renderer }));
    if (now.what === "groups") numbers = scene.groupCounts();
    linesNow = [];
    visible = [];
    edgeSet.clear();
    network.setData({ nodes: new vis.DataSet(items), edges: edgeSet });
    refresh();
    // Who comes back finds the overview, or the group, as it was.
    if (views.has(now.key) && now.key !== "thing" && seen) look(views.get(now.key));
    else fit(false);
  }

  /** The point that bends an edge's curve, in the graph's own units; nothing for a straight one. */
  const via = (index) => network.body.edges[index].edgeType.getViaNode?.();

  /** The middle of an edge's own curve. */
  const middle = (index) => onScreen(network.body.edges[index].edgeType.getPoint(0.5));

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
  const lanes = () => ground.shownLanes(visible.map((id) => spot(id).y));

  function under(ctx) {
    inPixels(ctx, (view) => {
      ground.ground(ctx, lanes(), toX, toY, view);
      if (now.what === "groups") overview.drawLinks(ctx, (id) => onScreen(spot(id)), numbers);
    });
  }

  /** Where buttons and words float over the canvas: names keep clear of them. */
  function overlays() {
    const frame = box.getBoundingClientRect();
    return [...document.querySelectorAll(".graph :is(.zoom, .hint, .said, .drawing), main .tour:not([hidden])")].map((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return { index: -1, left: left - frame.left, right: right - frame.left, top: top - frame.top, bottom: bottom - frame.top };
    }).filter(({ top, bottom, left, right }) => top < frame.height && bottom > 0 && left < frame.width && right > 0);
  }

  function over(ctx) {
    inPixels(ctx, (view) => {
      const before = [...overlays(), ...ground.laneNames(ctx, lanes(), toY, view)];
      let without = 0;
      if (now.what === "nodes") {
        const named = paint.names(ctx, visible, (index) => onScreen(spot(index)), view, scaleOf(), before);
        without = named.without;
        paint.edgeWords(ctx, linesNow, middle, named.taken);
      } else if (now.what === "groups") without = overview.names(ctx, visible, (id) => onScreen(spot(id)), view, numbers, before);
      ground.axis(ctx, toX, view);
      const said = without ? `${count(without, "more name shows", "more names show")} when you zoom in.` : "";
      if (byId("dl-labels-said").textContent !== said) byId("dl-labels-said").textContent = said;
    });
  }

  /** How much of the lower edge words cover. */
  function covered() {
    const tops = overlays().map(({ top }) => top).filter((top) => top > box.clientHeight / 2);
    return Math.max(64 + ground.AXIS, box.clientHeight - Math.min(...tops, box.clientHeight) + 12);
  }

  /** From where all the given places are seen, on a canvas of a size: {x, y, scale}; names of lanes stand at the left. */
  function fitting(ids, { width, height }, below = 64 + ground.AXIS) {
    if (!ids.length) return { x: 0, y: 0, scale: 1 };
    const xs = ids.map((id) => spot(id).x);
    const ys = ids.map((id) => spot(id).y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const before = now.lanes.length && width >= ground.ROOMY ? LANE_ROOM : 40;
    const free = { width: Math.max(80, width - NAME_ROOM - before), height: Math.max(60, height - ABOVE - below - 20) };
    const scale = Math.max(0.02, Math.min(CLOSEST, free.width / Math.max(right - left, 1), free.height / Math.max(bottom - top, 1)));
    return { x: (left + right) / 2 + (NAME_ROOM - before) / 2 / scale, y: (top + bottom) / 2 + (below - ABOVE) / 2 / scale, scale };
  }

  /** Brings the given places into view. */
  function show(ids, animated) {
    if (!network || !ids.length || !box.clientWidth) return;
    seen = true;
    const { scale, ...position } = fitting(ids, { width: box.clientWidth, height: box.clientHeight }, covered());
    network.moveTo({ position, scale, animation: animated && !still.matches ? { duration: 300, easingFunction: "easeOutQuad" } : false });
  }

  /** The first view: everything if it can be told apart, else the busiest part of it. */
  function open() {
    const { camera } = state.get();
    if (camera) return look(camera);
    fit();
    const readable = now.what === "groups" ? GROUPS_READABLE : READABLE;
    if (network.getScale() >= readable || !visible.length) return;
    const weight = (id) => (now.what === "groups" ? numbers[id] : nodes[id].degree);
    const busiest = [...visible].sort((a, b) => weight(b) - weight(a) || a - b)[0];
    const ys = visible.map((index) => spot(index).y);
    const fits = (Math.max(...ys) - Math.min(...ys)) * readable < box.clientHeight - 80;
    const position = { x: spot(busiest).x, y: fits ? (Math.min(...ys) + Math.max(...ys)) / 2 : spot(busiest).y };
    network.moveTo({ position, scale: readable, animation: false });
  }

  function look({ x, y, scale }) {
    seen = true;
    quiet = true;
    network.moveTo({ position: { x, y }, scale, animation: false });
    quiet = false;
  }

  const fit = (animated = false) => show(visible, animated);

  /** After a change of size: the same view if the reader has one, else everything. */
  function refit() {
    if (!seen && box.clientWidth) open();
  }

  function zoom(factor) {
    const scale = Math.min(4, Math.max(0.02, network.getScale() * factor));
    network.moveTo({ scale, animation: still.matches ? false : { duration: 150, easingFunction: "easeOutQuad" } });
    keepCamera();
  }

  /** The reader's own place and scale are part of the state, so that a link has them. */
  function keepCamera() {
    if (quiet) return;
    const { x, y } = network.getViewPosition();
    state.set({ camera: { x: Math.round(x), y: Math.round(y), scale: Number(network.getScale().toFixed(3)) } }, { from: "graph" });
  }

  function onClick({ nodes: [id], edges: [edge], pointer }) {
    if (now.what === "groups") {
      if (id !== undefined) overview.open(id, "graph");
      return;
    }
    const name = id === undefined || !state.isShown(id) ? paint.named(pointer.DOM) : id;
    if (name !== null) state.select({ what: "node", index: name }, { from: "graph" });
    else if (edge !== undefined) state.select({ what: "edge", index: edge }, { from: "graph" });
    else state.select(null, { from: "graph" });
  }

  /** Brings the selection with what it touches into view, or everything. */
  function frame() {
    const { selection } = state;
    if (!selection) return fit(true);
    const near = selection.what === "edge" ? [edges[selection.index].from, edges[selection.index].to] : [selection.index, ...neighbours(selection.index)];
    show(near.filter((id) => now.what === "nodes" && now.spots.has(id) && state.isShown(id)), true);
  }

  function onSelection(how) {
    refresh();
    if (!state.selection || how.from === "graph" || !network) return;
    // Who comes by a link or goes back has the place that was seen then.
    if (["link", "undo"].includes(how.from) && state.get().camera) return;
    frame();
    state.set({ camera: null }, { from: "graph", follows: true });
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
    network.on("hoverNode", ({ node }) => {
      overview.point(now.what === "groups" ? node : null);
      state.hover(now.what === "nodes" && state.isShown(node) ? { what: "node", index: node } : null);
    });
    network.on("hoverEdge", ({ edge }) => state.hover({ what: "edge", index: edge }));
    network.on("blurNode", () => {
      overview.point(null);
      state.hover(null);
    });
    network.on("blurEdge", () => state.hover(null));
    network.on("zoom", keepCamera);
    network.on("dragEnd", keepCamera);
    state.on("hover", () => {
      box.classList.toggle("pointing", state.hovered !== null);
      network.redraw();
    });
    state.on("selection", onSelection);
    state.on("drawing", refresh);
    state.on("shown", refresh);
    state.on("any", ({ changed, how }) => {
      if (changed.includes("camera") && how.from !== "graph") {
        if (state.get().camera) look(state.get().camera);
        else frame();
      } else if (changed.includes("kinds") && !state.get().camera) fit(true);
    });
    dateline.theme.onChange(() => {
      paint.readColours();
      refresh();
    });
    byId("dl-zoom-in").addEventListener("click", () => (everything.isOpen ? everything : { zoom }).zoom(1.35));
    byId("dl-zoom-out").addEventListener("click", () => (everything.isOpen ? everything : { zoom }).zoom(1 / 1.35));
    byId("dl-zoom-fit").addEventListener("click", () => {
      if (everything.isOpen) return everything.fit();
      fit(true);
      state.set({ camera: null }, { from: "graph" });
    });
  }

  function start() {
    dateline.drawing.start();
    paint.readColours();
    edgeSet = new vis.DataSet([]);
    now = scene.current();
    network = new vis.Network(box, { nodes: new vis.DataSet([]), edges: edgeSet }, drawn.options);
    listen();
    arrange();
    describe();
    open();
  }

  return { start, fit, fitting, refit, middle, via, styleOf, spot: (id) => spot(id), get network() { return network; }, get visible() { return visible; }, get lines() { return linesNow; } };
})();
