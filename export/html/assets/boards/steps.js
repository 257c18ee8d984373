// A step chart: a band for each policy and product, a step as high as its rate, days in percent of the width.
// Solid is certain, hatched possible, a dashed outline not in force; the words on each step say the same.
dateline.steps = (() => {
  const { svg } = dateline.dom;
  const { when, ratebands } = dateline;
  const PLOT = 64;
  const FULL = 98; // where the last day ends, in percent; the rest is for the arrows of what goes on
  const ROW = 17;
  const AXIS = 32;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const EVERY = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

  const percent = (x) => `${Math.round(x * 100) / 100}%`;
  const upright = (kind, x, top, bottom) => svg("line", { class: kind, x1: percent(x), x2: percent(x), y1: top, y2: bottom });
  const at = (x, ...content) => svg("svg", { x: percent(x), overflow: "visible" }, ...content);
  const words = (kind, x, y, text, more = {}) => svg("text", { class: kind, x, y, ...more }, text);

  /** Maps days to percent of the width and rates to pixels. */
  function frame({ first, last, top }, width) {
    const [start, end] = [when.dayNumber(first), when.dayNumber(last)];
    const place = (number) => Math.min(Math.max((number - start) / (end - start + 1), 0), 1) * FULL;
    return {
      first, last, width,
      x: (day) => place(when.dayNumber(day)),
      after: (day) => (day >= last ? FULL : place(when.dayNumber(day) + 1)),
      height: (rate) => (rate === null ? 8 : Math.max(1, Math.round((Number(rate) / top) * PLOT))),
    };
  }

  /** Text in lines of a width, for letters of a mean width, both in pixels. */
  function lines(text, width, letter) {
    const room = Math.max(12, Math.floor(width / letter));
    const found = [""];
    for (const word of text.split(/\s+/)) {
      const line = found[found.length - 1];
      if (line && line.length + 1 + word.length > room) found.push(word);
      else found[found.length - 1] = line ? `${line} ${word}` : word;
    }
    return found;
  }

  function piece(state, view, base, left, right, certain) {
    const height = view.height(state.rate);
    const width = Math.max(right - left, 0.3);
    const place = { x: percent(left), y: base - height, width: percent(width), height };
    if (state.status !== "InForce") return [svg("rect", { class: certain ? "idle" : "idle-maybe", ...place })];
    if (!certain) return [svg("rect", { class: "maybe", fill: "url(#dl-hatch)", ...place })];
    return [
      svg("rect", { class: "core", ...place }),
      svg("line", { class: "top", x1: percent(left), x2: percent(left + width), y1: base - height, y2: base - height }),
      upright("edge", left, base - height, base), upright("edge", left + width, base - height, base),
    ];
  }

  /** The shapes of a state: its certain days, and the days of a begin or end that is not known. */
  function shapes(state, view, base) {
    const [begin, begun, end, ended] = state.bounds;
    const left = begin ? view.x(begin) : 0;
    const right = ended ? view.after(ended) : FULL;
    const coreLeft = begun ? view.x(begun) : right;
    const coreRight = state.ongoing ? FULL : end ? view.after(end) : coreLeft;
    const pieces = coreLeft < coreRight ? [[left, coreLeft, false], [coreLeft, coreRight, true], [coreRight, right, false]] : [[left, right, false]];
    const drawn = pieces.filter(([from, to]) => from < to || pieces.length === 1).flatMap((each) => piece(state, view, base, ...each));
    const y = base - view.height(state.rate);
    if (state.ongoing) drawn.push(at(FULL, svg("path", { class: "arrow", d: `M1 ${y}h9m-4 -4l4 4l-4 4` })));
    else if (!ended) drawn.push(at(FULL, words("step", 3, y + 4, "?")));
    if (!begin) drawn.push(at(0, words("step", 3, Math.min(y + 14, base - 3), "?")));
    return svg("g", { class: "state", "data-state": state.index }, svg("title", {}, `${state.label} (${state.when || "no date"})`), ...drawn);
  }

  const start = (state, view) => (state.bounds[0] ? view.x(state.bounds[0]) : 0);

  /** Words above the steps in as few rows as do not run into each other; the last is set first, so that no
      line down to a step crosses the words of a later one. */
  function labels(band, view) {
    const taken = [];
    const placed = [...band.states].sort((a, b) => start(b, view) - start(a, view) || (a.id < b.id ? 1 : -1)).map((state) => {
      const text = ratebands.label(band, state);
      const x = start(state, view);
      const needed = text.length * 7.2 + 12;
      const from = (x * view.width) / 100;
      const flipped = from + needed > view.width;
      const [left, right] = flipped ? [from - needed, from] : [from, from + needed];
      let row = taken.findIndex((free) => right <= free);
      if (row < 0) row = taken.push(left) - 1;
      taken[row] = Math.min(taken[row], left);
      return { state, text, x, row, flipped };
    });
    return { placed, rows: taken.length };
  }

  function label({ state, text, x, row, flipped }, view, y, base) {
    const line = y - row * ROW - 4;
    const force = state.status === "InForce" ? "force" : "soft";
    return [
      upright("leader", x, line - 9, base - view.height(state.rate)),
      at(x, words(`step ${force}`, flipped ? -4 : 4, line, text, { "text-anchor": flipped ? "end" : "start" })),
    ];
  }

  /** Lines and names of months, as many as have room, and the base line. */
  function months(view, top, base) {
    const [year, month] = view.first.split("-").map(Number);
    const [lastYear, lastMonth] = view.last.split("-").map(Number);
    const from = year * 12 + month - 1;
    const many = lastYear * 12 + lastMonth - 1 - from + 1;
    const room = Math.max(1, Math.floor(view.width / 34));
    const every = EVERY.find((step) => many / step <= room) || 2400;
    const shown = Array.from({ length: many }, (_, number) => from + number).filter((number) => number % every === 0);
    const parts = (shown.length ? shown : [from]).flatMap((number, place) => {
      const day = `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}-01`;
      const x = view.x(day < view.first ? view.first : day);
      const names = [every >= 12 ? null : MONTHS[number % 12], number % 12 === 0 || place === 0 ? String(Math.floor(number / 12)) : null].filter(Boolean);
      return [upright("grid", x, top, base + 4), at(x, ...names.map((name, n) => words("soft", 2, base + 15 + 13 * n, name)))];
    });
    return [...parts, svg("line", { class: "base", x1: 0, x2: percent(FULL), y1: base, y2: base })];
  }

  /** A band from its names down to its months; returns its parts and the place below it. */
  function drawBand(band, view, from) {
    const parts = [];
    let y = from + 4;
    for (const [letter, kind, said] of [[7.6, "goods", band.goods], [6.4, "soft", band.policy]]) {
      for (const line of said ? lines(said, view.width, letter) : []) parts.push(words(kind, 0, (y += 18), line));
    }
    const { placed, rows } = labels(band, view);
    y += 8 + rows * ROW;
    const base = y + PLOT + 4;
    parts.push(...months(view, y + 2, base));
    // The lower steps go over the higher ones, which would hide them.
    const highFirst = [...band.states].sort((a, b) => view.height(b.rate) - view.height(a.rate));
    parts.push(...highFirst.map((state) => shapes(state, view, base)), ...placed.flatMap((each) => label(each, view, y, base)));
    y = base + AXIS;
    for (const state of band.undated) {
      for (const line of lines(`without a date: ${ratebands.label(band, state)}`, view.width, 6.4)) parts.push(words("soft", 0, (y += 14) - 6, line));
    }
    return { parts, y: y + 14 };
  }

  const HATCH = () => svg("defs", {}, svg("pattern", { id: "dl-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("path", { class: "hatch", d: "M1 0V6" })));

  /** The drawing for a width in pixels; ``mark(day)`` on the result moves the line of the day. */
  function draw(chart, width) {
    const view = frame(chart, width);
    const parts = [];
    let y = 16;
    for (const band of chart.bands) {
      const drawn = drawBand(band, view, y);
      parts.push(...drawn.parts);
      y = drawn.y;
    }
    const line = svg("g", { class: "marked" });
    const element = svg("svg", { class: "dl-steps", width: "100%", height: y, role: "img", "aria-label": ratebands.describe(chart) }, HATCH(), ...parts, line);
    function mark(day) {
      const x = view.x(day);
      const end = x > 50;
      line.replaceChildren(upright("day", x, 4, y - 24), at(x, words("mark", end ? -4 : 4, 12, when.inWords(day), { "text-anchor": end ? "end" : "start" })));
    }
    return { element, mark };
  }

  return { draw };
})();
