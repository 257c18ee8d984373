// Asks the endpoint by the SPARQL 1.1 Protocol; what has been asked can be taken back.
dateline.asking = (() => {
  const { endpoint } = dateline.page;
  const { ntriples, problems } = dateline;
  const { formOf, starred } = dateline.sparqlSyntax;
  const JSON_ROWS = "application/sparql-results+json";
  const TRIPLES = "application/n-triples";
  let under = null;

  const isGraph = (text) => ["CONSTRUCT", "DESCRIBE"].includes(formOf(text));

  /** The response to a query in a format; rejects with an error of `problems`. */
  async function request(text, accept, signal) {
    let response;
    try {
      response = await fetch(endpoint, {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query; charset=utf-8", Accept: `${accept}, application/json;q=0.1` },
        body: text,
        signal,
        credentials: "same-origin",
      });
    } catch (error) {
      throw error.name === "AbortError" ? problems.stopped() : problems.unreachable();
    }
    if (response.ok) return response;
    throw problems.ofResponse(response.status, await response.text().catch(() => ""), text, response.headers.get("Retry-After"));
  }

  async function whole(reading, response) {
    try {
      return await reading(response);
    } catch (error) {
      throw error.name === "AbortError" ? problems.stopped() : problems.cutOff();
    }
  }

  /** What the views need: {columns, bindings, boolean, triples}, of which the last are null where they do not apply. */
  function read(body, media, query) {
    try {
      if (media.startsWith(TRIPLES)) return { columns: [], bindings: [], boolean: null, triples: ntriples.read(body) };
      const { head, boolean, results } = JSON.parse(body);
      if (boolean !== undefined) return { columns: [], bindings: [], boolean, triples: null };
      // The engine sorts the columns of a `SELECT *` by the alphabet; a reader wants them as they are written.
      const order = starred(query);
      if (order) head.vars.sort((a, b) => order.indexOf(a) - order.indexOf(b));
      return { columns: head.vars, bindings: results.bindings, boolean: null, triples: null };
    } catch (error) {
      throw problems.unread(error);
    }
  }

  /** The answer with ``ms``, the time from the question to the last byte; one question at a time. */
  async function ask(text) {
    const own = new AbortController();
    under?.abort();
    under = own;
    const begun = performance.now();
    try {
      const response = await request(text, isGraph(text) ? TRIPLES : JSON_ROWS, own.signal);
      const body = await whole((each) => each.text(), response);
      const ms = performance.now() - begun;
      return { ...read(body, response.headers.get("Content-Type") ?? "", text), ms, size: body.length, query: text };
    } finally {
      if (under === own) under = null;
    }
  }

  /** The answer in another format, as a file. */
  const file = async (text, accept) => whole((response) => response.blob(), await request(text, accept));
  const cancel = () => under?.abort();

  return { ask, file, cancel, isGraph };
})();
