// Which nodes and edges pass the filters, and how many would with each choice: one pass over columns.
dateline.filters = (() => {
  const { nodes, edges, data, evidence, sources, kinds, touching } = dateline.model;
  const { spans } = dateline;
  const TIMED = new Set(["event", "state", "claim"]);
  const PRECISION = { day: "to the day", range: "a range of days", open: "begin not known", none: "no date" };

  const timed = Uint8Array.from(nodes, (node) => (TIMED.has(node.kind) ? 1 : 0));
  // What has no day, or something else where a day should be, waits for nothing.
  const since = (text) => (Number.isFinite(spans.toDay(text)) && text ? spans.toDay(text) : -Infinity);
  const known = data.nodes.days.map(since);
  const issued = sources.map((source) => since(source.issued));
  // The first day on which any of a list of quotes was there; what has no quote waits for nothing.
  const proofSince = data.proofs.map((places) => (places.length ? places.reduce((first, at) => Math.min(first, issued[evidence[at].sourceAt]), Infinity) : -Infinity));

  const { from: edgeFrom, to: edgeTo } = data.edges;
  const kindAt = Uint8Array.from(data.nodes.kind);
  const kindNamed = (name) => kinds.findIndex((kind) => kind.name === name);
  const far = (edge, index) => (edgeFrom[edge] === index ? edgeTo[edge] : edgeFrom[edge]);

  /** Calls with what a node is or touches of a kind. */
  function near(index, kind, put) {
    if (kindAt[index] === kind) put(index);
    for (const edge of touching(index)) {
      const other = far(edge, index);
      if (kindAt[other] === kind) put(other);
    }
  }

  const ACTOR = kindNamed("actor");
  const POLICY = kindNamed("policy");
  const STATE = kindNamed("state");

  function policies(index, put) {
    near(index, POLICY, put);
    near(index, STATE, (state) => near(state, POLICY, put));
  }

  // ``of`` calls with each value that a node has; with the same one twice, it counts once.
  const FACETS = {
    actor: { name: "Actors", of: (node, put) => near(node.index, ACTOR, put), key: (at) => nodes[at].id, words: (at) => dateline.model.title(nodes[at]) },
    policy: { name: "Policies", of: (node, put) => policies(node.index, put), key: (at) => nodes[at].id, words: (at) => dateline.model.title(nodes[at]) },
    source: { name: "Sources", of: (node, put) => node.evidence.forEach((at) => put(evidence[at].sourceAt)), key: (at) => sources[at].iri, words: (at) => `${sources[at].title || sources[at].iri}${sources[at].issued ? `, ${sources[at].issued}` : ""}` },
    modality: { name: "Claims that are", of: (node, put) => node.traits.modality && put(node.traits.modality), key: (value) => value, words: (value) => value.toLowerCase() },
    certainty: { name: "How sure the date is", of: (node, put) => timed[node.index] && put(spans.precision(node.span)), key: (value) => value, words: (value) => PRECISION[value] },
    conflict: { name: "Conflicts", of: (node, put) => node.conflicts.length && put("yes"), key: (value) => value, words: () => "sources disagree" },
  };

  // By facet: its values, and for each node the places of those that it has: one list with a place of begin
  // for each node, as a hundred thousand small lists take seconds. Made once, when first needed.
  const facets = [];
  const NAMES = Object.keys(FACETS);

  function facetOf(name) {
    const facet = FACETS[name];
    const values = new Map();
    const list = [];
    const begin = new Int32Array(nodes.length + 1);
    const last = [];
    let now = 0;
    const put = (value) => {
      let place = values.get(value);
      if (place === undefined) values.set(value, (place = values.size));
      if (last[place] === now) return;
      last[place] = now;
      list.push(place);
    };
    for (; now < nodes.length; now += 1) {
      facet.of(nodes[now], put);
      begin[now + 1] = list.length;
    }
    const keys = Array.from(values.keys(), (value) => facet.key(value));
    return { name, title: facet.name, list: Int32Array.from(list), begin, keys, words: Array.from(values.keys(), (value) => facet.words(value)), place: new Map(keys.map((key, at) => [key, at])) };
  }

  /** Makes one more facet; whether there are others to make. */
  function prepareOne() {
    if (facets.length < NAMES.length) facets.push(facetOf(NAMES[facets.length]));
    return facets.length < NAMES.length;
  }

  function prepare() {
    while (prepareOne());
    return facets;
  }

  /** Whether a node has one of the chosen values, which are marked by 1. */
  function has({ list, begin }, index, marked) {
    for (let at = begin[index]; at < begin[index + 1]; at += 1) if (marked[list[at]]) return true;
    return false;
  }

  let mask = new Uint8Array(nodes.length).fill(3); // bit 1: passes; bit 2: passes all but the window of days
  let edgeMask = new Uint8Array(edges.length).fill(1);

  /** What each distinct span answers for the window. */
  function admitted({ window, certainOnly }) {
    const least = certainOnly && window ? spans.CERTAIN : spans.POSSIBLE;
    const [from, to] = window ? [spans.toDay(window.from), spans.toDay(window.to)] : [null, null];
    const answers = new Uint8Array(data.spans.length);
    for (let span = 0; span < answers.length; span += 1) answers[span] = spans.within(span, from, to) >= least ? 1 : 0;
    return answers;
  }

  const dated = Uint8Array.from(data.spans, (row) => (row.slice(0, 4).some((day) => day !== null) ? 1 : 0));

  /** Whether each node passes by its own or its connections' days and sources: bit 1 both, bit 2 the sources. */
  function inTime(state, answers, by) {
    const passes = new Uint8Array(nodes.length);
    const nodeKnown = Uint8Array.from(known, (day) => (day <= by ? 1 : 0));
    const proofKnown = Uint8Array.from(proofSince, (day) => (day <= by ? 1 : 0));
    const filtered = state.window !== null || by !== Infinity;
    for (let at = 0; at < nodes.length; at += 1) {
      const isKnown = nodeKnown[data.nodes.known[at]];
      if (timed[at] || !filtered) passes[at] = isKnown * (2 + answers[data.nodes.span[at]]);
    }
    for (let at = 0; at < edges.length; at += 1) {
      const good = proofKnown[data.edges.proof[at]];
      edgeMask[at] = good & answers[data.edges.span[at]];
    }
    if (!filtered) return passes;
    // What has no time of its own passes by a connection that does, or when no connection has a date at all.
    for (let at = 0; at < nodes.length; at += 1) {
      if (timed[at] || !nodeKnown[data.nodes.known[at]]) continue;
      const own = touching(at);
      let knows = own.length === 0;
      let isDated = false;
      let now = false;
      for (const edge of own) {
        const other = far(edge, at);
        knows ||= proofKnown[data.edges.proof[edge]] === 1 && (!timed[other] || passes[other] > 0);
        isDated ||= dated[data.edges.span[edge]] === 1;
        now ||= edgeMask[edge] === 1 && dated[data.edges.span[edge]] === 1;
      }
      passes[at] = knows ? 2 + (now || !isDated ? 1 : 0) : 0;
    }
    return passes;
  }

  /** Recomputes for a state; returns how many pass, and by facet how many would with each value, once there are facets. */
  function compute(state) {
    const by = state.knownBy ? spans.toDay(state.knownBy) : Infinity;
    const passes = inTime(state, admitted(state), by);
    if (Object.values(state.facets).some((keys) => keys.length)) prepare();
    const all = facets.length === NAMES.length ? facets : [];
    const active = all.map((facet, at) => {
      const marked = new Uint8Array(facet.keys.length);
      for (const key of state.facets[facet.name] ?? []) if (facet.place.has(key)) marked[facet.place.get(key)] = 1;
      return { at, facet, marked };
    }).filter(({ facet }) => (state.facets[facet.name] ?? []).length);
    const counts = all.map((facet) => new Uint32Array(facet.keys.length));
    const byKind = new Uint32Array(kinds.length);
    for (let index = 0; index < nodes.length; index += 1) {
      mask[index] = 0;
      if (!passes[index]) continue;
      let failed = -1;
      let fails = 0;
      for (const { at, facet, marked } of active) {
        if (has(facet, index, marked)) continue;
        failed = at;
        fails += 1;
        if (fails > 1) break;
      }
      if (fails === 0) mask[index] = passes[index] & 1 ? 3 : 2;
      if (!(passes[index] & 1) || fails > 1) continue;
      if (fails === 0) byKind[kindAt[index]] += 1;
      for (let at = failed < 0 ? 0 : failed; at < (failed < 0 ? all.length : failed + 1); at += 1) {
        const { list, begin } = all[at];
        for (let each = begin[index]; each < begin[index + 1]; each += 1) counts[at][list[each]] += 1;
      }
    }
    return { counts, byKind };
  }

  return {
    compute, prepare, prepareOne, timed,
    passes: (index) => (mask[index] & 1) === 1,
    passesButWindow: (index) => (mask[index] & 2) === 2,
    edgePasses: (index) => edgeMask[index] === 1,
    evidenceKnown: (at, by) => !by || issued[evidence[at].sourceAt] <= spans.toDay(by),
  };
})();
