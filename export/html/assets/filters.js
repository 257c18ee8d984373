// Which nodes and edges pass the filters, and how many would with each choice: one pass over columns.
dateline.filters = (() => {
  const { nodes, edges, data, evidence, sources, kinds } = dateline.model;
  const { spans } = dateline;
  const TIMED = new Set(["event", "state", "claim"]);
  const PRECISION = { day: "to the day", range: "a range of days", open: "begin not known", none: "no date" };

  const timed = Uint8Array.from(nodes, (node) => (TIMED.has(node.kind) ? 1 : 0));
  // What has no day that can be read waits for nothing: it would else be hidden for ever.
  const since = (text) => (Number.isFinite(spans.toDay(text) ?? NaN) ? spans.toDay(text) : -Infinity);
  const known = data.nodes.days.map(since);
  const issued = sources.map((source) => since(source.issued));
  // The first day on which any of a list of quotes was there; what has no quote waits for nothing.
  const proofSince = data.proofs.map((places) => (places.length ? Math.min(...places.map((at) => issued[evidence[at].sourceAt])) : -Infinity));

  function near(index, kind) {
    const found = new Set(nodes[index].kind === kind ? [index] : []);
    for (const at of nodes[index].edges) {
      const other = edges[at].from === index ? edges[at].to : edges[at].from;
      if (nodes[other].kind === kind) found.add(other);
    }
    return found;
  }

  function policies(index) {
    const found = near(index, "policy");
    for (const state of near(index, "state")) for (const policy of near(state, "policy")) found.add(policy);
    return found;
  }

  const FACETS = {
    actor: { name: "Actors", of: (node) => near(node.index, "actor"), key: (at) => nodes[at].id, words: (at) => dateline.model.title(nodes[at]) },
    policy: { name: "Policies", of: (node) => policies(node.index), key: (at) => nodes[at].id, words: (at) => dateline.model.title(nodes[at]) },
    source: { name: "Sources", of: (node) => new Set(node.evidence.map((at) => evidence[at].sourceAt)), key: (at) => sources[at].iri, words: (at) => `${sources[at].title || sources[at].iri}${sources[at].issued ? `, ${sources[at].issued}` : ""}` },
    modality: { name: "Claims that are", of: (node) => (node.traits.modality ? [node.traits.modality] : []), key: (value) => value, words: (value) => value.toLowerCase() },
    certainty: { name: "How sure the date is", of: (node) => (timed[node.index] ? [spans.precision(node.span)] : []), key: (value) => value, words: (value) => PRECISION[value] },
    conflict: { name: "Conflicts", of: (node) => (node.conflicts.length ? ["yes"] : []), key: (value) => value, words: () => "sources disagree" },
  };

  // By facet: its values, and for each node the places of those that it has. Made once, when first needed.
  let facets = null;
  function prepare() {
    facets ||= Object.entries(FACETS).map(([name, facet]) => {
      const values = new Map();
      const of = nodes.map((node) => Array.from(facet.of(node), (value) => {
        if (!values.has(value)) values.set(value, values.size);
        return values.get(value);
      }));
      const keys = Array.from(values.keys(), (value) => facet.key(value));
      return { name, title: facet.name, of, keys, words: Array.from(values.keys(), (value) => facet.words(value)), place: new Map(keys.map((key, at) => [key, at])) };
    });
    return facets;
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
      if (timed[at]) continue;
      const own = nodes[at].edges;
      const knows = own.length === 0 || own.some((each) => proofKnown[data.edges.proof[each]] && edgeOfKnown(each, at, passes));
      const withDates = own.filter((each) => dated[data.edges.span[each]]);
      const now = withDates.length === 0 || withDates.some((each) => edgeMask[each]);
      passes[at] = knows && nodeKnown[data.nodes.known[at]] ? 2 + (now ? 1 : 0) : 0;
    }
    return passes;
  }

  const edgeOfKnown = (edge, index, passes) => {
    const other = data.edges.from[edge] === index ? data.edges.to[edge] : data.edges.from[edge];
    return !timed[other] || passes[other] > 0;
  };

  /** Recomputes for a state; returns how many pass, and by facet how many would with each value. */
  function compute(state) {
    const by = state.knownBy ? spans.toDay(state.knownBy) : Infinity;
    const passes = inTime(state, admitted(state), by);
    const chosen = prepare().map((facet) => (state.facets[facet.name] ?? []).map((key) => facet.place.get(key)).filter((at) => at !== undefined));
    const active = chosen.map((values, at) => (values.length || (state.facets[facets[at].name] ?? []).length ? at : -1)).filter((at) => at >= 0);
    const counts = facets.map((facet) => new Uint32Array(facet.keys.length));
    const byKind = new Uint32Array(kinds.length);
    for (let index = 0; index < nodes.length; index += 1) {
      mask[index] = 0;
      if (!passes[index]) continue;
      let failed = -1;
      let fails = 0;
      for (const at of active) {
        if (facets[at].of[index].some((value) => chosen[at].includes(value))) continue;
        failed = at;
        fails += 1;
        if (fails > 1) break;
      }
      if (fails === 0) mask[index] = passes[index] & 1 ? 3 : 2;
      if (!(passes[index] & 1) || fails > 1) continue;
      if (fails === 0) byKind[data.nodes.kind[index]] += 1;
      for (let at = 0; at < facets.length; at += 1)
        if (fails === 0 || at === failed) for (const value of facets[at].of[index]) counts[at][value] += 1;
    }
    return { counts, byKind };
  }

  return {
    compute, prepare, timed,
    passes: (index) => (mask[index] & 1) === 1,
    passesButWindow: (index) => (mask[index] & 2) === 2,
    edgePasses: (index) => edgeMask[index] === 1,
    evidenceKnown: (at, by) => !by || issued[evidence[at].sourceAt] <= spans.toDay(by),
  };
})();
