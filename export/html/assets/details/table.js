// The same content as tables: sorted by header, filtered by words, each row opens the panel.
dateline.table = (() => {
  const { el, byId, icon, button } = dateline.dom;
  const { nodes, edges, evidence, kind, title, sentence, count, short } = dateline.model;
  const { board, tablechoice, state, fold, scene, overview } = dateline;
  const { slug } = tablechoice;
  const STEP = 300;

  const publishers = (item) => [...new Set(item.evidence.map((at) => evidence[at].source.publisher || evidence[at].source.title || evidence[at].source.iri))];
  const sourcesOf = (item) => publishers(item).map((name) => short(name, 60)).join(", ");
  const day = (item) => item.day ?? Infinity;

  // Each column: its header, what it sorts by, what it shows, and on paper says; "wide" ones give way on a phone.
  const TABLES = {
    nodes: {
      rows: nodes, what: "node",
      columns: [
        { name: "Kind", key: (node) => kind(node).one, text: (node) => kind(node).one, cell: (node) => [icon(kind(node), 18), el("span", { class: "kind-word" }, kind(node).one)] },
        { name: "Name", key: (node) => fold(title(node)), text: title, cell: (node) => [chooser("node", node.index, title(node))], row: true },
        { name: "Type", key: (node) => node.typeWords, cell: (node) => [node.typeWords], wide: true },
        { name: "Date", key: day, text: (node) => node.words, cell: (node) => [node.words] },
        { name: "Sources", key: sourcesOf, text: sourcesOf, cell: (node) => [sourcesOf(node)], wide: true },
        { name: "Connections", key: (node) => node.degree, cell: (node) => [String(node.degree)], wide: true },
      ],
    },
    edges: {
      rows: edges, what: "edge",
      columns: [
        { name: "From", key: (edge) => fold(title(nodes[edge.from])), text: (edge) => title(nodes[edge.from]), cell: (edge) => [short(title(nodes[edge.from]), 120)], row: true },
        { name: "Connection", key: (edge) => edge.label, text: (edge) => edge.label, cell: (edge) => [chooser("edge", edge.index, edge.label, sentence(edge))] },
        { name: "To", key: (edge) => fold(title(nodes[edge.to])), text: (edge) => title(nodes[edge.to]), cell: (edge) => [short(title(nodes[edge.to]), 120)] },
        { name: "Date", key: day, text: (edge) => edge.words, cell: (edge) => [edge.words], wide: true },
        { name: "Sources", key: sourcesOf, text: sourcesOf, cell: (edge) => [sourcesOf(edge)], wide: true },
      ],
    },
  };
  const CAPTIONS = {
    nodes: "What passes the filters, also of kinds that the graph does not draw", edges: "Connections of what passes the filters, read from left to right",
    groups: "Groups of the overview, with how many of their things pass the filters",
  };
  if (scene.large)
    TABLES.groups = {
      rows: dateline.model.groups.count.map((_, index) => ({ index })), what: "group",
      columns: [
        { name: "Things", key: (row) => held[row.index], text: (row) => NUMBER.format(held[row.index]), cell: (row) => [NUMBER.format(held[row.index])] },
        { name: "Group", key: (row) => scene.groupWords(row.index, 2), text: (row) => scene.groupWords(row.index, held[row.index]), cell: (row) => [opener(row.index)], row: true },
        { name: "Kind", key: (row) => overview.kindOf(row.index).one, cell: (row) => [icon(overview.kindOf(row.index), 18), el("span", { class: "kind-word" }, overview.kindOf(row.index).one)], wide: true },
        { name: "Period", key: (row) => dateline.model.groups.month[row.index], text: (row) => scene.periodOf(row.index), cell: (row) => [scene.periodOf(row.index)], wide: true },
        { name: "Most connected with", key: (row) => overview.nearest(row.index), cell: (row) => [overview.nearest(row.index)], wide: true },
      ],
    };
  const sorting = structuredClone(tablechoice.SORTS); // as each table was left
  const TYPING = 2000; // milliseconds between two letters that are undone together
  const NUMBER = new Intl.NumberFormat("en");
  let now = null; // {which, filter, of, sort, down}: what is chosen for the table
  let which = "nodes";
  let about = null; // the thing whose connections alone are listed
  let held = null; // by group, how many of its things pass the filters
  let stale = false; // whether the filters changed while nobody looked
  let room = STEP;
  let built = false;

  tablechoice.register(TABLES);

  function chooser(what, index, words, name = null) {
    return button({ id: `dl-row-${what}-${index}`, class: "as-link", dir: "auto", "aria-label": name && short(name, 300), on: { click: () => state.select({ what, index }, { from: "table" }) } }, short(words, 160));
  }

  /** What shows the members of a group. */
  function opener(at) {
    return button({ id: `dl-row-group-${at}`, class: "as-link", dir: "auto", on: { click: () => overview.open(at, "table") } }, scene.groupWords(at, held[at]));
  }

  const folded = new Map();

  function textOf(row) {
    if (which === "groups") return fold(scene.groupWords(row.index, held[row.index]));
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
    const { sort, down } = now;
    const { key } = columns.find((each) => slug(each) === sort);
    // Each key is made once: folding two names for each comparison takes seconds at 100,000 rows.
    const keyed = rows.map((row) => ({ row, key: key(row) }));
    return keyed.sort((a, b) => (down ? -1 : 1) * compare(a.key, b.key) || a.row.index - b.row.index).map(({ row }) => row);
  }

  function header(columns) {
    const { sort, down } = now;
    return el("tr", {}, columns.map((each, at) => {
      const sorts = slug(each) === sort;
      const press = () => {
        board.choose("table", { sort: slug(each), down: sorts && !down }, { from: "table" });
        byId("dl-table").querySelectorAll("th button")[at].focus();
      };
      return el("th", { scope: "col", class: each.wide ? "wide" : null, "aria-sort": sorts ? (down ? "descending" : "ascending") : "none" }, button({ on: { click: press } }, each.name, el("span", { class: "arrow", "aria-hidden": "true" }, sorts ? (down ? "▼" : "▲") : "")));
    }));
  }

  function line(row, { what, columns }) {
    const cells = columns.map((each) => el(each.row ? "th" : "td", { scope: each.row ? "row" : null, class: each.wide ? "wide" : null, dir: "auto" }, ...each.cell(row)));
    return el("tr", { class: state.isSelected(what, row.index) ? "selected" : null }, cells);
  }

  /** What narrows the table beside the filters: an opened group, or one thing whose connections are asked for. */
  function scope() {
    const { opened } = state.get();
    if (which === "nodes" && scene.large && opened !== null) {
      const inside = new Set(scene.members[opened]);
      return { words: `Only the group: ${scene.groupWords(opened)}.`, all: "All things", has: (row) => inside.has(row.index), clear: () => state.set({ opened: null }, { from: "table" }) };
    }
    if (which === "edges" && about !== null)
      return { words: `Only connections of: ${short(title(nodes[about]), 120)}.`, all: "All connections", has: (row) => row.from === about || row.to === about, clear: () => board.choose("table", { of: null }, { from: "table" }) };
    return null;
  }

  const PASSES = { nodes: (row) => state.passes(row.index), edges: (row) => edgePasses(row), groups: (row) => held[row.index] > 0 };

  /** Takes over what is chosen, by whoever chose it. */
  function take() {
    const next = board.now("table");
    if (now && (next.which !== which || next.filter !== now.filter || next.of !== now.of)) room = STEP;
    now = next;
    which = now.which;
    about = now.of === null ? null : dateline.model.byId.get(now.of);
    sorting[which] = { sort: now.sort, down: now.down };
    // While somebody types, the field has the newest words, and its own spaces.
    if (byId("dl-filter").value !== now.filter) byId("dl-filter").value = now.filter;
    for (const each of byId("dl-which").children) each.setAttribute("aria-pressed", String(each.dataset.which === which));
  }

  /** The rows that are asked for: ``of`` all in scope, ``passing`` the filters, ``rows`` with the words as well. */
  function asked() {
    const table = TABLES[which];
    if (which === "groups") held = scene.groupCounts(state.passes);
    const query = fold(now.filter);
    const words = query.split(" ");
    const only = scope();
    const of = only ? table.rows.filter(only.has) : table.rows;
    const passing = state.isFiltered() ? of.filter(PASSES[which]) : of;
    const rows = query ? passing.filter((row) => words.every((word) => textOf(row).includes(word))) : passing;
    return { table, only, of, passing, rows, sorted: sorted(rows, table.columns) };
  }

  /** The table for paper: {said, columns, rows: of texts, left: rows that are too many}. */
  function printed(most) {
    take();
    const { table, only, of, rows, sorted: all } = asked();
    const columns = table.columns.filter(({ text }) => text);
    const query = now.filter.trim();
    const parts = [`${CAPTIONS[which]}: ${rows.length === of.length ? "all" : `${rows.length} of`} ${count(of.length, "row")}`];
    if (only) parts.push(only.words.replace(/\.$/u, ""));
    if (query) parts.push(`with the words “${query}”`);
    return { said: `${parts.join("; ")}.`, columns: columns.map(({ name }) => name), rows: all.slice(0, most).map((row) => columns.map(({ text }) => text(row))), left: Math.max(0, all.length - most) };
  }

  function render() {
    built = true;
    stale = false;
    take();
    const { table, only, of, passing, rows, sorted: all } = asked();
    const listed = all.slice(0, room);
    const parts = [el("table", {}, el("caption", {}, CAPTIONS[which]), el("thead", {}, header(table.columns)), el("tbody", {}, listed.map((row) => line(row, table))))];
    if (only) parts.unshift(el("p", { class: "scope", dir: "auto" }, only.words, " ", button({ on: { click: () => {
      only.clear();
      byId("dl-table").focus();
    } } }, only.all)));
    if (listed.length < rows.length) parts.push(button({ class: "more", on: { click: more } }, `Show ${Math.min(STEP, rows.length - listed.length)} more of ${rows.length}`));
    byId("dl-table").replaceChildren(...parts);
    const out = of.length - passing.length;
    byId("dl-table-said").textContent = `${count(rows.length, "row")}${out ? `, ${out} filtered out` : ""}${listed.length < rows.length ? `, the first ${listed.length} listed` : ""}`;
  }

  /** Opens the table with the connections of one thing. */
  function showConnections(index) {
    show("edges", { of: nodes[index].id });
    byId("dl-table").focus();
  }

  function more() {
    const first = room;
    room += STEP;
    render();
    const next = byId("dl-table").querySelectorAll("tbody tr")[first];
    if (next) next.querySelector("button").focus();
  }

  // Each table comes as it was left.
  const tableOf = (name) => ({ which: name, ...sorting[name] });
  const pick = (name) => board.choose("table", tableOf(name), { from: "table" });

  /** Opens the view with one of its tables, as one step. */
  function show(name, more = {}) {
    state.set({ view: "table", board: board.having("table", { ...board.now("table"), ...tableOf(name), ...more }) }, { from: "table" });
  }

  /** A table that nobody looks at waits. */
  function renew() {
    if (!built) return;
    if (state.get().view === "table") render();
    else stale = true;
  }

  const edgePasses = (edge) => dateline.filters.edgePasses(edge.index) && state.passes(edge.from) && state.passes(edge.to);

  function start() {
    // Rows are made when the table is first looked at.
    dateline.views.onOpen("table", render);
    state.on("shown", renew);
    state.on("drawing", renew);
    state.on("view", () => stale && renew());
    if (scene.large) byId("dl-which").prepend(button({ "data-which": "groups", "aria-pressed": "false" }, "Groups"));
    byId("dl-to-table").addEventListener("click", () => {
      if (scene.large) show(scene.current().what === "groups" ? "groups" : "nodes");
      else dateline.views.show("table");
      byId("dl-views").querySelector("[data-view=table]").focus();
    });
    byId("dl-which").addEventListener("click", ({ target }) => target.dataset.which && pick(target.dataset.which));
    byId("dl-filter").maxLength = tablechoice.LONGEST;
    byId("dl-filter").addEventListener("input", ({ target }) => board.choose("table", { filter: target.value }, { from: "table-filter", together: TYPING }));
    board.on("table", renew);
    state.on("selection", () => {
      if (!built) return;
      byId("dl-table").querySelectorAll("tr.selected").forEach((row) => row.classList.remove("selected"));
      const { selection } = state;
      const row = selection && byId(`dl-row-${selection.what}-${selection.index}`);
      if (row) row.closest("tr").classList.add("selected");
    });
  }

  return { start, showConnections, printed };
})();
