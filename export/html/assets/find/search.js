// Finding nodes and edges by what is written in them, best first.
dateline.search = (() => {
  const { nodes, edges, title, sentence } = dateline.model;
  const { index, fold } = dateline;
  // A hit in a name is worth more than one in a fact, and that more than one in a quote.
  const WORTH = { label: 0, misspelling: 10, alias: 10, id: 20, type: 30, relation: 30, fact: 40, note: 40, quote: 50 };
  const EDGE_LATER = 25;
  const MOST_SIMILAR = 12;
  const SHORT = 3; // letters from which on more than names is searched
  const FEW = 10_000; // things and connections that are read at the first letter

  const EMPTY = Object.freeze([]);
  const NONE = 65_535;

  /** What was found of one kind: the best cost and piece of each, by its place, and which there are. */
  function places(size) {
    const costs = new Uint16Array(size).fill(NONE);
    const pieces = new Array(size);
    const found = [];
    return {
      found, costs, pieces,
      put(at, cost, piece) {
        if (cost >= costs[at]) return;
        if (costs[at] === NONE) found.push(at);
        costs[at] = cost;
        pieces[at] = piece;
      },
    };
  }

  const nothing = () => ({ node: places(nodes.length), edge: places(edges.length) });

  /** By node and edge, the best piece that holds the words. */
  function hits(query, namesOnly = false) {
    const best = nothing();
    index.scan(query, (piece, place) => {
      const cost = WORTH[piece.what] + place;
      if (piece.node !== undefined) return best.node.put(piece.node, cost, piece);
      const own = piece.quote !== undefined ? index.citedBy(piece.quote) : { nodes: piece.of ?? EMPTY, edges: piece.ofEdges ?? (piece.edge === undefined ? EMPTY : [piece.edge]) };
      for (const at of own.nodes) best.node.put(at, cost, piece);
      for (const at of own.edges) best.edge.put(at, cost + EDGE_LATER, piece);
      return undefined;
    }, namesOnly);
    return best;
  }

  const sizeOf = (best) => best.node.found.length + best.edge.found.length;

  /** The first of what was found, best first: the ``most`` best are picked out without sorting the others. */
  function first(best, most, near) {
    const kept = [];
    for (const what of ["node", "edge"]) {
      const { found, costs, pieces } = best[what];
      for (const at of found) {
        if (kept.length === most && costs[at] > kept[most - 1].cost) continue;
        const hit = { what, index: at, cost: costs[at], weight: what === "node" ? nodes[at].degree : 0, piece: pieces[at], near };
        let place = kept.length;
        while (place > 0 && before(hit, kept[place - 1])) place -= 1;
        if (place >= most) continue;
        kept.splice(place, 0, hit);
        if (kept.length > most) kept.pop();
      }
    }
    return kept;
  }

  const before = (a, b) => (a.cost - b.cost || b.weight - a.weight || a.index - b.index) < 0;

  /** What holds all the words, wherever they stand in it. */
  function allOf(words) {
    const each = words.map(hits);
    const best = nothing();
    for (const what of ["node", "edge"])
      for (const at of each[0][what].found) if (each.every((others) => others[what].costs[at] !== NONE)) best[what].put(at, each[0][what].costs[at], each[0][what].pieces[at]);
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

  /** What has the most of several words: {best, missing}: the words that it lacks where it lacks least. */
  function mostOf(words) {
    const each = words.map((word) => hits(word));
    const best = nothing();
    let most = 1;
    let missing = [];
    for (const what of ["node", "edge"])
      for (const at of new Set(each.flatMap((one) => one[what].found))) {
        const having = each.filter((one) => one[what].costs[at] !== NONE);
        if (having.length < most) continue;
        if (having.length > most || !missing.length) {
          if (having.length > most) for (const kind of ["node", "edge"]) best[kind] = places(kind === "node" ? nodes.length : edges.length);
          most = having.length;
          missing = words.filter((_, word) => each[word][what].costs[at] === NONE);
        }
        const first = having.reduce((a, b) => (a[what].costs[at] <= b[what].costs[at] ? a : b));
        best[what].put(at, first[what].costs[at], first[what].pieces[at]);
      }
    return { best, missing };
  }

  function isThere(word) {
    let there = false;
    index.scan(word, () => { there = true; });
    return there;
  }

  /** For a misspelled query: each word that is nowhere gives way to those that are spelled like it. */
  function nearly(words) {
    let ways = [[]];
    for (const word of words) {
      const options = isThere(word) ? [word] : similar(word);
      ways = ways.flatMap((way) => options.map((option) => [...way, option])).slice(0, MOST_SIMILAR);
    }
    const best = nothing();
    for (const way of ways) {
      const all = allOf(way);
      for (const what of ["node", "edge"])
        for (const at of all[what].found) {
          const piece = all[what].pieces[at];
          // Where a similar word stands in a text says little, and the nearest spelling comes first.
          if (best[what].costs[at] === NONE) best[what].put(at, WORTH[piece.what], piece);
        }
    }
    if (sizeOf(best)) return { best, near: "similar spelling" };
    if (words.length < 2) return { best, near: "" };
    const standIns = words.map((word) => (isThere(word) ? word : similar(word)[0]));
    const some = mostOf(standIns.filter(Boolean));
    const missing = words.filter((_, at) => !standIns[at] || some.missing.includes(standIns[at]));
    return { best: some.best, near: missing.length ? `without “${missing.join("”, “")}”` : "similar spelling" };
  }

  function put(hit) {
    const name = hit.what === "node" ? title(nodes[hit.index]) : sentence(edges[hit.index]);
    return { record: { what: hit.what, index: hit.index, name }, field: hit.piece, near: hit.near };
  }

  /**
   * What is found, best first; ``most`` are put into words, ``total`` counts all. ``only`` says where it was
   * looked for: "names" for so few letters that they are everywhere, "names so far" while the rest is not yet
   * read, else "".
   */
  function find(query, most = 30) {
    if (nodes.length + edges.length < FEW) index.prepare();
    const folded = fold(query);
    if (!folded) return { total: 0, hits: [], only: "" };
    const words = folded.split(" ");
    const short = folded.length < SHORT;
    const only = short ? "names" : index.complete ? "" : "names so far";
    let best = hits(folded, short);
    if (!sizeOf(best) && words.length > 1) best = allOf(words);
    let near = "";
    if (!sizeOf(best)) ({ best, near } = nearly(words));
    return { total: sizeOf(best), hits: first(best, most, near).map(put), only };
  }

  return { find };
})();
