// Finding nodes and edges by what is written in them, best first.
dateline.search = (() => {
  const { nodes, edges, title, sentence } = dateline.model;
  const { index, fold } = dateline;
  // A hit in a name is worth more than one in a fact, and that more than one in a quote.
  const WORTH = { label: 0, misspelling: 10, alias: 10, id: 20, type: 30, relation: 30, fact: 40, note: 40, quote: 50 };
  const EDGE_LATER = 25;
  const SEVERAL = 60; // for words that are there, but not side by side
  const MOST_SIMILAR = 12;

  const EMPTY = Object.freeze([]);

  /** The nodes and edges that a piece belongs to. */
  function owners(piece) {
    if (piece.node !== undefined) return { nodes: [piece.node], edges: EMPTY };
    if (piece.edge !== undefined) return { nodes: EMPTY, edges: [piece.edge] };
    if (piece.quote !== undefined) return index.cited(piece.quote);
    return { nodes: piece.of ?? EMPTY, edges: piece.ofEdges ?? EMPTY };
  }

  /** By node and edge, the best piece that holds the words: Map of place to {cost, piece}. */
  function hits(query) {
    const best = { node: new Map(), edge: new Map() };
    index.scan(query, (piece, place) => {
      const own = owners(piece);
      const cost = WORTH[piece.what] + place;
      for (const [kind, places, later] of [["node", own.nodes, 0], ["edge", own.edges, EDGE_LATER]])
        for (const at of places) {
          const now = best[kind].get(at);
          if (!now || cost + later < now.cost) best[kind].set(at, { cost: cost + later, piece });
        }
    });
    return best;
  }

  function list(best, extra = 0, near = false) {
    const found = [];
    for (const what of ["node", "edge"])
      for (const [at, { cost, piece }] of best[what]) found.push({ what, index: at, cost: cost + extra, piece, near });
    return found;
  }

  /** What holds all the words, wherever they stand in it. */
  function allOf(words) {
    const each = words.map(hits);
    const best = { node: new Map(), edge: new Map() };
    for (const what of ["node", "edge"])
      for (const [at, hit] of each[0][what]) if (each.every((others) => others[what].has(at))) best[what].set(at, hit);
    return best;
  }

  /** Edits between two words (Damerau's, with swapped neighbours), or more than the most that are allowed. */
  function distance(a, b, most) {
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= b.length; j += 1) {
        let cost = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        next.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  /** Words of names that are spelled much like this one, the nearest first. */
  function similar(word) {
    if (word.length < 4 || word.length > 40) return [];
    const most = word.length < 8 ? 1 : 2;
    const found = [];
    for (let length = word.length - most; length <= word.length + most; length += 1)
      for (const other of index.namesByLength().get(length) ?? EMPTY) {
        const cost = distance(word, other, most);
        if (cost <= most) found.push({ other, cost });
      }
    return found.sort((a, b) => a.cost - b.cost || (a.other < b.other ? -1 : 1)).slice(0, MOST_SIMILAR).map(({ other }) => other);
  }

  /** For a misspelled query: each word that is nowhere gives way to those that are spelled like it. */
  function nearly(words) {
    let ways = [[]];
    for (const word of words) {
      let there = false;
      index.scan(word, () => { there = true; });
      const options = there ? [word] : similar(word);
      ways = ways.flatMap((way) => options.map((option) => [...way, option])).slice(0, MOST_SIMILAR);
    }
    const seen = new Map();
    for (const way of ways)
      for (const hit of list(allOf(way), 0, true)) {
        hit.cost = WORTH[hit.piece.what] + SEVERAL; // where a similar word stands in a text says little
        const key = `${hit.what} ${hit.index}`;
        if (!seen.has(key)) seen.set(key, hit);
      }
    return [...seen.values()];
  }

  const weight = ({ what, index: at }) => (what === "node" ? nodes[at].degree : 0);

  function put(hit) {
    const name = hit.what === "node" ? title(nodes[hit.index]) : sentence(edges[hit.index]);
    return { record: { what: hit.what, index: hit.index, name }, field: hit.piece, near: hit.near };
  }

  /** What is found, best first; ``most`` are put into words, ``total`` counts all. */
  function find(query, most = 30) {
    index.prepare();
    const folded = fold(query);
    if (!folded) return { total: 0, hits: [] };
    const words = folded.split(" ");
    let found = list(hits(folded));
    if (!found.length && words.length > 1) found = list(allOf(words), SEVERAL);
    if (!found.length) found = nearly(words);
    found.sort((a, b) => a.cost - b.cost || weight(b) - weight(a) || a.index - b.index);
    return { total: found.length, hits: found.slice(0, most).map(put) };
  }

  return { find };
})();
