// The way back in the panel: from a quote to its source, from a thing to the one it was reached from.
dateline.trail = (() => {
  const { el, button } = dateline.dom;
  const { nodes, edges, title, sentence, short } = dateline.model;
  const { state } = dateline;
  const MOST = 50;
  let steps = []; // selections, the latest last
  let last = null;

  const nameOf = ({ what, index }) => (what === "node" ? title(nodes[index]) : sentence(edges[index]));

  /** Keeps where the reader comes from, while the panel is what leads on. */
  function follow({ from }) {
    const { selection } = state;
    if (!selection || !["panel", "trail"].includes(from)) steps = [];
    else if (from === "panel" && last) steps = [...steps.slice(1 - MOST), last];
    last = selection;
  }

  function back() {
    const target = steps.at(-1);
    steps = steps.slice(0, -1);
    state.select(target, { from: "trail" });
  }

  /** A button that leads back, or nothing where there is no way. */
  const link = () => (steps.length ? button({ class: "back", on: { click: back } }, el("span", { "aria-hidden": "true" }, "← "), el("span", { class: "unseen" }, "Back to "), el("span", { dir: "auto" }, short(nameOf(steps.at(-1)), 60))) : null);

  return { follow, link };
})();
