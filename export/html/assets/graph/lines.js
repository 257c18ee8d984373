// Which connections are drawn: those of the selection, and as many others as the reader asks for.
dateline.lines = (() => {
  const { nodes, edges } = dateline.model;
  const { state, scene } = dateline;
  const MOST = 3000;
  const OF_SELECTION = 600;

  const inScene = (edge, spots) => spots.has(edge.from) && spots.has(edge.to);

  /** The edges to draw, the selection's first, and how many found no room. */
  function wanted() {
    const now = scene.current();
    if (now.what === "groups") return { list: [], left: 0 };
    const { lines, selection } = state.get();
    const own = !selection ? [] : selection.what === "edge" ? [edges[selection.index]] : nodes[selection.index].edges.map((at) => edges[at]);
    const chosen = own.filter((edge) => state.isEdgeShown(edge) && inScene(edge, now.spots));
    const others = lines === "needed" ? [] : edges.filter((edge) => (lines === "all" || edge.kind === "link") && inScene(edge, now.spots) && state.isEdgeShown(edge));
    const list = [...new Set([...chosen.slice(0, OF_SELECTION), ...others])];
    return { list: list.slice(0, MOST), left: Math.max(0, chosen.length - OF_SELECTION) + Math.max(0, list.length - MOST) };
  }

  /** Each edge with a bend of its own, where two would cover each other or run along a lane. */
  function bent(list) {
    const seen = new Map();
    return list.map((edge) => {
      const [first, last] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
      const key = first * nodes.length + last;
      const turn = seen.get(key) ?? 0;
      seen.set(key, turn + 1);
      const bend = 0.12 * (nodes[first].kind !== nodes[last].kind ? Math.floor((turn + 1) / 2) : turn + 1);
      const type = (turn % 2 === 0) === (edge.from === first) ? "curvedCW" : "curvedCCW";
      return { id: edge.index, from: edge.from, to: edge.to, smooth: bend ? { enabled: true, type, roundness: Number(bend.toFixed(2)) } : false };
    });
  }

  return { wanted, bent };
})();
