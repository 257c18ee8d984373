// A citation of the view: what it shows, with which filters, of which state of which graph.
dateline.cite = (() => {
  const { about, count } = dateline.model;
  const { seen, link } = dateline;

  const sentenceCase = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const hash = () => (about.graph_hash ? `SHA-256 of the graph: ${about.graph_hash}` : "This file does not tell the hash of its graph");

  function shown() {
    const things = seen.things();
    const drawn = seen.kindWords(things);
    return `${count(things.length, "thing")}${drawn ? ` (${drawn})` : ""} and ${count(seen.connections(things).length, "connection")}`;
  }

  const filters = () => {
    const words = seen.filterWords();
    return words.length ? sentenceCase(words.join("; ")) : "Nothing filtered";
  };

  /** One short line, with the first letters of the hash, for the foot of a picture or a printed page. */
  const line = () => [about.title, `dateline ${about.version}`, about.graph_hash ? `graph ${about.graph_hash.slice(0, 16)}` : "graph without a hash", about.story_iri].join(" · ");

  const WHERE = { web: "Link", disk: "File and view", frame: "View, to be added to the address of the page" };

  /** The citation as text. */
  function text() {
    const { cited, from } = link.address();
    return [
      `${about.title}. Timeline knowledge graph, made with dateline ${about.version}.`,
      `View: ${shown()}. ${filters()}.`,
      `${hash()}.`,
      `Story: ${about.story_iri}`,
      `${WHERE[from]}: ${cited}`,
    ].filter(Boolean).join("\n");
  }

  // What BibTeX and LaTeX read as marks; a brace or a backslash of the data must not end a field.
  const MARKS = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", _: "\\_" };
  const tex = (words) => words.replace(/\s+/gu, " ").replace(/[\\{}~^&%$#_]/gu, (mark) => MARKS[mark]);
  // In an address every mark can be percent-encoded, so that no brace is left.
  const plain = (address) => address.replace(/[\\{}^~\s]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

  /** The same as an entry of BibTeX. */
  function bibtex() {
    const { cited, from } = link.address();
    const fields = [
      ["title", tex(about.title)],
      ["howpublished", tex(`Timeline knowledge graph, made with dateline ${about.version}`)],
      ["note", tex([shown(), filters(), hash(), `Story: ${about.story_iri}`, ...(from === "web" ? [] : [`${WHERE[from]}: ${cited}`])].join(". "))],
      from === "web" ? ["url", plain(cited)] : null,
    ].filter(Boolean);
    const key = `${seen.fileName().split("_")[0]}${about.graph_hash ? `-${about.graph_hash.slice(0, 8)}` : ""}`.replace(/[^a-zA-Z0-9-]/gu, "");
    return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}\n`;
  }

  return { text, bibtex, line, filters, shown };
})();
