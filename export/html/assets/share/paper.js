// On paper: what is printed, in words, then the picture, the table or the board; in ink, whatever the colours.
dateline.paper = (() => {
  const { el, byId } = dateline.dom;
  const { kinds, about, count, title, evidence } = dateline.model;
  const { state, seen, cite, picture, paint, unfold } = dateline;
  const MOST = 1500; // things on the list
  const ROWS = 5000; // of a table: some hundred sheets
  let theme = null;

  const publishers = (node) => [...new Set(seen.quotes(node).map((at) => evidence[at].source.publisher || evidence[at].source.title || evidence[at].source.iri))];
  const small = (words) => (words ? el("p", { class: "small", dir: "auto" }, words) : null);
  const upper = (words) => words.charAt(0).toUpperCase() + words.slice(1);

  function row(node) {
    const from = publishers(node);
    return el("li", {}, el("span", { dir: "auto" }, title(node)), el("span", { class: "small", dir: "auto" }, [node.words, from.slice(0, 3).join(", ") + (from.length > 3 ? ` and ${from.length - 3} more` : "")].filter(Boolean).join(" · ")));
  }

  function list() {
    const things = seen.things();
    const kept = things.slice(0, MOST);
    const parts = kinds.map((kind) => [kind, kept.filter((node) => node.kind === kind.name)]).filter(([, some]) => some.length);
    const rest = things.length > kept.length ? el("p", {}, `${count(things.length - kept.length, "more thing")} not listed here; a filter shows which.`) : null;
    return [...parts.flatMap(([kind, some]) => [el("h3", {}, count(some.length, kind.one, kind.many)), el("ul", { class: "paper-list" }, ...some.sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || a.index - b.index).map(row))]), rest];
  }

  function table({ columns, rows, left }) {
    const head = el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name))));
    return [
      el("table", { class: "paper-table" }, head, el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((text) => el("td", { dir: "auto" }, text)))))),
      left ? el("p", {}, `${count(left, "more row")} not printed; a filter makes them fewer.`) : null,
    ];
  }

  const board = (view) => document.querySelector(`.board[data-board="${view}"]`);

  /** What was chosen in a board, as one sentence: its pressed buttons and its fields. */
  function choices(part) {
    const pressed = [...part.querySelectorAll(".choices")].filter((each) => !each.hidden).map((each) => {
      const button = each.querySelector("[aria-pressed=true]").cloneNode(true);
      button.querySelectorAll(".mark, .number").forEach((aside) => aside.remove());
      return [each.querySelector(".choices-label").textContent, button.textContent];
    });
    const fields = [...part.querySelectorAll(".rate-controls label, .ask-fields label")].map((label) => [label.textContent, byId(label.htmlFor)]).filter(([, field]) => field && field.type !== "range");
    const given = fields.map(([words, field]) => [words, field.selectedOptions ? field.selectedOptions[0].textContent : field.type === "date" && field.value ? seen.dayInWords(field.value) : field.value.trim() || "any"]);
    const words = [...given, ...pressed].map(([label, value]) => `${label.trim().toLowerCase()}: ${value.trim()}`);
    return words.length ? `${upper(words.join("; "))}.` : "";
  }

  // The filters do not bear on these.
  const FREE = ["about", "ask", "rates", "sparql"];

  function filters(view) {
    if (FREE.includes(view)) return "";
    const words = seen.filterWords({ chosen: false });
    return words.length ? `${upper(words.join("; "))}.` : "Nothing filtered.";
  }

  /** What the sheets have, as the open view says it. */
  function printed(view) {
    if (view === "about") return "How to read the page, and what is in it.";
    const heading = board(view).querySelector("h2").textContent;
    const said = view === "ask" ? (byId("dl-ask-question") ?? { textContent: "No question is open" }).textContent : byId(`dl-${view}-said`)?.textContent;
    return [`${heading}.`, said && `${said.trim().replace(/\.$/u, "")}.`, choices(board(view))].filter(Boolean).join(" ");
  }

  const light = (on) => {
    const root = document.documentElement;
    if (on) theme = root.dataset.theme ?? "";
    if (on || theme) root.dataset.theme = on ? "light" : theme;
    else delete root.dataset.theme;
    paint.readColours();
  };

  function drawing() {
    const { element, unwritten } = picture.draw({ alone: false });
    element.removeAttribute("width");
    element.removeAttribute("height");
    return [el("figure", {}, element), small(unwritten)];
  }

  /** Made when the page is printed, and taken away after it; the open details stand between its two parts. */
  function lay() {
    lift();
    light(true);
    const { view, selection } = state.get();
    const parts = [board(view), selection && byId("dl-panel")].filter(Boolean);
    unfold.open(parts);
    const head = [el("h1", { dir: "auto" }, about.title)];
    const tail = [];
    if (view === "table") {
      const content = dateline.table.printed(ROWS);
      head.push(el("p", {}, content.said));
      tail.push(...table(content));
    } else if (board(view)) head.push(el("p", {}, printed(view)));
    else {
      head.push(el("p", {}, `${cite.shown()}.`));
      tail.push(...list());
    }
    head.push(el("p", { dir: "auto" }, filters(view)), selection ? el("p", { dir: "auto" }, `Selected, with its details: ${seen.selectedWords()}.`) : null);
    if (!board(view)) head.push(...drawing());
    const left = unfold.left(view === "table" ? parts.slice(1) : parts);
    if (left) tail.push(el("p", {}, `${count(left, "more item")} of lists not printed; “Show more” brings them in.`));
    tail.push(small(cite.line()));
    document.body.prepend(el("section", { id: "dl-paper", class: "paper", "aria-label": "For print" }, ...head.filter(Boolean)));
    document.body.append(el("section", { id: "dl-paper-rest", class: "paper", "aria-label": "For print, the rest" }, ...tail.filter(Boolean)));
  }

  function lift() {
    if (!byId("dl-paper")) return;
    byId("dl-paper").remove();
    byId("dl-paper-rest").remove();
    unfold.close();
    light(false);
  }

  function start() {
    addEventListener("beforeprint", lay);
    addEventListener("afterprint", lift);
  }

  return { start };
})();
