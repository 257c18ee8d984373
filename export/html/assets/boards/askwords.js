// The columns and values of an answer in a reader's words; files keep those of the query.
dateline.askwords = (() => {
  const { data } = dateline.model;
  const split = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  // Columns whose values are names of the vocabulary, in the questions that dateline brings.
  const NAMED = new Set(["modality", "outcome", "stance", "status", "occurrence", "certain"]);
  const YES = new Set(["not", "ongoing"]);
  const HEADS = {
    hop: "step", relation: "how", earliest: "earliest day", latest: "latest day", earliestBegin: "begins at the earliest", latestBegin: "begins at the latest",
    earliestEnd: "ends at the earliest", latestEnd: "ends at the latest", edtf: "date (EDTF)", phrase: "date in words", ongoing: "goes on", not: "negated", settledAt: "settled at",
    modality: "kind of claim", certainty: "how sure", addressee: "to whom", by: "given up by", of: "policy", rate: "rate (%)", issued: "published", means: "by what means", partOf: "part of",
    certain: "certain relation", possible: "possible relations", from: "one", fromLabel: "one", to: "other", toLabel: "other", outcomeQuote: "words for the outcome", commentQuote: "words of the comment",
  };
  let labels = null;

  /** A column's name for its head. */
  const head = (column) => {
    const words = Object.hasOwn(HEADS, column) ? HEADS[column] : split(column);
    return words.charAt(0).toUpperCase() + words.slice(1);
  };

  const known = () => (labels ??= new Map(data.relations.map(([key, label]) => [key, label])));
  // An answer's link runs from the answer to what it answers; a chain is read from cause to effect.
  const relation = (name) => (name === "RespondsTo" ? "was answered by" : known().get(name) ?? split(name));

  /** A value in words, by its column; null when it stands as it is. */
  function value(column, text) {
    if (column === "relation") return relation(text);
    if (column === "possible") return text.split(" ").filter(Boolean).map(split).join(", ");
    if (column === "aspect") return text.replace(/^\d+ /, ""); // the number only sorts the rows
    // A role, or else the name of a thing.
    if (column === "what") return data.relations.some(([key, , kind]) => key === text && kind === "participation") ? split(text) : null;
    if (YES.has(column)) return text === "" || text === "false" ? "" : "yes";
    return NAMED.has(column) ? split(text) : null;
  }

  return { head, value };
})();
