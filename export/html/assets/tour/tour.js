// The guided walk: a card that says what a step says, and sets the page to what it shows.
dateline.tour = (() => {
  const { el, byId, icon, button, announce } = dateline.dom;
  const { nodes, edges, data, kind, title, sentence, short } = dateline.model;
  const { state } = dateline;
  const FROM = { from: "tour" };
  const FEW = 3;
  const TALL = 0.34; // of the graph's height: what the card speaks of is above it
  const steps = data.tour;
  const narrow = matchMedia("(max-width: 999.98px)");
  let at = -1; // the step that is open; -1 when the tour is not
  let before = null; // the state in which the reader was

  const days = nodes.flatMap((node) => node.bounds.filter(Boolean)).sort();
  const sides = (step) => [step.first || days[0] || step.last, step.last || days[days.length - 1] || step.first];

  /** The step's days; a side that it leaves open ends with the story. */
  function windowOf(step) {
    if (!step.first && !step.last) return null;
    const [from, to] = sides(step);
    if (from <= to) return { from, to };
    return step.first ? { from, to: from } : { from: to, to };
  }

  /** A figure and its percent sign stay on one line. */
  const held = (text) => text.replace(/(\d) %/g, "$1\u00a0%");

  const hasView = (view) => dateline.views.names().includes(view);
  const viewOf = (step) => (hasView(step.view) ? step.view : "graph");
  const kindsOf = (step) => step.focus.filter(({ what }) => what === "node").map(({ index }) => nodes[index].kind);

  /** What a step makes of the page; filters of the reader's would hide what it speaks of. */
  function stateOf(step) {
    return {
      view: viewOf(step),
      selection: step.focus[0] || null,
      window: windowOf(step),
      knownBy: step.knownBy,
      clock: step.knownBy ? "known" : "happened",
      kinds: [...new Set([...before.kinds, ...kindsOf(step)])],
      facets: state.FIRST.facets,
      certainOnly: false,
    };
  }

  /** ``reading``: on a small screen the details would cover the card, so they open when asked for. */
  function walk(reading = false) {
    document.body.dataset.tour = reading ? "reading" : "walking";
    place();
  }

  /** Over the graph where it is shown; else at the foot of what is shown, whose place depends on the columns beside it. */
  function place() {
    const tour = byId("dl-tour");
    const { left, width } = document.querySelector("main").getBoundingClientRect();
    tour.classList.toggle("over-graph", !narrow.matches && byId("dl-graph").getClientRects().length > 0);
    tour.style.setProperty("--middle", `${left + width / 2}px`);
    tour.style.setProperty("--room", `${width - 40}px`);
    tour.style.setProperty("--tall", `${Math.round(TALL * byId("dl-graph").clientHeight)}px`);
  }

  function focusButton({ what, index }) {
    const item = (what === "node" ? nodes : edges)[index];
    const name = what === "node" ? title(item) : sentence(item);
    const chosen = () => state.selection !== null && state.selection.what === what && state.selection.index === index;
    const open = () => {
      walk(true);
      state.select({ what, index }, FROM);
    };
    return el("li", {}, button({ class: "tour-focus", "aria-pressed": String(chosen()), "data-place": `${what} ${index}`, on: { click: open } }, what === "node" ? icon(kind(item), 16) : el("span", { class: "edge-mark", "aria-hidden": "true" }, "↔"), el("span", { dir: "auto" }, short(name, 44))));
  }

  /** The first few things of a step; the others unfold, so that the card leaves room for the graph. */
  function things(step) {
    const list = el("ul", { class: "tour-things", "aria-label": "What this step shows" }, ...step.focus.slice(0, FEW).map(focusButton));
    const rest = step.focus.slice(FEW);
    if (!rest.length) return list;
    const more = button({ class: "tour-focus", on: { click: () => {
      more.parentElement.remove();
      list.append(...rest.map(focusButton));
      list.children[FEW].querySelector("button").focus();
    } } }, `${rest.length} more`);
    list.append(el("li", {}, more));
    return list;
  }

  function head(step) {
    return el("header", { class: "tour-head" },
      el("p", { class: "tour-count", id: "dl-tour-count" }, `Step ${at + 1} of ${steps.length}`),
      el("h2", { class: "tour-title", id: "dl-tour-title", dir: "auto" }, held(step.title)),
      el("div", { class: "tour-ways" },
        button({ id: "dl-tour-back", disabled: at === 0, on: { click: () => show(at - 1) } }, "Back"),
        button({ id: "dl-tour-next", disabled: at === steps.length - 1, on: { click: () => show(at + 1) } }, "Next"),
        button({ id: "dl-tour-end", on: { click: end } }, "End", el("span", { class: "unseen" }, " the tour"))));
  }

  function card(step) {
    return [
      head(step),
      ...step.words.map((text) => el("p", { class: "tour-words", dir: "auto" }, held(text))),
      step.focus.length ? things(step) : null,
      step.missing.length ? el("p", { class: "small" }, `Not in this page: ${step.missing.join(", ")}.`) : null,
      hasView(step.view) ? null : el("p", { class: "small" }, `This page has no view “${step.view}”.`),
    ].filter(Boolean);
  }

  function show(number) {
    if (number < 0 || number >= steps.length) return;
    at = number;
    walk();
    state.set(stateOf(steps[at]), FROM);
    const tour = byId("dl-tour");
    tour.replaceChildren(...card(steps[at]));
    tour.hidden = false;
    tour.scrollTop = 0;
    place();
    // Once more, as the card has its size only now: the graph keeps clear of it.
    if (state.selection) state.select(state.selection, FROM);
    else dateline.graph.fit();
    tour.focus({ preventScroll: true });
    // The card's name, count and title, is heard with the focus; its words are not.
    announce(steps[at].words.join(" "));
  }

  function begin() {
    if (at >= 0) return byId("dl-tour").focus({ preventScroll: true });
    before = state.get();
    byId("dl-tour-open").setAttribute("aria-expanded", "true");
    show(0);
  }

  function end() {
    at = -1;
    delete document.body.dataset.tour;
    byId("dl-tour").hidden = true;
    byId("dl-tour").replaceChildren();
    byId("dl-tour-open").setAttribute("aria-expanded", "false");
    state.set(before, FROM);
    byId("dl-tour-open").focus({ preventScroll: true });
    announce("The tour has ended. The page is as it was before.");
  }

  function onKey(event) {
    const ways = { ArrowLeft: () => show(at - 1), ArrowRight: () => show(at + 1), Escape: end };
    if (!ways[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    ways[event.key]();
  }

  /** The card follows what the reader selects, and takes over again when the details are closed. */
  function onSelection(how) {
    if (at < 0 || how.from === "tour" && !state.selection) return;
    for (const each of byId("dl-tour").querySelectorAll(".tour-focus")) {
      const chosen = state.selection && each.dataset.place === `${state.selection.what} ${state.selection.index}`;
      each.setAttribute("aria-pressed", String(Boolean(chosen)));
    }
    const reading = document.body.dataset.tour === "reading";
    if (state.selection && how.from !== "tour") walk(true);
    if (!state.selection && reading) {
      walk();
      byId("dl-tour").focus({ preventScroll: true });
    }
  }

  function start() {
    if (!steps.length) return;
    byId("dl-tour-open").addEventListener("click", begin);
    byId("dl-tour").addEventListener("keydown", onKey);
    window.addEventListener("resize", place);
    state.on("view", place);
    state.on("selection", onSelection);
  }

  return { start };
})();
