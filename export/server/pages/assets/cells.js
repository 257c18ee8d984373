// Terms of an answer as a reader sees them: links to things, days, numbers, texts with their language.
dateline.cells = (() => {
  const { el } = dateline.dom;
  const { names } = dateline;
  const { textOf } = dateline.sparqlTable;
  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"]);
  const DAYS = new Set(["date", "dateTime", "gYear", "gYearMonth", "dateTimeStamp"]);

  const typeOf = (term) => (term?.type === "literal" && term.datatype?.startsWith(XSD) ? term.datatype.slice(XSD.length) : "");
  const isNumber = (term) => NUMBERS.has(typeOf(term)) && Number.isFinite(Number(term.value));
  const isDay = (term) => DAYS.has(typeOf(term));
  const isNode = (term) => term?.type === "uri" || term?.type === "bnode";
  const isText = (term) => term?.type === "literal" && !isNumber(term) && !isDay(term);

  /** A link to where an IRI is shown; its name alone where that is nowhere. */
  function link(iri, text = names.title(iri)) {
    const address = names.address(iri);
    if (!address) return el("code", {}, text);
    return el("a", { href: address, dir: "auto", rel: names.isThing(iri) ? null : "noreferrer" }, text);
  }

  function thing(iri) {
    const term = names.term(iri);
    if (term) return el("code", { title: term.definition || null }, names.short(iri));
    return names.isKnown(iri) ? [link(iri), el("code", { class: "small" }, names.short(iri))] : link(iri);
  }

  function literal(term) {
    if (typeOf(term) === "boolean") return term.value === "true" || term.value === "1" ? "true" : "false";
    if (term["xml:lang"]) return [term.value, el("span", { class: "tag" }, ` @${term["xml:lang"]}`)];
    const known = !term.datatype || typeOf(term) === "string" || isNumber(term) || isDay(term);
    if (known || term.type !== "literal") return textOf(term);
    return [term.value, el("span", { class: "tag" }, ` ${names.short(term.datatype)}`)];
  }

  /** The cell of a table; an unbound variable has an empty one. */
  function cell(term) {
    if (!term) return el("td", {});
    if (term.type === "uri") return el("td", {}, thing(term.value));
    const kind = isNumber(term) ? "number" : isDay(term) || textOf(term).length < 14 ? "brief" : null;
    return el("td", { dir: "auto", class: kind }, literal(term));
  }

  /** A term in one line of plain text, for labels. */
  const plain = (term) => (!term ? "" : term.type === "uri" ? names.title(term.value) : textOf(term));

  return { cell, link, plain, isNumber, isDay, isNode, isText };
})();
