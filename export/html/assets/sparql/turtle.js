// Triples as Turtle: grouped by subject, with the prefixes that are used.
dateline.turtle = (() => {
  const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const LOCAL = /^(?:[\p{L}_][\p{L}\p{N}_-]*)?$/u;

  /** "dl:met" for an IRI that a prefix shortens to a plain name, else null; the longest namespace wins. */
  function shorten(iri, prefixes) {
    const fits = Object.entries(prefixes).filter(([, namespace]) => iri.startsWith(namespace) && LOCAL.test(iri.slice(namespace.length)));
    if (!fits.length) return null;
    const [prefix, namespace] = fits.reduce((best, each) => (each[1].length > best[1].length ? each : best));
    return { prefix, name: `${prefix}:${iri.slice(namespace.length)}` };
  }

  function write(triples, prefixes) {
    const used = new Set();

    function iri(value) {
      const short = shorten(value, prefixes);
      if (short) used.add(short.prefix);
      return short ? short.name : `<${value}>`;
    }

    function term({ type, value, datatype, "xml:lang": language }) {
      if (type === "uri") return iri(value);
      if (type === "bnode") return `_:${value}`;
      if (type !== "literal") return value;
      const text = `"${value.replace(/[\\"\n\r\t]/g, (letter) => ESCAPES[letter])}"`;
      if (language) return `${text}@${language}`;
      return datatype && datatype !== `${XSD}string` ? `${text}^^${iri(datatype)}` : text;
    }

    const subjects = new Map();
    for (const [subject, predicate, object] of triples) {
      const key = term(subject);
      const verb = predicate.value === TYPE ? "a" : term(predicate);
      if (!subjects.has(key)) subjects.set(key, new Map());
      const verbs = subjects.get(key);
      if (!verbs.has(verb)) verbs.set(verb, []);
      verbs.get(verb).push(term(object));
    }
    const body = [...subjects].map(([subject, verbs]) => `${subject} ${[...verbs].map(([verb, objects]) => `${verb} ${objects.join(", ")}`).join(" ;\n  ")} .\n`);
    const head = Object.entries(prefixes).filter(([prefix]) => used.has(prefix)).map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`);
    return [head.join(""), ...body].filter(Boolean).join("\n");
  }

  return { shorten, write };
})();
