// The graph of an answer as SVG: links are real links, labels give way to each other, and a list says the same.
dateline.drawing = (() => {
  const { el, svg, button } = dateline.dom;
  const { count, short } = dateline.wording;
  const { names, edges, forces, cells } = dateline;
  const [WIDTH, HEIGHT, ROOM, EDGE] = [1000, 620, 90, 28];
  const MOST = 32;
  const HUBS = 12;
  const ZOOMS = [1, 1.5, 2.2, 3.2];

  /** Puts points into the picture, no larger than ``most`` times their size, with room for labels at the sides. */
  function framed(points, most) {
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top];
    const scale = Math.min((WIDTH - 2 * ROOM) / Math.max(wide, 0.001), most);
    const flat = Math.min(scale, HEIGHT / Math.max(high, 0.001));
    const side = (WIDTH - wide * scale) / 2;
    return { height: high * flat + 2 * EDGE, places: points.map(({ x, y }) => ({ x: side + (x - left) * scale, y: EDGE + (y - top) * flat })) };
  }

  function fitted(nodes, links) {
    const { places } = framed(forces.place(nodes.length, links), 110);
    return framed(forces.spread(places, nodes.length > 60 ? 24 : 34), 1);
  }

  const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  function boxOf(title, { x, y }, isLeft) {
    const wide = short(title, MOST).length * 7.2;
    return { x: isLeft ? x - 13 - wide : x + 13, y: y - 9, w: wide, h: 18, isLeft };
  }

  /**
   * Where each label stands, the best linked first: right or left, where it covers no other label and no dot.
   * Those of the hubs may cover dots. Who has no room is shown when its dot is met.
   */
  function labelled(nodes, places) {
    const dots = places.map(({ x, y }) => ({ x: x - 6, y: y - 6, w: 12, h: 12 }));
    const taken = [];
    return nodes.map(({ title }, at) => {
      const sides = places[at].x > WIDTH * 0.7 ? [true, false] : [false, true];
      const boxes = sides.map((isLeft) => boxOf(title, places[at], isLeft)).filter((box) => box.x > 0 && box.x + box.w < WIDTH);
      const free = (box, others) => !others.some((each) => meets(box, each));
      const room = boxes.find((box) => free(box, taken) && free(box, dots)) || (at < HUBS && boxes.find((box) => free(box, taken)));
      if (room) taken.push(room);
      return { ...(room || boxOf(title, places[at], sides[0])), hasRoom: Boolean(room) };
    });
  }

  function line({ from, to, label }, places) {
    const [a, b] = [places[from], places[to]];
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const [x, y] = [(b.x - a.x) / length, (b.y - a.y) / length];
    const words = label ? svg("title", {}, label) : null;
    return svg("line", { class: "link", "data-from": from, "data-to": to, x1: a.x + x * 7, y1: a.y + y * 7, x2: b.x - x * 10, y2: b.y - y * 10, "marker-end": "url(#dl-arrow)" }, words);
  }

  function dot({ iri, title, degree }, { x, y }, at) {
    const address = names.address(iri);
    const shape = svg("circle", { cx: x, cy: y, r: Math.min(4.5 + Math.sqrt(degree) / 1.6, 9) });
    const attributes = { class: names.isThing(iri) ? "dot" : "dot other", "data-at": at, "aria-label": `${title}: ${count(degree, "link")}` };
    return address ? svg("a", { ...attributes, href: address }, shape) : svg("g", { ...attributes, tabindex: 0, role: "img" }, shape);
  }

  const words = ({ title }, { x, w, isLeft, hasRoom }, { y }, at) =>
    svg("text", { x: isLeft ? x + w : x, y: y + 4.5, "text-anchor": isLeft ? "end" : "start", class: hasRoom ? "label" : "label hidden", "data-at": at, "aria-hidden": "true" }, short(title, MOST));

  /** Shows what a node touches while the pointer or the focus is on it. */
  function follow(picture) {
    const all = [...picture.querySelectorAll("[data-at], [data-from]")];
    const lines = all.filter(({ dataset }) => dataset.from !== undefined);
    function light(event) {
      const at = event.target.closest("[data-at]")?.dataset.at;
      picture.classList.toggle("lit", at !== undefined);
      if (at === undefined) return;
      const near = new Set([at, ...lines.filter(({ dataset: { from, to } }) => from === at || to === at).flatMap(({ dataset: { from, to } }) => [from, to])]);
      for (const each of all) {
        const { at: own, from, to } = each.dataset;
        each.classList.toggle("near", own === undefined ? from === at || to === at : near.has(own));
        each.classList.toggle("met", own === at);
      }
    }
    for (const type of ["pointerover", "focusin"]) picture.addEventListener(type, light);
    for (const type of ["pointerleave", "focusout"]) picture.addEventListener(type, () => picture.classList.remove("lit"));
  }

  function zoomed(picture, scroll) {
    let level = 0;
    function set(next) {
      level = Math.min(Math.max(next, 0), ZOOMS.length - 1);
      picture.setAttribute("width", `${ZOOMS[level] * 100}%`);
      [out.disabled, into.disabled] = [level === 0, level === ZOOMS.length - 1];
      const inner = scroll.firstElementChild;
      scroll.scrollTo({ left: (inner.scrollWidth - scroll.clientWidth) / 2 });
    }
    const out = button({ "aria-label": "Smaller", on: { click: () => set(level - 1) } }, "−");
    const into = button({ "aria-label": "Larger", on: { click: () => set(level + 1) } }, "+");
    out.disabled = true;
    return [out, into];
  }

  /** The same for those who read rather than look. */
  function list({ nodes, links }) {
    const named = (at) => el("td", {}, cells.link(nodes[at].iri, nodes[at].title));
    const rows = links.map(({ from, to, label }) => el("tr", {}, named(from), el("td", {}, label ? el("code", {}, label) : "beside"), named(to)));
    const head = el("thead", {}, el("tr", {}, ["from", "link", "to"].map((name) => el("th", { scope: "col" }, name))));
    return el("details", { class: "fold" }, el("summary", {}, `The ${count(links.length, "link")} as a table`), el("table", {}, head, el("tbody", {}, rows)));
  }

  function picture({ nodes, links }) {
    const { places, height } = fitted(nodes, links);
    const boxes = labelled(nodes, places);
    const arrow = svg("defs", {}, svg("marker", { id: "dl-arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, svg("path", { d: "M0 1L7 4L0 7Z" })));
    const lines = links.map((link) => line(link, places));
    const dots = nodes.map((node, at) => dot(node, places[at], at));
    const labels = nodes.map((node, at) => words(node, boxes[at], places[at], at));
    return svg("svg", { class: "network", viewBox: `0 0 ${WIDTH} ${height.toFixed(0)}`, width: "100%", role: "group", "aria-label": `Graph of ${count(nodes.length, "thing")} and ${count(links.length, "link")}` }, arrow, ...lines, ...dots, ...labels);
  }

  function show(answer) {
    const found = answer.boolean === null ? edges.read(answer) : null;
    if (!found) return [el("p", { class: "empty" }, "No graph: that takes rows with two things or more, or CONSTRUCT with triples between things.")];
    const drawn = picture(found);
    follow(drawn);
    const scroll = el("div", { class: "network-scroll", role: "region", tabindex: 0, "aria-label": "Graph, scrollable" }, el("div", {}, drawn));
    const cut = found.all > found.nodes.length ? `The ${found.nodes.length} best linked of ${count(found.all, "thing")}. ` : "";
    const said = el("p", { class: "counts" }, `${cut}${count(found.nodes.length, "thing")}, ${count(found.links.length, "link")}. A thing leads to its page.`);
    return [el("div", { class: "line" }, said, el("div", { class: "which", role: "group", "aria-label": "Size of the graph" }, zoomed(drawn, scroll))), scroll, list(found)];
  }

  return { name: "Graph", show };
})();
