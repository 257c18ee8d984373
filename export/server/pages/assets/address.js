// The query in the address of the page: after "#", so that it is as long as it needs to be and in no log.
dateline.address = (() => {
  /** {query, run} of the address; the query is null when there is none. */
  function read() {
    const found = new URLSearchParams(location.hash.slice(1));
    const asked = found.has("query") ? found : new URLSearchParams(location.search);
    return { query: asked.get("query"), run: asked.has("run") };
  }

  const of = (query) => `${location.origin}${location.pathname}#query=${encodeURIComponent(query.toWellFormed())}`;
  const write = (query) => history.replaceState(null, "", of(query));
  const onChange = (listener) => addEventListener("hashchange", () => listener(read()));

  return { read, of, write, onChange };
})();
