// What is drawn on the canvas: shapes with letters, names where there is room, the time axis.
// Shapes and names keep their size on the screen at every zoom, as on a map.
dateline.paint = (() => {
  const { nodes, kinds, kind, title, short } = dateline.model;
  const { state, ground } = dateline;
  const FONT = '500 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const SMALL = '11px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const LINE = 14;
  const WIDEST = 150;

  // With its data: a picture of SVG needs the outline as text.
  const outlines = new Map(kinds.map((each) => [each.name, Object.assign(new Path2D(each.path), { data: each.path })]));
  const wrapped = new Map();
  let colours = {};
  let placed = []; // where names stand now: {index, box}

  /** Colours as the style sheet resolves them now; canvas does not understand custom properties. */
  function readColours() {
    const probe = document.createElement("span");
    document.body.append(probe);
    const resolve = (name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    };
    colours = { paper: resolve("--paper"), ink: resolve("--ink"), soft: resolve("--soft"), rule: resolve("--rule"), accent: resolve("--accent"), line: resolve("--edge"), on: resolve("--on-kind") };
    for (const each of kinds) colours[`kind-${each.name}`] = resolve(outlines.has(each.name) ? `--kind-${each.name}, var(--soft)` : "--soft");
    probe.remove();
  }

  const radius = (index, scale) => (10.5 + Math.min(5, Math.sqrt(nodes[index].degree) * 0.7)) * Math.min(1.4, Math.max(0.8, scale));

  function shape(ctx, index, x, y, scale) {
    const node = nodes[index];
    const selected = state.isSelected("node", index);
    const size = radius(index, scale) / scale / 12;
    ctx.translate(x, y);
    ctx.scale(size, size);
    ctx.globalAlpha = state.isLit(index) || state.isHovered("node", index) ? 1 : 0.16;
    if (selected || state.isHovered("node", index)) {
      ctx.lineWidth = selected ? 8 : 6;
      ctx.strokeStyle = selected ? colours.accent : colours.soft;
      ctx.stroke(outlines.get(node.kind));
    }
    ctx.lineWidth = 3;
    ctx.strokeStyle = colours.paper;
    ctx.stroke(outlines.get(node.kind));
    const colour = colours[`kind-${node.kind}`];
    // Hollow where the day is open by more than a month: its place is one of many.
    ctx.fillStyle = node.vague ? colours.paper : colour;
    ctx.fill(outlines.get(node.kind));
    if (node.vague) {
      ctx.lineWidth = 1.8;
      ctx.strokeStyle = colour;
      ctx.stroke(outlines.get(node.kind));
    }
    ctx.fillStyle = node.vague ? colour : colours.on;
    ctx.font = "700 12px system-ui, sans-serif";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(kind(node).letter, 0, 0.8);
  }

  /** The shape at a place on the screen, whatever the scale of the graph. */
  function sized(ctx, index, x, y, scale) {
    ctx.translate(x, y);
    ctx.scale(scale, scale);
    shape(ctx, index, 0, 0, scale);
  }

  /** The custom shape that vis-network asks for; its box is what a pointer can hit. */
  function node(scaleOf) {
    return ({ ctx, id, x, y }) => {
      if (!state.isShown(id)) return { drawNode: () => {}, nodeDimensions: { width: 0, height: 0 } };
      const scale = scaleOf();
      const side = (2 * radius(id, scale) + 4) / scale;
      return { drawNode: () => shape(ctx, id, x, y, scale), nodeDimensions: { width: side, height: side } };
    };
  }

  /** The name in at most two lines, shortened; measured once. */
  function linesOf(ctx, index) {
    if (!wrapped.has(index)) wrapped.set(index, wrap(ctx, short(title(nodes[index]), 70)));
    return wrapped.get(index);
  }

  function wrap(ctx, text) {
    const lines = [""];
    for (const word of text.split(/\s+/u)) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (!lines.at(-1) || ctx.measureText(longer).width <= WIDEST) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    const kept = lines.slice(0, 2);
    if (lines.length > 2) kept[1] += " …";
    const fitting = kept.map((line) => fit(ctx, line));
    return { lines: fitting, width: Math.max(...fitting.map((line) => ctx.measureText(line).width)) };
  }

  function fit(ctx, line) {
    const letters = Array.from(line);
    while (letters.length > 1 && ctx.measureText(letters.join("")).width > WIDEST + 20) letters.splice(-2, 2, "…");
    return letters.join("");
  }

  const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /** Right, left, below, above, then the corners: the first place where a name covers nothing. */
  function spots(at, size, width, height) {
    const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
    return [
      box(at.x + size + 4, at.y - height / 2),
      box(at.x - size - 4 - width, at.y - height / 2),
      box(at.x - width / 2, at.y + size + 2),
      box(at.x - width / 2, at.y - size - 2 - height),
      box(at.x - 4, at.y - size - 2 - height),
      box(at.x - 4, at.y + size + 2),
      box(at.x + 4 - width, at.y - size - 2 - height),
      box(at.x + 4 - width, at.y + size + 2),
    ];
  }

  function rank(index) {
    if (state.isSelected("node", index)) return 1e9;
    if (state.isHovered("node", index)) return 1e8;
    return nodes[index].degree + (state.selection && state.isLit(index) ? 1e6 : 0);
  }

  function text(ctx, line, x, y, colour) {
    ctx.strokeStyle = colours.paper;
    ctx.lineWidth = 3.5;
    ctx.lineJoin = "round";
    ctx.strokeText(line, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(line, x, y);
  }

  /** Names of the visible nodes by importance; returns how many found no room. ``at(index)`` gives a place on screen. */
  function names(ctx, visible, at, view, scale, before) {
    const inside = visible.filter((index) => {
      const { x, y } = at(index);
      return x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20;
    });
    const taken = before.concat(inside.filter(state.isLit).map((index) => {
      const { x, y } = at(index);
      const size = radius(index, scale) * 0.8;
      return { index, left: x - size, right: x + size, top: y - size, bottom: y + size };
    }));
    placed = [];
    let without = 0;
    ctx.font = FONT;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    for (const index of inside.sort((a, b) => rank(b) - rank(a) || a - b)) {
      if (!state.isLit(index) && !state.isHovered("node", index)) continue;
      const { lines, width } = linesOf(ctx, index);
      const must = rank(index) >= 1e8;
      const options = spots(at(index), radius(index, scale), width, lines.length * LINE);
      const box = options.find((each) => each.left > 0 && each.right < view.width && each.bottom < view.height - ground.AXIS && !taken.some((other) => other.index !== index && overlaps(each, other))) || (must ? options[0] : null);
      if (!box) {
        without += 1;
        continue;
      }
      taken.push({ ...box, index: -1 });
      placed.push({ index, box });
      lines.forEach((line, row) => text(ctx, line, box.left, box.top + row * LINE, colours.ink));
    }
    return { without, taken };
  }

  /** Words on drawn lines: of the selected or hovered edge, and of the selected node's edges with room. */
  function edgeWords(ctx, drawn, middle, taken) {
    ctx.font = SMALL;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const chosen = drawn.filter((edge) => state.isHovered("edge", edge.index) || (state.selection && state.isEdgeLit(edge)));
    for (const edge of chosen) {
      const must = state.isHovered("edge", edge.index) || state.isSelected("edge", edge.index);
      const { x, y } = middle(edge.index);
      const line = short(edge.label, 40);
      const half = ctx.measureText(line).width / 2 + 3;
      const box = { left: x - half, right: x + half, top: y - 8, bottom: y + 8 };
      if (!must && taken.some((other) => overlaps(box, other))) continue;
      taken.push({ ...box, index: -1 });
      text(ctx, line, x, y, must ? colours.accent : colours.soft);
    }
  }

  /** The node whose name is at a place on the screen, if any. */
  function named(at) {
    const found = placed.find(({ box }) => at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom);
    return found ? found.index : null;
  }

  return { readColours, node, sized, names, edgeWords, named, spots, overlaps, text, outlines, FONT, SMALL, LINE, get colours() { return colours; } };
})();
