// Starts the parts in the order in which a reader needs them, and says when the page is usable.
(() => {
  const { el, byId } = dateline.dom;

  dateline.theme.start();
  // A link may ask for another view than the first one: nothing is drawn before that is known.
  const followed = dateline.link.begin();
  dateline.searchbox.start();
  dateline.views.start();
  dateline.panel.start();
  dateline.band.start();
  dateline.play.start();
  dateline.claims.start();
  dateline.rates.start();
  dateline.ask.start();
  dateline.timeline.start();
  dateline.table.start();
  dateline.facets.start();
  dateline.tour.start();
  if (dateline.sparql) dateline.sparql.start();
  try {
    dateline.graph.start();
    dateline.everything.start();
  } catch (error) {
    // A browser without a canvas still has search, timeline, panel and tables.
    byId("dl-graph").replaceChildren(el("p", { class: "empty" }, `The graph cannot be drawn here (${error.message}). The table has the same content.`));
  }
  followed();
  dateline.undo.start();
  dateline.share.start();
  dateline.paper.start();
  window.datelineReady = true;
  document.documentElement.dataset.ready = ""; // for those who wait without running code in the page
  performance.mark("dateline-ready");
})();
