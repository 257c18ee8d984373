// The answer in every format of the server, as files.
dateline.files = (() => {
  const { el, byId, button } = dateline.dom;
  const { asking } = dateline;
  const ROWS = [["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", "application/sparql-results+json", "srj"], ["XML", "application/sparql-results+xml", "srx"]];
  const GRAPHS = [["Turtle", "text/turtle", "ttl"], ["N-Triples", "application/n-triples", "nt"], ["JSON-LD", "application/ld+json", "jsonld"], ["RDF/XML", "application/rdf+xml", "rdf"]];

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    el("a", { href: address, download: name }).click();
    // The browser has its own hold on the file by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  /** Offers the answer to ``query``; ``say`` is told how it goes, ``fail`` what went wrong. */
  function offer(query, { say, fail }) {
    const formats = asking.isGraph(query) ? GRAPHS : ROWS;
    const made = formats.map(([words, media, ending]) => button({ "aria-label": `Download ${words}`, on: { click: async () => {
      say(`${words} is being fetched…`);
      try {
        save(await asking.file(query, media), `answer.${ending}`);
        say(`answer.${ending} is being saved.`);
      } catch (error) {
        fail(error);
      }
    } } }, words));
    byId("dl-files").replaceChildren(el("span", { class: "counts" }, "Download"), ...made);
  }

  return { offer };
})();
