// What the page knows: nodes, edges, evidence and sources, read from columns when they are asked for.
dateline.model = (() => {
  const { data } = dateline;
  const columns = data.nodes;
  const links = data.edges;
  const NONE = Object.freeze([]);
  const { count, short } = dateline.wording;
  const sparse = ([rows, values]) => new Map(rows.map((row, at) => [row, values[at]]));
  const rare = Object.fromEntries(["iri", "note", "aliases", "misspellings", "conflicts", "when", "facts", "traits"].map((name) => [name, sparse(columns[name])]));
  const rareOfEdges = { note: sparse(links.note), facts: sparse(links.facts) };
  const size = columns.id.length;

  // Edges by node, as one list with a place of begin for each node: arrays of arrays would take seconds at 200,000.
  const begin = new Int32Array(size + 1);
  for (let at = 0; at < links.from.length; at += 1) {
    begin[links.from[at] + 1] += 1;
    if (links.to[at] !== links.from[at]) begin[links.to[at] + 1] += 1;
  }
  for (let at = 0; at < size; at += 1) begin[at + 1] += begin[at];
  const listed = new Int32Array(begin[size]);
  const next = begin.slice();
  for (let at = 0; at < links.from.length; at += 1) {
    listed[next[links.from[at]]++] = at;
    if (links.to[at] !== links.from[at]) listed[next[links.to[at]]++] = at;
  }

  /** What nodes and edges have in common: time and evidence, from the tables that they share. */
  class Item {
    constructor(index, table) {
      this.index = index;
      this.span = table.span[index];
      this.proof = table.proof[index];
    }
    get bounds() { return data.spans[this.span].slice(0, 4); }
    get ongoing() { return Boolean(data.spans[this.span][4]); }
    get words() { return data.spans[this.span][5]; }
    get day() { return data.spans[this.span][6]; }
    get vague() { return Boolean(data.spans[this.span][9]); }
    get evidence() { return data.proofs[this.proof]; }
  }

  /** How a date was read, and the words it was read from. */
  function reading(at) {
    const [edtf, phrase, anchor, rule, clockTime, proof] = data.readings[at];
    return { edtf, phrase, anchor, rule, clock_time: clockTime, evidence: data.proofs[proof] };
  }

  class Node extends Item {
    constructor(index) {
      super(index, columns);
      this.kind = data.kinds[columns.kind[index]].name;
      this.label = columns.label[index];
      this.id = columns.id[index];
    }
    get iri() { return rare.iri.get(this.index) ?? data.base + this.id; }
    get type() { return data.types[columns.type[this.index]][0]; }
    get typeWords() { return data.types[columns.type[this.index]][1]; }
    get note() { return rare.note.get(this.index) ?? null; }
    get aliases() { return rare.aliases.get(this.index) ?? NONE; }
    get misspellings() { return rare.misspellings.get(this.index) ?? NONE; }
    get conflicts() { return rare.conflicts.get(this.index) ?? NONE; }
    get facts() { return rare.facts.get(this.index) ?? NONE; }
    get traits() { return rare.traits.get(this.index) ?? NONE; }
    get known() { return columns.days[columns.known[this.index]]; }
    get when() { return (rare.when.get(this.index) ?? NONE).map(reading); }
    get degree() { return begin[this.index + 1] - begin[this.index]; }
    get edges() { return Array.from(listed.subarray(begin[this.index], begin[this.index + 1])); }
  }

  class Edge extends Item {
    constructor(index) {
      super(index, links);
      this.from = links.from[index];
      this.to = links.to[index];
    }
    get relation() { return data.relations[links.relation[this.index]][0]; }
    get label() { return data.relations[links.relation[this.index]][1]; }
    get kind() { return data.relations[links.relation[this.index]][2]; }
    get key() {
      const key = links.key[this.index];
      return typeof key === "string" ? key.replaceAll("\0", data.base) : key[0];
    }
    get note() { return rareOfEdges.note.get(this.index) ?? null; }
    get facts() { return rareOfEdges.facts.get(this.index) ?? NONE; }
  }

  const nodes = columns.id.map((_, index) => new Node(index));
  const edges = links.from.map((_, index) => new Edge(index));
  const { kinds, sources } = data;
  const kindByName = new Map(kinds.map((kind) => [kind.name, kind]));
  const byId = new Map(columns.id.map((id, index) => [id, index]));
  const otherIris = new Map([...rare.iri].map(([index, iri]) => [iri, index]));
  const ownIri = (iri) => (iri.startsWith(data.base) ? byId.get(iri.slice(data.base.length)) : undefined);
  const indexByIri = { get: (iri) => otherIris.get(iri) ?? ownIri(iri) };
  const evidence = data.evidence.map(([source, quote, prefix, suffix, start, end]) => ({
    source: sources[source], sourceAt: source, quote, prefix, suffix, start, end,
  }));

  const title = (node) => node.label.trim() || node.id || node.iri;
  const kind = (node) => kindByName.get(node.kind);
  /** The places of a node's edges, without a copy, for loops over all nodes. */
  const touching = (index) => listed.subarray(begin[index], begin[index + 1]);
  const other = (edge, index) => (edge.from === index ? edge.to : edge.from);
  const neighbours = (index) => new Set(nodes[index].edges.map((at) => other(edges[at], index)));

  /** "Carney hosted G7 summit": an edge read from its subject to its object. */
  const sentence = (edge) => `${title(nodes[edge.from])} ${edge.label} ${title(nodes[edge.to])}`;

  return {
    data, about: data.about, nodes, edges, kinds, edgeKinds: data.edgeKinds, sources, evidence, indexByIri, byId,
    conflicts: data.conflicts, layouts: data.layouts, groups: data.groups, drawn: JSON.parse(document.getElementById("dl-drawn").textContent),
    title, kind, other, touching, neighbours, count, sentence, short,
  };
})();
