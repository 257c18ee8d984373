// The engine that answers queries: the page, and a worker of it, find it as `datelineSparqlEngine`.
// `start({module_or_path: bytes})` takes the bytes of its WebAssembly module, as a page on disk can fetch nothing.
export { default as start, Store } from "oxigraph/web.js";
