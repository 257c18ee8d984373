// Which view fills the page. Graph and timeline share one on a wide screen.
dateline.views = (() => {
  const { byId } = dateline.dom;
  const { state } = dateline;
  const makers = new Map();

  /** What to build when a view is first opened: a large story should not wait for tables that nobody looks at. */
  const onOpen = (view, make) => makers.set(view, make);

  const buttons = () => [...byId("dl-views").querySelectorAll("[data-view]")];
  const names = () => buttons().map((button) => button.dataset.view);
  const show = (view) => state.set({ view }, { from: "views" });

  /** Builds the open view, once. A link can open one before the part that builds it has started. */
  function build() {
    const { view } = state.get();
    const make = makers.get(view);
    makers.delete(view);
    if (make) make();
  }

  function apply() {
    const { view } = state.get();
    document.body.dataset.view = view;
    for (const button of buttons()) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    build();
    reveal();
    if (view === "graph" && dateline.graph.network) requestAnimationFrame(() => dateline.graph.refit());
  }

  /** The pressed button in sight, where the row of them scrolls by itself; the page stays where it is. */
  function reveal() {
    const row = byId("dl-views");
    const pressed = row.querySelector("[aria-pressed=true]");
    if (pressed) row.scrollLeft = pressed.offsetLeft - (row.clientWidth - pressed.offsetWidth) / 2;
    edges();
  }

  /** On which sides the row goes on. */
  function edges() {
    const { scrollLeft, clientWidth, scrollWidth, dataset } = byId("dl-views");
    dataset.more = [scrollLeft > 1 ? "before" : "", scrollLeft + clientWidth < scrollWidth - 1 ? "after" : ""].filter(Boolean).join(" ");
  }

  function start() {
    byId("dl-views").addEventListener("scroll", edges, { passive: true });
    new ResizeObserver(reveal).observe(byId("dl-views"));
    byId("dl-views").addEventListener("click", ({ target }) => {
      const button = target.closest("[data-view]");
      if (button) show(button.dataset.view);
    });
    state.on("view", apply);
    apply();
  }

  return { start, show, build, onOpen, names };
})();
