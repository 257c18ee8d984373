// What the page was given: prefixes, terms, things and examples; and where the server is.
dateline.page = JSON.parse(document.getElementById("dl-data").textContent);

dateline.sparqlWords = (() => {
  const { base, prefixes, terms, things } = dateline.page;
  const readable = (kind) => kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

  return { terms, prefixes, things: things.map(([id, names, kind, uses]) => ({ iri: base + id, title: names[0], names, kind: readable(kind), uses })) };
})();
