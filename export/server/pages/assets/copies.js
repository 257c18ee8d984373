// The query as text for other tools, quoted so that each of them sends exactly the same query.
dateline.copies = (() => {
  const { prefixes } = dateline.page;
  const { tokens, formOf } = dateline.sparqlSyntax;
  const endpoint = () => new URL(dateline.page.endpoint, location.href).href;

  /** The query with a PREFIX line for each prefix that it uses and does not declare, so that any endpoint takes it. */
  function declared(text) {
    const words = tokens(text).filter(({ groups }) => groups.blank === undefined);
    const own = new Set(words.filter((_, at) => /^PREFIX$/i.test(words[at - 1]?.[0] ?? "")).map(([token]) => token));
    const used = new Set(words.map(({ groups }) => groups.prefix).filter((prefix) => prefix !== undefined && !own.has(prefix)));
    const lines = [...used].filter((prefix) => prefix.slice(0, -1) in prefixes).sort().map((prefix) => `PREFIX ${prefix} <${prefixes[prefix.slice(0, -1)]}>\n`);
    return lines.join("") + text;
  }

  // POSIX shells take all but the quote itself as it is between single quotes (XCU 2.2.2). --data-raw gives "@" no meaning.
  const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;

  function curl(text, isGraph, isYesNo) {
    const accept = isGraph ? "text/turtle" : isYesNo ? "application/sparql-results+json" : "text/csv";
    return ["curl --silent --show-error --fail-with-body", `-H ${shell(`Accept: ${accept}`)}`, `-H ${shell("Content-Type: application/sparql-query; charset=utf-8")}`, `--data-raw ${shell(text)}`, shell(endpoint())].join(" \\\n  ") + "\n";
  }

  /** A string of Python between three quotes: backslashes, quotes in threes and the last one are escaped. */
  function python3(text) {
    const safe = text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"').replaceAll("\r", "\\r").replaceAll("\0", "\\0");
    return `"""${safe}"""`;
  }

  function python(text, isGraph, isYesNo) {
    const rows = 'rows = [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]\nfor row in rows:\n    print(row)\n# As a table: pandas.DataFrame(rows, columns=answer["head"]["vars"])\n';
    const reading = isGraph ? 'print(answer.serialize(format="turtle"))  # an rdflib.Graph\n' : isYesNo ? 'print(answer["boolean"])\n' : rows;
    const format = isGraph ? "TURTLE" : "JSON";
    const graph = isGraph ? "from rdflib import Graph\n" : "";
    const answer = isGraph ? "answer = Graph().parse(data=endpoint.query().response.read(), format=\"turtle\")\n" : "answer = endpoint.queryAndConvert()\n";
    return `# pip install SPARQLWrapper\n${graph}from SPARQLWrapper import ${format}, POST, POSTDIRECTLY, SPARQLWrapper\n\nquery = ${python3(text)}\nendpoint = SPARQLWrapper(${JSON.stringify(endpoint())})\nendpoint.setMethod(POST)\nendpoint.setRequestMethod(POSTDIRECTLY)\nendpoint.setReturnFormat(${format})\nendpoint.setOnlyConneg(True)  # Accept says what is wanted\nendpoint.setQuery(query)\n${answer}${reading}`;
  }

  /** A raw string of R (since 4.0): as many dashes as it takes for the text not to end it. */
  function raw(text) {
    let dashes = "";
    while (text.includes(`)${dashes}"`)) dashes += "-";
    return `r"${dashes}(${text})${dashes}"`;
  }

  function r(text, isGraph, isYesNo) {
    const accept = isGraph ? "text/turtle" : isYesNo ? "application/sparql-results+json" : "text/csv";
    const reading = isGraph ? "cat(resp_body_string(answer))\n" : isYesNo ? "print(resp_body_json(answer, check_type = FALSE)$boolean)\n" : "rows <- readr::read_csv(I(resp_body_string(answer)), show_col_types = FALSE)\nprint(rows)\n";
    const packages = isGraph || isYesNo ? '"httr2"' : 'c("httr2", "readr")';
    return `# install.packages(${packages})\nlibrary(httr2)\n\nquery <- ${raw(text)}\nanswer <- request(${JSON.stringify(endpoint())}) |>\n  req_headers(Accept = "${accept}") |>\n  req_body_raw(query, type = "application/sparql-query; charset=utf-8") |>\n  req_perform()\n${reading}`;
  }

  const WAYS = { curl, Python: python, R: r };

  /** The text for ``curl``, ``Python`` or ``R``. */
  function write(way, query) {
    const form = formOf(query);
    // One kind of line end, and no half pairs of surrogates, which no file can hold.
    const text = declared(query.replace(/\r\n?/g, "\n")).toWellFormed();
    return WAYS[way](text, form === "CONSTRUCT" || form === "DESCRIBE", form === "ASK");
  }

  return { write, declared };
})();
