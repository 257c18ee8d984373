// The whole view as a link: the state in the hash, by the ids of things, and only what differs from the first view.
// A hash is the words of a stranger: it is compared with what this file has, and never becomes markup.
dateline.link = (() => {
  const { el, byId, button, announce } = dateline.dom;
  const { nodes, edges, kinds, groups, layouts, sources, data, byId: placeOf, short } = dateline.model;
  const { state, filters, spans, board } = dateline;
  const PAUSE = 200; // milliseconds without a change: browsers refuse an address that changes all the time
  const LINES = ["needed", "links", "all"];
  const FACETS = ["actor", "policy", "source", "modality", "certainty", "conflict"];
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  // What stands in an address as it is; the comma parts a list.
  const encode = (text) => encodeURIComponent(String(text).replace(/[\ud800-\udfff]/gu, "\ufffd")).replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("'", "%27");
  const list = (values) => values.map(encode).join(",");
  const withoutBase = (iri) => (data.base && iri.startsWith(data.base) ? iri.slice(data.base.length) : iri);

  // Edges by key, without the story's base; a network may give one key to several edges, so their ends are part of it then.
  let keys = null;
  const shortKey = (edge) => (data.base ? edge.key.replaceAll(data.base, "") : edge.key);
  function edgesByKey() {
    if (keys) return keys;
    keys = new Map();
    for (const edge of edges) keys.set(shortKey(edge), [...(keys.get(shortKey(edge)) ?? []), edge]);
    return keys;
  }

  function edgeName(edge) {
    const key = shortKey(edge);
    return edgesByKey().get(key).length === 1 ? list([key]) : list([key, nodes[edge.from].id, nodes[edge.to].id]);
  }

  function edgeNamed([key, from, to]) {
    const found = edgesByKey().get(key) ?? [];
    return from === undefined ? found[0] : found.find((edge) => nodes[edge.from].id === from && nodes[edge.to].id === to);
  }

  const groupName = (at) => [groups.kind[at], groups.actor[at] < 0 ? "" : nodes[groups.actor[at]].id, groups.month[at]];

  /** The hash of a state, without "#"; empty for the first view. */
  function write(now) {
    const parts = [];
    const put = (name, value) => parts.push(`${name}=${value}`);
    const differs = (name) => !same(now[name], state.FIRST[name]);
    if (differs("view")) put("view", encode(now.view));
    if (now.selection) put(...(now.selection.what === "node" ? ["sel", encode(nodes[now.selection.index].id)] : ["edge", edgeName(edges[now.selection.index])]));
    if (differs("kinds")) put("kinds", list(now.kinds));
    for (const name of FACETS) if (now.facets[name]?.length) put(name, list(name === "source" ? now.facets[name].map(withoutBase) : now.facets[name]));
    if (now.window) put("from", now.window.from), put("to", now.window.to);
    if (now.certainOnly) put("certain", 1);
    if (differs("clock")) put("clock", encode(now.clock));
    if (now.knownBy) put("known", now.knownBy);
    if (differs("layout")) put("layout", encode(now.layout));
    if (differs("lines")) put("lines", encode(now.lines));
    if (now.everything) put("everything", 1);
    if (now.opened !== null && groups) put("opened", list(groupName(now.opened)));
    if (now.camera) put("zoom", [now.camera.x, now.camera.y, now.camera.scale].join(","));
    for (const [name, text] of board.written(now.board)) put(name, encode(text));
    return parts.join("&");
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a "%" that encodes nothing stands for itself
    }
  }

  const isDay = (text) => DAY.test(text) && !Number.isNaN(spans.toDay(text)) && spans.toText(spans.toDay(text)) === text;
  const oneOf = (name, values) => ([value], lose) => (values.includes(value) ? { [name]: value } : lose(value));
  const flag = (name) => ([value], lose) => (value === "1" ? { [name]: true } : lose(value));

  /** Those of a list that are there; what is not is told to ``lose``. */
  const present = (values, has, lose) => values.filter((value) => value !== "" && (has(value) || lose(value)));

  // By name: from decoded values to a patch of the state. ``lose`` takes what this file does not have.
  const PARTS = {
    view: (values, lose) => oneOf("view", dateline.views.names())(values, lose),
    sel: ([id], lose) => (placeOf.has(id) ? { selection: { what: "node", index: placeOf.get(id) } } : lose(id)),
    edge: (values, lose) => (edgeNamed(values) ? { selection: { what: "edge", index: edgeNamed(values).index } } : lose(values[0])),
    kinds: (values, lose) => {
      const named = present(values, (value) => kinds.some((kind) => kind.name === value), lose);
      return named.length || values.join("") === "" ? { kinds: kinds.map((kind) => kind.name).filter((name) => named.includes(name)) } : {};
    },
    certain: flag("certainOnly"),
    clock: oneOf("clock", ["happened", "known"]),
    known: ([day], lose) => (isDay(day) ? { knownBy: day } : lose(day)),
    layout: ([name], lose) => (layouts[name] && typeof layouts[name] !== "string" && Object.hasOwn(layouts, name) ? { layout: name } : lose(name)),
    lines: oneOf("lines", LINES),
    everything: flag("everything"),
    opened: (values, lose) => {
      const at = groups ? groups.kind.findIndex((_, each) => same(groupName(each).map(String), values)) : -1;
      return at >= 0 ? { opened: at } : lose(values.join(" "));
    },
    zoom: (values, lose) => {
      const [x, y, scale] = values.map((value) => (value.trim() === "" ? NaN : Number(value)));
      return values.length === 3 && [x, y, scale].every(Number.isFinite) && Math.abs(x) < 1e7 && Math.abs(y) < 1e7 && scale >= 0.02 && scale <= 4 ? { camera: { x, y, scale } } : lose(values.join(", "));
    },
  };

  function facet(name, values, lose) {
    const { place } = filters.prepare().find((each) => each.name === name);
    const iris = new Map(name === "source" ? sources.map((source) => [withoutBase(source.iri), source.iri]) : []);
    return present(values, (value) => place.has(iris.get(value) ?? value), lose).map((value) => iris.get(value) ?? value);
  }

  function windowOf({ from, to }, lose) {
    if (from === undefined && to === undefined) return {};
    if (isDay(from ?? "") && isDay(to ?? "")) return { window: { from: from < to ? from : to, to: from < to ? to : from } };
    lose("days", [from, to].filter(Boolean).join(" to "));
    return {};
  }

  /** What a hash says: the whole state that it means, and in words what in it this file does not have. */
  function read(hash) {
    const lost = [];
    const days = {};
    const facets = {};
    const boards = [];
    const patch = {};
    for (const part of hash.replace(/^#/u, "").split("&").filter(Boolean)) {
      const at = part.indexOf("=");
      const name = at < 0 ? decode(part) : part.slice(0, at);
      const values = part.slice(at + 1).split(",").map(decode);
      const lose = (value) => { lost.push(`${short(name, 40)} “${short(value ?? "", 60)}”`); };
      if (at < 0) lost.push(`“${short(name, 60)}”`);
      else if (name === "from" || name === "to") days[name] = values[0];
      else if (board.takes(name)) boards.push([name, values.join(",")]);
      else if (FACETS.includes(name)) {
        const known = facet(name, values, lose);
        if (known.length) facets[name] = known;
      } else if (Object.hasOwn(PARTS, name)) Object.assign(patch, PARTS[name](values, lose) || {});
      else lost.push(`“${short(decode(name), 60)}”`);
    }
    const lose = (name, value) => { lost.push(`${short(name, 40)} “${short(value, 60)}”`); };
    Object.assign(patch, windowOf(days, lose), { board: board.read(boards, lose) });
    return { state: { ...state.FIRST, ...patch, facets }, lost };
  }

  let refused = false; // whether this frame forbids a change of the address
  let written = null; // what this page itself put there
  let timer = null;
  let isStep = false; // whether the browser's own way back should lead to the view before

  function put() {
    const hash = write(state.get());
    if (refused || hash === (written ?? location.hash.slice(1))) return;
    try {
      const address = hash ? `#${hash}` : location.pathname + location.search;
      if (isStep) history.pushState(null, "", address);
      else history.replaceState(history.state, "", address);
      isStep = false;
      written = hash;
    } catch {
      refused = true; // a sandboxed frame: the link of "Share" holds the view nevertheless
    }
  }

  function say(lost) {
    byId("dl-link-note")?.remove();
    if (!lost.length) return;
    const words = `Not in this file, so left out of the view that the link asks for: ${lost.slice(0, 10).join(", ")}${lost.length > 10 ? ` and ${lost.length - 10} more` : ""}.`;
    const note = el("p", { id: "dl-link-note", class: "link-note" }, el("span", { dir: "auto" }, words), button({ "aria-label": "Close this note", on: { click: () => note.remove() } }, "×"));
    document.querySelector("main").prepend(note);
    announce(words);
  }

  /** Sets what a hash says and returns its selection, which is opened last. */
  function follow(hash, selectsNow) {
    const { state: meant, lost } = read(hash);
    const { selection, ...rest } = meant;
    const changed = selectsNow && !same(selection, state.selection);
    state.set(changed ? meant : rest, { from: "link" });
    return { selection, lost };
  }

  /** Before the first drawing: the view that the link asks for. Returns what to call after it. */
  function begin() {
    const { selection, lost } = follow(location.hash, false);
    return () => {
      dateline.views.build();
      if (selection) state.select(selection, { from: "link" });
      say(lost);
      state.on("any", ({ changed, how }) => {
        isStep ||= (changed.includes("selection") || changed.includes("view")) && !["link", "undo", "tour"].includes(how.from);
        clearTimeout(timer);
        if (isStep) put();
        else timer = setTimeout(put, PAUSE);
      });
      addEventListener("hashchange", () => {
        const hash = location.hash.slice(1);
        if (hash === written || hash === write(state.get())) return;
        if (hash && byId(decode(hash))) return; // a jump within the page, such as “Skip to search”
        written = hash;
        isStep = false;
        say(follow(hash, true).lost);
      });
    };
  }

  /** The address of the view: {text, cited, from}. ``from`` is "web", "disk" or "frame"; ``cited`` names no folder
   * of the reader's own disk. */
  function address() {
    const hash = write(state.get());
    const from = /^https?:$/u.test(location.protocol) ? "web" : location.protocol === "file:" ? "disk" : "frame";
    const page = from === "frame" ? "" : location.href.split("#")[0];
    const end = hash || !page ? `#${hash}` : "";
    return { text: page + end, cited: (from === "disk" ? decode(page.split("/").at(-1)) : page) + end, from };
  }

  return { begin, write, read, address };
})();
