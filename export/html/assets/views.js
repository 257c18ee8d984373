// Which view fills the page. On a wide screen graph and timeline share one view.
dateline.views = (() => {
  const { byId } = dateline.dom;
  const openers = {};
  const onOpen = (view, run) => { openers[view] = run; };

  function show(view) {
    document.body.dataset.view = view;
    for (const button of byId("dl-views").children) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    if (view === "table") dateline.table.open();
    if (openers[view]) openers[view]();
    if (view === "graph" && dateline.graph.network) requestAnimationFrame(() => dateline.graph.refit());
  }

  function start() {
    byId("dl-views").addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) show(button.dataset.view);
    });
    byId("dl-to-table").addEventListener("click", () => {
      show("table");
      byId("dl-views").querySelector("[data-view=table]").focus();
    });
  }

  return { start, show, onOpen };
})();
