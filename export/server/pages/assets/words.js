// What the page was given: prefixes, terms, things and examples; and where the server is.
dateline.page = JSON.parse(document.getElementById("dl-data").textContent);

dateline.sparqlWords = (() => {
  const { base, prefixes, terms, things, number, endpoint } = dateline.page;
  const MOST = 20;
  const readable = (kind) => kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const known = new Set(things.map(([id]) => base + id));

  // The letters are those of a name, so that they need no escaping.
  const queryFor = (letters) => `SELECT ?thing ?label WHERE {
  GRAPH ?g { ?g a dl:Story . ?thing skos:prefLabel ?label }
  FILTER (STRSTARTS(STR(?thing), "${base}") && !CONTAINS(STRAFTER(STR(?thing), "${base}"), "/") && CONTAINS(LCASE(?label), "${letters.toLowerCase()}"))
} ORDER BY STRLEN(?label) ?thing LIMIT ${MOST}`;

  /** Things whose label has the letters and which are too many for the page: the server knows them. */
  async function search(letters) {
    try {
      const body = new URLSearchParams({ query: queryFor(letters) });
      const response = await fetch(endpoint, { method: "POST", body, headers: { Accept: "application/sparql-results+json" } });
      const { results } = response.ok ? await response.json() : { results: { bindings: [] } };
      return results.bindings.filter(({ thing }) => !known.has(thing.value)).map(({ thing, label }) => ({ iri: thing.value, title: label.value, names: [label.value], kind: "thing", uses: 0 }));
    } catch {
      // Completion is a help: what the server does not answer is said when the query is run.
      return [];
    }
  }

  return {
    terms, prefixes, search: number > things.length ? search : null,
    things: things.map(([id, names, kind, uses]) => ({ iri: base + id, title: names[0], names, kind: readable(kind), uses })),
  };
})();
