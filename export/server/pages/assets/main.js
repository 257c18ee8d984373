// The query page: what a reader does, and what is said of it.
(() => {
  const { el, byId, button } = dateline.dom;
  const { asking, answerViews, rows, copies, files, address, recent, examples, problems } = dateline;
  const HELP = byId("dl-help").textContent;
  const FIRST = "# What happened, and how exactly is each date known? Run it with Ctrl+Enter.\nSELECT ?event ?what ?when ?earliest ?latest WHERE {\n  ?event a dl:Event ; skos:prefLabel ?what ; dl:time/dl:edtf ?when .\n  OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?earliest }\n  OPTIONAL { ?event sem:hasLatestEndTimeStamp ?latest }\n} ORDER BY ?when ?what";
  let ticking = 0;
  let editor = null;

  const say = (text) => { byId("dl-said").textContent = text; };
  const milliseconds = (ms) => (ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`);

  function busy(yes) {
    clearInterval(ticking);
    byId("dl-clock").textContent = "";
    byId("dl-run").disabled = yes;
    byId("dl-cancel").hidden = !yes;
    if (!yes) return;
    const begun = performance.now();
    // The words change by the second for eyes only; a screen reader hears of the start and of the end.
    ticking = setInterval(() => { byId("dl-clock").textContent = `${Math.round((performance.now() - begun) / 1000)} s`; }, 1000);
  }

  function clear() {
    editor.mark(null);
    byId("dl-error").hidden = true;
    answerViews.clear();
  }

  /** For an answer that is too large: the same query for its first rows. */
  function smaller({ status }) {
    if (status !== 422 || /\bLIMIT\b/i.test(editor.text)) return null;
    return button({ class: "as-link lead", on: { click: () => { editor.text = `${editor.text.trimEnd()}\nLIMIT 1000`; run(); } } }, "Run with LIMIT 1000");
  }

  function fail(error) {
    if (error.stopped) return say(error.message);
    const jump = error.at === undefined ? null : button({ class: "as-link lead", on: { click: () => editor.goTo(error.at) } }, "Go to that place");
    if (error.at !== undefined) editor.mark(error.at);
    byId("dl-error").replaceChildren(el("strong", {}, error.message), ...[error.mend, jump, smaller(error)].filter(Boolean).flatMap((each) => [" ", each]));
    byId("dl-error").hidden = false;
    return say("No answer.");
  }

  async function run() {
    if (byId("dl-run").disabled) return;
    const query = editor.text;
    clear();
    say("Running…");
    busy(true);
    address.write(query);
    try {
      const answer = await asking.ask(query);
      answerViews.show(answer);
      files.offer(query, { say, fail });
      const said = `${rows.sizeOf(answer)} in ${milliseconds(answer.ms)}.`;
      say(said);
      recent.add(query, said);
    } catch (error) {
      fail(error.message === undefined || error.status === undefined ? problems.unread(error) : error);
    } finally {
      busy(false);
    }
  }

  /** Copies a text, and shows it where it can be copied by hand: a page without HTTPS may not reach the clipboard. */
  async function copy(text, what) {
    const copied = await Promise.resolve(navigator.clipboard?.writeText(text)).then(() => Boolean(navigator.clipboard), () => false);
    say(copied ? `${what} copied.` : `${what}: select and copy it below.`);
    const close = button({ on: { click: () => { byId("dl-copied").hidden = true; } } }, "Close");
    byId("dl-copied").replaceChildren(el("div", { class: "line" }, el("span", { class: "counts" }, copied ? `${what}, copied` : what), close), el("pre", { tabindex: 0, role: "region", "aria-label": what }, text));
    byId("dl-copied").hidden = false;
  }

  function open({ query, run: runs }) {
    if (query === null || query === editor.text) return;
    editor.text = query;
    examples.forget();
    clear();
    if (runs) run();
  }

  function start() {
    const asked = address.read();
    byId("dl-editor").replaceChildren();
    editor = dateline.sparqlEditor.create(byId("dl-editor"), { text: asked.query ?? FIRST, label: "SPARQL query", describedBy: HELP, run });
    answerViews.start();
    dateline.theme.start();
    byId("dl-endpoint").textContent = new URL(dateline.page.endpoint, location.href).href;
    byId("dl-form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
    byId("dl-cancel").addEventListener("click", () => { asking.cancel(); editor.focus(); });
    byId("dl-link").addEventListener("click", () => copy(address.of(editor.text), "The link"));
    for (const each of document.querySelectorAll("[data-copy]")) each.addEventListener("click", () => copy(copies.write(each.dataset.copy, editor.text), `The query for ${each.dataset.copy}`));
    examples.start(editor, clear);
    recent.start((text) => { editor.text = text; examples.forget(); clear(); });
    // On a phone the examples would push the editor out of sight.
    if (matchMedia("(max-width: 999.98px)").matches) byId("dl-example-fold").open = false;
    address.onChange(open);
    if (asked.run && asked.query) run();
  }

  start();
})();
