// What completion knows on this page: prefixes, terms of the vocabulary, and the things of the story.
// The query page of the server has a module of the same name and shape, made from its own data.
dateline.sparqlWords = (() => {
  const { nodes, kind, title, data } = dateline.model;
  const { terms, prefixes } = data.sparql;

  /** A thing as completion needs it; ``names`` are all that it may be found by, ``uses`` its connections. */
  const thing = (node) => ({ iri: node.iri, title: title(node), names: [title(node), ...node.aliases], kind: kind(node).one, uses: node.edges.length });

  // Nothing is to be asked for: the page has all of them.
  return { terms, prefixes, things: nodes.map(thing), search: null };
})();
