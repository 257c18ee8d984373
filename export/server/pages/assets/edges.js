// An answer as nodes and links: the triples of a graph, or the things that stand in one row.
dateline.edges = (() => {
  const { names, cells } = dateline;
  const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  const LABELS = new Set(["http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label"]);
  const MOST = 120;

  const isProperty = (term) => term.type === "uri" && names.term(term.value)?.kind === "property";

  /** Of CONSTRUCT and DESCRIBE: each triple between two things; classes would draw everything to one point. */
  function ofTriples(triples) {
    const labels = new Map(triples.filter(([, verb]) => LABELS.has(verb.value)).map(([subject, , label]) => [subject.value, label.value]));
    const links = triples.filter(([, verb, object]) => cells.isNode(object) && verb.value !== TYPE)
      .map(([subject, verb, object]) => ({ from: subject, to: object, label: names.short(verb.value) }));
    return { links, labels };
  }

  /** Of rows: each thing leads to the next in its row; a property between them says how. */
  function ofRow(row, columns) {
    const links = [];
    let [last, label] = [null, ""];
    for (const name of columns) {
      const term = row[name];
      if (!term || !cells.isNode(term)) continue;
      if (last && isProperty(term)) label = names.short(term.value);
      else if (last && last.value !== term.value) [last, label] = [links.push({ from: last, to: term, label }) && term, ""];
      else [last, label] = [isProperty(term) ? last : term, ""];
    }
    return links;
  }

  /** Labels beside the things of a row: the text column that is named for them, or follows them. */
  function labelsOf({ columns, bindings }) {
    const labels = new Map();
    columns.forEach((name, at) => {
      const beside = [`${name}Label`, columns[at + 1]].find((each) => each && bindings.some((row) => row[each] && cells.isText(row[each])));
      if (!beside) return;
      for (const row of bindings) if (row[name]?.type === "uri" && row[beside]) labels.set(row[name].value, row[beside].value);
    });
    return labels;
  }

  function unique(links) {
    const found = new Map();
    for (const link of links) {
      const key = [link.from.value, link.label, link.to.value].join("\0");
      if (!found.has(key)) found.set(key, link);
    }
    return [...found.values()];
  }

  /** The best linked nodes, so that a drawing stays readable. */
  function cut(links) {
    const degree = new Map();
    for (const { from, to } of links) for (const { value } of [from, to]) degree.set(value, (degree.get(value) || 0) + 1);
    const order = [...degree].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
    const kept = new Set(order.slice(0, MOST));
    return { order: order.slice(0, MOST), links: links.filter(({ from, to }) => kept.has(from.value) && kept.has(to.value)), all: order.length, degree };
  }

  const titleOf = (value, labels) => (names.isKnown(value) ? names.title(value) : labels.get(value)) || names.short(value);

  /** {nodes: [{iri, title, degree}], links: [{from, to, label}] by place, all}; null when nothing is linked. */
  function read(answer) {
    const { links, labels } = answer.triples ? ofTriples(answer.triples) : { links: answer.bindings.flatMap((row) => ofRow(row, answer.columns)), labels: labelsOf(answer) };
    if (!links.length) return null;
    const { order, links: kept, all, degree } = cut(unique(links));
    const places = new Map(order.map((value, at) => [value, at]));
    return {
      nodes: order.map((iri) => ({ iri, title: titleOf(iri, labels), degree: degree.get(iri) })),
      links: kept.map(({ from, to, label }) => ({ from: places.get(from.value), to: places.get(to.value), label })),
      all,
    };
  }

  return { read };
})();
