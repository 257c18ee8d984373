// What is seen as rows for a spreadsheet (RFC 4180): things in one file, connections in another.
dateline.csv = (() => {
  const { nodes, kind, title, about } = dateline.model;
  const { seen } = dateline;
  const BOUNDS = ["earliest_begin", "latest_begin", "earliest_end", "latest_end"];
  const TRAITS = ["modality", "negated", "stance", "outcome", "status", "rate", "occurrence"];

  // What a spreadsheet would run as a formula; an apostrophe makes it a text there. A plain number stays one.
  const FORMULA = /^[=+\-@\t\r]/u;
  const NUMBER = /^-?\d+(\.\d+)?$/u;

  function cell(value, guarded) {
    let text = value === null || value === undefined ? "" : Array.isArray(value) ? (value.length ? JSON.stringify(value) : "") : String(value);
    if (FORMULA.test(text) && !NUMBER.test(text)) {
      text = `'${text}`;
      guarded.number += 1;
    }
    return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  const words = (item) => seen.quotes(item).map((at) => seen.quote(at).quote);
  const sources = (item) => [...new Set(seen.quotes(item).map((at) => seen.quote(at).source.iri))];
  const common = (item) => [...item.bounds, item.ongoing, item.words];

  function thing(node) {
    const { traits } = node;
    return [node.id, node.iri, node.kind, node.type, title(node), node.aliases, ...common(node), node.known, ...TRAITS.map((name) => traits[name]), node.note, node.conflicts, sources(node), words(node)];
  }

  function connection(edge) {
    const [from, to] = [nodes[edge.from], nodes[edge.to]];
    return [edge.key, from.id, title(from), kind(from).name, edge.relation, edge.label, to.id, title(to), kind(to).name, ...common(edge), edge.note, sources(edge), words(edge)];
  }

  const THINGS = ["id", "iri", "kind", "type", "label", "aliases", ...BOUNDS, "ongoing", "in_words", "known_since", ...TRAITS, "note", "conflicts", "sources", "quotes"];
  const CONNECTIONS = ["key", "from", "from_label", "from_kind", "relation", "label", "to", "to_label", "to_kind", ...BOUNDS, "ongoing", "in_words", "note", "sources", "quotes"];

  function file(header, rows) {
    const guarded = { number: 0 };
    const lines = [header, ...rows].map((row) => row.map((value) => cell(value, guarded)).join(","));
    const said = [`${about.title}: ${rows.length} rows.`];
    if (guarded.number) said.push(`An apostrophe stands before ${guarded.number} cells that a spreadsheet would take for formulas.`);
    return { text: `${lines.join("\r\n")}\r\n`, said: said.join(" ") };
  }

  /** Each gives {text, said}: the file, and in words what is in it and what was changed. */
  return { things: () => file(THINGS, seen.things().map(thing)), connections: () => file(CONNECTIONS, seen.connections().map(connection)) };
})();
