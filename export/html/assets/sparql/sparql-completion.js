// What may be written next in a query: variables, terms of the vocabulary, things of the story, keywords.
dateline.sparqlCompletion = (() => {
  const { el } = dateline.dom;
  const { fold } = dateline;
  const { terms, prefixes, things, search } = dateline.sparqlWords;
  // As many as stand in the list without scrolling, which would need the focus that is the editor's.
  const MOST = 10;
  const KEYWORDS = ["SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "UNION", "MINUS", "BIND", "VALUES", "GRAPH", "ORDER BY", "GROUP BY",
    "HAVING", "LIMIT", "OFFSET", "COUNT", "GROUP_CONCAT", "EXISTS", "NOT EXISTS", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX"];

  /** ":carney" for a thing whose id is a plain name, else its IRI in angle brackets. */
  function nameOf({ iri }) {
    const local = iri.startsWith(prefixes[""]) ? iri.slice(prefixes[""].length) : "";
    return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(local) ? `:${local}` : `<${iri}>`;
  }

  const ofTerm = (term) => ({ label: term.name, detail: term.kind, words: fold(term.name.replace(/([a-z])([A-Z])/g, "$1 $2")), text: term.definition, uses: term.uses, type: term.kind });
  const ofThing = (thing) => ({ label: nameOf(thing), detail: thing.title, words: fold(thing.names.join(" ")), text: thing.kind, uses: thing.uses, type: "thing" });
  const ofPrefix = ([prefix, namespace]) => ({ label: `${prefix}:`, detail: "prefix", words: "", text: namespace, uses: usesOf(prefix), type: "prefix" });
  const ofKeyword = (word) => ({ label: word, detail: "keyword", words: fold(word), uses: 0, type: "keyword" });
  const byUse = (a, b) => b.uses - a.uses;
  // A prefix is used as often as its names are, so that the common ones come first.
  const usesOf = (prefix) => terms.filter(({ name }) => name.startsWith(`${prefix}:`)).reduce((sum, { uses }) => sum + uses, 0);
  const declarable = Object.entries(prefixes).filter(([prefix]) => prefix).map(ofPrefix).sort(byUse);
  const every = [...terms.map(ofTerm), ...things.map(ofThing)].sort(byUse);
  const keywords = KEYWORDS.map(ofKeyword);

  /** The variables of the query, the most used first; not the one that is being written. */
  function variables(text, word) {
    const uses = new Map();
    for (const [name] of text.matchAll(/[?$][\p{L}\p{N}_]+/gu)) uses.set(name, (uses.get(name) || 0) + 1);
    if (uses.get(word) === 1) uses.delete(word);
    return [...uses].map(([label, number]) => ({ label, detail: "variable", words: fold(label), uses: number, type: "variable" })).sort(byUse);
  }

  /** How well an option fits: 0 by its name, 1 by a word of its label, 2 somewhere; 3 is not at all. */
  function rank(option, wanted) {
    const label = option.label.toLowerCase();
    const local = label.slice(label.indexOf(":") + 1);
    if (label.startsWith(wanted.raw) || local.startsWith(wanted.raw)) return 0;
    if (option.words.startsWith(wanted.folded) || option.words.includes(` ${wanted.folded}`)) return 1;
    return wanted.folded.length > 2 && (label.includes(wanted.raw) || option.words.includes(wanted.folded)) ? 2 : 3;
  }

  function candidates(text, word, before) {
    if (/^[?$]/.test(word)) return variables(text, word);
    if (/\bPREFIX\s+$/i.test(before)) return declarable.map((each) => ({ ...each, apply: `${each.label} <${each.text}>` }));
    const afterA = /(^|[\s;{])a\s+$/.test(before);
    if (afterA) return every.filter(({ type }) => type === "class");
    const prefix = /^[^:]*:/.exec(word);
    if (prefix) return every.filter(({ label }) => label.startsWith(prefix[0]));
    return [...(word ? declarable : []), ...every, ...(word ? keywords : variables(text, word))];
  }

  function best(options, word) {
    const wanted = { raw: word.toLowerCase(), folded: fold(word.replace(/^[^:]*:/, "").replace(/[-_]/g, " ")) };
    const ranked = options.map((option) => [rank(option, wanted), option]).filter(([place]) => place < 3);
    return ranked.sort(([a], [b]) => a - b).map(([, option]) => option);
  }

  /** Whether a place is inside a string, a comment or an IRI, where nothing is to be completed. */
  function isClosed(text, at) {
    const token = dateline.sparqlSyntax.tokens(text).find(({ index, 0: found }) => index < at && at <= index + found.length);
    return token !== undefined && /^(#|"|'|<[^\s=])/.test(token[0]);
  }

  function shown({ label, detail, text, type, uses, apply }, number) {
    const used = uses && type !== "variable" && type !== "prefix" ? `used ${uses} ${uses === 1 ? "time" : "times"} in this story` : "";
    const cut = number > MOST ? `the first ${MOST} of ${number} names; more letters find the others` : "";
    const said = [text, used, cut].filter(Boolean).join(" · ");
    return { label, detail, type, apply, info: said ? () => el("span", { dir: "auto" }, said) : undefined };
  }

  const result = (word, options) => ({ from: word.from, options: options.slice(0, MOST).map((option) => shown(option, options.length)), filter: false });

  /** CodeMirror's question: what can stand at the cursor? */
  function complete(context) {
    const word = context.matchBefore(/[?$]?[\p{L}\p{N}_-]*:?[\p{L}\p{N}_-]*/u);
    const text = context.state.sliceDoc();
    if (isClosed(text, context.pos) || (!word.text && !context.explicit)) return null;
    const options = best(candidates(text, word.text, text.slice(0, word.from)), word.text);
    const offer = (found) => (found.length ? result(word, found) : null);
    // A page that cannot hold all things asks for those that it does not know, when it has room for them.
    const asks = search && options.length < MOST && /^:?[\p{L}\p{N}_-]{3,}$/u.test(word.text);
    return asks ? search(word.text.replace(/^:/, "")).then((found) => offer([...options, ...found.map(ofThing)])) : offer(options);
  }

  return { complete, nameOf };
})();
