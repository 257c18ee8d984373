// The words of the story as one folded text with a place for each piece, so that a search is a few scans of it.
dateline.index = (() => {
  const { nodes, edges, evidence, data, title } = dateline.model;
  const pieces = []; // {what, node | edge | quote: place, text}

  function gather() {
    const typed = new Map();
    for (const node of nodes) {
      const put = (what, text) => text && pieces.push({ what, node: node.index, text });
      put("label", title(node));
      for (const text of node.misspellings) put("misspelling", text);
      for (const text of node.aliases) put("alias", text);
      put("id", node.id);
      put("note", node.note);
      for (const [name, value] of node.facts) put("fact", `${name}: ${value}`);
      if (!typed.has(node.typeWords)) typed.set(node.typeWords, []);
      typed.get(node.typeWords).push(node.index);
    }
    // A type is written once for all its things.
    for (const [text, of] of typed) pieces.push({ what: "type", of, text });
    const related = data.relations.map(() => []);
    data.edges.relation.forEach((relation, at) => related[relation].push(at));
    data.relations.forEach(([relation, label], at) => pieces.push({ what: "relation", ofEdges: related[at], text: `${label} ${relation}` }));
    for (const edge of edges) {
      if (edge.note) pieces.push({ what: "note", edge: edge.index, text: edge.note });
      for (const [name, value] of edge.facts) pieces.push({ what: "fact", edge: edge.index, text: `${name}: ${value}` });
    }
    evidence.forEach(({ quote }, at) => quote && pieces.push({ what: "quote", quote: at, text: quote }));
  }

  // Which nodes and edges rest on each quote.
  let citing = null;
  function cited(at) {
    if (!citing) {
      citing = evidence.map(() => ({ nodes: [], edges: [] }));
      for (const node of nodes) for (const place of node.evidence) citing[place].nodes.push(node.index);
      for (const edge of edges) for (const place of edge.evidence) citing[place].edges.push(edge.index);
    }
    return citing[at];
  }

  let text = null;
  let starts = null;
  let words = null;

  /** Makes the index; the first search does it, or the page when it has nothing else to do. */
  function prepare() {
    if (text !== null) return;
    gather();
    // Folded all at once: one call for the whole text takes a twentieth of a call for each piece.
    // A mark at either end keeps empty pieces there from being trimmed away.
    text = dateline.fold(["|", ...pieces.map((piece) => piece.text.replace(/\s+/gu, " ")), "|"].join("\n"));
    starts = new Int32Array(pieces.length + 1);
    let at = 2;
    for (let piece = 0; piece < pieces.length; piece += 1) {
      starts[piece] = at;
      at = text.indexOf("\n", at) + 1;
    }
    starts[pieces.length] = at;
  }

  /** The piece in which a place of the text lies. */
  function pieceAt(place) {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Calls with each piece that holds the folded query, and how well: 0 whole, 1 begin, 3 begin of a word, 6 inside. */
  function scan(query, found) {
    let from = 0;
    for (;;) {
      const at = text.indexOf(query, from);
      if (at < 0) return;
      const number = pieceAt(at);
      const start = starts[number];
      const end = starts[number + 1] - 1;
      const inside = at > start && /[\p{L}\p{N}]/u.test(text[at - 1]);
      found(pieces[number], at === start ? (end - start === query.length ? 0 : 1) : inside ? 6 : 3);
      from = end;
    }
  }

  /** The distinct words of names, for those who do not know the spelling; by their length. */
  function namesByLength() {
    if (words) return words;
    const all = new Set();
    pieces.forEach(({ what }, at) => {
      if (what !== "label" && what !== "alias" && what !== "misspelling") return;
      for (const word of text.slice(starts[at], starts[at + 1] - 1).split(/[^\p{L}\p{N}]+/u)) if (word.length > 2) all.add(word);
    });
    words = new Map();
    for (const word of all) {
      if (!words.has(word.length)) words.set(word.length, []);
      words.get(word.length).push(word);
    }
    return words;
  }

  return { prepare, scan, namesByLength, cited };
})();
