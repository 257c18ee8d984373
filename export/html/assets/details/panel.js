// The panel: everything that is known of the selected node or edge, with the quotes first-hand.
dateline.panel = (() => {
  const { el, byId, icon, button, announce } = dateline.dom;
  const { model } = dateline;
  const { nodes, edges, edgeKinds, kind, title, other, count, sentence, short } = model;
  const { state, evidence, clashes, trail } = dateline;
  const FEW = 10;
  const STEP = 100; // at a time: thousands at once would freeze the page
  const kindOrder = new Map(edgeKinds.map((each, at) => [each.name, at]));
  let cameFrom = null;

  const go = (what, index) => () => state.select({ what, index }, { from: "panel" });
  const section = (heading, ...content) => (content.flat().filter(Boolean).length ? el("section", {}, el("h3", {}, heading), ...content) : null);
  const facts = (pairs) => (pairs.length ? el("dl", { class: "facts" }, pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, value)])) : null);
  const sentenceCase = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  function kindAndType(node) {
    const words = sentenceCase(kind(node).one);
    return words.toLowerCase() === node.typeWords.toLowerCase() ? words : `${words} · ${node.typeWords}`;
  }

  function head(badge, name, kicker) {
    return el("header", {}, trail.link(), button({ class: "close", "aria-label": "Close details", on: { click: close } }, "×"), el("p", { class: "kicker" }, badge, kicker), el("h2", { id: "dl-panel-title", tabindex: -1, dir: "auto" }, name));
  }

  const dates = (item) => (item.words ? el("p", { class: "when" }, sentenceCase(item.words)) : null);

  /** What is looked at although it was not known by the day that the reader has chosen. */
  function tooEarly(node) {
    const { knownBy } = state.get();
    if (!knownBy || !node.known || node.known <= knownBy) return null;
    return el("p", { class: "none" }, `No source told of this by ${knownBy}.`);
  }

  /** For an actor, a policy or a source: the filter that keeps only what it concerns. */
  function only(node) {
    const facet = dateline.facets.facetOf(node);
    if (!facet) return null;
    const on = (state.get().facets[facet[0]] ?? []).includes(facet[1]);
    return button({ class: "only", "aria-pressed": String(on), on: { click: (event) => {
      dateline.facets.choose(facet[0], facet[1], !on);
      event.target.replaceWith(only(node));
      byId("dl-panel").querySelector(".only").focus();
    } } }, "Only what concerns it");
  }

  /** How each date was read: the phrase in the source, the rule, the day it counts from, the EDTF. */
  function readings(node) {
    const rows = node.when.flatMap((when) => [
      facts([
        ["Phrase", when.phrase && `“${when.phrase}”`], ["Rule", when.rule], ["Counted from", when.anchor],
        ["Hour", when.clock_time], ["EDTF", when.edtf],
      ].filter(([, value]) => value)),
      // The words of the date are mostly those of the thing itself, which stand below.
      ...evidence.list(when.evidence.filter((at) => !node.evidence.includes(at))),
    ]);
    return rows.length ? el("details", { class: "readings" }, el("summary", {}, node.when.length > 1 ? `How the ${node.when.length} dates were read` : "How this date was read"), ...rows.filter(Boolean)) : null;
  }

  function names(node) {
    return facts([
      ["Also called", node.aliases.join(", ")],
      ["Spelled in sources", node.misspellings.map((text) => `“${text}”`).join(", ")],
    ].filter(([, value]) => value));
  }

  /** Quotes of the item itself; without any, those of what it is connected with, and it says so. */
  function quotes(item, borrowed, words) {
    if (item.evidence.length) return section(item.evidence.length > 1 ? `${item.evidence.length} quotes` : "Quote", evidence.list(item.evidence));
    const places = [...new Set(borrowed)];
    if (!places.length) return section("Quote", el("p", { class: "none" }, "No source is quoted for this."));
    return section(`Quotes of ${words}`, el("p", { class: "none" }, "It has no quote of its own; these are the quotes it rests on."), evidence.list(places));
  }

  function connection(index, edge) {
    const neighbour = nodes[other(edge, index)];
    const name = title(neighbour);
    const when = edge.words || neighbour.words;
    return el(
      "li",
      {},
      button({ class: "to-node", on: { click: go("node", neighbour.index) } }, icon(kind(neighbour), 18), el("span", {}, el("span", { dir: "auto" }, short(name, 120)), when ? el("span", { class: "small" }, when) : null)),
      button({ class: "to-edge", "aria-label": `${edge.evidence.length ? "Quote" : "Details"}: ${short(sentence(edge), 200)}`, on: { click: go("edge", edge.index) } }, edge.evidence.length ? "Quote" : "Details"),
    );
  }

  /** A list that grows by steps, the focus going on to what is new. */
  function growing(list, make) {
    const items = el("ul", { class: "connections" }, ...list.slice(0, FEW).map(make));
    const label = () => `Show ${Math.min(STEP, list.length - items.children.length)} more of ${list.length}`;
    const more = list.length > FEW ? button({ class: "more", on: { click: () => {
      const first = items.children.length;
      items.append(...list.slice(first, first + STEP).map(make));
      if (items.children.length === list.length) more.remove();
      else more.textContent = label();
      items.children[first].querySelector("button").focus();
    } } }, label()) : null;
    return [items, more];
  }

  const group = (index, { words, list }) => [el("h4", { dir: "auto" }, words), ...growing(list, (edge) => connection(index, edge))];

  function connections(node) {
    const groups = new Map();
    for (const at of node.edges) {
      const edge = edges[at];
      const outward = edge.from === node.index;
      const key = `${kindOrder.get(edge.kind)} ${outward ? 0 : 1} ${edge.relation} ${edge.label}`;
      const words = outward ? `${short(title(node), 28)} ${edge.label} …` : `… ${edge.label} ${short(title(node), 28)}`;
      if (!groups.has(key)) groups.set(key, { order: kindOrder.get(edge.kind), words, list: [] });
      groups.get(key).list.push(edge);
    }
    const day = (edge) => edge.day ?? nodes[other(edge, node.index)].day ?? Infinity;
    const sorted = [...groups.values()].sort((a, b) => a.order - b.order);
    sorted.forEach((each) => each.list.sort((a, b) => day(a) - day(b) || a.index - b.index));
    const inTable = node.degree > STEP ? button({ class: "in-table", on: { click: () => dateline.table.showConnections(node.index) } }, `All ${count(node.degree, "connection")} in the table`) : null;
    return section(count(node.degree, "connection"), inTable, ...sorted.flatMap((each) => group(node.index, each)));
  }

  const ID = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu;

  /** A note with the ids in it as the things that they are. */
  function withThings(note) {
    const parts = [];
    let from = 0;
    for (const found of note.matchAll(ID)) {
      const index = model.byId.get(found[0]);
      if (index === undefined) continue;
      parts.push(note.slice(from, found.index), button({ class: "as-link", on: { click: go("node", index) } }, title(nodes[index])));
      from = found.index + found[0].length;
    }
    return [...parts, note.slice(from)];
  }

  /** What is told of a source, its address as a link where it is one that can be followed. */
  function sourceFacts(node) {
    const source = model.sources.find((each) => each.iri === node.iri);
    return facts(node.facts.map(([name, value]) => [name, source?.link && value === source.address ? evidence.address(source) : value]));
  }

  function resting(node) {
    const list = node.kind === "source" ? evidence.restsOn(node.iri) : [];
    const item = (each) => el("li", {}, button({ class: "to-node", on: { click: go("node", each.index) } }, icon(kind(each), 18),
      el("span", {}, el("span", { dir: "auto" }, short(title(each), 120)), el("span", { class: "small", dir: "auto" }, `“${short(evidence.from(each, node.iri), 140)}”`))));
    return section(`${count(list.length, "thing")} with words from it`, ...(list.length ? growing(list, item) : []));
  }

  const technical = (pairs) => el("details", { class: "technical" }, el("summary", {}, "Identifiers"), facts(pairs));

  function nodeDetail(node) {
    return [
      head(icon(kind(node), 22), title(node), ` ${kindAndType(node)}`),
      names(node),
      dates(node),
      clashes.of(node),
      readings(node),
      node.kind === "source" ? sourceFacts(node) : facts(node.facts),
      node.note ? el("p", { class: "note", dir: "auto" }, withThings(node.note)) : null,
      node.kind === "source" && !node.evidence.length ? null : quotes(node, node.edges.flatMap((at) => edges[at].evidence), "its connections"),
      connections(node),
      resting(node),
      tooEarly(node),
      only(node),
      el("p", { class: "small" }, node.known ? ["Known since ", evidence.day(node.known)] : null),
      technical([["Id", node.id], ["Class", node.type], ["IRI", node.iri]]),
    ];
  }

  function end(index) {
    const node = nodes[index];
    return button({ class: "to-node end", on: { click: go("node", index) } }, icon(kind(node), 20), el("span", { dir: "auto" }, title(node)));
  }

  function edgeDetail(edge) {
    const borrowed = [...nodes[edge.from].evidence, ...nodes[edge.to].evidence];
    return [
      head(el("span", { class: "edge-mark", "aria-hidden": "true" }, "↔"), edge.label, ` Connection · ${edge.relation}`),
      el("div", { class: "ends" }, end(edge.from), el("p", { class: "verb", dir: "auto" }, edge.label), end(edge.to)),
      dates(edge),
      facts(edge.facts),
      edge.note ? el("p", { class: "note", dir: "auto" }, edge.note) : null,
      quotes(edge, borrowed, "what it joins"),
      technical([["Key", edge.key], ["Relation", edge.relation]]),
    ];
  }

  function remember() {
    const active = document.activeElement;
    if (!byId("dl-panel").contains(active)) cameFrom = active === document.body ? null : active;
  }

  /** Back to where the reader was; a timeline bar is drawn anew, so it is found by its id. */
  function goBack() {
    const home = cameFrom && (cameFrom.isConnected ? cameFrom : cameFrom.id && byId(cameFrom.id));
    const target = home && home.getClientRects().length ? home : byId("dl-search");
    target.focus({ preventScroll: true });
  }

  function close() {
    if (!state.selection) return;
    state.select(null, { from: "panel" });
  }

  function fill(selection) {
    const detail = byId("dl-detail");
    detail.hidden = selection === null;
    document.body.classList.toggle("has-selection", selection !== null);
    if (!selection) return detail.replaceChildren();
    const item = (selection.what === "node" ? nodes : edges)[selection.index];
    detail.replaceChildren(...(selection.what === "node" ? nodeDetail(item) : edgeDetail(item)).flat().filter(Boolean));
    byId("dl-panel").scrollTop = 0;
    const name = selection.what === "node" ? title(item) : sentence(item);
    announce(`${short(name, 200)}: ${count(item.evidence.length, "quote")}${selection.what === "node" ? `, ${count(item.degree, "connection")}` : ""}.`);
  }

  function onSelection(how) {
    const { selection } = state;
    const had = !byId("dl-detail").hidden;
    if (selection) remember();
    trail.follow(how);
    fill(selection);
    if (selection) byId("dl-panel-title").focus({ preventScroll: true });
    else if (had) {
      announce("Details closed.");
      if (how.from === "panel") goBack();
    }
  }

  function start() {
    state.on("selection", onSelection);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    });
  }

  return { start };
})();
