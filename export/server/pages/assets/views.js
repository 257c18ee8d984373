// The four views of an answer as tabs (WAI-ARIA Authoring Practices, tabs with automatic activation). A view is made when it is opened.
dateline.answerViews = (() => {
  const { el, byId, button } = dateline.dom;
  const VIEWS = [dateline.rows, dateline.drawing, dateline.timeline, dateline.bars];
  let answer = null;
  let open = 0;

  const tabs = VIEWS.map(({ name }, at) => button({ role: "tab", id: `dl-tab-${at}`, "aria-controls": `dl-panel-${at}`, on: { click: () => choose(at), keydown: (event) => move(event, at) } }, name));
  const panels = VIEWS.map((_, at) => el("div", { role: "tabpanel", id: `dl-panel-${at}`, "aria-labelledby": `dl-tab-${at}`, tabindex: 0, class: "panel-of" }));

  function move(event, at) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = event.key === "Home" ? 0 : event.key === "End" ? VIEWS.length - 1 : step && (at + step + VIEWS.length) % VIEWS.length;
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    tabs[next].focus();
  }

  function fill(at) {
    if (panels[at].childElementCount) return;
    panels[at].append(...VIEWS[at].show(answer));
  }

  function choose(at) {
    open = at;
    tabs.forEach((tab, each) => {
      tab.setAttribute("aria-selected", String(each === at));
      tab.tabIndex = each === at ? 0 : -1;
      panels[each].hidden = each !== at;
    });
    if (answer) fill(at);
  }

  function show(found) {
    answer = found;
    panels.forEach((panel) => panel.replaceChildren());
    byId("dl-answer").hidden = false;
    choose(open);
  }

  function clear() {
    answer = null;
    panels.forEach((panel) => panel.replaceChildren());
    byId("dl-answer").hidden = true;
  }

  function start() {
    byId("dl-tabs").append(...tabs);
    byId("dl-panels").append(...panels);
    choose(0);
  }

  return { start, show, clear };
})();
