// An answer as a table: names for IRIs that lead to their things, and the quotes of a row beneath it.
dateline.asktable = (() => {
  const { el, button } = dateline.dom;
  const { data, nodes, edges, indexByIri, title, sentence, evidence, short } = dateline.model;
  const { askwords, boards, when } = dateline;
  const STEP = 60;
  const DAYS = /^\d{4}-\d{2}-\d{2}$/;
  const isQuote = (column) => /quote$/i.test(column);
  const lazy = (make) => {
    let made = null;
    return () => (made = made || make());
  };

  const edgeByKey = lazy(() => new Map(edges.map((edge) => [edge.key, edge.index])));
  const tenureLabel = lazy(() => new Map(dateline.answers.dated().map(({ iri, label }) => [iri, label])));
  // A name that two things share leads to neither.
  const nodeByTitle = lazy(() => nodes.reduce((found, node) => found.set(title(node), found.has(title(node)) ? null : node.index), new Map()));
  const cited = lazy(() => evidence.reduce((found, item) => (found.has(item.quote) ? found : found.set(item.quote, item)), new Map()));

  /** A node, or an edge that stands for a tenure: {what, index}; null for any other IRI or text. */
  function target(iri) {
    const index = indexByIri.get(iri);
    if (index !== undefined) return { what: "node", index };
    return edgeByKey().has(iri) ? { what: "edge", index: edgeByKey().get(iri) } : null;
  }

  const leading = (to, text) => button({ class: "as-link thing", dir: "auto", on: { click: () => dateline.state.select(to, { from: "ask" }) } }, short(text, 160));
  const nameOf = (iri) => {
    const to = target(iri);
    if (to) return to.what === "node" ? title(nodes[to.index]) : tenureLabel().get(iri) || sentence(edges[to.index]);
    return iri.startsWith(data.ask.vocabulary) ? `dl:${iri.slice(data.ask.vocabulary.length)}` : iri;
  };

  function cell(value, { name, things, labelOf }) {
    if (value === null || value === "") return "";
    if (things) return target(value) ? leading(target(value), nameOf(value)) : nameOf(value);
    if (labelOf) return leading(target(labelOf), value);
    const said = askwords.value(name, value);
    if (said !== null) return said;
    // What is no thing of the page, such as a disagreement, by its id; its address says no more.
    if (value.startsWith(data.ask.base) || value.startsWith(data.ask.vocabulary)) return nameOf(value).replace(data.ask.base, "");
    if (DAYS.test(value)) return when.inWords(value);
    const index = nodeByTitle().get(value);
    return index === undefined || index === null ? value : leading({ what: "node", index }, value);
  }

  /** Whether a text is a thing's name; the label of a claim is its text, cut. */
  function isNameOf(text, iri) {
    const name = nameOf(iri);
    return text === name || (name.endsWith("…") && text !== null && text.startsWith(name.slice(0, -1)));
  }

  /** Which columns hold things, which hold the labels of another column, which are empty, which quotes. */
  function shapes({ columns, rows }) {
    const filled = columns.map((_, at) => rows.some((row) => row[at] !== null && row[at] !== ""));
    const things = columns.map((_, at) => filled[at] && rows.every((row) => row[at] === null || target(row[at]) !== null));
    const labels = columns.map((_, at) => (filled[at] && !things[at] ? columns.findIndex((__, other) => things[other] && rows.every((row) => row[other] !== null && isNameOf(row[at], row[other]))) : -1));
    return columns.map((name, at) => ({ name, at, things: things[at], label: labels[at], hidden: !filled[at] || labels.includes(at), quote: isQuote(name) }));
  }

  /** Rows that differ in nothing but their quotes, as one record with all of them. */
  function records(rows, shown) {
    const plain = shown.filter(({ quote }) => !quote);
    const found = [];
    let last = null;
    for (const row of rows) {
      const key = JSON.stringify(plain.map(({ at }) => row[at]));
      if (last === null || key !== last.key) found.push((last = { key, row, all: [] }));
      last.all.push(row);
    }
    return found;
  }

  function quoted(text) {
    const item = cited().get(text);
    const source = item && [item.source.publisher || item.source.title, ", ", dateline.evidence.day(item.source.issued)];
    return el("li", {}, el("q", { dir: "auto" }, text), source ? el("span", { class: "small", dir: "auto" }, source) : null);
  }

  function said(record, columns) {
    const parts = columns.flatMap(({ name, at }) => {
      const texts = [...new Set(record.all.map((row) => row[at]).filter(Boolean))];
      return texts.length ? [name !== "quote" ? el("p", { class: "small" }, askwords.head(name)) : null, el("ul", { class: "said-quotes" }, texts.map(quoted))] : [];
    });
    return parts.filter(Boolean);
  }

  function body(record, shown) {
    const plain = shown.filter(({ quote }) => !quote);
    const quotes = said(record, shown.filter(({ quote }) => quote));
    const cells = plain.map(({ name, at, things, label }, place) => {
      const labelOf = label >= 0 ? record.row[label] : null;
      return el(place ? "td" : "th", { scope: place ? null : "row", "data-name": askwords.head(name), dir: "auto" }, cell(record.row[at], { name, things, labelOf }));
    });
    return el("tbody", {}, el("tr", {}, cells), quotes.length ? el("tr", { class: "words" }, el("td", { colspan: plain.length }, quotes)) : null);
  }

  /** The table's elements and how many records it has, for ``{columns, rows}``. */
  function build(answer, caption) {
    const shown = shapes(answer).filter(({ hidden }) => !hidden);
    const plain = shown.filter(({ quote }) => !quote);
    const found = records(answer.rows, shown);
    const head = el("thead", {}, el("tr", {}, plain.map(({ name }) => el("th", { scope: "col" }, askwords.head(name)))));
    const table = el("table", { class: "ask-table" }, el("caption", { class: "unseen" }, caption), head);
    return { parts: boards.growing(table, found, (record) => body(record, shown), STEP, 2), records: found.length };
  }

  return { build, nameOf, target };
})();
