// Bars for numbers beside texts, or for how often a value occurs; each stands in a row of a table that says it.
dateline.bars = (() => {
  const { el, svg, button } = dateline.dom;
  const { count } = dateline.wording;
  const { columns, cells } = dateline;
  const STEP = 100;
  const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });
  const COUNT = "";

  /** Rows that are equal in both are one bar; so a result with one row for each quote does not repeat itself. */
  function numbers(answer, by, of) {
    const seen = new Map();
    for (const row of answer.bindings) {
      if (!row[of]) continue;
      const label = cells.plain(row[by]);
      seen.set(`${label}\0${row[of].value}`, { label, term: row[by], value: Number(row[of].value) });
    }
    return [...seen.values()];
  }

  function counts(answer, by) {
    const found = new Map();
    for (const row of answer.bindings) {
      const label = row[by] ? cells.plain(row[by]) : "(none)";
      found.set(label, { label, term: row[by], value: (found.get(label)?.value || 0) + 1 });
    }
    return [...found.values()].sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1));
  }

  function bar(value, low, high) {
    const share = (at) => ((at - low) / (high - low || 1)) * 100;
    const [from, to] = [share(Math.min(value, 0)), share(Math.max(value, 0))];
    return svg("svg", { class: "bar", width: "100%", height: 22, "aria-hidden": "true" }, svg("rect", { class: "core", x: `${from.toFixed(3)}%`, width: `${Math.max(to - from, 0.2).toFixed(3)}%`, y: 4, height: 14, rx: 2 }));
  }

  function table(items, by, of) {
    const [low, high] = [Math.min(0, ...items.map(({ value }) => value)), Math.max(0, ...items.map(({ value }) => value))];
    const body = el("tbody", {});
    const more = button({ class: "more", on: { click: () => add() } });
    function add() {
      const next = items.slice(body.children.length, body.children.length + STEP);
      body.append(...next.map(({ label, term, value }) => el("tr", {}, el("th", { scope: "row", dir: "auto" }, term?.type === "uri" ? cells.link(term.value) : label || "(none)"), el("td", { class: "number" }, NUMBER.format(value)), el("td", { class: "drawn" }, bar(value, low, high)))));
      const left = items.length - body.children.length;
      more.textContent = `Show ${Math.min(left, STEP)} more of ${items.length}`;
      more.hidden = left === 0;
    }
    add();
    const head = el("thead", {}, el("tr", {}, el("th", { scope: "col" }, by), el("th", { scope: "col", class: "number" }, of || "rows"), el("td", { class: "drawn" })));
    return [el("table", { class: "bars" }, el("caption", { class: "unseen" }, `Bars of ${of || "rows"} by ${by}`), head, body), more];
  }

  function pick(label, choices, chosen, change) {
    const select = el("select", { on: { change: () => change(select.value) } }, choices.map(([value, words]) => el("option", { value, selected: value === chosen }, words)));
    return el("label", { class: "filter" }, `${label} `, select);
  }

  /** The column to begin with: what tells most when its rows are counted, or what the rows are about. */
  function begin(found, measures) {
    if (measures.length) return (columns.about(found) || found.find(({ kind }) => kind !== "number")).name;
    const groups = found.filter(({ distinct, kind }) => distinct > 1 && kind !== "empty").sort((a, b) => a.long - b.long || a.distinct - b.distinct);
    return (groups[0] || found[0]).name;
  }

  function show(answer) {
    const found = answer.boolean === null && !answer.triples && answer.bindings.length ? columns.read(answer) : [];
    const measures = found.filter(({ kind }) => kind === "number").map(({ name }) => name);
    const keys = found.filter(({ kind }) => kind !== "number" && kind !== "empty").map(({ name }) => name);
    if (!keys.length) return [el("p", { class: "empty" }, "No bars: that takes rows with a column of texts or things; beside it a column of numbers, or rows to count.")];
    let [by, of] = [begin(found, measures), measures[0] ?? COUNT];
    const place = el("div", {});
    function draw() {
      const items = of === COUNT ? counts(answer, by) : numbers(answer, by, of);
      place.replaceChildren(el("p", { class: "counts", role: "status" }, `${count(items.length, "bar")}.`), ...table(items, by, of));
    }
    draw();
    const chosen = [
      pick("Length", [...measures.map((name) => [name, name]), [COUNT, "number of rows"]], of, (value) => { of = value; draw(); }),
      pick("for each", keys.map((name) => [name, name]), by, (value) => { by = value; draw(); }),
    ];
    return [el("div", { class: "line" }, ...chosen), place];
  }

  return { name: "Bars", show };
})();
