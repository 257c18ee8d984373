// Rows of an answer as a table that grows on demand.
dateline.sparqlTable = (() => {
  const { el, button } = dateline.dom;
  const { count } = dateline.wording;
  const STEP = 300;

  /** The text of a term, as the tables and files of dateline have it; null for an unbound one. */
  function textOf(term) {
    if (!term) return null;
    if (term.type === "bnode") return `_:${term.value}`;
    // A triple that is a term has terms for its value.
    return typeof term.value === "string" ? term.value : `<< ${Object.values(term.value).map(textOf).join(" ")} >>`;
  }

  /** A table of the first rows, of cells that ``cell(term)`` makes; a button adds more, and the caption says how many are shown. */
  function table({ columns, bindings }, cell) {
    const body = el("tbody", {});
    const caption = el("caption", {});
    const more = button({ class: "more", on: { click: () => add(true) } });
    let room = 0;
    function add(focus) {
      const next = bindings.slice(room, room + STEP);
      const first = body.children.length;
      body.append(...next.map((row) => el("tr", {}, columns.map((name) => cell(row[name])))));
      room += next.length;
      const left = bindings.length - room;
      caption.textContent = left ? `The first ${count(room, "row")} of ${bindings.length}; the files have them all.` : count(room, "row");
      more.textContent = `Show ${Math.min(STEP, left)} more`;
      more.hidden = left === 0;
      if (focus) {
        body.children[first].tabIndex = -1;
        body.children[first].focus();
      }
    }
    add(false);
    const head = el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name))));
    return [el("table", {}, caption, head, body), more];
  }

  return { table, textOf };
})();
