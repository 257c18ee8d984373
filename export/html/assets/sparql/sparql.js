// The board on which a reader asks in SPARQL; the engine starts when the board is first opened.
dateline.sparql = (() => {
  const { el, byId, button } = dateline.dom;
  const { data } = dateline.model;
  const { sparqlEngine: engine, sparqlResults: results } = dateline;
  const { queries } = data.sparql;
  const HELP = "Ctrl and Enter run the query, Ctrl and space complete a word, Tab leaves the editor.";
  const FIRST = "# What happened, and how exactly is each date known? Run it with Ctrl+Enter.\nSELECT ?event ?what ?when WHERE {\n  ?event a dl:Event ; skos:prefLabel ?what ; dl:time/dl:edtf ?when .\n} ORDER BY ?when ?what";
  let editor = null;
  let ticking = 0;

  /** The answer to a query: {columns, rows, boolean, triples}; rejects with {message, line?, column?}. */
  const run = async (text) => results.read(await engine.ask(text));

  function say(text) {
    byId("dl-sparql-said").textContent = text;
  }

  function busy(yes) {
    clearInterval(ticking);
    byId("dl-sparql-run").disabled = yes;
    byId("dl-sparql-stop").hidden = !yes;
    byId("dl-sparql-answer").setAttribute("aria-busy", String(yes));
    if (!yes) return;
    const begun = performance.now();
    // The words change by the second for eyes only; a screen reader hears of the start and of the end.
    ticking = setInterval(() => { byId("dl-sparql-clock").textContent = `${Math.round((performance.now() - begun) / 1000)} s`; }, 1000);
  }

  function offer(answer) {
    byId("dl-sparql-files").replaceChildren(...results.files(answer).map((file) => button({ on: { click: () => download(file) } }, `Download ${file.words}`)));
  }

  function download({ name, type, text }) {
    const address = URL.createObjectURL(new Blob([text()], { type }));
    el("a", { href: address, download: name }).click();
    // The browser has its own hold on the file by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    say(`${name} is being saved${window === window.top ? "" : ", if the frame around this page allows it"}.`);
  }

  function fail(error) {
    const jump = error.at === undefined ? null : button({ class: "as-link lead", on: { click: () => editor.goTo(error.at) } }, "Go to that place");
    editor?.mark(error.at ?? null);
    byId("dl-sparql-answer").replaceChildren(el("p", { class: error.stopped ? "empty" : "conflict", role: "alert" }, error.message, " ", jump));
    byId("dl-sparql-files").replaceChildren();
    say(error.stopped ? "The query was stopped." : "No answer.");
  }

  function succeed(found, notes, ms) {
    const warnings = notes.map((note) => el("p", { class: "conflict", dir: "auto" }, note));
    byId("dl-sparql-answer").replaceChildren(...warnings, ...results.show(found));
    byId("dl-sparql-answer").scrollTop = 0;
    say(`${results.sizeOf(found)}, ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms.`);
    offer(found);
  }

  async function runEditor() {
    if (byId("dl-sparql-run").disabled) return;
    // What an earlier query said must not stand under this one.
    byId("dl-sparql-answer").replaceChildren();
    byId("dl-sparql-files").replaceChildren();
    editor.mark(null);
    say("Running…");
    busy(true);
    try {
      const answer = await engine.ask(editor.text);
      succeed(results.read(answer), answer.notes, answer.ms);
    } catch (error) {
      fail(error);
    } finally {
      busy(false);
      byId("dl-sparql-clock").textContent = "";
    }
  }

  function pick() {
    const query = queries.find(({ name }) => name === byId("dl-sparql-pick").value);
    byId("dl-sparql-about").textContent = query ? query.description : "";
    if (query) editor.text = query.sparql;
  }

  async function warm() {
    say("The engine starts…");
    try {
      const inPage = await engine.start();
      say(inPage ? "Ready. This browser allows no worker here, so the page waits while a query runs." : "Ready.");
    } catch (error) {
      fail({ message: `This browser cannot run the engine: ${error.message}.` });
    }
  }

  function open() {
    byId("dl-sparql-pick").append(el("option", { value: "" }, "Choose a question…"), ...queries.map(({ name, title }) => el("option", { value: name }, title)));
    byId("dl-sparql-pick").addEventListener("change", pick);
    byId("dl-sparql-run").addEventListener("click", runEditor);
    byId("dl-sparql-stop").addEventListener("click", () => {
      engine.stop();
      editor.focus();
    });
    editor = dateline.sparqlEditor.create(byId("dl-sparql-editor"), { text: FIRST, label: "SPARQL query", describedBy: HELP, run: runEditor });
    byId("dl-sparql-help").textContent = `${HELP} Prefixes are declared, and : stands for the story’s own things.`;
    warm();
  }

  const start = () => dateline.views.onOpen("sparql", open);

  return { start, run };
})();
