// What the reader has chosen. Everything that draws listens here; what a link to this view holds is all of it.
dateline.state = (() => {
  const { nodes, edges, kinds, neighbours } = dateline.model;
  const { filters } = dateline;
  const FIRST = Object.freeze({
    view: "graph", selection: null, kinds: Object.freeze(kinds.filter((kind) => kind.shown).map((kind) => kind.name)), facets: Object.freeze({}),
    window: null, certainOnly: false, clock: "happened", knownBy: null, layout: "kinds", lines: "links", camera: null, opened: null, everything: false,
    board: Object.freeze({}),
  });
  const FILTERS = ["facets", "window", "certainOnly", "knownBy"];
  const DRAWING = ["layout", "lines", "opened", "everything"];
  const listeners = { selection: [], shown: [], hover: [], view: [], drawing: [], any: [] };

  let now = FIRST;
  let shownKinds = new Set(FIRST.kinds);
  let lit = null; // node places that stay bright; null when nothing is selected
  let hovered = null;
  let counts = null; // of the filters, made when first asked for

  const tell = (change, detail) => listeners[change].forEach((listener) => listener(detail));
  const on = (change, listener) => listeners[change].push(listener);
  const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

  function litBy(target) {
    if (!target) return null;
    if (target.what === "edge") return new Set([edges[target.index].from, edges[target.index].to]);
    return neighbours(target.index).add(target.index);
  }

  /** Changes any part and tells who listens; ``how``: {from: "graph", "band", "search", "panel", …}. */
  function set(patch, how = {}) {
    const changed = Object.keys(patch).filter((name) => name in FIRST && !same(patch[name], now[name]));
    const again = "selection" in patch && !changed.includes("selection"); // a second click on the same thing shows it again
    if (!changed.length && !again) return;
    now = Object.freeze({ ...now, ...Object.fromEntries(changed.map((name) => [name, patch[name]])) });
    const any = (names) => names.some((name) => changed.includes(name));
    shownKinds = new Set(now.kinds);
    lit = litBy(now.selection);
    if (any(FILTERS)) counts = filters.compute(now);
    if (any(["view"])) tell("view", how);
    if (any(DRAWING)) tell("drawing", how);
    if (any(FILTERS) || any(["kinds", "clock"])) tell("shown", how);
    if (any(["selection"]) || again) tell("selection", how);
    tell("any", { changed, how });
  }

  /** The counts by facet as well, from now on: they are made when the page has time for them. */
  function countFacets() {
    filters.prepare();
    counts = filters.compute(now);
  }

  const select = (target, how) => set({ selection: target }, how);

  function show(kind, yes) {
    set({ kinds: kinds.map((each) => each.name).filter((name) => (name === kind ? yes : shownKinds.has(name))) }, { from: "facets" });
  }

  function hover(target) {
    hovered = target;
    tell("hover");
  }

  const isSelected = (what, index) => now.selection !== null && now.selection.what === what && now.selection.index === index;
  const isLit = (index) => lit === null || lit.has(index);
  const isShown = (index) => isSelected("node", index) || (filters.passes(index) && (shownKinds.has(nodes[index].kind) || (lit !== null && lit.has(index))));
  const isEdgeShown = (edge) => isSelected("edge", edge.index) || (filters.edgePasses(edge.index) && isShown(edge.from) && isShown(edge.to));

  /** Whether an edge stays bright: all edges when nothing is selected, else those of the selection. */
  function isEdgeLit(edge) {
    const { selection } = now;
    if (!selection) return true;
    if (selection.what === "edge") return selection.index === edge.index;
    return edge.from === selection.index || edge.to === selection.index;
  }

  return {
    FIRST, on, set, select, show, hover, countFacets, isSelected, isShown, isEdgeShown, isEdgeLit, isLit,
    get: () => now,
    passes: filters.passes,
    isHovered: (what, index) => hovered !== null && hovered.what === what && hovered.index === index,
    kindShown: (name) => shownKinds.has(name),
    isFiltered: () => FILTERS.some((name) => !same(now[name], FIRST[name])),
    get counts() { return (counts ||= filters.compute(now)); },
    get selection() { return now.selection; },
    get hovered() { return hovered; },
  };
})();
