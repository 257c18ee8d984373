// What the page knows: nodes, edges, evidence and sources, joined by their places in lists.
dateline.model = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("dl-data");
  const { nodes, edges, kinds, sources } = data;
  const kindByName = new Map(kinds.map((kind) => [kind.name, kind]));
  const indexByIri = new Map();
  const byId = new Map();
  const NUMBER = new Intl.NumberFormat("en");

  nodes.forEach((node, index) => {
    node.index = index;
    node.edges = [];
    indexByIri.set(node.iri, index);
    byId.set(node.id, index);
  });
  edges.forEach((edge, index) => {
    edge.index = index;
    nodes[edge.from].edges.push(index);
    if (edge.to !== edge.from) nodes[edge.to].edges.push(index);
  });

  const evidence = data.evidence.map(([source, quote, prefix, suffix, start, end]) => ({
    source: sources[source], quote, prefix, suffix, start, end,
  }));

  const title = (node) => node.label.trim() || node.id || node.iri;
  const kind = (node) => kindByName.get(node.kind);
  const other = (edge, index) => (edge.from === index ? edge.to : edge.from);
  const neighbours = (index) => new Set(nodes[index].edges.map((at) => other(edges[at], index)));
  const count = (number, one, many) => `${NUMBER.format(number)} ${number === 1 ? one : many || one + "s"}`;

  /** "Carney hosted G7 summit": an edge read from its subject to its object. */
  const sentence = (edge) => `${title(nodes[edge.from])} ${edge.label} ${title(nodes[edge.to])}`;

  /** The text cut to a length for places with little room; the panel always has the whole. */
  function short(text, length = 90) {
    const letters = Array.from(text.slice(0, length * 3));
    return letters.length <= length && text.length <= length * 3 ? text : letters.slice(0, length - 1).join("").trimEnd() + "…";
  }

  return {
    about: data.about, nodes, edges, kinds, edgeKinds: data.edgeKinds, sources, evidence, indexByIri, byId, data,
    ticks: data.ticks, lanes: data.lanes, undatedX: data.undatedX, drawn: read("dl-drawn"),
    title, kind, other, neighbours, count, sentence, short,
  };
})();
