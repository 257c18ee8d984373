// The days of an answer on an axis: points, ranges, and ranges with a certain core. Each bar stands in a row of a table that says it.
dateline.timeline = (() => {
  const { el, svg, button } = dateline.dom;
  const { count } = dateline.wording;
  const { columns, cells } = dateline;
  const STEP = 150;
  const DAY = 86_400_000;
  const BOUNDS = [/earliest.?(begin|start)|begin.?earliest/i, /latest.?(begin|start)/i, /earliest.?(end|stop)/i, /latest.?(end|stop)/i];

  /** First and last moment (ms) of a day, month or year; null for a text that is none. */
  function moments({ value }) {
    const found = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?(T[^Z+]*)?/.exec(value);
    if (!found) return null;
    const [, year, month, day, time] = found;
    const at = (y, m, d) => new Date(0).setUTCFullYear(y, m, d);
    if (time) return [Date.parse(value), Date.parse(value)];
    if (day) return [at(+year, +month - 1, +day), at(+year, +month - 1, +day + 1) - 1];
    return month ? [at(+year, +month - 1, 1), at(+year, +month, 1) - 1] : [at(+year, 0, 1), at(+year + 1, 0, 1) - 1];
  }

  /** The columns that stand for begin and end: by the names of the four bounds, else the first and last of days. */
  function roles(days) {
    const named = BOUNDS.map((pattern) => days.find(({ name }) => pattern.test(name))?.name);
    if (named.every(Boolean)) return { four: named };
    return { range: [days[0].name, days.at(-1).name] };
  }

  const first = (term) => (term ? moments(term)?.[0] ?? null : null);
  const last = (term) => (term ? moments(term)?.[1] ?? null : null);

  /** {begin, end, core: [from, to] or null, open}: what may be, and what is certain. */
  function spanOf(row, { four, range }) {
    const open = row.ongoing?.value === "true" || row.open?.value === "true";
    if (range) {
      const [begin, end] = [first(row[range[0]]), last(row[range[1]])];
      const known = [begin ?? first(row[range[1]]), end ?? last(row[range[0]])];
      return known.includes(null) || known[0] > known[1] ? null : { begin: known[0], end: known[1], core: known, open };
    }
    const [a, b, c, d] = four.map((name) => row[name]);
    const [begin, end] = [first(a) ?? first(b) ?? first(c), last(d) ?? last(c) ?? last(b)];
    if (begin === null || end === null) return null;
    const [from, to] = [first(b), open ? null : last(c)];
    return { begin, end, core: from !== null && (open || (to !== null && from <= to)) ? [from, open ? null : to] : null, open };
  }

  function ticks(begin, end) {
    const years = (end - begin) / (365 * DAY);
    const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000].find((months) => (years * 12) / months <= 7) || 60_000;
    const start = new Date(begin);
    const found = [];
    for (let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step; found.length < 20; month += step) {
      const at = new Date(0).setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
      if (at > end) break;
      if (at >= begin) found.push({ at, words: step >= 12 ? String(Math.floor(month / 12)) : new Date(at).toLocaleDateString("en", { month: "short", year: "numeric", timeZone: "UTC" }) });
    }
    return found;
  }

  const percent = (at, { begin, end }) => `${Math.min(Math.max(((at - begin) / (end - begin)) * 100, 0), 100).toFixed(3)}%`;

  function rect(from, to, axis, attributes) {
    const width = Math.max(((Math.min(to, axis.end) - from) / (axis.end - axis.begin)) * 100, 0);
    return svg("rect", { x: percent(from, axis), width: `${width.toFixed(3)}%`, rx: 2, ...attributes });
  }

  function bar(span, axis, marks) {
    const grid = marks.map(({ at }) => svg("line", { class: "grid", x1: percent(at, axis), x2: percent(at, axis), y1: 0, y2: 24 }));
    const to = span.open ? axis.end : span.end;
    // A day is less than a dot on a long axis.
    const isDot = to - span.begin < (axis.end - axis.begin) / 90;
    const core = span.core && !isDot ? rect(span.core[0], span.core[1] ?? axis.end, axis, { class: "core", y: 5, height: 14 }) : null;
    const dot = isDot ? svg("circle", { class: "core", cx: percent((span.begin + to) / 2, axis), cy: 12, r: 4.5 }) : null;
    return svg("svg", { class: "bar", width: "100%", height: 24, "aria-hidden": "true" }, ...grid, isDot ? null : rect(span.begin, to, axis, { class: "maybe", y: 8, height: 8 }), core, dot);
  }

  function words(row, { four, range }) {
    const texts = (four || [...new Set(range)]).map((name) => row[name]?.value.replace(/T.*/, ""));
    if (range) return [...new Set(texts.filter(Boolean))].join(" to ");
    const some = (a, b) => (a === b ? a : `${a || "?"}–${b || "?"}`);
    const [begin, end] = [some(texts[0], texts[1]), row.ongoing?.value === "true" ? "ongoing" : some(texts[2], texts[3])];
    return begin === end ? begin || "" : `${begin || "?"} to ${end || "?"}`;
  }

  function read(answer) {
    const found = columns.read(answer);
    const days = found.filter(({ kind }) => kind === "day");
    if (!days.length) return null;
    const chosen = roles(days);
    const named = columns.about(found);
    const seen = new Map();
    for (const row of answer.bindings) {
      const span = spanOf(row, chosen);
      const label = named ? cells.plain(row[named.name]) : "";
      const when = words(row, chosen);
      if (span && !seen.has(`${label}\0${when}`)) seen.set(`${label}\0${when}`, { span, label, when, term: found.map(({ name, kind }) => (kind === "node" ? row[name] : null)).find((term) => term?.type === "uri") });
    }
    return { rows: [...seen.values()].sort((a, b) => a.span.begin - b.span.begin || a.span.end - b.span.end), chosen, undated: answer.bindings.filter((row) => !spanOf(row, chosen)).length };
  }

  function axisOf(rows) {
    const [begin, end] = [Math.min(...rows.map(({ span }) => span.begin)), Math.max(...rows.map(({ span }) => span.end))];
    const room = Math.max((end - begin) * 0.02, DAY);
    return { begin: begin - room, end: end + room };
  }

  /** The words of the axis, so far apart that none covers another. */
  function ruler(axis, marks) {
    const shares = marks.map(({ at }) => (at - axis.begin) / (axis.end - axis.begin));
    let last = -1;
    const apart = marks.filter((_, place) => shares[place] - last > 0.15 && (last = shares[place]) >= 0);
    return svg("svg", { class: "bar", width: "100%", height: 20, "aria-hidden": "true" }, ...apart.map(({ at, words: text }, place) => {
      const share = (at - axis.begin) / (axis.end - axis.begin);
      return svg("text", { x: percent(at, axis), y: 15, class: place % 2 ? "tick odd" : "tick", "text-anchor": share > 0.93 ? "end" : share < 0.06 ? "start" : "middle" }, text);
    }));
  }

  function table(rows) {
    const axis = axisOf(rows);
    const marks = ticks(axis.begin, axis.end);
    const body = el("tbody", {});
    const more = button({ class: "more", on: { click: () => add() } });
    function add() {
      const next = rows.slice(body.children.length, body.children.length + STEP);
      body.append(...next.map(({ span, label, when, term }) => el("tr", {}, el("th", { scope: "row", dir: "auto" }, term ? cells.link(term.value, label) : label), el("td", { class: "when" }, when), el("td", { class: "drawn" }, bar(span, axis, marks)))));
      const left = rows.length - body.children.length;
      more.textContent = `Show ${Math.min(left, STEP)} more of ${rows.length}`;
      more.hidden = left === 0;
    }
    add();
    const head = el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "What"), el("th", { scope: "col" }, "When"), el("td", { class: "drawn" }, ruler(axis, marks))));
    return [el("table", { class: "bars" }, el("caption", { class: "unseen" }, "Timeline of the answer"), head, body), more];
  }

  function explain({ four, range }) {
    if (four) return "Dark is certain, light is possible; both come from the four bounds.";
    return range[0] === range[1] ? `By ?${range[0]}.` : `From ?${range[0]} to ?${range[1]}.`;
  }

  function show(answer) {
    const found = answer.boolean === null && !answer.triples ? read(answer) : null;
    if (!found?.rows.length) return [el("p", { class: "empty" }, "No timeline: that takes a column of days, months or years (xsd:date, xsd:dateTime, xsd:gYearMonth or xsd:gYear).")];
    const undated = found.undated ? ` ${count(found.undated, "row")} without a day ${found.undated === 1 ? "is" : "are"} not drawn.` : "";
    return [el("p", { class: "counts" }, `${count(found.rows.length, "bar")}. ${explain(found.chosen)}${undated}`), ...table(found.rows)];
  }

  return { name: "Timeline", show };
})();
