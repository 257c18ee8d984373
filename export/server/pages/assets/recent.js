// The queries of this visit; in the browser's storage only while the reader wants them there.
dateline.recent = (() => {
  const { el, byId, button } = dateline.dom;
  const KEY = "dateline-queries";
  const MOST = 20;
  let queries = [];
  let use = () => {};

  // A browser may forbid storage altogether; then there is nothing to keep.
  function storage(act, otherwise = null) {
    try {
      return act(localStorage);
    } catch {
      return otherwise;
    }
  }

  function keep() {
    if (byId("dl-keep").checked) return storage((held) => { held.setItem(KEY, JSON.stringify(queries)); return true; }, false);
    return storage((held) => { held.removeItem(KEY); return true; }, true);
  }

  function list() {
    byId("dl-recent").replaceChildren(...queries.map(({ text, said }) => el("li", {}, button({ class: "as-link query", dir: "auto", on: { click: () => use(text) } }, text.length > 160 ? `${text.slice(0, 160)}…` : text), el("span", { class: "small" }, said))));
  }

  /** Puts a query on top, with what came of it. */
  function add(text, said) {
    queries = [{ text, said }, ...queries.filter((each) => each.text !== text)].slice(0, MOST);
    keep();
    list();
  }

  function stored() {
    const found = storage((held) => JSON.parse(held.getItem(KEY)));
    return Array.isArray(found) ? found.filter((each) => typeof each?.text === "string").map(({ text, said }) => ({ text, said: String(said ?? "") })) : null;
  }

  function start(onUse) {
    use = onUse;
    const found = stored();
    byId("dl-keep").checked = found !== null;
    queries = found || [];
    byId("dl-keep").addEventListener("change", () => { byId("dl-keep").checked = keep() && byId("dl-keep").checked; });
    list();
  }

  return { start, add };
})();
