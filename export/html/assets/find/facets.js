// The filters beside the graph: what is drawn, and by whom, on what, from where; with counts that follow.
dateline.facets = (() => {
  const { el, byId, icon, button, inSlices } = dateline.dom;
  const { nodes, edges, kinds, count } = dateline.model;
  const { state, filters } = dateline;
  const FEW = 5;
  const MOST = 80; // of the values of one facet; others are reached by search and "Only what concerns it"
  const NUMBER = new Intl.NumberFormat("en");

  const total = new Map(kinds.map((kind) => [kind.name, 0]));
  for (const node of nodes) total.set(node.kind, total.get(node.kind) + 1);
  const numbers = []; // {element, read}: what to write again when the filters change
  let boxes = []; // {facet, key, input}

  function row(input, mark, words, read) {
    const number = el("span", { class: "number" });
    numbers.push({ element: number, read });
    return el("label", { class: "facet-row" }, input, mark, el("span", { class: "facet-name", dir: "auto" }, words), number);
  }

  function kindRow(kind, at) {
    const input = el("input", { type: "checkbox", "data-kind": kind.name, on: { change: (event) => state.show(kind.name, event.target.checked) } });
    return el("li", {}, row(input, icon(kind, 18), kind.many, () => state.counts.byKind[at]));
  }

  function choose(facet, key, yes) {
    const now = state.get().facets;
    const keys = (now[facet] ?? []).filter((each) => each !== key).concat(yes ? [key] : []);
    const facets = { ...now, [facet]: keys };
    if (!keys.length) delete facets[facet];
    // Only claims have a modality: who asks for one wants to see them.
    const kinds = facet === "modality" && yes && !state.kindShown("claim") ? { kinds: [...state.get().kinds, "claim"] } : {};
    state.set({ facets, ...kinds }, { from: "facets" });
  }

  function valueRow(facet, place, at) {
    const key = facet.keys[place];
    const input = el("input", { type: "checkbox", on: { change: (event) => choose(facet.name, key, event.target.checked) } });
    boxes.push({ facet: facet.name, key, input });
    return el("li", {}, row(input, null, dateline.model.short(facet.words[place], 70), () => state.counts.counts[at][place]));
  }

  function group(facet, at) {
    const counts = state.counts.counts[at];
    const order = facet.keys.map((_, place) => place).sort((a, b) => counts[b] - counts[a] || (facet.words[a] < facet.words[b] ? -1 : 1));
    const kept = order.slice(0, MOST);
    if (!kept.length) return null;
    const rows = kept.map((place) => valueRow(facet, place, at));
    const list = el("ul", {}, rows.slice(0, FEW));
    const rest = order.length - kept.length;
    const more = rows.length > FEW ? button({ class: "as-link more", "aria-expanded": "false", on: { click: () => {
      const open = more.getAttribute("aria-expanded") === "true";
      more.setAttribute("aria-expanded", String(!open));
      more.textContent = open ? `${rows.length - FEW} more` : "Fewer";
      if (open) rows.slice(FEW).forEach((each) => each.remove());
      else {
        list.append(...rows.slice(FEW));
        rows[FEW].querySelector("input").focus();
      }
    } } }, `${rows.length - FEW} more`) : null;
    const note = rest ? el("p", { class: "small" }, `The ${kept.length} most frequent of ${NUMBER.format(order.length)}. To filter by another, search for it and choose “Only what concerns it”.`) : null;
    return el("fieldset", { "data-facet": facet.name }, el("legend", {}, facet.title), list, more, note);
  }

  /** What is shown and what is not: nothing is left out without a word. */
  function said() {
    const shown = new Uint8Array(nodes.length);
    let things = 0;
    let passing = 0;
    const left = new Map();
    for (let at = 0; at < nodes.length; at += 1) {
      shown[at] = state.isShown(at) ? 1 : 0;
      things += shown[at];
      if (!state.passes(at)) continue;
      passing += 1;
      if (!shown[at]) left.set(nodes[at].kind, (left.get(nodes[at].kind) ?? 0) + 1);
    }
    let lines = 0;
    for (let at = 0; at < edges.length; at += 1) if (shown[edges[at].from] && shown[edges[at].to] && filters.edgePasses(at)) lines += 1;
    const parts = [`${NUMBER.format(things)} of ${count(nodes.length, "thing")}, ${NUMBER.format(lines)} of ${count(edges.length, "connection")}.`];
    if (passing < nodes.length) parts.push(`Filtered out: ${NUMBER.format(nodes.length - passing)}.`);
    const hidden = kinds.filter((kind) => left.get(kind.name)).map((kind) => count(left.get(kind.name), kind.one, kind.many));
    parts.push(hidden.length ? `Not drawn: ${hidden.join(", ")}.` : passing === nodes.length ? "Nothing is hidden." : "");
    byId("dl-left").replaceChildren(...(state.isFiltered() ? kinds.filter((kind) => left.get(kind.name)).slice(0, 3).map((kind) => showButton(kind, left.get(kind.name))) : []));
    return parts.filter(Boolean).join(" ");
  }

  /** Where filters keep things of a kind that is not drawn, they are one press away. */
  const showButton = (kind, number) => button({ class: "as-link", on: { click: () => {
    state.show(kind.name, true);
    byId("dl-kinds").querySelector(`[data-kind="${CSS.escape(kind.name)}"]`).focus({ preventScroll: true });
  } } }, `Show ${count(number, kind.one, kind.many)}`);

  function update() {
    const now = state.get();
    for (const { element, read } of numbers) {
      const number = read();
      element.textContent = NUMBER.format(number);
      element.parentElement.classList.toggle("is-none", number === 0);
    }
    for (const { facet, key, input } of boxes) input.checked = (now.facets[facet] ?? []).includes(key);
    for (const input of byId("dl-kinds").querySelectorAll("input")) input.checked = state.kindShown(input.dataset.kind);
    byId("dl-clear").hidden = !state.isFiltered();
    byId("dl-counts").textContent = said();
    const chosen = Object.values(now.facets).reduce((sum, keys) => sum + keys.length, 0) + (now.window ? 1 : 0) + (now.knownBy ? 1 : 0);
    byId("dl-filter-count").textContent = chosen ? `, ${chosen} in use` : "";
  }

  /** Keeps only what concerns a thing; the facet for its kind, or null when there is none. */
  const facetOf = (node) => ({ actor: ["actor", node.id], policy: ["policy", node.id], source: ["source", node.iri] })[node.kind] ?? null;

  function facetRows() {
    state.countFacets();
    byId("dl-facets").append(...filters.prepare().map(group).filter(Boolean));
    update();
  }

  function start() {
    byId("dl-kinds").append(...kinds.map((kind, at) => (total.get(kind.name) ? kindRow(kind, at) : null)).filter(Boolean));
    byId("dl-clear").addEventListener("click", () => {
      state.set({ facets: {}, window: null, certainOnly: false, knownBy: null, clock: "happened" }, { from: "facets" });
      byId("dl-kinds").querySelector("input").focus();
    });
    const wide = matchMedia("(min-width: 1000px)");
    const fold = byId("dl-filter-fold");
    fold.open = wide.matches;
    wide.addEventListener("change", ({ matches }) => { fold.open = matches; });
    byId("dl-inventory").textContent = `${count(nodes.length, "thing")}, ${count(edges.length, "connection")}, ${count(dateline.model.evidence.length, "quote")} from ${count(dateline.model.sources.length, "source")}: ` +
      (kinds.filter((kind) => total.get(kind.name)).map((kind) => count(total.get(kind.name), kind.one, kind.many)).join(", ") || "the story is empty") + ".";
    update();
    // A large story is usable before its facets are counted.
    if (dateline.scene.large) inSlices(filters.prepareOne, facetRows);
    else facetRows();
    state.on("shown", update);
    state.on("selection", () => { byId("dl-counts").textContent = said(); });
  }

  return { start, facetOf, choose };
})();
