// The overview of a large story: symbols and names of groups, connections between groups, and the way in and out.
dateline.overview = (() => {
  const { byId, announce } = dateline.dom;
  const { groups, kinds, nodes, title, short } = dateline.model;
  const { state, scene, paint } = dateline;
  const OWN = 40; // of the group that is pointed at

  const kindOf = (at) => kinds.find((kind) => kind.name === groups.kind[at]);
  const links = scene.large ? [...groups.links].sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]) : [];
  const near = new Map(); // by group: [the other, how many], the strongest first
  for (const [one, other, weight] of links) {
    for (const [this_, that] of [[one, other], [other, one]]) {
      if (!near.has(this_)) near.set(this_, []);
      near.get(this_).push([that, weight]);
    }
  }
  let pointed = null; // the group under the pointer

  /** Pixels from the middle of a symbol to its edge. */
  const largest = scene.large ? Math.max(...groups.count) : 1;
  const radius = (number) => 9 + 9 * Math.sqrt(number / largest);
  const brief = (number) => (number > 999 ? `${Math.round(number / 1000)}k` : String(number));

  /** A group: the outline of its kind behind another, with how many it holds. */
  function symbol(at, numberOf, scaleOf) {
    return ({ ctx, x, y }) => {
      const number = numberOf(at);
      const size = radius(number) / scaleOf();
      const outline = paint.outlines.get(groups.kind[at]);
      const draw = () => {
        if (!number) return;
        const { colours } = paint;
        const colour = colours[`kind-${groups.kind[at]}`];
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(size / 12, size / 12);
        for (const [move, fill] of [[3, colours.paper], [0, colour]]) {
          ctx.save();
          ctx.translate(move, -move);
          ctx.fillStyle = fill;
          ctx.strokeStyle = at === pointed ? colours.accent : move ? colour : colours.paper;
          ctx.lineWidth = at === pointed ? 2.5 : 1.5;
          ctx.fill(outline);
          ctx.stroke(outline);
          ctx.restore();
        }
        ctx.fillStyle = colours.on;
        ctx.font = `700 ${number > 99 ? 7.5 : 9}px system-ui, sans-serif`;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText(brief(number), 0, 0.6);
        ctx.restore();
      };
      return { drawNode: draw, nodeDimensions: { width: 2 * size, height: 2 * size } };
    };
  }

  /** What tells a group from those around it: with whom, and when. */
  function linesOf(at) {
    const actor = groups.actor[at] >= 0 ? short(title(nodes[groups.actor[at]]), 22) : "";
    const words = [actor, scene.periodOf(at)].filter(Boolean);
    return words.length ? words : [kindOf(at).many];
  }

  /** Names of groups where there is room, the largest first; how many found none. */
  function names(ctx, visible, at, view, numbers, before) {
    const bottom = view.height - dateline.ground.AXIS;
    const inside = visible.filter((id) => at(id).x > 0 && at(id).x < view.width && at(id).y > 0 && at(id).y < bottom);
    const taken = before.concat(inside.map((id) => {
      const size = radius(numbers[id]) * 0.9;
      return { index: id, left: at(id).x - size, right: at(id).x + size, top: at(id).y - size, bottom: at(id).y + size };
    }));
    let without = 0;
    ctx.font = paint.FONT;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    const rank = (id) => (id === pointed ? 1e9 : numbers[id]);
    for (const id of inside.sort((a, b) => rank(b) - rank(a) || a - b)) {
      const lines = linesOf(id);
      const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
      const options = paint.spots(at(id), radius(numbers[id]), width, lines.length * paint.LINE);
      const free = (box) => box.left > 0 && box.right < view.width && box.top > 0 && box.bottom < bottom && !taken.some((other) => other.index !== id && paint.overlaps(box, other));
      const box = options.find(free) || (id === pointed ? options[0] : null);
      if (!box) {
        without += 1;
        continue;
      }
      taken.push({ ...box, index: -1 });
      lines.forEach((line, row) => paint.text(ctx, line, box.left, box.top + row * paint.LINE, id === pointed ? paint.colours.accent : paint.colours.ink));
    }
    return without;
  }

  /** The strongest connections between groups, faint, and those of the group that is pointed at. */
  function drawLinks(ctx, at, numbers) {
    ctx.save();
    const shown = ([one, other]) => numbers[one] > 0 && numbers[other] > 0;
    const line = (one, other, weight) => {
      const [a, b] = [at(one), at(other)];
      ctx.lineWidth = 0.8 + Math.log2(1 + weight) * 0.7;
      ctx.beginPath();
      ctx.moveTo(a.x, a.y);
      ctx.quadraticCurveTo((a.x + b.x) / 2 + (b.y - a.y) * 0.12, (a.y + b.y) / 2 - (b.x - a.x) * 0.12, b.x, b.y);
      ctx.stroke();
    };
    ctx.globalAlpha = pointed === null ? 0.3 : 0.1;
    ctx.strokeStyle = paint.colours.line;
    links.filter(shown).slice(0, scene.STRONGEST).forEach((link) => line(...link));
    ctx.globalAlpha = 0.75;
    ctx.strokeStyle = paint.colours.accent;
    if (pointed !== null) (near.get(pointed) ?? []).slice(0, OWN).filter(([other]) => numbers[other] > 0).forEach(([other, weight]) => line(pointed, other, weight));
    ctx.restore();
  }

  function point(at) {
    pointed = at;
  }

  /** Shows the members of a group, and says so. */
  function open(at, from) {
    // Its kind is shown from now on: who opens a group of claims wants to see claims.
    const shown = kinds.map(({ name }) => name).filter((name) => name === groups.kind[at] || state.kindShown(name));
    state.set({ view: "graph", opened: at, kinds: shown, selection: null, everything: false, camera: null }, { from });
    announce(scene.current().said);
    byId("dl-scene-back").focus({ preventScroll: true });
  }

  /** One level up: from a thing to its group, from a group to the overview. */
  function back() {
    const { selection, opened } = state.get();
    state.set(selection && opened !== null ? { selection: null, camera: null } : { selection: null, opened: null, camera: null }, { from: "scene" });
    announce(scene.current().said);
    const button = byId("dl-scene-back");
    (button.hidden ? byId("dl-to-table") : button).focus({ preventScroll: true });
  }

  /** The groups that one is most connected with, in words. */
  const nearest = (at) => (near.get(at) ?? []).slice(0, 2).map(([other, weight]) => `${scene.groupWords(other)} (${weight})`).join("; ");

  return { symbol, names, drawLinks, point, open, back, nearest, kindOf };
})();
