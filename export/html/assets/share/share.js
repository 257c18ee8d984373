// The dialog that shares the view: its link, its citation, and files of what is seen. Nothing leaves the page.
dateline.share = (() => {
  const { el, byId, button } = dateline.dom;
  const { link, cite, seen, picture } = dateline;
  const NUMBER = new Intl.NumberFormat("en");
  const FORMATS = { text: cite.text, bibtex: cite.bibtex };
  const NOTES = {
    web: "Who opens it sees the same view.",
    disk: "This page is a file on your disk. Who has the file sees the same view with what stands from “#” on.",
    frame: "This page stands in a frame without an address of its own: add this to the address of the page itself.",
  };
  let dialog = null;
  let format = "text";

  // Not the page's own voice: what is outside an open dialog is not read out.
  const say = (text) => { byId("dl-share-said").textContent = text; };

  function size(bytes) {
    if (bytes < 1000) return `${bytes} bytes`;
    return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  }

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    const anchor = el("a", { href: address, download: name, hidden: true });
    dialog.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 30_000);
  }

  function tell(name, blob, ...words) {
    const framed = window.self !== window.top ? "If no file arrives, the frame around this page forbids downloads: open the page by itself." : "";
    say([`${name}, ${size(blob.size)}.`, ...words, framed].filter(Boolean).join(" "));
  }

  const across = ({ width, height }) => `${NUMBER.format(width)} × ${NUMBER.format(height)} pixels.`;

  async function savePng() {
    const drawn = await picture.pixels();
    const name = `${seen.fileName()}.png`;
    save(drawn.blob, name);
    tell(name, drawn.blob, across(drawn), drawn.said);
  }

  function saveSvg() {
    const drawn = picture.file();
    const name = `${seen.fileName()}.svg`;
    const blob = new Blob([drawn.text], { type: "image/svg+xml" });
    save(blob, name);
    tell(name, blob, across(drawn), drawn.said);
  }

  const saveText = (make, part, ending, type) => () => {
    const { text, said } = make();
    const name = `${seen.fileName(part)}.${ending}`;
    const blob = new Blob([text], { type: `${type};charset=utf-8` });
    save(blob, name);
    tell(name, blob, said);
  };

  const FILES = [
    ["png", "Picture (PNG, 2×)", savePng],
    ["svg", "Picture (SVG)", saveSvg],
    ["csv-things", "Things (CSV)", saveText(dateline.csv.things, "things", "csv", "text/csv")],
    ["csv-connections", "Connections (CSV)", saveText(dateline.csv.connections, "connections", "csv", "text/csv")],
    ["ttl", "Triples (Turtle)", saveText(dateline.statements.file, "", "ttl", "text/turtle")],
  ];

  const saver = ([id, words, run]) => button({ "data-file": id, on: { click: async () => {
    try {
      await run();
    } catch (error) {
      say(`This could not be written: ${error.message}.`);
    }
  } } }, words);

  async function copy(field, what) {
    // Asking where a frame forbids it would put an error into the console.
    const forbidden = document.featurePolicy?.allowsFeature("clipboard-write") === false;
    try {
      if (forbidden) throw new Error("forbidden by the frame");
      await navigator.clipboard.writeText(field.value);
      say(`${what} copied.`);
    } catch {
      field.focus();
      field.select();
      say(`This frame or browser refuses to copy. The text is selected: copy it with ${/Mac|iP/u.test(navigator.platform) ? "⌘" : "Ctrl+"}C.`);
    }
  }

  function pick(name) {
    format = name;
    for (const each of byId("dl-cite-formats").children) each.setAttribute("aria-pressed", String(each.dataset.format === name));
    byId("dl-share-cite").value = FORMATS[name]();
  }

  /** Which part of the page a picture has, where the open view is another. */
  function pictured() {
    const { view } = dateline.state.get();
    if (view === "graph" || view === "timeline") return "Pictures have the graph as it is drawn now, and the timeline under it.";
    return view === "rates" ? "Pictures have the largest chart of this view, or else the graph and the timeline with the same filters." : "Pictures have the graph and the timeline with the same filters, as this view is made of words.";
  }

  function fill() {
    const { text, from } = link.address();
    byId("dl-share-what").textContent = `${cite.shown()}. ${cite.filters()}.`;
    byId("dl-share-link").value = text;
    byId("dl-share-link-note").textContent = NOTES[from];
    byId("dl-share-pictured").textContent = pictured();
    pick(format);
    say("");
  }

  function build() {
    const heading = (words, id) => el("h3", { id }, words);
    const formats = [["text", "Text"], ["bibtex", "BibTeX"]].map(([name, words]) => button({ "data-format": name, "aria-pressed": "false", on: { click: () => pick(name) } }, words));
    dialog = el("dialog", { id: "dl-share", class: "share", "aria-labelledby": "dl-share-title" },
      el("div", { class: "share-head" }, el("h2", { id: "dl-share-title" }, "Share this view"), button({ class: "share-close", "aria-label": "Close", on: { click: () => dialog.close() } }, "×")),
      el("p", { id: "dl-share-what", class: "small", dir: "auto" }),
      heading("Link", "dl-share-link-head"),
      el("div", { class: "share-row" }, el("input", { id: "dl-share-link", type: "text", readonly: true, "aria-labelledby": "dl-share-link-head", "aria-describedby": "dl-share-link-note" }), button({ id: "dl-share-copy-link", "aria-label": "Copy the link", on: { click: () => copy(byId("dl-share-link"), "The link is") } }, "Copy")),
      el("p", { id: "dl-share-link-note", class: "small" }),
      heading("Citation", "dl-share-cite-head"),
      el("textarea", { id: "dl-share-cite", rows: 7, readonly: true, dir: "auto", "aria-labelledby": "dl-share-cite-head" }),
      el("div", { class: "share-row" }, el("div", { id: "dl-cite-formats", class: "share-row", role: "group", "aria-label": "Form of the citation" }, ...formats), button({ id: "dl-share-copy-cite", "aria-label": "Copy the citation", on: { click: () => copy(byId("dl-share-cite"), "The citation is") } }, "Copy")),
      heading("Files of what is seen"),
      el("p", { id: "dl-share-pictured", class: "small" }),
      el("div", { class: "share-row share-files" }, ...FILES.map(saver)),
      el("p", { id: "dl-share-said", class: "share-said", role: "status" }));
    // A press beside the dialog closes it, as a reader with a pointer expects.
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    // Escape closes the dialog only, not the details behind it.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => byId("dl-share-open").focus({ preventScroll: true }));
    document.body.append(dialog);
  }

  function open() {
    if (!dialog) build();
    fill();
    dialog.showModal();
    byId("dl-share-link").focus();
  }

  function start() {
    byId("dl-tools").append(button({ id: "dl-share-open", "aria-haspopup": "dialog", on: { click: open } }, "Share"));
  }

  return { start, open };
})();
