// What the graph draws now and where: all things in a layout, or, of a large story, groups, one group, or one thing's surroundings.
dateline.scene = (() => {
  const { nodes, edges, kinds, layouts, groups, title, count, neighbours, short } = dateline.model;
  const { state } = dateline;
  const CELL = 64;
  const MOST = 1500; // members of a group that are drawn
  const MOST_NEAR = 300; // of what a thing is connected with: more could not be told apart
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

  const large = groups !== null;
  const members = large ? groups.count.map(() => []) : [];
  if (large) groups.of.forEach((group, index) => members[group].push(index));

  /** Words for a group: "37 events · Canada · May 2025". */
  function groupWords(at, number = groups.count[at]) {
    const kind = kinds.find((each) => each.name === groups.kind[at]);
    const actor = groups.actor[at] >= 0 ? title(nodes[groups.actor[at]]) : "";
    return [count(number, kind.one, kind.many), actor, periodOf(at)].filter(Boolean).join(" · ");
  }

  const TIMED = new Set(["event", "state", "claim"]);

  /** When the things of a group were; empty for kinds that have no day of their own. */
  function periodOf(at) {
    const month = groups.month[at];
    if (month < 0) return TIMED.has(groups.kind[at]) ? "without a date" : "";
    const year = Math.floor(month / 12);
    if (groups.months === 1) return `${MONTHS[month % 12]} ${year}`;
    if (groups.months === 3) return `quarter ${Math.floor((month % 12) / 3) + 1} of ${year}`;
    if (groups.months === 6) return `${month % 12 ? "second" : "first"} half of ${year}`;
    return groups.months === 12 ? String(year) : `${year} to ${year + groups.months / 12 - 1}`;
  }

  /** Things in rows, the earliest first: for a group that is opened. */
  function inRows(list) {
    const across = Math.max(1, Math.ceil(Math.sqrt(list.length * 1.2)));
    const order = [...list].sort((a, b) => (nodes[a].day ?? Infinity) - (nodes[b].day ?? Infinity) || a - b);
    return new Map(order.map((index, at) => [index, { x: (at % across) * CELL * 2.4, y: Math.floor(at / across) * CELL }]));
  }

  /** One thing in the middle, what it touches in rings around it. */
  function around(index) {
    const near = [...neighbours(index)].filter((other) => other !== index && state.passes(other)).sort((a, b) => nodes[b].degree - nodes[a].degree || a - b);
    const kept = near.slice(0, MOST_NEAR);
    const spots = new Map([[index, { x: 0, y: 0 }]]);
    let ring = 0;
    let room = 0;
    let angle = 0;
    for (const other of kept) {
      if (room < 1) {
        ring += 1;
        room = Math.floor(ring * 7);
        angle = (2 * Math.PI) / room;
      }
      room -= 1;
      spots.set(other, { x: Math.cos(room * angle) * ring * CELL * 2.6, y: Math.sin(room * angle) * ring * CELL * 1.7 });
    }
    return { spots, left: near.length - kept.length };
  }

  const inLayout = (layout) => new Map(nodes.map((node) => [node.index, { x: layout.x[node.index], y: layout.y[node.index] }]));
  const plain = { lanes: [], ticks: [], undatedX: null };
  let cached = { key: "", scene: null };

  /** The way to what is drawn, in words. */
  const way = ({ selection, opened }) => `Overview › ${selection && opened !== null ? `${groupWords(opened)} › ` : ""}`;

  const STRONGEST = 60; // connections between groups that are always drawn
  const linkWords = !large ? "" : groups.links.length > STRONGEST ? ` The ${STRONGEST} strongest of ${count(groups.links.length, "connection")} between them are drawn; point at a group for its own.` : "";

  function make(now) {
    if (!large) {
      const layout = typeof layouts[now.layout] === "string" ? layouts.kinds : layouts[now.layout];
      return { ...plain, ...layout, what: "nodes", key: "all", spots: inLayout(layout), said: "" };
    }
    const { selection } = now;
    if (now.everything) return { ...plain, ...layouts.kinds, what: "everything", key: "everything", spots: new Map(), said: "" };
    if (selection) {
      const index = selection.what === "node" ? selection.index : edges[selection.index].from;
      const { spots, left } = around(index);
      if (selection.what === "edge" && !spots.has(edges[selection.index].to)) spots.set(edges[selection.index].to, { x: 4 * CELL, y: 0 });
      return { ...plain, what: "nodes", key: "thing", spots, said: `${way(now)}${short(title(nodes[index]), 80)} and what it is connected with${left ? `, the ${MOST_NEAR} that are most connected themselves; ${count(left, "more thing")} in the panel and its table` : ""}.` };
    }
    if (now.opened !== null && members[now.opened]) {
      const list = members[now.opened].filter(state.passes);
      const kept = list.slice(0, MOST);
      return { ...plain, what: "nodes", key: `group ${now.opened}`, spots: inRows(kept), said: `${way(now)}${groupWords(now.opened, list.length)}${kept.length < list.length ? `, the first ${MOST} drawn; the table has all` : ""}.` };
    }
    const { layout } = groups;
    return { ...layout, what: "groups", key: "groups", spots: new Map(groups.count.map((_, at) => [at, { x: layout.x[at], y: layout.y[at] }])), said: `Overview: ${count(groups.count.length, "group")} by kind, actor and time.${linkWords}` };
  }

  /** The scene for the state; the same object while nothing that shapes it has changed. */
  function current() {
    const now = state.get();
    const key = large ? JSON.stringify(now.everything || [now.selection, now.opened, now.selection || now.opened !== null ? [now.facets, now.window, now.knownBy, now.certainOnly] : 0]) : now.layout;
    if (cached.key !== key) cached = { key, scene: make(now) };
    return cached.scene;
  }

  /** How many of each group's things pass a test: else, the filters, and are of a kind that is drawn. */
  function groupCounts(test = state.isShown) {
    const counts = new Uint32Array(groups.count.length);
    for (let index = 0; index < nodes.length; index += 1) if (test(index)) counts[groups.of[index]] += 1;
    return counts;
  }

  return { current, large, STRONGEST, members, groupWords, groupCounts, periodOf };
})();
