// On paper: the title, the filters in words, the picture and a list of what is seen; in ink, whatever the colours.
dateline.paper = (() => {
  const { el, byId } = dateline.dom;
  const { kinds, about, count, title, evidence } = dateline.model;
  const { state, seen, cite, picture, paint } = dateline;
  const MOST = 1500; // things on the list
  const BARS = 620; // pixels of bars: one sheet with the graph
  let theme = null;

  const publishers = (node) => [...new Set(seen.quotes(node).map((at) => evidence[at].source.publisher || evidence[at].source.title || evidence[at].source.iri))];

  function row(node) {
    const from = publishers(node);
    return el("li", {}, el("span", { dir: "auto" }, title(node)), el("span", { class: "small", dir: "auto" }, [node.words, from.slice(0, 3).join(", ") + (from.length > 3 ? ` and ${from.length - 3} more` : "")].filter(Boolean).join(" · ")));
  }

  function list() {
    const things = seen.things();
    const kept = things.slice(0, MOST);
    const parts = kinds.map((kind) => [kind, kept.filter((node) => node.kind === kind.name)]).filter(([, some]) => some.length);
    const rest = things.length > kept.length ? el("p", {}, `${count(things.length - kept.length, "more thing")} not listed here; a filter shows which.`) : null;
    return [...parts.flatMap(([kind, some]) => [el("h3", {}, count(some.length, kind.one, kind.many)), el("ul", { class: "paper-list" }, ...some.sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || a.index - b.index).map(row))]), rest];
  }

  const light = (on) => {
    const root = document.documentElement;
    if (on) theme = root.dataset.theme ?? "";
    if (on || theme) root.dataset.theme = on ? "light" : theme;
    else delete root.dataset.theme;
    paint.readColours();
  };

  /** Made when the page is printed, and taken away after it. */
  function lay() {
    lift();
    light(true);
    const { view, selection } = state.get();
    const drawn = ["graph", "timeline", "table"].includes(view);
    const content = [el("h1", { dir: "auto" }, about.title), el("p", { dir: "auto" }, `${cite.shown()}. ${cite.filters()}.`)];
    if (drawn) {
      const { element, said } = picture.draw({ most: BARS, alone: false });
      element.removeAttribute("width");
      element.removeAttribute("height");
      content.push(el("figure", {}, element), said ? el("p", { class: "small" }, said) : null);
      // The open details are printed after it, and are what is read then.
      if (!selection) content.push(...list());
    }
    content.push(el("p", { class: "small" }, cite.line()));
    document.body.prepend(el("section", { id: "dl-paper", "aria-label": "For print" }, ...content));
  }

  function lift() {
    if (!byId("dl-paper")) return;
    byId("dl-paper").remove();
    light(false);
  }

  function start() {
    addEventListener("beforeprint", lay);
    addEventListener("afterprint", lift);
  }

  return { start };
})();
