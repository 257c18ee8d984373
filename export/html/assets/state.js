// What is selected, hovered and shown; everything that draws listens here.
dateline.state = (() => {
  const { nodes, edges, kinds, neighbours } = dateline.model;
  const shownKinds = new Set(kinds.filter((kind) => kind.shown).map((kind) => kind.name));
  const listeners = { selection: [], shown: [], hover: [] };
  let selection = null; // {what: "node" | "edge", index}
  let lit = null; // node places that stay bright; null when nothing is selected
  let hovered = null;
  let days = null; // {from, to} ISO days
  let knownBy = null; // ISO day

  const tell = (change, detail) => listeners[change].forEach((listener) => listener(detail));
  const on = (change, listener) => listeners[change].push(listener);

  function litBy(target) {
    if (!target) return null;
    if (target.what === "edge") return new Set([edges[target.index].from, edges[target.index].to]);
    return neighbours(target.index).add(target.index);
  }

  /** ``how``: {from: where it was chosen: "graph", "timeline", "table", "search", "panel"}. */
  function select(target, how = {}) {
    selection = target;
    lit = litBy(target);
    tell("selection", how);
  }

  function show(kind, yes) {
    if (yes) shownKinds.add(kind);
    else shownKinds.delete(kind);
    tell("shown");
  }

  function hover(target) {
    hovered = target;
    tell("hover");
  }

  /** All of the state that others may keep and give back. */
  const get = () => Object.freeze({ view: document.body.dataset.view, selection, kinds: [...shownKinds], window: days, knownBy });

  function set(patch, how = {}) {
    if ("window" in patch) days = patch.window;
    if ("knownBy" in patch) knownBy = patch.knownBy;
    for (const { name } of patch.kinds ? kinds : []) {
      const yes = patch.kinds.includes(name);
      if (yes !== shownKinds.has(name)) show(name, yes);
    }
    if ("view" in patch) dateline.views.show(patch.view);
    if ("selection" in patch) select(patch.selection, how);
  }

  const isSelected = (what, index) => selection !== null && selection.what === what && selection.index === index;
  const isShown = (index) => shownKinds.has(nodes[index].kind) || (lit !== null && lit.has(index));
  const isEdgeShown = (edge) => isShown(edge.from) && isShown(edge.to);

  /** Whether an edge stays bright: all edges when nothing is selected, else those of the selection. */
  function isEdgeLit(edge) {
    if (!selection) return true;
    if (selection.what === "edge") return selection.index === edge.index;
    return edge.from === selection.index || edge.to === selection.index;
  }

  return {
    on, get, set, select, show, hover, isSelected, isShown, isEdgeShown, isEdgeLit,
    isLit: (index) => lit === null || lit.has(index),
    isHovered: (what, index) => hovered !== null && hovered.what === what && hovered.index === index,
    kindShown: (name) => shownKinds.has(name),
    get selection() { return selection; },
    get hovered() { return hovered; },
  };
})();
