// The same content as tables: sorted by header, filtered by words, each row opens the panel.
dateline.table = (() => {
  const { el, byId, icon, button } = dateline.dom;
  const { nodes, edges, evidence, kind, title, sentence, count, short } = dateline.model;
  const { state, fold } = dateline;
  const STEP = 300;

  const publishers = (item) => [...new Set(item.evidence.map((at) => evidence[at].source.publisher || evidence[at].source.title || evidence[at].source.iri))];
  const sourcesOf = (item) => publishers(item).map((name) => short(name, 60)).join(", ");
  const day = (item) => item.day ?? Infinity;

  // Each column: its header, what it sorts by, what it shows; "wide" ones give way on a phone.
  const TABLES = {
    nodes: {
      rows: nodes, what: "node",
      columns: [
        { name: "Kind", key: (node) => kind(node).one, cell: (node) => [icon(kind(node), 18), el("span", { class: "kind-word" }, kind(node).one)] },
        { name: "Name", key: (node) => fold(title(node)), cell: (node) => [chooser("node", node.index, title(node))], row: true },
        { name: "Type", key: (node) => node.typeWords, cell: (node) => [node.typeWords], wide: true },
        { name: "Date", key: day, cell: (node) => [node.words] },
        { name: "Sources", key: sourcesOf, cell: (node) => [sourcesOf(node)], wide: true },
        { name: "Connections", key: (node) => node.degree, cell: (node) => [String(node.degree)], wide: true },
      ],
    },
    edges: {
      rows: edges, what: "edge",
      columns: [
        { name: "From", key: (edge) => fold(title(nodes[edge.from])), cell: (edge) => [short(title(nodes[edge.from]), 120)], row: true },
        { name: "Connection", key: (edge) => edge.label, cell: (edge) => [chooser("edge", edge.index, edge.label, sentence(edge))] },
        { name: "To", key: (edge) => fold(title(nodes[edge.to])), cell: (edge) => [short(title(nodes[edge.to]), 120)] },
        { name: "Date", key: day, cell: (edge) => [edge.words], wide: true },
        { name: "Sources", key: sourcesOf, cell: (edge) => [sourcesOf(edge)], wide: true },
      ],
    },
  };
  const sorting = { nodes: { column: 3, down: false }, edges: { column: 0, down: false } };
  let which = "nodes";
  let room = STEP;
  let built = false;

  function chooser(what, index, words, name = null) {
    return button({ id: `dl-row-${what}-${index}`, class: "as-link", dir: "auto", "aria-label": name && short(name, 300), on: { click: () => state.select({ what, index }, { from: "table" }) } }, short(words, 160));
  }

  const folded = new Map();

  function textOf(row) {
    if (!folded.has(row)) {
      const names = row.label !== undefined && row.from === undefined ? [title(row), row.typeWords, row.id, ...row.aliases, ...row.misspellings] : [sentence(row)];
      folded.set(row, fold([...names, row.words, sourcesOf(row)].join(" ")));
    }
    return folded.get(row);
  }

  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  function sorted(rows, columns) {
    const { column, down } = sorting[which];
    const { key } = columns[column];
    return [...rows].sort((a, b) => (down ? -1 : 1) * compare(key(a), key(b)) || a.index - b.index);
  }

  function header(columns) {
    const { column, down } = sorting[which];
    return el("tr", {}, columns.map((each, at) => {
      const now = at === column;
      const sort = () => {
        sorting[which] = { column: at, down: now && !down };
        render();
        byId("dl-table").querySelectorAll("th button")[at].focus();
      };
      return el("th", { scope: "col", class: each.wide ? "wide" : null, "aria-sort": now ? (down ? "descending" : "ascending") : "none" }, button({ on: { click: sort } }, each.name, el("span", { class: "arrow", "aria-hidden": "true" }, now ? (down ? "▼" : "▲") : "")));
    }));
  }

  function line(row, { what, columns }) {
    const cells = columns.map((each) => el(each.row ? "th" : "td", { scope: each.row ? "row" : null, class: each.wide ? "wide" : null, dir: "auto" }, ...each.cell(row)));
    return el("tr", { class: state.isSelected(what, row.index) ? "selected" : null }, cells);
  }

  function render() {
    built = true;
    const table = TABLES[which];
    const query = fold(byId("dl-filter").value);
    const words = query.split(" ");
    const passing = state.isFiltered() ? table.rows.filter((row) => (which === "nodes" ? state.passes(row.index) : edgePasses(row))) : table.rows;
    const rows = query ? passing.filter((row) => words.every((word) => textOf(row).includes(word))) : passing;
    const now = sorted(rows, table.columns).slice(0, room);
    const caption = which === "nodes" ? "What passes the filters, also of kinds that the graph does not draw" : "Connections of what passes the filters, read from left to right";
    const parts = [el("table", {}, el("caption", {}, caption), el("thead", {}, header(table.columns)), el("tbody", {}, now.map((row) => line(row, table))))];
    if (now.length < rows.length) parts.push(button({ class: "more", on: { click: more } }, `Show ${Math.min(STEP, rows.length - now.length)} more of ${rows.length}`));
    byId("dl-table").replaceChildren(...parts);
    const out = table.rows.length - passing.length;
    byId("dl-table-said").textContent = `${count(rows.length, "row")}${out ? `, ${out} filtered out` : ""}${now.length < rows.length ? `, the first ${now.length} listed` : ""}`;
  }

  function more() {
    const first = room;
    room += STEP;
    render();
    const next = byId("dl-table").querySelectorAll("tbody tr")[first];
    if (next) next.querySelector("button").focus();
  }

  function pick(name) {
    which = name;
    room = STEP;
    for (const each of byId("dl-which").children) each.setAttribute("aria-pressed", String(each.dataset.which === name));
    render();
  }

  const edgePasses = (edge) => dateline.filters.edgePasses(edge.index) && state.passes(edge.from) && state.passes(edge.to);

  function start() {
    // Rows are made when the table is first looked at.
    dateline.views.onOpen("table", render);
    state.on("shown", () => built && render());
    byId("dl-to-table").addEventListener("click", () => {
      dateline.views.show("table");
      byId("dl-views").querySelector("[data-view=table]").focus();
    });
    byId("dl-which").addEventListener("click", ({ target }) => target.dataset.which && pick(target.dataset.which));
    byId("dl-filter").addEventListener("input", () => {
      room = STEP;
      render();
    });
    state.on("selection", () => {
      if (!built) return;
      byId("dl-table").querySelectorAll("tr.selected").forEach((row) => row.classList.remove("selected"));
      const { selection } = state;
      const row = selection && byId(`dl-row-${selection.what}-${selection.index}`);
      if (row) row.closest("tr").classList.add("selected");
    });
  }

  return { start };
})();
