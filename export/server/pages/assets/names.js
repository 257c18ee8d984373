// What an IRI is called, and where this server shows it.
dateline.names = (() => {
  const { base, root, prefixes, terms } = dateline.page;
  const { turtle } = dateline;
  const titles = new Map(dateline.sparqlWords.things.map(({ iri, title }) => [iri, title]));
  const kinds = new Map(terms.map(({ name, kind, definition }) => [name, { kind, definition }]));

  const isThing = (iri) => iri.startsWith(base) && iri !== base;
  const short = (iri) => (turtle.shorten(iri, prefixes) || { name: iri.startsWith(base) ? `:${iri.slice(base.length)}` : iri }).name;
  /** The label of a thing that the page knows, else its short name. */
  const title = (iri) => titles.get(iri) || short(iri);
  const term = (iri) => kinds.get(short(iri)) || null;

  /** Where a thing of the story is shown: each part of its id is a part of the path. */
  function address(iri) {
    if (isThing(iri)) return `${root}/things/${iri.slice(base.length).split("/").map(encodeURIComponent).join("/")}`;
    // Any other scheme could run something.
    return /^https?:\/\//i.test(iri) ? iri : null;
  }

  return { isThing, short, title, term, address, isKnown: (iri) => titles.has(iri) };
})();
