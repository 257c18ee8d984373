// The words in a source that support something, with the source, its date and the place of the words.
dateline.evidence = (() => {
  const { el, button } = dateline.dom;
  const { nodes, evidence, indexByIri } = dateline.model;
  const NUMBER = new Intl.NumberFormat("en");
  const FEW = 8;

  function day(text) {
    const date = /^\d{4}-\d{2}-\d{2}/.test(text || "") ? new Date(`${text.slice(0, 10)}T00:00:00Z`) : null;
    return date ? el("time", { datetime: text }, new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date)) : text;
  }

  function place({ start, end }) {
    if (start === null || end === null) return "Not proven: no text given";
    return `Characters ${NUMBER.format(start)}–${NUMBER.format(end)} of the text`;
  }

  function words({ quote, prefix, suffix }) {
    if (!quote) return el("p", { class: "no-quote" }, "No words are quoted.");
    return el(
      "blockquote",
      { dir: "auto" },
      prefix ? el("span", { class: "around" }, `…${prefix}`) : null,
      el("span", { class: "quote" }, `“${quote}”`),
      suffix ? el("span", { class: "around" }, `${suffix}…`) : null,
    );
  }

  function address({ link, address: text }) {
    if (link) return el("a", { href: link, rel: "noreferrer noopener", target: "_blank" }, "Open the source", el("span", { class: "unseen" }, " (new tab)"));
    return text ? el("span", { class: "address" }, text) : null;
  }

  function name(source) {
    const index = indexByIri.get(source.iri);
    const text = source.title || source.iri;
    if (index === undefined) return el("cite", { dir: "auto" }, text);
    return button({ class: "as-link", dir: "auto", on: { click: () => dateline.state.select({ what: "node", index }, { from: "panel" }) } }, el("cite", {}, text));
  }

  function one(item) {
    const { source } = item;
    return el(
      "li",
      { class: "evidence" },
      words(item),
      el("p", { class: "source" }, name(source)),
      el("p", { class: "source-line" }, [source.publisher, source.issued].filter(Boolean).length ? el("span", {}, source.publisher || "", source.publisher && source.issued ? ", " : "", day(source.issued) || "") : null, el("span", { class: item.start === null || item.end === null ? "unproven" : "" }, place(item)), address(source)),
    );
  }

  /** A list of evidence by its places, without what was not yet known; a long one is opened step by step. */
  function list(all) {
    const { knownBy } = dateline.state.get();
    const places = all.filter((at) => dateline.filters.evidenceKnown(at, knownBy));
    const later = all.length - places.length;
    const hidden = later ? el("p", { class: "none" }, `${dateline.model.count(later, "quote")} of later sources not shown: you look at what was known by ${knownBy}.`) : null;
    return [...opened(places), hidden].filter(Boolean);
  }

  function opened(places) {
    if (!places.length) return [];
    const element = el("ul", { class: "evidence-list" }, ...places.slice(0, FEW).map((at) => one(evidence[at])));
    if (places.length <= FEW) return [element];
    const more = button({ class: "more", on: { click: () => {
      const first = element.children.length;
      element.append(...places.slice(FEW).map((at) => one(evidence[at])));
      more.remove();
      element.children[first].tabIndex = -1;
      element.children[first].focus();
    } } }, `Show ${places.length - FEW} more`);
    return [element, more];
  }

  /** What rests on a source: the nodes that have evidence from it. */
  function restsOn(iri) {
    return nodes.filter((node) => node.iri !== iri && node.evidence.some((at) => evidence[at].source.iri === iri));
  }

  /** The first words of a source that support a thing. */
  const from = (node, iri) => evidence[node.evidence.find((at) => evidence[at].source.iri === iri)].quote;

  return { list, restsOn, from, address, day };
})();
