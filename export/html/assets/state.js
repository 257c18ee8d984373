// What is selected, hovered and shown; everything that draws listens here.
dateline.state = (() => {
  const { nodes, edges, kinds, neighbours } = dateline.model;
  const shownKinds = new Set(kinds.filter((kind) => kind.shown).map((kind) => kind.name));
  const listeners = { selection: [], shown: [], hover: [] };
  let selection = null; // {what: "node" | "edge", index}
  let lit = null; // node places that stay bright; null when nothing is selected
  let hovered = null;

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
    on, select, show, hover, passes: () => true,
    get: () => ({ selection }), isSelected, isShown, isEdgeShown, isEdgeLit,
    isLit: (index) => lit === null || lit.has(index),
    isHovered: (what, index) => hovered !== null && hovered.what === what && hovered.index === index,
    kindShown: (name) => shownKinds.has(name),
    get selection() { return selection; },
    get hovered() { return hovered; },
  };
})();
