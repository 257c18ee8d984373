// The band over the timeline: how much when, and a window that mouse, touch and keys can move. Two clocks:
// when things happened, and since when they are known.
dateline.band = (() => {
  const { svg, byId } = dateline.dom;
  const { nodes, sources } = dateline.model;
  const { state, spans, filters, ruler } = dateline;
  const HEIGHT = 54;
  const BASE = 40;
  const BAR = 5; // least pixels for a bin

  const box = byId("dl-band");
  const picture = byId("dl-band-svg");
  const timed = nodes.filter((node) => filters.timed[node.index] && node.day !== null);
  const sourceDays = [...new Set(sources.map((source) => source.issued).filter(Boolean))].sort().map(spans.toDay).filter(Number.isFinite);
  const ORDINAL = 719_163; // of 1 January 1970, as Python counts days
  let whole = false; // all time, or the days where most things are
  let domain = null; // {from, to}, in days

  const first = (node) => spans.days[4 * node.span];
  const latest = (node) => spans.days[4 * node.span + 1];
  const middle = (node) => node.day - ORDINAL;

  /** The days where most things are; a few far away do not flatten the rest. */
  function busy() {
    const days = timed.map(middle).sort((a, b) => a - b);
    const pick = (share) => days[Math.round((days.length - 1) * share)];
    if (!days.length) return { from: spans.toDay("2025-01-01"), to: spans.toDay("2025-12-31") };
    const [from, to] = whole || days.length < 12 ? [days[0], days.at(-1)] : [pick(0.12), pick(0.985)];
    const pad = Math.max(4, Math.round((to - from) * 0.03));
    return { from: Math.floor(from - pad), to: Math.ceil(to + pad) };
  }

  const clock = () => state.get().clock;
  function range() {
    if (clock() === "happened" || !sourceDays.length) return domain;
    const [from, to] = [sourceDays[0], sourceDays.at(-1)];
    const pad = Math.max(4, Math.round((to - from) * 0.03));
    return { from: from - pad, to: to + pad };
  }

  const width = () => Math.max(120, box.clientWidth);
  const x = (day) => ((day - range().from) / (range().to + 1 - range().from)) * width();
  const dayAt = (px) => Math.round(range().from + (px / width()) * (range().to + 1 - range().from));

  /** Bins with what certainly and what possibly begins in them, of what passes the other filters. */
  function bins() {
    const { from, to } = range();
    const number = Math.max(1, Math.min(Math.floor(width() / BAR), to + 1 - from));
    const length = (to + 1 - from) / number;
    const sure = new Float64Array(number);
    const maybe = new Float64Array(number);
    const at = (day) => Math.floor((day - from) / length);
    // What began on one of many days is spread over them all; where one side is open, it stands at the other.
    const spread = (row, start, end, alone) => {
      const [a, b] = Number.isNaN(start) || Number.isNaN(end) ? [alone, alone] : [start, end];
      for (let each = Math.max(0, a); each <= Math.min(number - 1, b); each += 1) row[each] += 1 / (b - a + 1);
    };
    let before = 0;
    let after = 0;
    for (const node of timed) {
      if (clock() === "known") {
        const day = node.known ? spans.toDay(node.known) : NaN;
        if (day >= from && day <= to) sure[at(day)] += 1;
        continue;
      }
      if (!filters.passesButWindow(node.index)) continue;
      const day = middle(node);
      if (day < from) before += 1;
      else if (day > to) after += 1;
      else if (first(node) === latest(node)) sure[at(day)] += 1;
      else spread(maybe, at(first(node)), at(latest(node)), at(day));
    }
    return { sure, maybe, length, before, after, most: Math.max(1, ...sure.map((number, each) => number + maybe[each])) };
  }

  function drawHistogram() {
    const { sure, maybe, length, before, after, most } = bins();
    const parts = [];
    const { from, to } = range();
    for (const mark of ruler.marks(from, to, width() / (to - from)))
      parts.push(svg("path", { class: mark.strong ? "tick strong" : "tick", d: `M${x(mark.day).toFixed(1)} 0V${HEIGHT}` }), svg("text", { class: mark.strong ? "strong" : "", x: x(mark.day) + 3, y: HEIGHT - 3 }, mark.words));
    sure.forEach((number, at) => {
      if (!number && !maybe[at]) return;
      const left = x(from + at * length);
      const wide = Math.max(1.5, x(from + (at + 1) * length) - left - 1);
      const [low, high] = [number, number + maybe[at]].map((each) => (each / most) * (BASE - 4));
      if (maybe[at]) parts.push(svg("rect", { class: "maybe", x: left, y: BASE - high, width: wide, height: high - low }));
      if (number) parts.push(svg("rect", { class: "sure", x: left, y: BASE - low, width: wide, height: low }));
    });
    picture.setAttribute("viewBox", `0 0 ${width()} ${HEIGHT}`);
    picture.replaceChildren(...parts);
    byId("dl-band-said").textContent = [before ? `${before} earlier` : "", after ? `${after} later` : ""].filter(Boolean).join(", ");
  }

  /** From and to of the window in days; the whole domain when there is none. */
  function current() {
    const { window: chosen, knownBy } = state.get();
    if (clock() === "known") return { from: range().from, to: knownBy ? spans.toDay(knownBy) : range().to };
    return chosen ? { from: spans.toDay(chosen.from), to: spans.toDay(chosen.to) } : { from: domain.from, to: domain.to };
  }

  const LIMITS = [spans.toDay("0001-01-01"), spans.toDay("9999-12-31")];
  const inside = (day) => Math.max(LIMITS[0], Math.min(LIMITS[1], Math.round(day)));

  function put(from, to) {
    if (clock() === "known") return state.set({ knownBy: spans.toText(inside(to)) }, { from: "band" });
    const [a, b] = [inside(from), inside(to)];
    return state.set({ window: { from: spans.toText(Math.min(a, b)), to: spans.toText(Math.max(a, b)) } }, { from: "band" });
  }

  const WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const inWords = (day) => WORDS.format(new Date(day * 86_400_000));

  function drawWindow() {
    const { from, to } = current();
    const clip = (px) => Math.max(0, Math.min(width(), px));
    const [left, right] = [clip(x(from)), clip(x(to + 1))];
    const place = (id, start, end) => {
      byId(id).style.left = `${start}px`;
      if (end !== undefined) byId(id).style.width = `${Math.max(0, end - start)}px`;
    };
    place("dl-window", left, Math.max(right, left + 2));
    place("dl-shade-before", 0, left);
    place("dl-shade-after", right, width());
    place("dl-from", left);
    place("dl-to", right);
    const known = clock() === "known";
    byId("dl-from").hidden = byId("dl-shade-before").hidden = known;
    for (const [id, day, words] of [["dl-from", from, "First day"], ["dl-to", to, known ? "Known by" : "Last day"]]) {
      const handle = byId(id);
      handle.setAttribute("aria-label", words);
      handle.setAttribute("aria-valuemin", range().from);
      handle.setAttribute("aria-valuemax", range().to);
      handle.setAttribute("aria-valuenow", day);
      handle.setAttribute("aria-valuetext", inWords(day));
    }
    byId("dl-window").setAttribute("aria-valuetext", known ? `known by ${inWords(to)}` : `${inWords(from)} to ${inWords(to)}`);
    byId("dl-window").setAttribute("aria-valuenow", Math.round((from + to) / 2));
    byId("dl-window").setAttribute("aria-valuemin", range().from);
    byId("dl-window").setAttribute("aria-valuemax", range().to);
    const chosen = known ? state.get().knownBy : state.get().window;
    box.classList.toggle("whole", !chosen);
    for (const [id, day] of [["dl-day-from", from], ["dl-day-to", to]]) if (document.activeElement !== byId(id)) byId(id).value = chosen ? spans.toText(day) : "";
    otherClock(known);
    byId("dl-day-from-label").hidden = known;
    byId("dl-day-to-words").textContent = known ? "Known by" : "to";
    byId("dl-certain-label").hidden = known;
    byId("dl-clock-note").hidden = !known;
    for (const input of byId("dl-clock").querySelectorAll("input")) input.checked = input.value === clock();
    byId("dl-certain").checked = state.get().certainOnly;
  }

  /** The filter of the clock that is not shown is in use all the same: it is said, and can be taken off. */
  function otherClock(known) {
    const { window: days, knownBy } = state.get();
    const chip = byId("dl-other-clock");
    const words = known && days ? `happened ${inWords(spans.toDay(days.from))} to ${inWords(spans.toDay(days.to))}` : !known && knownBy ? `known by ${inWords(spans.toDay(knownBy))}` : "";
    chip.hidden = !words;
    chip.textContent = words ? `and ${words} ×` : "";
    chip.setAttribute("aria-label", words ? `Take off the filter: ${words}` : "");
  }

  function draw() {
    drawHistogram();
    drawWindow();
  }

  const DAYS = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -30, PageUp: 30 };

  function onKey(event) {
    const { id } = event.currentTarget;
    const { from, to } = current();
    const ends = { Home: range().from, End: range().to };
    if (!(event.key in DAYS) && !(event.key in ends)) return;
    event.preventDefault();
    const step = event.key in DAYS ? DAYS[event.key] * (event.shiftKey ? 7 : 1) : null;
    if (id === "dl-from") put(step === null ? ends[event.key] : Math.min(from + step, to), to);
    else if (id === "dl-to" || clock() === "known") put(from, step === null ? ends[event.key] : Math.max(to + step, from));
    else {
      const by = step ?? (event.key === "Home" ? range().from - from : range().to - to);
      put(from + by, to + by);
    }
  }

  /** A press on the window or a handle drags it; one beside it draws a new window. */
  function listenToPointer() {
    let drag = null;
    box.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const at = dayAt(event.clientX - box.getBoundingClientRect().left);
      const { from, to } = current();
      const isWhole = !state.get().window && clock() === "happened";
      const what = event.target.id === "dl-window" && isWhole ? "new" : ({ "dl-from": "from", "dl-to": "to", "dl-window": "move" })[event.target.id] ?? (clock() === "known" ? "to" : "new");
      drag = { what, at, from, to, x: event.clientX, moved: false };
      box.setPointerCapture(event.pointerId);
      if (["dl-from", "dl-to", "dl-window"].includes(event.target.id)) event.target.focus({ preventScroll: true });
      event.preventDefault();
    });
    box.addEventListener("pointermove", (event) => {
      if (!drag || (!drag.moved && Math.abs(event.clientX - drag.x) < 3)) return;
      drag.moved = true;
      const day = dayAt(event.clientX - box.getBoundingClientRect().left);
      if (drag.what === "from") put(Math.min(day, drag.to), drag.to);
      else if (drag.what === "to" || clock() === "known") put(drag.from, Math.max(day, drag.what === "to" ? drag.from : range().from));
      else if (drag.what === "move") put(drag.from + day - drag.at, drag.to + day - drag.at);
      else put(drag.at, day);
    });
    const end = () => { drag = null; };
    box.addEventListener("pointerup", end);
    box.addEventListener("pointercancel", end);
  }

  function listenToDays() {
    const read = ({ target }) => {
      const day = spans.toDay(target.value);
      // While a year is typed, its first digits make a year of their own.
      if (day === null || target.value < "1000") return;
      const { from, to } = current();
      if (target.id === "dl-day-from") put(day, Math.max(day, to));
      else put(clock() === "known" ? from : Math.min(day, from), day);
    };
    for (const id of ["dl-day-from", "dl-day-to"]) {
      byId(id).addEventListener("change", read);
      byId(id).addEventListener("blur", drawWindow);
    }
  }

  const pan = (share) => {
    const { from, to } = current();
    const by = Math.max(1, Math.round((to + 1 - from) * Math.abs(share))) * Math.sign(share);
    if (clock() === "known") put(from, to + by);
    else put(from + by, to + by);
  };

  function zoom(factor) {
    const { from, to } = current();
    const [middleDay, half] = [(from + to) / 2, Math.max(3, ((to - from) / 2) * factor)];
    put(middleDay - half, middleDay + half);
  }

  const clear = () => state.set({ window: null, knownBy: null, certainOnly: false }, { from: "band" });

  function setClock(name) {
    const patch = { clock: name };
    // The other clock starts from everything: a window in which nobody knew anything yet would show nothing.
    if (name === "known" && !state.get().knownBy && sourceDays.length) patch.knownBy = spans.toText(sourceDays.at(-1));
    state.set(patch, { from: "band" });
  }

  function start() {
    domain = busy();
    for (const id of ["dl-from", "dl-to", "dl-window"]) byId(id).addEventListener("keydown", onKey);
    listenToPointer();
    listenToDays();
    byId("dl-clock").addEventListener("change", ({ target }) => setClock(target.value));
    byId("dl-other-clock").addEventListener("click", () => {
      state.set(clock() === "known" ? { window: null, certainOnly: false } : { knownBy: null }, { from: "band" });
      byId("dl-window").focus({ preventScroll: true });
    });
    byId("dl-certain").addEventListener("change", ({ target }) => state.set({ certainOnly: target.checked }, { from: "band" }));
    byId("dl-time-back").addEventListener("click", () => pan(-0.5));
    byId("dl-time-on").addEventListener("click", () => pan(0.5));
    byId("dl-time-in").addEventListener("click", () => zoom(0.6));
    byId("dl-time-out").addEventListener("click", () => zoom(1 / 0.6));
    byId("dl-time-all").addEventListener("click", () => {
      whole = !state.get().window && !state.get().knownBy ? !whole : whole;
      byId("dl-time-all").setAttribute("aria-pressed", String(whole));
      domain = busy();
      clear();
      draw();
      dateline.timeline.redraw();
    });
    state.on("shown", draw);
    new ResizeObserver(draw).observe(box);
    draw();
  }

  return { start, redraw: draw, put, current, pan, range, sourceDays, get domain() { return domain; } };
})();
