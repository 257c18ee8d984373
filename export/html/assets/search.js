// Finding nodes and edges by what is written in them, best first.
dateline.search = (() => {
  const { nodes, edges, evidence, title, sentence } = dateline.model;
  const fold = dateline.fold;
  // A hit in a name is worth more than one in a fact, and that more than one in a quote.
  const WORTH = { label: 0, misspelling: 10, alias: 10, id: 20, type: 30, fact: 40, note: 40, quote: 50 };
  const EDGE_LATER = 25;

  const field = (what, text) => ({ what, text, folded: fold(text) });
  const quotes = (places) => places.map((at) => field("quote", evidence[at].quote || ""));
  const facts = (item) => item.facts.map(([name, value]) => field("fact", `${name}: ${value}`));
  const note = (item) => (item.note ? [field("note", item.note)] : []);

  function ofNode(node) {
    return {
      what: "node", index: node.index, name: title(node),
      fields: [
        field("label", title(node)),
        ...node.misspellings.map((text) => field("misspelling", text)),
        ...node.aliases.map((text) => field("alias", text)),
        field("id", node.id), field("type", node.typeWords),
        ...facts(node), ...note(node), ...quotes(node.evidence),
      ],
    };
  }

  function ofEdge(edge) {
    return {
      what: "edge", index: edge.index, name: sentence(edge),
      fields: [field("type", edge.relation), ...facts(edge), ...note(edge), ...quotes(edge.evidence)],
    };
  }

  const records = [...nodes.map(ofNode), ...edges.map(ofEdge)];

  function place(folded, query) {
    const at = folded.indexOf(query);
    if (at < 0) return -1;
    if (at === 0) return folded.length === query.length ? 0 : 1;
    return /[\p{L}\p{N}]/u.test(folded[at - 1]) ? 6 : 3;
  }

  /** The best field that holds the whole query, or, failing that, any field when all words occur. */
  function hit(record, query, words) {
    const later = record.what === "edge" ? EDGE_LATER : 0;
    let best = null;
    for (const each of record.fields) {
      const at = place(each.folded, query);
      const cost = at < 0 ? Infinity : WORTH[each.what] + at + later;
      if (cost < (best ? best.cost : Infinity)) best = { record, field: each, cost };
    }
    if (best || words.length < 2) return best;
    if (!words.every((word) => record.fields.some((each) => each.folded.includes(word)))) return null;
    const first = record.fields.find((each) => each.folded.includes(words[0]));
    return { record, field: first, cost: WORTH[first.what] + 60 + later };
  }

  const order = (a, b) => a.cost - b.cost || (a.record.name < b.record.name ? -1 : a.record.name > b.record.name ? 1 : a.record.index - b.record.index);

  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++)
        next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
      row = next;
    }
    return row[b.length];
  }

  /** Names one or two letters away, for a reader who does not know the spelling. */
  function near(query) {
    if (query.length < 4 || query.length > 40) return [];
    const most = query.length < 8 ? 1 : 2;
    const found = [];
    for (const record of records) {
      if (record.what === "edge") continue;
      const words = [record.fields[0].folded.slice(0, 200), ...record.fields[0].folded.slice(0, 200).split(" ")];
      const cost = Math.min(...words.map((word) => distance(query, word, most)));
      // Of two names that are equally near, the shorter one is the likelier.
      if (cost <= most) found.push({ record, field: record.fields[0], cost: cost + record.name.length / 1000, near: true });
    }
    return found.sort(order);
  }

  /** All hits, best first: [{record: {what, index, name}, field: {what, text}, near?}]. */
  function find(text) {
    const query = fold(text);
    if (!query) return [];
    const words = query.split(" ");
    const found = records.map((record) => hit(record, query, words)).filter(Boolean).sort(order);
    return found.length ? found : near(query);
  }

  return { find };
})();
