// The picture of what is seen, as SVG of its own: title, filters, the graph as drawn now, the timeline under it.
dateline.picture = (() => {
  const { svg, byId } = dateline.dom;
  const { count, about } = dateline.model;
  const { state, scene, graph, paint, ground, overview, pen, inked, cite, rows } = dateline;
  const SIZE = { width: 1200, height: 640 }; // where the graph is not on screen
  const EDGE = 16;
  const AHEAD = 7; // length of an arrow, pixels

  /** Where the graph is seen from: as on screen, or everything where it is not. */
  function sight() {
    const box = byId("dl-graph");
    const size = box.clientWidth ? { width: box.clientWidth, height: box.clientHeight } : SIZE;
    const { camera } = state.get();
    if (box.clientWidth) return { ...size, ...graph.network.getViewPosition(), scale: graph.network.getScale() };
    return camera ? { ...size, ...camera } : { ...size, ...graph.fitting(graph.visible, size) };
  }

  /** A connection from its beginning to the rim of its end, with an arrow there. */
  function line(ctx, edge, place, reach) {
    const [from, to] = [place(graph.spot(edge.from)), place(graph.spot(edge.to))];
    const via = graph.via(edge.index);
    const middle = via ? place(via) : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const at = (t) => ({ x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * middle.x + t * t * to.x, y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * middle.y + t * t * to.y });
    const { width, color } = graph.styleOf(edge);
    const thin = Math.max(0.5, Math.min(1, graph.network.getScale())); // lines are drawn in the graph's own units
    ctx.save();
    ctx.globalAlpha = color.opacity;
    ctx.strokeStyle = ctx.fillStyle = color.color;
    ctx.lineWidth = width * thin;
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    if (edge.from === edge.to) {
      ctx.quadraticCurveTo(from.x + 44, from.y, from.x + 30, from.y - 30);
      ctx.quadraticCurveTo(from.x, from.y - 44, from.x, from.y);
      ctx.stroke();
      ctx.restore();
      return { x: from.x + 30, y: from.y - 30 };
    }
    ctx.quadraticCurveTo(middle.x, middle.y, to.x, to.y);
    ctx.stroke();
    let t = 1;
    while (t > 0.5 && Math.hypot(at(t).x - to.x, at(t).y - to.y) < reach) t -= 0.01;
    const [tip, before] = [at(t), at(t - 0.02)];
    const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
    const wing = (turn) => [tip.x - AHEAD * thin * Math.cos(angle + turn), tip.y - AHEAD * thin * Math.sin(angle + turn)];
    ctx.beginPath();
    ctx.moveTo(tip.x, tip.y);
    ctx.lineTo(...wing(0.42));
    ctx.lineTo(...wing(-0.42));
    ctx.fill();
    ctx.restore();
    return at(0.5);
  }

  /** The graph, drawn by the same hand as the canvas: {width, height, elements, without}. */
  function drawGraph() {
    const ctx = pen.make();
    const view = sight();
    const now = scene.current();
    const toX = (x) => (x - view.x) * view.scale + view.width / 2;
    const toY = (y) => (y - view.y) * view.scale + view.height / 2;
    const place = ({ x, y }) => ({ x: toX(x), y: toY(y) });
    const lanes = ground.shownLanes(graph.visible.map((id) => graph.spot(id).y));
    ctx.fillStyle = paint.colours.paper;
    ctx.fillRect(0, 0, view.width, view.height);
    ground.ground(ctx, lanes, toX, toY, view);
    const middles = new Map(graph.lines.map((edge) => [edge.index, line(ctx, edge, place, 13)]));
    const numbers = now.what === "groups" ? scene.groupCounts() : null;
    for (const id of graph.visible) {
      const { x, y } = place(graph.spot(id));
      if (x < -30 || y < -30 || x > view.width + 30 || y > view.height + 30) continue;
      ctx.save();
      if (numbers) overview.symbol(id, (at) => numbers[at], () => 1)({ ctx, x, y }).drawNode();
      else paint.sized(ctx, id, x, y, view.scale);
      ctx.restore();
    }
    const before = ground.laneNames(ctx, lanes, toY, view);
    let without = 0;
    if (numbers) without = overview.names(ctx, graph.visible, (id) => place(graph.spot(id)), view, numbers, before);
    else {
      const named = paint.names(ctx, graph.visible, (id) => place(graph.spot(id)), view, view.scale, before);
      without = named.without;
      paint.edgeWords(ctx, graph.lines, (index) => middles.get(index), named.taken);
    }
    ground.axis(ctx, toX, view);
    graph.network.redraw(); // the names are again where the canvas has them
    return { width: view.width, height: view.height, elements: ctx.elements, without };
  }

  const sheet = () => getComputedStyle(document.body);
  const colourOf = (name) => {
    const { colours } = paint;
    return inked.plain(colours[name]).colour;
  };

  /** Words in lines that fit a width. */
  function wrapped(text, width, font) {
    const ctx = pen.make();
    ctx.font = font;
    const lines = [""];
    for (const word of text.split(/\s+/u)) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (!lines.at(-1) || ctx.measureText(longer).width <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  function words(text, { y, width, size, weight = null, colour, most = 4 }) {
    const lines = wrapped(text, width - 2 * EDGE, `${weight ?? 400} ${size}px system-ui, sans-serif`);
    if (lines.length > most) lines.splice(most - 1, lines.length, `${lines[most - 1]} …`);
    return { height: lines.length * size * 1.4, elements: lines.map((each, at) => svg("text", { x: EDGE, y: y + size + at * size * 1.4, "font-family": "system-ui, sans-serif", "font-size": size, "font-weight": weight, fill: colourOf(colour) }, each)) };
  }

  function frame(x, y, width, height, ...children) {
    return svg("svg", { x, y, width, height, viewBox: `0 0 ${width} ${height}`, overflow: "hidden" }, ...children);
  }

  function chart() {
    const found = state.get().view === "rates" ? [...document.querySelectorAll('[data-board="rates"] svg:not(.icon)')].filter((each) => each.clientWidth > 100) : [];
    return found.sort((a, b) => b.clientWidth * b.clientHeight - a.clientWidth * a.clientHeight)[0] ?? null;
  }

  /** {element, width, height, said, unwritten}: the picture and, in words, what it leaves out; ``unwritten`` is what
   * of that stands not in the picture itself.
   * ``alone``: with the title, the filters and where it is from, as nothing around it says so. */
  function draw({ alone = true } = {}) {
    const said = [];
    const body = [];
    const rates = chart();
    let width = rates ? rates.clientWidth + 2 * EDGE : SIZE.width;
    let drawn = null;
    if (!rates && graph.network) {
      drawn = drawGraph();
      width = drawn.width;
      if (drawn.without) said.push(`${count(drawn.without, "name")} found no room.`);
    } else if (!rates) said.push("No graph, as this browser cannot draw one.");
    const time = rates ? null : rows.draw(width);
    width = Math.max(width, time ? time.width : 0);
    let y = 12;
    const write = (text, how) => {
      const { height, elements } = words(text, { y, width, ...how });
      body.push(...elements);
      y += height + 4;
    };
    if (alone) {
      write(about.title, { size: 18, weight: 600, colour: "ink" });
      // A chart has its own question: which goods, of where, on which day.
      const asked = rates && rates.closest("[data-board]").querySelector("h3");
      write(asked ? asked.textContent : `${cite.shown()}. ${cite.filters()}.`, { size: 12, colour: "soft" });
      y += 6;
    }
    if (rates) {
      body.push(frame(EDGE, y, rates.clientWidth + EDGE, rates.clientHeight, inked.copy(rates)));
      y += rates.clientHeight;
    }
    if (drawn) {
      body.push(frame(0, y, drawn.width, drawn.height, ...drawn.elements));
      y += drawn.height + 10;
    }
    if (time) {
      for (const [at, { x, width: across, height, shape }] of time.parts.entries()) {
        const { x: left, width: window } = time.chosen;
        const chosen = at === 0 && (state.get().window || state.get().knownBy) ? svg("rect", { x: left, y: 0, width: window, height: 41, fill: colourOf("accent"), "fill-opacity": 0.09, stroke: colourOf("accent") }) : null;
        body.push(frame(x, y, across, height, shape, chosen));
        y += height + 4;
      }
      said.push(...time.said);
      if (time.said.length) write(time.said.join(" "), { size: 12, colour: "soft" });
    }
    if (alone) write(cite.line(), { size: 11, colour: "soft" });
    const height = Math.ceil(y + 8);
    const element = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
      svg("title", {}, about.title), svg("desc", {}, cite.text()), svg("rect", { width, height, fill: inked.plain(sheet().backgroundColor).colour }), ...body);
    return { element, width, height, said: said.join(" "), unwritten: said.filter((each) => !time?.said.includes(each)).join(" ") };
  }

  const UNFIT = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu; // what XML cannot hold

  /** The picture as a file: {text, width, height, said}. */
  function file() {
    const { element, ...rest } = draw();
    return { ...rest, text: `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(element).replace(UNFIT, "\ufffd")}\n` };
  }

  /** The same as pixels, twice as many each way: {blob, width, height, said}. Rejects where it is too large. */
  async function pixels() {
    const { text, width, height, said } = file();
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
    if (!blob) throw new Error(`${canvas.width} by ${canvas.height} pixels are too many for this browser; take the SVG`);
    return { blob, width: canvas.width, height: canvas.height, said };
  }

  return { draw, file, pixels };
})();
