// What the boards share: names that lead to their things, rows of choices, long lists, files.
dateline.boards = (() => {
  const { el, icon, button, announce } = dateline.dom;
  const { nodes, byId, kind, title, sources, evidence, short } = dateline.model;
  const said = (words) => JSON.stringify([words.source.iri, words.quote, words.start, words.end]);
  let known = null; // what is quoted already -> its place in the page's evidence

  /** Places of a board's own quotes among the page's: those that are there already are not kept twice. */
  function places({ sources: cited, evidence: quotes }) {
    known = known || new Map(evidence.map((words, at) => [said(words), at]));
    const byIri = new Map(sources.map((source) => [source.iri, source]));
    return quotes.map(([at, quote, prefix, suffix, start, end]) => {
      const source = byIri.get(cited[at].iri) || cited[at];
      const words = { source, sourceAt: sources.indexOf(source), quote, prefix, suffix, start, end };
      const key = said(words);
      if (!known.has(key)) known.set(key, evidence.push(words) - 1);
      return known.get(key);
    });
  }

  const select = (index, from) => dateline.state.select({ what: "node", index }, { from });
  const nodeOf = (id) => nodes[byId.get(id)];

  /** A thing by its id: a button that selects it, or its bare name when the network has no such node. */
  function thing(id, name, from, length = 120) {
    const node = nodeOf(id);
    if (!node) return el("span", { dir: "auto" }, name || id);
    const { index } = node;
    return button({ class: "as-link thing", dir: "auto", on: { click: () => select(index, from) } }, short(name || title(node), length));
  }

  /** The icon of a thing's kind, or nothing. */
  const mark = (id) => (nodeOf(id) ? icon(kind(nodeOf(id)), 18) : null);

  /** The first quote of some evidence, with its source in short. */
  function firstQuote(at) {
    if (at.length === 0) return el("p", { class: "none" }, "No source is quoted for this.");
    const { quote, source } = evidence[at[0]];
    return el("div", { class: "first-quote" },
      el("blockquote", { dir: "auto" }, `“${quote || ""}”`),
      el("p", { class: "small", dir: "auto" }, [source.publisher || source.title, ", ", dateline.evidence.day(source.issued)], at.length > 1 ? `; ${dateline.model.count(at.length - 1, "more quote")} in the details` : ""));
  }

  /**
   * A row of buttons of which one is pressed. ``options``: [{name, words, mark}]; ``pick(name)`` runs on a
   * press. Returns the element and ``update(current, counts)``, which leaves the focus where it is.
   */
  function choices(label, options, pick) {
    const made = options.map(({ name, words, mark: sign }) => {
      const number = el("span", { class: "number" });
      const one = button({ "data-name": name, "aria-pressed": "false", on: { click: () => pick(name) } }, sign ? el("span", { class: "mark", "aria-hidden": "true" }, sign) : null, words, number);
      return { name, one, number };
    });
    const element = el("div", { class: "choices", role: "group", "aria-label": label }, el("span", { class: "choices-label", "aria-hidden": "true" }, label), el("div", {}, made.map(({ one }) => one)));
    function update(current, counts = null) {
      for (const { name, one, number } of made) {
        one.setAttribute("aria-pressed", String(name === current));
        if (!counts) continue;
        const count = counts.get(name) || 0;
        number.textContent = ` ${count}`;
        one.hidden = count === 0 && name !== current;
      }
    }
    return { element, update };
  }

  /** What tunes a board; on a phone it is folded at first, so that the board itself is in sight. */
  const tuning = (words, ...content) => el("details", { class: "tuning", open: matchMedia("(min-width: 1000px)").matches }, el("summary", {}, words), el("div", {}, ...content));

  /** Puts items into an element a step at a time; the rest stands behind a button that says how many.
      ``before`` is the number of children that are no items. */
  function growing(element, items, make, step, before = 0) {
    const made = () => element.children.length - before;
    const rest = () => `Show ${Math.min(step, items.length - made())} more of ${items.length - made()}`;
    element.append(...items.slice(0, step).map(make));
    if (items.length <= step) return [element];
    const more = button({ class: "more", on: { click: () => {
      const first = made();
      element.append(...items.slice(first, first + step).map(make));
      more.textContent = rest();
      if (made() >= items.length) more.remove();
      const next = element.children[before + first];
      const stop = next.querySelector("button, a, summary") || next;
      if (stop === next) next.tabIndex = -1;
      stop.focus();
    } } }, rest());
    return [element, more];
  }

  /** Saves a text as a file, without a request. */
  function save(name, text, type) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    announce(`${name} saved.`);
  }

  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const csv = (columns, rows) => [columns, ...rows].map((row) => row.map((each) => cell(each === null ? "" : String(each))).join(",")).join("\r\n") + "\r\n";

  const none = (words) => el("p", { class: "empty" }, words);

  return { places, select, nodeOf, thing, mark, firstQuote, choices, tuning, growing, save, csv, none };
})();
