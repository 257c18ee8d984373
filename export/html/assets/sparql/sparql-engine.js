// One engine for the page: in a worker, so that a long query can be stopped; else on the page's own thread.
dateline.sparqlEngine = (() => {
  const { byId } = dateline.dom;
  const { prefixes } = dateline.model.data.sparql;
  let engine = null; // a promise of {ask(message), stop()}
  let waiting = null; // how to end the question that is being answered

  const packed = () => ({ engine: byId("dl-sparql-wasm").textContent, quads: byId("dl-sparql-quads").textContent, prefixes });

  /** A worker from the engine's own script, which stands in the page; the policy allows it as blob: only. */
  function inWorker() {
    const address = URL.createObjectURL(new Blob([byId("dl-sparql-script").textContent], { type: "text/javascript" }));
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    const ask = (message) => new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message || "the worker failed"));
      worker.postMessage(message);
    });
    return { ask, stop: () => worker.terminate(), inPage: false };
  }

  const onPage = () => ({ ask: dateline.sparqlAnswers.handle, stop: () => undefined, inPage: true });

  async function opened(made) {
    const { error } = await made.ask({ opens: packed() });
    if (error) throw new Error(error.message);
    return made;
  }

  async function begin() {
    try {
      return await opened(inWorker());
    } catch {
      // Some frames and browsers allow no worker; the page then waits while a query runs, and says so.
      return opened(onPage());
    }
  }

  /** Starts the engine, once; resolves to whether queries hold up the page itself. */
  async function start() {
    engine ||= begin();
    try {
      return (await engine).inPage;
    } catch (error) {
      engine = null;
      throw error;
    }
  }

  /** Answers one query at a time, in the order in which they were asked. */
  let last = Promise.resolve();
  function ask(text) {
    const mine = last.then(async () => {
      await start();
      const made = await engine;
      const stopped = new Promise((_, reject) => { waiting = () => reject({ message: "Stopped.", stopped: true }); });
      const { value, error } = await Promise.race([made.ask({ text }), stopped]);
      if (error) throw error;
      return value;
    });
    last = mine.catch(() => undefined).then(() => { waiting = null; });
    return mine;
  }

  /** Ends the running query; the next one starts the engine anew. */
  async function stop() {
    if (!waiting) return;
    const made = await engine;
    made.stop();
    if (!made.inPage) engine = null;
    waiting();
  }

  return { start, ask, stop };
})();
