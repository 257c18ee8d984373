// The search box: a combobox whose list is walked with the arrow keys and chosen from with Enter.
dateline.searchbox = (() => {
  const { el, byId, icon, inSlices, hurry } = dateline.dom;
  const { nodes, edges, kind, count, short } = dateline.model;
  const MOST = 30;
  const FOUND_IN = { alias: "also called", id: "id", type: "type", relation: "connection", fact: "fact", note: "note", quote: "in the quote" };

  const input = byId("dl-search");
  const list = byId("dl-results");
  let hits = [];
  let active = -1;
  let partly = false; // whether the list is of what was read so far

  /** The words around a hit in a long text. */
  function around(text, query) {
    const at = dateline.fold(text).indexOf(dateline.fold(query));
    const from = Math.max(0, at - 30);
    return (from > 0 ? "…" : "") + short(text.slice(from), 90);
  }

  function why({ field, near }) {
    if (near) return near;
    if (field.what === "misspelling") return `spelled “${short(field.text, 60)}” in the source`;
    if (field.what === "label") return "";
    return `${FOUND_IN[field.what]}: ${around(field.text, input.value)}`;
  }

  function nameOf(hit) {
    const name = short(hit.record.name, 110);
    return hit.field.what === "misspelling" ? `${name} — ${why(hit)}` : name;
  }

  function detailOf(hit) {
    const item = hit.record.what === "node" ? nodes[hit.record.index] : edges[hit.record.index];
    const type = hit.record.what === "node" ? item.typeWords : "Connection";
    const reason = hit.field.what === "misspelling" ? "" : why(hit);
    const out = hit.record.what === "node" && !dateline.state.passes(item.index) ? "outside the filters" : "";
    return [type, item.words, reason, out].filter(Boolean).join(" · ");
  }

  function option(hit, place) {
    const edge = hit.record.what === "edge";
    const mark = edge ? el("span", { class: "edge-mark", "aria-hidden": "true" }, "↔") : icon(kind(nodes[hit.record.index]));
    return el(
      "li",
      { id: `dl-result-${place}`, role: "option", "aria-selected": "false", on: { click: () => choose(place) } },
      mark,
      el("span", { class: "result-text" }, el("span", { class: "result-name", dir: "auto" }, nameOf(hit)), el("span", { class: "result-detail", dir: "auto" }, detailOf(hit))),
    );
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) point(-1);
  }

  function point(place) {
    active = place;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `dl-result-${place}`);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  const WHERE = { "": "", names: " Facts and quotes are searched from the third letter.", "names so far": " Facts and quotes are still being read…" };

  function said({ total, only }) {
    if (!input.value.trim()) return "";
    const where = WHERE[only];
    if (!total) return (only ? "Nothing found in names." : "Nothing found.") + where;
    const more = total > MOST ? ` The first ${MOST} are listed; type more letters.` : "";
    return `${count(total, "result")}${only ? " in names" : ""}.${more}${where}`;
  }

  function update() {
    const found = dateline.search.find(input.value, MOST);
    hits = found.hits;
    partly = found.only === "names so far";
    const items = hits.map(option);
    const rest = found.total > MOST || found.only || (input.value.trim() && !found.total);
    if (rest) items.push(el("li", { class: "result-note", role: "option", "aria-disabled": "true", "aria-selected": "false" }, said(found)));
    list.replaceChildren(...items);
    byId("dl-search-said").textContent = said(found);
    open(items.length > 0);
    if (hits.length) point(0);
  }

  /** When all is read, what is asked is asked again. */
  function readAll() {
    if (!list.hidden && partly) update();
  }

  function choose(place) {
    const hit = hits[place];
    if (!hit) return;
    open(false);
    dateline.state.select({ what: hit.record.what, index: hit.record.index }, { from: "search" });
  }

  const KEYS = {
    ArrowDown: () => (list.hidden ? update() : point(hits.length ? (active + 1) % hits.length : -1)),
    ArrowUp: () => point(hits.length ? (active - 1 + hits.length) % hits.length : -1),
    Enter: () => choose(Math.max(0, active)),
  };

  function onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (list.hidden && !input.value) return;
      if (list.hidden) input.value = "";
      open(false);
      event.stopPropagation();
      return;
    }
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function start() {
    // Names are there at once, the rest is read when the page has nothing else to do, and then searched too.
    inSlices(dateline.index.step, readAll);
    input.addEventListener("input", update);
    input.addEventListener("keydown", onKey);
    input.addEventListener("focus", () => {
      input.select();
      hurry(dateline.index.step, readAll);
    });
    // A press on an option must not take the focus from the box before the click arrives.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    document.addEventListener("pointerdown", (event) => byId("dl-search-box").contains(event.target) || open(false));
    byId("dl-search-box").addEventListener("focusout", (event) => byId("dl-search-box").contains(event.relatedTarget) || open(false));
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest && event.target.closest("input, textarea, select");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.focus();
    });
  }

  return { start };
})();
