// The triples of what is seen, in Turtle: each of them is in the story's own graph as it stands.
dateline.statements = (() => {
  const { nodes, data, count } = dateline.model;
  const { seen } = dateline;
  const { prefixes, quotes } = data.statements;
  const ways = new Map(data.statements.ways[0].map((row, at) => [row, data.statements.ways[1][at]]));
  const BOUNDS = ["sem:hasEarliestBeginTimeStamp", "sem:hasLatestBeginTimeStamp", "sem:hasEarliestEndTimeStamp", "sem:hasLatestEndTimeStamp"];
  const TERMS = ["modality", "stance", "outcome", "status", "occurrence"];
  const REVERSED = { publisher: "dcterms:publisher", creator: "dcterms:creator" }; // drawn from the actor to the source
  const NAME = /^[A-Za-z][A-Za-z0-9]*$/u;
  const DAY = /^\d{4}-\d\d-\d\d$/u;

  const nothing = () => ({ iris: new Set(), texts: 0, edges: 0, unnamed: new Set() });
  let graph = null; // by subject: by property: a set of objects
  let odd = nothing(); // what could not be written as it is

  /** An IRI in angle brackets; what may not stand in one is percent-encoded, and counted. */
  function iri(text) {
    const good = text.replace(/[\ud800-\udfff]/gu, "\ufffd").replace(/[\0-\x20<>"{}|^`\\]/gu, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
    if (good !== text) odd.iris.add(text);
    return `<${good}>`;
  }

  const term = (name) => (NAME.test(name) ? `dl:${name}` : iri(name.includes(":") ? name : prefixes.dl + name));
  const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };

  /** A string between quotation marks, as section 2.5.1 of Turtle has it. */
  function literal(text) {
    const whole = text.replace(/[\ud800-\udfff]/gu, "\ufffd"); // half a character has no UTF-8
    if (whole !== text) odd.texts += 1;
    return `"${whole.replace(/[\\"\0-\x1f\x7f]/gu, (letter) => ESCAPES[letter] ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`)}"`;
  }

  const typed = (text, type) => `${literal(text)}^^xsd:${type}`;

  function put(subject, property, object) {
    if (!graph.has(subject)) graph.set(subject, new Map());
    const properties = graph.get(subject);
    if (!properties.has(property)) properties.set(property, new Set());
    properties.get(property).add(object);
  }

  const texts = (subject, property, values) => values.filter(Boolean).forEach((value) => put(subject, property, literal(value)));

  /** Evidence under its own IRI; under a name of this file where the network tells none. */
  function cite(subject, item) {
    for (const at of seen.quotes(item)) {
      const { quote, source } = seen.quote(at);
      const node = quotes[at] ? iri(data.base + quotes[at]) : `_:quote${at}`;
      if (!quotes[at]) odd.unnamed.add(at);
      put(subject, "dl:evidence", node);
      put(node, "a", "dl:Evidence");
      put(node, "dl:source", iri(source.iri));
      texts(node, "dl:quote", [quote]);
    }
  }

  function time(subject, item) {
    item.bounds.forEach((day, at) => day && put(subject, BOUNDS[at], typed(day, "date")));
    if (item.ongoing) put(subject, "dl:ongoing", "true");
  }

  function thing(node) {
    const subject = iri(node.iri);
    const { traits } = node;
    put(subject, "a", term(node.type));
    if (node.label !== node.iri) texts(subject, "skos:prefLabel", [node.label]);
    texts(subject, "skos:altLabel", node.aliases);
    texts(subject, "skos:hiddenLabel", node.misspellings);
    texts(subject, "skos:note", [node.note]);
    time(subject, node);
    if (DAY.test(node.known ?? "")) put(subject, "dl:knownSince", typed(node.known, "date"));
    for (const name of TERMS) if (traits[name]) put(subject, `dl:${name}`, term(traits[name]));
    if (traits.rate) put(subject, "dl:rate", typed(traits.rate, "decimal"));
    if (traits.negated) put(subject, "dl:negated", "true");
    cite(subject, node);
  }

  // What stands behind an edge, by its kind; ``false`` where its key is none of dateline's.
  const STATEMENTS = {
    participation: ({ from, to, key, relation }) => {
      if (!key.endsWith(` ${relation}`)) return false;
      const node = iri(key.slice(0, -relation.length - 1));
      put(iri(nodes[to].iri), "dl:participation", node);
      put(node, "a", "dl:Participation");
      put(node, "dl:actor", iri(nodes[from].iri));
      put(node, "dl:role", term(relation));
      return node;
    },
    tenure: ({ from, to, key }, edge) => {
      const node = iri(key);
      put(node, "a", "dl:Tenure");
      put(node, "dl:holder", iri(nodes[from].iri));
      put(node, "dl:post", iri(nodes[to].iri));
      time(node, edge);
      return node;
    },
    link: ({ from, to, key, relation, way }) => {
      const node = iri(key);
      put(node, "a", "dl:Link");
      put(node, "dl:relation", term(relation));
      if (way) return node;
      put(node, "dl:from", iri(nodes[from].iri));
      put(node, "dl:to", iri(nodes[to].iri));
      return node;
    },
  };

  /** A property's edge: its key spells the statement, also where the arrow runs the other way. */
  function property({ key, relation, way }) {
    const parts = key.split(" ");
    if (parts.length !== 3 || parts[1] !== relation) return false;
    const [subject, , object] = parts.map(iri);
    if (way) return subject;
    if (REVERSED[relation]) put(object, REVERSED[relation], subject);
    else put(subject, relation === "broader" ? "skos:broader" : NAME.test(relation) ? `dl:${relation}` : iri(prefixes.dl + relation), object);
    return subject;
  }

  function connection(edge) {
    const way = ways.get(edge.index);
    const holds = Object.hasOwn(STATEMENTS, edge.kind);
    const written = (holds ? STATEMENTS[edge.kind] : property)({ from: edge.from, to: edge.to, key: edge.key, relation: edge.relation, way }, edge);
    if (!written) {
      odd.edges += 1;
      return;
    }
    for (const [subject, name, object] of way ?? []) put(iri(subject), name, iri(object));
    if (!holds) return;
    texts(written, "skos:note", [edge.note]);
    cite(written, edge);
  }

  const block = ([subject, properties]) => `${subject}\n${Array.from(properties, ([property, objects]) => `    ${property} ${[...objects].join(", ")}`).join(" ;\n")} .\n`;

  /** {text, said}: the file, and in words how much is in it and what could not be written. */
  function file() {
    graph = new Map();
    odd = nothing();
    const things = seen.things();
    things.forEach(thing);
    seen.connections(things).forEach(connection);
    const head = Object.entries(prefixes).map(([name, address]) => `@prefix ${name}: <${address}> .`).join("\n");
    const comment = dateline.cite.text().split(/[\n\r]/u).map((line) => `# ${line.replace(/[\ud800-\udfff]/gu, "\ufffd")}`).join("\n");
    let number = 0;
    for (const properties of graph.values()) for (const objects of properties.values()) number += objects.size;
    const said = [`${count(number, "triple")} of ${count(things.length, "thing")}.`];
    if (odd.edges) said.push(`Left out: ${count(odd.edges, "connection")} whose key is none of dateline's.`);
    if (odd.unnamed.size) said.push(`${count(odd.unnamed.size, "quote")} without an IRI of their own stand as blank nodes.`);
    if (odd.iris.size) said.push(`Percent-encoded: ${count(odd.iris.size, "identifier")} with letters that no IRI has.`);
    if (odd.texts) said.push(`Replaced: half characters in ${count(odd.texts, "text")}.`);
    const text = `${comment}\n${head}\n\n${Array.from(graph, block).join("\n")}`;
    graph = null;
    return { text, said: said.join(" ") };
  }

  return { file, literal, iri };
})();
