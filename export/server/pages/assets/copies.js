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

  const accepted = (isGraph, isYesNo) => (isGraph ? "text/turtle" : isYesNo ? "application/sparql-results+json" : "text/csv");

  function curl(text, isGraph, isYesNo) {
    return [
      "curl --silent --show-error --fail-with-body",
      `-H ${shell(`Accept: ${accepted(isGraph, isYesNo)}`)}`,
      `-H ${shell("Content-Type: application/sparql-query; charset=utf-8")}`,
      `--data-raw ${shell(text)}`,
      shell(endpoint()),
    ].join(" \\\n  ") + "\n";
  }

  /** A string of Python between three quotes: backslashes, quotes in threes and the last one are escaped. */
  function python3(text) {
    const safe = text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"').replaceAll("\r", "\\r").replaceAll("\0", "\\0");
    return `"""${safe}"""`;
  }

  const PYTHON_ROWS = [
    "answer = endpoint.queryAndConvert()",
    'rows = [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]',
    "for row in rows:",
    "    print(row)",
    '# As a table: pandas.DataFrame(rows, columns=answer["head"]["vars"])',
  ];
  const PYTHON_YES_NO = ["answer = endpoint.queryAndConvert()", 'print(answer["boolean"])'];
  const PYTHON_GRAPH = [
    'answer = Graph().parse(data=endpoint.query().response.read(), format="turtle")',
    'print(answer.serialize(format="turtle"))',
  ];

  function python(text, isGraph, isYesNo) {
    const format = isGraph ? "TURTLE" : "JSON";
    return [
      "# pip install SPARQLWrapper",
      ...(isGraph ? ["from rdflib import Graph"] : []),
      `from SPARQLWrapper import ${format}, POST, POSTDIRECTLY, SPARQLWrapper`,
      "",
      `query = ${python3(text)}`,
      `endpoint = SPARQLWrapper(${JSON.stringify(endpoint())})`,
      "endpoint.setMethod(POST)",
      "endpoint.setRequestMethod(POSTDIRECTLY)",
      `endpoint.setReturnFormat(${format})`,
      "endpoint.setOnlyConneg(True)  # Accept says what is wanted",
      "endpoint.setQuery(query)",
      ...(isGraph ? PYTHON_GRAPH : isYesNo ? PYTHON_YES_NO : PYTHON_ROWS),
      "",
    ].join("\n");
  }

  /** A raw string of R (since 4.0): as many dashes as it takes for the text not to end it. */
  function raw(text) {
    let dashes = "";
    while (text.includes(`)${dashes}"`)) dashes += "-";
    return `r"${dashes}(${text})${dashes}"`;
  }

  const R_ROWS = ["rows <- readr::read_csv(I(resp_body_string(answer)), show_col_types = FALSE)", "print(rows)"];
  const R_YES_NO = ["print(resp_body_json(answer, check_type = FALSE)$boolean)"];
  const R_GRAPH = ["cat(resp_body_string(answer))"];

  function r(text, isGraph, isYesNo) {
    return [
      `# install.packages(${isGraph || isYesNo ? '"httr2"' : 'c("httr2", "readr")'})`,
      "library(httr2)",
      "",
      `query <- ${raw(text)}`,
      `answer <- request(${JSON.stringify(endpoint())}) |>`,
      `  req_headers(Accept = "${accepted(isGraph, isYesNo)}") |>`,
      '  req_body_raw(query, type = "application/sparql-query; charset=utf-8") |>',
      "  req_perform()",
      ...(isGraph ? R_GRAPH : isYesNo ? R_YES_NO : R_ROWS),
      "",
    ].join("\n");
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
