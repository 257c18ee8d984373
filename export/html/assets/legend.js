// The legend is also the switchboard: each kind with its letter, its number and whether it is shown.
dateline.legend = (() => {
  const { el, byId, icon } = dateline.dom;
  const { nodes, edges, kinds, count } = dateline.model;
  const { state } = dateline;

  const numberOf = new Map(kinds.map((kind) => [kind.name, nodes.filter((node) => node.kind === kind.name).length]));

  function chip(kind) {
    const input = el("input", { type: "checkbox", "data-kind": kind.name, on: { change: (event) => state.show(kind.name, event.target.checked) } });
    input.checked = state.kindShown(kind.name);
    return el("label", { class: "chip" }, input, icon(kind, 20), el("span", {}, kind.many, " "), el("span", { class: "number" }, String(numberOf.get(kind.name))));
  }

  /** What is shown and what is not: nothing is left out without a word. */
  function say() {
    const things = nodes.filter((node) => state.isShown(node.index)).length;
    const lines = edges.filter((edge) => state.isEdgeShown(edge)).length;
    const hidden = kinds.filter((kind) => !state.kindShown(kind.name) && numberOf.get(kind.name)).map((kind) => {
      const left = nodes.filter((node) => node.kind === kind.name && !state.isShown(node.index)).length;
      return left ? count(left, kind.one, kind.many) : "";
    }).filter(Boolean);
    const rest = hidden.length ? ` Hidden: ${hidden.join(", ")}.` : " Nothing is hidden.";
    byId("dl-counts").textContent = `${things} of ${count(nodes.length, "thing")}, ${lines} of ${count(edges.length, "connection")}.${rest}`;
  }

  function start() {
    byId("dl-legend").append(...kinds.filter((kind) => numberOf.get(kind.name)).map(chip));
    byId("dl-inventory").textContent = `${count(nodes.length, "thing")}, ${count(edges.length, "connection")}, ${count(dateline.model.evidence.length, "quote")} from ${count(dateline.model.sources.length, "source")}: ` +
      (kinds.filter((kind) => numberOf.get(kind.name)).map((kind) => count(numberOf.get(kind.name), kind.one, kind.many)).join(", ") || "the story is empty") + ".";
    byId("dl-legend-fold").open = matchMedia("(min-width: 1000px)").matches;
    matchMedia("(min-width: 1000px)").addEventListener("change", ({ matches }) => { byId("dl-legend-fold").open = matches; });
    say();
    state.on("shown", say);
    state.on("selection", say);
  }

  return { start };
})();
