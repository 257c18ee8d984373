// The words of the story as one folded text with a place for each piece, so that a search is a few scans of it.
dateline.index = (() => {
  const { nodes, edges, evidence, data, title } = dateline.model;
  const { fold } = dateline;
  const SLICE = 4000; // pieces that are folded at once: some milliseconds
  const pieces = []; // {what, node | edge | quote: place, text}

  function* gather() {
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
      if (node.index % SLICE === SLICE - 1) yield;
    }
    // A type is written once for all its things.
    for (const [text, of] of typed) pieces.push({ what: "type", of, text });
    const related = data.relations.map(() => []);
    data.edges.relation.forEach((relation, at) => related[relation].push(at));
    data.relations.forEach(([relation, label], at) => pieces.push({ what: "relation", ofEdges: related[at], text: `${label} ${relation}` }));
    yield;
    for (const edge of edges) {
      if (edge.note) pieces.push({ what: "note", edge: edge.index, text: edge.note });
      for (const [name, value] of edge.facts) pieces.push({ what: "fact", edge: edge.index, text: `${name}: ${value}` });
    }
    evidence.forEach(({ quote }, at) => quote && pieces.push({ what: "quote", quote: at, text: quote }));
  }

  /** Which things rest on each quote: a list with a place of begin for each quote. */
  function citing(items) {
    const begin = new Int32Array(evidence.length + 1);
    const { proofs } = data;
    for (const item of items) for (const at of proofs[item.proof]) begin[at + 1] += 1;
    for (let at = 0; at < evidence.length; at += 1) begin[at + 1] += begin[at];
    const list = new Int32Array(begin[evidence.length]);
    const next = begin.slice();
    for (const item of items) for (const at of proofs[item.proof]) list[next[at]++] = item.index;
    return (quote) => list.subarray(begin[quote], begin[quote + 1]);
  }

  let cited = null; // {nodes, edges}: from the place of a quote to what rests on it
  let text = null;
  let starts = null;
  let words = null;

  /** A piece on one line; most are so already, and a test is cheaper than a replacement. */
  const onOneLine = (piece) => (piece.includes("\n") ? piece.replace(/\s+/gu, " ") : piece);

  function* steps() {
    yield* gather();
    // Folded many at once: a call for a whole slice takes a twentieth of a call for each piece.
    // A mark at either end keeps empty pieces there from being trimmed away.
    const folded = [];
    for (let at = 0; at < pieces.length; at += SLICE) {
      yield;
      const lines = pieces.slice(at, at + SLICE).map((piece) => onOneLine(piece.text));
      folded.push(fold(["|", ...lines, "|"].join("\n")).slice(2, -2));
    }
    yield;
    cited = { nodes: citing(nodes), edges: citing(edges) };
    yield;
    const all = `|\n${folded.join("\n")}\n|`;
    starts = new Int32Array(pieces.length + 1);
    let at = 2;
    for (let piece = 0; piece < pieces.length; piece += 1) {
      starts[piece] = at;
      at = all.indexOf("\n", at) + 1;
    }
    starts[pieces.length] = at;
    text = all;
  }

  const making = steps();

  /** Makes what is left to make of the index: a search needs all of it. */
  function prepare() {
    while (text === null) making.next();
  }

  /** One step of the index; whether there is another. */
  const step = () => !making.next().done;

  /** The piece in which a place of the text lies; most are in the one after the last that was found. */
  function pieceAt(place, least) {
    if (least < pieces.length && place < starts[least + 1]) return least;
    let low = least;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const LETTER = /[\p{L}\p{N}]/u;
  const isLetter = (code) => (code < 128 ? (code > 96 && code < 123) || (code > 47 && code < 58) : LETTER.test(String.fromCharCode(code)));

  /** Calls with each piece that holds the folded query, and how well: 0 whole, 1 begin, 3 begin of a word, 6 inside. */
  function scan(query, found) {
    let from = 2;
    let number = -1;
    for (;;) {
      const at = text.indexOf(query, from);
      // The marks at both ends are in no piece.
      if (at < 0 || at >= starts[pieces.length]) return;
      number = pieceAt(at, number + 1);
      const start = starts[number];
      const end = starts[number + 1] - 1;
      const inside = at > start && isLetter(text.charCodeAt(at - 1));
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

  return { prepare, step, scan, namesByLength, citedBy: (quote) => ({ nodes: cited.nodes(quote), edges: cited.edges(quote) }) };
})();
