// The words of the story as folded texts with a place for each piece, so that a search is a few scans of them:
// names on a first shelf, which is made at once, all else on a second, which a large story makes in slices.
dateline.index = (() => {
  const { nodes, edges, evidence, data, title } = dateline.model;
  const { fold } = dateline;
  const SLICE = 4000; // pieces that are folded at once: some milliseconds

  /** Pieces: {what, node | edge | quote: place, text}; their texts as one, and where each starts in it. */
  const shelf = () => ({ pieces: [], text: null, starts: null });
  const names = shelf();
  const rest = shelf();

  function gatherNames() {
    for (const node of nodes) {
      names.pieces.push({ what: "label", node: node.index, text: title(node) });
      for (const text of node.misspellings) names.pieces.push({ what: "misspelling", node: node.index, text });
      for (const text of node.aliases) names.pieces.push({ what: "alias", node: node.index, text });
    }
  }

  function* gather() {
    const { pieces } = rest;
    const typed = new Map();
    for (const node of nodes) {
      const put = (what, text) => text && pieces.push({ what, node: node.index, text });
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
  let words = null;

  /** A piece on one line; most are so already, and a test is cheaper than a replacement. */
  const onOneLine = (piece) => (piece.includes("\n") ? piece.replace(/\s+/gu, " ") : piece);

  /** Folds the pieces of a shelf, many at once: a call for a slice takes a twentieth of a call for each piece. */
  function* write(one) {
    const { pieces } = one;
    const folded = [];
    for (let at = 0; at < pieces.length; at += SLICE) {
      const lines = pieces.slice(at, at + SLICE).map((piece) => onOneLine(piece.text));
      // A mark at either end keeps empty pieces there from being trimmed away.
      folded.push(fold(["|", ...lines, "|"].join("\n")).slice(2, -2));
      yield;
    }
    const all = `|\n${folded.join("\n")}\n|`;
    one.starts = new Int32Array(pieces.length + 1);
    let at = 2;
    for (let piece = 0; piece < pieces.length; piece += 1) {
      one.starts[piece] = at;
      at = all.indexOf("\n", at) + 1;
    }
    one.starts[pieces.length] = at;
    one.text = all;
  }

  function* steps() {
    yield* gather();
    yield* write(rest);
    cited = { nodes: citing(nodes), edges: citing(edges) };
  }

  const making = steps();
  let complete = false;

  /** One step of the second shelf; whether there is another. */
  function step() {
    complete ||= making.next().done;
    return !complete;
  }

  /** Makes all that is left to make. */
  function prepare() {
    while (step());
  }

  /** The piece in which a place of a shelf's text lies; most are in the one after the last that was found. */
  function pieceAt({ pieces, starts }, place, least) {
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

  function scanOne(one, query, found) {
    const { pieces, text, starts } = one;
    // Two or three letters are inside of many words that have nothing to do with them.
    const wholeWords = /^[a-z0-9]{1,3}$/u.test(query);
    let from = 2;
    let number = -1;
    for (;;) {
      const at = text.indexOf(query, from);
      // The marks at both ends are in no piece.
      if (at < 0 || at >= starts[pieces.length]) return;
      number = pieceAt(one, at, number + 1);
      const start = starts[number];
      const end = starts[number + 1] - 1;
      const inside = at > start && isLetter(text.charCodeAt(at - 1));
      if (inside && wholeWords) {
        from = at + 1;
        number -= 1;
        continue;
      }
      found(pieces[number], at === start ? (end - start === query.length ? 0 : 1) : inside ? 6 : 3);
      from = end;
    }
  }

  /** Calls with each piece that holds the folded query, and how well: 0 whole, 1 begin, 3 begin of a word, 6 inside. */
  function scan(query, found, namesOnly) {
    scanOne(names, query, found);
    if (!namesOnly && complete) scanOne(rest, query, found);
  }

  /** The distinct words of names, for those who do not know the spelling; by their length. */
  function namesByLength() {
    if (words) return words;
    words = new Map();
    for (const word of new Set(names.text.split(/[^\p{L}\p{N}]+/u))) {
      if (word.length < 3) continue;
      if (!words.has(word.length)) words.set(word.length, []);
      words.get(word.length).push(word);
    }
    return words;
  }

  gatherNames();
  Array.from(write(names));

  return { prepare, step, scan, namesByLength, citedBy: (quote) => ({ nodes: cited.nodes(quote), edges: cited.edges(quote) }), get complete() { return complete; } };
})();
