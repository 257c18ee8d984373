// The timeline: every dated thing that is shown, as a bar that says what is certain and what is possible.
dateline.timeline = (() => {
  const { svg, byId } = dateline.dom;
  const { nodes, kind, title, short, count } = dateline.model;
  const { state, ruler, spans, filters } = dateline;
  const ROW = 26;
  const BAR = 20;
  const LONGEST = 46;
  const LETTER = 6.6; // pixels, at most, on the average
  const OPEN = 30; // pixels for an end that nobody knows
  const TIMED = new Set(["event", "state", "claim"]);
  const MOST = 250; // bars at a time; more are neither drawn quickly nor read

  const bars = byId("dl-time-bars");
  const scroller = byId("dl-time-scroll");
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

  const all = nodes.filter((node) => filters.timed[node.index]).map(dated).filter(Boolean).sort((a, b) => a.begin - b.begin || a.finish - b.finish || a.index - b.index);
  let span = null; // the days in view: {from, to}
  let items = [];
  let place = new Map(); // which of all items a thing is, from 1
  let focused = null;
  let litFirst = false;

  /** What a bar needs: outer and inner days; the inner ones exist only where something is certain. */
  function dated(node) {
    const [earliestBegin, latestBegin, earliestEnd, latestEnd] = Array.from(spans.days.subarray(4 * node.span, 4 * node.span + 4), (day) => (Number.isNaN(day) ? null : day));
    const known = [earliestBegin, latestBegin, earliestEnd, latestEnd].filter((day) => day !== null);
    if (!known.length) return null;
    const openEnd = node.ongoing ? "ongoing" : latestEnd === null ? "unknown" : "";
    const sureEnd = node.ongoing ? Infinity : earliestEnd;
    const certain = latestBegin !== null && sureEnd !== null && latestBegin <= sureEnd ? [latestBegin, sureEnd] : null;
    return {
      index: node.index, certain, openEnd, openBegin: earliestBegin === null,
      begin: earliestBegin ?? Math.min(...known), finish: latestEnd ?? Math.max(...known),
      // Put into words when it is drawn: few of a large story are.
      get name() { return short(withRate(node), LONGEST); },
    };
  }

  /** A policy state is told with its rate, where its title does not have it. */
  function withRate(node) {
    const { rate } = node.traits;
    return rate && !title(node).includes(rate) ? `${rate} %: ${title(node)}` : title(node);
  }

  const width = () => Math.max(200, scroller.clientWidth);
  const perDay = () => width() / (span.to - span.from);
  const x = (day) => (day - span.from) * perDay();
  const inView = (item) => (item.openEnd === "ongoing" || item.finish + 1 >= span.from) && item.begin <= span.to;

  /** Left and right of a bar on screen; a day is drawn from its start to its end. */
  function extent(item) {
    const left = Math.max(-4, x(item.begin) - (item.openBegin ? OPEN : 0));
    const end = item.openEnd === "ongoing" ? width() - 6 : x(item.finish + 1) + (item.openEnd ? OPEN : 0);
    return { left, right: Math.max(left + 8, Math.min(end, width() + 4)) };
  }

  /** What is lit stands above what is not, and what is known to the month above what is vague. */
  function rowsOf(visible) {
    const level = (item) => (litFirst && !state.isLit(item.index) ? 2 : 0) + (nodes[item.index].vague ? 1 : 0);
    const rows = [];
    for (const now of [0, 1, 2, 3]) {
      const below = Math.max(-1, ...rows.map(({ row }) => row)) + 1;
      rows.push(...pack(visible.filter((item) => level(item) === now), below));
    }
    const order = new Map(visible.map((item, at) => [item, at]));
    return rows.sort((a, b) => order.get(a.item) - order.get(b.item));
  }

  /** Rows from a first one on; a name may run past the end of its bar. */
  function pack(some, first) {
    const ends = [];
    return some.map((item) => {
      const { left, right } = extent(item);
      const start = Math.max(left, 0);
      // A long bar has room for more of a name.
      const room = Math.floor((right - start - 30) / LETTER);
      const name = room > LONGEST ? short(withRate(nodes[item.index]), room) : item.name;
      const words = pen.measureText(name).width;
      // Near the right edge a name goes to the left of a short bar, where it can be read.
      const flipped = start + 26 + words > width() && right - left < words && start - words > 10;
      const wide = flipped ? right + 8 : Math.max(right, start + 26 + words) + 8;
      const from = flipped ? start - words - 6 : left;
      let row = ends.findIndex((end) => end <= from);
      if (row < 0) row = ends.length;
      ends[row] = wide;
      return { item, left, right, row: first + row, flipped, words, name };
    });
  }

  function labelOf(item) {
    const node = nodes[item.index];
    const conflict = node.conflicts.length ? ", sources disagree" : "";
    return `${title(node).slice(0, 300)}, ${kind(node).one}, ${node.words}${conflict}`;
  }

  function pieces({ item, left, right }) {
    const drawn = [svg("rect", { class: "possible", x: left, y: 0.5, width: right - left, height: BAR, rx: 4 })];
    if (item.certain) {
      const from = Math.max(left, x(item.certain[0]));
      const to = Math.min(right, item.certain[1] === Infinity ? right : x(item.certain[1] + 1));
      if (to > from || from === left) drawn.push(svg("rect", { class: "certain", x: from, y: 0.5, width: Math.max(to - from, 8), height: BAR, rx: 4 }));
    }
    if (item.openEnd === "ongoing") drawn.push(svg("path", { class: "arrow", d: `M${right - 4} ${BAR / 2 - 6}l8 6.5l-8 6.5Z` }));
    return drawn;
  }

  function bar(each) {
    const { item, left, row, flipped, words, name } = each;
    const node = nodes[item.index];
    const start = Math.max(left, 0);
    const from = flipped ? start - words - 5 : start;
    const to = flipped ? Math.max(each.right, start + 22) : Math.max(each.right, start + 26 + words);
    return svg(
      "g",
      {
        id: `dl-bar-${item.index}`, role: "option", tabindex: item.index === focused ? 0 : -1, "data-kind": node.kind,
        class: `bar${state.isLit(item.index) ? "" : " faded"}`, transform: `translate(0 ${row * ROW + 3})`,
        "aria-selected": String(state.isSelected("node", item.index)), "aria-label": labelOf(item),
        "aria-posinset": place.get(item.index), "aria-setsize": items.length,
      },
      svg("title", {}, labelOf(item)),
      svg("rect", { class: "ring", x: from - 2, y: -1.5, width: to - from + 4, height: BAR + 4, rx: 5 }),
      ...pieces(each),
      item.openEnd === "unknown" ? svg("text", { class: "unsure", x: to + 3, y: 15 }, "?") : null,
      svg("g", { class: "mark", transform: `translate(${start + 12} ${BAR / 2 + 0.5}) scale(0.6)` }, svg("path", { d: kind(node).path }), svg("text", { "text-anchor": "middle", y: 5 }, kind(node).letter)),
      svg("text", { class: "name", x: flipped ? start - 4 : start + 23, y: 15, "text-anchor": flipped ? "end" : "start" }, name),
    );
  }

  function drawAxis() {
    const axis = byId("dl-time-axis");
    const marks = ruler.marks(span.from, span.to, perDay());
    let free = -Infinity;
    const words = (mark) => {
      if (x(mark.day) < free) return "";
      free = x(mark.day) + pen.measureText(mark.words).width + 6;
      return mark.words;
    };
    axis.replaceChildren(...marks.map((mark) => svg("g", { class: mark.strong ? "strong" : "", transform: `translate(${x(mark.day)} 0)` }, svg("path", { d: "M0.5 12V22" }), svg("text", { x: 4, y: 16 }, words(mark)))));
    return marks;
  }

  function grid(marks, height) {
    return svg("g", { class: "grid", "aria-hidden": "true" }, ...marks.map((mark) => svg("path", { class: mark.strong ? "strong" : "", d: `M${x(mark.day) + 0.5} 0V${height}` })));
  }

  function say(inWindow, drawn) {
    const before = items.filter((item) => !inView(item) && item.finish + 1 < span.from).length;
    const after = items.filter((item) => !inView(item) && item.begin > span.to).length;
    const crowded = inWindow - drawn;
    const undated = nodes.filter((node) => TIMED.has(node.kind) && state.isShown(node.index) && node.day === null);
    const missing = [...TIMED].map((name) => [undated.filter((node) => node.kind === name).length, kind({ kind: name })]).filter(([number]) => number);
    const parts = [`${count(items.length, "dated thing")}`];
    if (before) parts.push(`${before} earlier than ${state.get().window ? "this window" : "the days shown"}`);
    if (after) parts.push(`${after} later`);
    if (crowded) parts.push(`the ${drawn} with most connections are drawn, ${crowded} more fit a narrower window`);
    if (missing.length) parts.push(`not drawn, as without a date: ${missing.map(([number, { one, many }]) => count(number, one, many)).join(", ")}`);
    byId("dl-timeline-said").textContent = parts.join("; ") + ".";
  }

  function render() {
    items = all.filter((item) => state.isShown(item.index));
    place = new Map(items.map((item, at) => [item.index, at + 1]));
    const { from, to } = dateline.band.current();
    span = state.get().clock === "known" ? { ...dateline.band.domain } : { from, to: Math.max(to, from + 1) };
    const seen = items.filter(inView);
    const visible = seen.length <= MOST ? seen : mostConnected(seen);
    if (!visible.some((item) => item.index === focused)) focused = visible.length ? visible[0].index : null;
    const rows = rowsOf(visible);
    const height = Math.max(scroller.clientHeight - 2, (Math.max(-1, ...rows.map(({ row }) => row)) + 1) * ROW + 6);
    const held = bars.contains(document.activeElement) ? document.activeElement.id : null;
    bars.setAttribute("height", height);
    bars.replaceChildren(grid(drawAxis(), height), ...rows.map(bar));
    if (visible.length) {
      bars.setAttribute("role", "listbox");
      bars.setAttribute("aria-label", "Dated things in this window, in order of time");
    } else {
      bars.removeAttribute("role");
      bars.removeAttribute("aria-label");
    }
    byId("dl-time-empty").hidden = items.length > 0;
    // The bars are new elements: the focus goes on to the one that stands for the same thing.
    if (held && byId(held)) byId(held).focus({ preventScroll: true });
    say(seen.length, visible.length);
  }

  function mostConnected(some) {
    const kept = new Set([...some].sort((a, b) => nodes[b.index].degree - nodes[a.index].degree || a.index - b.index).slice(0, MOST));
    return some.filter((item) => kept.has(item));
  }

  const move = (from, to) => dateline.band.put(from, to);
  const pan = (days) => move(span.from + days, span.to + days);
  const zoom = (factor, at) => move(at - (at - span.from) * factor, at + (span.to - at) * factor);

  /** Scrolls to the bar of a thing, if it is in the window. */
  function reveal(item) {
    const element = byId(`dl-bar-${item.index}`);
    if (element) element.scrollIntoView({ block: "nearest" });
  }

  function focusOn(place) {
    const item = items[Math.max(0, Math.min(items.length - 1, place))];
    if (!item) return;
    focused = item.index;
    if (!inView(item)) move(item.begin - (span.to - span.from) / 2, item.begin + (span.to - span.from) / 2);
    render();
    reveal(item);
    byId(`dl-bar-${focused}`)?.focus();
  }

  function onKey(event) {
    const at = items.findIndex((item) => item.index === focused);
    const steps = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key in steps) focusOn(steps[event.key]);
    else if (event.key === "Enter" || event.key === " ") choose(focused);
    else return;
    event.preventDefault();
  }

  function choose(index) {
    if (index === null) return;
    focused = index;
    state.select({ what: "node", index }, { from: "timeline" });
  }

  const barAt = (event) => {
    const element = event.target.closest("[role=option]");
    return element ? Number(element.id.slice("dl-bar-".length)) : null;
  };

  /** Dragging moves the window; a press that did not move is a click. */
  function listenToPointer() {
    let last = null;
    scroller.addEventListener("pointerdown", (event) => { if (event.pointerType === "mouse" && event.button === 0) last = { x: event.clientX, moved: false }; });
    window.addEventListener("pointermove", (event) => {
      if (!last || !event.buttons || Math.abs(event.clientX - last.x) < 4) return;
      const days = (last.x - event.clientX) / perDay();
      last = { x: event.clientX, moved: true };
      pan(days);
    });
    bars.addEventListener("click", (event) => {
      const moved = last && last.moved;
      last = null;
      if (!moved) choose(barAt(event));
    });
    scroller.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const at = span.from + (event.clientX - scroller.getBoundingClientRect().left) / perDay();
      zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, at);
    }, { passive: false });
  }

  function onSelection(how) {
    // Rows keep their order under the pointer or the focus of who selects in the timeline itself.
    if (how.from !== "timeline") litFirst = state.selection !== null;
    render();
    const { selection } = state;
    const item = selection && selection.what === "node" && items.find((each) => each.index === selection.index);
    if (item && how.from !== "timeline") reveal(item);
  }

  function start() {
    items = all.filter((item) => state.isShown(item.index));
    render();
    listenToPointer();
    bars.addEventListener("keydown", onKey);
    state.on("selection", onSelection);
    state.on("shown", render);
    new ResizeObserver(render).observe(scroller);
  }

  return { start, redraw: render };
})();
