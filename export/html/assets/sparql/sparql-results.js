// Answers as they are shown and as files: a table with links to the story's things, CSV, JSON, Turtle.
dateline.sparqlResults = (() => {
  const { el, button, icon } = dateline.dom;
  const { nodes, indexByIri, kind, title, count, short, data } = dateline.model;
  const { state, turtle } = dateline;
  const { table, textOf } = dateline.sparqlTable;
  const { prefixes } = data.sparql;

  const shortIri = (iri) => (turtle.shorten(iri, prefixes) || { name: iri }).name;

  function thing(index, iri) {
    const node = nodes[index];
    return button(
      { class: "as-link", on: { click: () => state.select({ what: "node", index }, { from: "sparql" }) } },
      icon(kind(node), 18), el("span", { dir: "auto" }, short(title(node), 120)), el("span", { class: "small" }, shortIri(iri)),
    );
  }

  function cell(term) {
    if (!term) return el("td", {});
    if (term.type !== "uri") return el("td", { dir: "auto", class: textOf(term).length < 14 ? "brief" : null }, textOf(term), term["xml:lang"] ? el("span", { class: "tag" }, ` @${term["xml:lang"]}`) : null);
    const index = indexByIri.get(term.value);
    return el("td", {}, index === undefined ? el("code", {}, shortIri(term.value)) : thing(index, term.value));
  }

  /** {columns, rows, boolean, triples}, texts as in Python, and what the page shows: bindings and terms. */
  function read({ json, triples }) {
    if (triples) return { columns: [], rows: [], boolean: null, triples: triples.map((each) => each.map(textOf)), terms: triples };
    const { head, boolean, results } = JSON.parse(json);
    if (boolean !== undefined) return { columns: [], rows: [], boolean, triples: [], json };
    const { bindings } = results;
    return { columns: head.vars, rows: bindings.map((row) => head.vars.map((name) => textOf(row[name]))), boolean: null, triples: [], bindings, json };
  }

  function show(answer) {
    if (answer.boolean !== null) return [el("p", { class: "verdict" }, answer.boolean ? "Yes" : "No")];
    if (answer.terms) return [el("pre", { class: "turtle", dir: "auto" }, turtle.write(answer.terms, prefixes) || "# no triples")];
    return answer.rows.length ? table(answer, cell) : [el("p", { class: "empty" }, "No rows: nothing in the story fits this query.")];
  }

  function sizeOf(answer) {
    if (answer.boolean !== null) return answer.boolean ? "Yes" : "No";
    return answer.terms ? count(answer.terms.length, "triple") : count(answer.rows.length, "row");
  }

  // RFC 4180, as SPARQL 1.1 has it: quotes doubled, CRLF at the end of each line.
  const field = (text) => (/["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const csv = ({ columns, rows }) => [columns, ...rows].map((row) => row.map((text) => field(text ?? "")).join(",") + "\r\n").join("");

  /** The files in which an answer can be kept: name, type of content and a function that gives the text. */
  function files(answer) {
    if (answer.terms) return [{ name: "answer.ttl", words: "Turtle", type: "text/turtle", text: () => turtle.write(answer.terms, prefixes) }];
    const json = { name: "answer.srj", words: "JSON", type: "application/sparql-results+json", text: () => answer.json };
    return answer.boolean !== null ? [json] : [{ name: "answer.csv", words: "CSV", type: "text/csv", text: () => csv(answer) }, json];
  }

  return { read, show, sizeOf, files };
})();
