// Opens the story in the engine and answers queries: as the whole of a worker, or within the page.
dateline.sparqlAnswers = (() => {
  const { countLines, formOf, starred, findService, prefixedNames, expectsMore, errorAt, explain } = dateline.sparqlSyntax;
  const OPTIONS = { use_default_graph_as_union: true };
  const NAMED = { "dl:": "the vocabulary", ":": "the story" };
  let story = null;

  async function unpack(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** Loads engine and quads (gzip, base64); ``prefixes`` are declared for every query. */
  async function open({ engine, quads, prefixes }) {
    const { start, Store } = datelineSparqlEngine;
    const [module, nquads] = await Promise.all([unpack(engine), unpack(quads)]);
    await start({ module_or_path: module });
    const store = new Store();
    store.load(nquads, { format: "application/n-quads", lenient: true, no_transaction: true });
    const prologue = Object.entries(prefixes).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("");
    story = { store, nothing: new Store(), prefixes, prologue };
  }

  /** A term as in the SPARQL results in JSON. */
  function term(node) {
    if (node.termType === "NamedNode") return { type: "uri", value: node.value };
    if (node.termType === "BlankNode") return { type: "bnode", value: node.value };
    if (node.termType !== "Literal") return { type: "triple", value: String(node) };
    const tagged = node.language ? { "xml:lang": node.language } : { datatype: node.datatype.value };
    return { type: "literal", value: node.value, ...tagged };
  }

  function canGoOn(beginning) {
    const text = `${story.prologue}${beginning}\n`;
    try {
      story.nothing.query(text, OPTIONS);
    } catch (error) {
      return expectsMore(error.message, countLines(text));
    }
    return true;
  }

  function ask(text, options) {
    try {
      return story.store.query(story.prologue + text, { ...OPTIONS, ...options });
    } catch (error) {
      throw explain(error.message, text, story.prefixes, canGoOn);
    }
  }

  const isNamed = (iri) => story.store.query(`ASK { { <${iri}> ?p ?o } UNION { ?s <${iri}> ?o } UNION { ?s ?p <${iri}> } }`, OPTIONS);

  /** What the query names that is nowhere: a silent empty answer is the worst one. */
  function unknownNames(text) {
    const names = prefixedNames(text).filter(([prefix, name]) => prefix in NAMED && /^[\p{L}\p{N}_-]+$/u.test(name));
    const unknown = names.filter(([prefix, name]) => !isNamed(story.prefixes[prefix.slice(0, -1)] + name));
    return [...new Set(unknown.map(([prefix, name]) => `${prefix}${name} is not in ${NAMED[prefix]}.`))];
  }

  function graph(quads) {
    const unique = new Map(quads.map((quad) => [`${quad.subject} ${quad.predicate} ${quad.object}`, quad]));
    const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([, { subject, predicate, object }]) => [term(subject), term(predicate), term(object)]);
  }

  /** The engine sorts the columns of a `SELECT *` by the alphabet; ``order`` is that of the query, or null. */
  function ordered(json, order) {
    if (order === null) return json;
    const found = JSON.parse(json);
    found.head.vars.sort((a, b) => order.indexOf(a) - order.indexOf(b));
    return JSON.stringify(found);
  }

  /** {form, ms, notes} with ``json`` (rows, or yes and no) or ``triples``; throws {message, line?, column?, at?}. */
  function answer(text) {
    const service = findService(text);
    if (service !== null) throw errorAt(text, service, "SERVICE asks another server; a story answers from its own data");
    const form = formOf(text);
    const isGraph = form === "CONSTRUCT" || form === "DESCRIBE";
    const begun = performance.now();
    const found = ask(text, isGraph ? {} : { results_format: "json" });
    const result = isGraph ? { triples: graph(found) } : { json: ordered(found, starred(text)) };
    return { form, ms: performance.now() - begun, notes: unknownNames(text), ...result };
  }

  /** The same in one shape for worker and page: {value} or {error: {message, …}}. */
  async function handle({ opens, text }) {
    try {
      return { value: opens ? await open(opens) : answer(text) };
    } catch (error) {
      const { message, line, column, at } = error;
      return { error: { message: message || String(error), line, column, at } };
    }
  }

  if (typeof document === "undefined") self.onmessage = async ({ data }) => self.postMessage(await handle(data));
  return { handle };
})();
