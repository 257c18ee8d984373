// The table of an answer; yes and no; a graph as its triples and as Turtle.
dateline.rows = (() => {
  const { el, button } = dateline.dom;
  const { count } = dateline.wording;
  const { prefixes } = dateline.page;
  const { turtle } = dateline;
  const { table } = dateline.sparqlTable;
  const NAMES = ["subject", "property", "value"];

  function graph(triples) {
    const bindings = triples.map((triple) => Object.fromEntries(triple.map((term, at) => [NAMES[at], term])));
    const text = el("pre", { class: "turtle", dir: "auto", hidden: true });
    const other = button({ "aria-expanded": "false", on: { click: () => {
      text.textContent ||= turtle.write(triples, prefixes);
      text.hidden = !text.hidden;
      other.setAttribute("aria-expanded", String(!text.hidden));
    } } }, "As Turtle");
    return [other, text, ...table({ columns: NAMES, bindings }, dateline.cells.cell)];
  }

  function show({ boolean, triples, columns, bindings }) {
    if (boolean !== null) return [el("p", { class: "verdict" }, boolean ? "Yes" : "No")];
    if (triples) return triples.length ? graph(triples) : [el("p", { class: "empty" }, "No triples: nothing in the story fits this query.")];
    return bindings.length ? table({ columns, bindings }, dateline.cells.cell) : [el("p", { class: "empty" }, "No rows: nothing in the story fits this query.")];
  }

  function sizeOf({ boolean, triples, bindings }) {
    if (boolean !== null) return boolean ? "Yes" : "No";
    return triples ? count(triples.length, "triple") : count(bindings.length, "row");
  }

  return { name: "Table", show, sizeOf };
})();
