// Which view fills the page. On a wide screen graph and timeline share one view.
dateline.views = (() => {
  const { byId } = dateline.dom;

  function show(view) {
    document.body.dataset.view = view;
    for (const button of byId("dl-views").children) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    if (view === "table") dateline.table.open();
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

  return { start, show };
})();
