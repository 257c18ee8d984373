// Reads N-Triples (RDF 1.1, and the triple terms that Oxigraph may write) into terms as in the SPARQL results in JSON.
dateline.ntriples = (() => {
  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const TERM = /\s*(?:<([^>]*)>|_:([^\s<"]+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?)/y;
  const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs;
  const LETTERS = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

  const unescaped = (text) => text.replace(ESCAPE, (_, four, eight, letter) => (four || eight ? String.fromCodePoint(parseInt(four || eight, 16)) : LETTERS[letter] ?? letter));

  function term(line) {
    const found = TERM.exec(line);
    if (!found) return null;
    const [, iri, node, text, language, datatype] = found;
    if (iri !== undefined) return { type: "uri", value: unescaped(iri) };
    if (node !== undefined) return { type: "bnode", value: node };
    return { type: "literal", value: unescaped(text), ...(language ? { "xml:lang": language } : { datatype: datatype ? unescaped(datatype) : `${XSD}string` }) };
  }

  /** [subject, predicate, object] of each line; throws for a line that is none. */
  function read(text) {
    const triples = [];
    for (const line of text.split("\n")) {
      if (!line.trim() || line.startsWith("#")) continue;
      TERM.lastIndex = 0;
      const triple = [term(line), term(line), term(line)];
      if (triple.includes(null)) throw new Error(`the server sent a line that is no triple: ${line.slice(0, 80)}`);
      triples.push(triple);
    }
    const key = (triple) => triple.map(({ value }) => value).join("\0");
    return triples.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  return { read };
})();
